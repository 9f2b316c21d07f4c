"""Whatever is done to them, in whatever order, stores in memory, file and database give the same."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.stores import open_store
from bot.conversation.events import Address
from bot.conversation.language import Language
from bot.conversation.notices import Notice, NoticeState
from bot.partnership.checklist import Point
from bot.partnership.records import NOBODY, US, HolderKind, HoldingQuery, Import, Product, other
from bot.ports import Store, Transaction
from tests.builders import a_customer, a_holding, a_tick, a_watch
from tests.contract.import_steps import a_before, a_change, an_account, an_upload
from tests.contract.notice_steps import a_notice
from tests.contract.store_steps import a_claim, a_place, an_opinion, wishes
from tests.fakes import NOON
from tests.postgres_server import PostgresServer, new_organisation

HOUR = timedelta(hours=1)
Step = Callable[[Transaction], Awaitable[object]]
Seen = list[Any]

COMPANIES, RIVALS = ("Contoso", "Fabrikam", "Litware"), ("Relecloud", "Proseware")
few = st.integers(0, 2)
HOLDING = st.builds(
    lambda number, company, again, holder, product: a_holding(
        f"s{number}",
        customer=a_customer(company, id_=f"c{number % 2}" if again else ""),
        dpor=holder,
        product=product,
    ),
    st.integers(0, 4),
    st.sampled_from(COMPANIES),
    st.booleans(),
    st.sampled_from([None, US, NOBODY, *map(other, RIVALS)]),
    st.sampled_from(list(Product)[:2]),
)
ROOMS = st.builds(
    lambda name, thread: Address(tenant="T1", platform="slack", conversation=name, thread=thread),
    st.sampled_from(["C1", "C2"]),
    st.sampled_from([None, "", "17.1"]),
)
NOTICES = st.builds(
    lambda number, conversation, due: a_notice(
        f"n{number}", conversation=f"C{conversation}", due=NOON + due * HOUR, subject=f"case-{number % 2}"
    ),
    st.integers(0, 5),
    few,
    st.integers(-1, 1),
)
WITH_TRANSACTION: list[tuple[st.SearchStrategy[Any], Callable[[Transaction, Any], Awaitable[object]]]] = [
    (st.lists(HOLDING, max_size=3), lambda t, holdings: t.record.save(holdings)),
    (
        st.tuples(few, few),
        lambda t, n: t.imports.add(
            Import(id=f"i{n[0]}", file="a.csv", at=NOON + n[1] * HOUR, new=n[1], changed=0, unchanged=0)
        ),
    ),
    (
        st.sets(st.sampled_from(Point)),
        lambda t, points: t.checklists.save("general", tuple(a_tick(p) for p in Point if p in points)),
    ),
    (st.sets(st.sampled_from(["s0", "s1", "s2"])), lambda t, ids: t.record.remove(ids)),
    (
        st.tuples(few, few),
        lambda t, n: t.history.add([a_change(f"h-{n[0]}", minutes=n[1], customer_id=f"c{n[1]}")]),
    ),
    (
        st.tuples(few, st.booleans(), HOLDING),
        lambda t, n: t.imports.keep(
            [a_before(n[2].subscription.id, origin=f"i{n[0]}", holding=n[2] if n[1] else None)]
        ),
    ),
    (few, lambda t, n: t.imports.let_go(f"i{n}")),
    (st.tuples(few, few), lambda t, n: t.uploads.keep(an_upload(f"u{n[0]}", minutes=n[1]))),
    (few, lambda t, n: t.uploads.forget(f"u{n}")),
    (few, lambda t, n: t.accounts.save([an_account(f"100{n}")])),
    (ROOMS, lambda t, room: t.watches.save(a_watch(room))),
    (ROOMS, lambda t, room: t.watches.forget(room)),
    (
        st.tuples(few, few),
        lambda t, n: t.places.note(a_place(f"D{n[0]}", person=f"U{n[1]}" if n[1] else "")),
    ),
    (few, lambda t, n: t.places.forget(a_place(f"D{n}").address)),
    (st.none() | st.sampled_from(Language), lambda t, language: t.people.save(wishes(language))),
    (st.tuples(few, few), lambda t, n: t.opinions.add(an_opinion(f"f{n[0]}", minutes=n[1], note="å" * n[1]))),
    (st.tuples(few, few), lambda t, n: t.claims.add(a_claim(f"k{n[0]}", customer_id="xc"[: n[1]]))),
    (
        st.tuples(few, st.none() | st.text('ab\n\\"å', max_size=3)),
        lambda t, n: t.installations.save(f"k/{n[0]}", n[1]),
    ),
    (NOTICES, lambda t, notice: t.notices.add(notice)),
]
STEP = st.one_of(
    *(
        values.map(lambda value, step=step: lambda transaction: step(transaction, value))
        for values, step in WITH_TRANSACTION
    )
)
UNITS = st.tuples(st.just("unit"), st.lists(STEP, max_size=4), st.booleans())
ALONE = st.one_of(
    st.tuples(st.just("take"), st.sampled_from([timedelta(0), 24 * HOUR]), few),
    st.tuples(st.just("settle"), st.sampled_from(NoticeState), st.sampled_from([NOON, NOON + HOUR])),
    st.tuples(st.just("event"), few, st.just(0)),
    st.tuples(st.just("reopen"), st.just(0), st.just(0)),
)


class Driven:
    """One store with what was taken from it last."""

    def __init__(self, opener: Callable[[], Store], *, lasts: bool) -> None:
        self._open, self._lasts = opener, lasts
        self.store = opener()
        self._taken: Sequence[Notice] = ()

    async def do(self, kind: str, what: Any, how: Any) -> Seen:
        """Do it, and say what it gave."""
        match kind:
            case "unit":
                return await self._unit(what, commit=how)
            case "take":
                self._taken = await self.store.take(NOON, what, how)
                return list(map(unleased, self._taken))
            case "settle":
                ended = [replace(notice, state=what, due=how, reason="x") for notice in self._taken]
                return [await self.store.settle(notice) for notice in ended]
            case "event":
                return [await self.store.first_time(f"e{what}", NOON)]
            case _:
                if self._lasts:
                    await self.store.close()
                    self.store = self._open()
                return []

    async def seen(self) -> Seen:
        """All that can be read."""
        async with self.store.transaction() as transaction:
            seen = await read(transaction)
        names = await self.store.names()
        found = [
            *(names.customers.find(f"dpor for {company}?") for company in COMPANIES),
            *(names.partners.find(f"where is {rival} dpor") for rival in RIVALS),
        ]
        return [*seen, found]

    async def _unit(self, steps: list[Step], *, commit: bool) -> Seen:
        given: Seen = []
        with suppress(ZeroDivisionError):
            async with self.store.transaction() as transaction:
                given += [await step(transaction) for step in steps]
                given.append(await read(transaction))
                if not commit:
                    raise ZeroDivisionError
        return given


async def read(transaction: Transaction) -> Seen:
    record = transaction.record
    queries = (
        HoldingQuery(),
        HoldingQuery(customer_ids=frozenset({"c0", "name:contoso"})),
        HoldingQuery(holder=HolderKind.US),
        HoldingQuery(partner="Relecloud", product=Product.OFFICE_365),
    )
    return [
        [await record.holdings(query) for query in queries],
        await record.subscriptions([f"s{n}" for n in range(5)]),
        await record.customers(["c0", "c1", "name:contoso", "never"]),
        await record.own_customers(),
        await transaction.imports.latest(),
        await transaction.imports.newest(2),
        [sorted(map(repr, await transaction.imports.before(f"i{n}"))) for n in range(3)],
        [await transaction.history.about(f"c{n}") for n in range(3)],
        await transaction.history.since(NOON + timedelta(minutes=1), 2),
        await transaction.uploads.every(),
        await transaction.accounts.every(),
        await transaction.checklists.ticks("general"),
        await transaction.watches.every(),
        await transaction.places.every(),
        [await transaction.places.private_with("T1", "slack", f"U{n}") for n in range(3)],
        await transaction.people.wishes("T1/slack/U1"),
        [await transaction.opinions.latest(n) for n in range(3)],
        [await transaction.claims.about(id_) for id_ in ("x", "xc", "")],
        await transaction.claims.latest(2),
        await transaction.installations.keys("k/"),
        [await transaction.installations.text(f"k/{n}") for n in range(3)],
        [tuple(map(unleased, await transaction.notices.about(f"case-{n}"))) for n in range(2)],
        dict(await transaction.notices.waiting()),
        dict(await transaction.notices.overdue(NOON)),
    ]


def unleased(notice: Notice) -> Notice:
    """Leases are counted by different clocks."""
    return replace(notice, leased_until=None)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=st.lists(UNITS | ALONE, max_size=12))
async def test_the_same_is_done_and_seen_in_every_store(
    actions: list[tuple[str, Any, Any]], postgres: PostgresServer, tmp_path: Path
) -> None:
    organisation = new_organisation()
    stores = [
        Driven(lambda: open_store("memory:"), lasts=False),
        Driven(lambda: open_store(f"tinydb:{tmp_path / organisation}.json"), lasts=True),
        Driven(lambda: open_store(postgres.url, organisation=organisation), lasts=True),
    ]
    try:
        for action in actions:
            in_memory, in_file, in_database = [await driven.do(*action) for driven in stores]
            assert in_memory == in_file
            assert in_memory == in_database
        in_memory, in_file, in_database = [await driven.seen() for driven in stores]
        assert in_memory == in_file
        assert in_memory == in_database
    finally:
        for driven in stores:
            await driven.store.close()
