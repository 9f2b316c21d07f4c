"""Slack's JSON to events: what was written, where the answer goes, who may read it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.arrival import Identity, Read
from adapters.slack.inbound import asked, changed_room, is_farewell, read, team_of
from adapters.slack.interactions import commanded, pressed, shortcut, submitted
from bot.conversation.events import Address, Audience, Click, Question
from bot.conversation.language import Language

PAYLOADS = Path(__file__).parent.parent.parent / "payloads" / "slack"
ME = Identity(team="T0CONTOSO1", user="U0DPORBOT1", bot="B0DPORBOT1")

Json = dict[str, Any]


def payload(name: str) -> Json:
    return json.loads((PAYLOADS / f"{name}.json").read_text("utf-8"))


def with_text(typed: str) -> Json:
    body = payload("slash_command")
    body["text"] = typed
    return body


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


@given(st.data())
def test_no_shape_of_an_event_or_a_press_raises(data: st.DataObject) -> None:
    body = payload(data.draw(st.sampled_from(["app_mention", "message_im", "button", "checkboxes"])))
    part = body.get("event") or body
    key = data.draw(st.sampled_from(sorted(part)))
    part[key] = data.draw(JSON_VALUES)
    assert asked(body, ME) is None or "event" in body
    assert pressed(body, ME) is None or "actions" in body


# Place and person


def test_what_an_event_says_of_place_and_person_is_kept() -> None:
    arrival = asked(payload("app_mention_shared_room"), ME)
    assert arrival is not None
    assert (arrival.direct, arrival.shared, arrival.foreign) == (False, True, True)
    arrival = asked(payload("message_im"), ME)
    assert arrival is not None
    assert (arrival.direct, arrival.shared, arrival.foreign) == (True, False, False)


@pytest.mark.parametrize(
    ("name", "channel", "direct"),
    [
        ("button", "C0ROOM0001", False),
        ("button", "D0DIRECT01", True),
        ("button_ephemeral", "C0ROOM0001", False),
        ("button_ephemeral", "D0DIRECT01", None),
    ],
)
def test_a_conversation_of_two_is_only_ours_for_certain_where_our_message_stands(
    name: str, channel: str, direct: bool | None
) -> None:
    body = payload(name)
    body["channel"]["id"] = channel
    arrival = pressed(body, ME)
    assert arrival is not None
    assert arrival.direct is direct


def test_a_press_on_what_nobody_else_saw_answers_to_no_thread_of_its_own() -> None:
    arrival = pressed(payload("button_ephemeral"), ME)
    assert arrival is not None
    assert arrival.event.origin.address.thread is None
    assert (arrival.hidden, arrival.pressed) == (True, "")


@pytest.mark.parametrize(
    ("typed", "action", "language", "spoken"),
    [
        ("", "help.show", Language.ENGLISH, False),
        ("settings", "home.show", Language.ENGLISH, False),
        (" Inställningar ", "home.show", Language.SWEDISH, True),
        ("report", "claim.open", Language.ENGLISH, False),
        ("rapportera Fabrikam", "claim.open", Language.SWEDISH, True),
    ],
)
def test_a_commands_words_are_actions(typed: str, action: str, language: Language, spoken: bool) -> None:
    arrival = commanded(with_text(typed), ME, 1.0)
    assert arrival is not None
    assert isinstance(arrival.event, Click)
    assert (arrival.event.action.name, arrival.event.action.language) == (action, language)
    assert arrival.spoken is spoken


@pytest.mark.parametrize("typed", ["settings for Contoso?", "reports", "help", "are we DPOR?"])
def test_anything_else_after_a_command_is_a_question(typed: str) -> None:
    arrival = commanded(with_text(typed), ME, 1.0)
    assert arrival is not None
    assert isinstance(arrival.event, Question)
    assert arrival.event.text == typed


def test_a_form_is_read_by_its_fields_and_from_where_it_was_opened() -> None:
    arrival = submitted(payload("view_submission"), ME, 1.0)
    assert arrival is not None
    assert isinstance(arrival.event, Click)
    assert arrival.event.filled == {
        "customer": "Contoso",
        "product": "microsoft-azure",
        "partner": "Fabrikam",
        "note": "",
    }
    assert arrival.event.origin.address.conversation == "C0ROOM0001"
    assert arrival.event.origin.audience is Audience.STRANGERS


READS: dict[str, Read] = {
    "slash_command": commanded,
    "shortcut_ask_about_this": shortcut,
    "shortcut_report_conflict": shortcut,
    "view_submission": submitted,
    "button_home": pressed,
    "button_ephemeral": pressed,
    "feedback_button": pressed,
    "app_home_opened": read,
    "member_joined_channel": read,
    "member_left_channel": read,
    "app_uninstalled": read,
}


@given(st.data())
def test_no_shape_of_anything_that_arrives_raises(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(READS)))
    body = payload(name)
    part = body.get("event") or body.get(data.draw(st.sampled_from(["view", "message", "channel"]))) or body
    part[data.draw(st.sampled_from(sorted(part)))] = data.draw(JSON_VALUES)
    body[data.draw(st.sampled_from(sorted(body)))] = data.draw(JSON_VALUES)
    arrival = READS[name](body, ME, 1.0)
    assert arrival is None or arrival.event.origin.audience is Audience.STRANGERS
    assert isinstance(team_of(body), str)
    assert isinstance(changed_room(body), str)
    assert is_farewell(body) in (True, False)


@pytest.mark.parametrize(
    ("name", "team"),
    [
        ("app_mention", "T0CONTOSO1"),
        ("button", "T0CONTOSO1"),
        ("slash_command", "T0CONTOSO1"),
        ("url_verification", ""),
    ],
)
def test_the_workspace_that_a_body_is_for_is_told(name: str, team: str) -> None:
    assert team_of(payload(name)) == team


@pytest.mark.parametrize("actions", [{"a": "x"}, [5], [], [{}], [None], "x", 5, None])
def test_a_press_without_an_action_is_no_press(actions: object) -> None:
    assert pressed(payload("button") | {"actions": actions}, ME) is None


@pytest.mark.parametrize("path", sorted(PAYLOADS.glob("*.json")), ids=lambda path: path.stem)
def test_every_recorded_payload_is_scrubbed(path: Path) -> None:
    said = path.read_text("utf-8")
    assert "xox" not in said
    assert json.loads(said).get("token", "scrubbed") in ("scrubbed", "")


def test_files_come_with_the_message_that_brings_them() -> None:
    body = payload("message_im_file")
    arrival = asked(body, ME)
    assert arrival is not None
    [file] = arrival.files
    assert (file.id, file.name, file.why) == ("F0REPORT01", "subscriptions.csv", None)
    assert file.address == body["event"]["files"][0]["url_private_download"]


def test_what_is_said_beside_a_picture_is_what_the_message_is_about() -> None:
    body = payload("message_im_file")
    body["event"] |= {"text": "what is DPOR?", "files": [{"id": "F1", "name": "screen.png"}]}
    arrival = asked(body, ME)
    assert arrival is not None
    assert arrival.files == ()
    assert isinstance(arrival.event, Question)
    assert arrival.event.text == "what is DPOR?"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FILE_KEYS = ("id", "name", "size", "mode", "url_private_download", "file_access", "user_team", "is_external")


@given(JSON | st.lists(st.dictionaries(st.sampled_from(FILE_KEYS), JSON, max_size=8), max_size=15))
def test_whatever_stands_where_files_do_is_read(files: object) -> None:
    body = payload("message_im_file")
    body["event"]["files"] = files
    arrival = asked(body, ME)
    assert arrival is not None
    assert len(arrival.files) <= 11
