"""Files that come with a Teams message, before anything of them is fetched. Pure.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
"""

from __future__ import annotations

from pathlib import PurePosixPath

from adapters.files import MOST_FILES, may_be_report, plain_name
from adapters.taking import Offered
from adapters.teams.audience import is_personal
from adapters.teams.wire import Json, objects_at, text_at
from bot.conversation.events import Hindrance

FILE = "application/vnd.microsoft.teams.file.download.info"
_IN_A_ROOM = frozenset({FILE, "reference"})
_HTML, _ATTACHED = "text/html", "<attachment "


def offered(activity: Json, words: str) -> tuple[Offered, ...]:
    """The files that a message is about: one may be a report, or nothing else is said.

    Pictures and formatted text come as attachments of other kinds, and are no files.
    """
    if not is_personal(activity):
        return _in_room(activity, words)
    found = [one for one in objects_at(activity, "attachments") if text_at(one, "contentType") == FILE]
    files = [_one(attachment, number) for number, attachment in enumerate(found[: MOST_FILES + 1])]
    if words and not any(may_be_report(file.name) for file in files):
        return ()
    return tuple(files)


def _one(attachment: Json, number: int) -> Offered:
    name, kind = plain_name(text_at(attachment, "name")), text_at(attachment, "content", "fileType")
    if not PurePosixPath(name).suffix and kind:
        name = plain_name(f"{name}.{kind}")
    why = None if may_be_report(name) else Hindrance.NOT_A_REPORT
    if number >= MOST_FILES:
        why = Hindrance.TOO_MANY
    address = text_at(attachment, "content", "downloadUrl")
    return Offered(id=str(number), name=name, address=address, why=why)


def _in_room(activity: Json, words: str) -> tuple[Offered, ...]:
    """One word on the files of a message in a room: Teams shows a bot at most that there are some."""
    for attachment in objects_at(activity, "attachments"):
        kind, name = text_at(attachment, "contentType"), plain_name(text_at(attachment, "name"))
        named = kind in _IN_A_ROOM and (may_be_report(name) or not words)
        hinted = kind == _HTML and not words and _ATTACHED in text_at(attachment, "content")
        if named or hinted:
            return (Offered(id="0", name=name if named else "", address="", why=Hindrance.NOT_IN_PRIVATE),)
    return ()
