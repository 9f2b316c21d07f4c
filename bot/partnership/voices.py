"""Several sources on one association: the newest word counts, and the others' last words are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.partnership.records import OWN_CSV, Association, Voice


def heard(before: Association | None, now: Association) -> Association:
    """The association after another word on it.

    The newest day spoken for wins, then what reached us last. A source's earlier word is replaced by its
    later one; a word that is older than the same source's last one says nothing new. Nor does our own CSV
    that only repeats what is known, as our export does when it comes back: whoever said it stays its source.
    """
    if before is None:
        return now
    words = {voice.teller: voice for voice in (_voice(before), *before.voices)}
    known, told = words.get(now.teller), _voice(now)
    if _repeats(told, words):
        return replace(before, since=_since(before, now, _voice(before)))
    if known is None or _age(known) <= _age(told):
        words = {now.teller: told, **{teller: w for teller, w in words.items() if teller != now.teller}}
    first, *others = sorted(words.values(), key=_age, reverse=True)
    return replace(
        before,
        holder=first.holder,
        since=_since(before, now, first),
        seen_for=first.seen_for,
        imported_at=first.imported_at,
        source=first.source,
        teller=first.teller,
        voices=tuple(others),
    )


def _repeats(told: Voice, words: Mapping[str, Voice]) -> bool:
    if told.teller != OWN_CSV:
        return False
    newest = told.seen_for if OWN_CSV in words else date.max
    return any(
        word.holder == told.holder and told.seen_for <= word.seen_for <= newest for word in words.values()
    )


def _since(before: Association, now: Association, first: Voice) -> date:
    if first.holder == before.holder:
        return min(before.since, now.since) if now.holder == before.holder else before.since
    return now.since


def _voice(association: Association) -> Voice:
    return Voice(
        teller=association.teller,
        holder=association.holder,
        seen_for=association.seen_for,
        imported_at=association.imported_at,
        source=association.source,
    )


def _age(voice: Voice) -> tuple[date, datetime]:
    return voice.seen_for, voice.imported_at


def unheard(now: Association, teller: str, *, before: Association | None) -> Association | None:
    """The association without what that teller said; None where nothing else says anything.

    `before` is how it stood before the word, and knows since when the others have said theirs.
    """
    first, *others = sorted(
        (voice for voice in (_voice(now), *now.voices) if voice.teller != teller), key=_age, reverse=True
    ) or (None,)
    if first is None:
        return None
    days = [voice.seen_for for voice in (first, *others) if voice and voice.holder == first.holder]
    if before and before.holder == first.holder:
        days.append(before.since)
    return replace(
        now,
        holder=first.holder,
        since=min(days),
        seen_for=first.seen_for,
        imported_at=first.imported_at,
        source=first.source,
        teller=first.teller,
        voices=tuple(voice for voice in others if voice),
    )
