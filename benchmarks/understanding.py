"""Understanding alone, without any platform: CPU of `understand` a question."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.figures import Bound, Figure, p99
from benchmarks.processes import run
from benchmarks.scale import Scale

YARDSTICK = "rapidfuzz extractOne, token_sort_ratio, all phrasings"


async def understanding(scale: Scale, folder: Path) -> list[Figure]:
    """The first questions of a process, questions that are new to it later, and questions put again."""
    rounds: list[dict[str, list[float]]] = [
        json.loads(run(("-m", "benchmarks.understanding_round"), folder).output) for _ in range(scale.rounds)
    ]

    def figure(
        name: str, kind: str, value: Callable[[Sequence[float]], float], bound: Bound | None = None
    ) -> Figure:
        return Figure(
            name=name,
            unit="us",
            measured=[value(one[kind]) for one in rounds],
            yardstick=YARDSTICK,
            of_yardstick=[value(one["yardstick"]) for one in rounds],
            bound=bound,
        )

    return [
        figure("understanding, a new question, CPU p50", "new", median, Bound(at_most=300)),
        figure("understanding, a new question, CPU p99", "new", p99),
        figure("understanding, the first of a process, CPU p50", "cold", median),
        figure("understanding, asked again, CPU p50", "again", median, Bound(at_most=300)),
        figure("understanding, asked again, CPU p99", "again", p99),
    ]
