"""One aiohttp application for all platforms, served until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import logging
import signal
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from aiohttp import web

from adapters.gate import Gate
from adapters.health import Health
from adapters.platforms import Platform
from bot.core import Bot
from bot.errors import Fault, SettingsError

log = logging.getLogger("dpor.service")

OPEN_REQUESTS = 2.5
"""Seconds that open requests are given to end; the platforms' own work ends beside them."""
LAST_BYTES = 0.3
"""Seconds that their answers then have to reach the network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """What whoever runs the service asks it. These routes answer also while it stops."""

    health: Health
    routes: Sequence[web.RouteDef] = ()
    begins: Sequence[Callable[[Sequence[Platform]], None]] = ()
    """What begins once the platforms are served."""
    ends: Sequence[Callable[[], Awaitable[None]]] = ()
    """What else is ended when the service stops, beside the platforms; each within two and a half seconds."""


def application(
    bot: Bot, platforms: Sequence[Platform], operations: Operations, gate: Gate
) -> web.Application:
    """The routes of all platforms. Each guards its own; no body is read before its guard."""
    made = web.Application()
    made.add_routes([*operations.health.routes(), *operations.routes])
    for platform in platforms:
        made.add_routes(gate.before(platform.routes(bot)))
    return made


_ARENA_MAX = -8
"""M_ARENA_MAX of GNU's C library (malloc.h)."""


def share_one_heap() -> None:
    """Before there are threads: each would get a heap, and every heap keeps what was once needed of it."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def settle() -> None:
    """What stands now stands for life: the collector need not look through it again and again.

    What only starting needed (and learning needs a hundred megabytes) GNU's C library would keep for good.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


async def serve_until_stopped(
    bot: Bot, platforms: Sequence[Platform], operations: Operations, *, host: str, port: int
) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is under way within four seconds."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    gate = Gate()
    runner = web.AppRunner(
        application(bot, platforms, operations, gate),
        access_log=None,
        shutdown_timeout=LAST_BYTES,
        auto_decompress=False,
    )
    await runner.setup()
    for platform in platforms:
        await platform.start(bot)
    settle()
    site = web.TCPSite(runner, host, port)
    try:
        await _listen(site, host, port)
        for begin in operations.begins:
            begin(platforms)
        names = ", ".join(platform.name for platform in platforms)
        log.info("serving %s at http://%s:%s/", names, host, _port(runner, port))
        await stop.wait()
        log.info("stopping")
    finally:
        # Whoever comes now is turned away and comes again; who was let in is answered.
        operations.health.stop()
        gate.close()
        await asyncio.gather(
            gate.emptied(OPEN_REQUESTS),
            *(platform.close() for platform in platforms),
            *(end() for end in operations.ends),
        )
        await runner.cleanup()


async def _listen(site: web.TCPSite, host: str, port: int) -> None:
    try:
        await site.start()
    except OSError as error:
        what = f"{host} port {port} cannot be listened on ({error.strerror})."
        remedy = "Is the bot running already? Stop it, or set PORT to another number."
        raise SettingsError((Fault(where="PORT", what=what, remedy=remedy),)) from error


def _port(runner: web.AppRunner, wanted: int) -> int:
    """The port in use; a wanted 0 means that the system picked one."""
    return runner.addresses[0][1] if runner.addresses else wanted
