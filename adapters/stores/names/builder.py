"""From names to the arrays in which they are found."""

from __future__ import annotations

from array import array

import numpy as np

from adapters.stores.names.file import Array
from adapters.stores.names.keys import BEYOND_ASCII, bits_of_numbers, letters_of, word_key
from adapters.stores.names.many_keys import gap_keys_of, part_keys_of
from bot.understanding.name_fits import words_of_forms
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
        for every, legal in dict.fromkeys(words_of_forms(names)):
            words = every[:255]
            self._form_entries.append(number)
            self._form_legal.append(self._legal.setdefault(legal, len(self._legal)))
            self._form_sizes.append(len(words))
            self._form_words.extend([self._words.setdefault(word, len(self._words)) for word in words])

    def arrays(self) -> dict[str, Array]:
        """All of it, ready to be written. Once: the words are let go, for they are most of what is held."""
        texts, words, self._words = _Texts(), self._words, {}
        for word in words:
            texts.add(word)
        lengths = np.fromiter(map(len, words), np.uint32, len(words))
        keys = np.fromiter(map(word_key, words), np.uint32, len(words))
        del words
        sizes = _all(self._form_sizes, np.uint8)
        starts = np.zeros(len(sizes) + 1, np.uint32)
        np.cumsum(sizes, out=starts[1:])
        form_words = _all(self._form_words, np.uint32)
        letters = _letters_in(texts)
        return {
            **_parts("entry", self._entries),
            **_parts("word", texts),
            "word_letters": letters,
            "form_letters": _for_each(np.bitwise_or, letters[form_words], starts),
            "form_lengths": np.minimum(_for_each(np.add, lengths[form_words], starts), 255).astype(np.uint8),
            "form_entries": _all(self._form_entries, np.uint32),
            "form_legal": _all(self._form_legal, np.uint16),
            "form_starts": starts,
            "form_words": form_words,
            **_postings(sizes, form_words, len(keys)),
            # As whole_key does.
            **_grouped("wholes", _for_each(np.add, keys[form_words], starts), None, len(sizes)),
            **_grouped("words", keys, None, len(keys)),
            **_grouped("gaps", *gap_keys_of(texts.array, texts.starts), len(keys)),
            **_grouped("parts", *part_keys_of(texts.array, texts.starts), len(keys)),
        }

    def legal(self) -> list[list[str]]:
        """The sets of legal suffixes, by number."""
        return [sorted(legal) for legal in self._legal]


def _postings(sizes: Array, form_words: Array, words: int) -> dict[str, Array]:
    """For each word its forms, in order."""
    keyed = form_words.astype(np.uint64)
    keyed <<= np.uint64(32)
    keyed |= np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)
    keyed.sort()
    once = np.ones(len(keyed), np.bool_)
    once[1:] = keyed[1:] != keyed[:-1]
    keyed = keyed[once]
    return {"posting_starts": _starts(keyed, words), "postings": keyed.astype(np.uint32)}


def _letters_in(texts: _Texts) -> Array:
    """Of each text, as letters_of tells them."""
    bits = np.array([letters_of(chr(code)) for code in range(128)] + [BEYOND_ASCII] * 128, np.uint32)
    return _for_each(np.bitwise_or, bits[texts.array], texts.starts)


def _for_each(work: np.ufunc, values: Array, starts: Array) -> Array:
    """Of the values of each form."""
    return work.reduceat(values, starts[:-1], dtype=np.uint32) if len(values) else np.zeros(0, np.uint32)


class _Texts:
    """Texts one after the other, and where each begins, and the end."""

    def __init__(self) -> None:
        self._text, self._starts = bytearray(), array("I", [0])

    @property
    def array(self) -> Array:
        return _all(self._text, np.uint8)

    @property
    def starts(self) -> Array:
        return _all(self._starts, np.uint32)

    def add(self, text: str) -> int:
        self._text += text.encode("utf-8", "surrogatepass")
        self._starts.append(len(self._text))
        return len(self._starts) - 2


def _parts(name: str, texts: _Texts) -> dict[str, Array]:
    return {f"{name}_text": texts.array, f"{name}_ends": texts.starts}


def _grouped(name: str, keys: Array, owners: Array | None, most: int) -> dict[str, Array]:
    """The numbers of what has each key, by the key's last bits: a bucket holds two or so.

    Before each number stand the first bits of its key, as many as there is room for. Without owners each key
    is of the next.
    """
    buckets = 1 << max(4, (len(keys) // 2).bit_length())
    shift = np.uint32(bits_of_numbers(most))
    keyed = keys.astype(np.uint64)
    keyed &= np.uint64(buckets - 1)
    keyed <<= np.uint64(32)
    first = keys >> shift
    first <<= shift
    first |= np.arange(len(keys), dtype=np.uint32) if owners is None else owners
    keyed |= first
    del first
    keyed.sort()
    return {f"{name}_starts": _starts(keyed, buckets), name: keyed.astype(np.uint32)}


def _starts(keyed: Array, number: int) -> Array:
    """Where each group begins among sorted ones, told by their first half, and the end."""
    groups = np.arange(number + 1, dtype=np.uint64)
    groups <<= np.uint64(32)
    return np.searchsorted(keyed, groups).astype(np.uint32)


def _all(values: array[int] | bytearray, kind: type[np.generic]) -> Array:
    """What has been gathered, as it stands there."""
    return np.frombuffer(values, kind) if len(values) else np.zeros(0, kind)
