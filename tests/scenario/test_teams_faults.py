"""What goes wrong on Teams' side: the person is told or it is tried again, and nothing happens twice."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

import aiohttp
import pytest

from adapters.stores import open_store
from adapters.teams import connector
from adapters.teams.delivery import link_to
from bot.conversation.events import Address, Click, Joined, Left
from bot.conversation.keeping import Place
from bot.conversation.language import Language
from bot.conversation.texts import texts_in
from bot.errors import DeliveryError
from tests.builders import a_watch
from tests.samples import SAMPLES
from tests.scenario.fake_connector import Answer, FakeTeams, Sent
from tests.scenario.teams_app import OurSide, SampleBot, our_side, payload

TEXTS = texts_in(Language.ENGLISH).teams
SOON = {"Retry-After": "0"}


def _says(sent: Sent, sentence: str) -> bool:
    return sentence in json.dumps(sent.body, ensure_ascii=False)


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_what_teams_asks_to_send_later_is_sent_later(
    status: int, ours: OurSide, fake: FakeTeams
) -> None:
    fake.answers = [Answer(status=status, headers=SOON)] * 3
    await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    sent = await fake.until_sent(4)
    assert len({json.dumps(one.body) for one in sent}) == 1


async def test_a_stated_wait_is_waited(ours: OurSide, fake: FakeTeams) -> None:
    fake.answers = [Answer(status=429, headers={"Retry-After": "1"})]
    began = time.monotonic()
    await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    await fake.until_sent(2)
    assert time.monotonic() - began >= 1


async def test_a_room_that_must_wait_does_not_delay_another(ours: OurSide, fake: FakeTeams) -> None:
    fake.answers = [Answer(status=429, headers={"Retry-After": "20"}), Answer()]
    await ours.post(payload("message-group", fake.service_url), token=fake.token())
    await fake.until_sent(1)
    began = time.monotonic()
    await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    _, sent = await fake.until_sent(2)
    assert sent.conversation == "a:1personal"
    assert time.monotonic() - began < 10


async def test_a_wait_until_a_stated_time_is_waited(ours: OurSide, fake: FakeTeams) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    fake.answers = [Answer(status=429, headers={"Retry-After": until})]
    await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    await fake.until_sent(2)
    assert datetime.now(UTC) >= parsedate_to_datetime(until)


@pytest.mark.parametrize("stated", ["soon", "-1", "", "1e9", "Mon, 99 Feb 2026 00:00:00 GMT"])
async def test_a_wait_that_says_nothing_is_a_short_one(
    stated: str, ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    await fake.until_sent(1)
    fake.answers = [Answer(status=429, headers={"Retry-After": stated})]
    with pytest.raises(DeliveryError) as raised:
        await ours.platform.deliver(bot.events[0].origin.address, SAMPLES["status-ours.sv"], None)
    assert raised.value.retry_after == 1


async def test_trouble_of_teams_own_is_tried_once_more_and_said_to_be_a_repeat(
    ours: OurSide, fake: FakeTeams
) -> None:
    fake.answers = [Answer(status=500)]
    await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    _, again = await fake.until_sent(2)
    assert _says(again, TEXTS.perhaps_again)


@pytest.mark.parametrize("status", [403, 404])
@pytest.mark.parametrize("private", [False, True])
async def test_where_a_room_takes_nothing_the_person_is_written_to(
    status: int, private: bool, ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = replace(bot.reply, only_for_asker=private)
    fake.answers = [Answer(status=status)]
    await ours.post(payload("message-channel", fake.service_url), token=fake.token())
    _, sent = await fake.until_sent(2)
    assert sent.conversation == "a:private-29:1a2b3c"
    assert _says(sent, "Fabrikam")


async def test_a_chat_of_ones_own_is_asked_for_again_where_teams_is_silent(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = replace(bot.reply, in_private=True)
    fake.open_answers = [500]
    await ours.post(payload("message-group", fake.service_url), token=fake.token())
    (sent,) = await fake.until_sent(1)
    assert sent.conversation == "a:private-29:1a2b3c"


async def test_silence_is_tried_once_more_and_said_to_be_a_repeat(
    ours: OurSide, fake: FakeTeams, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connector, "_POSTING", aiohttp.ClientTimeout(total=0.3))
    fake.answers = [Answer(after=30), Answer()]
    await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    (again,) = await fake.until_sent(1)
    assert _says(again, TEXTS.perhaps_again)


async def test_lasting_silence_is_given_up_and_logged(
    fake: FakeTeams, bot: SampleBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(connector, "_POSTING", aiohttp.ClientTimeout(total=0.2))
    fake.answers = [Answer(after=30)] * 9
    async with our_side(bot, fake) as ours:
        await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    assert "teams answer lost" in caplog.text
    assert len(fake.answers) == 7


async def test_who_is_gone_gets_no_second_try(fake: FakeTeams, bot: SampleBot) -> None:
    fake.answers = [Answer(status=403)]
    async with our_side(bot, fake) as ours:
        await ours.post(payload("message-personal", fake.service_url), token=fake.token())
    assert len(fake.sent) == 1


@pytest.mark.parametrize("status", [400, 403, 404])
async def test_a_card_that_cannot_be_changed_is_posted_anew_with_a_link(
    status: int, ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = SAMPLES["checklist.en"]
    fake.answers = [Answer(status=status)]
    await ours.post(payload("checklist-save", fake.service_url), token=fake.token())
    edit, anew = await fake.until_sent(2)
    assert (edit.method, anew.method, anew.activity) == ("PUT", "POST", "")
    assert _says(anew, TEXTS.replaces_older)
    assert _says(anew, f"https://teams.microsoft.com/l/message/19%3Agroup%40thread.v2/{edit.activity}")


async def test_a_card_that_can_be_changed_later_is_changed_later(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = SAMPLES["checklist.en"]
    fake.answers = [Answer(status=429, headers=SOON)]
    await ours.post(payload("checklist-save", fake.service_url), token=fake.token())
    assert [one.method for one in await fake.until_sent(2)] == ["PUT", "PUT"]


async def test_a_change_without_an_answer_is_made_again(
    ours: OurSide, fake: FakeTeams, bot: SampleBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connector, "_POSTING", aiohttp.ClientTimeout(total=0.3))
    bot.reply = SAMPLES["checklist.en"]
    fake.answers = [Answer(after=30)]
    await ours.post(payload("checklist-save", fake.service_url), token=fake.token())
    (again,) = await fake.until_sent(1)
    assert again.method == "PUT"
    assert not _says(again, TEXTS.perhaps_again)


async def test_a_notice_that_cannot_be_changed_is_posted_anew_and_has_a_new_receipt(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    await ours.post(payload("message-channel", fake.service_url), token=fake.token())
    await fake.until_sent(1)
    room = replace(bot.events[0].origin.address, thread=None)
    fake.answers = [Answer(status=404)]
    assert await ours.platform.deliver(room, SAMPLES["status-ours.sv"], "old") == "posted-3"
    fake.answers = [Answer(status=429, headers={"Retry-After": "7"})]
    with pytest.raises(DeliveryError) as raised:
        await ours.platform.deliver(room, SAMPLES["status-ours.sv"], "old")
    assert raised.value.retry_after == 7
    assert len(fake.sent) == 4


def test_a_link_leads_to_the_message_in_its_thread_or_chat() -> None:
    channel = Address(tenant="t", platform="teams", conversation="19:c@thread.tacv2", thread="1")
    root = "https://teams.microsoft.com/l/message/19%3Ac%40thread.tacv2/2?tenantId=t&parentMessageId="
    assert link_to(channel, "2") == f"{root}1"
    assert link_to(replace(channel, thread=None), "2") == f"{root}2"
    chat = replace(channel, conversation="19:g@thread.v2", thread=None)
    assert link_to(chat, "2").endswith("/2?context=%7B%22contextType%22%3A%20%22chat%22%7D")


async def test_two_who_press_at_once_are_both_answered(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.takes = 0.1
    activity = payload("press-execute", fake.service_url)
    other = {**activity, "id": "f:other", "from": {**activity["from"], "id": "29:other"}}
    pressing = (ours.post(pressed, token=fake.token()) for pressed in (activity, other))
    for response in await asyncio.gather(*pressing):
        assert (await response.json())["type"] == "application/vnd.microsoft.activity.message"
    await fake.until_sent(2)
    assert all(isinstance(event, Click) for event in bot.events)
    assert len(bot.events) == 2


async def test_removed_and_installed_again_it_is_welcomed_again(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    for name in ("installed", "installation-update"):
        await ours.post(payload(name, fake.service_url), token=fake.token())
    await fake.until_sent(1)
    await ours.post(payload("uninstalled", fake.service_url), token=fake.token())
    await ours.post(payload("installed", fake.service_url, id="f:again"), token=fake.token())
    await fake.until_sent(2)
    assert [type(event) for event in bot.events] == [Joined, Left, Joined]
    assert len({event.origin.address for event in bot.events}) == 1


async def test_removed_from_a_team_nothing_is_looked_up_or_said(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    bot.reply = SAMPLES["title-only.en"]
    await ours.post(payload("bot-removed-from-team", fake.service_url), token=fake.token())
    await ours.platform.close()
    assert [type(event) for event in bot.events] == [Left]
    assert (fake.sent, fake.looked) == ([], [])


@pytest.mark.parametrize("event_type", ["teamMemberRemoved", "teamDeleted"])
async def test_a_team_that_is_gone_takes_its_channels_with_it(
    event_type: str, fake: FakeTeams, bot: SampleBot
) -> None:
    store = open_store("memory:")
    async with our_side(bot, fake, store=store) as ours:
        for name in ("message-channel", "message-group"):
            await ours.post(payload(name, fake.service_url), token=fake.token())
        await fake.until_sent(2)
        channel, group = (event.origin.address for event in bot.events)
        async with store.transaction() as transaction:
            for room in (channel, group):
                await transaction.watches.save(a_watch(room))
            await transaction.places.note(Place(address=channel, since=datetime.now(UTC)))
        left = payload("bot-removed-from-team", fake.service_url)
        left["channelData"]["eventType"] = event_type
        if event_type == "teamDeleted":
            del left["membersRemoved"]
        await ours.post(left, token=fake.token())
    gone = [event.origin.address for event in bot.events if isinstance(event, Left)]
    assert channel in gone
    assert group not in gone


async def test_a_deleted_channel_is_left_and_the_others_of_its_team_are_not(
    fake: FakeTeams, bot: SampleBot
) -> None:
    store = open_store("memory:")
    async with our_side(bot, fake, store=store) as ours:
        await ours.post(payload("message-channel", fake.service_url), token=fake.token())
        await fake.until_sent(1)
        async with store.transaction() as transaction:
            await transaction.watches.save(a_watch(bot.events[0].origin.address))
        deleted = payload("channel-created", fake.service_url)
        deleted["channelData"]["eventType"] = "channelDeleted"
        await ours.post(deleted, token=fake.token())
    _, left = bot.events
    assert isinstance(left, Left)
    assert left.origin.address.conversation == "19:new@thread.tacv2"


async def test_a_team_is_welcomed_once_in_the_channel_that_was_chosen(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    added = payload("bot-removed-from-team", fake.service_url)
    added["membersAdded"] = added.pop("membersRemoved")
    added["channelData"] |= {
        "eventType": "teamMemberAdded",
        "settings": {"selectedChannel": {"id": "19:chosen@thread.tacv2"}},
    }
    chosen = {**added["conversation"], "id": "19:chosen@thread.tacv2"}
    installed = {**added, "type": "installationUpdate", "action": "add", "id": "f:i", "conversation": chosen}
    for activity in (added, installed):
        await ours.post(activity, token=fake.token())
    await ours.platform.close()
    (sent,) = fake.sent
    assert sent.conversation == "19:chosen@thread.tacv2"
