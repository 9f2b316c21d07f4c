"""The command, the App Home, message shortcuts, and rooms that come and go."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.slack.inbound import EVENTS
from adapters.slack.manifest import BOT_EVENTS
from bot.conversation.keeping import Place
from bot.ports import Services
from tests.scenario.fake_slack import a_user, fake_slack
from tests.scenario.slack_app import ASKER, DIRECT, ROOM, Service, event, payload, serving
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


def words(message: object) -> str:
    return json.dumps(message, ensure_ascii=False)


# The command


async def test_a_command_is_answered_to_who_typed_it_alone(service: Service) -> None:
    assert await service.command("are we DPOR for Contoso Azure?") == (200, "")
    [said] = await service.slack.wait_for("response_url")
    assert (said["response_type"], "Contoso" in said["text"]) == ("ephemeral", True)
    await service.silence()


async def test_a_knowledge_question_by_command_is_for_the_asker_alone_too(service: Service) -> None:
    await service.command("what is DPOR?")
    [said] = await service.slack.wait_for("response_url")
    assert said["response_type"] == "ephemeral"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", "What I can do"),
        ("help", "What I can do"),
        ("hjälp", "Vad jag kan"),
        ("settings", "home.language"),
        ("Settings", "home.language"),
        ("inställningar", "Språk"),
        ("x " * 4000, "text"),
        ("&lt;@U0X&gt; 🎉", "text"),
    ],
)
async def test_whatever_is_typed_after_the_command_is_answered(
    service: Service, typed: str, shown: str
) -> None:
    assert (await service.command(typed))[0] == 200
    [said] = await service.slack.wait_for("response_url")
    assert shown in words(said)


@pytest.mark.parametrize(
    ("typed", "title", "note"),
    [
        ("report", "Report a conflict", None),
        ("report Fabrikam claims Contoso", "Report a conflict", "Fabrikam claims Contoso"),
        ("rapportera", "Rapportera en konfl", None),
    ],
)
async def test_report_opens_the_form(service: Service, typed: str, title: str, note: str | None) -> None:
    await service.command(typed)
    [opened] = await service.slack.wait_for("views.open")
    assert opened["view"]["title"]["text"].startswith(title)
    [field] = [block for block in opened["view"]["blocks"] if block.get("block_id") == "note"]
    assert field["element"].get("initial_value") == note


async def test_a_command_in_the_conversation_with_the_bot_is_answered_plainly(service: Service) -> None:
    await service.command("are we DPOR for Contoso Azure?", channel_id=DIRECT, channel_name="directmessage")
    [message] = await service.slack.wait_for("chat.postMessage")
    assert (message["channel"], "Contoso" in message["text"]) == (DIRECT, True)


async def test_a_command_in_a_conversation_with_somebody_else_names_nobody(service: Service) -> None:
    await service.command("are we DPOR for Contoso Azure?", channel_id="D0OTHERS01")
    [said] = await service.slack.wait_for("response_url")
    assert "Contoso" not in said["text"]


async def test_a_command_where_the_bot_is_not_is_answered_and_names_nobody(service: Service) -> None:
    await service.command("are we DPOR for Contoso Azure?", channel_id="G0SECRET01")
    [said] = await service.slack.wait_for("response_url")
    assert "Contoso" not in said["text"]


async def test_another_apps_command_is_none_of_ours(service: Service) -> None:
    assert (await service.send_form(service.fresh("slash_command", command="/other")))[0] == 200
    await service.silence("response")


@pytest.mark.parametrize("key", ["user_id", "channel_id", "trigger_id", "response_url", "text", "team_id"])
async def test_a_command_without_one_of_its_parts_is_never_a_500(service: Service, key: str) -> None:
    body = service.fresh("slash_command")
    del body[key]
    assert (await service.send_form(body))[0] == 200


# App Home


async def test_who_opens_the_home_sees_the_page(service: Service) -> None:
    await service.send(payload("app_home_opened"))
    [published] = await service.slack.wait_for("views.publish")
    assert (published["user_id"], published["view"]["type"]) == (ASKER, "home")
    assert "home.language" in words(published)
    await service.silence()


async def test_the_home_speaks_the_language_of_the_persons_slack(service: Service) -> None:
    service.slack.users[ASKER] = a_user(locale="sv-SE")
    await service.send(payload("app_home_opened"))
    [published] = await service.slack.wait_for("views.publish")
    assert "Språk" in words(published)


async def test_the_messages_tab_asks_for_no_page(service: Service) -> None:
    await service.send(event("app_home_opened", tab="messages"))
    await service.silence("views")


async def test_a_language_chosen_at_home_is_shown_there_and_spoken_from_then_on(service: Service) -> None:
    await service.send(service.fresh("button_home"))
    [published] = await service.slack.wait_for("views.publish")
    assert "Språk" in words(published)
    await service.send(event("message_im", text="what is DPOR?"))
    [message] = await service.slack.wait_for("chat.postMessage")
    assert "Källor" in words(message)


async def test_what_is_asked_at_home_is_answered_in_the_conversation_of_two(service: Service) -> None:
    press = service.fresh("button_home")
    press["actions"][0] |= {"action_id": "list.show", "value": "list.show?lang=en&list=list-conflicts"}
    await service.send(press)
    [message] = await service.slack.wait_for("chat.postMessage")
    assert message["channel"] == DIRECT
    await service.slack.wait_for("views.publish")


async def test_a_form_opens_from_the_home_and_its_answer_comes_to_the_conversation_of_two(
    service: Service,
) -> None:
    press = service.fresh("button_home")
    press["actions"][0] |= {"action_id": "claim.open", "value": "claim.open?lang=en"}
    await service.send(press)
    [opened] = await service.slack.wait_for("views.open")
    sent = service.fresh("view_submission")
    sent["view"]["private_metadata"] = opened["view"]["private_metadata"]
    assert await service.send(sent) == (200, "")
    [message] = await service.slack.wait_for("chat.postMessage")
    assert (message["channel"], "Contoso" in words(message)) == (DIRECT, True)


async def test_a_guest_who_may_change_nothing_is_told_so_and_keeps_the_page(service: Service) -> None:
    service.slack.users[ASKER] = a_user(is_restricted=True)
    await service.send(payload("app_home_opened"))
    await service.slack.wait_for("views.publish")
    press = service.fresh("button_home")
    press["actions"][0] |= {"action_id": "checklist.tick", "value": "checklist.tick?lang=en&list=general"}
    await service.send(press)
    await service.slack.wait_for("views.publish", 2)
    assert all("home.language" in words(page) for page in service.slack.of("views.publish"))


async def test_what_is_ticked_at_home_changes_the_home_alone(service: Service) -> None:
    press = service.fresh("button_home")
    press["actions"] = payload("checkboxes")["actions"]
    await service.send(press)
    await service.slack.wait_for("views.publish")
    await service.silence()


async def test_a_home_whose_owner_cannot_be_written_to_still_shows_its_page(service: Service) -> None:
    service.slack.directs.clear()
    await service.send(service.fresh("button_home"))
    await service.slack.wait_for("views.publish")
    press = service.fresh("button_home")
    press["actions"][0] |= {"action_id": "list.show", "value": "list.show?lang=en&list=list-conflicts"}
    await service.send(press)
    await service.silence()


# Message shortcuts


async def test_ask_about_this_answers_a_message_to_who_asks_alone(service: Service) -> None:
    assert await service.send(service.fresh("shortcut_ask_about_this")) == (200, "")
    [said] = await service.slack.wait_for("response_url")
    assert (said["response_type"], "Contoso" in said["text"]) == ("ephemeral", True)


async def test_report_a_conflict_opens_the_form_with_the_messages_words(service: Service) -> None:
    await service.send(service.fresh("shortcut_report_conflict"))
    [opened] = await service.slack.wait_for("views.open")
    [field] = [block for block in opened["view"]["blocks"] if block.get("block_id") == "note"]
    assert field["element"]["initial_value"].endswith("for Contoso & sons")


@pytest.mark.parametrize(
    "changes", [{"callback_id": "other"}, {"message": None}, {"user": []}, {"channel": 1}]
)
async def test_a_shortcut_of_odd_parts_is_never_a_500(service: Service, changes: Json) -> None:
    assert (await service.send(service.fresh("shortcut_ask_about_this", **changes)))[0] in (200, 400)


@pytest.mark.parametrize(
    "message",
    [
        {"attachments": [{"text": "Fabrikam says it holds Contoso"}]},
        {
            "blocks": [
                {"type": "divider"},
                {"type": "section", "text": {"text": "Fabrikam says it holds Contoso"}},
            ]
        },
    ],
)
async def test_a_message_without_text_is_read_from_what_it_shows(service: Service, message: Json) -> None:
    shown = service.fresh(
        "shortcut_report_conflict", message={"ts": "1466080000.000100", "text": "", **message}
    )
    await service.send(shown)
    [opened] = await service.slack.wait_for("views.open")
    assert "Fabrikam says it holds Contoso" in json.dumps(opened)


@pytest.mark.parametrize(
    "kind", ["shortcut", "interactive_message", "workflow_step_edit", "block_suggestion"]
)
async def test_what_is_none_of_ours_is_acknowledged(service: Service, kind: str) -> None:
    body = {"type": kind, "callback_id": "another", "user": {"id": ASKER}, "team": {"id": "T0CONTOSO1"}}
    assert await service.send_form({"payload": json.dumps(body)}) == (200, "")
    await service.silence()


async def test_nothing_is_asked_of_a_form_that_was_closed(service: Service) -> None:
    assert await service.send_form({"payload": json.dumps(payload("view_closed"))}) == (200, "")
    await service.silence()


# Rooms that come and go


async def test_where_the_bot_is_added_it_says_what_it_can_do(service: Service) -> None:
    await service.send(payload("member_joined_channel"))
    [message] = await service.slack.wait_for("chat.postMessage")
    assert message["channel"] == ROOM
    assert "thread_ts" not in message


async def test_nobody_is_greeted_where_somebody_else_joins_or_leaves(service: Service) -> None:
    await service.send(event("member_joined_channel", user="U0OTHER001"))
    await service.send(event("member_left_channel", user="U0OTHER001"))
    await service.silence()


async def subscribed(stood_on: Services) -> list[str]:
    async with stood_on.store.transaction() as transaction:
        return [one.address.conversation for one in await transaction.watches.every() if not one.paused]


@pytest.mark.parametrize(
    "name", ["member_left_channel", "channel_archive", "app_uninstalled", "tokens_revoked"]
)
async def test_what_the_bot_was_thrown_out_of_gets_no_more_alerts(
    services: tuple[Service, Services], name: str
) -> None:
    service, stood_on = services
    await service.send(payload("member_joined_channel"))
    await service.send(event("app_mention", text="<@U0DPORBOT1> alert this channel about conflicts"))
    await service.slack.wait_for("chat.postMessage", 2)
    assert await subscribed(stood_on) == [ROOM]
    await service.send(payload(name))
    await service.platform.close()
    assert await subscribed(stood_on) == []
    async with stood_on.store.transaction() as transaction:
        assert await transaction.places.every() == ()


async def test_a_revoked_token_of_a_persons_own_ends_nothing(services: tuple[Service, Services]) -> None:
    service, stood_on = services
    await service.send(payload("member_joined_channel"))
    await service.slack.wait_for("chat.postMessage")
    await service.send(event("tokens_revoked", tokens={"oauth": [ASKER]}))
    await service.platform.close()
    async with stood_on.store.transaction() as transaction:
        [place] = await transaction.places.every()
    assert isinstance(place, Place)


def test_the_manifest_subscribes_to_what_is_read_and_to_nothing_else() -> None:
    assert {*BOT_EVENTS} == EVENTS
