"""What notices say when they go out: the newest there is to say by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.alerts.saying import Said, said
from bot.alerts.telling_rooms import tell_rooms
from bot.alerts.tellings import (
    CardOf,
    DigestOf,
    EditOf,
    EntryOf,
    ReminderOf,
    SummaryOf,
    Telling,
    read,
    written,
)
from bot.conversation.language import Language
from bot.conversation.notices import Notice, NoticeState
from bot.conversation.plaintext import plain_text
from bot.conversation.watches import Watch
from bot.partnership.cases import Case, Decision
from bot.partnership.moves import (
    Acknowledge,
    AskCustomer,
    By,
    Close,
    Decide,
    Move,
    Moved,
    Snooze,
    Take,
    moved,
)
from bot.partnership.records import US
from bot.partnership.workdays import NoHolidays
from bot.ports import Services, Store
from bot.understanding.knowledge import KnowledgeBase
from tests.builders import ROOM, TODAY, an_article
from tests.fakes import NOON, FrozenClock
from tests.unit.alerts.test_raising import WATCH, bring_in, only, taken, watching

TEAMS = replace(ROOM, platform="teams", conversation="19:abc")


def services(store: Store, *, later: timedelta = timedelta()) -> Services:
    knowledge = KnowledgeBase([an_article("one-partner-per-subscription", title="One partner each")])
    return Services(store=store, clock=FrozenClock(NOON + later), knowledge=knowledge)


async def one_case(*watches: Watch) -> Store:
    store = await watching(*(watches or (WATCH,)))
    await bring_in(store, (taken(), US))
    return store


async def press(store: Store, move: Move, *, name: str = "Anna", at: timedelta = timedelta(hours=1)) -> Case:
    """Somebody moves the only case from Teams."""
    case = await only(store)
    by = By(person=f"T1/teams/{name}", name=name, place="teams/19:abc", at=NOON + at, version=case.version)
    done = moved(case, move, by, NoHolidays())
    assert isinstance(done, Moved)
    async with store.transaction() as transaction:
        await transaction.cases.save(done.case, done.entry)
        await tell_rooms(transaction, [done], origin="", at=by.at)
    return done.case


async def about(store: Store, subject: str) -> Sequence[Notice]:
    async with store.transaction() as transaction:
        return await transaction.notices.about(subject)


async def notice(store: Store, subject: str, telling: type[Telling], place: int = -1) -> Notice:
    found = [n for n in await about(store, subject) if isinstance(read(n.text)[0], telling)]
    return sorted(found, key=lambda n: (n.created, n.due))[place]


async def post(store: Store, subject: str, receipt: str = "C1:1.5") -> None:
    """The card gets out."""
    taken_ = await store.take(NOON, timedelta(hours=1), 1)
    (card,) = (n for n in taken_ if isinstance(read(n.text)[0], CardOf))
    assert card.subject == subject
    await store.settle(replace(card, state=NoticeState.SENT, receipt=receipt))


async def test_a_card_says_what_is_wrong_who_says_so_and_what_may_be_done() -> None:
    store = await one_case()
    key = (await only(store)).key
    told = await said(await notice(store, key, CardOf), services(store))
    assert isinstance(told, Said)
    assert (told.edits, told.thread) == ("", "")
    text = plain_text(told.reply)
    for part in (
        "Attention: Contoso, Microsoft Azure: we are no longer partner of record",
        ": First Up",
        "According to: subscriptions.csv",
        "State: open",
        "Taken by: nobody",
        "The rule: One partner each",
        "[I have seen it] [I take it] [Ask the customer] [The customer has decided] [Remind later]",
    ):
        assert part in text
    assert "Hand it back" not in text
    assert {b.action.arguments.get("version") for b in told.reply.buttons} == {"1"}


async def test_a_card_in_swedish_for_a_room_that_speaks_it() -> None:
    store = await one_case(replace(WATCH, language=Language.SWEDISH))
    told = await said(await notice(store, (await only(store)).key, CardOf), services(store))
    assert told is not None
    assert "vi är inte längre partner of record" in plain_text(told.reply)


async def test_an_edit_shows_the_newest_and_takes_the_place_of_the_card() -> None:
    store = await one_case()
    key = (await only(store)).key
    await post(store, key)
    await press(store, Take())
    told = await said(await notice(store, key, EditOf), services(store))
    assert told is not None
    assert told.edits == "C1:1.5"
    assert "Taken by: Anna" in plain_text(told.reply)
    assert "Last: Anna took it, 22 November 2026 at 14:00 (Swedish time) in Teams" in plain_text(told.reply)


async def test_only_the_newest_edit_says_anything() -> None:
    store = await one_case()
    key = (await only(store)).key
    await post(store, key)
    await press(store, Acknowledge())
    await press(store, Take(), at=timedelta(hours=2))
    assert await said(await notice(store, key, EditOf, 0), services(store)) is None
    assert await said(await notice(store, key, EditOf, 1), services(store)) is not None


async def test_before_the_card_is_out_neither_edit_nor_line_says_anything() -> None:
    store = await one_case()
    key = (await only(store)).key
    await press(store, Take())
    assert await said(await notice(store, key, EditOf), services(store)) is None
    assert await said(await notice(store, key, EntryOf), services(store)) is None
    told = await said(await notice(store, key, CardOf), services(store))
    assert told is not None
    assert "Taken by: Anna" in plain_text(told.reply)


async def test_a_line_stands_under_the_card_of_its_own_room() -> None:
    store = await one_case(WATCH, replace(WATCH, address=TEAMS))
    key = (await only(store)).key
    for platform, receipt in (("slack", "C1:1.5"), ("teams", "activity-7")):
        (card,) = await store.take(NOON, timedelta(hours=1), 1, platform)
        await store.settle(replace(card, state=NoticeState.SENT, receipt=receipt))
    await press(store, Take())
    lines = [n for n in await about(store, key) if isinstance(read(n.text)[0], EntryOf)]
    told = {n.address.platform: await said(n, services(store)) for n in lines}
    assert {name: one and one.thread for name, one in told.items()} == {
        "slack": "C1:1.5",
        "teams": "activity-7",
    }
    one = told["slack"]
    assert one is not None
    assert plain_text(one.reply) == "Anna took it, 22 November 2026 at 14:00 (Swedish time) in Teams"


async def test_a_reminder_says_nothing_once_the_case_has_moved_or_sleeps() -> None:
    store = await one_case()
    key = (await only(store)).key
    first = await notice(store, key, ReminderOf)
    told = await said(first, services(store))
    assert told is not None
    assert "Who takes it?" in plain_text(told.reply)
    assert [b.label for b in told.reply.buttons] == ["I take it", "Show the case"]
    await press(store, Snooze(until=NOON + timedelta(days=7)))
    assert await said(first, services(store)) is None
    second = await notice(store, key, ReminderOf)
    assert await said(second, services(store, later=timedelta(days=6))) is None
    assert await said(second, services(store, later=timedelta(days=8))) is not None
    await press(store, Close(note="a mistake"), at=timedelta(days=9))
    assert await said(await notice(store, key, ReminderOf), services(store)) is None


async def test_a_reminder_that_escalates_names_who_has_it() -> None:
    store = await one_case()
    key = (await only(store)).key
    await press(store, Take())
    await press(store, AskCustomer(on=TODAY), at=timedelta(hours=2))
    told = await said(await notice(store, key, ReminderOf), services(store, later=timedelta(days=20)))
    assert told is not None
    text = plain_text(told.reply)
    assert "The customer's answer was due on 4 December 2026" in text
    assert "Anna has the case." in text
    assert "A reminder went out before" in text


async def test_a_summary_counts_by_kind_and_names_the_first_five() -> None:
    store = await watching(WATCH)
    await bring_in(store, *((taken(f"s{n}"), US) for n in range(7)))
    told = await said(await notice(store, "i1", SummaryOf), services(store))
    assert told is not None
    text = plain_text(told.reply)
    assert "7 new conflicts in one import" in text
    assert "we are no longer partner of record: 7" in text
    assert text.count("- Contoso, Microsoft Azure:") == 5


async def test_a_digest_tells_what_is_open_and_what_comes_due() -> None:
    store = await one_case()
    await press(store, AskCustomer(on=TODAY))
    key = "week"
    digest = Notice(
        key=key,
        subject=key,
        address=ROOM,
        text=written(DigestOf(week="2026-W48"), Language.ENGLISH),
        due=NOON,
        created=NOON,
    )
    told = await said(digest, services(store, later=timedelta(days=2)))
    assert told is not None
    text = plain_text(told.reply)
    for part in (
        "1 conflict is open.",
        "1 is younger than a week",
        "the customer is asked: 1",
        "4 December 2026, 8 working days left",
    ):
        assert part in text


async def test_a_digest_tells_what_was_decided_closed_or_not() -> None:
    store = await one_case()
    await press(store, Decide(decision=Decision.SWITCHED, evidence="mail"))
    await press(store, Close(), at=timedelta(hours=2))
    for week, said_so in (("2026-W47", True), ("2026-W48", False)):
        text = written(DigestOf(week=week), Language.ENGLISH)
        weekly = Notice(key=week, subject=week, address=ROOM, text=text, due=NOON, created=NOON)
        told = await said(weekly, services(store, later=timedelta(days=1)))
        assert told is not None
        assert ("we become partner of record" in plain_text(told.reply)) == said_so
        assert "No conflict is open." in plain_text(told.reply)


async def test_what_was_forgotten_still_has_a_card() -> None:
    store = await one_case()
    async with store.transaction() as transaction:
        await transaction.record.remove(["s1"])
    told = await said(await notice(store, (await only(store)).key, CardOf), services(store))
    assert told is not None
    assert "no longer in the record" in told.reply.title
