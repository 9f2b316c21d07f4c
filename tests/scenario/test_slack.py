"""The bot in Slack: the real slack-bolt before the real bot, against a small Slack of ours."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.conversation.events import Event
from bot.conversation.replies import Reply
from bot.core import Bot
from tests.samples import SAMPLES
from tests.scenario import fake_slack as fakes
from tests.scenario.fake_slack import fake_slack
from tests.scenario.slack_app import ASKER, DIRECT, QUIET, ROOM, Service, event, payload, serving


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with fake_slack() as slack, serving(slack) as running:
        yield running


def words(message: dict[str, Any]) -> str:
    return json.dumps(message, ensure_ascii=False)


# What people do


async def test_a_mention_is_answered_in_its_thread_and_names_who_is_partner(service: Service) -> None:
    assert await service.send(payload("app_mention")) == (200, "")
    [message] = await service.slack.wait_for("chat.postMessage")
    assert (message["channel"], message["thread_ts"]) == (ROOM, "1466071200.000100")
    assert "Contoso" in message["text"]
    assert message["blocks"][0]["type"] == "header"


async def test_a_mention_in_a_thread_is_answered_in_that_thread_in_its_language(service: Service) -> None:
    await service.send(payload("app_mention_in_thread"))
    [message] = await service.slack.wait_for("chat.postMessage")
    assert message["thread_ts"] == "1466071200.000100"
    assert "Källor" in words(message)


async def test_a_direct_message_is_answered_plainly(service: Service) -> None:
    await service.send(payload("message_im"))
    [message] = await service.slack.wait_for("chat.postMessage")
    assert message["channel"] == DIRECT
    assert "thread_ts" not in message


async def test_a_direct_message_in_a_thread_is_answered_there(service: Service) -> None:
    await service.send(event("message_im", thread_ts="1466071000.000100"))
    [message] = await service.slack.wait_for("chat.postMessage")
    assert message["thread_ts"] == "1466071000.000100"


async def test_a_button_is_answered_in_the_thread_of_its_message(service: Service) -> None:
    assert await service.send(payload("button")) == (200, "")
    [message] = await service.slack.wait_for("chat.postMessage")
    assert (message["channel"], message["thread_ts"]) == (ROOM, "1466071200.000100")
    assert "DPOR" in words(message) or "partner of record" in words(message)


async def test_a_choice_shown_in_slack_can_be_pressed(service: Service) -> None:
    await service.send(event("message_im", text="what does E5 cost?"))
    [shown] = await service.slack.wait_for("chat.postMessage")
    row = next(block for block in shown["blocks"] if block["type"] == "actions")
    press = payload("button") | {"channel": {"id": DIRECT, "name": "directmessage"}}
    press["actions"] = [row["elements"][0] | {"action_ts": "1466071700.1"}]
    await service.send(press)
    messages = await service.slack.wait_for("chat.postMessage", 2)
    assert messages[1]["blocks"][0]["text"]["text"] != shown["blocks"][0]["text"]["text"]


async def test_ticks_are_kept_and_the_message_shows_them(service: Service) -> None:
    await service.send(payload("checkboxes"))
    [edited] = await service.slack.wait_for("chat.update")
    assert (edited["channel"], edited["ts"]) == (DIRECT, "1466071311.000100")
    [boxes] = [block["elements"][0] for block in edited["blocks"] if block["type"] == "actions"]
    assert {box["value"] for box in boxes["initial_options"]} == {"every-subscription", "own-subscriptions"}
    await service.send(payload("message_im_checklist"))
    [shown] = await service.slack.wait_for("chat.postMessage")
    [again] = [block["elements"][0] for block in shown["blocks"] if block["type"] == "actions"]
    assert again["initial_options"] == boxes["initial_options"]


async def test_where_the_message_is_gone_the_ticks_are_posted_anew(service: Service) -> None:
    service.slack.fail("chat.update", fakes.refused("message_not_found"))
    await service.send(payload("checkboxes"))
    [message] = await service.slack.wait_for("chat.postMessage")
    assert "initial_options" in words(message)


async def test_a_button_that_is_none_of_ours_is_answered_with_a_word(service: Service) -> None:
    press = payload("button")
    press["actions"][0]["value"] = "from another age"
    await service.send(press)
    [message] = await service.slack.wait_for("chat.postMessage")
    assert message["text"]


@pytest.mark.parametrize("text", ["<@U0DPORBOT1>", "<@U0DPORBOT1> 🎉🎉", "x " * 20_000])
async def test_whatever_is_written_is_answered(service: Service, text: str) -> None:
    await service.send(event("app_mention", text=text))
    [message] = await service.slack.wait_for("chat.postMessage")
    assert message["text"]


class Discreet(Bot):
    """Says everything to the asker alone."""

    def __init__(self) -> None:
        """Knows nothing."""

    async def handle(self, event: Event) -> Reply | None:
        """The same to everybody."""
        return SAMPLES["private.en"]


async def test_what_is_only_for_the_asker_is_shown_to_nobody_else_of_a_room() -> None:
    async with fake_slack() as slack, serving(slack, bot=Discreet()) as service:
        await service.send(payload("app_mention"))
        [message] = await slack.wait_for("chat.postEphemeral")
        assert (message["channel"], message["user"]) == (ROOM, ASKER)
        assert "thread_ts" not in message
        await service.send(payload("app_mention_in_thread"))
        assert (await slack.wait_for("chat.postEphemeral", 2))[1]["thread_ts"] == "1466071200.000100"
        await service.send(payload("message_im"))
        await slack.wait_for("chat.postMessage")


# What is not for us


@pytest.mark.parametrize(
    "name", ["message_channel", "message_changed", "message_bot", "message_own"], ids=lambda name: name
)
async def test_what_is_not_asked_of_the_bot_is_acknowledged_and_left_alone(
    service: Service, name: str
) -> None:
    assert (await service.send(payload(name)))[0] == 200
    await service.silence()


async def test_an_event_that_nobody_handles_is_acknowledged(service: Service) -> None:
    assert (await service.send(event("app_mention", type="reaction_added")))[0] == 200
    await service.silence()


async def test_the_same_event_again_is_a_200_and_no_second_answer(service: Service) -> None:
    await service.send(payload("app_mention"))
    await service.slack.wait_for("chat.postMessage")
    again = await service.send(
        payload("app_mention"), X_Slack_Retry_Num="1", X_Slack_Retry_Reason="http_timeout"
    )
    assert again[0] == 200
    await asyncio.sleep(QUIET)
    assert len(service.slack.of("chat.postMessage")) == 1


async def test_the_same_press_again_is_answered_once_and_the_next_press_too(service: Service) -> None:
    press = payload("button")
    await service.send(press)
    await service.send(press)
    press["actions"][0]["action_ts"] = "1466071501.100000"
    await service.send(press)
    await service.slack.wait_for("chat.postMessage", 2)
    await asyncio.sleep(QUIET)
    assert len(service.slack.of("chat.postMessage")) == 2


async def test_slack_is_told_at_once_however_long_an_answer_takes(service: Service) -> None:
    async with service.slack.held("chat.postMessage"):
        began = time.perf_counter()
        assert (await service.send(payload("app_mention")))[0] == 200
        assert time.perf_counter() - began < 0.5


async def test_the_url_is_verified_by_its_challenge(service: Service) -> None:
    status, answer = await service.send(payload("url_verification"))
    assert (status, json.loads(answer)) == (200, {"challenge": "challenge-0001"})


async def test_who_the_bot_is_is_asked_once(service: Service) -> None:
    for number in range(3):
        await service.send(event("message_im", event_id=f"Ev{number}"))
    await service.slack.wait_for("chat.postMessage", 3)
    assert len(service.slack.of("auth.test")) == 1


# Who may read

NAMED = "Contoso"


async def answer_of(service: Service, body: dict[str, Any]) -> str:
    await service.send(body)
    return words((await service.slack.wait_for("chat.postMessage"))[-1])


async def test_in_a_room_shared_with_another_company_no_customer_is_named(service: Service) -> None:
    assert NAMED not in await answer_of(service, payload("app_mention_shared_room"))


async def test_in_a_shared_room_knowledge_is_open_to_all(service: Service) -> None:
    body = payload("app_mention_shared_room")
    body["event"]["text"] = "<@U0DPORBOT1> what is DPOR?"
    assert "learn.microsoft.com" in await answer_of(service, body) or "Sources" in words(
        service.slack.of("chat.postMessage")[0]
    )


async def test_a_person_of_another_workspace_is_told_no_customer(service: Service) -> None:
    body = event("app_mention", team="T0CONTOSO1", user_team="T0FABRIKAM")
    assert NAMED not in await answer_of(service, body)


SHARING = ["is_ext_shared", "is_pending_ext_shared", "is_org_shared"]


@pytest.mark.parametrize("sharing", [None, *SHARING])
async def test_where_the_event_does_not_say_slack_is_asked_whether_the_room_is_shared(
    service: Service, sharing: str | None
) -> None:
    service.slack.rooms[ROOM] = {"id": ROOM, **{kind: kind == sharing for kind in SHARING}}
    body = payload("app_mention")
    del body["is_ext_shared_channel"]
    assert (NAMED in await answer_of(service, body)) is (sharing is None)
    await service.send(body | {"event_id": "Ev2"})
    await service.slack.wait_for("chat.postMessage", 2)
    assert len(service.slack.of("conversations.info")) == 1


async def test_a_room_that_slack_does_not_know_is_for_strangers(service: Service) -> None:
    body = payload("app_mention")
    del body["is_ext_shared_channel"]
    assert NAMED not in await answer_of(service, body)


@pytest.mark.parametrize("team", ["T0CONTOSO1", "T0FABRIKAM", None])
async def test_a_person_whose_team_is_not_said_is_looked_up(service: Service, team: str | None) -> None:
    if team:
        service.slack.users[ASKER] = {"id": ASKER, "team_id": team}
    body = event("message_im", team=None, text="are we DPOR for Contoso Azure?")
    del body["is_ext_shared_channel"]
    assert (NAMED in await answer_of(service, body)) is (team == "T0CONTOSO1")


async def test_while_slack_does_not_say_who_we_are_no_customer_is_named() -> None:
    async with fake_slack() as slack:
        slack.fail("auth.test", *[fakes.status(503)] * 9)
        async with serving(slack) as service:
            assert NAMED not in await answer_of(service, payload("app_mention"))
