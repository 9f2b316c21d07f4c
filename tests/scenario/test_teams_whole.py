"""The whole bot in Teams, on the demo data: what people in rooms, guests and colleagues each get to see."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.partnership.records import US
from bot.ports import Services
from tests.contract.adaptive_card_schema import faults
from tests.contract.card_accessibility import accessibility_faults
from tests.samples import SAMPLES
from tests.scenario.fake_connector import TENANT, FakeTeams, somebody
from tests.scenario.teams_app import OurSide, our_side, payload
from tests.whole_bot import demo_bot_and_services

GUEST = somebody("29:guest", userRole="guest")
NAMED = "Contoso"
QUESTION = "are we DPOR for Contoso Azure?"


@pytest.fixture
async def whole(fake: FakeTeams) -> AsyncIterator[tuple[OurSide, Services]]:
    bot, services = await demo_bot_and_services()
    async with our_side(bot, fake) as running:
        yield running, services


@pytest.fixture
def ours(whole: tuple[OurSide, Services]) -> OurSide:
    return whole[0]


class Numbers:
    """Ids of activities, each once."""

    last = 0

    @classmethod
    def next(cls) -> str:
        """One more."""
        cls.last += 1
        return f"f:{cls.last}"


async def _asked(ours: OurSide, fake: FakeTeams, place: str, text: str = QUESTION) -> dict[str, Any]:
    """The card that is posted as an answer."""
    before = len(fake.sent)
    activity = payload(place, fake.service_url, text=text, entities=[], id=Numbers.next())
    await ours.post(activity, token=fake.token())
    sent = (await fake.until_sent(before + 1))[-1]
    card: dict[str, Any] = sent.body["attachments"][0]["content"]
    return card


async def _pressed(
    ours: OurSide, fake: FakeTeams, place: str, action: dict[str, Any], *, by: str = "29:1a2b3c"
) -> dict[str, Any]:
    """The answer to a press in that place."""
    there = payload(place, fake.service_url)
    activity = payload(
        "press-execute",
        fake.service_url,
        id=Numbers.next(),
        conversation=there["conversation"],
        channelData=there["channelData"],
        value={"action": action, "trigger": "manual"},
        **{"from": {**there["from"], "id": by}},
    )
    response = await ours.post(activity, token=fake.token())
    answer: dict[str, Any] = await response.json()
    return answer


async def _invoked(ours: OurSide, fake: FakeTeams, name: str, **changes: object) -> dict[str, Any]:
    activity = payload(name, fake.service_url, **{"id": Numbers.next(), **changes})
    response = await ours.post(activity, token=fake.token())
    answer: dict[str, Any] = await response.json()
    return answer


def _buttons(card: object) -> dict[str, dict[str, Any]]:
    """Every button of a card, by its title."""
    if isinstance(card, list):
        return {title: one for part in card for title, one in _buttons(part).items()}
    if not isinstance(card, dict):
        return {}
    own = {card["title"]: card} if str(card.get("type", "")).startswith("Action.") else {}
    return {**own, **{title: one for part in card.values() for title, one in _buttons(part).items()}}


def _shown(card: dict[str, Any]) -> str:
    """What a client draws of a card, or reads out: its buttons' data is not among it."""
    drawn = [part for part in card["body"] if part["type"] != "ActionSet"]
    return _said([drawn, list(_buttons(card)), card["fallbackText"]])


def _said(part: object) -> str:
    return json.dumps(part, ensure_ascii=False)


@pytest.mark.parametrize("place", ["message-group", "message-channel"])
async def test_a_status_answer_in_a_room_is_for_the_asker_until_it_is_shared(
    place: str, ours: OurSide, fake: FakeTeams
) -> None:
    fake.people = [somebody(), somebody("29:colleague")]
    card = await _asked(ours, fake, place)
    assert NAMED not in _shown(card)
    refresh = card["refresh"]["action"]
    theirs = (await _pressed(ours, fake, place, refresh, by="29:colleague"))["value"]
    assert NAMED not in _shown(theirs)
    mine = (await _pressed(ours, fake, place, refresh))["value"]
    assert NAMED in _said(mine["body"])
    await _pressed(ours, fake, place, _buttons(mine)["Share with everyone"])
    shared = (await fake.until_sent(2))[-1]
    assert (shared.method, shared.activity) == ("PUT", "1772439340000")
    assert NAMED in _said(shared.body)
    assert "Share with everyone" not in _said(shared.body)


async def test_in_a_personal_chat_the_answer_is_plain(ours: OurSide, fake: FakeTeams) -> None:
    card = await _asked(ours, fake, "message-personal")
    assert NAMED in _said(card["body"])
    assert "refresh" not in card
    assert "Share with everyone" not in _buttons(card)


async def test_where_a_guest_reads_along_a_member_gets_it_in_private(ours: OurSide, fake: FakeTeams) -> None:
    fake.people = [somebody(), GUEST]
    card = await _asked(ours, fake, "message-channel")
    assert NAMED not in _shown(card)
    answer = await _pressed(ours, fake, "message-channel", _buttons(card)["Send me the details in private"])
    assert answer["value"] == "Sent to you in private."
    private = (await fake.until_sent(2))[-1]
    assert private.conversation.startswith("a:private-")
    assert NAMED in _said(private.body)


async def test_a_guest_is_told_nothing_in_any_way(ours: OurSide, fake: FakeTeams) -> None:
    fake.people = [somebody(userRole="guest")]
    for place in ("message-personal", "message-group"):
        card = await _asked(ours, fake, place, "are we DPOR for Contoso?")
        assert _buttons(card).keys() & {"Share with everyone", "Send me the details in private"} == set()
    forged = {"action": "private.send?lang=en&text=are+we+DPOR+for+Contoso%3F"}
    answer = await _pressed(ours, fake, "message-group", {"verb": "private.send", "data": forged})
    assert "Fabrikam" not in _said(answer)
    assert fake.opened == []
    found = await _invoked(ours, fake, "search")
    assert "subscription" not in _said(found)


async def test_knowledge_is_for_everybody(ours: OurSide, fake: FakeTeams) -> None:
    fake.people = [somebody(userRole="guest")]
    card = await _asked(ours, fake, "message-channel", "what is PAL?")
    assert "Partner Admin Link" in _said(card)
    assert "refresh" not in card


@pytest.mark.parametrize("place", ["message-personal", "message-channel"])
async def test_an_article_stays_when_one_of_its_buttons_leads_to_another(
    place: str, ours: OurSide, fake: FakeTeams
) -> None:
    card = await _asked(ours, fake, place, "what is PAL?")
    answer = await _pressed(ours, fake, place, _buttons(card)["PAL compared with DPOR"])
    assert answer["type"] == "application/vnd.microsoft.activity.message"
    article, below = await fake.until_sent(2)
    assert (below.method, below.conversation) == ("POST", article.conversation)
    assert below.body["attachments"][0]["content"]["body"][0]["text"] == "PAL compared with DPOR"


async def test_the_status_stays_when_the_guides_are_asked_for(ours: OurSide, fake: FakeTeams) -> None:
    status = await _asked(ours, fake, "message-personal", "are we DPOR for Contoso Office 365?")
    answer = await _pressed(ours, fake, "message-personal", _buttons(status)["The guides"])
    assert answer["type"] == "application/vnd.microsoft.activity.message"
    _, guides = await fake.until_sent(2)
    assert guides.method == "POST"
    assert "Contoso" not in _said(guides.body)


@pytest.mark.parametrize(
    ("question", "pressed"),
    [
        ("are we DPOR for Contoso Office 365?", "Draft a request to the customer"),
        ("are we DPOR for Contoso?", "Azure Production: ours"),
        ("are we DPOR for Contoso Office 365?", "The guides"),
    ],
)
async def test_in_a_room_what_a_button_of_an_own_view_leads_to_stands_below_for_who_pressed(
    question: str, pressed: str, ours: OurSide, fake: FakeTeams
) -> None:
    fake.people = [somebody(), somebody("29:colleague")]
    card = await _asked(ours, fake, "message-channel", question)
    mine = (await _pressed(ours, fake, "message-channel", card["refresh"]["action"]))["value"]
    answer = await _pressed(ours, fake, "message-channel", _buttons(mine)[pressed])
    assert answer["type"] == "application/vnd.microsoft.activity.message"
    below = (await fake.until_sent(2))[-1]
    assert (below.method, below.activity) == ("POST", "1772439340000")
    card = below.body["attachments"][0]["content"]
    assert NAMED not in _shown(card)
    show = _buttons(card)["Show my answer"]
    theirs = await _pressed(ours, fake, "message-channel", show, by="29:colleague")
    assert theirs["value"] == card
    led_to = (await _pressed(ours, fake, "message-channel", card["refresh"]["action"]))["value"]
    assert led_to["body"] != mine["body"]
    assert (NAMED in _said(led_to["body"])) is (pressed != "The guides")


async def test_a_checklist_in_an_own_view_never_becomes_the_message_of_all(
    ours: OurSide, fake: FakeTeams
) -> None:
    card = await _asked(ours, fake, "message-group", "are we DPOR for Contoso Azure?")
    own = {
        **card["refresh"]["action"]["data"],
        "action": "checklist.tick?lang=en&list=general",
        "tick.a": "true",
    }
    saving = {"type": "Action.Execute", "verb": "checklist.tick", "data": own}
    answer = await _pressed(ours, fake, "message-group", saving)
    assert _buttons(answer["value"])["Save the ticks"]["data"]["asker"] == "29:1a2b3c"
    await ours.platform.close()
    assert len(fake.sent) == 1


async def test_the_settings_page_shows_the_language_that_was_chosen(ours: OurSide, fake: FakeTeams) -> None:
    page = await _asked(ours, fake, "message-personal", "settings")
    answer = await _pressed(ours, fake, "message-personal", _buttons(page)["Svenska"])
    assert answer["value"]["lang"] == "sv"
    edited = (await fake.until_sent(2))[-1]
    assert (edited.method, edited.activity) == ("PUT", "1772439340000")
    assert edited.body["attachments"][0]["content"] == answer["value"]


async def test_a_follow_up_in_a_thread_keeps_the_customer(ours: OurSide, fake: FakeTeams) -> None:
    first = await _asked(ours, fake, "message-channel")
    await _pressed(ours, fake, "message-channel", first["refresh"]["action"])
    card = await _asked(ours, fake, "message-channel", "and Office 365?")
    mine = (await _pressed(ours, fake, "message-channel", card["refresh"]["action"]))["value"]
    assert "Contoso" in _said(mine["body"])
    assert "Office 365" in _said(mine["body"])


async def test_a_conflict_is_reported_from_a_message(
    whole: tuple[OurSide, Services], fake: FakeTeams
) -> None:
    ours, services = whole
    opened = await _invoked(ours, fake, "message-report")
    card = opened["task"]["value"]["card"]["content"]
    note = next(part for part in card["body"] if part.get("id") == "field.note")
    assert note["value"] == "Fabrikam säger att de har Contoso."
    send = next(iter(_buttons(card).values()))
    filled = {**send["data"], "form": True, "field.customer": "Contoso"}
    sending = {"commandId": "reportConflict", "data": filled}
    again = await _invoked(ours, fake, "message-report-send", value=sending)
    assert "field.partner" in _said(again)
    filled["field.partner"] = "Fabrikam"
    done = await _invoked(ours, fake, "message-report-send", value=sending)
    assert "field.partner" not in _said(done)
    async with services.store.transaction() as transaction:
        (claim,) = await transaction.claims.latest(5)
    assert (claim.customer, claim.partner, claim.reporter) == ("Contoso", "Fabrikam", "Test Person")


async def test_what_is_told_is_confirmed_in_a_form_and_taken_back_by_who_told_it(
    whole: tuple[OurSide, Services], fake: FakeTeams
) -> None:
    ours, services = whole
    card = await _asked(ours, fake, "message-personal", "First Up says they are DPOR for Contoso's Azure")
    entered = {part["id"]: part["value"] for part in card["body"] if str(part["type"]).startswith("Input.")}
    assert entered["field.customer"] == "Contoso"
    assert entered["field.holder"] == "other"
    assert entered["field.partner"] == "First Up Consultants"
    async with services.store.transaction() as transaction:
        assert await transaction.claims.latest(5) == ()
    send = _buttons(card)["Save"]
    noted = await _pressed(ours, fake, "message-personal", {**send, "data": {**send["data"], **entered}})
    said = await _asked(ours, fake, "message-personal", "are we DPOR for Contoso Azure?")
    assert "No, First Up Consultants is DPOR" in _said(said)
    back = await _pressed(ours, fake, "message-personal", _buttons(noted)["Take it back"])
    assert "no longer counts" in _said(back)
    async with services.store.transaction() as transaction:
        held = await transaction.record.subscription("a1000000-0000-4000-8000-000000000001")
    assert held is not None
    assert held.dpor is not None
    assert held.dpor.holder == US


async def test_search_finds_customers_and_articles_for_a_member(ours: OurSide, fake: FakeTeams) -> None:
    found = (await _invoked(ours, fake, "search", value=_typed("contoso")))["composeExtension"]
    titles = [one["preview"]["content"]["title"] for one in found["attachments"]]
    assert any(NAMED in title for title in titles)
    first = (await _invoked(ours, fake, "search-first"))["composeExtension"]
    assert len(first["attachments"]) >= 3
    picked = found["attachments"][0]["preview"]["content"]["tap"]["value"]
    card = (await _invoked(ours, fake, "search-pick", value=picked))["composeExtension"]
    assert card["type"] == "result"
    fake.elsewhere = {"19:group@thread.v2"}
    elsewhere = payload("message-group", fake.service_url)["conversation"]
    refused = await _invoked(ours, fake, "search-pick", value=picked, conversation=elsewhere)
    assert refused["composeExtension"]["type"] == "message"


def _typed(text: str) -> dict[str, Any]:
    return {"commandId": "search", "parameters": [{"name": "query", "value": text}]}


async def test_what_was_wrong_with_an_answer_is_kept(
    whole: tuple[OurSide, Services], fake: FakeTeams
) -> None:
    ours, services = whole
    card = await _asked(ours, fake, "message-personal", "what is PAL?")
    buttons = _buttons(card)
    answer = await _pressed(ours, fake, "message-personal", buttons["Yes, this helped"])
    assert answer["type"] == "application/vnd.microsoft.activity.message"
    why = await _invoked(ours, fake, "dialog-open", value={"data": buttons["No, this did not help"]["data"]})
    (send,) = _buttons(why["task"]["value"]["card"]["content"]).values()
    filled = {**send["data"], "field.note": "Too long."}
    closed = await _invoked(ours, fake, "dialog-send", value={"data": filled})
    assert closed["task"]["type"] == "message"
    async with services.store.transaction() as transaction:
        (kept,) = await transaction.opinions.latest(5)
    assert (kept.helpful, kept.note) == (False, "Too long.")


async def test_a_place_is_kept_while_the_bot_is_there(
    whole: tuple[OurSide, Services], fake: FakeTeams
) -> None:
    ours, services = whole
    await ours.post(payload("installed", fake.service_url), token=fake.token())
    await ours.post(payload("installation-update", fake.service_url), token=fake.token())
    (welcome,) = await fake.until_sent(1)
    assert welcome.conversation == "a:1personal"
    suggested = welcome.body["suggestedActions"]
    assert suggested["to"] == ["29:1a2b3c"]
    assert [one["type"] for one in suggested["actions"]] == ["imBack"] * 3
    async with services.store.transaction() as transaction:
        (place,) = await transaction.places.every()
    assert (place.address.tenant, place.person) == (TENANT, somebody()["aadObjectId"])
    receipt = await ours.platform.deliver(place.address, SAMPLES["title-only.en"], None)
    assert receipt == "posted-2"
    await ours.post(payload("uninstalled", fake.service_url), token=fake.token())
    await ours.platform.close()
    async with services.store.transaction() as transaction:
        assert await transaction.places.every() == ()


ASKED = (
    "are we DPOR for Contoso?",
    "are we DPOR for Contoso Azure?",
    "är vi DPOR för Contoso Office 365?",
    "är vi DPOR för Åkerlunds?",
    "which subscriptions have nobody?",
    "what is PAL?",
    "settings",
    "inställningar",
    "help",
    "checklist for Contoso",
    "draft a request to Contoso",
    "asdf qwer",
    "hej",
)


@pytest.mark.parametrize("question", ASKED)
async def test_everybody_can_use_every_real_card(question: str, ours: OurSide, fake: FakeTeams) -> None:
    card = await _asked(ours, fake, "message-personal", question)
    assert accessibility_faults(card) == []
    assert faults(card, frozenset({"AdaptiveCard"})) == []
