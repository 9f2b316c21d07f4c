"""Dialogs, searches, actions on messages and thumbs: what Teams waits for beside presses on cards."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.actions import Action
from bot.conversation.events import Audience, Click, Question, Search
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Choice, Choices, Reply
from bot.conversation.texts import texts_in
from tests.samples import SAMPLES
from tests.scenario.fake_connector import FakeTeams, somebody
from tests.scenario.teams_app import OurSide, SampleBot, payload

EN = Language.ENGLISH
FORM = SAMPLES["form.en"]
THANKS = Reply(
    language=EN,
    title="Thank you",
    outcome=Outcome(kind=Kind.COMMAND, topic="feedback"),
    only_for_asker=True,
    names_customers=False,
)
FOUND = Reply(
    language=EN,
    title="Found",
    outcome=Outcome(kind=Kind.CHOOSE, topic="search"),
    blocks=(
        Choices(
            prompt="Pick one:",
            choices=(
                Choice(
                    title="Contoso",
                    summary="2 subscriptions",
                    action=Action(name="status.of", language=EN, arguments={"customer": "contoso"}),
                ),
                Choice(
                    title="What is PAL?",
                    action=Action(name="topic.show", language=EN, arguments={"id": "pal"}),
                ),
            ),
        ),
    ),
)


@pytest.fixture
def bot() -> SampleBot:
    return SampleBot(FORM)


async def _invoke(ours: OurSide, fake: FakeTeams, name: str, **changes: object) -> dict[str, Any]:
    response = await ours.post(payload(name, fake.service_url, **changes), token=fake.token())
    assert response.status == 200
    answer: dict[str, Any] = await response.json()
    return answer


def _dialog_inputs(answer: dict[str, Any]) -> list[str]:
    shown = answer["task"]["value"]
    assert answer["task"]["type"] == "continue"
    assert shown["card"]["contentType"] == "application/vnd.microsoft.card.adaptive"
    return [part["id"] for part in shown["card"]["content"]["body"] if part["type"].startswith("Input.")]


async def test_a_button_opens_the_form_in_a_dialog(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    answer = await _invoke(ours, fake, "dialog-open")
    assert _dialog_inputs(answer) == ["field.customer", "field.product", "field.note"]
    assert answer["task"]["value"]["title"] == FORM.title
    (click,) = bot.events
    assert isinstance(click, Click)
    assert click.action.name == "claim.open"
    assert click.action.arguments == {"customer": "Contoso"}
    assert fake.sent == []


async def test_a_form_that_is_sent_is_a_click_with_what_was_filled_in(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = SAMPLES["status-other.en"]
    answer = await _invoke(ours, fake, "dialog-send")
    (click,) = bot.events
    assert isinstance(click, Click)
    assert click.filled == {"customer": "Contoso", "partner": "Fabrikam", "note": ""}
    assert _dialog_inputs(answer) == []
    assert "Fabrikam" in json.dumps(answer)


async def test_a_form_with_faults_is_shown_again(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    bot.reply = SAMPLES["form-faults.sv"]
    answer = await _invoke(ours, fake, "dialog-send")
    assert len(_dialog_inputs(answer)) == 3
    assert "Fyll i det här." in json.dumps(answer, ensure_ascii=False)


async def test_a_form_sent_twice_is_taken_once(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    await _invoke(ours, fake, "dialog-send")
    again = await _invoke(ours, fake, "dialog-send")
    assert again["task"]["type"] == "message"
    assert len(bot.events) == 1


async def test_thanks_close_the_dialog(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    bot.reply = THANKS
    answer = await _invoke(ours, fake, "dialog-send")
    assert answer == {"task": {"type": "message", "value": "Thank you"}}


async def test_a_dialog_is_the_persons_own_whoever_is_in_the_room(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    fake.people = [somebody(), somebody("29:guest", userRole="guest")]
    await _invoke(ours, fake, "message-ask")
    origin = bot.events[0].origin
    assert (origin.private, origin.audience, origin.person.member) == (True, Audience.OURS, True)


async def test_a_guests_dialog_is_a_strangers(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    fake.people = [somebody(userRole="guest")]
    await _invoke(ours, fake, "message-ask")
    assert bot.events[0].origin.audience is Audience.STRANGERS


async def test_a_message_is_asked_about_in_a_dialog(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    bot.reply = SAMPLES["status-other.en"]
    answer = await _invoke(ours, fake, "message-ask")
    (question,) = bot.events
    assert isinstance(question, Question)
    assert question.text.startswith("Are we DPOR for R&D at Contoso?")
    assert "Fabrikam" in json.dumps(answer["task"]["value"]["card"])
    assert fake.sent == []


@pytest.mark.parametrize(("locale", "language"), [("sv-SE", Language.SWEDISH), ("en-GB", Language.ENGLISH)])
async def test_a_message_of_pictures_alone_is_said_to_have_no_text(
    locale: str, language: Language, ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    asked = payload("message-ask", fake.service_url)["value"]
    picture = {
        "contentType": "html",
        "content": '<div><img alt="x" src="https://contoso.example/x.png"></div>',
    }
    message = {**asked["messagePayload"], "body": picture}
    value = {**asked, "messagePayload": message}
    answer = await _invoke(ours, fake, "message-ask", value=value, locale=locale)
    assert answer == {"task": {"type": "message", "value": texts_in(language).teams.no_text}}
    assert bot.events == []


async def test_a_message_is_reported_by_a_form(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    answer = await _invoke(ours, fake, "message-report")
    assert _dialog_inputs(answer) == ["field.customer", "field.product", "field.note"]
    (opened,) = bot.events
    assert isinstance(opened, Click)
    assert opened.action.arguments == {"text": "Fabrikam säger att de har Contoso."}
    bot.reply = SAMPLES["status-other.en"]
    await _invoke(ours, fake, "message-report-send")
    sent = bot.events[-1]
    assert isinstance(sent, Click)
    assert sent.filled == {"customer": "Contoso", "partner": "Fabrikam"}


async def test_an_old_clients_form_is_in_the_message(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    pressed = payload("press-submit", fake.service_url, value={"action": "claim.open?lang=en"})
    await ours.post(pressed, token=fake.token())
    (sent,) = await fake.until_sent(1)
    body = sent.body["attachments"][0]["content"]["body"]
    assert [part["id"] for part in body if part["type"].startswith("Input.")] == [
        "field.customer",
        "field.product",
        "field.note",
    ]
    filled = {"action": "claim.save?lang=en", "form": True, "field.customer": "Contoso"}
    await ours.post(payload("press-submit", fake.service_url, id="m2", value=filled), token=fake.token())
    await fake.until_sent(2)
    click = bot.events[-1]
    assert isinstance(click, Click)
    assert click.filled == {"customer": "Contoso"}


async def test_what_is_found_is_listed_with_previews(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    bot.reply = FOUND
    answer = (await _invoke(ours, fake, "search"))["composeExtension"]
    assert (answer["type"], answer["attachmentLayout"]) == ("result", "list")
    first, second = answer["attachments"]
    assert first["preview"]["contentType"] == "application/vnd.microsoft.card.thumbnail"
    assert first["preview"]["content"]["title"] == "Contoso"
    assert first["preview"]["content"]["text"] == "2 subscriptions"
    assert first["preview"]["content"]["tap"] == {
        "type": "invoke",
        "value": {"action": "status.of?lang=en&customer=contoso"},
    }
    assert first["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert second["preview"]["content"]["title"] == "What is PAL?"
    (asked,) = bot.events
    assert isinstance(asked, Search)
    assert asked.text == "cont"
    assert (asked.origin.private, asked.origin.audience) == (True, Audience.OURS)


async def test_nothing_found_is_said(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    bot.reply = replace(FOUND, title="Nothing found", blocks=())
    answer = await _invoke(ours, fake, "search")
    assert answer == {"composeExtension": {"type": "message", "text": "Nothing found"}}


async def test_who_searches_where_the_bot_is_not_is_looked_up_in_a_chat_of_their_own(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    fake.elsewhere = {"a:1personal"}
    bot.reply = FOUND
    await _invoke(ours, fake, "search")
    assert bot.events[0].origin.audience is Audience.OURS
    assert fake.looked[0].startswith("a:1personal/")
    assert len(fake.opened) == 1


async def test_a_guest_who_searches_is_a_stranger(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    fake.people = [somebody(userRole="guest")]
    await _invoke(ours, fake, "search")
    assert bot.events[0].origin.audience is Audience.STRANGERS


async def test_what_is_picked_is_a_card_to_send_without_buttons(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = SAMPLES["status-other.en"]
    answer = (await _invoke(ours, fake, "search-pick"))["composeExtension"]
    (attachment,) = answer["attachments"]
    assert "Fabrikam" in json.dumps(attachment["content"])
    assert "Action.Execute" not in json.dumps(attachment["content"])
    (click,) = bot.events
    assert isinstance(click, Click)
    assert click.action.name == "status.of"


@pytest.mark.parametrize(
    ("elsewhere", "others"), [(True, []), (False, [somebody("29:guest", userRole="guest")])]
)
async def test_what_is_picked_is_for_all_who_read_the_conversation(
    elsewhere: bool, others: list[dict[str, Any]], ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    fake.people = [somebody(), *others]
    fake.elsewhere = {"a:1personal"} if elsewhere else set()
    bot.reply = SAMPLES["abstain.en"]
    answer = await _invoke(ours, fake, "search-pick")
    origin = bot.events[0].origin
    assert (origin.private, origin.audience) == (False, Audience.STRANGERS)
    assert answer["composeExtension"]["type"] == "message"


async def _answered(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> str:
    """An answer that asks whether it helped; gives the message's id."""
    bot.reply = SAMPLES["rated.en"]
    await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    await fake.until_sent(1)
    return "posted-1"


async def test_teams_own_thumb_is_feedback_with_the_words(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    posted = await _answered(ours, fake, bot)
    bot.reply = FORM
    assert await _invoke(ours, fake, "thumb", replyToId=posted) == {}
    _, given, note = bot.events
    assert isinstance(given, Click)
    assert given.action.name == "feedback.give"
    assert given.action.arguments == {"topic": "what-is-dpor", "verdict": "bad"}
    assert isinstance(note, Click)
    assert note.filled == {"customer": "Too old."}


async def test_a_thumb_that_names_no_message_is_logged(
    ours: OurSide, fake: FakeTeams, bot: SampleBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "dpor.teams")
    assert await _invoke(ours, fake, "thumb", replyToId=None) == {}
    assert bot.events == []
    assert "teams feedback names no message event=teams:a:1personal:f:74b00001" in caplog.text
    assert "Too old" not in caplog.text


async def test_a_thumb_on_a_message_of_before_is_taken_politely(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    assert await _invoke(ours, fake, "thumb", replyToId="long-ago") == {}
    assert bot.events == []


async def test_a_good_word_leaves_the_answer_in_place(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    bot.reply = THANKS
    data = {"action": "feedback.give?lang=en&topic=pal&verdict=good"}
    answer = await _invoke(
        ours, fake, "press-execute", value={"action": {"verb": "feedback.give", "data": data}}
    )
    assert (answer["type"], answer["value"]) == (
        "application/vnd.microsoft.activity.message",
        "Thank you",
    )


@pytest.mark.parametrize(
    "name", ["dialog-open", "dialog-send", "search", "search-pick", "message-ask", "message-report", "thumb"]
)
async def test_odd_parts_of_an_invoke_do_no_harm(
    name: str, ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = FOUND
    for number, odd in enumerate((None, 7, "text", [], {}, [None, 1], {"data": [1], "parameters": {"a": 1}})):
        activity = payload(name, fake.service_url, value=odd, id=f"f:{number}")
        response = await ours.post(activity, token=fake.token())
        assert response.status == 200, odd


async def test_an_invoke_of_another_kind_is_taken_politely(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    activity = {**payload("search", fake.service_url), "name": "config/fetch"}
    response = await ours.post(activity, token=fake.token())
    assert (response.status, await response.read(), bot.events) == (200, b"", [])
