"""Teams as the courier has it: posted to what was kept, marked where it may be a repeat, only among us."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.courier.posting import Told
from bot.conversation.events import Address
from bot.conversation.language import Language
from bot.conversation.texts import texts_in
from bot.errors import DeliveryError, Fate, RoomLost
from tests.contract.notice_steps import a_notice
from tests.samples import SAMPLES
from tests.scenario.fake_connector import TENANT, Answer, FakeTeams, somebody
from tests.scenario.teams_app import OurSide, SampleBot, payload
from tests.scenario.test_teams_audience import PLACES

MAY_REPEAT = texts_in(Language.ENGLISH).delivery.may_repeat


async def kept(ours: OurSide, fake: FakeTeams, bot: SampleBot, name: str = "message-channel") -> Told:
    """A card for the conversation that somebody wrote in."""
    await ours.post(payload(name, fake.service_url), token=fake.token())
    await fake.until_sent(1)
    fake.sent.clear()
    return Told(address=bot.events[0].origin.address, reply=SAMPLES["status-other.en"], key="key-1")


async def test_a_card_stands_in_the_channel_and_its_lines_in_its_thread(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    card = await kept(ours, fake, bot)
    receipt = await ours.platform.poster.post(card)
    await ours.platform.poster.post(replace(card, thread=receipt))
    posted, line = fake.sent
    assert (posted.method, posted.conversation) == ("POST", "19:channel@thread.tacv2")
    assert line.conversation == f"19:channel@thread.tacv2;messageid={receipt}"
    assert MAY_REPEAT not in str(posted.body)


async def test_a_chat_has_no_threads(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    card = await kept(ours, fake, bot, "message-group")
    await ours.platform.poster.post(replace(card, thread="posted-1"))
    assert fake.sent[0].conversation == card.address.conversation


async def test_an_edit_changes_the_card(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    card = await kept(ours, fake, bot)
    assert await ours.platform.poster.post(replace(card, edits="posted-7"))
    assert (fake.sent[0].method, fake.sent[0].activity) == ("PUT", "posted-7")


async def test_what_may_be_a_repeat_says_so(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    card = await kept(ours, fake, bot)
    await ours.platform.poster.post(replace(card, may_repeat=True))
    assert MAY_REPEAT in str(fake.sent[0].body)


async def test_nobody_can_look(ours: OurSide) -> None:
    with pytest.raises(DeliveryError) as raised:
        await ours.platform.poster.look(a_notice(), "")
    assert raised.value.fate is Fate.REFUSED


STATUSES: dict[int, tuple[Fate, str, float | None]] = {
    412: (Fate.NOT_TAKEN, "busy", 17.0),
    429: (Fate.NOT_TAKEN, "busy", 17.0),
    500: (Fate.UNCLEAR, "unanswered", None),
    502: (Fate.UNCLEAR, "unanswered", None),
    503: (Fate.UNCLEAR, "unanswered", None),
    504: (Fate.UNCLEAR, "unanswered", None),
    400: (Fate.REFUSED, "undrawable", None),
    413: (Fate.REFUSED, "undrawable", None),
    403: (Fate.REFUSED, "shut-out", None),
    404: (Fate.REFUSED, "room-gone", None),
    409: (Fate.NOT_TAKEN, "refused", None),
}


@pytest.mark.parametrize("status", STATUSES)
async def test_what_a_status_means_for_a_post(
    status: int, ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    card = await kept(ours, fake, bot)
    fate, trouble, wait = STATUSES[status]
    fake.answers = [Answer(status=status, headers={"Retry-After": "17"})]
    with pytest.raises(DeliveryError, match=f"^{trouble}: ") as raised:
        await ours.platform.poster.post(card)
    assert (raised.value.fate, raised.value.retry_after) == (fate, wait)
    assert isinstance(raised.value, RoomLost) == (trouble in ("shut-out", "room-gone"))
    assert len(fake.sent) == 1


@pytest.mark.parametrize("status", [412, 429, 500, 502, 503, 504])
async def test_an_edit_that_is_not_confirmed_is_done_again(
    status: int, ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    card = await kept(ours, fake, bot)
    fake.answers = [Answer(status=status)]
    with pytest.raises(DeliveryError) as raised:
        await ours.platform.poster.post(replace(card, edits="posted-7"))
    assert raised.value.fate is Fate.NOT_TAKEN


@pytest.mark.parametrize("part", [{"edits": "gone"}, {"thread": "gone"}], ids=str)
async def test_a_card_that_is_gone_is_no_lost_room(
    part: dict[str, Any], ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    card = await kept(ours, fake, bot)
    fake.answers = [Answer(status=404)]
    with pytest.raises(DeliveryError, match="message-gone") as raised:
        await ours.platform.poster.post(replace(card, **part))
    assert type(raised.value) is DeliveryError
    assert raised.value.fate is Fate.REFUSED


async def test_its_pace_keeps_all_of_microsofts_limits(ours: OurSide) -> None:
    rest = ours.platform.poster.rest
    for most, seconds in ((7, 1), (8, 2), (60, 30), (1800, 3600)):
        assert timedelta(seconds=seconds) / rest <= most


# Who reads along


@pytest.mark.parametrize("place", PLACES)
async def test_a_place_is_let_in_only_where_all_are_ours(
    place: str, ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    name, changes, others, safe = PLACES[place]
    fake.people = [*others, somebody()]
    await ours.post(payload(name, fake.service_url, **changes), token=fake.token())
    await fake.until_sent(1)
    told = Told(address=bot.events[0].origin.address, reply=SAMPLES["status-other.en"], key="key-1")
    if safe:
        await ours.platform.poster.admit(told)
        return
    with pytest.raises(RoomLost, match="strangers"):
        await ours.platform.poster.admit(told)


async def test_nothing_is_asked_where_no_customer_is_named(ours: OurSide, fake: FakeTeams) -> None:
    nowhere = Address(tenant="T", platform="teams", conversation="19:x")
    reply = replace(SAMPLES["status-other.en"], names_customers=False)
    await ours.platform.poster.admit(Told(address=nowhere, reply=reply, key="key-1"))
    assert fake.looked == []


async def test_a_stranger_who_came_since_is_noticed(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    card = await kept(ours, fake, bot)
    await ours.platform.poster.admit(card)
    fake.people = [somebody(), somebody("29:new", userRole="guest")]
    came = payload("person-added", fake.service_url)
    came["conversation"] = {**came["conversation"], "id": card.address.conversation}
    await ours.post(came, token=fake.token())
    with pytest.raises(RoomLost, match="strangers"):
        await ours.platform.poster.admit(card)


@pytest.mark.parametrize(("status", "lost"), [(403, True), (404, True), (429, False), (500, False)])
async def test_where_the_members_are_not_told_it_is_lost_or_tried_later(
    status: int, lost: bool, ours: OurSide, fake: FakeTeams
) -> None:
    reference = (
        f'{{"bot":{{"id":"28:b"}},"conversation":{{"conversationType":"groupChat","id":"19:n@thread.v2",'
        f'"tenantId":"{TENANT}"}},"serviceUrl":"{fake.service_url}"}}'
    )
    address = Address(tenant=TENANT, platform="teams", conversation="19:n@thread.v2", reference=reference)
    fake.look_answers = [Answer(status=status)]
    with pytest.raises(DeliveryError) as raised:
        await ours.platform.poster.admit(Told(address=address, reply=SAMPLES["status-other.en"], key="k"))
    assert isinstance(raised.value, RoomLost) == lost
    assert (raised.value.fate is Fate.NOT_TAKEN) == (not lost)
