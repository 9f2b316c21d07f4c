"""Finding a customer among many: CPU of the name finder a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice, product
from pathlib import Path
from random import Random
from statistics import median

from rapidfuzz import fuzz, process

from benchmarks.figures import Figure, p99
from benchmarks.scale import Scale
from benchmarks.understanding_round import costs
from bot.understanding.names import NameIndex

YARDSTICK = "rapidfuzz extractOne, token_sort_ratio, the name alone"
QUESTIONS = 60

# fmt: off
_BEGINNINGS = ("Ad", "Alp", "Bel", "Cont", "Del", "Fab", "Gal", "Hum", "Lit", "Mal", "Nor", "Öst", "Väs")
_MIDDLES = ("a", "e", "i", "o", "ara", "eri", "olo", "uni", "amo", "ens", "ore", "ill")
_ENDINGS = ("co", "do", "fors", "kam", "lex", "mark", "nia", "ra", "so", "stad", "ver", "ware", "wind")
_TRADES = (
    "Bank", "Bil", "Bygg", "Coffee", "Data", "Energi", "Fastigheter", "Foods", "Försäkring", "Hotell",
    "Industri", "Konsult", "Logistics", "Media", "Motor", "Papper", "Publishing", "Retail", "Skog", "Stål",
    "Systems", "Toys", "Traders", "Travel", "Winery",
)
# fmt: on
_STEMS = tuple(map("".join, product(_BEGINNINGS, _MIDDLES, _ENDINGS)))
_SUFFIXES = ("AB", "AB", "Ltd", "GmbH", "A/S", "")
_SENTENCES = (
    "are we DPOR for {} Azure?",
    "är vi partner of record hos {}?",
    "who holds {}",
    "hej, hur ligger vi till hos {} när det gäller office 365",
)


async def names(scale: Scale, folder: Path) -> list[Figure]:
    """Names written exactly, without suffix, or with a letter wrong; other ones every round."""
    stored = tuple(islice(stored_names(), scale.names))
    index = NameIndex((name, (name,)) for name in stored)
    cores = [_without_suffix(name) for name in stored]
    ours: list[list[float]] = []
    theirs: list[list[float]] = []
    for number in range(scale.rounds):
        asked = list(_asked(stored, Random(number)))
        sentences = [sentence.format(name) for name, sentence in asked]
        ours.append(costs(index.find, sentences))
        theirs.append(costs(partial(_likest, cores), [_without_suffix(name) for name, _ in asked]))

    def figure(kind: str, value: Callable[[Sequence[float]], float]) -> Figure:
        return Figure(
            name=f"finding one of {scale.names:,} customers in a question, CPU {kind}",
            unit="us",
            measured=[value(one) for one in ours],
            yardstick=YARDSTICK,
            of_yardstick=[value(one) for one in theirs],
        )

    return [figure("p50", median), figure("p99", p99)]


def _likest(stored: Sequence[str], name: str) -> None:
    process.extractOne(name, stored, scorer=fuzz.token_sort_ratio)


def stored_names() -> Iterator[str]:
    """Distinct names, a third of them with sister companies in other trades."""
    random = Random(1)
    for stem in random.sample(_STEMS, len(_STEMS)):
        for trade in random.sample(_TRADES, random.choice((1, 1, 4))):
            yield f"{stem} {trade} {random.choice(_SUFFIXES)}".strip()


def companies() -> Iterator[str]:
    """Some fifty thousand distinct names: every stem in every trade."""
    return (f"{stem} {trade}" for trade, stem in product(_TRADES, _STEMS))


def _asked(stored: tuple[str, ...], random: Random) -> Iterator[tuple[str, str]]:
    """A name as it is typed, and the sentence it stands in."""
    for number in range(QUESTIONS):
        name = random.choice(stored)
        core = " ".join(name.split()[:2])
        typed = (name, core, _misspelt(core, random))[number % 3]
        yield typed, _SENTENCES[number % len(_SENTENCES)]


def _without_suffix(name: str) -> str:
    return " ".join(name.split()[:2]).casefold()


def _misspelt(name: str, random: Random) -> str:
    at = random.randrange(1, len(name.split()[0]))
    return name[:at] + random.choice("aeinrst") + name[at + 1 :]
