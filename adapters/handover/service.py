"""The service's end of the socket: it takes work over from commands of its own user."""

from __future__ import annotations

import asyncio
import logging
import socket
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from adapters.handover.wire import (
    LONGEST_LINE,
    Broken,
    Console,
    Request,
    is_same_user,
    reachable,
    receive,
    receive_request,
    send,
    socket_of,
)
from bot.errors import BotError, FaultsError

log = logging.getLogger("dpor.handover")

Work = Callable[[Request, Console], Awaitable[None]]
"""Does it, and says on the console how it went. Raises BotError for what is refused."""

End = Callable[[], Awaitable[None]]
"""Takes nothing more, and returns when what is under way has ended, after two and a half seconds at most."""

_MOST_AT_ONCE = 8
_REQUEST_WITHIN = 60.0
_END_WITHIN = 2.5
_TOLD_EVERY = 64 * 1024
_PROBLEM = "It could not be done: the service's log says why."


@asynccontextmanager
async def taking_over(store: Path, works: Mapping[str, Work]) -> AsyncGenerator[End]:
    """Take work for that store, which is ours, until the block is left; what is under way ends by then.

    What the block is given ends it sooner, beside whatever else is ended.
    """
    path = socket_of(store)
    callers = _Callers(works)
    try:
        server = await asyncio.start_unix_server(callers.call, sock=_bound(path), limit=LONGEST_LINE)
    except OSError as error:
        log.warning("commands cannot hand work over: %s (%s)", path, error.strerror or error)
        yield callers.end
        return

    async def end() -> None:
        server.close()
        with suppress(OSError):
            path.unlink()
        await callers.end()

    try:
        yield end
    finally:
        await end()


def _bound(path: Path) -> socket.socket:
    """Listens only once nobody else may connect. Whoever has the store's lock may take away a dead socket."""
    path.unlink(missing_ok=True)
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with reachable(path) as address:
            made.bind(address)
        path.chmod(0o600)
        made.listen()
    except OSError:
        made.close()
        raise
    return made


class _Callers:
    """The commands that are connected."""

    def __init__(self, works: Mapping[str, Work]) -> None:
        self._works = works
        self._tasks: dict[asyncio.Task[None], _Remote] = {}

    async def call(self, reader: StreamReader, writer: StreamWriter) -> None:
        """One command, from its request to its end."""
        if not is_same_user(writer):
            log.warning("a command of another user was turned away")
            writer.close()
            return
        console = _Remote(reader, writer)
        task = asyncio.current_task()
        if task is None or len(self._tasks) >= _MOST_AT_ONCE:
            console.refuse("Too many commands are at work at the same time. Try again.")
            await console.end()
            return
        self._tasks[task] = console
        try:
            await self._serve(reader, console)
        except (Broken, TimeoutError) as error:
            log.warning("a command was not understood: %s", error)
            writer.transport.abort()
        except asyncio.CancelledError:
            # The command sees that nothing was ended, and says so.
            writer.transport.abort()
        else:
            await console.end()
        finally:
            del self._tasks[task]

    async def end(self) -> None:
        """Who waits for somebody to type is let go; the rest has a few seconds."""
        for task, console in self._tasks.items():
            console.ends = True
            if console.waits:
                task.cancel()
        if self._tasks:
            _, late = await asyncio.wait(tuple(self._tasks), timeout=_END_WITHIN)
            for task in late:
                task.cancel()

    async def _serve(self, reader: StreamReader, console: _Remote) -> None:
        try:
            async with asyncio.timeout(_REQUEST_WITHIN):
                request = await receive_request(reader)
            work = self._works.get(request.command)
            if work is None:
                console.refuse(f"The service does not know {request.command!r}: it is another version.")
                return
            await work(request, console)
        except FaultsError as error:
            for fault in error.faults:
                console.refuse(str(fault))
        except BotError as error:
            console.refuse(str(error))
        except (Broken, TimeoutError):
            raise
        except Exception:
            log.exception("what a command handed over failed")
            console.refuse(_PROBLEM)


class _Remote:
    """A terminal at the other end of the socket. What it does not hear any more is lost."""

    def __init__(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._loop = asyncio.get_running_loop()
        self._read = 0
        self._code = 0
        self.waits = False
        self.ends = False

    def say(self, text: str) -> None:
        self._tell({"out": text})

    def refuse(self, line: str) -> None:
        self._code = 1
        self._tell({"err": line})

    def progress(self, read: int) -> None:
        self._read += read
        if self._read >= _TOLD_EVERY:
            self._loop.call_soon_threadsafe(self._tell, {"progress": self._read})
            self._read = 0

    async def typed(self) -> str | None:
        if self.ends:
            self.refuse("The service is stopping.")
            return None
        self._tell({"next": True})
        self.waits = True
        try:
            line = (await receive(self._reader)).get("typed")
        finally:
            self.waits = False
        return line if isinstance(line, str) else None

    async def end(self) -> None:
        """Say so, and hang up."""
        with suppress(OSError):
            self._tell({"progress": self._read})
            self._tell({"end": self._code})
            await self._writer.drain()
            self._writer.close()

    def _tell(self, message: Mapping[str, object]) -> None:
        if not self._writer.is_closing():
            send(self._writer, message)
