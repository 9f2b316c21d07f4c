"""Alerts asked for in words and by buttons: what is kept, what is said, what nobody else may see."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from uuid import uuid4

from bot.conversation.actions import Action
from bot.conversation.events import Address, Audience, Click, Origin, Person, Question
from bot.conversation.keeping import Place, Wishes
from bot.conversation.language import Language
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Reply
from bot.conversation.watches import Topic, Watch
from bot.core import Bot
from bot.partnership.quiet import QuietHours
from bot.partnership.records import Product
from bot.ports import Services
from tests.builders import ROOM, an_origin
from tests.fakes import NOON
from tests.whole_bot import demo_bot_and_services

KIM, ROBIN = Person(id="U1", name="Kim", member=True), Person(id="U2", name="Robin", member=True)
NIGHTS = QuietHours(begins=time(18), ends=time(8), working_days_only=True)
ALONE = replace(ROOM, conversation="D1")


def at(address: Address = ROOM, *, person: Person = KIM, private: bool = False) -> Origin:
    return replace(an_origin(uuid4().hex, person=person, address=address), private=private)


async def say(bot: Bot, text: str, origin: Origin | None = None) -> Reply:
    reply = await bot.handle(Question(origin=origin or at(), text=text))
    assert reply is not None
    return reply


async def press(bot: Bot, name: str, origin: Origin | None = None) -> Reply:
    action = Action(name=name, language=Language.ENGLISH)
    reply = await bot.handle(Click(origin=origin or at(), action=action))
    assert reply is not None
    return reply


async def watch(services: Services, address: Address = ROOM) -> Watch | None:
    async with services.store.transaction() as transaction:
        return await transaction.watches.of(address)


async def the_watch(services: Services, address: Address = ROOM) -> Watch:
    found = await watch(services, address)
    assert found is not None
    return found


async def test_a_room_is_told_of_what_is_named() -> None:
    bot, services = await demo_bot_and_services()
    thread = replace(ROOM, thread="17.1")
    reply = await say(bot, "alert this channel about conflicts for Azure at Contoso in Sweden", at(thread))
    kept = await the_watch(services)
    assert kept.address == ROOM
    assert (kept.topics, kept.products) == ({Topic.CONFLICTS}, {Product.MICROSOFT_AZURE})
    assert (len(kept.customers), kept.countries) == (1, {"SE"})
    assert (kept.asked_by, kept.language) == ("T1/slack/U1", Language.ENGLISH)
    said = plain_text(reply)
    for part in ("Microsoft Azure", "Contoso", "Sweden", "any hour", "Monday"):
        assert part in said
    assert reply.names_customers


async def test_topics_add_up_and_filters_are_what_was_said_last() -> None:
    bot, services = await demo_bot_and_services()
    await say(bot, "alert this channel about conflicts for Azure at Contoso in Sweden")
    await say(bot, "larma den här kanalen om förnyelser")
    both = await the_watch(services)
    assert (both.topics, both.products) == ({Topic.CONFLICTS, Topic.RENEWALS}, frozenset())
    assert (both.customers, both.countries) == (frozenset(), frozenset())
    await say(bot, "alert me only about renewals")
    assert (await the_watch(services)).topics == {Topic.RENEWALS}
    await say(bot, "notify me when something changes")
    assert (await the_watch(services)).topics == set(Topic)


async def test_one_topic_ends_and_then_all() -> None:
    bot, services = await demo_bot_and_services()
    await say(bot, "alert this channel about renewals and changes")
    await say(bot, "no more alerts about renewals here")
    assert (await the_watch(services)).topics == {Topic.CHANGES}
    await say(bot, "stop the alerts here")
    assert await watch(services) is None


async def test_asking_again_lets_a_paused_room_be_told_again_and_keeps_its_hours() -> None:
    bot, services = await demo_bot_and_services()
    async with services.store.transaction() as transaction:
        paused = Watch(address=ROOM, since=NOON, paused="is_archived", quiet=NIGHTS, digest=False)
        await transaction.watches.save(paused)
    assert "is_archived" in plain_text(await say(bot, "which alerts come here?"))
    await say(bot, "alert this channel about conflicts")
    kept = await the_watch(services)
    assert (kept.paused, kept.quiet, kept.digest, kept.since) == ("", NIGHTS, False, NOON)


async def test_quiet_hours_of_a_room_are_set_and_ended_by_anybody_in_it() -> None:
    bot, services = await demo_bot_and_services()
    await say(bot, "quiet hours here 18-08 and weekends")
    assert await watch(services) is None
    await say(bot, "alert this channel about conflicts")
    await say(bot, "quiet hours here 18-08 and weekends", at(person=ROBIN))
    assert (await the_watch(services)).quiet == NIGHTS
    await say(bot, "inga tysta timmar")
    assert (await the_watch(services)).quiet is None
    assert (await press(bot, "alerts.quiet")).replaces
    assert (await the_watch(services)).quiet == NIGHTS
    await press(bot, "alerts.loud")
    assert (await the_watch(services)).quiet is None


async def test_a_time_that_no_clock_shows_is_asked_for_again() -> None:
    bot, services = await demo_bot_and_services()
    await say(bot, "alert this channel about conflicts")
    assert "quiet hours 18–08" in plain_text(await say(bot, "please set the quiet hours here from 25 to 99"))
    assert (await the_watch(services)).quiet is None


async def test_a_persons_own_quiet_hours_hold_for_what_is_told_to_them_alone() -> None:
    bot, services = await demo_bot_and_services()
    async with services.store.transaction() as transaction:
        await transaction.places.note(Place(address=ALONE, person="U1", since=NOON))
        await transaction.people.save(Wishes(person="T1/slack/U1", language=Language.ENGLISH))
    await say(bot, "alert this channel about conflicts")
    await say(bot, "my quiet hours are 18-08 and weekends")
    await say(bot, "alert me about conflicts", at(ALONE, private=True))
    assert (await the_watch(services, ALONE)).quiet == NIGHTS
    assert (await the_watch(services)).quiet is None
    async with services.store.transaction() as transaction:
        wishes = await transaction.people.wishes("T1/slack/U1")
    assert wishes == Wishes(person="T1/slack/U1", language=Language.ENGLISH, quiet=NIGHTS)
    await say(bot, "quiet hours off", at(ALONE, private=True))
    assert (await the_watch(services, ALONE)).quiet is None


async def test_a_dry_run_promises_nothing_where_nothing_can_be_told_unasked() -> None:
    bot, _ = await demo_bot_and_services()
    page = replace(ROOM, platform="web", conversation="W1")
    await say(bot, "alert this channel about conflicts", at(page))
    said = plain_text(await say(bot, "where would a conflict go?", at(page)))
    assert "at once" not in said
    assert "I cannot write to you here unasked" in said


async def test_choosing_a_language_leaves_the_quiet_hours() -> None:
    bot, services = await demo_bot_and_services()
    await say(bot, "my quiet hours are 18-08 and weekends")
    action = Action(name="home.language", language=Language.ENGLISH, arguments={"choose": "sv"})
    await bot.handle(Click(origin=at(), action=action))
    async with services.store.transaction() as transaction:
        wishes = await transaction.people.wishes("T1/slack/U1")
    assert wishes is not None
    assert (wishes.language, wishes.quiet) == (Language.SWEDISH, NIGHTS)


async def test_a_dry_run_shows_this_room_and_those_that_the_asker_asked_for_alone() -> None:
    bot, _ = await demo_bot_and_services()
    await say(bot, "alert this channel about conflicts for Azure")
    await say(bot, "alert this channel about conflicts", at(replace(ROOM, conversation="C2")))
    await say(bot, "alert this channel about conflicts", at(replace(ROOM, conversation="C3"), person=ROBIN))
    said = plain_text(await say(bot, "where would a conflict for Contoso Azure go?"))
    assert "This conversation: at once" in said
    assert "C2" in said
    assert "C3" not in said
    office = plain_text(await say(bot, "where would a conflict for Contoso Office 365 go?"))
    assert "This conversation: not told: it asks for other products" in office
    renewal = plain_text(await press(bot, "alerts.where", at(replace(ROOM, conversation="C9"), person=ROBIN)))
    assert "C3" in renewal
    assert "This conversation" not in renewal


async def test_a_dry_run_says_until_when_it_would_be_held() -> None:
    bot, services = await demo_bot_and_services()
    async with services.store.transaction() as transaction:
        quiet = QuietHours(begins=time(9), ends=time(15, 30))
        await transaction.watches.save(Watch(address=ROOM, since=NOON, quiet=quiet))
    noon = services.clock.now()
    assert noon == datetime.combine(noon.date(), time(12), UTC)
    assert "15:30" in plain_text(await say(bot, "where would a conflict at Contoso be told?"))


async def test_strangers_change_and_see_nothing() -> None:
    bot, services = await demo_bot_and_services()
    await say(bot, "alert this channel about conflicts at Contoso")
    before = await watch(services)
    for text in (
        "stop the alerts here",
        "which alerts come here?",
        "quiet hours 18-08",
        "alert us about renewals",
    ):
        reply = await say(bot, text, replace(at(), audience=Audience.STRANGERS))
        assert "Contoso" not in plain_text(reply)
    assert await watch(services) == before
