"""A file that was not taken: which one, why, and what to do, also where strangers read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.events import Audience, FileTurnedAway, Hindrance
from bot.conversation.language import Language
from bot.conversation.plaintext import plain_text
from bot.conversation.texts import texts_in
from bot.handlers.files import turned_away
from tests.whole_bot import demo_bot, somewhere


def away(
    why: Hindrance, *, name: str = "juni.csv", said: str = "", audience: Audience = Audience.OURS
) -> FileTurnedAway:
    return FileTurnedAway(origin=somewhere(audience=audience), name=name, why=why, said=said)


@pytest.mark.parametrize("why", Hindrance)
@pytest.mark.parametrize(("said", "language"), [("Here is June", "en"), ("Här är juni", "sv")])
def test_each_reason_is_said_in_the_language_of_what_was_written(
    why: Hindrance, said: str, language: str
) -> None:
    reply = turned_away(away(why, said=said))
    assert reply.language is Language(language)
    assert "juni.csv" in reply.title
    assert texts_in(reply.language).files.hindrances[why] in plain_text(reply)


def test_a_file_without_a_name_is_the_file() -> None:
    assert turned_away(away(Hindrance.NOT_IN_PRIVATE, name="")).title == "I did not take the file"


def test_a_bare_file_is_answered_in_the_persons_language() -> None:
    event = away(Hindrance.TOO_LARGE)
    person = replace(event.origin.person, language=Language.SWEDISH)
    reply = turned_away(replace(event, origin=replace(event.origin, person=person)))
    assert reply.title == "Jag tog inte emot juni.csv"


async def test_a_stranger_is_told_why_as_anybody_is() -> None:
    bot, _ = await demo_bot()
    reply = await bot.handle(away(Hindrance.STRANGER, audience=Audience.STRANGERS))
    assert reply is not None
    assert "members of our own organisation" in plain_text(reply)
