"""What Slack is asked about people and rooms, and for how long its word is taken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from adapters.slack.arrival import Identity
from adapters.slack.audience import FRESH, AudienceCheck
from adapters.slack.directs import Directs
from adapters.slack.inbound import asked
from adapters.slack.lookups import RETRY
from bot.conversation.events import Audience
from bot.errors import DeliveryError

PAYLOADS = Path(__file__).parent.parent.parent / "payloads" / "slack"
ME = Identity(team="T0CONTOSO1", user="U0DPORBOT1", bot="B0DPORBOT1")

Json = dict[str, Any]


def payload(name: str) -> Json:
    return json.loads((PAYLOADS / f"{name}.json").read_text("utf-8"))


class Slack:
    """Answers look-ups, and counts them; what is None fails."""

    def __init__(self, user: Json | None) -> None:
        self.user, self.asked = user, 0

    async def look_up(self, method: str, _: object) -> Json:
        self.asked += 1
        if method == "users.info" and self.user is not None:
            return {"user": self.user}
        raise DeliveryError(f"{method}: missing_scope")

    async def call(self, method: str, _: object) -> Json:
        raise DeliveryError(f"{method}: missing_scope")


MEMBER = {"team_id": ME.team, "is_restricted": False, "is_ultra_restricted": False}


async def test_slack_is_asked_again_after_a_minute_and_sooner_where_it_failed() -> None:
    now, slack = 0.0, Slack(None)
    check = AudienceCheck(slack.look_up, Directs(slack.call), clock=lambda: now)
    seen: list[tuple[int, Audience]] = []
    steps = [
        (0.0, None),
        (RETRY - 1, MEMBER),
        (RETRY, MEMBER),
        (RETRY + FRESH - 1, None),
        (RETRY + FRESH, None),
    ]
    for at, user in steps:
        now = at
        slack.user = user
        arrival = asked(payload("message_im"), ME)
        assert arrival is not None
        settled = await check.settle(arrival, ME)
        seen.append((slack.asked, settled.event.origin.audience))
    assert seen == [
        (1, Audience.STRANGERS),
        (1, Audience.STRANGERS),
        (2, Audience.OURS),
        (2, Audience.OURS),
        (3, Audience.STRANGERS),
    ]


async def test_while_we_do_not_know_our_own_workspace_everybody_is_a_stranger() -> None:
    slack = Slack(MEMBER)
    arrival = asked(payload("message_im"), Identity())
    assert arrival is not None
    settled = await AudienceCheck(slack.look_up, Directs(slack.call)).settle(arrival, Identity())
    assert (settled.event.origin.audience, settled.event.origin.person.member) == (Audience.STRANGERS, False)
    assert slack.asked == 0


async def test_only_in_a_conversation_of_two_does_nobody_else_read() -> None:
    slack = Slack(MEMBER)
    check = AudienceCheck(slack.look_up, Directs(slack.call))
    for name, private in (("message_im", True), ("app_mention", False)):
        arrival = asked(payload(name), ME)
        assert arrival is not None
        assert (await check.settle(arrival, ME)).event.origin.private is private
