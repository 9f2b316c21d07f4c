"""Every recorded activity, and what it means; and that no JSON at all can upset the reading."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.access import DangerouslyAnonymous, Registered
from adapters.teams.audience import (
    is_ours_to_serve,
    person_may_be_ours,
    place_may_be_ours,
)
from adapters.teams.inbound import LONGEST, MOST_MENTIONS, event, is_activity
from adapters.teams.invokes import DIALOGS, Invoke, in_dialog, picked, search, text_of, thumb
from bot.conversation.events import Audience, Click, Event, Joined, Left, Question, Search
from bot.conversation.language import Language
from tests.scenario.fake_connector import TENANT
from tests.scenario.teams_app import PAYLOADS, recorded

NOW = datetime(2026, 3, 2, 8, 15, 31, tzinfo=UTC)
OURS = Registered(app_id="app", password="-", tenant_id=TENANT)
OTHER_TENANT = "00000000-0000-0000-0000-00000000dead"

MEANING: dict[str, type[Event] | None] = {
    "message-personal": Question,
    "message-group": Question,
    "message-channel": Question,
    "message-file": Question,
    "file-consent": None,
    "message-mention-only": Question,
    "message-from-bot": None,
    "press-execute": Click,
    "press-submit": Click,
    "press-unknown": Click,
    "checklist-save": Click,
    "installed": Joined,
    "installation-update": Joined,
    "person-added": None,
    "uninstalled": Left,
    "reaction": None,
    "typing": None,
    "search": Search,
    "search-first": Search,
    "search-pick": Click,
    "dialog-open": Click,
    "dialog-send": Click,
    "message-ask": Question,
    "message-report": Click,
    "message-report-send": Click,
    "thumb": None,
    "person-removed": None,
    "bot-removed-from-team": Left,
    "channel-shared": None,
    "view-refresh": Click,
    "message-edited": None,
    "message-deleted": None,
    "read-receipt": None,
    "channel-created": None,
}


def read(name: str, **changes: object) -> Event | None:
    """A recorded activity, as the event it is."""
    return event(recorded(name, **changes), now=NOW)


def asked(name: str, **changes: object) -> str:
    """The question in a recorded activity."""
    question = read(name, **changes)
    assert isinstance(question, Question)
    return question.text


def invoked(activity: dict[str, object]) -> Event | None:
    """What Teams waits for an answer to, other than a press on a card."""
    name = activity["name"]
    if name in DIALOGS:
        return in_dialog(activity, NOW)
    reading = {Invoke.SEARCH: search, Invoke.PICK: picked}.get(Invoke(str(name)))
    return reading(activity, NOW) if reading else None


def test_every_recorded_activity_has_a_meaning() -> None:
    assert {path.stem for path in PAYLOADS.glob("*.json")} == MEANING.keys()


@pytest.mark.parametrize(("name", "meaning"), MEANING.items())
def test_an_activity_means(name: str, meaning: type[Event] | None) -> None:
    activity = recorded(name)
    extends = activity.get("name") in set(Invoke) - {Invoke.CARD}
    found = invoked(activity) if extends else read(name)
    assert is_activity(activity)
    assert (type(found) if found else None) is meaning


def test_the_mention_is_removed_and_entities_are_read_as_letters() -> None:
    assert asked("message-group") == "hej är vi DPOR för R&D på Åkerlunds?"


def test_only_a_mention_is_an_empty_question() -> None:
    assert asked("message-mention-only") == ""


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("<at>DPOR bot</at>who?", "who?"),
        ("who <at>DPOR bot</at>is it?", "who is it?"),
        ("who?<AT id='0'>DPOR bot</AT>", "who?"),
        ("a\n<at>DPOR bot</at>\nb", "a\n\nb"),
        ("is 1 &lt; 2 &amp;amp; <3?", "is 1 < 2 &amp; <3?"),
        ("<at>Somebody else</at>, ours?", "Somebody else, ours?"),
    ],
)
def test_a_mention_is_removed_wherever_it_stands(text: str, question: str) -> None:
    assert asked("message-personal", text=text, entities=None) == question


def test_a_place_has_one_address_whoever_speaks_there() -> None:
    for names in (("message-group", "checklist-save"), ("message-personal", "installed", "press-submit")):
        found = [read(name) for name in names]
        assert len({event.origin.address for event in found if event}) == 1
        assert all(found)


def test_the_reference_keeps_what_posting_later_needs() -> None:
    found = read("message-channel")
    assert found
    reference = json.loads(found.origin.address.reference)
    assert reference["conversation"]["tenantId"] == TENANT
    assert reference["serviceUrl"].startswith("https://smba.trafficmanager.net/")
    assert reference["bot"]["id"].startswith("28:")
    assert reference["conversation"]["id"] == "19:channel@thread.tacv2"
    assert "user" not in reference


def test_ids_tell_deliveries_apart_and_repeats_together() -> None:
    first, again = read("message-personal"), read("message-personal")
    next_one, unnamed = read("message-personal", id="2"), read("message-personal", id=None)
    assert first and again and next_one and unnamed  # noqa: PT018
    assert first.origin.event_id == again.origin.event_id
    assert len({one.origin.event_id for one in (first, next_one, unnamed)}) == 3


def test_a_person_is_known_by_the_directorys_id() -> None:
    found = read("message-personal")
    assert found
    assert found.origin.person.id == recorded("message-personal")["from"]["aadObjectId"]
    assert found.origin.person.language is None


@pytest.mark.parametrize(
    ("locale", "language"),
    [("sv-SE", Language.SWEDISH), ("en-GB", Language.ENGLISH), (None, Language.ENGLISH)],
)
def test_a_button_of_nobodys_is_a_press_that_nobody_serves(locale: str | None, language: Language) -> None:
    found = read("press-unknown", locale=locale)
    assert isinstance(found, Click)
    assert (found.action.name, found.action.language) == ("unknown-button", language)


def test_a_verb_that_differs_from_the_action_is_nobodys_button() -> None:
    action = {"verb": "other", "data": {"action": "status.of?lang=en"}}
    found = read("press-execute", value={"action": action})
    assert isinstance(found, Click)
    assert found.action.name == "unknown-button"


def test_nothing_is_known_of_who_reads_along_before_it_is_looked_up() -> None:
    found = read("message-personal")
    assert found
    assert found.origin.audience is Audience.STRANGERS
    assert not found.origin.person.member
    assert not found.origin.private


def test_a_tenants_id_is_the_same_in_capitals() -> None:
    activity = recorded("message-personal", channelData={"tenant": {"id": TENANT.upper()}})
    assert is_ours_to_serve(activity, OURS)
    assert place_may_be_ours(activity, OURS)


def test_what_a_direct_line_client_claims_is_not_believed() -> None:
    assert not is_ours_to_serve(recorded("message-personal", channelId="directline"), OURS)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "name", "text", "type", "action", "tenant", "data", "tick.1"]), inner
        )
    ),
    max_leaves=8,
)
PARTS = [
    "id",
    "text",
    "value",
    "entities",
    "from",
    "recipient",
    "channelData",
    "conversation",
    "membersAdded",
    "name",
]


@given(
    st.sampled_from(["message", "invoke", "conversationUpdate", "installationUpdate"]),
    st.dictionaries(st.sampled_from(PARTS), JSON_VALUES),
)
def test_no_json_upsets_the_reading(kind: str, parts: dict[str, object]) -> None:
    activity = {"name": "adaptiveCard/action", **parts, "type": kind}
    is_activity(activity)
    event(activity, now=NOW)
    for name in Invoke:
        invoked({**activity, "name": name.value})
    for access in (OURS, DangerouslyAnonymous()):
        person_may_be_ours(activity, access)
        place_may_be_ours(activity, access)


def _mention(shown: str, name: str, person: str = "29:anna") -> dict[str, object]:
    return {"type": "mention", "text": shown, "mentioned": {"id": person, "name": name}}


QUADRATIC = 2
"""Seconds of CPU: what grows with the square of its input takes minutes."""
HOSTILE: dict[str, tuple[str, list[dict[str, object]]]] = {
    "tags that never close": ("<at>" * 250_000, []),
    "tags that never end": ("<at " * 250_000, []),
    "tags with text": ("<at>a" * 200_000, []),
    "closing tags": ("<at>" + "</at" * 200_000, []),
    "mentions that double": ("a" * 1000, [_mention("a", "aa")] * 29),
    "mentions that grow": ("a" * 1_000_000, [_mention("a", "a" * 500_000)]),
    "many mentions": ("a" * 8000, [_mention("a" * 150 + str(n), "x") for n in range(5000)]),
    "spaces": (" \t" * 500_000, []),
}


@pytest.mark.parametrize(("text", "entities"), HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_and_no_mentions_take_long_to_read(text: str, entities: list[dict[str, object]]) -> None:
    began = time.process_time()
    question = asked("message-personal", text=text, entities=entities)
    assert time.process_time() - began < QUADRATIC
    assert len(question) <= LONGEST


def test_what_stands_in_for_a_mention_is_not_replaced_again() -> None:
    entities = [_mention("<at>A</at>", "B"), _mention("B", "C"), _mention("<at>A</at>B", "D")]
    assert asked("message-personal", text="<at>A</at> B <at>A</at>B", entities=entities) == "B C D"


def test_twenty_mentions_are_read_whatever_else_is_listed() -> None:
    others: list[object] = [{"type": "clientInfo"}] * 30
    entities = [*others, *(_mention(f"<at>{n}.</at>", f"n{n}") for n in range(MOST_MENTIONS + 1))]
    text = f"<at>{MOST_MENTIONS - 1}.</at> <at>{MOST_MENTIONS}.</at>"
    assert asked("message-personal", text=text, entities=entities) == "n19 20."


@pytest.mark.parametrize(("sent", "ticked"), [(True, True), ("true", True), (False, False), (1, False)])
def test_a_toggle_is_ticked_by_the_word_and_by_the_value(sent: object, ticked: bool) -> None:
    click = read("press-submit", value={"action": "help.show?lang=en", "tick.one": sent})
    assert isinstance(click, Click)
    assert click.ticked == (frozenset({"one"}) if ticked else frozenset())


def test_a_form_is_what_was_filled_in_and_nothing_else() -> None:
    click = invoked(recorded("dialog-send"))
    assert isinstance(click, Click)
    assert click.action.name == "claim.save"
    assert click.filled == {"customer": "Contoso", "partner": "Fabrikam", "note": ""}
    press = read("press-execute")
    assert isinstance(press, Click)
    assert press.filled is None


def test_a_form_sent_empty_is_still_a_form() -> None:
    value = {"data": {"action": "feedback.why?lang=en", "form": True}}
    click = invoked(recorded("dialog-send", value=value))
    assert isinstance(click, Click)
    assert click.filled == {}


def test_a_message_asked_about_is_read_as_text() -> None:
    asked = invoked(recorded("message-ask"))
    assert isinstance(asked, Question)
    assert asked.text == "Are we DPOR for R&D at Contoso?\nAnd Office?"


def test_a_message_reported_becomes_the_note_of_the_form() -> None:
    click = invoked(recorded("message-report"))
    assert isinstance(click, Click)
    assert click.action.name == "claim.open"
    assert click.action.language is Language.SWEDISH
    assert click.action.arguments == {"text": "Fabrikam säger att de har Contoso."}


def test_what_is_typed_is_what_is_looked_for_and_nothing_before() -> None:
    found, first = invoked(recorded("search")), invoked(recorded("search-first"))
    assert isinstance(found, Search)
    assert isinstance(first, Search)
    assert (found.text, first.text) == ("cont", "")


@pytest.mark.parametrize(
    ("value", "verdict", "note"),
    [
        ({"reaction": "like", "feedback": '{"feedbackText":""}'}, "good", ""),
        ({"reaction": "dislike", "feedback": '{"feedbackText":" old "}'}, "bad", "old"),
        ({"reaction": "dislike", "feedback": "{"}, "bad", "{"),
        ({"reaction": "dislike", "feedback": " Too old. "}, "bad", "Too old."),
        ({"reaction": "dislike", "feedback": "2016"}, "bad", "2016"),
        ({"reaction": "dislike", "feedback": '{"feedbackText":7}'}, "bad", ""),
        ({"reaction": "like"}, "good", ""),
    ],
)
def test_a_thumb_has_a_verdict_and_perhaps_a_note(value: object, verdict: str, note: str) -> None:
    given = thumb({"value": {"actionName": "feedback", "actionValue": value}})
    assert given
    assert (given.verdict, given.note) == (verdict, note)


@pytest.mark.parametrize("value", [None, {}, {"actionName": "other", "actionValue": {"reaction": "like"}}])
def test_what_is_no_thumb_is_none(value: object) -> None:
    assert thumb({"value": value}) is None


@given(st.text(alphabet="<>/&;p abr!-[]\n", max_size=80) | st.text())
def test_no_markup_upsets_the_reading(markup: str) -> None:
    assert len(text_of(markup)) <= LONGEST


@pytest.mark.parametrize("markup", ["<p>" * 200_000, "<!--" * 100_000, "&lt;" * 100_000, "<a " * 100_000])
def test_no_markup_takes_long(markup: str) -> None:
    began = time.process_time()
    text_of(markup)
    assert time.process_time() - began < QUADRATIC
