"""A question in Slack and in Teams, from the signed request to the posted answer: CPU of the server."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from adapters.settings import DANGEROUS_TEAMS, ROOT
from benchmarks.figures import Bound, Figure
from benchmarks.other_side import BOT_TOKEN, QUESTION, SIGNING_SECRET, Side, SlackSide, other_side
from benchmarks.processes import Server, served
from benchmarks.questions import QUESTIONS
from benchmarks.scale import Scale

CONNECTIONS = 32
"""Questions under way at any moment; each next one waits for an answer."""

OURS = "the bot"
BOLT, SAY = "slack-bolt, one shared session, fixed text", "slack-bolt, `say`, fixed text"
CLOUD_ADAPTER = "CloudAdapter, own aiohttp session, fixed text"
WANTED = Bound(at_most=1.6, aim=1.2, of_ratio=True)


async def slack(scale: Scale, folder: Path) -> list[Figure]:
    """Our answers in Slack, against bolt alone."""
    yardstick = ("-m", "benchmarks.yardsticks.bolt")
    async with other_side() as (side, _):
        commands = {OURS: bot(), BOLT: (*yardstick, "shared"), SAY: (*yardstick, "say")}
        async with _all_served(commands, slack_settings(side), folder / "slack") as servers:
            one = await _costs(side, servers, (QUESTION,), scale)
            many = await _costs(side, servers, QUESTIONS, scale)
    return [
        _figure("Slack: one question again and again", one, BOLT, WANTED),
        _figure("Slack: one question again and again", one, SAY),
        _figure("Slack: 60 questions in turn", many, BOLT),
    ]


async def teams(scale: Scale, folder: Path) -> list[Figure]:
    """Our answers in Teams without tokens, against CloudAdapter alone."""
    async with other_side() as (_, side):
        commands = {OURS: bot(), CLOUD_ADAPTER: ("-m", "benchmarks.yardsticks.cloud_adapter")}
        async with _all_served(commands, teams_settings(), folder / "teams") as servers:
            one = await _costs(side, servers, (QUESTION,), scale)
            many = await _costs(side, servers, QUESTIONS, scale)
    return [
        _figure("Teams: one question again and again", one, CLOUD_ADAPTER, WANTED),
        _figure("Teams: 60 questions in turn", many, CLOUD_ADAPTER),
    ]


def bot() -> tuple[str, ...]:
    """The command that serves the bot with the demo data."""
    return str(ROOT / "app.py"), "serve", "--demo"


def slack_settings(side: SlackSide) -> dict[str, str]:
    """What makes a server talk to that side."""
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": side.api,
    }


def teams_settings() -> dict[str, str]:
    """Teams for anybody on this machine."""
    return {DANGEROUS_TEAMS: "true"}


def _figure(
    name: str, costs: Mapping[str, list[float]], yardstick: str, bound: Bound | None = None
) -> Figure:
    return Figure(
        name=f"{name}, CPU",
        unit="us",
        measured=costs[OURS],
        yardstick=yardstick,
        of_yardstick=costs[yardstick],
        bound=bound,
    )


async def _costs(
    side: Side, servers: Mapping[str, Server], texts: Sequence[str], scale: Scale
) -> dict[str, list[float]]:
    """Microseconds of CPU a question, round by round, by server. The rounds begin with each in turn."""
    costs: dict[str, list[float]] = {name: [] for name in servers}
    for server in servers.values():
        await _ask_many(side, server, texts, scale.warm_up)
    names = list(servers)
    for number in range(scale.rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            before = servers[name].cpu()
            await _ask_many(side, servers[name], texts, scale.questions)
            costs[name].append((servers[name].cpu() - before) / scale.questions * 1e6)
    return costs


@asynccontextmanager
async def _all_served(
    commands: Mapping[str, tuple[str, ...]], settings: Mapping[str, str], folder: Path
) -> AsyncGenerator[dict[str, Server]]:
    """Every server on one core, and the asking side on the others, where there are others."""
    cores = sorted(os.sched_getaffinity(0))
    core = cores[-1] if len(cores) > 1 else None
    async with AsyncExitStack() as stack:
        servers = {
            name: await stack.enter_async_context(served(command, folder / str(number), settings, core=core))
            for number, (name, command) in enumerate(commands.items())
        }
        if core is not None:
            os.sched_setaffinity(0, cores[:-1])
            stack.callback(os.sched_setaffinity, 0, cores)
        yield servers


async def _ask_many(side: Side, server: Server, texts: Sequence[str], questions: int) -> None:
    async def one_connection(first: int) -> None:
        for number in range(first, questions, CONNECTIONS):
            await side.ask(server.address, texts[number % len(texts)])

    await asyncio.gather(*(one_connection(first) for first in range(CONNECTIONS)))
