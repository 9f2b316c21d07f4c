"""What is told of who is partner of record, and what only sounds like it."""

from __future__ import annotations

import pytest

from bot.partnership.records import HolderKind, Product
from bot.understanding.hearsay import Hearsay
from bot.understanding.understand import Understanding, understand
from tests.whole_bot import demo_services, recogniser

US, NOBODY, OTHER = HolderKind.US, HolderKind.NOBODY, HolderKind.OTHER


async def meant(text: str) -> Understanding:
    names = await (await demo_services()).store.names()
    return understand(
        text, recogniser=recogniser(), customers=names.customers, partners=names.partners, language=None
    )


async def heard(text: str) -> tuple[Hearsay, list[str]]:
    meaning = await meant(text)
    assert meaning.intent == "claim"
    assert meaning.hearsay is not None
    return meaning.hearsay, [match.name for match in meaning.customers]


@pytest.mark.parametrize(
    ("text", "customer", "partner"),
    [
        ("First Up says they are DPOR for Contoso's Office", "Contoso", "First Up Consultants"),
        ("Kund Contoso säger att First Up är partner of record för Azure", "Contoso", "First Up Consultants"),
        ("FYI: Relecloud claims the DPOR slot for Fabrikam Azure", "Fabrikam", "Relecloud"),
        ("fick veta av fabrikam att relecloud är dpor för deras azure", "Fabrikam", "Relecloud"),
        ("Enligt Contoso är First Up DPOR för Azure", "Contoso", "First Up Consultants"),
        ("According to Fabrikam, Relecloud is now DPOR for their Intune", "Fabrikam", "Relecloud"),
        ("First Up är DPOR för Contosos Office enligt kunden", "Contoso", "First Up Consultants"),
        ("Contoso har nu valt First Up som DPOR", "Contoso", "First Up Consultants"),
        ("Note that Fabrikam has moved DPOR to Relecloud according to Kim", "Fabrikam", "Relecloud"),
        ("Jag hörde att First Up står som partner för Contosos Office", "Contoso", "First Up Consultants"),
        ("Enligt Contoso är det First Up som är DPOR på Azure", "Contoso", "First Up Consultants"),
        ("First Up är DPOR för Contosos Azure, säger kunden", "Contoso", "First Up Consultants"),
        (
            "First Up Consultants hävdar att platsen för Contosos Office är deras",
            "Contoso",
            "First Up Consultants",
        ),
    ],
)
async def test_a_stored_partner_is_said_to_hold_it(text: str, customer: str, partner: str) -> None:
    hearsay, customers = await heard(text)
    assert hearsay == Hearsay(holder=OTHER, partner=partner)
    assert customers == [customer]


@pytest.mark.parametrize(
    ("text", "partner"),
    [
        ("Acme Cloud says they are DPOR for Contoso's Office 365", "Acme Cloud"),
        ("acme cloud says theyre dpor for contoso office", "acme cloud"),
        ("Contoso says Cloud Nine is DPOR for Azure", "Cloud Nine"),
        ("Jag hörde att Nordmoln AB står som partner för Contosos Office 365", "Nordmoln AB"),
        ("Kim says it is Nordmoln who is DPOR for Contoso Azure", "Nordmoln"),
        ("My contact at Contoso says Nordmoln is DPOR for their Azure", "Nordmoln"),
        ("Jag hörde av Contoso att de bytt till Nordmoln som DPOR för Azure", "Nordmoln"),
        ("We were told by Contoso that they have switched to Nordmoln as DPOR for Azure", "Nordmoln"),
        ("Anna at Contoso told me that they made Molnbyrån AB partner of record for Azure", "Molnbyrån AB"),
        ("Tailwind Partners hävdar att de är DPOR för Contosos Azure", "Tailwind Partners"),
    ],
)
async def test_an_unknown_partner_is_named_as_it_is_written(text: str, partner: str) -> None:
    hearsay, customers = await heard(text)
    assert hearsay == Hearsay(holder=OTHER, partner=partner)
    assert customers == ["Contoso"]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Contoso told us we are DPOR now", US),
        ("Contoso säger att de har angett oss som DPOR för Azure", US),
        ("Contoso has now named us DPOR for Azure", US),
        ("vi är nu DPOR för Contosos Azure", US),
        ("Contoso says that we hold the DPOR slot for Azure", US),
        ("Contoso says it's us who are DPOR on Azure", US),
        ("Contoso säger att ingen är DPOR för deras Office", NOBODY),
        ("Contoso says they have no DPOR for Azure", NOBODY),
        ("nobody is DPOR for Contoso Azure, says the customer", NOBODY),
        ("Contoso says they have removed us as DPOR for Azure", None),
        ("kunden skriver att de har tagit bort oss som partner för Contosos Azure", None),
        ("Contoso wrote that nobody is partner of record for Office 365", NOBODY),
        ("Contoso confirmed that we are no longer DPOR for Azure", None),
        ("Contoso säger att vi inte är DPOR för Azure", None),
    ],
)
async def test_it_may_be_us_or_nobody_or_only_who_it_is_not(text: str, holder: HolderKind | None) -> None:
    hearsay, customers = await heard(text)
    assert hearsay == Hearsay(holder=holder)
    assert customers == ["Contoso"]


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("Relecloud says they are the partner of record for Bergslagens Tryckeri", "Bergslagens Tryckeri"),
        ("Bergslagens Tryckeri AB säger att vi är DPOR för Azure", "Bergslagens Tryckeri AB"),
        ("Nordmoln säger att de är DPOR hos Trey Bygg", "Trey Bygg"),
    ],
)
async def test_an_unknown_customer_is_named_as_it_is_written(text: str, customer: str) -> None:
    hearsay, customers = await heard(text)
    assert hearsay.customer == customer
    assert customers == []


async def test_the_product_comes_along() -> None:
    assert (await meant("First Up says they are DPOR for Contoso's Office")).product is Product.OFFICE_365


@pytest.mark.parametrize(
    "text",
    [
        "are we DPOR for Contoso Azure",
        "Who says we are DPOR for Contoso",
        "First Up says they are DPOR for Contoso, is that right?",
        "If Contoso says First Up is DPOR we should ask again",
        "A customer says First Up is their DPOR, what do we do",
        "Please confirm whether we are DPOR for Contoso Azure",
        "Contoso säger att First Up är DPOR, vad ska vi göra",
        "Contoso says First Up is DPOR but I see our name there",
        "my colleague says DPOR for Azure gives no incentives",
        "Microsoft says DPOR is retired",
        "Contoso says they want us as DPOR",
        "Contoso says they are happy with the migration",
        "First Up Consultants DPOR Contoso",
        "skriv till Contoso och säg att vi vill bli DPOR",
        "Contoso told us about DPOR. " + "It was a long meeting. " * 30,
    ],
)
async def test_a_question_a_wish_or_a_mere_mention_is_not_hearsay(text: str) -> None:
    assert (await meant(text)).hearsay is None
