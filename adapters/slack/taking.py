"""From a message with files to one event for each of them."""

from __future__ import annotations

import logging
from dataclasses import replace

from adapters.files import NotTaken
from adapters.slack.arrival import Arrival
from adapters.slack.files import Files
from adapters.slack.offered import Offered
from bot.conversation.events import Audience, FileGiven, FileTurnedAway, Hindrance, Origin, Question

log = logging.getLogger("dpor.slack")


async def taken(files: Files, arrival: Arrival, file: Offered) -> Arrival:
    """The arrival as that of one of its files, fetched where it may be. Its audience is settled."""
    origin, event = arrival.event.origin, arrival.event
    origin = replace(origin, event_id=f"{origin.event_id}:{file.id}")
    said = event.text if isinstance(event, Question) else ""
    try:
        why = _hindrance(origin) or file.why
        if why is not None:
            raise NotTaken(why)
        content = await files.fetch(file.address)
    except NotTaken as refused:
        log.info("slack file not taken event=%s reason=%s", origin.event_id, refused.why.value)
        away = FileTurnedAway(origin=origin, name=file.name, why=refused.why, said=said)
        return replace(arrival, event=away)
    return replace(arrival, event=FileGiven(origin=origin, name=file.name, content=content, said=said))


def to_take(arrival: Arrival) -> tuple[Offered, ...]:
    """The files to be answered one by one; in a room, one word is enough."""
    return arrival.files if arrival.event.origin.private else arrival.files[:1]


def _hindrance(origin: Origin) -> Hindrance | None:
    if not origin.private:
        return Hindrance.NOT_IN_PRIVATE
    return None if origin.audience is Audience.OURS else Hindrance.STRANGER
