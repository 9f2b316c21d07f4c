"""Routers add up, and refuse duplicates as a whole."""

from __future__ import annotations

import pytest

from bot.conversation.events import Click
from bot.conversation.replies import Reply
from bot.ports import Services
from bot.router import Asked, Intent, routes


async def answer(asked: Asked, services: Services) -> Reply:
    raise AssertionError("Routing alone asks nobody.")


async def press(click: Click, services: Services) -> Reply:
    raise AssertionError("Routing alone presses nothing.")


def test_two_routers_serve_what_each_served() -> None:
    both = routes(Intent(name="a", handler=answer)) + routes(actions={"b": press})
    assert set(both.intents) == {"a"}
    assert set(both.actions) == {"b"}


def test_every_duplicate_is_named_at_once() -> None:
    one = routes(Intent(name="a", handler=answer), actions={"b": press})
    with pytest.raises(ValueError, match=r"Served twice: a, b\."):
        _ = one + one
