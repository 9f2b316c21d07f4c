"""What a child does with an outbox until it is killed: the real couriers and posters of both platforms."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any, cast

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.clock import SystemClock
from adapters.courier.courier import Courier, Ways
from adapters.courier.posting import Poster, Told
from adapters.slack.outgoing import Outgoing
from adapters.slack.poster import SlackPoster
from adapters.slack.workspace import OneWorkspace, Workspace
from adapters.stores import open_store
from adapters.teams import connector
from adapters.teams.access import Microsoft, Registered
from adapters.teams.connector import Connector
from adapters.teams.members import Members
from adapters.teams.poster import TeamsPoster
from adapters.teams.under_way import UnderWay
from bot.conversation.language import Language
from bot.conversation.notices import OPEN, Notice, NoticeState
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Reply
from bot.errors import StoreError
from bot.ports import Store, Unobserved
from tests.scenario.fake_connector import APP_ID, PASSWORD, TENANT
from tests.scenario.slack_values import BOT_TOKEN

STARTED, DONE, UNCLEAR = -1, -2, -10
LEASE = timedelta(seconds=6)
"""A tenth of what the service gives, and so with all the times here."""
_WAYS = Ways(lease=LEASE, quarantine=timedelta(seconds=1.5), look_every=0.02)
_REST = timedelta(milliseconds=20)
_PATIENCE = aiohttp.ClientTimeout(total=2.5)


class Says(Unobserved):
    """Tells the parent what is written down as sent, and of what no clear answer came."""

    def __init__(self, says: Connection) -> None:
        self._says = says

    def told(self, ended: Notice) -> None:
        """Its number; below UNCLEAR where nobody knows."""
        number = int(ended.key)
        if ended.state is NoticeState.SENT:
            self._says.send_bytes(b"%d" % number)
        elif ended.state is NoticeState.QUARANTINED:
            self._says.send_bytes(b"%d" % (UNCLEAR - number))


class Settling:
    """A store that tells the parent also of an end that was not written: somebody else has the notice now."""

    def __init__(self, store: Store, says: Connection) -> None:
        self._store = store
        self._says = says

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def settle(self, notice: Notice, rests_until: datetime | None = None) -> bool:
        """Below UNCLEAR where it came after its lease, as on a busy machine."""
        written = await self._store.settle(notice, rests_until)
        if not written:
            self._says.send_bytes(b"%d" % (UNCLEAR - int(notice.key)))
        return written


class Careless:
    """The known fault: nobody looks whether it got through, and what may be a repeat does not say so."""

    def __init__(self, poster: Poster) -> None:
        self._poster = poster
        self.rest = poster.rest

    async def admit(self, told: Told) -> None:
        await self._poster.admit(told)

    async def post(self, told: Told) -> str:
        return await self._poster.post(told)

    async def look(self, notice: Notice, thread: str) -> str | None:
        return None


def carry(url: str, slack: str, microsoft: str, careless: bool, says: Connection) -> None:
    """Deliver what is in the store; say each, and when nothing is left."""
    logging.disable(logging.CRITICAL)
    asyncio.run(_carry(url, slack, microsoft, says, careless=careless))


async def _carry(url: str, slack: str, microsoft: str, says: Connection, *, careless: bool) -> None:
    store = await _opened(url)
    says.send_bytes(b"%d" % STARTED)
    async with aiohttp.ClientSession(timeout=_PATIENCE) as session:
        posters: dict[str, Poster] = {"slack": _slack(slack, session), "teams": _teams(microsoft)}
        couriers = [
            Courier(
                cast("Store", Settling(store, says)),
                SystemClock(),
                name,
                Careless(poster) if careless else poster,
                _told,
                _WAYS,
                observer=Says(says),
            )
            for name, poster in posters.items()
        ]
        running = [asyncio.create_task(courier.run()) for courier in couriers]
        while await _is_waiting(store):  # noqa: ASYNC110 (others may have delivered what is left)
            await asyncio.sleep(0.2)
        for courier in couriers:
            courier.stop()
        await asyncio.gather(*running)
        says.send_bytes(b"%d" % DONE)


async def _opened(url: str) -> Store:
    """A killed one's lock, or a database that starts, is waited for."""
    while True:
        try:
            return open_store(url)
        except StoreError:
            await asyncio.sleep(0.05)


def _slack(url: str, session: aiohttp.ClientSession) -> Poster:
    client = AsyncWebClient(token=BOT_TOKEN, base_url=url, session=session, retry_handlers=[])

    def start(work: Coroutine[object, object, Any], name: str) -> asyncio.Task[Any]:
        return asyncio.create_task(work, name=name)

    poster = SlackPoster(OneWorkspace(Workspace(Outgoing(client))), start)
    poster.rest = _REST
    return poster


def _teams(microsoft: str) -> Poster:
    connector._POSTING = _PATIENCE
    there = Microsoft(
        login=f"{microsoft}/login", signing_keys=f"{microsoft}/openidconfiguration", on_this_machine=True
    )
    access = Registered(app_id=APP_ID, password=PASSWORD, tenant_id=TENANT, microsoft=there)
    made = Connector(access)
    poster = TeamsPoster(made, Members(access, made), UnderWay())
    poster.rest = _REST
    return poster


async def _told(notice: Notice) -> Told:
    reply = Reply(language=Language.ENGLISH, title=f"alert {notice.key}", outcome=Outcome(kind=Kind.COMMAND))
    return Told(address=notice.address, reply=reply, key=notice.key)


async def _is_waiting(store: Store) -> bool:
    try:
        async with store.transaction() as transaction:
            return bool(OPEN & (await transaction.notices.waiting()).keys())
    except StoreError:
        return True
