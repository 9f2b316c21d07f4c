"""From names to the arrays in which they are found."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

import numpy as np

from adapters.stores.names.file import Array
from adapters.stores.names.keys import (
    BEYOND_ASCII,
    bits_of_numbers,
    gap_keys,
    letters_of,
    part_keys,
    word_key,
)
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
        letters = _letters_in(texts)
        lengths = np.fromiter(map(len, self._words), np.uint32, len(self._words))
        return {
            **_parts("entry", self._entries),
            **_parts("word", texts),
            "word_letters": letters,
            "form_letters": _for_each(np.bitwise_or, letters[form_words], starts),
            "form_lengths": np.minimum(_for_each(np.add, lengths[form_words], starts), 255).astype(np.uint8),
            "form_entries": _numbers(self._form_entries),
            "form_legal": np.array(self._form_legal, np.uint16),
            "form_starts": starts,
            "form_words": form_words,
            **self._postings(sizes, form_words),
            **self._by_key(form_words, starts),
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

    def _by_key(self, form_words: Array, starts: Array) -> dict[str, Array]:
        """Words by themselves, by gaps and by parts, and forms by all their words."""
        words, every = len(self._words), np.arange(len(starts) - 1, dtype=np.uint32)
        keys = np.fromiter(map(word_key, self._words), np.uint32, words)
        # As whole_key does.
        wholes = _for_each(np.add, keys[form_words], starts)
        return {
            **_grouped("words", keys, np.arange(words, dtype=np.uint32), words),
            **_grouped("gaps", *_all_keys(map(gap_keys, self._words)), words),
            **_grouped("parts", *_all_keys(map(part_keys, self._words)), words),
            **_grouped("wholes", wholes, every, len(every)),
        }


def _letters_in(texts: _Texts) -> Array:
    """Of each text, as letters_of tells them."""
    bits = np.array([letters_of(chr(code)) for code in range(128)] + [BEYOND_ASCII] * 128, np.uint32)
    return _for_each(np.bitwise_or, bits[np.frombuffer(bytes(texts.text), np.uint8)], _numbers(texts.ends))


def _for_each(work: np.ufunc, values: Array, starts: Array) -> Array:
    """Of the values of each form."""
    return work.reduceat(values, starts[:-1], dtype=np.uint32) if len(values) else np.zeros(0, np.uint32)


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


def _all_keys(keys: Iterator[Any]) -> tuple[Array, Array]:
    """One after the other, and the number of what each belongs to."""
    found, sizes = array("I"), array("H")
    for each in keys:
        found.extend(each)
        sizes.append(len(each))
    return _numbers(found), np.repeat(np.arange(len(sizes), dtype=np.uint32), np.array(sizes, np.int64))


def _grouped(name: str, keys: Array, owners: Array, most: int) -> dict[str, Array]:
    """The numbers of what has each key, by the key's last bits: a bucket holds two or so.

    Before each number stand the first bits of its key, as many as there is room for.
    """
    buckets = 1 << max(4, (len(keys) // 2).bit_length())
    shift = np.uint32(bits_of_numbers(most))
    keyed = (keys & np.uint32(buckets - 1)).astype(np.uint64)
    keyed <<= np.uint64(32)
    keys = keys >> shift
    keys <<= shift
    keyed |= keys
    keyed |= owners
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
