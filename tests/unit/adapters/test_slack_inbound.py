"""Slack's JSON to events: what was written, where the answer goes, who may read it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.audience import FRESH, RETRY, AudienceCheck
from adapters.slack.inbound import Arrival, Identity, asked, pressed
from adapters.slack.signature import sign, signed
from bot.conversation.events import Address, Audience, Click, Question
from bot.errors import DeliveryError

PAYLOADS = Path(__file__).parent.parent.parent / "payloads" / "slack"
ME = Identity(team="T0CONTOSO1", user="U0DPORBOT1", bot="B0DPORBOT1")
OPEN = {"is_ext_shared": False, "is_pending_ext_shared": False, "is_org_shared": False}

Json = dict[str, Any]


def payload(name: str) -> Json:
    return json.loads((PAYLOADS / f"{name}.json").read_text("utf-8"))


def written(text: object) -> str:
    body = payload("app_mention")
    body["event"]["text"] = text
    arrival = asked(body, ME)
    assert arrival is not None
    assert isinstance(arrival.event, Question)
    return arrival.event.text


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("<@U0DPORBOT1> are we DPOR?", "are we DPOR?"),
        ("are we <@U0DPORBOT1> DPOR?", "are we   DPOR?"),
        ("are we DPOR? <@U0DPORBOT1|dpor>", "are we DPOR?"),
        ("<@U0DPORBOT1>", ""),
        ("Wingtip &amp; S\u00f6ner &lt;AB&gt;", "Wingtip & S\u00f6ner <AB>"),
        ("&amp;lt;", "&lt;"),
        (
            "see <https://contoso.com|contoso.com> or <https://fabrikam.com>",
            "see contoso.com or https://fabrikam.com",
        ),
        ("<mailto:a@contoso.com|a@contoso.com> in <#C1|azure>", "a@contoso.com in azure"),
        ("<!here> <@U9>", ""),
        (None, ""),
        (["no", "text"], ""),
    ],
)
def test_what_was_written_is_plain_and_without_our_mention(sent: object, read: str) -> None:
    assert written(sent) == read


def test_our_mention_is_known_from_the_event_while_slack_does_not_say_who_we_are() -> None:
    arrival = asked(payload("app_mention"), Identity())
    assert arrival is not None
    assert isinstance(arrival.event, Question)
    assert arrival.event.text == "are we DPOR for Contoso Azure?"


def test_an_event_keeps_its_id_its_person_its_place_and_its_time() -> None:
    arrival = asked(payload("app_mention"), ME)
    assert arrival is not None
    origin = arrival.event.origin
    assert (origin.event_id, origin.person.id) == ("Ev0MENTION1", "U0ASKER001")
    assert origin.address == Address(
        tenant="T0CONTOSO1", platform="slack", conversation="C0ROOM0001", thread="1466071200.000100"
    )
    assert origin.at == datetime(2016, 6, 16, 10, 0, 0, 100, tzinfo=UTC)
    assert origin.audience is Audience.STRANGERS


def test_a_press_keeps_its_action_and_the_message_it_was_on() -> None:
    arrival = pressed(payload("button"), ME)
    assert arrival is not None
    assert isinstance(arrival.event, Click)
    assert arrival.event.action.encode() == "article.show?lang=en&id=what-is-dpor"
    assert arrival.event.ticked is None
    assert arrival.pressed == "1466071201.000100"


def test_a_press_on_what_only_one_person_sees_edits_nothing() -> None:
    body = payload("button")
    body["container"]["is_ephemeral"] = True
    arrival = pressed(body, ME)
    assert arrival is not None
    assert arrival.pressed == ""


def test_ticks_of_every_group_count_and_the_pressed_group_is_the_newest() -> None:
    body = payload("checkboxes")
    action = body["actions"][0]
    old, other = {"value": "old"}, {"value": "from another group"}
    body["state"]["values"] = {
        "b3": {action["action_id"]: {"type": "checkboxes", "selected_options": [old]}},
        "b4": {action["action_id"]: {"type": "checkboxes", "selected_options": [other]}},
        "b5": {"another.list": {"type": "checkboxes", "selected_options": [old]}},
    }
    arrival = pressed(body, ME)
    assert arrival is not None
    assert isinstance(arrival.event, Click)
    assert arrival.event.ticked == {"every-subscription", "own-subscriptions", "from another group"}


def test_a_box_that_was_cleared_leaves_an_empty_set_and_not_none() -> None:
    body = payload("checkboxes")
    body["actions"][0]["selected_options"] = []
    arrival = pressed(body, ME)
    assert arrival is not None
    assert isinstance(arrival.event, Click)
    assert arrival.event.ticked == frozenset()


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=5,
)


@settings(deadline=None)
@given(st.data())
def test_no_shape_of_an_event_or_a_press_raises(data: st.DataObject) -> None:
    body = payload(data.draw(st.sampled_from(["app_mention", "message_im", "button", "checkboxes"])))
    part = body.get("event") or body
    key = data.draw(st.sampled_from(sorted(part)))
    part[key] = data.draw(JSON_VALUES)
    assert asked(body, ME) is None or "event" in body
    assert pressed(body, ME) is None or "actions" in body


# Place and person


class Slack:
    """Answers look-ups, and counts them; None is an answer that fails."""

    def __init__(self, room: Json | None = None, team: str | None = None) -> None:
        self.room, self.team, self.asked = room, team, 0

    async def look_up(self, method: str, _: object) -> Json:
        self.asked += 1
        if method == "conversations.info" and self.room is not None:
            return {"channel": self.room}
        if method == "users.info" and self.team is not None:
            return {"user": {"team_id": self.team}}
        raise DeliveryError(f"{method}: missing_scope")


def arrival_with(closed: bool | None, member: bool | None) -> Arrival:
    arrival = asked(payload("app_mention"), ME)
    assert arrival is not None
    return Arrival(event=arrival.event, room=True, closed=closed, member=member, thread=None)


@pytest.mark.parametrize(
    ("closed", "room", "place_is_ours"),
    [
        (True, None, True),
        (False, OPEN, False),
        (None, OPEN, True),
        (None, OPEN | {"is_ext_shared": True}, False),
        (None, OPEN | {"is_pending_ext_shared": True}, False),
        (None, OPEN | {"is_org_shared": True}, False),
        (None, {}, False),
        (None, None, False),
    ],
)
@pytest.mark.parametrize(
    ("member", "team", "person_is_ours"),
    [
        (True, None, True),
        (False, "T0CONTOSO1", False),
        (None, "T0CONTOSO1", True),
        (None, "T0FABRIKAM", False),
        (None, None, False),
    ],
)
async def test_the_audience_is_ours_only_where_place_and_person_are_known_to_be(
    closed: bool | None,
    room: Json | None,
    place_is_ours: bool,
    member: bool | None,
    team: str | None,
    person_is_ours: bool,
) -> None:
    check = AudienceCheck(Slack(room, team).look_up)
    event = await check.settle(arrival_with(closed, member), ME)
    assert (event.origin.audience is Audience.OURS) is (place_is_ours and person_is_ours)


async def test_while_we_do_not_know_our_own_workspace_everybody_is_a_stranger() -> None:
    event = await AudienceCheck(Slack(OPEN, "").look_up).settle(arrival_with(True, True), Identity())
    assert event.origin.audience is Audience.STRANGERS


async def test_slack_is_asked_again_after_a_minute_and_sooner_where_it_failed() -> None:
    now = 0.0
    slack = Slack(None)
    check = AudienceCheck(slack.look_up, clock=lambda: now)
    seen: list[tuple[int, Audience]] = []
    for now, room in ((0, OPEN), (RETRY, OPEN), (RETRY + FRESH - 1, None), (RETRY + FRESH, None)):
        slack.room = room if now else None
        event = await check.settle(arrival_with(None, True), ME)
        seen.append((slack.asked, event.origin.audience))
    assert seen == [
        (1, Audience.STRANGERS),
        (2, Audience.OURS),
        (2, Audience.OURS),
        (3, Audience.STRANGERS),
    ]


async def test_an_event_that_says_shared_drops_what_was_known_of_the_channel() -> None:
    slack = Slack(OPEN)
    check = AudienceCheck(slack.look_up, clock=lambda: 0.0)
    await check.settle(arrival_with(None, True), ME)
    slack.room = OPEN | {"is_ext_shared": True}
    await check.settle(arrival_with(False, True), ME)
    event = await check.settle(arrival_with(None, True), ME)
    assert (slack.asked, event.origin.audience) == (2, Audience.STRANGERS)


@pytest.mark.parametrize("shared", ["is_ext_shared", "is_pending_ext_shared", "is_org_shared"])
async def test_a_channel_that_slack_called_shared_is_not_closed_by_an_events_flag(shared: str) -> None:
    now = 0.0
    slack = Slack(OPEN | {shared: True})
    check = AudienceCheck(slack.look_up, clock=lambda: now)
    before = await check.settle(arrival_with(True, True), ME)
    await check.settle(arrival_with(None, True), ME)
    after = await check.settle(arrival_with(True, True), ME)
    assert (before.origin.audience, after.origin.audience) == (Audience.OURS, Audience.STRANGERS)
    now, slack.room = 61.0, OPEN
    later = await check.settle(arrival_with(True, True), ME)
    assert (slack.asked, later.origin.audience) == (2, Audience.OURS)


@pytest.mark.parametrize("actions", [{"a": "x"}, [5], [], [{}], [None], "x", 5, None])
def test_a_press_without_an_action_is_no_press(actions: object) -> None:
    assert pressed(payload("button") | {"actions": actions}, ME) is None


# Signatures


def headers(stamp: str, signature: str) -> dict[str, str]:
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}


def test_slacks_own_example_is_right() -> None:
    # https://docs.slack.dev/authentication/verifying-requests-from-slack
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
        b"%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    given_headers = headers("1531420618", signature)
    assert signed("8f742231b10e8888abcd99yyyzzz85a5", given_headers, body, now=1531420618)
    assert not signed("8f742231b10e8888abcd99yyyzzz85a6", given_headers, body, now=1531420618)
    assert not signed("8f742231b10e8888abcd99yyyzzz85a5", given_headers, body + b" ", now=1531420618)


@pytest.mark.parametrize(
    ("age", "is_fresh"), [(0, True), (300, True), (301, False), (-300, True), (-301, False)]
)
def test_a_signature_holds_for_five_minutes_either_way(age: int, is_fresh: bool) -> None:
    given_headers = headers("1000000", sign("secret", "1000000", b"{}"))
    assert signed("secret", given_headers, b"{}", now=1000000 + age) is is_fresh


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_no_header_raises_or_passes(stamp: str, signature: str) -> None:
    assert not signed("secret", headers(stamp, signature), b"{}", now=0)
