"""Buttons that carry a whole question or press, to be asked again: to all of a room, or in private."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.actions import Action
from bot.conversation.events import Click, Question
from bot.conversation.language import Language
from bot.errors import Problem, UserError

SHARE = "share.everyone"
SEND_PRIVATELY = "private.send"
RESUMING = frozenset({SHARE, SEND_PRIVATELY})

_QUESTION, _PRESS = "text", "do"


def carrying(event: Question | Click, name: str, language: Language) -> Action | None:
    """The action of that name that carries the event; None where it is too long for a button."""
    match event:
        case Question():
            arguments = {_QUESTION: event.text}
        case Click():
            arguments = {_PRESS: event.action.encode()}
    action = Action(name=name, language=language, arguments=arguments)
    try:
        action.encode()
    except ValueError:
        return None
    return action


def resumed(click: Click) -> Question | Click:
    """What the pressed button carries, as if the person did it now. Raises UserError for anything else."""
    arguments, language = click.action.arguments, click.action.language
    if _QUESTION in arguments:
        origin = click.origin
        person = replace(origin.person, language=origin.person.language or language)
        return Question(origin=replace(origin, person=person), text=arguments[_QUESTION])
    carried = Action.decode(arguments.get(_PRESS, ""))
    if carried.name in RESUMING:
        raise UserError(Problem.UNKNOWN_BUTTON)
    return Click(origin=click.origin, action=carried)
