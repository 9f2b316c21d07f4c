"""From names to the arrays in which they are found."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

import numpy as np

from adapters.stores.names.file import Array
from adapters.stores.names.keys import gap_keys, letters_of, part_keys, whole_key, word_key
from bot.understanding.name_fits import forms_of
from bot.understanding.name_tables import Entry


class NamesBuilder:
    """Takes entries one by one, and holds no more of each than will stand in the file."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._legal: dict[frozenset[str], int] = {}
        self._entries = _Texts()
        self._form_entries, self._form_legal, self._form_sizes = array("I"), array("H"), array("B")
        self._form_words = array("I")

    def add(self, entry: Entry) -> None:
        """One customer."""
        id_, names = entry
        number = self._entries.add(f"{id_}\0{names[0]}")
        for form in dict.fromkeys(forms_of(id_, names)):
            words = form.words[:255]
            self._form_entries.append(number)
            self._form_legal.append(self._legal.setdefault(form.legal, len(self._legal)))
            self._form_sizes.append(len(words))
            self._form_words.extend([self._words.setdefault(word, len(self._words)) for word in words])

    def arrays(self) -> dict[str, Array]:
        """All of it, ready to be written."""
        texts = _Texts()
        for word in self._words:
            texts.add(word)
        sizes = np.frombuffer(self._form_sizes, np.uint8) if self._form_sizes else np.zeros(0, np.uint8)
        starts = np.zeros(len(sizes) + 1, np.uint32)
        np.cumsum(sizes, out=starts[1:])
        form_words = _numbers(self._form_words)
        return {
            **_parts("entry", self._entries),
            **_parts("word", texts),
            "word_letters": np.fromiter(map(letters_of, self._words), np.uint32, len(self._words)),
            "form_entries": _numbers(self._form_entries),
            "form_legal": np.array(self._form_legal, np.uint16),
            "form_starts": starts,
            "form_words": form_words,
            **self._postings(sizes, form_words),
            **_grouped("words", ((word_key(word),) for word in self._words)),
            **_grouped("gaps", map(gap_keys, self._words)),
            **_grouped("parts", map(part_keys, self._words)),
            **_grouped("wholes", self._wholes()),
        }

    def legal(self) -> list[list[str]]:
        """The sets of legal suffixes, by number."""
        return [sorted(legal) for legal in self._legal]

    def _postings(self, sizes: Array, form_words: Array) -> dict[str, Array]:
        """For each word its forms, in order."""
        forms = np.repeat(np.arange(len(sizes), dtype=np.uint64), sizes)
        keyed = np.unique((form_words.astype(np.uint64) << np.uint64(32)) | forms)
        starts = _starts(keyed >> np.uint64(32), len(self._words))
        return {"posting_starts": starts, "postings": keyed.astype(np.uint32)}

    def _wholes(self) -> Iterator[tuple[int]]:
        at = 0
        for size in self._form_sizes:
            yield (whole_key(self._form_words[at : at + size]),)
            at += size


class _Texts:
    """Texts one after the other, and where each ends."""

    def __init__(self) -> None:
        self.text, self.ends = bytearray(), array("I", [0])

    def add(self, text: str) -> int:
        self.text += text.encode("utf-8", "surrogatepass")
        self.ends.append(len(self.text))
        return len(self.ends) - 2


def _parts(name: str, texts: _Texts) -> dict[str, Array]:
    return {
        f"{name}_text": np.frombuffer(bytes(texts.text), np.uint8),
        f"{name}_ends": _numbers(texts.ends),
    }


def _grouped(name: str, keys: Iterator[Any]) -> dict[str, Array]:
    """The numbers of what has each key, by the key's last bits: a bucket holds two or so."""
    found, owners = array("I"), array("I")
    for number, each in enumerate(keys):
        found.extend(each)
        owners.extend([number] * len(each))
    buckets = 1 << max(4, (len(found) // 2).bit_length())
    keyed = (_numbers(found).astype(np.uint64) & np.uint64(buckets - 1)) << np.uint64(32)
    keyed |= _numbers(owners)
    keyed.sort()
    starts = _starts(keyed >> np.uint64(32), buckets)
    return {f"{name}_starts": starts, name: keyed.astype(np.uint32)}


def _starts(groups: Array, number: int) -> Array:
    """Where each group begins among sorted ones, and the end."""
    starts = np.zeros(number + 1, np.uint32)
    np.cumsum(np.bincount(groups.astype(np.int64), minlength=number), out=starts[1:])
    return starts


def _numbers(values: array[int]) -> Array:
    return np.array(values, np.uint32)
