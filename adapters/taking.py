"""From a file that came with a message to its event: fetched where it may be, else turned away."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Protocol

from adapters.files import NotTaken
from bot.conversation.events import Audience, FileGiven, FileTurnedAway, Hindrance, Origin

log = logging.getLogger("dpor.files")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A file that can be fetched at `address`; `why` it is not, where that is certain already."""

    id: str
    name: str
    address: str
    why: Hindrance | None = None


class Files(Protocol):
    """A platform's files."""

    async def fetch(self, address: str) -> bytes:
        """What stands at that address. Raises NotTaken."""
        ...


async def fetched(files: Files, file: Offered, origin: Origin, said: str) -> FileGiven | FileTurnedAway:
    """The event of one file. Its origin is its own, with an audience that is known; `said` came with it."""
    try:
        why = _hindrance(origin) or file.why
        if why is not None:
            raise NotTaken(why)
        content = await files.fetch(file.address)
    except NotTaken as refused:
        platform = origin.address.platform
        log.info(
            "file not taken platform=%s event=%s reason=%s", platform, origin.event_id, refused.why.value
        )
        return FileTurnedAway(origin=origin, name=file.name, why=refused.why, said=said)
    return FileGiven(origin=origin, name=file.name, content=content, said=said)


def _hindrance(origin: Origin) -> Hindrance | None:
    if not origin.private:
        return Hindrance.NOT_IN_PRIVATE
    return None if origin.audience is Audience.OURS else Hindrance.STRANGER
