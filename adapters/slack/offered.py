"""Files that come with a Slack message, before anything of them is fetched. Pure."""

from __future__ import annotations

from adapters.files import LARGEST_FILE, MOST_FILES, may_be_report, plain_name
from adapters.guard import JsonObject
from adapters.slack.wire import listed, mapping, text
from adapters.taking import Offered
from bot.conversation.events import Hindrance

_ELSEWHERE = frozenset({"external", "file_access"})
"""Modes of files that another service or another organisation keeps."""
_GONE = frozenset({"tombstone", "hidden_by_limit"})


def offered(event: JsonObject, team: str) -> tuple[Offered, ...]:
    """The files of a message in that workspace; of many the first few, and that there are more."""
    files = [_one(mapping(file), team) for file in listed(event.get("files"))[: MOST_FILES + 1]]
    if len(files) > MOST_FILES:
        last = files[MOST_FILES]
        files[MOST_FILES] = Offered(id=last.id, name=last.name, address="", why=Hindrance.TOO_MANY)
    return tuple(files)


def are_for_us(files: tuple[Offered, ...], words: str) -> bool:
    """Whether the message is about its files: one may be a report, or nothing else is said."""
    return bool(files) and (not words or any(may_be_report(file.name) for file in files))


def _one(file: JsonObject, own: str) -> Offered:
    name = plain_name(text(file.get("name")) or text(file.get("title")))
    address = text(file.get("url_private_download")) or text(file.get("url_private"))
    return Offered(id=text(file.get("id")), name=name, address=address, why=_hindrance(file, name, own))


def _hindrance(file: JsonObject, name: str, own: str) -> Hindrance | None:
    mode, size = text(file.get("mode")), file.get("size")
    if mode in _ELSEWHERE or file.get("is_external") is True or text(file.get("file_access")) not in _OURS:
        return Hindrance.KEPT_ELSEWHERE
    teams = (text(file.get("user_team")), text(file.get("source_team")))
    if any(team and team != own for team in teams):
        return Hindrance.KEPT_ELSEWHERE
    if mode in _GONE:
        return Hindrance.NOT_FETCHED
    if not may_be_report(name):
        return Hindrance.NOT_A_REPORT
    return Hindrance.TOO_LARGE if isinstance(size, int) and size > LARGEST_FILE else None


_OURS = frozenset({"", "visible"})
"""What Slack says of the access to files that it has told all about."""
