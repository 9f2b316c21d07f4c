"""A subscription that has ended is said to have, and plan B is told for every product."""

from __future__ import annotations

import pytest

from bot.conversation.language import Language
from bot.conversation.outcomes import Verdict
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Sources, Tone
from bot.core import build_bot
from bot.handlers.plan_b import plan_b
from bot.partnership.records import Holding, Product, other
from bot.partnership.standing import NextStep, standing
from tests.builders import a_customer, a_holding
from tests.whole_bot import asked, demo_services, knowledge, recogniser


async def answer(*holdings: Holding) -> tuple[Verdict | None, tuple[str, ...], str]:
    services = await demo_services()
    async with services.store.transaction() as transaction:
        await transaction.record.save(holdings)
    reply = await build_bot(services, recogniser()).handle(asked("are we DPOR for Humongous Azure?"))
    assert reply is not None
    return reply.outcome.verdict, reply.outcome.subscriptions, plain_text(reply)


def of_humongous(id_: str, *, ended: bool = False, partner: str = "") -> Holding:
    customer = a_customer("Humongous Insurance")
    if partner:
        return a_holding(id_, customer=customer, ended=ended, dpor=other(partner))
    return a_holding(id_, customer=customer, ended=ended)


async def test_a_standing_of_what_has_ended_says_so() -> None:
    verdict, ids, said = await answer(of_humongous("over", ended=True))
    assert (verdict, ids) == (Verdict.YES, ("over",))
    assert said.startswith("Attention: Ended: Yes, we are DPOR")
    assert "the newest report says that the subscription runs no more" in said


async def test_what_has_ended_does_not_count_beside_what_runs() -> None:
    verdict, ids, said = await answer(
        of_humongous("over", ended=True, partner="Relecloud"), of_humongous("runs")
    )
    assert (verdict, ids) == (Verdict.YES, ("runs",))
    assert "1 subscription that has ended is not counted in." in said
    assert "Ended:" not in said


def test_an_ended_subscription_leaves_nothing_to_do() -> None:
    for dpor in (None, other("Relecloud")):
        assert standing(a_holding(dpor=dpor, ended=True)).next_step is NextStep.ENDED


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "plan B for Humongous Azure",
            "Left out, for we are partner of record there already: Microsoft Azure, Prod.",
        ),
        (
            "plan B för Humongous Azure",
            "Utelämnat, för där är vi redan partner of record: Microsoft Azure, Prod.",
        ),
        ("plan B for Humongous Azure prod", "Yes, we are DPOR for Humongous Insurance, Microsoft Azure"),
    ],
)
async def test_plan_b_says_what_it_leaves_out_because_it_is_ours(text: str, said: str) -> None:
    services, customer = await demo_services(), a_customer("Humongous Insurance")
    holdings = [
        a_holding("prod", customer=customer, label="Prod"),
        a_holding("test", customer=customer, label="Sandbox", dpor=other("Relecloud")),
    ]
    async with services.store.transaction() as transaction:
        await transaction.record.save(holdings)
    reply = await build_bot(services, recogniser()).handle(asked(text))
    assert reply is not None
    assert said in plain_text(reply)
    assert reply.outcome.subscriptions == (("prod",) if text.endswith("prod") else ("test",))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("product", Product)
def test_plan_b_tells_then_and_now_with_sources_and_their_time(product: Product, language: Language) -> None:
    reply = plan_b(a_holding(product=product, dpor=other("Relecloud")), knowledge(), language)
    said = plain_text(reply)
    successor = "Partner Admin Link" if product is Product.MICROSOFT_AZURE else "Claiming Partner of Record"
    for named in (successor, "CSP", "Delegated Administrator", "Transacting Partner", "2016", "2023"):
        assert named in said
    (sources,) = (block for block in reply.blocks if isinstance(block, Sources))
    assert len(sources.sources) == 6
    assert all(source.speaks_for for source in sources.sources)
    assert len(reply.buttons) == 2
    assert reply.tone is Tone.NEUTRAL
