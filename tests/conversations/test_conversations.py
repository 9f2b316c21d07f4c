"""Plays the conversations beside this file through the whole bot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from adapters.terminal.chat import Conversation
from bot.partnership.history import Change, What
from bot.partnership.records import US, AssociationKind, Product, other
from tests.whole_bot import demo_bot_and_services

FOLDER = Path(__file__).parent
_CONTOSO, _FABRIKAM = (f"7c1f0a52-3d0e-4a6b-9f0e-51a1c0de000{n}" for n in (1, 3))
HISTORY = (
    Change(
        id="2026-06-10-1",
        at=datetime(2026, 6, 10, 8, tzinfo=UTC),
        origin="june",
        source="azure-may.csv",
        customer_id=_CONTOSO,
        subscription_id="a1000000-0000-4000-8000-000000000001",
        product=Product.MICROSOFT_AZURE,
        what=What.HOLDER,
        seen_for=date(2026, 5, 31),
        association=AssociationKind.DPOR,
        before=other("Relecloud"),
        after=US,
    ),
    Change(
        id="2026-09-01-1",
        at=datetime(2026, 9, 1, 8, tzinfo=UTC),
        origin="september",
        source="subscriptions-august.csv",
        customer_id=_FABRIKAM,
        subscription_id="a1000000-0000-4000-8000-000000000004",
        product=Product.OFFICE_365,
        what=What.RENEWAL,
        seen_for=date(2026, 8, 31),
        day_before=date(2026, 11, 1),
        day_after=date(2026, 12, 1),
    ),
)
"""What was learned before the demo data came in."""


@dataclass
class Turn:
    typed: str
    expected: list[str] = field(default_factory=list)


def turns(text: str) -> Iterator[Turn]:
    turn: Turn | None = None
    for line in text.splitlines():
        if line.startswith("> "):
            if turn:
                yield turn
            turn = Turn(line.removeprefix("> "))
        elif turn and line.strip():
            turn.expected.append(line.strip())
    if turn:
        yield turn


def agrees(said: str, expected: list[str]) -> str | None:
    """What is missing, None where the answer reads as expected."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    at, skipping = 0, False
    for wanted in expected:
        if wanted == "…":
            skipping = True
            continue
        found = next(
            (i for i in range(at, len(lines)) if lines[i] == wanted) if skipping else
            (i for i in [at] if i < len(lines) and lines[i] == wanted),
            None,
        )  # fmt: skip
        if found is None:
            return wanted
        at, skipping = found + 1, False
    return None if skipping or at == len(lines) else lines[at]


def test_a_conversation_that_differs_is_noticed() -> None:
    assert agrees("a\nb", ["a", "b"]) is None
    assert agrees("a\nb", ["…", "b"]) is None
    assert agrees("a\nb", ["a"]) == "b"
    assert agrees("a\nb", ["b"]) == "b"
    assert agrees("a\nb", ["a", "c"]) == "c"


CONVERSATIONS = sorted(path for path in FOLDER.glob("*.md") if path.stem != "README")


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: path.stem)
async def test_conversation(path: Path) -> None:
    bot, services = await demo_bot_and_services()
    async with services.store.transaction() as transaction:
        await transaction.history.add(HISTORY)
    conversation = Conversation(bot, services.clock)
    for turn in turns(path.read_text(encoding="utf-8")):
        said = await conversation.say(turn.typed)
        missing = agrees(said, turn.expected)
        assert missing is None, f"{path.name}: after > {turn.typed}\nexpected: {missing}\nbut got:\n{said}"
