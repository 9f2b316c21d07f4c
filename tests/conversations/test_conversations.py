"""Plays the conversations beside this file through the whole bot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from adapters.terminal.chat import Conversation
from tests.whole_bot import demo_bot

FOLDER = Path(__file__).parent


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
    bot, clock = await demo_bot()
    conversation = Conversation(bot, clock)
    for turn in turns(path.read_text(encoding="utf-8")):
        said = await conversation.say(turn.typed)
        missing = agrees(said, turn.expected)
        assert missing is None, f"{path.name}: after > {turn.typed}\nexpected: {missing}\nbut got:\n{said}"
