"""Under which numbers a word or a form is looked for. Whoever writes and whoever looks must count alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from zlib import crc32

from bot.understanding.spelling import SHORTEST

SHORTEST_FORGIVEN = 3
"""A shorter word is taken as it stands. Beside other words of a name less is enough than alone."""

KEY = (1 << 32) - 1
"""So large is a key at most."""
BEYOND_ASCII = 1 << 31
_LETTERS = [bytes([letter]) for letter in range(ord("a"), ord("z") + 1)]
PARTS = 3
"""Two letters may be wrong, so that one part of three is right."""


def bits_of_numbers(most: int) -> int:
    """Of so many things: the other bits of what stands in a bucket are the first of its key."""
    return max(most, 1).bit_length()


def word_key(word: str) -> int:
    """Of the word as it is."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def gap_keys(word: str) -> tuple[int, ...]:
    """Of the word, and of what is left without each letter; none for what is never misspelt."""
    if word.isdigit() or len(word) < SHORTEST_FORGIVEN:
        return ()
    text = word.encode("utf-8", "surrogatepass")
    if len(text) > len(word):
        gaps = {word[:at] + word[at + 1 :] for at in range(len(word))}
        return (crc32(text), *{crc32(gap.encode("utf-8", "surrogatepass")) for gap in gaps})
    return (crc32(text), *{crc32(text[at + 1 :], crc32(text[:at])) for at in range(len(text))})


def end_keys(word: str) -> Iterator[int]:
    """Of gaps of another word that has other letters at both ends, or more there, or fewer."""
    for end in (word[1:], word[:-1], word[1] + word[0] + word[2:], word[:-2] + word[-1] + word[-2]):
        yield from gap_keys(end)
    for begun in map(crc32, map(_bytes, (word, word[1:], word[:-1], word[1:-1]))):
        yield from (crc32(letter, begun) for letter in _LETTERS)


def part_keys(word: str) -> tuple[int, ...]:
    """Of the three parts of what follows the first letter, and of what comes before the last.

    For words that may have two letters wrong, not both of them at the ends.
    """
    if word.isdigit() or len(word) < SHORTEST:
        return ()
    return (*_keys_of_parts(word), *_keys_of_parts(_turned(word)))


def _keys_of_parts(word: str) -> Iterator[int]:
    for part, (start, end) in enumerate(cuts(len(word) - 1)):
        yield _part_key(word[0], len(word), part, word[1 + start : 1 + end])


def letters_of(word: str) -> int:
    """Which letters it has, a bit each: a wrong letter changes two at most."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31) if letter.isascii() else BEYOND_ASCII
    return bits


def keys_begun_alike(word: str) -> Iterator[int]:
    """Of all parts that a word that begins alike, up to two letters away, may share with this one."""
    rest = word[1:]
    text = _bytes(rest)
    # Letters of one byte each need not be made bytes one by one.
    letters = text if len(text) == len(rest) else None
    for length in range(max(len(word) - 2, SHORTEST), len(word) + 3):
        for part, (start, end) in enumerate(cuts(length - 1)):
            begun, size = _part_key(word[0], length, part, ""), end - start
            for moved in range(max(start - 2, 0), min(start + 2, len(rest) - size) + 1):
                some = letters[moved : moved + size] if letters else _bytes(rest[moved : moved + size])
                yield crc32(some, begun)


def keys_ended_alike(word: str) -> Iterator[int]:
    """As those of one that begins alike."""
    return keys_begun_alike(_turned(word))


def whole_key(words: Iterable[str]) -> int:
    """Of a form by its words, in any order: the sum of theirs, so that one more word is one more to add."""
    return sum(map(word_key, words)) & KEY


def _turned(word: str) -> str:
    """From its end, and told from words that are written so: a capital never stands in a word."""
    return word[-1].upper() + word[-2::-1]


@cache
def cuts(length: int) -> list[tuple[int, int]]:
    """From where to where its parts go."""
    edges = [length * part // PARTS for part in range(PARTS + 1)]
    return list(pairwise(edges))


def _part_key(initial: str, length: int, part: int, text: str) -> int:
    return crc32(_bytes(f"{initial}{length}.{part}{text}"))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
