"""Whatever was written and taken back, a store keeps what a plain mapping would."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.partnership.claims import Claim
from bot.ports import Store, Transaction
from tests.contract.store_steps import Open, a_claim

CLAIM = st.builds(
    a_claim,
    st.sampled_from(["k1", "k2", "k3"]),
    minutes=st.integers(0, 3),
    customer_id=st.sampled_from(["a", "b", ""]),
)
BATCH = st.tuples(st.lists(CLAIM, max_size=4), st.booleans())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(BATCH, max_size=5))
async def test_claims_are_as_the_committed_transactions_left_them(
    opener: Open, batches: list[tuple[list[Claim], bool]]
) -> None:
    store, expected = opener.anew(), dict[str, Claim]()
    for claims, committed in batches:
        inside = {**expected, **{claim.id: claim for claim in claims}}
        with suppress(ZeroDivisionError):
            async with store.transaction() as transaction:
                for claim in claims:
                    await transaction.claims.add(claim)
                await _agree(transaction, inside)
                if not committed:
                    raise ZeroDivisionError
                expected = inside
    await _agree_outside(store, expected)
    await store.close()
    if opener.lasts:
        store = opener()
        await _agree_outside(store, expected)
        await store.close()


async def _agree_outside(store: Store, expected: dict[str, Claim]) -> None:
    async with store.transaction() as transaction:
        await _agree(transaction, expected)


async def _agree(transaction: Transaction, expected: dict[str, Claim]) -> None:
    newest = sorted(expected.values(), key=lambda claim: (claim.at, claim.id), reverse=True)
    assert await transaction.claims.latest(2) == tuple(newest[:2])
    for customer_id in ("a", "b"):
        about = tuple(claim for claim in newest if claim.customer_id == customer_id)
        assert await transaction.claims.about(customer_id) == about
