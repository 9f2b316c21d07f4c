"""From a message with files to one event for each of them."""

from __future__ import annotations

from dataclasses import replace

from adapters.slack.arrival import Arrival
from adapters.slack.files import Files
from adapters.taking import Offered, fetched
from bot.conversation.events import Question


async def taken(files: Files, arrival: Arrival, file: Offered) -> Arrival:
    """The arrival as that of one of its files, fetched where it may be. Its audience is settled."""
    event = arrival.event
    origin = replace(event.origin, event_id=f"{event.origin.event_id}:{file.id}")
    said = event.text if isinstance(event, Question) else ""
    return replace(arrival, event=await fetched(files, file, origin, said))


def to_take(arrival: Arrival) -> tuple[Offered, ...]:
    """The files to be answered one by one; in a room, one word is enough."""
    return arrival.files if arrival.event.origin.private else arrival.files[:1]
