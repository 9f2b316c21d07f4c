"""Refusals in English, for whoever runs the commands: what is wrong, and what to do about it."""

from __future__ import annotations

from bot.conversation.texts.en import ENGLISH
from bot.errors import Fault
from bot.partnership.refusals import Refusal


def fault(file: str, refusal: Refusal) -> Fault:
    """The refusal as it is told to whoever runs the commands."""
    what, remedy = ENGLISH.imports.refusals[refusal.reason]
    arguments = dict(refusal.arguments)
    where = file if refusal.line is None else f"{file}:{refusal.line}"
    if refusal.column:
        where += f", column {refusal.column}"
    return Fault(where=where, what=what.format(**arguments), remedy=remedy.format(**arguments))
