"""One aiohttp application for all platforms, served until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import logging
import signal
from collections.abc import Sequence

from aiohttp import web

from adapters.platforms import Platform
from bot.core import Bot
from bot.errors import Fault, SettingsError

log = logging.getLogger("dpor.service")

SHUTDOWN_SECONDS = 3.0
"""How long open requests may take to end; the platforms' own work ends beside them."""


def application(bot: Bot, platforms: Sequence[Platform]) -> web.Application:
    """The routes of all platforms. Each guards its own; no body is read before its guard."""
    made = web.Application()
    for platform in platforms:
        made.add_routes(platform.routes(bot))
    return made


def settle() -> None:
    """What stands now stands for life: the collector need not look through it again and again.

    What only starting needed (and learning needs a hundred megabytes) GNU's C library would keep for good.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


async def serve_until_stopped(bot: Bot, platforms: Sequence[Platform], host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is under way within four seconds."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    runner = web.AppRunner(
        application(bot, platforms),
        access_log=None,
        shutdown_timeout=SHUTDOWN_SECONDS,
        auto_decompress=False,
    )
    await runner.setup()
    for platform in platforms:
        await platform.start(bot)
    settle()
    site = web.TCPSite(runner, host, port)
    try:
        await _listen(site, host, port)
        names = ", ".join(platform.name for platform in platforms)
        log.info("serving %s at http://%s:%s/", names, host, _port(runner, port))
        await stop.wait()
    finally:
        await asyncio.gather(runner.cleanup(), *(platform.close() for platform in platforms))


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
