"""Notices for tests."""

from __future__ import annotations

from datetime import datetime

from bot.conversation.events import Address
from bot.conversation.notices import Notice
from tests.fakes import NOON


def a_notice(
    key: str = "n1",
    *,
    conversation: str = "C1",
    due: datetime = NOON,
    created: datetime = NOON,
    subject: str = "case-1",
    text: str = "Relecloud is DPOR now.",
) -> Notice:
    """Something is to be told in a Slack room, now."""
    address = Address(tenant="T1", platform="slack", conversation=conversation, reference="{}")
    return Notice(key=key, subject=subject, address=address, text=text, due=due, created=created)
