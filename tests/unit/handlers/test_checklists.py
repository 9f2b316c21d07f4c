"""One list for each customer and subscription, the same for everybody who opens it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from uuid import uuid4

from bot.conversation.actions import Action
from bot.conversation.events import Address, Audience, Click, Event, Person, Question
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Checklist, Choices, Reply
from bot.core import Bot
from bot.partnership.checklist import Point
from bot.partnership.records import HoldingQuery
from bot.ports import Services
from tests.builders import an_association, an_origin
from tests.whole_bot import demo_bot_and_services

KIM, LENA = Person(id="U1", name="Kim", member=True), Person(id="29:1", name="Lena", member=True)
TEAMS = Address(tenant="T2", platform="teams", conversation="19:x")
EVERY, OTHERWISE = Point.EVERY_SUBSCRIPTION.value, Point.PARTNER_ASSOCIATION.value
OWN, HELP = Point.OWN_SUBSCRIPTIONS.value, Point.HELP_THE_CUSTOMER.value


async def told(bot: Bot, event: Event) -> Reply:
    reply = await bot.handle(event)
    assert reply is not None
    return reply


async def opened(bot: Bot, text: str, *, audience: Audience = Audience.OURS) -> Reply:
    return await told(bot, Question(origin=an_origin(uuid4().hex, audience=audience), text=text))


def boxes(reply: Reply) -> Checklist:
    return next(block for block in reply.blocks if isinstance(block, Checklist))


def ticked(reply: Reply) -> frozenset[str]:
    return frozenset(item.id for item in boxes(reply).items if item.ticked)


def notes(reply: Reply) -> dict[str, str]:
    return {item.id: item.note for item in boxes(reply).items}


def press(shown: Reply, *points: str, person: Person = KIM, address: Address | None = None) -> Click:
    """The click after which exactly these points are ticked."""
    origin = an_origin(uuid4().hex, person=person)
    origin = replace(origin, address=address or origin.address)
    return Click(origin=origin, action=boxes(shown).action, ticked=frozenset(points))


async def make_ours(services: Services, customer: str) -> None:
    """Make us partner of record for all of a customer's subscriptions."""
    async with services.store.transaction() as transaction:
        found = await transaction.record.holdings(HoldingQuery())
        theirs = [held for held in found if held.customer.name == customer]
        ours = [replace(h, associations=(an_association(),)) for h in theirs]
        await transaction.record.save(ours)


async def test_a_subscription_has_a_list_of_its_own() -> None:
    bot, _ = await demo_bot_and_services()
    azure = await opened(bot, "checklist for Contoso Azure")
    assert azure.title == "Remember: Contoso, Azure Production"
    await told(bot, press(azure, *ticked(azure), HELP))
    assert HELP in ticked(await opened(bot, "checklist for Contoso Azure"))
    assert HELP not in ticked(await opened(bot, "checklist for Contoso"))
    assert HELP not in ticked(await opened(bot, "checklist"))


async def test_several_subscriptions_of_a_product_are_asked_about() -> None:
    bot, _ = await demo_bot_and_services()
    reply = await opened(bot, "checklist for Fabrikam Office 365")
    [choices] = [block for block in reply.blocks if isinstance(block, Choices)]
    chosen = await told(bot, Click(origin=an_origin(uuid4().hex), action=choices.choices[0].action))
    assert chosen.title == "Remember: Fabrikam, Office 365 Factory"
    named = await opened(bot, "checklist for Fabrikam Office 365 Headquarters")
    assert named.title == "Remember: Fabrikam, Office 365 Headquarters"


async def test_a_point_ticks_itself_and_unticks_with_the_record() -> None:
    bot, services = await demo_bot_and_services()
    before = await opened(bot, "checklist for Contoso")
    assert EVERY not in ticked(before)
    assert notes(before)[EVERY] == "the record says otherwise"
    assert "Office 365 E3: First Up Consultants (subscriptions.csv" in plain_text(before)
    await make_ours(services, "Contoso")
    after = await opened(bot, "checklist for Contoso")
    assert EVERY in ticked(after)
    assert notes(after)[EVERY] == "shown by the record"
    assert "we are DPOR for all 2 subscriptions whose usage we drive" in plain_text(after)


async def test_a_tick_against_the_record_is_shown_with_the_contradiction() -> None:
    bot, _ = await demo_bot_and_services()
    shown = await opened(bot, "checklist for Contoso")
    after = await told(bot, press(shown, *ticked(shown), EVERY))
    assert EVERY in ticked(after)
    assert notes(after)[EVERY] == "ticked by Kim, 22 November 2026; the record says otherwise"


async def test_what_the_record_proves_is_nobodys_tick_and_nobody_can_untick_it() -> None:
    bot, services = await demo_bot_and_services()
    shown = await opened(bot, "checklist for Fabrikam")
    assert OTHERWISE in ticked(shown)
    after = await told(bot, press(shown, HELP))
    assert {OTHERWISE, HELP} <= ticked(after)
    async with services.store.transaction() as transaction:
        [customer] = {
            held.customer.id
            for held in await transaction.record.holdings(HoldingQuery())
            if held.customer.name == "Fabrikam"
        }
        assert [tick.point for tick in await transaction.checklists.ticks(customer)] == [
            Point.HELP_THE_CUSTOMER
        ]


async def test_two_who_tick_at_once_on_two_platforms_keep_each_others_ticks() -> None:
    bot, _ = await demo_bot_and_services()
    one, other = await opened(bot, "checklist for Contoso"), await opened(bot, "checklista för Contoso")
    await asyncio.gather(
        bot.handle(press(one, *ticked(one), HELP)),
        bot.handle(press(other, *ticked(other), OTHERWISE, person=LENA, address=TEAMS)),
    )
    now = await opened(bot, "checklist for Contoso")
    assert {HELP, OTHERWISE} <= ticked(now)
    assert "ticked by Kim" in notes(now)[HELP]
    assert "ticked by Lena" in notes(now)[OTHERWISE]


async def test_a_standing_leads_to_the_list_of_its_subscription() -> None:
    bot, _ = await demo_bot_and_services()
    standing = await opened(bot, "are we DPOR for Contoso Azure?")
    action = next(b.action for b in standing.buttons if b.action.name == "checklist.show")
    shown = await told(bot, Click(origin=an_origin(uuid4().hex), action=action))
    assert shown.title == "Remember: Contoso, Azure Production"
    gone = Action(name="checklist.show", language=action.language, arguments={"subscription": "gone"})
    refused = await told(bot, Click(origin=an_origin(uuid4().hex), action=gone))
    assert refused.title == "That did not work"


async def test_strangers_read_the_points_and_nothing_of_the_record() -> None:
    bot, _ = await demo_bot_and_services()
    reply = await opened(bot, "show me the checklist", audience=Audience.STRANGERS)
    assert not any(isinstance(block, Checklist) for block in reply.blocks)
    assert "Internal" not in plain_text(reply)
