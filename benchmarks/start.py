"""From spawning to the first answer: the service with both SDKs, and a question in the terminal."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from adapters.settings import ROOT
from benchmarks.chat import bot, slack_settings, teams_settings
from benchmarks.figures import Bound, Figure
from benchmarks.other_side import NAMED, QUESTION, other_side
from benchmarks.processes import Run, run, served
from benchmarks.scale import Scale

IMPORTS = "importing slack_bolt and botbuilder"
_YARDSTICK = ("-c", "import slack_bolt.async_app, botbuilder.core, botbuilder.integration.aiohttp")


async def start(scale: Scale, folder: Path) -> list[Figure]:
    """Seconds and memory, each beside a process that imports both SDKs and does nothing.

    Every start has a new store to fill and no cache of its own; after an edit everything is learned anew.
    """
    first: list[Run] = []
    edited: list[Run] = []
    asked: list[Run] = []
    imports: list[Run] = []
    for number in range(scale.starts + scale.unmeasured_starts):
        place = folder / str(number)
        imports.append(run(_YARDSTICK, place / "imports"))
        first.append(await _first_answer(place / "first"))
        edited.append(await _first_answer(place / "edited", _edited(place / "knowledge")))
        asked.append(_ask(place / "ask"))
    kept = slice(scale.unmeasured_starts, None)
    return [
        *_figures("start of the service to its first answer", first[kept], imports[kept]),
        *_figures("the same after an article was edited", edited[kept], imports[kept]),
        *_figures("a question in the terminal", asked[kept], imports[kept]),
    ]


def _figures(name: str, ours: Sequence[Run], imports: Sequence[Run]) -> list[Figure]:
    def figure(kind: str, unit: str, value: Callable[[Run], float], bound: Bound | None = None) -> Figure:
        return Figure(
            name=f"{name}, {kind}",
            unit=unit,
            measured=[value(one) for one in ours],
            yardstick=IMPORTS,
            of_yardstick=[value(one) for one in imports],
            bound=bound,
        )

    return [
        figure("wall", "s", lambda one: one.wall, Bound(at_most=1.0)),
        figure("CPU", "s", lambda one: one.cpu),
        figure("memory at the end", "MB", lambda one: one.resident, Bound(at_most=100.0)),
        figure("memory at most", "MB", lambda one: one.peak),
    ]


def _edited(folder: Path) -> Path:
    """The knowledge with one phrasing more."""
    shutil.copytree(ROOT / "knowledge", folder)
    article = next(folder.glob("2016/*.en.md"))
    said = article.read_text(encoding="utf-8")
    article.write_text(
        said.replace("examples:\n", "examples:\n  - a phrasing of the benchmark's own\n"), "utf-8"
    )
    return folder


async def _first_answer(folder: Path, knowledge: Path = ROOT / "knowledge") -> Run:
    """Serve on a new store, put one question through Slack, and look at the process."""
    async with other_side() as (slack, _):
        settings = {**slack_settings(slack), **teams_settings(), "DPOR_KNOWLEDGE": str(knowledge)}
        async with served(bot(), folder, settings) as server:
            await slack.ask(server.address, QUESTION)
            return Run(
                wall=time.perf_counter() - server.began,
                cpu=server.cpu(),
                resident=server.memory("VmRSS"),
                peak=server.memory("VmHWM"),
                output=b"",
            )


def _ask(folder: Path) -> Run:
    done = run((str(ROOT / "app.py"), "ask", "--demo", QUESTION), folder)
    if NAMED not in done.output:
        raise ValueError("The answer is not about what was asked.")
    return done
