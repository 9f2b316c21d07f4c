"""The whole contract between the application and a place where people chat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from aiohttp import web

from adapters.courier.posting import Poster
from bot.conversation.events import Address
from bot.conversation.replies import Reply
from bot.core import Bot


class Platform(Protocol):
    """Slack, Teams, the web page. Made by app.py when its credentials are there."""

    @property
    def name(self) -> str:
        """The name that `Address.platform` carries."""
        ...

    def routes(self, bot: Bot) -> Sequence[web.RouteDef]:
        """The HTTP routes it serves; none where it needs none (Socket Mode)."""
        ...

    async def start(self, bot: Bot) -> None:
        """Open what it keeps open. Called once, inside the running loop, before the first request."""
        ...

    async def deliver(self, address: Address, reply: Reply, previous: str | None) -> str:
        """Post a message, or edit the one whose receipt is `previous`; gives the receipt.

        Raises DeliveryError where the platform did not take it.
        """
        ...

    @property
    def poster(self) -> Poster | None:
        """By which the courier delivers, once it is started; None where nothing is delivered unasked."""
        ...

    async def close(self) -> None:
        """Finish what is under way (at most 3 seconds), then let go."""
        ...
