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


_A_DOMAIN = re.compile(
    r"(?<![\w@./-])(?:www\.)?((?:[a-zåäöæø0-9][a-zåäöæø0-9-]+\.)+(?!(?:csv|tsv|txt|xlsx?|json|pdf|md|html?|js|net)\b)"
    r"[a-z]{2,24})(?![\w/-]|\.\w)"
)
"""In small letters, as domains are written: in "DPOR.What" a space is forgotten. No file, and no page."""
_NOBODYS = ("microsoft.com", "azure.com", "office.com", "aka.ms")


def domains_named(text: str) -> tuple[NameMatch, ...]:
    """Each domain as if it were a name; whose it is, the store knows."""
    if "." not in text:
        return ()
    return tuple(
        NameMatch(id=match[1], name="", score=1.0, words=match[1], start=match.start(1), end=match.end(1))
        for match in _A_DOMAIN.finditer(text)
        if not match[1].endswith(_NOBODYS)
    )


def domains_in(text: str) -> tuple[str, ...]:
    """Whatever is written like one, in small letters."""
    return tuple(_DOMAIN.findall(text.lower()))
