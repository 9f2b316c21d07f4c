"""One file for each thing the bot can do, listed here, one line each."""

from bot.handlers import (
    checklist,
    claims,
    coverage,
    credit,
    draft,
    feedback,
    home,
    importing,
    knowledge,
    lists,
    look_back,
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
    + credit.ROUTER
    + look_back.ROUTER
    + coverage.ROUTER
    + checklist.ROUTER
    + draft.ROUTER
    + rooms.ROUTER
    + claims.ROUTER
    + feedback.ROUTER
    + importing.ROUTER
    + home.ROUTER
    + smalltalk.ROUTER
    + unclear.ROUTER
)

ROUTER = _ABLE + help_on(_ABLE)
