"""What every handler inherits: its phrasings reach it, help lists it, its buttons are served."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import bot.handlers
from bot.conversation.actions import Action
from bot.conversation.events import Click, Joined
from bot.conversation.language import Language
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Checklist, Choices, Reply
from bot.conversation.resuming import RESUMING
from bot.conversation.texts import texts_in
from bot.core import Bot
from bot.handlers.every import ROUTER
from bot.handlers.help import overview
from bot.router import Router
from tests.whole_bot import asked, demo_bot, somewhere

NAMES = {"customer": "Fabrikam", "product": "Intune", "partner": "Relecloud"}
WITH_EXAMPLES = [
    (intent.name, language) for intent in ROUTER.intents.values() for language in Language if intent.examples
]


def actions_in(reply: Reply) -> Iterator[Action]:
    yield from (button.action for button in reply.buttons)
    for block in reply.blocks:
        if isinstance(block, Choices):
            yield from (choice.action for choice in block.choices)
        if isinstance(block, Checklist):
            yield block.action


async def ask(bot: Bot, text: str) -> Reply:
    reply = await bot.handle(asked(text))
    assert reply is not None
    return reply


def test_every_file_of_handlers_is_listed() -> None:
    names = [found.name for found in pkgutil.iter_modules(bot.handlers.__path__)]
    modules = {name: importlib.import_module(f"bot.handlers.{name}") for name in names}
    routers = {name: module.ROUTER for name, module in modules.items() if hasattr(module, "ROUTER")}
    assert len(routers) >= 8
    assert [name for name, router in routers.items() if not isinstance(router, Router)] == []
    assert [
        name for name, router in routers.items() if not router.intents.keys() <= ROUTER.intents.keys()
    ] == []
    assert [
        name for name, router in routers.items() if not router.actions.keys() <= ROUTER.actions.keys()
    ] == []


@pytest.mark.parametrize(("name", "language"), WITH_EXAMPLES)
async def test_every_phrasing_reaches_its_handler(name: str, language: Language) -> None:
    bot, _ = await demo_bot()
    wrong: list[str] = []
    for phrasing in ROUTER.intents[name].examples[language]:
        reply = await ask(bot, phrasing.format(**NAMES))
        topic = reply.outcome.topic or reply.outcome.kind.value
        if topic != name:
            wrong.append(f"{phrasing} -> {topic}")
    assert wrong == []


@pytest.mark.parametrize(("name", "language"), WITH_EXAMPLES)
async def test_every_button_on_the_way_is_served(name: str, language: Language) -> None:
    bot, _ = await demo_bot()
    reply = await ask(bot, ROUTER.intents[name].examples[language][0].format(**NAMES))
    for action in actions_in(reply):
        assert action.name in ROUTER.actions.keys() | RESUMING
        assert Action.decode(action.encode()) == action
        pressed = await bot.handle(Click(origin=somewhere(), action=action))
        assert pressed is not None
        assert pressed.title not in {texts_in(each).errors.title for each in Language}
        chosen = action.arguments.get("choose", action.language.value)
        assert pressed.language.value in (chosen, action.language.value)


@pytest.mark.parametrize("language", Language)
def test_help_lists_everything_that_has_a_line(language: Language) -> None:
    said = plain_text(overview(ROUTER, language))
    lines = [intent.help(texts_in(language)) for intent in ROUTER.intents.values() if intent.help]
    assert len(lines) >= 12
    assert [line for line in lines if line not in said] == []


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "?", "!!!", "😀", "😀🎉", "\x00", "a", "…", "0", "-- ; drop", "x" * 50_000]
)
async def test_no_text_crashes_it(text: str) -> None:
    bot, _ = await demo_bot()
    reply = await ask(bot, text)
    assert reply.title not in {texts_in(each).errors.title for each in Language}


async def test_somebody_who_joins_is_welcomed() -> None:
    bot, _ = await demo_bot()
    reply = await bot.handle(Joined(origin=somewhere()))
    assert reply is not None
    assert reply.title == texts_in(Language.ENGLISH).help.welcome
    assert not reply.names_customers


@pytest.mark.parametrize(
    "action",
    [
        Action(name="nonsense", language=Language.ENGLISH),
        Action(name="article.show", language=Language.ENGLISH, arguments={"id": "nonsense"}),
        Action(name="list.show", language=Language.ENGLISH, arguments={"list": "nonsense"}),
        Action(name="list.show", language=Language.ENGLISH, arguments={"list": "list-ours", "start": "x"}),
        Action(name="status.show", language=Language.ENGLISH, arguments={"subscription": "gone"}),
        Action(name="status.show", language=Language.ENGLISH, arguments={"customer": "gone"}),
        Action(name="status.show", language=Language.ENGLISH, arguments={"product": "nonsense"}),
        Action(name="changes.show", language=Language.ENGLISH, arguments={"list": "list-ours"}),
        Action(name="changes.show", language=Language.ENGLISH, arguments={"since": "2026-11-01T00:00:00"}),
        Action(name="list.export", language=Language.ENGLISH, arguments={"list": "nonsense"}),
        Action(
            name="list.export", language=Language.ENGLISH, arguments={"list": "list-ours", "format": "exe"}
        ),
        Action(name="plan-b.show", language=Language.ENGLISH, arguments={"subscription": "gone"}),
        Action(name="draft.show", language=Language.ENGLISH, arguments={"customer": "gone"}),
        Action(name="draft.show", language=Language.ENGLISH, arguments={"product": "nonsense"}),
        Action(name="credit.show", language=Language.ENGLISH, arguments={"held": "dpor nonsense"}),
        Action(name="credit.show", language=Language.ENGLISH, arguments={"product": "nonsense"}),
        Action(name="look-back", language=Language.ENGLISH, arguments={"start": "-1"}),
        Action(name="look-back", language=Language.ENGLISH, arguments={"customer": "gone"}),
        Action(name="coverage.show", language=Language.ENGLISH, arguments={"customer": "gone"}),
        Action(name="coverage.show", language=Language.ENGLISH, arguments={"product": "nonsense"}),
        Action(name="checklist.tick", language=Language.ENGLISH, arguments={"list": "gone"}),
    ],
    ids=str,
)
async def test_an_old_or_forged_button_is_told_in_words(action: Action) -> None:
    bot, _ = await demo_bot()
    reply = await bot.handle(Click(origin=somewhere(), action=action, ticked=frozenset({"x"})))
    assert reply is not None
    problems = texts_in(Language.ENGLISH).errors.problems.values()
    assert any(problem in plain_text(reply) for problem in problems)
