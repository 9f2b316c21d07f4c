"""Ids of tenants and subscriptions, and domains, in a sentence: who pastes one means that one."""

from __future__ import annotations

import re

from bot.understanding.names import NameMatch

_ID = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", re.IGNORECASE)
_HYPHENS = 4
_DOMAIN = re.compile(r"\b[\w-]+(?:\.[\w-]+)+\b")


def ids_in(text: str) -> tuple[NameMatch, ...]:
    """Each id (a GUID, in small letters) as if it were a name; whose it is, the store knows."""
    if text.count("-") < _HYPHENS:
        return ()
    found = {match.group().lower(): match for match in reversed([*_ID.finditer(text)])}
    return tuple(
        NameMatch(id=id_, name="", score=1.0, words=match.group(), start=match.start(), end=match.end())
        for id_, match in sorted(found.items(), key=lambda item: item[1].start())
    )


def domains_in(text: str) -> tuple[str, ...]:
    """Whatever is written like one, in small letters."""
    return tuple(_DOMAIN.findall(text.lower()))
