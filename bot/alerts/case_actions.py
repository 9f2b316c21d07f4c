"""The buttons of a case, for whoever shows it: each carries the case and the version that was shown."""

from __future__ import annotations

import hashlib

from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.partnership.cases import Case

SHOW = "case.show"
HISTORY = "case.history"
LIST = "case.list"
ACKNOWLEDGE = "case.acknowledge"
TAKE = "case.take"
HAND_BACK = "case.hand-back"
ASK, ASKED = "case.ask", "case.asked"
DECIDE, DECIDED = "case.decide", "case.decided"
CLOSE, CLOSED = "case.close", "case.closed"
SNOOZE, SNOOZED = "case.snooze", "case.snoozed"
"""Of each pair the first opens a form, and sending the form is the second."""

CASE, OF, VERSION, SHOWN = "case", "of", "version", "shown"
LINE = "line"
"""As SHOWN: the button does not stand on the case's card, so what comes of it is told in a line."""


def case_action(name: str, case: Case, language: Language, *, shown: str = "") -> Action:
    """What a button does to the case as it is shown."""
    arguments = {CASE: mark_of(case), OF: case.finding.subscription_id, VERSION: str(case.version)}
    if shown:
        arguments[SHOWN] = shown
    return Action(name=name, language=language, arguments=arguments)


def mark_of(case: Case) -> str:
    """Tells it from others of its subscription. Its key names the rivals, which is too long for a button."""
    return hashlib.blake2b(case.key.encode(), digest_size=8).hexdigest()
