"""Bolt's last step: acknowledge what the bot answers, and start its turn.

A middleware and not listeners: Slack is told at once whatever a turn does, an `ack()` cannot get lost
behind an error, a repeated event still gets its 200, and bolt need not gather a listener's arguments,
which is a fifth of its cost.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack import inbound
from adapters.slack.answers import Answers
from adapters.slack.wire import text

READERS = {"event_callback": inbound.asked, "block_actions": inbound.pressed}


class Intake(AsyncMiddleware):
    """Takes events and presses; anything else goes on to bolt's listeners."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - bolt calls it so
    ) -> BoltResponse | None:
        """200 for what is ours; its turn runs behind."""
        read = READERS.get(text(req.body.get("type")))
        if read is None:
            return await next()
        name = text(req.body.get("event_id")) or text(req.body.get("trigger_id")) or "-"
        self._answers.start(self._answers.turn(read, req.body), name)
        return BoltResponse(status=200)
