"""`python -m benchmarks.many_names`: who is found in whole questions among many, and what it costs."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import median

import click
from rapidfuzz import fuzz, process

from adapters.stores.names.filed import opened
from adapters.stores.names.worker import written
from benchmarks.abroad_companies import ABROAD
from benchmarks.asked_names import REGISTER, Asked, Customers, core_of
from benchmarks.figures import p99
from benchmarks.mixed_companies import MIXED
from benchmarks.nordic_companies import NORDIC
from benchmarks.public_names import PUBLIC
from benchmarks.tantivy_names import print_tantivy
from benchmarks.understanding_round import costs
from bot.understanding.name_signs import Known
from bot.understanding.names import NameFinder, NameIndex
from bot.understanding.understand import understand
from tests.quality.measure import read
from tests.whole_bot import recogniser

MOST_CHOICES = 5
"""More than so many wrong ones beside the right one are no answer."""
YARDSTICK_QUESTIONS = 10
STYLES = {"register": REGISTER, "nordic": NORDIC, "abroad": ABROAD, "public": PUBLIC, "mixed": MIXED}
SETS = tuple(f"blind_{letter}" for letter in "abcdef")


@click.command()
@click.argument("customers", type=click.IntRange(1000), default=20_000)
@click.option("--questions", default=1000, help="With no, one and two letters wrong each.")
@click.option("--seed", default=1, help="Other customers, and other questions.")
@click.option("--style", type=click.Choice(tuple(STYLES)), default="register", help="What they are called.")
def main(customers: int, questions: int, seed: int, style: str) -> None:
    """Measure CUSTOMERS made-up customers: right, asked back among five others at most, wrong; in percent.

    The yardsticks are given the name without its sentence: rapidfuzz's extractOne with token_sort_ratio, and
    tantivy, where it is installed, with every word forgiven two letters.
    """
    asked = STYLES[style]
    entries = list(asked.companies(customers, seed))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names"
        began = time.perf_counter()
        written(path, entries, {})
        print(f"written in {time.perf_counter() - began:.1f} s, {path.stat().st_size / 1e6:.0f} MB")
        before, began = _memory(), time.process_time()
        finder = opened(path)
        if finder is None:
            raise click.ClickException("The file could not be written.")
        took = (time.process_time() - began) * 1000
        print(f"opened in {took:.1f} ms of CPU, {(_memory() - before) / 1e6:.1f} MB added")
        stored, known = Customers(entries, asked), recogniser().knows
        for wrong in (0, 1, 2):
            print(_measured(finder, known, list(stored.asked(questions, wrong, seed)), wrong))
            print(_understood(finder, [one.text for one in stored.asked(questions, wrong, seed + 1)]))
        print(_false_finds(finder, known))
        print(f"{_memory() / 1e6:.0f} MB in all, these made-up customers included")
    _print_rapidfuzz(entries)
    print_tantivy(entries, stored, seed)


def judged(asked: Asked, found: Sequence[str]) -> str:
    """What the answer is worth."""
    ids = frozenset(found)
    if not ids:
        return "none"
    if ids <= asked.meant:
        return "right"
    if not ids & asked.meant:
        return "wrong"
    return "asked back" if len(ids - asked.meant) <= MOST_CHOICES else "too many"


def _measured(finder: NameFinder, known: Known, asked: Sequence[Asked], wrong: int) -> str:
    def find(text: str) -> list[str]:
        return [match.id for match in finder.find(text, known)]

    took = [cost / 1000 for cost in costs(find, [one.text for one in asked])]
    counts = Counter(judged(one, find(one.text)) for one in asked)
    shares = ", ".join(f"{verdict} {100 * times / len(asked):.2f}" for verdict, times in counts.most_common())
    return f"{wrong} letters wrong: {shares}; CPU p50 {median(took):.2f}, p99 {p99(took):.2f} ms"


def _understood(finder: NameFinder, texts: Sequence[str]) -> str:
    """Other questions than those that have been asked: what was looked up is remembered."""
    ask = partial(
        understand, recogniser=recogniser(), customers=finder, partners=NameIndex(()), language=None
    )
    took = [cost / 1000 for cost in costs(ask, texts)]
    return f"   understood: CPU p50 {median(took):.2f}, p99 {p99(took):.2f} ms"


def _false_finds(finder: NameFinder, known: Known) -> str:
    """Of the messages that name no customer, how many find one all the same."""
    messages = [message for name in SETS for message in read(name)]
    texts = [one["text"] for one in messages if one["customer"] is None and one["verdict"] is None]
    found = sum(bool(finder.find(text, known)) for text in texts)
    return f"{len(texts)} messages that name nobody: {100 * found / len(texts):.2f} find somebody"


def _print_rapidfuzz(entries: Sequence[tuple[str, tuple[str, ...]]]) -> None:
    stored = [core_of(names[0]) for _, names in entries]
    asked = [core_of(names[0]) for _, names in entries[:: max(1, len(entries) // YARDSTICK_QUESTIONS)]]
    likest = partial(process.extractOne, choices=stored, scorer=fuzz.token_sort_ratio)
    print(f"rapidfuzz: CPU p50 {median(costs(likest, asked)) / 1000:.1f} ms")


def _memory() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * int(status.split("VmRSS:")[1].split()[0])


if __name__ == "__main__":
    main()
