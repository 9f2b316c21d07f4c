"""Each thing the bot can do, one line each. Loaded where it answers: who imports a file needs none of it."""

from bot.handlers import (
    case_presses,
    cases,
    changes,
    checklist,
    claims,
    coverage,
    credit,
    delivery,
    draft,
    exports,
    feedback,
    home,
    importing,
    knowledge,
    lists,
    look_back,
    plan_b,
    rooms,
    smalltalk,
    status,
    unclear,
)
from bot.handlers.help import help_on

_ABLE = (
    status.ROUTER
    + knowledge.ROUTER
    + lists.ROUTER
    + changes.ROUTER
    + exports.ROUTER
    + credit.ROUTER
    + look_back.ROUTER
    + coverage.ROUTER
    + checklist.ROUTER
    + draft.ROUTER
    + plan_b.ROUTER
    + rooms.ROUTER
    + delivery.ROUTER
    + claims.ROUTER
    + cases.ROUTER
    + case_presses.ROUTER
    + feedback.ROUTER
    + importing.ROUTER
    + home.ROUTER
    + smalltalk.ROUTER
    + unclear.ROUTER
)

ROUTER = _ABLE + help_on(_ABLE)
