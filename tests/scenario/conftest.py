"""A Teams of our own and our side of it, for every test that asks for them; a test may bring its own."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.scenario.fake_connector import FakeTeams, fake_teams
from tests.scenario.teams_app import OurSide, SampleBot, our_side


@pytest.fixture
async def fake() -> AsyncIterator[FakeTeams]:
    async with fake_teams() as running:
        yield running


@pytest.fixture
def bot() -> SampleBot:
    return SampleBot()


@pytest.fixture
async def ours(bot: SampleBot, fake: FakeTeams) -> AsyncIterator[OurSide]:
    async with our_side(bot, fake) as running:
        yield running
