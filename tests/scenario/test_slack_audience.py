"""Who is told what in Slack: every kind of place, and every kind of person who asks there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.slack.audience import MOST_READERS, ONE_BY_ONE
from tests.scenario import fake_slack as fakes
from tests.scenario.fake_slack import FakeSlack, a_room, a_user, fake_slack
from tests.scenario.slack_app import ASKER, DIRECT, ROOM, Service, event, payload, serving

Json = dict[str, Any]
COLLEAGUE, OTHER = "U0COLLEAG1", "U0OTHER001"


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with fake_slack() as slack, serving(slack) as running:
        slack.users[COLLEAGUE] = a_user(COLLEAGUE)
        yield running


def read_by(*others: Json | None, **room: Any) -> tuple[Json, list[Json | None]]:
    """A room with these beside a colleague; None is somebody of whom Slack says nothing."""
    return a_room(**room), [*others]


GUEST = a_user(OTHER, is_restricted=True)
PLACES: dict[str, tuple[bool, tuple[Json, list[Json | None]] | None]] = {
    "public channel": (True, read_by()),
    "private channel": (True, read_by(is_private=True)),
    "group conversation": (True, read_by(is_mpim=True, is_private=True)),
    "channel with an app of ours": (True, read_by(a_user(OTHER, is_bot=True))),
    "channel with a closed account": (True, read_by({"id": OTHER, "team_id": fakes.TEAM, "deleted": True})),
    "channel shared with a company": (False, read_by(is_ext_shared=True)),
    "channel about to be shared": (False, read_by(is_pending_ext_shared=True)),
    "channel shared in the organisation": (False, read_by(is_org_shared=True)),
    "channel that is shared somehow": (False, read_by(is_shared=True)),
    "channel with an invitation": (False, read_by(pending_shared=["T0FABRIKAM"])),
    "channel with an accepted invitation": (False, read_by(pending_connected_team_ids=["T0FABRIKAM"])),
    "channel connected to a company": (False, read_by(connected_team_ids=["T0FABRIKAM"])),
    "channel shared with a team": (False, read_by(shared_team_ids=[fakes.TEAM, "T0FABRIKAM"])),
    "channel of our own team": (
        True,
        read_by(is_shared=False, shared_team_ids=[fakes.TEAM], connected_team_ids=[], pending_shared=[]),
    ),
    "channel with a restricted app": (False, read_by(a_user(OTHER, is_bot=True, is_restricted=True))),
    "channel of which sharing is not told": (False, ({"id": ROOM}, [])),
    "channel with a guest": (False, read_by(GUEST)),
    "channel with a single-channel guest": (
        False,
        read_by(a_user(OTHER, is_restricted=True, is_ultra_restricted=True)),
    ),
    "channel with somebody of another workspace": (False, read_by(a_user(OTHER, team_id="T0FABRIKAM"))),
    "channel with another workspace's app": (
        False,
        read_by(a_user(OTHER, team_id="T0FABRIKAM", is_bot=True)),
    ),
    "channel with somebody unknown": (False, read_by(None)),
    "group conversation with a guest": (False, read_by(GUEST, is_mpim=True)),
    "channel that Slack does not know": (False, None),
}
PERSONS: dict[str, tuple[bool, Json | None]] = {
    "member": (True, a_user()),
    "guest": (False, a_user(is_restricted=True)),
    "single-channel guest": (False, a_user(is_restricted=True, is_ultra_restricted=True)),
    "of another workspace": (False, a_user(team_id="T0FABRIKAM")),
    "stranger": (False, a_user(is_stranger=True)),
    "closed account": (False, {"id": ASKER, "team_id": fakes.TEAM, "deleted": True}),
    "app": (False, a_user(is_bot=True)),
    "invited": (False, a_user(is_invited_user=True)),
    "of whom Slack says no flags": (False, {"id": ASKER, "team_id": fakes.TEAM}),
    "unknown": (False, None),
}


def place(slack: FakeSlack, name: str) -> bool:
    """Make the room that place; whether it is ours."""
    ours, told = PLACES[name]
    slack.rooms.clear()
    slack.members[ROOM] = [COLLEAGUE]
    if told is not None:
        room, others = told
        slack.rooms[ROOM] = room
        slack.members[ROOM] += [OTHER for _ in others]
        slack.users |= {other["id"]: other for other in others if other is not None}
    return ours


def person(slack: FakeSlack, name: str) -> bool:
    """Make the asker that person; whether that is a member."""
    member, user = PERSONS[name]
    slack.users.pop(ASKER)
    if user is not None:
        slack.users[ASKER] = user
    return member


def shown(message: Any) -> list[str]:
    """Every text that a person sees; a button's value, which repeats what was asked, is none."""
    if isinstance(message, str):
        return [message]
    values = message if isinstance(message, list) else [message[key] for key in message if key != "value"]
    return [text for value in values if isinstance(value, str | list | dict) for text in shown(value)]


async def said(service: Service, body: Json) -> str:
    """The answer to a question about who is partner of record, wherever it is put."""
    await service.send(body)
    for _ in range(500):
        if posts := [said for name, said in service.slack.calls if name.startswith("chat.")]:
            return " ".join(shown(posts[-1]))
        await service.slack.arrives()
    raise AssertionError("no answer")


@pytest.mark.parametrize("who", PERSONS)
@pytest.mark.parametrize("where", PLACES)
async def test_a_customer_is_named_only_to_a_member_where_only_members_read(
    service: Service, where: str, who: str
) -> None:
    ours, member = place(service.slack, where), person(service.slack, who)
    body = event("app_mention")
    assert ("Contoso" in await said(service, body)) is (ours and member)


@pytest.mark.parametrize("who", PERSONS)
async def test_in_a_conversation_of_two_a_customer_is_named_to_a_member(service: Service, who: str) -> None:
    member = person(service.slack, who)
    body = event("message_im", text="are we DPOR for Contoso Azure?")
    assert ("Contoso" in await said(service, body)) is member
    assert service.slack.of("conversations.members") == []


@pytest.mark.parametrize("who", ["member", "guest", "of another workspace"])
@pytest.mark.parametrize("where", ["public channel", "channel with a guest", "channel shared with a company"])
async def test_only_a_member_is_offered_the_details_in_private(
    service: Service, where: str, who: str
) -> None:
    ours, member = place(service.slack, where), person(service.slack, who)
    offered = "private.send" in await said(service, event("app_mention"))
    assert offered is (member and not ours)


@pytest.mark.parametrize("flag", ["user_team", "source_team", "team"])
async def test_whom_an_event_names_as_of_another_workspace_is_not_even_looked_up(
    service: Service, flag: str
) -> None:
    assert "Contoso" not in await said(service, event("app_mention", **{flag: "T0FABRIKAM"}))
    assert service.slack.of("users.info") == []


async def test_what_an_event_calls_shared_is_shared_whatever_was_known(service: Service) -> None:
    assert "Contoso" in await said(service, event("app_mention"))
    service.slack.calls.clear()
    body = event("app_mention", event_id="Ev2") | {"is_ext_shared_channel": True}
    assert "Contoso" not in await said(service, body)


async def test_in_a_shared_room_knowledge_is_open_to_all(service: Service) -> None:
    body = payload("app_mention_shared_room")
    body["event"]["text"] = "<@U0DPORBOT1> what is DPOR?"
    assert "Sources" in await said(service, body)


@pytest.mark.parametrize("method", ["auth.test", "users.info", "conversations.info", "conversations.members"])
@pytest.mark.parametrize(
    "fault",
    [fakes.rate_limited(60), fakes.refused("missing_scope"), fakes.status(503), fakes.status(200, "[]")],
    ids=["429", "refused", "503", "odd"],
)
async def test_while_slack_does_not_say_nobody_is_told(method: str, fault: fakes.Fault) -> None:
    async with fake_slack() as slack:
        slack.fail(method, *[fault] * 9)
        async with serving(slack) as service:
            assert "Contoso" not in await said(service, event("app_mention"))


@pytest.mark.parametrize("number", [MOST_READERS, MOST_READERS + 1, 2 * MOST_READERS])
async def test_a_room_with_more_readers_than_can_be_looked_at_is_for_strangers(
    service: Service, number: int
) -> None:
    people = [f"U0READER{n:03}" for n in range(number)]
    service.slack.users |= {one: a_user(one) for one in people}
    service.slack.members[ROOM] = people
    assert ("Contoso" in await said(service, event("app_mention"))) is (number <= MOST_READERS)


def a_large_room(service: Service) -> None:
    people = [f"U0READER{n:03}" for n in range(ONE_BY_ONE + 1)]
    service.slack.users |= {one: a_user(one) for one in people}
    service.slack.members[ROOM] = people


async def test_a_large_room_is_looked_up_in_the_directory_and_not_one_by_one(service: Service) -> None:
    a_large_room(service)
    assert "Contoso" in await said(service, event("app_mention"))
    assert (len(service.slack.of("users.info")), len(service.slack.of("users.list"))) == (1, 1)


async def test_where_there_is_no_directory_everybody_is_asked_about(service: Service) -> None:
    a_large_room(service)
    service.slack.fail("users.list", fakes.refused("limit_required"))
    assert "Contoso" in await said(service, event("app_mention"))


async def test_strangers_are_given_no_boxes_to_tick(service: Service) -> None:
    asks = f"<@{fakes.BOT_USER}> show the checklist"
    await service.send(event("app_mention", text=asks, user="U0STRANGE"))
    [message] = await service.slack.wait_for("chat.postMessage")
    assert {block["type"] for block in message["blocks"]} <= {"header", "section", "context_actions"}


async def test_what_slack_said_is_believed_for_a_while(service: Service) -> None:
    for number in range(3):
        await service.send(event("app_mention", event_id=f"Ev{number}"))
    await service.slack.wait_for("chat.postEphemeral", 3)
    for method in ("users.info", "conversations.info", "conversations.members"):
        assert len(service.slack.of(method)) == 1


async def test_many_questions_at_once_look_up_once(service: Service) -> None:
    async with service.slack.held("users.info"):
        for number in range(10):
            await service.send(event("app_mention", event_id=f"Ev{number}"))
    await service.slack.wait_for("chat.postEphemeral", 10)
    assert len(service.slack.of("users.info")) == 1


@pytest.mark.parametrize("kind", ["member_joined_channel", "channel_shared", "channel_unshared"])
async def test_a_room_whose_readers_change_is_looked_at_anew(service: Service, kind: str) -> None:
    assert "Contoso" in await said(service, event("app_mention"))
    service.slack.members[ROOM] = [ASKER, OTHER]
    service.slack.users[OTHER] = GUEST
    service.slack.calls.clear()
    await service.send(event("app_mention", event_id="Ev2", type=kind, user=OTHER))
    assert "Contoso" not in await said(service, event("app_mention", event_id="Ev3"))


async def test_who_is_removed_between_question_and_press_learns_nothing_more(service: Service) -> None:
    assert "Contoso" in await said(service, event("message_im", text="are we DPOR for Contoso Azure?"))
    service.slack.calls.clear()
    service.slack.users[ASKER] = {"id": ASKER, "team_id": fakes.TEAM, "deleted": True}
    press: Json = payload("button") | {"channel": {"id": DIRECT, "name": "directmessage"}}
    press["actions"][0]["value"] = "list.show?lang=en&list=list-conflicts"
    assert "Contoso" not in await said(service, press)
