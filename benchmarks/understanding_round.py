"""One round of understanding, in a process of its own: nothing has been asked before it.

`python -m benchmarks.understanding_round` prints microseconds of CPU, question by question, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process

from adapters.service import settle
from benchmarks.questions import QUESTIONS
from bot.handlers.every import ROUTER
from bot.understanding.training import phrasings
from bot.understanding.understand import understand
from tests.quality.measure import read
from tests.whole_bot import demo_services, knowledge, recogniser

AGAIN = 5
"""How often everything is asked once more."""

SETS = ("blind_a", "blind_b", "blind_c")
"""Messages as people write them, long ones too; none comes twice."""


async def main() -> None:
    """Ask in a cold process, then what is new to a warm one, then again; and the yardstick on the same."""
    services = await demo_services()
    names = await services.store.names()
    known = recogniser()
    examples = {intent.name: intent.examples for intent in ROUTER.intents.values()}
    stored = [phrasing.text for phrasing in phrasings(knowledge(), examples)]

    def ours(text: str) -> None:
        understand(text, recogniser=known, customers=names.customers, partners=names.partners, language=None)

    def likest(text: str) -> None:
        process.extractOne(text, stored, scorer=fuzz.token_sort_ratio)

    settle()
    rounds = {
        "cold": costs(ours, QUESTIONS),
        "new": costs(ours, [message["text"] for name in SETS for message in read(name)]),
        "again": costs(ours, QUESTIONS * AGAIN),
        "yardstick": costs(likest, QUESTIONS),
    }
    print(json.dumps(rounds))


def costs(work: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Microseconds of CPU for each text, all threads together."""
    found: list[float] = []
    for text in texts:
        before = time.process_time_ns()
        work(text)
        found.append((time.process_time_ns() - before) / 1e3)
    return found


if __name__ == "__main__":
    asyncio.run(main())
