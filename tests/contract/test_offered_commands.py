"""What the Teams package offers people to write is understood, in both languages."""

from __future__ import annotations

import pytest

from adapters.teams.package import ENGLISH, SWEDISH
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind
from tests.whole_bot import asked, demo_bot


@pytest.mark.parametrize(
    ("command", "language"),
    [
        *((command, Language.ENGLISH) for command, _ in ENGLISH.commands),
        *((command, Language.SWEDISH) for command, _ in SWEDISH.commands),
    ],
)
async def test_a_command_of_the_package_is_answered_in_its_language(command: str, language: Language) -> None:
    bot, _ = await demo_bot()
    reply = await bot.handle(asked(command))
    assert reply is not None
    assert reply.outcome is not None
    assert reply.outcome.kind in (Kind.COMMAND, Kind.KNOWLEDGE, Kind.LIST)
    if "partner of record" not in command:
        assert reply.language is language
