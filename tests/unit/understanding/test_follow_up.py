"""A question that goes on from the last one, and one that only seems to."""

from __future__ import annotations

import pytest

from bot.conversation.context import Context
from bot.partnership.records import Product
from bot.understanding.follow_up import followed, spoken_of
from bot.understanding.understand import Understanding, understand
from tests.fakes import NOON
from tests.whole_bot import demo_services, recogniser

CONTOSO_AZURE = Context(intent="status", customers=("contoso-id",), product="microsoft-azure", at=NOON)


async def meant(text: str, context: Context | None = CONTOSO_AZURE) -> Understanding:
    names = await (await demo_services()).store.names()
    alone = understand(
        text, recogniser=recogniser(), customers=names.customers, partners=names.partners, language=None
    )
    return followed(text, alone, context)


@pytest.mark.parametrize(
    "text",
    [
        "and Office?",
        "och Office?",
        "what about O365",
        "hur är det med Office då?",
        "and their Office 365 then?",
    ],
)
async def test_a_product_alone_is_the_same_question_of_the_same_customer(text: str) -> None:
    meaning = await meant(text)
    assert meaning.intent == "status"
    assert [match.id for match in meaning.customers] == ["contoso-id"]
    assert meaning.product is Product.OFFICE_365


@pytest.mark.parametrize(
    "text", ["and Fabrikam?", "och Fabrikam då?", "what about Fabrikam", "men Fabrikam?"]
)
async def test_a_customer_alone_is_the_same_question_of_the_same_product(text: str) -> None:
    meaning = await meant(text)
    assert meaning.intent == "status"
    assert [match.name for match in meaning.customers] == ["Fabrikam"]
    assert meaning.product is Product.MICROSOFT_AZURE


@pytest.mark.parametrize("text", ["draft a request to them", "visa checklistan för dem"])
async def test_they_are_the_customer_of_before(text: str) -> None:
    assert [match.id for match in (await meant(text)).customers] == ["contoso-id"]


@pytest.mark.parametrize(
    "text",
    [
        "what is PAL?",
        "what about the price of Office?",
        "and how do we become DPOR for Office 365?",
        "are we DPOR for Fabrikam?",
        "which subscriptions are ours?",
        "and Zzyzx Corporation?",
        "and",
    ],
)
async def test_another_question_is_left_as_it_is(text: str) -> None:
    assert await meant(text) == await meant(text, None)


async def test_only_one_customer_is_kept_in_mind() -> None:
    one = await meant("are we DPOR for Fabrikam's Azure?", None)
    context = spoken_of(one, NOON)
    assert context is not None
    assert context.customers == (one.customers[0].id,)
    assert context.product == "microsoft-azure"
    assert spoken_of(await meant("what is PAL?", None), NOON) is None
