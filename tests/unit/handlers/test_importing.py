"""Files given to the bot: shown, brought in by a button, left, taken back; and to whom nothing is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.bringing import LateReader
from adapters.imports.reports.subscription_details import SHAPE
from adapters.stores import open_store
from bot.conversation.actions import Action
from bot.conversation.events import Audience, Click, FileGiven, Origin, Person
from bot.conversation.language import Language
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Reply
from bot.core import Bot, build_bot
from bot.partnership.exporting import OWN_COLUMNS
from bot.partnership.records import HoldingQuery
from bot.partnership.sightings import ReportKind
from bot.ports import Services, Store
from tests.builders import an_origin
from tests.downloads import columns, row, text_file
from tests.fakes import FrozenClock
from tests.whole_bot import asked, knowledge, recogniser

KIM = Person(id="U1", name="Kim", member=True)
CSV = (
    b"customer,subscription_id,product,dpor\n"
    b"Contoso,s1,microsoft-azure,Relecloud\n"
    b"Fabrikam,s2,office-365,us\n"
)


class World:
    """A bot over an empty store, with a reader of files."""

    def __init__(self) -> None:
        self.store: Store = open_store("memory:")
        self.clock = FrozenClock()
        self.events = 0
        services = Services(store=self.store, clock=self.clock, knowledge=knowledge(), reader=LateReader())
        self.bot: Bot = build_bot(services, recogniser())

    def origin(self, person: Person = KIM, audience: Audience = Audience.OURS) -> Origin:
        self.events += 1
        return an_origin(f"e{self.events}", person=person, audience=audience)

    async def give(
        self, content: bytes = CSV, name: str = "subs.csv", origin: Origin | None = None, said: str = ""
    ) -> Reply:
        event = FileGiven(origin=origin or self.origin(), name=name, content=content, said=said)
        return _some(await self.bot.handle(event))

    async def press(self, reply: Reply, number: int, person: Person = KIM) -> Reply:
        action: Action = reply.buttons[number].action
        return _some(await self.bot.handle(Click(origin=self.origin(person), action=action)))

    async def count(self) -> int:
        async with self.store.transaction() as transaction:
            return len(await transaction.record.holdings(HoldingQuery()))

    async def waiting(self) -> int:
        async with self.store.transaction() as transaction:
            return len(await transaction.uploads.every())


def _some(reply: Reply | None) -> Reply:
    assert reply is not None
    return reply


@pytest.fixture
def world() -> World:
    """A new one."""
    return World()


async def test_a_file_is_shown_comes_in_by_a_button_and_is_taken_back_by_another(world: World) -> None:
    shown = await world.give()
    assert shown.title == "What subs.csv would change"
    assert [button.label for button in shown.buttons] == ["Bring it in", "Leave it"]
    assert (await world.count(), await world.waiting()) == (0, 1)
    done = await world.press(shown, 0)
    assert (done.title, done.replaces) == ("subs.csv is in", True)
    assert (await world.count(), await world.waiting()) == (2, 0)
    back = await world.press(done, 0)
    assert back.title == "subs.csv is taken back"
    assert await world.count() == 0
    assert (await world.press(done, 0)).title == "Nothing was taken back"


async def test_a_file_that_is_left_changes_nothing(world: World) -> None:
    shown = await world.give()
    assert "Nothing was changed" in plain_text(await world.press(shown, 1))
    assert (await world.count(), await world.waiting()) == (0, 0)
    assert "Give it to me again" in plain_text(await world.press(shown, 0))


async def test_who_changes_holder_is_said_in_words(world: World) -> None:
    await world.press(await world.give(), 0)
    shown = await world.give(CSV.replace(b"Relecloud", b"us"), said="titta på den här filen")
    assert shown.language is Language.SWEDISH
    assert "Contoso, Microsoft Azure: Digital Partner of Record går från Relecloud till oss" in plain_text(
        shown
    )


def downloaded(*rows: Mapping[str, object]) -> bytes:
    """Subscription details."""
    names = columns(ReportKind.SUBSCRIPTION_DETAILS)
    return text_file(names, *(row(names, **told) for told in rows)).content  # pyright: ignore[reportReturnType]


TENANTS = "7d4c1f6a-0a51-4c33-9f1e-2f4b8f6f2a10", "0f7e0e6a-5d0e-4a8e-9c84-3a6f0a3d1b22"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "please look at this file",
            ("Who becomes another customer's", "Azure plan: moves from Contoso to Fabrikam"),
        ),
        (
            "titta på den här filen",
            ("Vad som blir en annan kunds", "Azure plan: flyttas från Contoso till Fabrikam"),
        ),
    ],
)
async def test_what_becomes_another_customers_is_said_in_words(
    world: World, said: str, expected: tuple[str, ...]
) -> None:
    azure = {"Product": "Microsoft Azure", "RawProductName": "Azure plan", "Month": "2026-09-01"}
    first = azure | {"CustomerName": "Contoso", "CustomerTenantId": TENANTS[0], "CustomerTpid": ""}
    await world.press(await world.give(downloaded(first)), 0)
    then = first | {"CustomerName": "Fabrikam", "CustomerTenantId": TENANTS[1], "Month": "2026-10-01"}
    text = plain_text(await world.give(downloaded(then), said=said))
    assert all(words in text for words in expected), text
    twins = plain_text(await world.give(downloaded(then | {"CustomerName": "Contoso"}), said=said))
    assert all(f"Contoso ({tenant})" in twins for tenant in TENANTS), twins


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "please look at this file",
            ("Fabrikam, stays with Contoso (1)", "States of subscriptions that I do not know: Limbo."),
        ),
        (
            "titta på den här filen",
            (
                "Fabrikam, blir kvar hos Contoso (1)",
                "Tillstånd hos prenumerationer som jag inte känner till: Limbo.",
            ),
        ),
    ],
)
async def test_what_is_not_taken_for_told_is_named(
    world: World, said: str, expected: tuple[str, ...]
) -> None:
    first: dict[str, object] = {"CustomerName": "Contoso", "CustomerTenantId": TENANTS[0]}
    await world.press(await world.give(downloaded(first)), 0)
    nameless = {"CustomerTenantId": "", "CustomerTpid": "", "CustomerName": "Fabrikam"}
    shown = await world.give(downloaded(first | nameless | {"SubscriptionState": "Limbo"}), said=said)
    assert all(words in plain_text(shown) for words in expected), plain_text(shown)


async def test_one_subscription_under_two_tenants_in_one_month_is_refused(world: World) -> None:
    one: dict[str, object] = {"CustomerTenantId": TENANTS[0]}
    other = {"CustomerTenantId": TENANTS[1].upper(), "PartnerAttributionType": "CPOR"}
    shown = await world.give(downloaded(one, one | {"PartnerAttributionType": "PAL"}, other))
    text = plain_text(shown)
    assert "Line 4, column CustomerTenantId: the subscription" in text, text
    assert f'is of the tenant "{TENANTS[1]}" here, and in line 2 of "{TENANTS[0]}"' in text, text
    assert shown.buttons == ()
    later = downloaded(one | {"Month": "2026-09-01"}, one | other | {"Month": "2026-10-01"})
    assert (await world.give(later)).title.startswith("What ")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("please look at this file", 'Line 3, column Month: "{month}" is a month to come.'),
        ("titta på den här filen", "Rad 3, kolumn Month: ”{month}” är en månad som inte har börjat."),
    ],
)
async def test_a_month_that_is_still_to_come_is_refused(world: World, said: str, expected: str) -> None:
    now = world.clock.now().date().replace(day=1)
    months = now, (now + timedelta(days=32)).replace(day=1)
    text = plain_text(await world.give(downloaded(*({"Month": f"{month}"} for month in months)), said=said))
    assert expected.format(month=months[1]) in text, text


async def test_a_refused_file_says_where_and_why_and_is_not_kept(world: World) -> None:
    shown = await world.give(CSV.replace(b"office-365", b"office"), name="bad.csv")
    text = plain_text(shown)
    assert "bad.csv cannot be brought in" in text
    assert 'Line 3, column product: "office" is not known.' in text
    assert (shown.buttons, await world.waiting()) == ((), 0)


@pytest.mark.parametrize("header", [",".join(OWN_COLUMNS), ",".join(SHAPE.names)])
async def test_a_file_without_rows_is_refused(world: World, header: str) -> None:
    assert "has no rows below them. Export it again" in plain_text(await world.give(header.encode()))
    assert await world.waiting() == 0


async def test_more_than_the_store_takes_in_quickly_is_said_and_comes_in_all_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world.store, "quick_up_to", 1)
    shown = await world.give()
    assert "2 subscriptions are more than the 1 that one file is made for" in plain_text(shown)
    await world.press(shown, 0)
    assert await world.count() == 2


async def test_the_same_file_again_has_nothing_to_do(world: World) -> None:
    await world.press(await world.give(), 0)
    assert (await world.give()).title == "subs.csv is in already"


async def test_a_file_waits_for_a_day(world: World) -> None:
    shown = await world.give()
    world.clock.advance(timedelta(days=1, minutes=1))
    assert "kept for a day" in plain_text(await world.press(shown, 0))
    await world.give(name="other.csv")
    assert await world.waiting() == 1


@pytest.mark.parametrize(
    ("person", "audience"),
    [(replace(KIM, member=False), Audience.OURS), (KIM, Audience.STRANGERS)],
)
async def test_only_members_among_themselves_bring_files_in(
    world: World, person: Person, audience: Audience
) -> None:
    reply = await world.give(origin=world.origin(person, audience))
    assert "Only members" in plain_text(reply)
    assert await world.waiting() == 0


async def test_whoever_gave_the_file_decides_on_it_once(world: World) -> None:
    another = replace(KIM, id="U2", name="Robin")
    shown = await world.give()
    for button in (0, 1):
        assert "Somebody else gave me that file" in plain_text(await world.press(shown, button, another))
    assert (await world.count(), await world.waiting()) == (0, 1)
    await world.press(shown, 0)
    for button in (0, 1):
        assert "do not have that file any more" in plain_text(await world.press(shown, button))
    assert await world.count() == 2


async def test_no_guest_presses_the_buttons(world: World) -> None:
    guest = replace(KIM, member=False)
    shown = await world.give()
    assert "Only members" in plain_text(await world.press(shown, 0, guest))
    assert "Only members" in plain_text(await world.press(shown, 1, guest))
    done = await world.press(shown, 0)
    assert "Only members" in plain_text(await world.press(done, 0, guest))
    assert await world.count() == 2


async def test_what_came_in_is_asked_for_in_words_and_so_is_taking_it_back(world: World) -> None:
    assert "No file has come in yet" in await world_says(world, "show the imports")
    await world.press(await world.give(), 0)
    assert "subs.csv" in await world_says(world, "visa importerna")
    assert "2 new" in await world_says(world, "show the imports")
    question = replace(asked("undo the last import"), origin=world.origin())
    found = _some(await world.bot.handle(question))
    assert [button.label for button in found.buttons] == ["Take it back"]
    await world.press(found, 0)
    assert await world.count() == 0


async def test_strangers_are_not_told_what_came_in_nor_whether_anything_did(world: World) -> None:
    question = replace(asked("show the imports"), origin=world.origin(audience=Audience.STRANGERS))
    told = [plain_text(_some(await world.bot.handle(question)))]
    await world.press(await world.give(), 0)
    question = replace(question, origin=world.origin(audience=Audience.STRANGERS))
    told.append(plain_text(_some(await world.bot.handle(question))))
    assert "subs.csv" not in told[1]
    assert told[0] == told[1]
    assert "direct message" in told[0]


async def world_says(world: World, text: str) -> str:
    return plain_text(_some(await world.bot.handle(replace(asked(text), origin=world.origin()))))


async def test_of_many_rows_that_are_left_out_the_first_are_named_and_the_rest_counted() -> None:
    names = columns(ReportKind.CSP_CUSTOMERS)
    rows = [[f"00000000-0000-4000-8000-{n:012}", f"Customer {n}", "", "Cloud Reseller"] for n in range(12)]
    world = World()
    await world.give()
    content = text_file(names, *rows).content
    assert isinstance(content, bytes)
    said = plain_text(await world.give(content, "customers.csv"))
    assert "Customer 9 (1), … and 2 more." in said
    assert "Customer 10" not in said
