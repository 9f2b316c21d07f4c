"""Who is ours, in every kind of place and for every kind of person, by the connector's rosters."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from adapters.teams import members
from bot.conversation.events import Audience, Origin
from tests.scenario.fake_connector import ASKER, TENANT, Answer, FakeTeams, somebody
from tests.scenario.teams_app import OurSide, SampleBot, our_side, payload

OTHER_TENANT = "00000000-0000-0000-0000-00000000dead"
SECOND_TENANT = "00000000-0000-0000-0000-00000000beef"


def _channel(kind: str | None, **data: object) -> dict[str, Any]:
    channel = {"id": "19:channel@thread.tacv2", **({"type": kind} if kind else {})}
    team = {"id": "19:team@thread.tacv2"}
    return {"channelData": {"channel": channel, "team": team, "tenant": {"id": TENANT}, **data}}


COLLEAGUE = somebody("29:colleague")
GUEST = somebody("29:guest", userRole="guest")

PLACES: dict[str, tuple[str, dict[str, Any], list[dict[str, Any]], bool]] = {
    # name: recorded activity, changes, who else is there, whether a full member's question is ours
    "a personal chat": ("message-personal", {}, [], True),
    "a group chat of colleagues": ("message-group", {}, [COLLEAGUE], True),
    "a group chat with a guest": ("message-group", {}, [COLLEAGUE, GUEST], False),
    "a group chat with a federated person": (
        "message-group",
        {},
        [somebody("29:federated", tenantId=OTHER_TENANT)],
        False,
    ),
    "a group chat with a guest by name": (
        "message-group",
        {},
        [somebody("29:x", userPrincipalName="x_fabrikam.example#EXT#@contoso.example")],
        False,
    ),
    "a group chat with an anonymous person": (
        "message-group",
        {},
        [somebody("29:x", userRole="anonymous", aadObjectId=None)],
        False,
    ),
    "a group chat with somebody of no role": ("message-group", {}, [somebody("29:x", userRole=None)], False),
    "a group chat with somebody of no tenant": (
        "message-group",
        {},
        [somebody("29:x", tenantId=None)],
        False,
    ),
    "a standard channel": ("message-channel", _channel("standard"), [COLLEAGUE], True),
    "a channel of no stated kind": ("message-channel", _channel(None), [COLLEAGUE], True),
    "a standard channel with a guest": ("message-channel", _channel("standard"), [GUEST], False),
    "a private channel": ("message-channel", _channel("private"), [COLLEAGUE], True),
    "a private channel with a guest": ("message-channel", _channel("private"), [GUEST], False),
    "a shared channel": ("message-channel", _channel("shared"), [COLLEAGUE], False),
    "a shared channel with another tenant": (
        "message-channel",
        _channel("shared"),
        [somebody("29:x", tenantId=OTHER_TENANT)],
        False,
    ),
    "a channel that says whom it is shared with": (
        "message-channel",
        _channel(None, sharedWithTeams=[{"id": "19:x", "tenantId": OTHER_TENANT}]),
        [COLLEAGUE],
        False,
    ),
    "a channel of a new kind": ("message-channel", _channel("open"), [COLLEAGUE], False),
    "a channel hosted by another tenant": (
        "message-channel",
        {
            "channelData": {
                "channel": {"id": "19:channel@thread.tacv2", "tenantId": OTHER_TENANT},
                "tenant": {"id": TENANT},
            }
        },
        [COLLEAGUE],
        False,
    ),
    "a meeting": (
        "message-group",
        {"conversation": {"id": "19:m@thread.v2", "conversationType": "meeting", "tenantId": TENANT}},
        [COLLEAGUE],
        False,
    ),
    "a place of no stated kind": (
        "message-group",
        {"conversation": {"id": "19:m@thread.v2", "tenantId": TENANT}},
        [COLLEAGUE],
        False,
    ),
}

PEOPLE: dict[str, tuple[dict[str, Any], dict[str, Any] | None, bool]] = {
    # name: changes to `from`, the roster's entry (None: not in it), whether a full member
    "a full member": ({}, somebody(), True),
    "a full member by the older id": ({}, somebody(aadObjectId=None, objectId=ASKER), True),
    "a guest": ({}, somebody(userRole="guest"), False),
    "a guest by name": ({}, somebody(userPrincipalName="x_fabrikam.example#EXT#@contoso.example"), False),
    "a federated person": ({}, somebody(tenantId=OTHER_TENANT), False),
    "a person who says another tenant": ({"tenantId": OTHER_TENANT}, somebody(), False),
    "a person who says to be a guest": ({"userRole": "guest"}, somebody(), False),
    "a person the directory does not know": ({"aadObjectId": None}, somebody(), False),
    "an anonymous person": ({"aadObjectId": None}, somebody(userRole="anonymous"), False),
    "a person of no role": ({}, somebody(userRole=None), False),
    "a person on no list": ({}, None, False),
}


async def _origin(
    ours: OurSide, fake: FakeTeams, bot: SampleBot, name: str, changes: dict[str, Any], sender: dict[str, Any]
) -> Origin:
    activity = payload(name, fake.service_url, **changes)
    stated = {**activity["from"], **sender}
    activity["from"] = {key: value for key, value in stated.items() if value is not None}
    response = await ours.post(activity, token=fake.token())
    assert response.status == 200
    await fake.until_sent(1)
    (event,) = bot.events
    return event.origin


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("place", PLACES)
async def test_the_audience_is_ours_only_where_all_are(
    place: str, person: str, ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    name, changes, others, safe = PLACES[place]
    sender, entry, member = PEOPLE[person]
    fake.people = [*others, *([entry] if entry else [])]
    origin = await _origin(ours, fake, bot, name, changes, sender)
    assert origin.person.member is member
    assert origin.private is (name == "message-personal")
    assert origin.audience is (Audience.OURS if safe and member else Audience.STRANGERS)


@pytest.mark.parametrize(
    "answer",
    [Answer(status=500), Answer(status=403), Answer(status=404), Answer(status=429), Answer(after=4.0)],
    ids=["500", "403", "404", "429", "silence"],
)
async def test_a_room_that_cannot_be_looked_through_is_strangers(
    answer: Answer, ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    fake.look_answers = [answer]
    origin = await _origin(ours, fake, bot, "message-group", {}, {})
    assert origin.audience is Audience.STRANGERS
    assert origin.person.member


async def test_where_nothing_can_be_looked_up_everybody_is_a_stranger(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    fake.look_answers = [Answer(status=503)] * 3
    origin = await _origin(ours, fake, bot, "message-personal", {}, {})
    assert (origin.audience, origin.person.member) == (Audience.STRANGERS, False)


async def test_every_page_of_a_room_is_read(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    fake.page = 2
    fake.people = [somebody(), *(somebody(f"29:{n}") for n in range(4)), GUEST]
    origin = await _origin(ours, fake, bot, "message-group", {}, {})
    assert origin.audience is Audience.STRANGERS
    assert len([path for path in fake.looked if "pagedmembers" in path]) == 3


async def test_a_room_of_more_people_than_are_looked_at_is_strangers(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    fake.page = 1
    fake.people = [somebody(), *(somebody(f"29:{n}") for n in range(members.PAGES))]
    origin = await _origin(ours, fake, bot, "message-channel", {}, {})
    assert (origin.audience, origin.person.member) == (Audience.STRANGERS, True)


async def test_a_room_is_looked_through_once_for_all_who_ask(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    fake.look_answers = [Answer(status=200, after=0.2)]
    asked = (
        ours.post(payload("message-channel", fake.service_url, id=f"m{number}"), token=fake.token())
        for number in range(10)
    )
    await asyncio.gather(*asked)
    await fake.until_sent(10)
    assert {event.origin.audience for event in bot.events} == {Audience.OURS}
    assert fake.looked == ["19:channel@thread.tacv2/pagedmembers"]


async def test_who_comes_to_a_team_is_seen_at_once(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    await ours.post(payload("message-channel", fake.service_url, id="m1"), token=fake.token())
    await fake.until_sent(1)
    fake.people = [somebody(), GUEST]
    team = {"id": "19:team@thread.tacv2", "conversationType": "channel", "tenantId": TENANT}
    came = payload(
        "person-added",
        fake.service_url,
        conversation=team,
        channelData={"team": {"id": team["id"]}, "tenant": {"id": TENANT}},
    )
    await ours.post(came, token=fake.token())
    await ours.post(payload("message-channel", fake.service_url, id="m2"), token=fake.token())
    await fake.until_sent(2)
    assert [event.origin.audience for event in bot.events] == [Audience.OURS, Audience.STRANGERS]


@pytest.mark.parametrize(
    ("tenant", "status"),
    [(TENANT, 200), (SECOND_TENANT, 200), (SECOND_TENANT.upper(), 200), (OTHER_TENANT, 403)],
)
async def test_the_tenants_on_the_list_are_served_and_no_other(
    tenant: str, status: int, fake: FakeTeams, bot: SampleBot
) -> None:
    fake.people = [somebody(tenantId=tenant)]
    async with our_side(bot, fake, allowed=(TENANT, SECOND_TENANT)) as ours:
        activity = payload("message-personal", fake.service_url, channelData={"tenant": {"id": tenant}})
        activity["conversation"]["tenantId"] = tenant
        assert (await ours.post(activity, token=fake.token())).status == status
    assert [event.origin.audience for event in bot.events] == [Audience.OURS] * (status == 200)


async def test_without_registration_a_roster_is_believed_and_a_room_without_one_is_strangers(
    bot: SampleBot, fake: FakeTeams
) -> None:
    async with our_side(bot, None) as ours:
        fake.rosters["19:group@thread.v2"] = [somebody(), GUEST]
        for number, name in enumerate(("message-personal", "message-group", "message-channel")):
            fake.look_answers = [Answer(status=500)] if name == "message-channel" else []
            await ours.post(payload(name, fake.service_url, id=f"m{number}"))
            await fake.until_sent(number + 1)
    assert [event.origin.audience for event in bot.events] == [
        Audience.OURS,
        Audience.STRANGERS,
        Audience.STRANGERS,
    ]
