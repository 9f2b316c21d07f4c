"""Slack as the courier has it: posted once, found again, edited; and what each refusal means."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.courier.posting import Told
from adapters.slack.poster import SlackPoster
from bot.conversation.events import Address
from bot.conversation.language import Language
from bot.conversation.notices import Notice
from bot.conversation.texts import texts_in
from bot.errors import DeliveryError, Fate, RoomLost
from tests.samples import SAMPLES
from tests.scenario import fake_slack as fakes
from tests.scenario.fake_slack import a_room, a_user, fake_slack
from tests.scenario.slack_app import ASKER, DIRECT, ROOM, Service, serving

HERE = Address(tenant=fakes.TEAM, platform="slack", conversation=ROOM, thread="1.2")
CARD = Told(address=HERE, reply=SAMPLES["status-other.en"], key="key-1")
MAY_REPEAT = texts_in(Language.ENGLISH).delivery.may_repeat


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with fake_slack() as slack, serving(slack) as running:
        yield running


@pytest.fixture
def poster(service: Service) -> SlackPoster:
    found = service.platform.poster
    assert found is not None
    return found


def notice(key: str = "key-1", address: Address = HERE) -> Notice:
    now = datetime.now(UTC)
    return Notice(key=key, subject="case", address=address, text="", due=now, created=now, first_tried=now)


async def test_a_card_goes_to_the_room_itself_with_its_key_and_a_line_under_it(
    service: Service, poster: SlackPoster
) -> None:
    receipt = await poster.post(CARD)
    await poster.post(replace(CARD, key="key-2", thread=receipt))
    card, line = service.slack.of("chat.postMessage")
    assert card["metadata"] == {"event_type": "dpor_notice", "event_payload": {"key": "key-1"}}
    assert "thread_ts" not in card
    assert receipt == f"{ROOM}:{line['thread_ts']}"
    assert MAY_REPEAT not in str(card)


async def test_what_may_be_a_repeat_says_so(service: Service, poster: SlackPoster) -> None:
    await poster.post(replace(CARD, may_repeat=True))
    assert MAY_REPEAT in str(service.slack.of("chat.postMessage"))


async def test_an_edit_leaves_the_key_as_it_is(service: Service, poster: SlackPoster) -> None:
    receipt = await poster.post(CARD)
    assert await poster.post(replace(CARD, key="key-2", edits=receipt)) == receipt
    [edited] = service.slack.of("chat.update")
    assert "metadata" not in edited
    assert f"{edited['channel']}:{edited['ts']}" == receipt


async def test_a_card_that_is_gone_cannot_be_edited(service: Service, poster: SlackPoster) -> None:
    service.slack.fail("chat.update", fakes.refused("message_not_found"))
    with pytest.raises(DeliveryError, match=r"^message-gone: chat\.update") as raised:
        await poster.post(replace(CARD, edits=f"{ROOM}:1.1"))
    assert (raised.value.fate, type(raised.value)) == (Fate.REFUSED, DeliveryError)


BUSY = {"429": fakes.rate_limited(17), "ok: false": fakes.refused("ratelimited")}
NOT_TAKEN = {"limit": "message_limit_exceeded", "unknown": "a_new_word", "token": "invalid_auth"}
UNCLEAR = {
    "500": fakes.status(500),
    "503": fakes.status(503),
    "reset": fakes.reset,
    "not json": fakes.status(200),
    "internal": fakes.refused("internal_error"),
}
LOST = {
    "channel_not_found": "room-gone",
    "is_archived": "archived",
    "not_in_channel": "shut-out",
    "account_inactive": "uninstalled",
    "token_revoked": "uninstalled",
    "restricted_action": "forbidden",
}


@pytest.mark.parametrize("fault", BUSY.values(), ids=BUSY)
async def test_a_limit_is_a_no_that_says_when(
    service: Service, poster: SlackPoster, fault: fakes.Fault
) -> None:
    service.slack.fail("chat.postMessage", fault)
    with pytest.raises(DeliveryError, match="busy") as raised:
        await poster.post(CARD)
    assert raised.value.fate is Fate.NOT_TAKEN
    assert raised.value.retry_after in (17.0, 1.0)


@pytest.mark.parametrize("code", NOT_TAKEN.values(), ids=NOT_TAKEN)
async def test_a_no_that_may_pass_is_tried_again(service: Service, poster: SlackPoster, code: str) -> None:
    service.slack.fail("chat.postMessage", fakes.refused(code))
    with pytest.raises(DeliveryError) as raised:
        await poster.post(CARD)
    assert (raised.value.fate, raised.value.retry_after) == (Fate.NOT_TAKEN, None)


@pytest.mark.parametrize("fault", UNCLEAR.values(), ids=UNCLEAR)
async def test_what_does_not_say_is_unclear_and_is_sent_once(
    service: Service, poster: SlackPoster, fault: fakes.Fault
) -> None:
    service.slack.fail("chat.postMessage", fault)
    with pytest.raises(DeliveryError, match="unanswered") as raised:
        await poster.post(CARD)
    assert raised.value.fate is Fate.UNCLEAR
    assert len(service.slack.of("chat.postMessage")) == 1


@pytest.mark.parametrize(("code", "trouble"), LOST.items(), ids=LOST)
async def test_a_room_that_takes_nothing_more_is_lost(
    service: Service, poster: SlackPoster, code: str, trouble: str
) -> None:
    service.slack.fail("chat.postMessage", fakes.refused(code))
    with pytest.raises(RoomLost, match=f"^{trouble}: "):
        await poster.post(CARD)


async def test_what_cannot_be_drawn_ends_by_itself(service: Service, poster: SlackPoster) -> None:
    service.slack.fail("chat.postMessage", *[fakes.refused("invalid_blocks")] * 4)
    with pytest.raises(DeliveryError, match="undrawable") as raised:
        await poster.post(CARD)
    assert (raised.value.fate, type(raised.value)) == (Fate.REFUSED, DeliveryError)


# Did it get through?


async def test_it_is_found_by_its_key_in_the_room_and_under_the_card(
    service: Service, poster: SlackPoster
) -> None:
    service.slack.history.page = 2
    receipt = await poster.post(CARD)
    line = await poster.post(replace(CARD, key="line", thread=receipt))
    for number in range(5):
        await poster.post(replace(CARD, key=f"other-{number}"))
    assert await poster.look(notice(), "") == receipt
    assert await poster.look(notice("line"), receipt) == line
    assert await poster.look(notice("line"), "") is None
    assert await poster.look(notice("nothing"), "") is None


async def test_another_app_cannot_make_believe_that_it_is_there(
    service: Service, poster: SlackPoster
) -> None:
    await poster.post(CARD)
    service.slack.history.posted[0].bot = "B0OTHER"
    assert await poster.look(notice(), "") is None


async def test_only_what_came_since_the_first_try_is_looked_through(
    service: Service, poster: SlackPoster
) -> None:
    await poster.post(CARD)
    service.slack.history.posted[0].at -= 3600
    assert await poster.look(notice(), "") is None
    assert await poster.look(replace(notice(), first_tried=datetime.now(UTC) - timedelta(hours=2)), "")


async def test_without_the_permission_nobody_can_see_it(service: Service, poster: SlackPoster) -> None:
    service.slack.scopes.discard("channels:history")
    with pytest.raises(DeliveryError) as raised:
        await poster.look(notice(), "")
    assert raised.value.fate is Fate.REFUSED


async def test_a_look_that_is_limited_comes_later(service: Service, poster: SlackPoster) -> None:
    service.slack.fail("conversations.history", fakes.rate_limited(60))
    with pytest.raises(DeliveryError) as raised:
        await poster.look(notice(), "")
    assert (raised.value.fate, raised.value.retry_after) == (Fate.NOT_TAKEN, 60.0)


# Who reads along


async def test_our_own_room_and_a_members_direct_message_are_let_in(
    service: Service, poster: SlackPoster
) -> None:
    service.slack.rooms[DIRECT] = {"id": DIRECT, "is_im": True, "user": ASKER}
    await poster.admit(CARD)
    await poster.admit(replace(CARD, address=replace(HERE, conversation=DIRECT)))


async def test_nothing_is_asked_where_no_customer_is_named(service: Service, poster: SlackPoster) -> None:
    service.slack.rooms.clear()
    await poster.admit(replace(CARD, reply=replace(CARD.reply, names_customers=False)))


async def test_strangers_are_not_told(service: Service, poster: SlackPoster) -> None:
    slack = service.slack
    slack.rooms |= {
        "C1": a_room("C1", is_ext_shared=True),
        "C2": a_room("C2"),
        "D9": {"id": "D9", "is_im": True},
    }
    slack.rooms["D9"]["user"] = "U9"
    slack.users["U9"] = a_user("U9", is_restricted=True)
    slack.members |= {"C2": [ASKER, "U9"]}
    for room in ("C1", "C2", "D9"):
        with pytest.raises(RoomLost, match="strangers"):
            await poster.admit(replace(CARD, address=replace(HERE, conversation=room)))
    with pytest.raises(RoomLost, match="strangers"):
        await poster.admit(replace(CARD, address=replace(HERE, tenant="T0FABRIKAM")))


async def test_a_room_that_became_shared_is_noticed(service: Service, poster: SlackPoster) -> None:
    await poster.admit(CARD)
    service.slack.rooms[ROOM]["is_ext_shared"] = True
    await service.send(
        {
            "type": "event_callback",
            "team_id": fakes.TEAM,
            "event_id": "Ev1",
            "event": {"type": "channel_shared", "channel": ROOM, "connected_team_id": "T0X"},
        }
    )
    async with asyncio.timeout(30):
        while True:
            try:
                await poster.admit(CARD)
            except RoomLost:
                break
            await asyncio.sleep(0.01)


async def test_where_slack_does_not_say_who_reads_it_is_tried_later(
    service: Service, poster: SlackPoster
) -> None:
    service.slack.fail("conversations.members", fakes.status(500))
    with pytest.raises(DeliveryError, match="readers-unknown") as raised:
        await poster.admit(CARD)
    assert raised.value.fate is Fate.NOT_TAKEN


async def test_a_private_room_that_threw_the_bot_out_is_lost(service: Service, poster: SlackPoster) -> None:
    service.slack.rooms.clear()
    with pytest.raises(RoomLost, match="room-gone"):
        await poster.admit(CARD)
