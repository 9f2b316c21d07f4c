"""slack-bolt alone: a mention is answered with a fixed text, over one session or by bolt's own `say`.

`python -m benchmarks.yardsticks.bolt shared|say`, with SLACK_API_URL set.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.other_side import ANSWER, BOT_TOKEN, SIGNING_SECRET
from benchmarks.yardsticks.serving import serve


async def shared() -> web.Application:
    """One session for all posts."""
    session = aiohttp.ClientSession()
    client = AsyncWebClient(token=BOT_TOKEN, base_url=os.environ["SLACK_API_URL"], session=session)
    app = AsyncApp(client=client, signing_secret=SIGNING_SECRET)

    async def answer(event: dict[str, Any]) -> None:
        await client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text=ANSWER)

    app.event("app_mention")(answer)
    return _routed(app)


async def say() -> web.Application:
    """As bolt's documentation has it: a session a post."""
    client = AsyncWebClient(token=BOT_TOKEN, base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client, signing_secret=SIGNING_SECRET)

    async def answer(event: dict[str, Any], say: AsyncSay) -> None:
        await say(text=ANSWER, thread_ts=event["ts"])

    app.event("app_mention")(answer)
    return _routed(app)


def _routed(app: AsyncApp) -> web.Application:
    async def receive(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    routed = web.Application()
    routed.router.add_post("/slack/events", receive)
    return routed


if __name__ == "__main__":
    serve({"shared": shared, "say": say}[sys.argv[1]]())
