"""Forms as modals, and feedback on answers."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.slack import answers
from bot.ports import Services
from tests.scenario import fake_slack as fakes
from tests.scenario.fake_slack import a_user, fake_slack
from tests.scenario.slack_app import ASKER, DIRECT, ROOM, Service, a_mention, event, payload, serving
from tests.scenario.slack_values import SLACK_WAITS
from tests.whole_bot import demo_bot_and_services

Json = dict[str, Any]


@pytest.fixture
async def services() -> AsyncIterator[tuple[Service, Services]]:
    bot, stood_on = await demo_bot_and_services()
    async with fake_slack() as slack, serving(slack, bot=bot, store=stood_on.store) as running:
        yield running, stood_on


@pytest.fixture
def service(services: tuple[Service, Services]) -> Service:
    return services[0]


async def claims(stood_on: Services) -> list[tuple[str, str, str]]:
    async with stood_on.store.transaction() as transaction:
        return [(each.customer, each.partner, each.reporter) for each in await transaction.claims.latest(9)]


def filled(body: Json, **entries: str) -> Json:
    """The sent form with other entries."""
    values = body["view"]["state"]["values"]
    for name, entry in entries.items():
        values[name] = {"entry": {"type": "plain_text_input", "value": entry}}
    return body


async def test_a_sent_form_closes_at_once_and_its_answer_is_for_who_sent_it(
    services: tuple[Service, Services],
) -> None:
    service, stood_on = services
    assert await service.send(service.fresh("view_submission")) == (200, "")
    [message] = await service.slack.wait_for("chat.postEphemeral")
    assert (message["channel"], message["user"]) == (ROOM, ASKER)
    assert await claims(stood_on) == [("Contoso", "Fabrikam", "Kim")]


async def test_what_is_wrong_with_a_form_is_said_beside_its_fields(
    services: tuple[Service, Services],
) -> None:
    service, stood_on = services
    status, answer = await service.send(filled(service.fresh("view_submission"), customer=" ", partner=""))
    said = json.loads(answer)
    assert (status, said["response_action"]) == (200, "errors")
    assert {*said["errors"]} == {"customer", "partner"}
    await service.silence()
    assert await claims(stood_on) == []


async def test_the_corrected_form_can_be_sent_again_and_the_same_one_only_once(
    services: tuple[Service, Services],
) -> None:
    service, stood_on = services
    await service.send(filled(service.fresh("view_submission"), customer=""))
    corrected = service.fresh("view_submission")
    assert await service.send(corrected) == (200, "")
    assert await service.send(corrected) == (200, "")
    await service.slack.wait_for("chat.postEphemeral")
    assert len(await claims(stood_on)) == 1


async def test_who_is_no_member_any_more_reports_nothing(services: tuple[Service, Services]) -> None:
    service, stood_on = services
    service.slack.users[ASKER] = a_user(is_restricted=True)
    assert await service.send(service.fresh("view_submission")) == (200, "")
    [message] = await service.slack.wait_for("chat.postEphemeral")
    assert "Fabrikam" not in json.dumps(message)
    assert await claims(stood_on) == []


async def test_a_form_from_a_room_that_is_gone_is_answered_directly(service: Service) -> None:
    service.slack.fail("chat.postEphemeral", fakes.refused("channel_not_found"))
    await service.send(service.fresh("view_submission"))
    [message] = await service.slack.wait_for("chat.postMessage")
    assert message["channel"] == DIRECT


@pytest.mark.parametrize("metadata", ["", "x", "[]", "{}", '{"action":"x"}', '{"action":1}'])
async def test_a_form_that_is_none_of_ours_is_closed(service: Service, metadata: str) -> None:
    body = service.fresh("view_submission")
    body["view"]["private_metadata"] = metadata
    assert await service.send(body) == (200, "")
    await service.silence()


@pytest.mark.parametrize("value", [None, [], {}, 5, "x"])
@pytest.mark.parametrize("key", ["state", "id", "private_metadata"])
async def test_a_form_of_odd_parts_is_never_a_500(service: Service, key: str, value: object) -> None:
    body = service.fresh("view_submission")
    body["view"][key] = value
    assert (await service.send(body))[0] == 200


async def test_slack_is_told_in_time_however_long_a_form_takes(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "FORM", 0.1)
    async with service.slack.held("users.info"):
        old = service.slack.trigger(age=4)
        body = filled(service.fresh("view_submission", trigger_id=old), customer="")
        async with asyncio.timeout(SLACK_WAITS):
            assert await service.send(body) == (200, "")
    # What is wrong with it could not be shown in the form any more: it can be opened again.
    [message] = await service.slack.wait_for("chat.postEphemeral")
    assert "form.open" in json.dumps(message)


# Where there is nothing that opens a modal


async def test_a_trigger_that_came_too_late_leaves_a_button_that_opens_the_form(service: Service) -> None:
    await service.command("report Fabrikam claims it", trigger_id=service.slack.trigger(age=3.5))
    [said] = await service.slack.wait_for("response_url")
    [row] = [block for block in said["blocks"] if block["type"] == "actions"]
    press = service.fresh("button_ephemeral", actions=[row["elements"][0] | {"action_ts": "1.1"}])
    await service.send(press)
    _, opened = await service.slack.wait_for("views.open", 2)
    assert opened["view"]["callback_id"] == "claim.save"
    [field] = [block for block in opened["view"]["blocks"] if block.get("block_id") == "note"]
    assert field["element"]["initial_value"] == "Fabrikam claims it"


@pytest.mark.parametrize("fault", [fakes.rate_limited(60), fakes.status(500)], ids=["429", "500"])
async def test_a_form_that_slack_does_not_open_is_offered_again(service: Service, fault: fakes.Fault) -> None:
    service.slack.fail("views.open", fault)
    await service.command("report")
    [said] = await service.slack.wait_for("response_url")
    assert "form.open" in json.dumps(said)


@pytest.mark.parametrize("form", ["", "x", "eJw=", "AAAA", "W10="])
async def test_a_button_with_half_a_form_is_answered_with_a_word(service: Service, form: str) -> None:
    action = payload("button")["actions"][0] | {"value": f"form.open?lang=en&form={form}"}
    await service.send(service.fresh("button", actions=[action]))
    [message] = await service.slack.wait_for("chat.postEphemeral")
    assert message["text"]


# Feedback


async def opinions(stood_on: Services) -> list[tuple[str, bool, str]]:
    async with stood_on.store.transaction() as transaction:
        return [(each.topic, each.helpful, each.note) for each in await transaction.opinions.latest(9)]


async def test_an_answer_asks_by_slacks_own_buttons_whether_it_helped(
    services: tuple[Service, Services],
) -> None:
    service, stood_on = services
    await service.send(a_mention())
    [message] = await service.slack.wait_for("chat.postMessage")
    [block] = [block for block in message["blocks"] if block["type"] == "context_actions"]
    [buttons] = block["elements"]
    press = service.fresh("feedback_button")
    press["actions"][0]["value"] = buttons["positive_button"]["value"]
    await service.send(press)
    [thanks] = await service.slack.wait_for("chat.postEphemeral")
    assert thanks["user"] == ASKER
    assert [(helpful, note) for _, helpful, note in await opinions(stood_on)] == [(True, "")]


async def test_whoever_was_not_helped_is_asked_why_in_a_form(services: tuple[Service, Services]) -> None:
    service, stood_on = services
    await service.send(service.fresh("feedback_button"))
    [opened] = await service.slack.wait_for("views.open")
    body = service.fresh("view_submission")
    body["view"]["state"]["values"] = {}
    body["view"]["private_metadata"] = opened["view"]["private_metadata"]
    assert await service.send(filled(body, note="Too short")) == (200, "")
    await service.slack.wait_for("chat.postEphemeral")
    assert await opinions(stood_on) == [("what-is-dpor", False, "Too short")]


# Under load


async def test_fifty_people_at_once_are_all_told_in_time(service: Service) -> None:
    async def once(number: int) -> float:
        began = time.perf_counter()
        assert (await service.send(event("message_im", event_id=f"Ev{number}")))[0] == 200
        return time.perf_counter() - began

    assert max(await asyncio.gather(*(once(number) for number in range(50)))) < 2.5
    await service.slack.wait_for("chat.postMessage", 50)


async def test_logs_hold_nothing_of_what_was_filled_in(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "Tailspin-Toys-secret"
    service.slack.fail("chat.postEphemeral", fakes.refused("odd"))
    await service.send(filled(service.fresh("view_submission"), customer=secret, note=secret))
    await service.command(f"report {secret}")
    await service.slack.wait_for("views.open")
    await service.platform.close()
    ours = [record for record in caplog.records if not record.name.startswith(("asyncio", "tests"))]
    lines = "\n".join(record.getMessage() + str(record.exc_info or "") for record in ours)
    assert "odd" in lines
    assert secret not in lines


# What is told in a sentence


async def test_what_is_told_in_a_room_is_confirmed_in_a_form_before_it_is_written(
    services: tuple[Service, Services],
) -> None:
    service, stood_on = services
    await service.send(a_mention("First Up says they are DPOR for Contoso's Azure"))
    [asked] = await service.slack.wait_for("chat.postEphemeral")
    assert await claims(stood_on) == []
    [row] = [block for block in asked["blocks"] if block["type"] == "actions"]
    press = service.fresh("button_ephemeral", actions=[row["elements"][0] | {"action_ts": "1.1"}])
    await service.send(press)
    [opened] = await service.slack.wait_for("views.open")
    entries = {
        block["block_id"]: block["element"] for block in opened["view"]["blocks"] if "element" in block
    }
    assert entries["customer"]["initial_value"] == "Contoso"
    assert entries["product"]["initial_option"]["value"] == "microsoft-azure"
    assert entries["holder"]["initial_option"]["value"] == "other"
    assert entries["partner"]["initial_value"] == "First Up Consultants"
    await service.send(filled(service.fresh("view_submission"), partner="First Up Consultants"))
    _, noted = await service.slack.wait_for("chat.postEphemeral", 2)
    assert "Take it back" in json.dumps(noted["blocks"])
    assert await claims(stood_on) == [("Contoso", "First Up Consultants", "Kim")]
