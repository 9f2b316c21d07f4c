"""How well questions are understood: messages with what they mean, against what the bot makes of them."""

from __future__ import annotations

import csv
import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypedDict, cast

from adapters.knowledge.files import read_knowledge
from bot.handlers.every import ROUTER
from bot.understanding.names import NameIndex
from bot.understanding.recognise import Recogniser
from bot.understanding.training import phrasings
from bot.understanding.understand import Understanding, understand

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
OWN_TENANT = "A. Datum Corporation"
LISTS = frozenset(
    {
        *("list-ours", "list-missing", "list-conflicts", "list-renewals", "list-by-partner"),
        "list-changes",
    }
)


class Message(TypedDict):
    """One line of a set. `language` is "any" where a message shows none."""

    id: str
    language: str
    text: str
    kind: str
    topic: str | None
    customer: str | None
    product: str | None
    verdict: str | None
    partner: str | None
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mind:
    """What it takes to understand: the trained recogniser and the demo data's names."""

    recogniser: Recogniser
    customers: NameIndex
    partners: NameIndex

    def understand(self, text: str) -> Understanding:
        """What the text means."""
        return understand(
            text,
            recogniser=self.recogniser,
            customers=self.customers,
            partners=self.partners,
            language=None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One message and what was made of it; `seconds` are CPU time."""

    message: Message
    meaning: Understanding
    seconds: float

    @property
    def kind(self) -> str:
        intent = self.meaning.intent
        if intent in {"knowledge", "status", "smalltalk", "choose"}:
            return intent
        if intent in {"unclear", "not-covered"}:
            return "abstain"
        return "list" if intent in LISTS else "command"

    @property
    def right(self) -> bool:
        """Whether kind and topic are right."""
        topic = self.meaning.article if self.kind == "knowledge" else self.meaning.intent
        open_topic = self.kind in {"status", "smalltalk", "abstain"}
        return self.kind == self.message["kind"] and (open_topic or topic == self.message["topic"])

    @property
    def misleading(self) -> bool:
        """Whether it answers something else than was asked."""
        return not self.right and self.kind in {"knowledge", "status", "list", "command"}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(match.name for match in self.meaning.customers)

    @property
    def wrong_customer(self) -> bool:
        asked = self.message["customer"]
        return self.message["kind"] == "status" and len(self.names) == 1 and self.names[0] != asked

    @property
    def right_standing(self) -> bool:
        """Whether a status question has its kind, customer and product right."""
        product = self.meaning.product.value if self.meaning.product else None
        return self.right and product == self.message["product"] and self._right_customer()

    def _right_customer(self) -> bool:
        asked, verdict = self.message["customer"], self.message["verdict"]
        if asked == OWN_TENANT and self.meaning.own:
            return True
        if asked:
            return self.names == (asked,)
        if verdict == "unknown-customer":
            return not self.names and bool(self.meaning.unheard_of)
        return len(self.names) > 1


def trained() -> Mind:
    """A mind that knows the knowledge folder, the handlers' examples and the demo data's names."""
    examples = {intent.name: intent.examples for intent in ROUTER.intents.values()}
    names: dict[str, tuple[str, ...]] = {}
    partners: set[str] = set()
    with (ROOT / "demo" / "subscriptions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names[row["customer"]] = (row["customer"], row["domain"])
            partners.add(row["dpor"])
    return Mind(
        recogniser=Recogniser.train(phrasings(read_knowledge(ROOT / "knowledge"), examples)),
        customers=NameIndex(names.items()),
        partners=NameIndex((name, (name,)) for name in sorted(partners - {"us", "nobody", ""})),
    )


def read(name: str) -> tuple[Message, ...]:
    """The messages of a set by its name, such as "blind_a"."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(cast("Message", json.loads(line)) for line in lines if line)


def measured(mind: Mind, messages: Iterable[Message]) -> tuple[Finding, ...]:
    """What the mind makes of each message."""
    findings: list[Finding] = []
    for message in messages:
        began = time.process_time()
        meaning = mind.understand(message["text"])
        took = time.process_time() - began
        findings.append(Finding(message=message, meaning=meaning, seconds=took))
    return tuple(findings)


def figures(findings: tuple[Finding, ...]) -> Mapping[str, float]:
    """The figures that have a target; shares from 0 to 1, `wrong customers` a count, CPU in ms."""
    inside = [f for f in findings if f.message["kind"] != "abstain"]
    outside = [f for f in findings if f.message["kind"] == "abstain"]
    status = [f for f in findings if f.message["kind"] == "status"]
    spoken = [f for f in findings if f.message["language"] != "any"]
    return {
        "right topic or action": _share(f.right for f in inside),
        "status right": _share(f.right_standing for f in status),
        "wrong customers": sum(f.wrong_customer for f in findings),
        "out of scope refused": _share(f.right for f in outside),
        "wrong topic answered": _share(f.misleading for f in findings),
        "language right": _share(f.meaning.language.value == f.message["language"] for f in spoken),
        "asked back": _share(f.kind == "choose" for f in findings),
        "median CPU ms": median(f.seconds for f in findings) * 1000,
    }


def by(findings: tuple[Finding, ...], field: str) -> Mapping[str, tuple[int, int]]:
    """Right and all, for each value of a field of the messages."""
    every = Counter(str(cast("dict[str, object]", f.message)[field]) for f in findings)
    right = Counter(str(cast("dict[str, object]", f.message)[field]) for f in findings if f.right)
    return {value: (right[value], count) for value, count in sorted(every.items())}


def _share(hits: Iterable[bool]) -> float:
    every = list(hits)
    return sum(every) / max(1, len(every))
