"""The letter to the customer, as it is right today and as it was right in the time of DPOR."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from bot.conversation.replies import Source
from bot.conversation.texts import Texts
from bot.partnership.records import AssociationKind, Product

_PARTNER_CENTER = "https://learn.microsoft.com/partner-center/"
_LINK = f"{_PARTNER_CENTER}link-partner-id-for-azure-performance-pal-dpor"
_CLAIM = f"{_PARTNER_CENTER}submit-osa-claim"
_CLAIM_2021 = "https://learn.microsoft.com/de-de/partner-center/submit-osa-claim"
_CITADEL = "https://www.azurecitadel.com/pal/tag/"
_ADD_PARTNER = "https://learn.microsoft.com/microsoft-365/admin/misc/add-partner"


class Era(StrEnum):
    """Which association the letter asks for: the one of the source text, or what took its place."""

    DPOR = "dpor"
    TODAY = "today"


def successor(product: Product) -> AssociationKind:
    """What took DPOR's place for a product (pal-vs-dpor and cpor among the articles)."""
    azure = product is Product.MICROSOFT_AZURE
    return AssociationKind.PARTNER_ADMIN_LINK if azure else AssociationKind.CLAIMING_PARTNER


def letter(era: Era, products: Collection[Product], asked_for: str, texts: Texts) -> tuple[str, ...]:
    """The letter's lines, its subject first. `asked_for` names the subscriptions."""
    words = texts.draft
    azure, others = _kinds(products)
    if era is Era.TODAY:
        return (
            words.subject_today,
            words.greeting,
            words.ask_today.format(subscriptions=asked_for),
            *((words.link_today, words.link_choice, words.guide.format(address=_LINK)) if azure else ()),
            *((words.claim_today, words.claim_choice, words.guide.format(address=_CLAIM)) if others else ()),
            words.partner_id,
            words.thanks,
        )
    return (
        words.subject,
        words.greeting,
        words.ask.format(subscriptions=asked_for),
        words.why,
        words.cost,
        *((words.steps_azure, words.guide.format(address=_LINK)) if azure else ()),
        *((words.steps_other, words.guide.format(address=_ADD_PARTNER)) if others else ()),
        words.partner_id,
        words.thanks,
    )


def changes(products: Collection[Product], texts: Texts) -> tuple[str, ...]:
    """What has changed since 2016 for these products, a line each."""
    words = texts.draft
    azure, others = _kinds(products)
    return (
        *((words.no_incentives_azure,) if azure else ()),
        *((words.no_incentives_others,) if others else ()),
        words.retired,
        *((words.now_link,) if azure else ()),
        *((words.now_claim,) if others else ()),
    )


def sources(products: Collection[Product], texts: Texts) -> tuple[Source, ...]:
    """Where each of those lines comes from, with the time that it speaks for."""
    words = texts.draft
    azure, others = _kinds(products)
    earnings = Source(
        title=words.source_incentives_azure,
        address=f"{_PARTNER_CENTER}earnings-revenue",
        speaks_for="2023-10",
    )
    began = Source(title=words.source_incentives_others, address=_CLAIM_2021, speaks_for="2021-07")
    retired = Source(title=words.source_retired, address=_CITADEL, speaks_for="2025-10-16")
    link = Source(title=words.source_link, address=_LINK, speaks_for="2023-10")
    claim = Source(title=words.source_claim, address=_CLAIM, speaks_for="2023-10")
    return (
        *((earnings,) if azure else ()),
        *((began,) if others else ()),
        retired,
        *((link,) if azure else ()),
        *((claim,) if others else ()),
    )


def _kinds(products: Collection[Product]) -> tuple[bool, bool]:
    """Whether Azure is among them, and whether anything else is."""
    kinds = {successor(product) for product in products}
    return AssociationKind.PARTNER_ADMIN_LINK in kinds, AssociationKind.CLAIMING_PARTNER in kinds
