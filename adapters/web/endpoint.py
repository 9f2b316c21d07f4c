"""The page's HTTP: what it serves, what it refuses, and who is asking."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
import secrets
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from aiohttp import web

from adapters.files import AT_ONCE
from adapters.offers import Offers
from adapters.web import guard, inbound
from adapters.web.page import Exchange, Page
from adapters.web.render import render
from adapters.web.uploads import uploads
from bot.conversation.events import (
    Address,
    Audience,
    Click,
    FileTurnedAway,
    Hindrance,
    Origin,
    Person,
    Question,
)
from bot.conversation.language import Language
from bot.conversation.replies import Reply
from bot.conversation.texts import texts_in
from bot.errors import DeliveryError

if TYPE_CHECKING:
    from bot.core import Bot

log = logging.getLogger("dpor.web")

COOKIE: Final = "dpor_visitor"
_VISITOR = re.compile(r"[A-Za-z0-9_-]{22}")
_YEAR: Final = 365 * 24 * 3600

Serve = Callable[[web.Request], Awaitable[web.Response]]
ReadEvent = Callable[[inbound.Sent, Origin], Question | Click]


class WebPlatform:
    """The page at /. It asks nobody to sign in, so only askers at this machine are told customers' names.

    `public_host` is a host name, without port, under which the page is served besides loopback; with one,
    nobody is told them.
    """

    def __init__(self, *, public_host: str | None = None) -> None:
        self._page = Page()
        self._allowed_hosts = frozenset({public_host.lower()} if public_host else ())
        self._offers = Offers()
        self._files = asyncio.Semaphore(AT_ONCE)

    @property
    def name(self) -> str:
        """The name that `Address.platform` carries."""
        return "web"

    def routes(self, bot: Bot) -> Sequence[web.RouteDef]:
        """The page, what it sends to the bot, the files that it gets from there, and its own."""
        return [
            web.get("/", self._guarded(self._open)),
            web.post("/", self._guarded(partial(self._submit, bot))),
            web.post("/web/ask", self._guarded(partial(self._send, bot, inbound.question))),
            web.post("/web/act", self._guarded(partial(self._send, bot, inbound.click))),
            web.post("/web/give", self._guarded(partial(self._take, bot))),
            web.get("/web/file/{name}", self._guarded(self._hand_over)),
            web.get("/web/static/{name}", self._guarded(self._file)),
        ]

    async def start(self, bot: Bot) -> None:
        """Nothing to open: a browser brings its own connection."""

    @property
    def poster(self) -> None:
        """A page has nobody to be told: alerts are for rooms."""
        return None

    async def deliver(self, address: Address, reply: Reply, previous: str | None) -> str:
        """Always raises DeliveryError: a page that may be closed is no place for unasked messages."""
        raise DeliveryError("The web page takes no messages that nobody asked for.")

    async def close(self) -> None:
        """Nothing is kept open."""

    def _guarded(self, serve: Serve) -> Serve:
        async def guarded(request: web.Request) -> web.Response:
            try:
                guard.check_host(request, self._allowed_hosts)
                response = await serve(request)
            except guard.Refused as refused:
                response = _error(refused.status, str(refused))
            except inbound.Unreadable as unreadable:
                response = _error(400, str(unreadable))
            except Exception:
                # The bot apologises for its own faults; what fails here is drawing or sending the reply.
                log.exception("page failed path=%s", request.path)
                response = _error(500, "Something went wrong on the server.")
            response.headers.update(guard.HEADERS)
            response.headers.setdefault("Cache-Control", "no-store")
            return response

        return guarded

    async def _open(self, request: web.Request) -> web.Response:
        return _known(request, self._html(request), _visitor(request))

    async def _submit(self, bot: Bot, request: web.Request) -> web.Response:
        """A form sent without script: the page again, with the answer in it."""
        guard.check_same_site(request)
        guard.check_content_type(request, guard.FORM, guard.FILES)
        visitor = _visitor(request)
        if request.content_type == guard.FILES:
            return _known(request, self._html(request, await self._given(bot, request, visitor)), visitor)
        origin = self._origin(request, visitor)
        event = inbound.event_of(inbound.from_form(await guard.read_body(request)), origin)
        reply = await bot.handle(event)
        said = event.text if isinstance(event, Question) else ""
        exchanges = (self._exchange(origin, said, reply),) if reply else ()
        return _known(request, self._html(request, exchanges), visitor)

    async def _send(self, bot: Bot, read: ReadEvent, request: web.Request) -> web.Response:
        guard.check_same_site(request)
        guard.check_content_type(request, guard.JSON)
        visitor = _visitor(request)
        origin = self._origin(request, visitor)
        reply = await bot.handle(read(inbound.from_json(await guard.read_body(request)), origin))
        return _known(request, _drawn([self._exchange(origin, "", reply)] if reply else []), visitor)

    async def _take(self, bot: Bot, request: web.Request) -> web.Response:
        """Files sent by the page's script."""
        guard.check_same_site(request)
        guard.check_content_type(request, guard.FILES)
        visitor = _visitor(request)
        return _known(request, _drawn(await self._given(bot, request, visitor)), visitor)

    async def _given(self, bot: Bot, request: web.Request, visitor: str) -> list[Exchange]:
        """Each file with its reply. A stranger's are not even read."""
        origin = self._origin(request, visitor)
        language = self._language(request)
        person = replace(origin.person, language=language)
        if origin.audience is not Audience.OURS:
            away = FileTurnedAway(origin=replace(origin, person=person), name="", why=Hindrance.STRANGER)
            reply = await bot.handle(away)
            return [self._exchange(origin, "", reply)] if reply else []
        found: list[Exchange] = []
        async with self._files:
            async for file in uploads(request):
                each = replace(origin, person=person, event_id=str(uuid.uuid4()))
                reply = await bot.handle(inbound.given(file, each))
                if reply:
                    found.append(self._exchange(each, file.name, reply, gave=True))
        return found

    async def _hand_over(self, request: web.Request) -> web.Response:
        """A file that came with a reply, to whom it was said and only where customers may still be named."""
        origin = self._origin(request, _visitor(request))
        file = self._offers.get(origin.person.id, request.match_info["name"])
        if file is None or origin.audience is not Audience.OURS:
            gone = texts_in(self._language(request)).files.gone
            return web.Response(status=404, text=gone)
        named = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
        return web.Response(
            body=file.content, content_type=file.media_type, headers={"Content-Disposition": named}
        )

    def _exchange(self, origin: Origin, said: str, reply: Reply, *, gave: bool = False) -> Exchange:
        """With a link to the reply's file, where it has one."""
        file = reply.attachment
        download = f"/web/file/{self._offers.put(origin.person.id, file)}" if file else ""
        return Exchange(said=said, reply=reply, gave=gave, download=download)

    async def _file(self, request: web.Request) -> web.Response:
        asset = self._page.asset(request.match_info["name"])
        if asset is None:
            raise guard.Refused(404, "There is no such file.")
        # The page names each file with its version, so a changed file has another address.
        kept = f"public, max-age={_YEAR}, immutable"
        return web.Response(
            body=asset.body,
            content_type=asset.content_type,
            charset="utf-8",
            headers={"Cache-Control": kept},
        )

    def _is_here(self, request: web.Request) -> bool:
        return not self._allowed_hosts and guard.from_this_machine(request)

    def _origin(self, request: web.Request, visitor: str) -> Origin:
        """Who asks. Ids get into logs, so they only follow from the browser's secret."""
        known_as = hashlib.sha256(visitor.encode()).hexdigest()[:22]
        here = self._is_here(request)
        return Origin(
            event_id=str(uuid.uuid4()),
            # Nobody signs in: what they import and say is told by the browser.
            person=Person(id=known_as, name=f"web {known_as[:6]}", member=here),
            address=Address(tenant="local", platform="web", conversation=known_as),
            audience=Audience.OURS if here else Audience.STRANGERS,
            at=datetime.now(UTC),
            private=True,
        )

    def _html(self, request: web.Request, exchanges: Sequence[Exchange] = ()) -> web.Response:
        html = self._page.html(self._language(request), exchanges, takes_files=self._is_here(request))
        return web.Response(text=html, content_type="text/html")

    def _language(self, request: web.Request) -> Language:
        accept = request.headers.get("Accept-Language", "")
        return inbound.page_language(request.query.get("lang"), accept)


def _drawn(exchanges: Sequence[Exchange]) -> web.Response:
    """What the page's script puts in."""
    html = "".join(render(exchange.reply, exchange.download) for exchange in exchanges)
    replaces = any(exchange.reply.replaces for exchange in exchanges)
    return web.json_response({"html": html, "replaces": replaces})


def _visitor(request: web.Request) -> str:
    """The random value by which only this browser is known; a new one where it brings none."""
    cookie = request.cookies.get(COOKIE, "")
    return cookie if _VISITOR.fullmatch(cookie) else secrets.token_urlsafe(16)


def _known(request: web.Request, response: web.Response, visitor: str) -> web.Response:
    """The response, with a cookie that tells the visitor by where the browser has none yet."""
    if request.cookies.get(COOKIE) != visitor:
        response.set_cookie(
            COOKIE, visitor, max_age=_YEAR, path="/", httponly=True, samesite="Strict", secure=request.secure
        )
    return response


def _error(status: int, message: str) -> web.Response:
    return web.json_response({"error": message}, status=status)
