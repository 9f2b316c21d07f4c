"""Which of several names, all of them as like what is written, is rather meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from bot.understanding.legal_endings import without_legal
from bot.understanding.likeness import Like
from bot.understanding.name_fits import Form
from bot.understanding.name_words import is_small, name_words
from bot.understanding.words import Word


def told_apart(likes: Sequence[Like], words: Sequence[Word]) -> list[Like]:
    """Those whose words end where the written ones end, and that have their dots and rings."""
    if len({like.form.id for like in likes}) < 2 or len({like.off for like in likes}) > 1:
        return [*likes]
    return _as_dotted(_as_parted(likes, words), words)


def _as_parted(likes: Sequence[Like], words: Sequence[Word]) -> Sequence[Like]:
    """Fern-zap and not Fernzap where "frn-zap" is written: a space or a hyphen is a slip too."""
    ids = {like.form.id for like in likes if len(said_in(like, words)) == len(like.form.words)}
    return [like for like in likes if like.form.id in ids] if ids else likes


def _as_dotted(likes: Sequence[Like], words: Sequence[Word]) -> list[Like]:
    """Gätötek and not Gorotek where "Götötek" is written: who writes dots does so where they belong."""
    off: dict[str, int] = {}
    for like in likes:
        written, stored = written_and_stored(like, words)
        if written.isascii() or not stored:
            return [*likes]
        off[like.form.id] = min(
            off.get(like.form.id, len(written)), DamerauLevenshtein.distance(written, stored)
        )
    least = min(off.values())
    return [like for like in likes if off[like.form.id] == least]


def written_and_stored(like: Like, words: Sequence[Word]) -> tuple[str, str]:
    """The letters as they are written, and as they are stored in the name that is shown; all small."""
    written = "".join(words[at].text for at in said_in(like, words)).lower()
    return written, "".join(word.text for word in called(like.form)).lower()


def called(form: Form) -> Sequence[Word]:
    """The words of the name that is shown, where it is the form's; else none."""
    return _called(form.name, "".join(form.words))


@lru_cache(maxsize=1024)
def _called(name: str, written: str) -> Sequence[Word]:
    words = name_words(name)
    core = [words[at] for at in range(without_legal(words, name)) if not is_small(words, at)]
    return core if "".join(word.folded for word in core) == written else ()


def said_in(like: Like, words: Sequence[Word]) -> list[int]:
    """Where the words of it are, small ones left out."""
    return [at for at in range(like.first, like.last + 1) if not is_small(words, at)]
