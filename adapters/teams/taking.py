"""From a message with files to one event for each of them."""

from __future__ import annotations

from dataclasses import replace

from adapters.taking import Offered, fetched
from adapters.teams.files import Files
from adapters.teams.inbound import language_of_client
from adapters.teams.wire import Json
from bot.conversation.events import FileGiven, FileTurnedAway, Origin, Question


async def taken(files: Files, message: Question, activity: Json, file: Offered) -> FileGiven | FileTurnedAway:
    """The event of one of a message's files, fetched where it may be. The message's audience is known."""
    return await fetched(files, file, _origin(message, activity, file), message.text)


def _origin(message: Question, activity: Json, file: Offered) -> Origin:
    """An event of its own, in the language of what was written with it, else of the person's Teams."""
    origin = message.origin
    person = origin.person
    if not message.text:
        person = replace(person, language=person.language or language_of_client(activity))
    return replace(origin, event_id=f"{origin.event_id}:file-{file.id}", person=person)
