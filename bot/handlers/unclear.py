"""When the bot does not know, or is not sure which of a few things is meant: it says so."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Block, Choices, Paragraph, Reply
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in
from bot.handlers.choosing import DRIVEN, choices_of
from bot.ports import Services
from bot.router import Asked, Intent, routes

_MOST_CHOICES = 3
_NOT_OURS = ("list-missing", "list-conflicts", DRIVEN)


async def do_not_know(asked: Asked, services: Services) -> Reply:
    """Says that it does not know, with the nearest things that it does know."""
    meaning = asked.meaning
    texts = texts_in(meaning.language).unclear
    nearest = choices_of(meaning.near, services.knowledge, meaning.language)[:_MOST_CHOICES]
    way_on: Block = (
        Choices(prompt=texts.nearest, choices=nearest)
        if nearest
        else Paragraph(text=plain(texts.nothing_near))
    )
    return Reply(
        language=meaning.language,
        title=texts.title,
        outcome=Outcome(kind=Kind.ABSTAIN),
        blocks=(Paragraph(text=plain(texts.text)), way_on, Paragraph(text=plain(texts.ask_a_person))),
        names_customers=False,
    )


async def let_choose(asked: Asked, services: Services) -> Reply:
    """Two or three things fit about equally well: the person picks."""
    meaning = asked.meaning
    choices = choices_of(meaning.near, services.knowledge, meaning.language)[:_MOST_CHOICES]
    if len(choices) < 2:
        return await do_not_know(asked, services)
    texts = texts_in(meaning.language).unclear
    return Reply(
        language=meaning.language,
        title=texts.choose_title,
        outcome=Outcome(kind=Kind.CHOOSE),
        blocks=(Choices(prompt=texts.choose_prompt, choices=choices),),
        names_customers=False,
    )


async def not_ours(asked: Asked, services: Services) -> Reply:
    """Where we are not partner of record is three lists: nobody is, another partner is, or either."""
    return await let_choose(replace(asked, meaning=asked.meaning._replace(near=_NOT_OURS)), services)


ROUTER = routes(
    Intent(name="not-ours", handler=not_ours),
    Intent(name="unclear", handler=do_not_know),
    Intent(name="choose", handler=let_choose),
)
