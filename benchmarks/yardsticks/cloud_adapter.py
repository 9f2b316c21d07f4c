"""botbuilder alone: `CloudAdapter.process_activity` takes a message, one aiohttp session posts a fixed text.

`python -m benchmarks.yardsticks.cloud_adapter`. No token is asked, and the two clients that the SDK would
make anew each turn, ten times the rest, are left out.
"""

from __future__ import annotations

from typing import Any, cast

import aiohttp
from aiohttp import web
from botbuilder.core import TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botbuilder.schema import Activity
from botframework.connector.auth import AuthenticateRequestResult, ClaimsIdentity, ConnectorFactory

from benchmarks.other_side import ANSWER
from benchmarks.yardsticks.serving import serve


class NoClient(ConnectorFactory):
    """The pipeline only asks that there is something."""

    async def create(self, service_url: str, audience: str) -> Any:
        return self


class Anonymous(ConfigurationBotFrameworkAuthentication):
    """The SDK's authentication without an app id: everybody may come in."""

    def __init__(self) -> None:
        super().__init__(object())

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        result = await super().authenticate_request(activity, auth_header)
        result.connector_factory = NoClient()
        return result

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> Any:
        return None


async def application() -> web.Application:
    """One messaging endpoint."""
    session = aiohttp.ClientSession()
    adapter = CloudAdapter(Anonymous())

    async def answer(context: TurnContext) -> None:
        asked = cast("Any", context.activity)
        room = f"{asked.service_url.rstrip('/')}/v3/conversations/{asked.conversation.id}"
        message = {
            "type": "message",
            "text": ANSWER,
            "from": {"id": asked.recipient.id},
            "recipient": {"id": asked.from_property.id},
            "conversation": {"id": asked.conversation.id},
            "replyToId": asked.id,
        }
        async with session.post(f"{room}/activities/{asked.id}", json=message) as response:
            await response.read()

    async def receive(request: web.Request) -> web.Response:
        activity = Activity().deserialize(await request.json())
        await adapter.process_activity(request.headers.get("Authorization", ""), activity, answer)
        return web.Response(status=201)

    routed = web.Application()
    routed.router.add_post("/api/messages", receive)
    return routed


if __name__ == "__main__":
    serve(application())
