"""Whether an answer helped, and why not."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from bot.conversation.actions import Action
from bot.conversation.events import Click
from bot.conversation.keeping import Feedback, key_of
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Form, Paragraph, Reply, TextField
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in
from bot.errors import Problem, UserError
from bot.ports import Services
from bot.router import routes

GIVE = "feedback.give"
WHY = "feedback.why"
GOOD, BAD = "good", "bad"

_RATED = frozenset({Kind.KNOWLEDGE, Kind.STATUS, Kind.LIST, Kind.ABSTAIN})


def rating_of(reply: Reply) -> Action | None:
    """What an answer asks to be told: whether it helped. None for what is no answer."""
    if reply.outcome.kind not in _RATED or reply.feedback is not None or reply.form is not None:
        return reply.feedback
    topic = reply.outcome.topic or reply.outcome.kind.value
    return Action(name=GIVE, language=reply.language, arguments={"topic": topic})


async def give(click: Click, services: Services) -> Reply:
    """Written down; whoever was not helped is asked why, and need not say."""
    verdict = click.action.arguments.get("verdict", "")
    if verdict not in (GOOD, BAD):
        raise UserError(Problem.UNKNOWN_BUTTON)
    feedback = _feedback(click, services, helpful=verdict == GOOD)
    async with services.store.transaction() as transaction:
        await transaction.opinions.add(feedback)
    language = click.action.language
    if verdict == GOOD:
        return _thanks(language)
    return replace(
        _thanks(language), title=texts_in(language).feedback.why_title, blocks=(), form=_why(click)
    )


async def why(click: Click, services: Services) -> Reply:
    """What would have helped, in the person's words."""
    note = (click.filled or {}).get("note", "").strip()[:_LONGEST]
    feedback = replace(_feedback(click, services, helpful=False), note=note)
    async with services.store.transaction() as transaction:
        await transaction.opinions.add(feedback)
    return _thanks(click.action.language)


_LONGEST = 1000


def _feedback(click: Click, services: Services, *, helpful: bool) -> Feedback:
    person, topic = key_of(click.origin), click.action.arguments.get("topic", "")
    # One opinion a person, topic and day: a second press changes it.
    at = services.clock.now()
    key = f"{person} {topic} {at.date().isoformat()}"
    return Feedback(
        id=hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32],
        topic=topic,
        helpful=helpful,
        person=person,
        at=at,
    )


def _why(click: Click) -> Form:
    texts = texts_in(click.action.language).feedback
    topic = click.action.arguments.get("topic", "")
    return Form(
        fields=(TextField(id="note", label=texts.note, required=False, long=True, limit=_LONGEST),),
        action=Action(name=WHY, language=click.action.language, arguments={"topic": topic}),
        send_label=texts.send,
        cancel_label=texts.cancel,
    )


def _thanks(language: Language) -> Reply:
    texts = texts_in(language).feedback
    return Reply(
        language=language,
        title=texts.thanks_title,
        outcome=Outcome(kind=Kind.COMMAND, topic="feedback", confidence=1.0),
        blocks=(Paragraph(text=plain(texts.thanks)),),
        only_for_asker=True,
        names_customers=False,
    )


ROUTER = routes(actions={GIVE: give, WHY: why})
