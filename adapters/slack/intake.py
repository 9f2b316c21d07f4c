"""Bolt's last step: acknowledge what the bot answers, and start its turn.

A middleware and not listeners: Slack is told at once whatever a turn does, an `ack()` cannot get lost
behind an error, a repeated event still gets its 200, and bolt need not gather a listener's arguments,
which is a fifth of its cost.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import orjson
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.guard import JsonObject
from adapters.slack import inbound
from adapters.slack.answers import Answers
from adapters.slack.arrival import Read
from adapters.slack.interactions import INTERACTIONS, commanded
from adapters.slack.wire import text

FORMS = "view_submission"
HANDSHAKE = "url_verification"


class Intake(AsyncMiddleware):
    """Takes events, presses, commands and forms. Only the handshakes go on to bolt."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - bolt calls it so
    ) -> BoltResponse | None:
        """200, also for what asks for nothing here; a turn runs behind. A sent form is answered with more."""
        body = req.body
        if body.get("type") == HANDSHAKE or "ssl_check" in body:
            return await next()
        read = _reader(body)
        if read is None:
            return BoltResponse(status=200)
        name = text(body.get("event_id")) or text(body.get("trigger_id")) or "-"
        if body.get("type") == FORMS:
            return _said(await self._answers.form(read, body, name))
        self._answers.start(self._answers.turn(read, body), name)
        return BoltResponse(status=200)


def _reader(body: JsonObject) -> Read | None:
    if body.get("type") == "event_callback":
        return inbound.read
    if "command" in body and "type" not in body:
        return commanded
    return INTERACTIONS.get(text(body.get("type")))


def _said(answer: JsonObject) -> BoltResponse:
    if not answer:
        return BoltResponse(status=200)
    headers: dict[str, str | Sequence[str]] = {"Content-Type": "application/json"}
    return BoltResponse(status=200, body=orjson.dumps(answer).decode(), headers=headers)
