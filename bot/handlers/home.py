"""A person's own page: open conflicts, the language, the checklist, and where alerts go."""

from __future__ import annotations

from dataclasses import replace

from bot.alerts.case_card import Around
from bot.conversation.actions import Action
from bot.conversation.events import Click, Origin
from bot.conversation.keeping import Wishes, key_of
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Button, Choice, Choices, Heading, Paragraph, Reply
from bot.conversation.richtext import plain
from bot.conversation.texts import Texts, texts_in
from bot.errors import Problem, UserError
from bot.handlers.case_marks import overview
from bot.handlers.choosing import SHOW_CHECKLIST, SHOW_HELP, SHOW_LIST
from bot.handlers.claims import OPEN as OPEN_CLAIM
from bot.ports import Services
from bot.router import Asked, Intent, routes

SHOW = "home.show"
CHOOSE_LANGUAGE = "home.language"
_AS_ASKED = "question"

EXAMPLES = {
    Language.ENGLISH: ("settings", "my settings", "show my settings", "preferences", "change language", "home page please"),
    Language.SWEDISH: ("inställningar", "mina inställningar", "visa mina inställningar", "byt språk", "ändra språk", "min sida"),
}  # fmt: skip


async def show(click: Click, services: Services) -> Reply:
    """The page, in the person's language."""
    language = click.origin.person.language or click.action.language
    return await _page(click.origin, language, services)


async def asked(asked: Asked, services: Services) -> Reply:
    """The page, asked for in words."""
    return await _page(asked.question.origin, asked.meaning.language, services)


async def choose_language(click: Click, services: Services) -> Reply:
    """The page after the language was chosen; "question" means to answer in that of each question."""
    chosen = click.action.arguments.get("choose", "")
    if chosen not in (_AS_ASKED, *(language.value for language in Language)):
        raise UserError(Problem.UNKNOWN_BUTTON)
    language = None if chosen == _AS_ASKED else Language(chosen)
    async with services.store.transaction() as transaction:
        key = key_of(click.origin)
        wishes = await transaction.people.wishes(key) or Wishes(person=key)
        await transaction.people.save(replace(wishes, language=language))
    origin = replace(click.origin, person=replace(click.origin.person, language=language))
    return replace(await _page(origin, language or click.action.language, services), replaces=True)


async def _page(origin: Origin, language: Language, services: Services) -> Reply:
    texts = texts_in(language)
    async with services.store.transaction() as transaction:
        rooms = sum(not watch.paused for watch in await transaction.watches.every())
        followed, to_cases = await overview(Around.of(services, language), transaction)
    return Reply(
        language=language,
        title=texts.home.title,
        outcome=Outcome(kind=Kind.COMMAND, topic="home", confidence=1.0),
        blocks=(
            Paragraph(text=plain(texts.home.intro)),
            *followed,
            Heading(text=texts.home.language_heading),
            Paragraph(text=plain(_spoken(origin.person.language, texts))),
            Choices(prompt=texts.home.language_prompt, choices=_languages(language, texts)),
            Heading(text=texts.home.alerts_heading),
            Paragraph(text=plain(texts.home.alerts.of(rooms) if rooms else texts.home.no_alerts)),
        ),
        buttons=(*to_cases, *_ways_on(language, texts)),
        only_for_asker=True,
        names_customers=bool(followed),
    )


def _spoken(chosen: Language | None, texts: Texts) -> str:
    return texts.home.spoken[chosen.value if chosen else _AS_ASKED]


def _languages(language: Language, texts: Texts) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            title=label, action=Action(name=CHOOSE_LANGUAGE, language=language, arguments={"choose": value})
        )
        for value, label in texts.home.languages.items()
    )


def _ways_on(language: Language, texts: Texts) -> tuple[Button, ...]:
    ways = (
        (texts.lists.short["checklist"], Action(name=SHOW_CHECKLIST, language=language)),
        (
            texts.rooms.conflicts_button,
            Action(name=SHOW_LIST, language=language, arguments={"list": "list-conflicts"}),
        ),
        (texts.claims.button, Action(name=OPEN_CLAIM, language=language)),
        (texts.lists.short["help"], Action(name=SHOW_HELP, language=language)),
    )
    return tuple(Button(label=label, action=action) for label, action in ways)


ROUTER = routes(
    Intent(name="home", handler=asked, examples=EXAMPLES, help=lambda texts: texts.help.home),
    actions={SHOW: show, CHOOSE_LANGUAGE: choose_language},
)
