"""The bot in Slack: the real slack-bolt before the real bot, against a small Slack of ours."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.scenario import fake_slack as fakes
from tests.scenario.fake_slack import fake_slack
from tests.scenario.slack_app import ASKER, DIRECT, QUIET, ROOM, Service, a_mention, event, payload, serving
from tests.scenario.slack_values import SLACK_WAITS


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with fake_slack() as slack, serving(slack) as running:
        yield running


def words(message: dict[str, Any]) -> str:
    return json.dumps(message, ensure_ascii=False)


# What people do


async def test_a_mention_is_answered_in_its_thread(service: Service) -> None:
    assert await service.send(a_mention()) == (200, "")
    [message] = await service.slack.wait_for("chat.postMessage")
    assert (message["channel"], message["thread_ts"]) == (ROOM, "1466071200.000100")
    assert message["blocks"][0]["type"] == "header"


async def test_who_is_partner_is_shown_to_the_asker_alone(service: Service) -> None:
    assert await service.send(payload("app_mention")) == (200, "")
    [message] = await service.slack.wait_for("chat.postEphemeral")
    assert (message["channel"], message["user"]) == (ROOM, ASKER)
    assert "thread_ts" not in message
    assert "Contoso" in message["text"]
    await service.silence("chat.postMessage")


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
    [message] = await service.slack.wait_for("chat.postEphemeral")
    assert message["text"]


@pytest.mark.parametrize("text", ["<@U0DPORBOT1>", "<@U0DPORBOT1> 🎉🎉", "x " * 20_000])
async def test_whatever_is_written_is_answered(service: Service, text: str) -> None:
    await service.send(event("app_mention", text=text))
    [message] = await service.slack.wait_for("chat.postMessage")
    assert message["text"]


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
    await service.send(a_mention())
    await service.slack.wait_for("chat.postMessage")
    again = await service.send(a_mention(), X_Slack_Retry_Num="1", X_Slack_Retry_Reason="http_timeout")
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
    async with service.slack.held("chat.postMessage"), service.slack.held("users.info"):
        async with asyncio.timeout(SLACK_WAITS):
            assert (await service.send(a_mention()))[0] == 200


async def test_the_url_is_verified_by_its_challenge(service: Service) -> None:
    status, answer = await service.send(payload("url_verification"))
    assert (status, json.loads(answer)) == (200, {"challenge": "challenge-0001"})


async def test_who_the_bot_is_is_asked_once(service: Service) -> None:
    for number in range(3):
        await service.send(event("message_im", event_id=f"Ev{number}"))
    await service.slack.wait_for("chat.postMessage", 3)
    assert len(service.slack.of("auth.test")) == 1


async def test_in_a_thread_a_question_goes_on_from_the_last(service: Service) -> None:
    thread = "1466071000.000100"
    await service.send(event("app_mention", thread_ts=thread))
    await service.slack.wait_for("chat.postEphemeral")
    body = event("app_mention", event_id="Ev2", thread_ts=thread, text="<@U0DPORBOT1> and Office 365?")
    await service.send(body)
    _, second = await service.slack.wait_for("chat.postEphemeral", 2)
    assert "Contoso" in second["text"]


async def test_in_another_thread_it_does_not(service: Service) -> None:
    await service.send(event("app_mention", thread_ts="1466071000.000100"))
    await service.slack.wait_for("chat.postEphemeral")
    elsewhere = {"thread_ts": "1466072000.000100", "text": "<@U0DPORBOT1> and Office 365?"}
    await service.send(event("app_mention", event_id="Ev2", **elsewhere))
    while len(posts := [said for name, said in service.slack.calls if name.startswith("chat.")]) < 2:
        await service.slack.arrives()
    assert "Contoso" not in posts[-1]["text"]
