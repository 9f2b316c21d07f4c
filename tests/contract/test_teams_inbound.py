"""Every recorded activity, and what it means; and that no JSON at all can upset the reading."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.access import DangerouslyAnonymous, Registered
from adapters.teams.inbound import LONGEST, MOST_MENTIONS, audience, event, is_activity, is_ours_to_serve
from bot.conversation.events import Audience, Click, Event, Joined, Question
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
    "message-mention-only": Question,
    "message-from-bot": None,
    "press-execute": Click,
    "press-submit": Click,
    "press-unknown": Click,
    "checklist-save": Click,
    "installed": Joined,
    "installation-update": Joined,
    "person-added": None,
    "uninstalled": None,
    "reaction": None,
    "typing": None,
    "search": None,
}


def read(name: str, **changes: object) -> Event | None:
    """A recorded activity, as the event it is."""
    return event(recorded(name, **changes), access=OURS, now=NOW)


def asked(name: str, **changes: object) -> str:
    """The question in a recorded activity."""
    question = read(name, **changes)
    assert isinstance(question, Question)
    return question.text


def test_every_recorded_activity_has_a_meaning() -> None:
    assert {path.stem for path in PAYLOADS.glob("*.json")} == MEANING.keys()


@pytest.mark.parametrize(("name", "meaning"), MEANING.items())
def test_an_activity_means(name: str, meaning: type[Event] | None) -> None:
    found = read(name)
    assert is_activity(recorded(name))
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


@pytest.mark.parametrize("place", ["personal", "groupChat", "channel"])
def test_our_own_people_in_our_own_places_are_ours(place: str) -> None:
    conversation = {"id": "x", "conversationType": place, "tenantId": TENANT}
    assert audience(recorded("message-group", conversation=conversation), OURS) is Audience.OURS


STRANGE: dict[str, dict[str, object]] = {
    "a place of unknown kind": {
        "conversation": {"id": "x", "conversationType": "meeting", "tenantId": TENANT}
    },
    "a place of no kind": {"conversation": {"id": "x", "tenantId": TENANT}},
    "another tenant's conversation": {
        "conversation": {"id": "x", "conversationType": "channel", "tenantId": OTHER_TENANT}
    },
    "another tenant's channel data": {"channelData": {"tenant": {"id": OTHER_TENANT}}},
    "no tenant at all": {"conversation": {"id": "x", "conversationType": "personal"}, "channelData": {}},
    "a person the directory does not know": {"from": {"id": "29:x"}},
    "a person of another tenant": {"from": {"id": "29:x", "aadObjectId": "a", "tenantId": OTHER_TENANT}},
}


@pytest.mark.parametrize("changes", STRANGE.values(), ids=STRANGE.keys())
def test_what_is_not_known_to_be_ours_is_strangers(changes: dict[str, object]) -> None:
    assert audience(recorded("message-personal", **changes), OURS) is Audience.STRANGERS


def test_a_tenants_id_is_the_same_in_capitals() -> None:
    activity = recorded("message-personal", channelData={"tenant": {"id": TENANT.upper()}})
    assert is_ours_to_serve(activity, OURS)
    assert audience(activity, OURS) is Audience.OURS


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
    event(activity, access=OURS, now=NOW)
    event(activity, access=DangerouslyAnonymous(), now=NOW)


def _mention(shown: str, name: str, person: str = "29:anna") -> dict[str, object]:
    return {"type": "mention", "text": shown, "mentioned": {"id": person, "name": name}}


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
    began = time.perf_counter()
    question = asked("message-personal", text=text, entities=entities)
    assert time.perf_counter() - began < 0.5
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
