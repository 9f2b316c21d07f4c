"""Names and products give way to masks, in questions and in stored phrasings alike."""

from __future__ import annotations

from bot.understanding.clauses import clauses_of
from bot.understanding.features import keys_of
from bot.understanding.masks import CUSTOMER, masked, masked_example


def test_masks_are_put_in_place() -> None:
    assert masked("is Fabrikam ours", [(3, 11, CUSTOMER)]) == "is  xcustomer  ours"


def test_placeholders_and_sample_companies_are_masked_alike() -> None:
    assert keys_of(masked_example("are we DPOR for {customer}'s {product}?"))[:5] == (
        "are", "we", "dpor", "for", "xcustomer",
    )  # fmt: skip
    assert keys_of(masked_example("är vi DPOR hos Contoso Retail AB")) == (
        "ar",
        "vi",
        "dpor",
        "hos",
        "xcustomer",
    )
    assert keys_of(masked_example("Fabrikams azure")) == ("xcustomer", "xproduct", "azure")


def test_a_chatty_message_falls_into_clauses_that_share_its_masks() -> None:
    assert clauses_of("Hi there, meeting with xcustomer tomorrow. Are we their partner?") == (
        "meeting with xcustomer tomorrow.",
        "Are we their partner? xcustomer",
    )


def test_one_clause_is_no_clauses() -> None:
    assert clauses_of("are we their partner of record") == ()
    assert clauses_of("hi. yo.") == ()


def test_a_long_name_of_a_product_is_shortened() -> None:
    assert keys_of(masked_example("the Enterprise Mobility Suite")) == ("the", "xproduct", "ems")
