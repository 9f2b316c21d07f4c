"""From one person's eyes to a room, and from a room to one person."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.slack.audience import ONE_BY_ONE
from bot.conversation.actions import Action
from tests.scenario import fake_slack as fakes
from tests.scenario.fake_slack import a_user, fake_slack
from tests.scenario.slack_app import ASKER, DIRECT, QUIET, ROOM, Service, a_mention, event, payload, serving

Json = dict[str, Any]
GUEST, OTHER = "U0GUEST001", "U0OTHER001"


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with fake_slack() as slack, serving(slack) as running:
        slack.users[GUEST] = a_user(GUEST, is_restricted=True)
        yield running


def button(message: Json, name: str) -> Json:
    """The button of that action, as Slack sends it back."""
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    found = [each for row in rows for each in row if each.get("action_id", "").startswith(name)]
    return {**found[0], "action_ts": "1466071700.1"}


async def shared(service: Service) -> None:
    """Who is partner was shown to the asker alone, who now shares it with everyone."""
    await service.send(event("app_mention"))
    [message] = await service.slack.wait_for("chat.postEphemeral")
    await service.send(service.fresh("button_ephemeral", actions=[button(message, "share.everyone")]))


async def test_what_was_shown_to_the_asker_can_be_shared_with_everyone(service: Service) -> None:
    await shared(service)
    [message] = await service.slack.wait_for("chat.postMessage")
    assert (message["channel"], "Contoso" in message["text"]) == (ROOM, True)
    assert message["thread_ts"] == payload("app_mention")["event"]["ts"]
    assert "share.everyone" not in json.dumps(message["blocks"])
    assert await service.slack.wait_for("response_url") == [{"delete_original": True}]


async def test_what_cannot_be_taken_away_is_shared_all_the_same(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    service.slack.fail("response_url", fakes.status(500))
    await shared(service)
    await service.slack.wait_for("chat.postMessage")
    await service.platform.close()
    assert "not withdrawn" in caplog.text


async def test_where_a_guest_has_come_in_meanwhile_it_is_not_shared(service: Service) -> None:
    await service.send(payload("app_mention"))
    [message] = await service.slack.wait_for("chat.postEphemeral")
    service.slack.members[ROOM].append(GUEST)
    await service.send(service.fresh("button_ephemeral", actions=[button(message, "share.everyone")]))
    [said] = await service.slack.wait_for("response_url")
    assert "Contoso" not in said["text"]
    await service.silence("chat.postMessage")


async def test_a_room_without_the_bot_is_reached_through_the_press(service: Service) -> None:
    service.slack.fail("chat.postMessage", fakes.refused("not_in_channel"))
    await shared(service)
    said, _ = await service.slack.wait_for("response_url", 2)
    assert (said["response_type"], said["replace_original"]) == ("in_channel", False)


async def test_in_a_thread_it_is_shown_and_shared_there(service: Service) -> None:
    thread = "1466071000.000100"
    await service.send(event("app_mention", thread_ts=thread))
    [message] = await service.slack.wait_for("chat.postEphemeral")
    assert message["thread_ts"] == thread
    press = service.fresh("button_ephemeral", actions=[button(message, "share.everyone")])
    press["container"]["thread_ts"] = thread
    await service.send(press)
    assert (await service.slack.wait_for("chat.postMessage"))[0]["thread_ts"] == thread


async def test_what_is_pressed_where_only_one_person_sees_it_is_answered_there(service: Service) -> None:
    action = payload("button")["actions"][0]
    await service.send(service.fresh("button_ephemeral", actions=[action]))
    [said] = await service.slack.wait_for("response_url")
    assert (said["response_type"], said["replace_original"]) == ("ephemeral", False)
    await service.silence()


async def test_a_page_that_only_one_person_sees_changes_in_its_place(service: Service) -> None:
    action = payload("button_home")["actions"][0]
    await service.send(service.fresh("button_ephemeral", actions=[action]))
    [said] = await service.slack.wait_for("response_url")
    assert said["replace_original"] is True
    assert "Språk" in json.dumps(said, ensure_ascii=False)


async def test_who_cannot_be_shown_it_in_the_room_gets_it_directly(service: Service) -> None:
    service.slack.fail("chat.postEphemeral", fakes.refused("user_not_in_channel"))
    await service.send(payload("app_mention"))
    [message] = await service.slack.wait_for("chat.postMessage")
    assert (message["channel"], "Contoso" in message["text"]) == (DIRECT, True)


@pytest.mark.parametrize("code", ["expired_url", "used_url"])
async def test_an_address_that_has_expired_is_no_dead_end(service: Service, code: str) -> None:
    service.slack.fail("response_url", fakes.status(404, json.dumps({"ok": False, "error": code})))
    await service.send(service.fresh("button_ephemeral", actions=[payload("button")["actions"][0]]))
    [message] = await service.slack.wait_for("chat.postEphemeral")
    assert message["user"] == ASKER


@pytest.mark.parametrize("refusal", [b"invalid_blocks", b'{"ok":false,"error":"invalid_blocks"}'])
async def test_there_too_blocks_that_slack_refuses_come_plainer(service: Service, refusal: bytes) -> None:
    service.slack.fail("response_url", *[fakes.status(400, refusal.decode())] * 2)
    await service.send(service.fresh("button_ephemeral", actions=[payload("button")["actions"][0]]))
    *_, last = await service.slack.wait_for("response_url", 3)
    assert last["blocks"] == []
    await service.silence()


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/commands/1",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "x",
        "http://[::1",
        "https://hooks.slack.com\u2100/1",
    ],
)
async def test_nothing_is_sent_to_an_address_that_is_not_slacks(service: Service, address: str) -> None:
    press = service.fresh("button_ephemeral", actions=[payload("button")["actions"][0]])
    await service.send(press | {"response_url": address})
    await service.slack.wait_for("chat.postEphemeral")


async def redacted(service: Service, asker: str = ASKER) -> Json:
    """The answer in a room where a guest reads along."""
    service.slack.members[ROOM].append(GUEST)
    await service.send(event("app_mention", user=asker))
    [message] = await service.slack.wait_for("chat.postMessage")
    return message


async def test_a_member_is_sent_in_private_what_a_guest_may_not_read(service: Service) -> None:
    press = service.fresh("button", actions=[button(await redacted(service), "private.send")])
    await service.send(press)
    messages = await service.slack.wait_for("chat.postMessage", 2)
    assert (messages[0]["channel"], "Contoso" in messages[0]["text"]) == (ROOM, False)
    assert (messages[1]["channel"], "Contoso" in messages[1]["text"]) == (DIRECT, True)


async def test_the_guest_who_presses_it_is_sent_nothing_that_is_named(service: Service) -> None:
    press = service.fresh("button", actions=[button(await redacted(service), "private.send")])
    press["user"] |= {"id": GUEST}
    service.slack.directs[GUEST] = "D0GUEST001"
    await service.send(press)
    [message] = await service.slack.wait_for("chat.postEphemeral")
    assert (message["user"], "Contoso" in json.dumps(message)) == (GUEST, False)
    assert len(service.slack.of("chat.postMessage")) == 1


async def test_a_conflict_is_reported_in_private_from_a_room_with_a_guest(service: Service) -> None:
    service.slack.members[ROOM].append(GUEST)
    await service.send(service.fresh("shortcut_report_conflict"))
    [offer] = await service.slack.wait_for("response_url")
    await service.send(service.fresh("button_ephemeral", actions=[button(offer, "private.send")]))
    [opened] = await service.slack.wait_for("views.open")
    sent = service.fresh("view_submission")
    sent["view"]["private_metadata"] = opened["view"]["private_metadata"]
    assert await service.send(sent) == (200, "")
    [message] = await service.slack.wait_for("chat.postMessage")
    assert (message["channel"], "Fabrikam" in json.dumps(message)) == (DIRECT, True)


async def test_a_guest_is_not_offered_it(service: Service) -> None:
    assert "private.send" not in json.dumps(await redacted(service, GUEST))


async def test_what_the_button_carries_is_the_question_that_was_asked(service: Service) -> None:
    carried = Action.decode(button(await redacted(service), "private.send")["value"])
    assert carried.arguments == {"text": "are we DPOR for Contoso Azure?"}


async def test_who_became_a_guest_meanwhile_is_noticed_before_it_is_shared(service: Service) -> None:
    service.slack.users[OTHER] = a_user(OTHER)
    service.slack.members[ROOM].append(OTHER)
    await service.send(event("app_mention"))
    [message] = await service.slack.wait_for("chat.postEphemeral")
    service.slack.users[OTHER] = a_user(OTHER, is_restricted=True)
    await service.send(service.fresh("button_ephemeral", actions=[button(message, "share.everyone")]))
    [said] = await service.slack.wait_for("response_url")
    assert "Contoso" not in said["text"]
    await service.silence("chat.postMessage")


async def test_once_the_guest_is_gone_the_same_button_shares(service: Service) -> None:
    await service.send(event("app_mention"))
    [message] = await service.slack.wait_for("chat.postEphemeral")
    service.slack.members[ROOM].append(GUEST)
    press = service.fresh("button_ephemeral", actions=[button(message, "share.everyone")])
    await service.send(press)
    await service.slack.wait_for("response_url")
    service.slack.members[ROOM].remove(GUEST)
    await service.send(press)
    assert "Contoso" in (await service.slack.wait_for("chat.postMessage"))[0]["text"]


async def test_pressing_share_twice_shares_once(service: Service) -> None:
    await service.send(event("app_mention"))
    [message] = await service.slack.wait_for("chat.postEphemeral")
    for stamp in ("1466071700.1", "1466071701.2"):
        again = button(message, "share.everyone") | {"action_ts": stamp}
        assert (await service.send(service.fresh("button_ephemeral", actions=[again])))[0] == 200
    await service.slack.wait_for("chat.postMessage")
    await asyncio.sleep(QUIET)
    assert len(service.slack.of("chat.postMessage")) == 1


async def test_pressing_for_the_details_twice_sends_them_once(service: Service) -> None:
    pressed = button(await redacted(service), "private.send")
    for stamp in ("1466071700.1", "1466071701.2"):
        await service.send(service.fresh("button", actions=[pressed | {"action_ts": stamp}]))
    await service.slack.wait_for("chat.postMessage", 2)
    await asyncio.sleep(QUIET)
    assert len(service.slack.of("chat.postMessage")) == 2


async def test_a_command_is_shared_beside_the_rooms_threads(service: Service) -> None:
    await service.command("are we DPOR for Contoso Azure?")
    [message] = await service.slack.wait_for("response_url")
    await service.send(service.fresh("button_ephemeral", actions=[button(message, "share.everyone")]))
    assert "thread_ts" not in (await service.slack.wait_for("chat.postMessage"))[0]


@pytest.mark.parametrize("code", ["internal_error", "restricted_action", "a_word_that_is_new"])
async def test_who_shares_what_slack_does_not_post_is_told(service: Service, code: str) -> None:
    service.slack.fail("chat.postMessage", fakes.refused(code))
    service.slack.fail("response_url", fakes.status(404, "used_url"))
    await shared(service)
    _, told = await service.slack.wait_for("chat.postEphemeral", 2)
    assert "ask again" in told["text"]


async def test_in_a_large_room_a_guest_is_noticed_in_the_directory(service: Service) -> None:
    people = [f"U0READER{n:03}" for n in range(ONE_BY_ONE)]
    service.slack.users |= {one: fakes.a_user(one) for one in people}
    service.slack.members[ROOM] += people
    await service.send(a_mention("are we DPOR for Contoso Azure?"))
    [message] = await service.slack.wait_for("chat.postEphemeral")
    service.slack.users[people[7]] = fakes.a_user(people[7], is_restricted=True)
    await service.send(service.fresh("button_ephemeral", actions=[button(message, "share.everyone")]))
    [told] = await service.slack.wait_for("response_url")
    assert "can't show that here" in told["text"]
    assert len(service.slack.of("users.info")) < 5


@pytest.mark.parametrize("code", ["restricted_action", "is_archived"])
async def test_who_may_not_share_here_is_told_why(service: Service, code: str) -> None:
    service.slack.fail("chat.postMessage", fakes.refused(code))
    service.slack.fail("response_url", fakes.status(404, "used_url"))
    await shared(service)
    _, told = await service.slack.wait_for("chat.postEphemeral", 2)
    assert "was not shared" in told["text"]


async def test_who_cannot_be_sent_the_details_is_told_so_in_the_room(service: Service) -> None:
    service.slack.fail("conversations.open", fakes.refused("internal_error"))
    press = service.fresh("button", actions=[button(await redacted(service), "private.send")])
    await service.send(press)
    [told] = await service.slack.wait_for("chat.postEphemeral")
    assert (told["user"], "ask again" in told["text"]) == (ASKER, True)
