"""Where Slack refuses, hangs or asks for patience: what the person gets all the same."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.slack.lanes import LANES
from bot.conversation.events import Address
from tests.samples import SAMPLES
from tests.scenario import fake_slack as fakes
from tests.scenario.fake_slack import fake_slack
from tests.scenario.slack_app import DIRECT, QUIET, ROOM, Service, a_mention, payload, serving

HERE = Address(tenant=fakes.TEAM, platform="slack", conversation=ROOM)


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with fake_slack() as slack, serving(slack) as running:
        yield running


async def test_an_answer_that_slack_finds_too_long_comes_as_plain_text(service: Service) -> None:
    service.slack.fail("chat.postMessage", *[fakes.refused("msg_too_long")] * 2)
    await service.send(a_mention())
    assert (await service.slack.wait_for("chat.postMessage", 3))[-1]["blocks"] == []


@pytest.mark.parametrize("code", ["restricted_action", "is_archived", "channel_not_found"])
async def test_an_answer_that_a_room_does_not_take_comes_directly(service: Service, code: str) -> None:
    service.slack.fail("chat.postMessage", fakes.refused(code))
    await service.send(a_mention())
    first, second = await service.slack.wait_for("chat.postMessage", 2)
    assert (first["channel"], second["channel"]) == (ROOM, DIRECT)
    assert second["blocks"] == first["blocks"]


async def test_what_is_refused_everywhere_is_logged_and_not_tried_for_ever(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    service.slack.fail("chat.postMessage", *[fakes.refused("restricted_action")] * 9)
    await service.send(a_mention())
    await service.slack.wait_for("chat.postMessage", 2)
    await asyncio.sleep(QUIET)
    assert len(service.slack.of("chat.postMessage")) == 2
    assert "not delivered event=Ev0MENTION1" in caplog.text


async def test_a_word_that_cannot_be_shown_in_the_room_comes_directly(service: Service) -> None:
    service.slack.fail("chat.postMessage", fakes.refused("a_word_that_is_new"))
    service.slack.fail("chat.postEphemeral", fakes.refused("user_not_in_channel"))
    await service.send(a_mention())
    _, told = await service.slack.wait_for("chat.postMessage", 2)
    assert (told["channel"], "ask again" in told["text"]) == (DIRECT, True)


async def test_a_room_that_hangs_has_a_few_calls_under_way_and_the_rest_wait(service: Service) -> None:
    async with service.slack.held("chat.postMessage"):
        posting = [
            asyncio.create_task(service.platform.deliver(HERE, SAMPLES["knowledge.en"], None))
            for _ in range(3 * LANES)
        ]
        await service.slack.wait_for("chat.postMessage", LANES)
        await asyncio.sleep(QUIET)
        assert len(service.slack.of("chat.postMessage")) == LANES
    assert len(await asyncio.gather(*posting)) == 3 * LANES


async def test_many_rooms_that_hang_delay_no_other(service: Service) -> None:
    rooms = [replace(HERE, conversation=f"C0HANGING{number:03}") for number in range(120)]
    async with service.slack.held("chat.postMessage"):
        posting = [
            asyncio.create_task(service.platform.deliver(one, SAMPLES["knowledge.en"], None)) for one in rooms
        ]
        await service.slack.wait_for("chat.postMessage", len(rooms))
        await service.send(payload("app_mention"))
        await service.slack.wait_for("chat.postEphemeral", within=8)
    await asyncio.gather(*posting, return_exceptions=True)


@pytest.mark.parametrize("method", ["users.info", "conversations.info", "conversations.members"])
async def test_a_look_up_waits_a_little_where_slack_asks_for_it(service: Service, method: str) -> None:
    service.slack.fail(method, fakes.rate_limited(1))
    await service.send(payload("app_mention"))
    [message] = await service.slack.wait_for("chat.postEphemeral")
    assert "Contoso" in message["text"]
    assert len(service.slack.of(method)) == 2
