"""From a message with files to one event for each of them."""

from __future__ import annotations

import logging
from dataclasses import replace

from adapters.files import NotTaken
from adapters.teams.files import Files
from adapters.teams.inbound import language_of_client
from adapters.teams.offered import Offered
from adapters.teams.wire import Json
from bot.conversation.events import Audience, FileGiven, FileTurnedAway, Hindrance, Origin, Question

log = logging.getLogger("dpor.teams")


async def taken(files: Files, message: Question, activity: Json, file: Offered) -> FileGiven | FileTurnedAway:
    """The event of one of a message's files, fetched where it may be. The message's audience is known."""
    origin = _origin(message, activity, file)
    try:
        why = _hindrance(origin) or file.why
        if why is not None:
            raise NotTaken(why)
        content = await files.fetch(file.address)
    except NotTaken as refused:
        log.info("teams file not taken event=%s reason=%s", origin.event_id, refused.why.value)
        return FileTurnedAway(origin=origin, name=file.name, why=refused.why, said=message.text)
    return FileGiven(origin=origin, name=file.name, content=content, said=message.text)


def _hindrance(origin: Origin) -> Hindrance | None:
    if not origin.private:
        return Hindrance.NOT_IN_PRIVATE
    return None if origin.audience is Audience.OURS else Hindrance.STRANGER


def _origin(message: Question, activity: Json, file: Offered) -> Origin:
    """An event of its own, in the language of what was written with it, else of the person's Teams."""
    origin = message.origin
    person = origin.person
    if not message.text:
        person = replace(person, language=person.language or language_of_client(activity))
    return replace(origin, event_id=f"{origin.event_id}:file-{file.id}", person=person)
