"""Questions as lines of JSON, answers as lines of JSON: in order, each as soon as it is there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, cast
from uuid import uuid4

import orjson

from adapters.terminal.asking import as_json, question
from bot.conversation.replies import Reply
from bot.core import Bot
from bot.ports import Clock


async def answer_line(bot: Bot, clock: Clock, text: str) -> Reply:
    """The reply to one line of text."""
    reply = await bot.handle(question(text, event_id=uuid4().hex, at=clock.now()))
    if reply is None:
        raise RuntimeError("A line of the terminal is never a repeat.")
    return reply


async def answer_lines(bot: Bot, clock: Clock, lines: Iterable[bytes], out: BinaryIO) -> int:
    """Answer every line; one that cannot be read gets an `error` in its place. Gives the number of those."""
    unread = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        asked = _asked(line)
        if asked is None:
            unread += 1
            said: dict[str, Any] = {
                "id": _id(line),
                "error": f'Line {number}: not a JSON object with a "text" that is text.',
            }
        else:
            reply = await answer_line(bot, clock, asked["text"])
            said = as_json(reply, asked.get("id"))
        out.write(orjson.dumps(said, option=orjson.OPT_APPEND_NEWLINE))
        out.flush()
    return unread


def _id(line: bytes) -> Any:
    try:
        asked = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return cast("dict[str, Any]", asked).get("id") if isinstance(asked, dict) else None


def _asked(line: bytes) -> dict[str, Any] | None:
    try:
        asked = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    match asked:
        case {"text": str()}:
            return asked
        case _:
            return None
