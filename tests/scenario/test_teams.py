"""Teams from the wire to the wire: the real SDK's authentication, our route, a connector on this machine."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.events import Audience, Click, Joined
from bot.errors import DeliveryError
from tests.samples import SAMPLES
from tests.scenario.fake_connector import TENANT, Answer, FakeTeams
from tests.scenario.teams_app import OurSide, SampleBot, our_side, payload

CARD = "application/vnd.microsoft.card.adaptive"
NOTICE = "application/vnd.microsoft.activity.message"


async def test_a_question_is_answered_in_its_conversation_with_a_card(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    response = await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    assert response.status == 200
    (sent,) = await fake.until_sent(1)
    assert bot.asked == ["are we DPOR for Contoso Azure?"]
    assert (sent.method, sent.conversation, sent.activity) == ("POST", "a:1personal", "1772439330123")
    assert sent.authorization == "Bearer bot-token-1"
    assert sent.body["replyToId"] == "1772439330123"
    assert sent.body["from"]["id"].startswith("28:")
    assert sent.body["recipient"]["id"] == "29:1a2b3c"
    assert sent.body["summary"].startswith("Attention: No. Fabrikam")
    (attachment,) = sent.body["attachments"]
    assert attachment["contentType"] == CARD
    assert bot.events[0].origin.audience is Audience.OURS
    assert bot.events[0].origin.address.tenant == TENANT


async def test_a_channel_is_answered_in_the_thread(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    await ours.post(payload("message-channel", fake.service_url), token=fake.token())
    (sent,) = await fake.until_sent(1)
    assert bot.asked == ["Other Person asks: who should be partner of record?"]
    assert sent.conversation == "19:channel@thread.tacv2;messageid=1772439330000"
    assert sent.body["conversation"]["id"] == sent.conversation
    assert bot.events[0].origin.address.conversation == "19:channel@thread.tacv2"
    assert bot.events[0].origin.address.thread == "1772439330000"


async def test_the_bots_own_token_is_fetched_once(ours: OurSide, fake: FakeTeams) -> None:
    for number in range(3):
        activity = payload("message-personal", fake.service_url, id=f"m{number}")
        await ours.post(activity, token=fake.token())
    await fake.until_sent(3)
    assert len(fake.logins) == 1
    assert fake.logins[0]["scope"] == "https://api.botframework.com/.default"


async def test_a_refused_token_is_fetched_anew_and_the_answer_sent(ours: OurSide, fake: FakeTeams) -> None:
    fake.answers = [Answer(status=401)]
    await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    sent = await fake.until_sent(2)
    assert [one.authorization for one in sent] == ["Bearer bot-token-1", "Bearer bot-token-2"]


async def test_where_no_token_is_taken_it_is_given_up(fake: FakeTeams, bot: SampleBot) -> None:
    fake.answers = [Answer(status=401)] * 9
    async with our_side(bot, fake) as ours:
        await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    assert len(fake.sent) == 2


async def test_a_message_of_an_id_that_fits_in_no_address_is_answered(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    await ours.post(payload("message-personal", fake.service_url, id="9" * 100_000), token=fake.token())
    (sent,) = await fake.until_sent(1)
    assert sent.activity == ""
    assert len(bot.events[0].origin.event_id) < 100


async def test_another_apps_value_does_not_hide_what_was_written(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    values: tuple[object, ...] = ({"theirs": 1}, "x", [1], None)
    for number, value in enumerate(values):
        activity = payload("message-personal", fake.service_url, id=f"m{number}", text="hej", value=value)
        await ours.post(activity, token=fake.token())
    await fake.until_sent(len(values))
    assert bot.asked == ["hej"] * len(values)


async def test_a_wrong_password_is_named_in_the_log_by_its_code_alone(
    fake: FakeTeams, bot: SampleBot, caplog: pytest.LogCaptureFixture
) -> None:
    async with our_side(bot, fake, password="wrong-secret") as ours:
        await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    assert fake.sent == []
    assert "status=401 error=invalid_client" in caplog.text
    assert "wrong-secret" not in caplog.text


async def test_a_press_that_leads_on_is_answered_below_and_the_card_stays(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    response = await ours.post(payload("press-execute", fake.service_url), token=fake.token())
    answer = await response.json()
    assert response.status == 200
    assert (answer["statusCode"], answer["type"]) == (200, NOTICE)
    (press,) = bot.events
    assert isinstance(press, Click)
    assert press.action.name == "status.of"
    assert press.ticked is None
    (sent,) = await fake.until_sent(1)
    assert (sent.method, sent.conversation, sent.activity) == ("POST", "a:1personal", "1772439340000")
    assert "Fabrikam" in json.dumps(sent.body)


async def test_in_a_room_open_knowledge_is_answered_in_the_thread_and_the_card_stays(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = SAMPLES["knowledge.en"]
    there = payload("message-channel", fake.service_url)["conversation"]
    pressed = payload("press-execute", fake.service_url, conversation=there)
    response = await ours.post(pressed, token=fake.token())
    assert (await response.json())["type"] == NOTICE
    (sent,) = await fake.until_sent(1)
    assert (sent.method, sent.conversation) == ("POST", there["id"])


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("form.en", {}),
        ("abstain.en", {"only_for_asker": True}),
    ],
)
async def test_a_form_and_what_could_not_be_done_stand_in_the_card(
    name: str, changes: dict[str, Any], ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = replace(SAMPLES[name], **changes)
    response = await ours.post(payload("press-execute", fake.service_url), token=fake.token())
    answer = await response.json()
    assert (answer["type"], answer["value"]["type"]) == (CARD, "AdaptiveCard")
    await ours.platform.close()
    assert fake.sent == []


async def test_an_answer_posted_below_can_be_rated_by_teams_thumbs(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = SAMPLES["rated.en"]
    await ours.post(payload("press-execute", fake.service_url), token=fake.token())
    await fake.until_sent(1)
    await ours.post(payload("thumb", fake.service_url, replyToId="posted-1"), token=fake.token())
    given = bot.events[1]
    assert isinstance(given, Click)
    assert given.action.name == "feedback.give"


async def test_an_answer_below_that_is_refused_is_logged_by_its_place(
    ours: OurSide, fake: FakeTeams, caplog: pytest.LogCaptureFixture
) -> None:
    fake.answers = [Answer(status=403)]
    await ours.post(payload("press-execute", fake.service_url), token=fake.token())
    await fake.until_sent(1)
    await ours.platform.close()
    assert "teams answer lost conversation=a:1personal error=refused: 403" in caplog.text
    assert "Traceback" not in caplog.text


async def test_ones_own_page_is_edited_where_only_one_reads(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = replace(SAMPLES["title-only.en"], replaces=True, only_for_asker=True)
    response = await ours.post(payload("press-execute", fake.service_url), token=fake.token())
    assert (await response.json())["type"] == CARD
    (sent,) = await fake.until_sent(1)
    assert (sent.method, sent.activity) == ("PUT", "1772439340000")


async def test_ticks_are_saved_and_the_stored_message_is_updated(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = SAMPLES["checklist.en"]
    response = await ours.post(payload("checklist-save", fake.service_url), token=fake.token())
    assert (await response.json())["type"] == CARD
    (press,) = bot.events
    assert isinstance(press, Click)
    assert press.ticked == frozenset({"1", "3"})
    (sent,) = await fake.until_sent(1)
    assert (sent.method, sent.activity) == ("PUT", "1772439341000")


async def test_an_old_clients_press_edits_the_message(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    bot.reply = SAMPLES["checklist.sv"]
    await ours.post(payload("press-submit", fake.service_url), token=fake.token())
    (sent,) = await fake.until_sent(1)
    (press,) = bot.events
    assert isinstance(press, Click)
    assert press.ticked == frozenset({"2"})
    assert (sent.method, sent.activity) == ("PUT", "1772439341000")


async def test_a_press_that_arrives_again_is_not_answered_with_a_second_card(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    activity = payload("press-execute", fake.service_url)
    await ours.post(activity, token=fake.token())
    again = await ours.post(activity, token=fake.token())
    assert again.status == 200
    assert (await again.json())["type"] == "application/vnd.microsoft.activity.message"
    assert len(bot.events) == 1


async def test_one_installation_is_welcomed_once(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    await ours.post(payload("installed", fake.service_url), token=fake.token())
    await ours.post(payload("installation-update", fake.service_url), token=fake.token())
    await fake.until_sent(1)
    assert {type(event) for event in bot.events} == {Joined}
    assert len({event.origin.address for event in bot.events}) == 1


@pytest.mark.parametrize(
    "name", ["person-added", "person-removed", "channel-shared", "reaction", "typing", "message-from-bot"]
)
async def test_what_is_not_for_us_is_taken_politely(
    name: str, ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    response = await ours.post(payload(name, fake.service_url), token=fake.token())
    assert response.status == 200
    assert bot.events == []


async def test_a_rate_limit_is_waited_out(ours: OurSide, fake: FakeTeams) -> None:
    fake.answers = [
        Answer(status=429, headers={"Retry-After": "0"}),
        Answer(status=503, headers={"Retry-After": "0"}),
    ]
    await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    sent = await fake.until_sent(3)
    assert len({one.activity for one in sent}) == 1


@pytest.mark.parametrize("status", [403, 404, 413])
async def test_what_teams_refuses_is_not_posted_twice(status: int, fake: FakeTeams, bot: SampleBot) -> None:
    fake.answers = [Answer(status=status)]
    async with our_side(bot, fake) as ours:
        await ours.post(payload("message-personal", fake.service_url), token=fake.token())
        await fake.until_sent(1)
    assert len(fake.sent) == 1


async def test_closing_waits_for_answers_under_way(fake: FakeTeams, bot: SampleBot) -> None:
    bot.takes = 0.3
    async with our_side(bot, fake) as ours:
        await ours.post(payload("message-personal", fake.service_url), token=fake.token())
        assert fake.sent == []
    assert len(fake.sent) == 1


async def test_closing_gives_up_what_takes_too_long(fake: FakeTeams, bot: SampleBot) -> None:
    bot.takes = 60
    async with our_side(bot, fake) as ours:
        await ours.post(payload("message-personal", fake.service_url), token=fake.token())
        began = time.monotonic()
    assert time.monotonic() - began < 30


async def test_a_notice_is_posted_and_then_edited(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    await ours.post(payload("message-channel", fake.service_url), token=fake.token())
    await fake.until_sent(1)
    room = replace(bot.events[0].origin.address, thread=None)
    receipt = await ours.platform.deliver(room, SAMPLES["status-ours.sv"], None)
    assert await ours.platform.deliver(room, SAMPLES["status-other.en"], receipt) == "posted-3"
    _, posted, edited = fake.sent
    assert (posted.method, posted.conversation, posted.activity) == ("POST", "19:channel@thread.tacv2", "")
    assert (edited.method, edited.activity) == ("PUT", receipt)


@pytest.mark.parametrize(
    ("status", "header", "wait"), [(429, "17", 17.0), (503, "soon", 1.0), (403, "17", None)]
)
async def test_a_failed_delivery_says_when_to_try_again(
    status: int, header: str, wait: float | None, ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    await fake.until_sent(1)
    fake.answers = [Answer(status=status, headers={"Retry-After": header})]
    with pytest.raises(DeliveryError) as raised:
        await ours.platform.deliver(bot.events[0].origin.address, SAMPLES["status-ours.sv"], None)
    assert raised.value.retry_after == wait
