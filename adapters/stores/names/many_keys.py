"""The keys of very many words, made for all of one length at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from adapters.stores.names.file import Array
from adapters.stores.names.keys import SHORTEST_FORGIVEN, cuts, gap_keys, part_keys
from bot.understanding.spelling import SHORTEST

_LONGEST = 64
"""Longer words are few, and quicker made one by one."""
_ASCII = 127
_ALL = np.uint32(0xFFFFFFFF)
_POLYNOMIAL = 0xEDB88320

Keys = tuple[Array, Array]
"""Keys, and the numbers of the words that they are of."""


def gap_keys_of(text: Array, ends: Array) -> Keys:
    """As gap_keys, of words that stand one after the other."""
    return _joined(_of_all(text, ends, SHORTEST_FORGIVEN, _gaps, gap_keys))


def part_keys_of(text: Array, ends: Array) -> Keys:
    """As part_keys, of words that stand one after the other."""
    return _joined(_of_all(text, ends, SHORTEST, _parts, part_keys))


def _of_all(
    text: Array,
    ends: Array,
    shortest: int,
    of_columns: Callable[[Array], Iterator[tuple[Array, Array | None]]],
    of_one: Callable[[str], tuple[int, ...]],
) -> Iterator[Keys]:
    lengths = np.diff(ends.astype(np.int64))
    plain = (
        (np.maximum.reduceat(text, ends[:-1]) <= _ASCII) & (lengths <= _LONGEST) if len(lengths) else lengths
    )
    for length in np.unique(lengths[plain > 0]).tolist():
        numbers = np.flatnonzero((plain > 0) & (lengths == length)).astype(np.uint32)
        columns = text[ends[numbers].astype(np.int64) + np.arange(length)[:, None]]
        forgiven = ~((columns >= ord("0")) & (columns <= ord("9"))).all(axis=0)
        if length >= shortest and forgiven.any():
            for keys, which in of_columns(columns[:, forgiven]):
                some = numbers[forgiven]
                yield keys, some if which is None else some[which]
    for number in np.flatnonzero(~plain).tolist():
        word = text[ends[number] : ends[number + 1]].tobytes().decode("utf-8", "surrogatepass")
        keys = np.array(of_one(word), np.uint32)
        yield keys, np.full(len(keys), number, np.uint32)


def _gaps(columns: Array) -> Iterator[tuple[Array, Array | None]]:
    """Of each word, and of it without each letter: of two that are alike only the first is left out."""
    begun = np.full(columns.shape[1], _ALL)
    for at, column in enumerate(columns):
        key = _through(begun, columns[at + 1 :]) ^ _ALL
        if at:
            which = np.flatnonzero(column != columns[at - 1])
            yield key[which], which
        else:
            yield key, None
        begun = _step(begun, column)
    yield begun ^ _ALL, None


def _parts(columns: Array) -> Iterator[tuple[Array, Array | None]]:
    turned: Array = columns[::-1].copy()
    small = (turned[0] >= ord("a")) & (turned[0] <= ord("z"))
    turned[0, small] -= ord("a") - ord("A")
    yield from ((keys, None) for keys in _of_parts(columns))
    yield from ((keys, None) for keys in _of_parts(turned))


def _of_parts(columns: Array) -> Iterator[Array]:
    none: Array = np.full(len(columns[0]), _ALL)
    begun = _step(none, columns[0])
    for part, (start, end) in enumerate(cuts(len(columns) - 1)):
        key = begun
        for letter in f"{len(columns)}.{part}".encode():
            key = _step(key, np.uint8(letter))
        yield _through(key, columns[1 + start : 1 + end]) ^ _ALL


def _through(key: Array, columns: Array) -> Array:
    for column in columns:
        key = _step(key, column)
    return key


def _step(key: Array, letters: Array | np.uint8) -> Array:
    """As zlib's crc32 takes one letter more."""
    return _TABLE[(key ^ letters) & np.uint32(0xFF)] ^ (key >> np.uint32(8))


def _joined(keys: Iterator[Keys]) -> Keys:
    pieces = [*keys] or [(np.zeros(0, np.uint32), np.zeros(0, np.uint32))]
    return np.concatenate([keys for keys, _ in pieces]), np.concatenate([owners for _, owners in pieces])


def _table() -> Array:
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> np.uint32(1)) ^ np.uint32(_POLYNOMIAL), table >> np.uint32(1))
    return table.astype(np.uint32)


_TABLE = _table()
