"""Keys that are made for very many words at once are those that are made for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.stores.names.keys import gap_keys, part_keys
from adapters.stores.names.many_keys import Keys, gap_keys_of, part_keys_of

LETTERS = st.text("abcz09+ł\ud800", min_size=1, max_size=12)


def of_each(words: Sequence[str], keys_of: Callable[[str], tuple[int, ...]]) -> set[tuple[int, int]]:
    return {(key, number) for number, word in enumerate(words) for key in keys_of(word)}


def at_once(words: Sequence[str], keys_of: Callable[..., Keys]) -> list[tuple[int, int]]:
    written = [word.encode("utf-8", "surrogatepass") for word in words]
    ends = np.cumsum([0, *map(len, written)]).astype(np.uint32)
    keys, owners = keys_of(np.frombuffer(b"".join(written), np.uint8), ends)
    return list(zip(keys.tolist(), owners.tolist(), strict=True))


@pytest.mark.parametrize(("one", "many"), [(gap_keys, gap_keys_of), (part_keys, part_keys_of)])
@given(words=st.lists(LETTERS, max_size=30, unique=True))
@example(words=["a", "ab", "abc", "aabbcc", "123456", "x" * 64, "abcdefgh" * 20, "łabcde", "fabrikam"])
def test_they_are_the_same(
    one: Callable[[str], tuple[int, ...]], many: Callable[..., Keys], words: list[str]
) -> None:
    made = at_once(words, many)
    assert set(made) == of_each(words, one)


def test_no_gap_is_made_twice() -> None:
    assert len(at_once(["aabbcc"], gap_keys_of)) == 4
