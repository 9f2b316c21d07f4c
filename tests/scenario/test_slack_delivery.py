"""What Slack does to us: limits, errors, resets; messages nobody asked for; Socket Mode."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from adapters.slack.endpoint import SlackPlatform
from bot.conversation.events import Address
from bot.errors import DeliveryError
from tests.samples import SAMPLES
from tests.scenario import fake_slack as fakes
from tests.scenario.fake_slack import fake_slack
from tests.scenario.slack_app import (
    DIRECT,
    QUIET,
    ROOM,
    Service,
    a_mention,
    event,
    payload,
    serving,
    settings,
)
from tests.scenario.slack_values import SIGNING_SECRET
from tests.whole_bot import demo_bot


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with fake_slack() as slack, serving(slack) as running:
        yield running


# What Slack does to us


async def test_where_slack_asks_to_wait_the_answer_comes_after_that(service: Service) -> None:
    service.slack.fail("chat.postMessage", fakes.rate_limited(1))
    began = time.perf_counter()
    await service.send(a_mention())
    await service.slack.wait_for("chat.postMessage", 2)
    assert time.perf_counter() - began >= 1


@pytest.mark.parametrize(
    "fault",
    [
        fakes.status(500),
        fakes.status(503),
        fakes.status(200, "not json"),
        fakes.reset,
        *[fakes.refused(word) for word in ("internal_error", "fatal_error", "service_unavailable")],
    ],
    ids=["500", "503", "not json", "reset", "internal_error", "fatal_error", "service_unavailable"],
)
async def test_what_slack_may_have_taken_is_not_posted_twice(service: Service, fault: fakes.Fault) -> None:
    service.slack.fail("chat.postMessage", fault)
    await service.send(a_mention())
    await service.slack.wait_for("chat.postMessage")
    await asyncio.sleep(QUIET)
    assert len(service.slack.of("chat.postMessage")) == 1
    [told] = await service.slack.wait_for("chat.postEphemeral")
    assert "ask again" in told["text"] or "Fråga igen" in told["text"]
    assert len(service.slack.of("chat.postMessage")) == 1


async def test_feedback_buttons_that_slack_refuses_come_as_ordinary_ones(service: Service) -> None:
    service.slack.fail("chat.postMessage", fakes.refused("invalid_blocks"))
    await service.send(a_mention())
    _, second = await service.slack.wait_for("chat.postMessage", 2)
    assert all(block["type"] != "context_actions" for block in second["blocks"])


async def test_an_answer_that_cannot_be_drawn_at_all_comes_as_plain_text(service: Service) -> None:
    service.slack.fail("chat.postMessage", *[fakes.refused("invalid_blocks")] * 2)
    await service.send(a_mention())
    *_, last = await service.slack.wait_for("chat.postMessage", 3)
    assert last["blocks"] == []
    assert "partner" in last["text"]


async def test_one_persons_trouble_does_not_delay_another(service: Service) -> None:
    service.slack.fail("chat.postMessage", fakes.rate_limited(20))
    await service.send(a_mention())
    await service.slack.wait_for("chat.postMessage")
    await service.send(payload("message_im"))
    messages = await service.slack.wait_for("chat.postMessage", 2, within=8)
    assert messages[1]["channel"] == DIRECT


async def test_it_starts_while_slack_cannot_be_reached() -> None:
    bot, _ = await demo_bot()
    platform = SlackPlatform(settings("http://127.0.0.1:9/api/"))
    await platform.start(bot)
    with pytest.raises(DeliveryError) as caught:
        await platform.deliver(
            Address(tenant="T", platform="slack", conversation=ROOM), SAMPLES["knowledge.en"], None
        )
    assert caught.value.retry_after == 1.0
    await platform.close()


async def test_closing_waits_for_answers_under_way() -> None:
    async with fake_slack() as slack:
        slack.fail("chat.postMessage", fakes.rate_limited(1))
        async with serving(slack) as service:
            await service.send(a_mention())
            await slack.wait_for("chat.postMessage")
        assert len(slack.of("chat.postMessage")) == 2


async def test_closing_ends_in_time_and_names_what_it_gave_up(caplog: pytest.LogCaptureFixture) -> None:
    async with fake_slack() as slack:
        slack.fail("chat.postMessage", fakes.rate_limited(25))
        async with serving(slack) as service:
            await service.send(a_mention())
            await slack.wait_for("chat.postMessage")
            began = time.perf_counter()
        assert time.perf_counter() - began < 10
    assert "given up at the end count=1 events=Ev0MENTION1" in caplog.text


async def test_closing_waits_for_turns_that_start_meanwhile() -> None:
    async with fake_slack() as slack, serving(slack) as service:
        slack.fail("chat.postMessage", fakes.rate_limited(1), fakes.rate_limited(1))
        await service.send(a_mention())
        await slack.wait_for("chat.postMessage")
        closing = asyncio.create_task(service.platform.close())
        await asyncio.sleep(0.3)
        await service.send(payload("message_im"))
        await closing
        assert len(slack.of("chat.postMessage")) == 4
        assert (await service.send(a_mention(event_id="Ev0LATE")))[0] == 503


async def test_no_redirect_of_slacks_is_followed(service: Service) -> None:
    elsewhere = f"{service.slack.url}elsewhere"
    for number in (301, 302, 307, 308):
        service.slack.fail(
            "chat.postMessage", lambda _, n=number: web.Response(status=n, headers={"Location": elsewhere})
        )
        with pytest.raises(DeliveryError):
            await service.platform.deliver(room(), SAMPLES["knowledge.en"], None)
    assert service.slack.of("elsewhere") == []


async def test_logs_hold_ids_and_nothing_of_what_was_said(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    service.slack.fail("chat.postMessage", fakes.refused("channel_not_found"))
    secret = "Tailspin-Toys-secret"
    await service.send(event("app_mention", text=f"<@U0DPORBOT1> {secret}"))
    await service.slack.wait_for("chat.postMessage")
    await service.unsigned(secret.encode(), {"Content-Type": "application/json"})
    await service.send({"type": "odd", "text": secret})
    await asyncio.sleep(QUIET)
    ours = [record for record in caplog.records if not record.name.startswith(("asyncio", "tests"))]
    lines = "\n".join(record.getMessage() + str(record.exc_info or "") for record in ours)
    assert "Ev0MENTION1" in lines
    assert "channel_not_found" in lines
    assert secret not in lines
    assert fakes.BOT_TOKEN not in lines
    assert SIGNING_SECRET not in lines


async def test_a_turn_that_fails_is_logged_by_its_place_and_not_by_its_words(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def turn(_: object) -> None:
        raise ValueError("Tailspin Toys wrote this")

    bot, _ = await demo_bot()
    monkeypatch.setattr(bot, "turn", turn)
    async with fake_slack() as slack, serving(slack, bot=bot) as service:
        await service.send(a_mention())
        await service.slack.wait_for("users.info")
        await service.platform.close()
    assert "error=ValueError at=test_slack_delivery.py:" in caplog.text
    assert "Tailspin" not in caplog.text


async def test_word_of_a_limit_on_events_is_acknowledged(service: Service) -> None:
    limited = {"type": "app_rate_limited", "team_id": fakes.TEAM, "minute_rate_limited": 1466071200}
    assert (await service.send(limited))[0] == 200
    await service.silence()


async def test_what_was_not_acknowledged_comes_again_and_is_answered_once() -> None:
    async with fake_slack() as slack, serving(slack) as service:
        await service.platform.close()
        assert (await service.send(a_mention()))[0] == 503
        await service.platform.start((await demo_bot())[0])
        for number, reason in enumerate(("http_error", "http_timeout"), 1):
            again = {"X_Slack_Retry_Num": str(number), "X_Slack_Retry_Reason": reason}
            assert (await service.send(a_mention(), **again))[0] == 200
        await slack.wait_for("chat.postMessage")
        await asyncio.sleep(QUIET)
        assert len(slack.of("chat.postMessage")) == 1


async def test_a_slack_that_says_nothing_delays_nobody_else(service: Service) -> None:
    async with service.slack.held("chat.postEphemeral"):
        await service.send(payload("app_mention"))
        await service.slack.wait_for("chat.postEphemeral")
        await service.send(payload("message_im"))
        await service.slack.wait_for("chat.postMessage", within=8)


# Unasked messages


def room(thread: str | None = None) -> Address:
    return Address(tenant=fakes.TEAM, platform="slack", conversation=ROOM, thread=thread)


async def test_a_delivery_gives_a_receipt_by_which_the_next_one_edits(service: Service) -> None:
    receipt = await service.platform.deliver(room(), SAMPLES["status-other.en"], None)
    assert receipt.startswith(f"{ROOM}:")
    assert await service.platform.deliver(room(), SAMPLES["status-ours.sv"], receipt) == receipt
    [edited] = service.slack.of("chat.update")
    assert f"{edited['channel']}:{edited['ts']}" == receipt


async def test_a_message_that_can_no_longer_be_edited_is_posted_anew(service: Service) -> None:
    service.slack.fail("chat.update", fakes.refused("message_not_found"))
    receipt = await service.platform.deliver(room("1.2"), SAMPLES["status-other.en"], f"{ROOM}:1.1")
    assert receipt != f"{ROOM}:1.1"
    assert service.slack.of("chat.postMessage")[0]["thread_ts"] == "1.2"


@pytest.mark.parametrize(
    ("fault", "retry_after"),
    [(fakes.rate_limited(17), 17.0), (fakes.refused("channel_not_found"), None), (fakes.status(502), None)],
    ids=["429", "refused", "502"],
)
async def test_a_delivery_that_fails_says_whether_to_come_back(
    service: Service, fault: fakes.Fault, retry_after: float | None
) -> None:
    service.slack.fail("chat.postMessage", fault)
    with pytest.raises(DeliveryError) as caught:
        await service.platform.deliver(room(), SAMPLES["knowledge.en"], None)
    assert caught.value.retry_after == retry_after


# Socket Mode


async def test_in_socket_mode_there_is_no_route_and_questions_are_acknowledged_and_answered() -> None:
    async with fake_slack() as slack, serving(slack, fakes.APP_TOKEN) as service:
        assert (await service.send(a_mention()))[0] == 404
        await slack.wait_for("socket")
        await slack.say("envelope-1", a_mention())
        [message] = await slack.wait_for("chat.postMessage")
        assert message["thread_ts"] == "1466071200.000100"
        await slack.say("envelope-2", payload("checkboxes"), kind="interactive")
        await slack.wait_for("chat.update")
        await asyncio.sleep(QUIET)
        assert slack.acknowledged == ["envelope-1", "envelope-2"]


async def test_over_a_socket_everything_works_as_over_http() -> None:
    async with fake_slack() as slack, serving(slack, fakes.APP_TOKEN) as service:
        await slack.wait_for("socket")
        await slack.say("e1", service.fresh("slash_command"), kind="slash_commands")
        assert "Contoso" in (await slack.wait_for("response_url"))[0]["text"]
        await slack.say("e2", payload("app_home_opened"))
        await slack.wait_for("views.publish")
        await slack.say("e3", service.fresh("shortcut_report_conflict"), kind="interactive")
        await slack.wait_for("views.open")
        await slack.say("e4", service.fresh("shortcut_ask_about_this"), kind="interactive")
        await slack.wait_for("response_url", 2)
        await slack.say("e5", service.fresh("view_submission"), kind="interactive")
        await slack.wait_for("chat.postEphemeral")
        faulty = service.fresh("view_submission")
        faulty["view"]["state"]["values"] = {}
        await slack.say("e6", faulty, kind="interactive")
        *_, last = await slack.wait_for("acknowledged", 6)
    assert last["payload"]["response_action"] == "errors"
    assert slack.acknowledged == [f"e{number}" for number in range(1, 7)]


@pytest.mark.parametrize("actions", [{"a": "x"}, [5], [], "x", None])
async def test_in_socket_mode_a_press_of_odd_parts_is_ignored_quietly(
    actions: object, caplog: pytest.LogCaptureFixture
) -> None:
    async with fake_slack() as slack, serving(slack, fakes.APP_TOKEN) as service:
        await slack.wait_for("socket")
        await slack.say("envelope-1", payload("button") | {"actions": actions}, kind="interactive")
        await service.silence()
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_socket_mode_starts_while_slack_refuses_and_logs_no_token(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with fake_slack() as slack:
        slack.fail("apps.connections.open", *[fakes.refused("invalid_auth")] * 9)
        async with serving(slack, fakes.APP_TOKEN):
            await slack.wait_for("apps.connections.open")
            await asyncio.sleep(QUIET)
    lines = "\n".join(record.getMessage() for record in caplog.records)
    assert "Failed to" in lines
    assert fakes.APP_TOKEN not in lines
