"""The composition root and the command line: settings in, one application out. Nothing imports this.

Settings, then store and knowledge, then services, then the bot, then the platforms that have
credentials, then their routes.
"""

from __future__ import annotations

import gc
import os

# What is imported stays: to look through all of it for garbage, again and again, takes a tenth of a second.
_USUAL, _YOUNG_ALONE = gc.get_threshold(), (20_000, 50, 1_000)
gc.set_threshold(*_YOUNG_ALONE)

# One thread: several only wait for each other on matrices this small. Numpy asks when it is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import asyncio
import sys
from collections.abc import AsyncGenerator, Generator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
import orjson

from adapters.clock import SystemClock
from adapters.settings import ROOT, Settings, given_now
from adapters.stores import Open, StoreInUse, open_store, open_to_read, tinydb_path
from adapters.terminal.console import Terminal
from adapters.terminal.faults import reports_errors
from adapters.terminal.late_commands import LateCommands
from adapters.terminal.options import KNOWLEDGE, STORE, TODAY, WITH_DEMO, clock_on, settings_now
from bot.errors import StoreConflict, StoreError

gc.set_threshold(*_USUAL)

if TYPE_CHECKING:
    from adapters.platforms import Platform
    from adapters.watching import Watching
    from bot.core import Bot
    from bot.ports import Clock, Services, Store
    from bot.understanding.knowledge import KnowledgeBase

DEMO = ROOT / "demo" / "subscriptions.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A bot with what it stands on, open until the block is left."""

    bot: Bot
    services: Services
    store: Store
    clock: Clock
    knowledge: KnowledgeBase


@asynccontextmanager
async def running(
    settings: Settings,
    clock: Clock,
    *,
    demo: bool = False,
    opened: Open = open_store,
    watched: Watching | None = None,
) -> AsyncGenerator[Running]:
    """Open the store, read the knowledge, make the bot. With `demo`, an empty store gets the demo data."""
    # Loaded by who asks or serves: who brings a file in needs none of it.
    with _much_loaded():
        from adapters.bringing import LateReader
        from adapters.imports.table_files import TableFiles
        from adapters.knowledge.kept import knowledge_in
        from adapters.knowledge.learned import cache_folders, recogniser_for
        from adapters.watching import UNWATCHED
        from bot.core import EXAMPLES, build_bot
        from bot.ports import Services

    watched = watched or UNWATCHED
    caches = cache_folders(os.environ)
    knowledge = knowledge_in(settings.knowledge, caches)
    store = watched.store(opened(settings.store, organisation=settings.organisation))
    try:
        if demo:
            await _load_demo(store, clock)
        services = Services(
            store=store,
            clock=clock,
            knowledge=knowledge,
            observer=watched.observer,
            reader=LateReader(),
            tables=TableFiles(),
            country=settings.country,
            zone=settings.zone,
        )
        recogniser = recogniser_for(knowledge, EXAMPLES, caches)
        bot = build_bot(services, recogniser, watched.around)
        yield Running(bot=bot, services=services, store=store, clock=clock, knowledge=knowledge)
    finally:
        await store.close()


@contextmanager
def _much_loaded() -> Generator[None]:
    usual = gc.get_threshold()
    gc.set_threshold(*_YOUNG_ALONE)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


async def _load_demo(store: Store, clock: Clock) -> None:
    from adapters.bringing import bring_in

    async with store.transaction() as transaction:
        empty = await transaction.imports.latest() is None
    if empty:
        # Another replica that starts at the same moment does the same.
        with suppress(StoreConflict):
            await bring_in(store, DEMO, clock.now(), lambda _: None)


@click.group(
    cls=LateCommands,
    invoke_without_command=True,
    late={
        "check": ("adapters.setup_commands", "check"),
        "delivery": ("adapters.delivery_command", "delivery"),
        "doctor": ("adapters.setup_commands", "doctor"),
        "export": ("adapters.export_command", "export"),
        "import": ("adapters.import_commands", "import_files"),
        "imports": ("adapters.import_commands", "imports"),
        "manifest": ("adapters.setup_commands", "manifest"),
        "store": ("adapters.store_commands", "store"),
        "undo": ("adapters.import_commands", "undo"),
    },
)
@click.version_option(package_name="dpor-bot")
@click.pass_context
def main(context: click.Context) -> None:
    """Knows who is partner of record, in Slack, Teams, on a web page and in this terminal.

    Without a command it serves. Settings come from the environment and from .env; .env.example
    explains each.

    \b
    dpor-bot serve --demo                        a web page at http://127.0.0.1:3978/, with demo data
    dpor-bot ask "are we DPOR for Contoso Azure?"
    dpor-bot import demo/subscriptions.csv
    """
    if context.invoked_subcommand is None:
        context.invoke(serve)


@main.command()
@STORE
@KNOWLEDGE
@WITH_DEMO
@reports_errors
def serve(store: str | None = None, knowledge: Path | None = None, demo: bool = False) -> None:
    """Serve the web page, Slack and Teams.

    Slack and Teams are served where their credentials are set.
    """
    from adapters.log_lines import log_to_standard_error
    from adapters.stores.place import warn_of_readers

    settings = settings_now(store, knowledge)
    log_to_standard_error(settings.log)
    if settings.slack or settings.teams:
        warn_of_readers(Path(".env"))
    asyncio.run(_serve(settings, demo=demo))


async def _serve(settings: Settings, *, demo: bool) -> None:
    gc.set_threshold(*_YOUNG_ALONE)  # Until the service has settled: the SDKs are still to come.
    from adapters.courier.couriers import Couriers
    from adapters.doctor.start import watched_alerts, watched_start
    from adapters.handover.service import End, taking_over
    from adapters.health import Health
    from adapters.service import Operations, serve_until_stopped, share_one_heap
    from adapters.sweeping import swept
    from adapters.warming import warmed
    from adapters.watching import watching
    from adapters.work import taken_over

    share_one_heap()
    given = given_now()
    async with AsyncExitStack() as until_then:
        watched = await until_then.enter_async_context(watching(settings, given))
        now = await until_then.enter_async_context(
            running(settings, SystemClock(), demo=demo, watched=watched)
        )
        couriers = Couriers(now.services)
        ends: list[End] = [couriers.end]
        if path := tinydb_path(settings.store):
            works = taken_over(now.bot, now.store, now.clock, watched.observer)
            ends.append(await until_then.enter_async_context(taking_over(path, works)))
        health = Health(now.store, now.knowledge)
        routes = watched.routes(now.store, health, settings.metrics_token)
        daily = swept(now.store, now.clock, settings.zone)
        alerts = watched_alerts(now.store, settings.delivers, health)
        async with warmed(now.store.names), watched_start(given, health), alerts, daily:
            await serve_until_stopped(
                now.bot,
                platforms(settings, now.store, watched),
                Operations(health=health, routes=routes, begins=[couriers.begin], ends=ends),
                host=settings.host,
                port=settings.port,
            )


def platforms(settings: Settings, store: Store, watched: Watching) -> list[Platform]:
    """The platforms that can be served; each SDK is loaded only where it is needed."""
    from adapters.web.endpoint import WebPlatform

    found: list[Platform] = [WebPlatform(public_host=settings.public_host or None)]
    if settings.slack:
        from adapters.slack.endpoint import SlackPlatform

        found.append(SlackPlatform(settings.slack, store, calls=watched.calls))
    if settings.teams:
        from adapters.teams.endpoint import TeamsPlatform

        found.append(TeamsPlatform(settings.teams, store, calls=watched.calls))
    return found


@main.command()
@STORE
@KNOWLEDGE
@TODAY
@WITH_DEMO
@reports_errors
def chat(store: str | None, knowledge: Path | None, today: datetime | None, demo: bool) -> None:
    """Talk to the bot at a prompt. A number picks a choice, a button or a box; Ctrl-D ends."""
    from adapters.handover.wire import Request
    from adapters.work import converse, handed_over

    settings, console = settings_now(store, knowledge), Terminal()

    async def talk() -> int | None:
        try:
            async with running(settings, clock_on(today), demo=demo) as now:
                return await converse(now.bot, now.clock, console)
        except StoreInUse as in_use:
            if today or knowledge:
                raise StoreError(f"{in_use} Or leave --today and --knowledge out.") from in_use
            return await handed_over(in_use, settings.store, Request(command="chat"), console)

    sys.exit(asyncio.run(talk()))


@main.command()
@STORE
@KNOWLEDGE
@TODAY
@WITH_DEMO
@click.option("--json", "as_object", is_flag=True, help="Answer as one JSON object.")
@click.option("--jsonl", "as_lines", is_flag=True, help="Answer lines of JSON from standard input.")
@click.argument("text", required=False)
@reports_errors
def ask(
    store: str | None,
    knowledge: Path | None,
    today: datetime | None,
    demo: bool,
    as_object: bool,
    as_lines: bool,
    text: str | None,
) -> None:
    """Ask one question, or many.

    With --jsonl each line on standard input is {"id": ..., "text": ...}, and each line on standard
    output one object, in order: id, language, kind, topic, confidence, customer, product, verdict,
    partner, subscriptions, choices, sources, reasons, and text, the reply as plain text.

    \b
    dpor-bot ask "vem ska vara partner of record?"
    dpor-bot ask --json "what does E5 cost?"
    dpor-bot ask --jsonl < questions.jsonl > answers.jsonl
    """
    if as_lines == (text is not None):
        raise click.UsageError("Give either a question or --jsonl with questions on standard input.")

    async def answer() -> None:
        settings = settings_now(store, knowledge)
        async with running(settings, clock_on(today), demo=demo, opened=open_to_read) as now:
            await _answer(now, text, as_object=as_object)

    asyncio.run(answer())


async def _answer(now: Running, text: str | None, *, as_object: bool) -> None:
    from adapters.terminal.asking import as_json, said
    from adapters.terminal.lines import answer_line, answer_lines

    if text is None:
        if await answer_lines(now.bot, now.clock, sys.stdin.buffer, sys.stdout.buffer):
            sys.exit(1)
        return
    reply = await answer_line(now.bot, now.clock, text)
    if as_object:
        click.echo(orjson.dumps(as_json(reply, None), option=orjson.OPT_INDENT_2))
    else:
        click.echo(said(reply))


if __name__ == "__main__":
    main()
