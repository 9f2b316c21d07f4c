"""At what pace Slack is asked."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from adapters.guard import JsonObject
from adapters.slack.lookups import Lookups
from adapters.slack.paced import ATTEMPTS, Paced
from bot.errors import DeliveryError


class Slack:
    """Asks to wait that long, and counts what it is asked."""

    def __init__(self, wait: float | None) -> None:
        self.wait, self.asked = wait, list[str]()

    async def look_up(self, method: str, _: Mapping[str, str]) -> JsonObject:
        self.asked.append(method)
        raise DeliveryError(f"{method}: refused", retry_after=self.wait)


async def test_a_method_is_left_alone_until_slack_allows_it_and_others_are_not() -> None:
    slack, now = Slack(17.0), 0.0
    paced = Paced(slack.look_up, lambda: now)
    for now, method in ((0.0, "users.info"), (5.0, "users.info"), (5.0, "conversations.info")):
        with pytest.raises(DeliveryError) as caught:
            await paced.ask(method, {})
        assert caught.value.retry_after == (12.0 if (now, method) == (5.0, "users.info") else 17.0)
    assert slack.asked == ["users.info", "conversations.info"]


@pytest.mark.parametrize(("wait", "asked"), [(0.0, ATTEMPTS), (None, 1)])
async def test_no_question_is_put_for_ever(wait: float | None, asked: int) -> None:
    slack = Slack(wait)
    with pytest.raises(DeliveryError):
        await Paced(slack.look_up, lambda: 0.0).ask("users.info", {})
    assert len(slack.asked) == asked


async def test_what_failed_is_asked_again_when_slack_says() -> None:
    slack, now = Slack(60.0), 0.0

    async def find(asked: str) -> str:
        return str(await slack.look_up(asked, {}))

    lookups = Lookups(find, lambda: now)
    for moment in (0.0, 59.0, 60.0):
        now = moment
        assert await lookups.of("U0ASKER001", 0.0) is None
    assert len(slack.asked) == 2
