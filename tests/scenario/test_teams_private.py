"""Answers for one person in a room: a view of one's own, sharing it, and a chat of one's own."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from adapters.teams import showing
from bot.conversation.actions import Action
from bot.conversation.events import Audience, Click, Question
from bot.conversation.language import Language
from bot.conversation.replies import Reply
from bot.conversation.texts import texts_in
from tests.samples import SAMPLES
from tests.scenario.fake_connector import Answer, FakeTeams, fake_teams, somebody
from tests.scenario.teams_app import OurSide, SampleBot, payload

TEXTS = texts_in(Language.ENGLISH).teams
ASKER = "29:1a2b3c"
PRIVATE = replace(SAMPLES["status-other.en"], only_for_asker=True)
QUESTION = "hej är vi DPOR för R&D på Åkerlunds?"
SHARE = Action(name="share.everyone", language=Language.ENGLISH, arguments={"text": QUESTION})


@pytest.fixture
async def fake() -> AsyncIterator[FakeTeams]:
    async with fake_teams() as running:
        running.people = [somebody(), somebody("29:colleague")]
        yield running


@pytest.fixture
def bot() -> SampleBot:
    return SampleBot(PRIVATE)


def _press(fake: FakeTeams, action: dict[str, Any], *, by: str = ASKER, number: int = 0) -> dict[str, Any]:
    """A press in the group chat of `message-group`, on the message 1772439340000."""
    group = payload("message-group", fake.service_url)
    return payload(
        "press-execute",
        fake.service_url,
        id=f"f:press-{number}",
        conversation=group["conversation"],
        value={"action": action, "trigger": "automatic"},
        **{"from": {**group["from"], "id": by}},
    )


async def _asked_in_a_room(ours: OurSide, fake: FakeTeams) -> dict[str, Any]:
    await ours.post(payload("message-group", fake.service_url), token=fake.token())
    (sent,) = await fake.until_sent(1)
    card: dict[str, Any] = sent.body["attachments"][0]["content"]
    return card


async def test_a_room_is_shown_that_there_is_an_answer_and_nothing_of_it(
    ours: OurSide, fake: FakeTeams
) -> None:
    card = await _asked_in_a_room(ours, fake)
    sent = fake.sent[0]
    assert (sent.conversation, sent.activity) == ("19:group@thread.v2", "1772439331123")
    assert sent.body["summary"] == TEXTS.for_asker_title
    shown = json.dumps(sent.body["attachments"], ensure_ascii=False)
    assert "Fabrikam" not in shown
    assert card["refresh"]["userIds"] == [ASKER]


async def test_the_askers_client_gets_the_answer(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    card = await _asked_in_a_room(ours, fake)
    response = await ours.post(_press(fake, card["refresh"]["action"]), token=fake.token())
    answer = await response.json()
    assert answer["type"] == "application/vnd.microsoft.card.adaptive"
    assert "Fabrikam" in json.dumps(answer["value"])
    assert "refresh" not in answer["value"]
    asked, again = bot.events
    assert isinstance(asked, Question)
    assert isinstance(again, Question)
    assert (asked.text, again.text) == (QUESTION, QUESTION)
    assert again.origin.person.member
    assert len(fake.sent) == 1


async def test_somebody_else_gets_the_card_that_says_nothing(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    card = await _asked_in_a_room(ours, fake)
    pressed = card["refresh"]["action"]
    response = await ours.post(_press(fake, pressed, by="29:colleague"), token=fake.token())
    answer = await response.json()
    assert answer["value"] == card
    assert len(bot.events) == 1


async def test_who_writes_another_name_on_a_button_gets_what_is_for_that_person_alone(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    card = await _asked_in_a_room(ours, fake)
    fake.people = [somebody(), somebody("29:guest", userRole="guest")]
    action = card["refresh"]["action"]
    forged = {**action, "data": {**action["data"], "asker": "29:guest"}}
    await ours.post(_press(fake, forged, by="29:guest"), token=fake.token())
    assert not bot.events[-1].origin.person.member


async def test_an_old_client_is_answered_in_a_chat_of_ones_own(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    card = await _asked_in_a_room(ours, fake)
    pressed = payload(
        "message-group", fake.service_url, id="m2", text="", value=card["refresh"]["action"]["data"]
    )
    await ours.post(pressed, token=fake.token())
    _, sent = await fake.until_sent(2)
    assert sent.conversation.startswith("a:private-")
    assert "Fabrikam" in json.dumps(sent.body)


async def test_the_same_press_again_gives_no_second_answer(ours: OurSide, fake: FakeTeams) -> None:
    card = await _asked_in_a_room(ours, fake)
    press = _press(fake, card["refresh"]["action"])
    await ours.post(press, token=fake.token())
    again = await ours.post(press, token=fake.token())
    assert (await again.json())["type"] == "application/vnd.microsoft.activity.message"


async def test_a_view_that_carries_nothing_is_told_in_words(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    data = {"action": "answer.view?lang=en", "asker": ASKER}
    action = {"type": "Action.Execute", "verb": "answer.view", "data": data}
    response = await ours.post(_press(fake, action), token=fake.token())
    assert response.status == 200
    (click,) = bot.events
    assert isinstance(click, Click)
    assert click.action.name == "unknown-button"


async def test_in_a_personal_chat_it_is_an_answer_like_any_other(ours: OurSide, fake: FakeTeams) -> None:
    await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    (sent,) = await fake.until_sent(1)
    assert "Fabrikam" in json.dumps(sent.body)


async def test_what_is_too_long_to_be_carried_goes_to_a_chat_of_ones_own(
    ours: OurSide, fake: FakeTeams
) -> None:
    await ours.post(payload("message-group", fake.service_url, text="å" * 3000), token=fake.token())
    (sent,) = await fake.until_sent(1)
    assert sent.conversation.startswith("a:private-")
    assert sent.body["recipient"]["id"] == fake.opened[0]["members"][0]["id"]


async def test_shared_with_everyone_the_message_shows_it_to_all(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = SAMPLES["status-other.en"]
    press = _press(fake, {"verb": SHARE.name, "data": {"action": SHARE.encode()}})
    response = await ours.post(press, token=fake.token())
    assert "Fabrikam" in json.dumps(await response.json())
    (sent,) = await fake.until_sent(1)
    assert (sent.method, sent.activity) == ("PUT", "1772439340000")
    assert "Fabrikam" in json.dumps(sent.body)


async def test_who_was_removed_since_the_question_is_looked_up_anew_at_a_press(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    card = await _asked_in_a_room(ours, fake)
    fake.people = [somebody("29:colleague")]
    press = _press(fake, card["refresh"]["action"])
    await ours.post({**press, "value": {**press["value"], "trigger": "manual"}}, token=fake.token())
    assert [event.origin.person.member for event in bot.events] == [True, False]


async def test_who_is_there_is_looked_up_anew_before_anything_is_shared(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    await _asked_in_a_room(ours, fake)
    fake.people = [somebody(), somebody("29:guest", userRole="guest")]
    await ours.post(
        _press(fake, {"verb": SHARE.name, "data": {"action": SHARE.encode()}}), token=fake.token()
    )
    assert [event.origin.audience for event in bot.events] == [Audience.OURS, Audience.STRANGERS]


async def test_an_answer_for_one_never_becomes_the_message_of_all(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = replace(PRIVATE, replaces=True)
    action = {"verb": "status.of", "data": {"action": "status.of?lang=en&subscription=sub-1"}}
    await ours.post(_press(fake, action), token=fake.token())
    await ours.platform.close()
    assert fake.sent == []


IN_PRIVATE: Reply = replace(SAMPLES["status-other.en"], in_private=True)
SEND = {"verb": "private.send", "data": {"action": "private.send?lang=en&text=x"}}


async def test_sent_in_private_it_is_in_the_persons_own_chat(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = IN_PRIVATE
    response = await ours.post(_press(fake, SEND), token=fake.token())
    assert (await response.json())["value"] == TEXTS.sent_privately
    (sent,) = fake.sent
    (opened,) = fake.opened
    assert opened["members"] == [{"id": ASKER}]
    assert opened["channelData"] == {"tenant": {"id": opened["tenantId"]}}
    assert sent.conversation == f"a:private-{opened['members'][0]['id']}"
    assert sent.body["conversation"]["conversationType"] == "personal"


async def test_a_persons_own_chat_is_opened_once(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    bot.reply = IN_PRIVATE
    for number in range(3):
        await ours.post(_press(fake, SEND, number=number), token=fake.token())
    assert (len(fake.sent), len(fake.opened)) == (3, 1)


async def test_who_cannot_be_written_to_is_told_what_to_do(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply, fake.open_status = IN_PRIVATE, 403
    response = await ours.post(_press(fake, SEND), token=fake.token())
    assert (await response.json())["value"] == TEXTS.not_sent_privately
    assert fake.sent == []


async def test_a_person_removed_in_between_is_told_without_a_second_try(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = IN_PRIVATE
    fake.answers = [Answer(status=403)]
    response = await ours.post(_press(fake, SEND), token=fake.token())
    assert (await response.json())["value"] == TEXTS.not_sent_privately
    assert len(fake.sent) == 1


async def test_a_chat_of_ones_own_that_takes_long_does_not_keep_teams_waiting(
    ours: OurSide, fake: FakeTeams, bot: SampleBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(showing, "_PATIENCE", 0.1)
    bot.reply = IN_PRIVATE
    fake.answers = [Answer(after=0.5)]
    response = await ours.post(_press(fake, SEND), token=fake.token())
    assert (await response.json())["value"] == TEXTS.on_its_way
    await fake.until_sent(1)


async def test_a_room_is_told_where_the_chat_of_ones_own_is_missing(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply, fake.open_status = IN_PRIVATE, 403
    await ours.post(payload("message-group", fake.service_url), token=fake.token())
    (sent,) = await fake.until_sent(1)
    assert sent.conversation == "19:group@thread.v2"
    assert TEXTS.not_sent_privately in json.dumps(sent.body)
    assert "Fabrikam" not in json.dumps(sent.body)
