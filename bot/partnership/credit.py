"""What an association counts for, then and now: a table in which every cell has its source and its date.

“Then” is 2016, after 24 May. “Now” is the newest that a source speaks for; where nothing does, it is
unconfirmed, which is neither yes nor no.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.partnership.records import AssociationKind, Product


class Reward(StrEnum):
    """What something may count for: the columns of the table."""

    COMPETENCY_THEN = "competency-then"
    DESIGNATION_NOW = "designation-now"
    INCENTIVE_THEN = "incentive-then"
    INCENTIVE_NOW = "incentive-now"


class Says(StrEnum):
    """What a source says."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    UNCONFIRMED = "unconfirmed"


class Ground(StrEnum):
    """A source, by what it is."""

    INTRODUCTION = "introduction"
    WHO_SHOULD = "who-should"
    REMEMBER = "remember"
    PAL_BEGAN = "pal-began"
    CPOR_BEGAN = "cpor-began"
    GDAP = "gdap"
    ELIGIBILITY = "eligibility"
    RECONCILIATION = "reconciliation"
    EARNINGS = "earnings"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a source is: an address, or a section of the source text. `speaks_for` is its time."""

    address: str
    speaks_for: str


class Why(StrEnum):
    """What a bare yes or no would leave out."""

    BEFORE_24_MAY = "before-24-may"
    OWN_CHANNEL = "own-channel"
    CAME_LATER = "came-later"
    ACCESS_ONLY = "access-only"
    NOT_THIS_PRODUCT = "not-this-product"
    NO_AREA = "no-area"
    NO_SOURCE = "no-source"
    DPOR_AREAS = "dpor-areas"
    DPOR_ONCE = "dpor-once"
    DPOR_ENTERPRISE = "dpor-enterprise"
    DPOR_ENDED = "dpor-ended"
    CSP_AREAS = "csp-areas"
    CSP_TIERS = "csp-tiers"
    CSP_SMB = "csp-smb"
    CSP_NET_ADDS = "csp-net-adds"
    TPOR_ENTERPRISE = "tpor-enterprise"
    PAL_AREAS = "pal-areas"
    PAL_POWER = "pal-power"
    PAL_ROLES = "pal-roles"
    CPOR_AREAS = "cpor-areas"
    CPOR_CLAIM = "cpor-claim"
    CPOR_PRESALES = "cpor-presales"
    OWN_UNKNOWN = "own-unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One cell. `why` is None where the word says it all; `ground` is None where no source was found."""

    says: Says
    ground: Ground | None = None
    why: Why | None = None


_TEXT = "2016-05"
_DOCS = "https://learn.microsoft.com/partner-center/"

PLACES: Mapping[Ground, Place] = MappingProxyType(
    {
        Ground.INTRODUCTION: Place(address="source text, introduction", speaks_for=_TEXT),
        Ground.WHO_SHOULD: Place(
            address="source text, Vem ska vara Partner of Record?", speaks_for="2016-05-24"
        ),
        Ground.REMEMBER: Place(address="source text, Kom ihåg", speaks_for=_TEXT),
        Ground.PAL_BEGAN: Place(
            address="https://www.microsoftpartnercommunity.com/t5/Get-recognized-with-Partner-Admin-Link/m-p/12579",
            speaks_for="2019-02",
        ),
        Ground.CPOR_BEGAN: Place(
            address="https://learn.microsoft.com/de-de/partner-center/submit-osa-claim", speaks_for="2021-07"
        ),
        Ground.GDAP: Place(address=f"{_DOCS}gdap-microsoft-led-transition", speaks_for="2023-10"),
        Ground.ELIGIBILITY: Place(address=f"{_DOCS}customer-eligibility", speaks_for="2023-10"),
        Ground.RECONCILIATION: Place(address=f"{_DOCS}reconciliation-faq", speaks_for="2023-10"),
        Ground.EARNINGS: Place(address=f"{_DOCS}earnings-revenue", speaks_for="2023-10"),
        Ground.CLAIMS: Place(address=f"{_DOCS}submit-osa-claim", speaks_for="2023-10"),
    }
)


def credit(kind: AssociationKind, reward: Reward, product: Product | None = None) -> Credit:
    """What the association counts for, with the product where that makes a difference."""
    return _OF_A_PRODUCT.get((kind, reward, product)) or _CREDITS[kind, reward]


def own_credit(reward: Reward) -> Credit:
    """What being partner of record for a subscription of our own counts for."""
    return _OWN[reward]


def _yes(ground: Ground, why: Why | None = None) -> Credit:
    return Credit(says=Says.YES, ground=ground, why=why)


def _no(ground: Ground, why: Why | None = None) -> Credit:
    return Credit(says=Says.NO, ground=ground, why=why)


def _partly(ground: Ground, why: Why) -> Credit:
    return Credit(says=Says.PARTLY, ground=ground, why=why)


def _unconfirmed(why: Why) -> Credit:
    return Credit(says=Says.UNCONFIRMED, why=why)


_DPOR = AssociationKind.DPOR
_ADMINISTRATOR = AssociationKind.DELEGATED_ADMINISTRATOR
_SELLER = AssociationKind.TRANSACTING_PARTNER
_PAL = AssociationKind.PARTNER_ADMIN_LINK
_CPOR = AssociationKind.CLAIMING_PARTNER

_CREDITS: Mapping[tuple[AssociationKind, Reward], Credit] = MappingProxyType(
    {
        (_DPOR, Reward.COMPETENCY_THEN): _yes(Ground.INTRODUCTION),
        (_DPOR, Reward.DESIGNATION_NOW): _partly(Ground.ELIGIBILITY, Why.DPOR_AREAS),
        (_DPOR, Reward.INCENTIVE_THEN): _yes(Ground.WHO_SHOULD),
        (_DPOR, Reward.INCENTIVE_NOW): _no(Ground.EARNINGS, Why.DPOR_ENDED),
        (_ADMINISTRATOR, Reward.COMPETENCY_THEN): _yes(Ground.WHO_SHOULD, Why.BEFORE_24_MAY),
        (_ADMINISTRATOR, Reward.DESIGNATION_NOW): _no(Ground.GDAP, Why.ACCESS_ONLY),
        (_ADMINISTRATOR, Reward.INCENTIVE_THEN): _no(Ground.WHO_SHOULD),
        (_ADMINISTRATOR, Reward.INCENTIVE_NOW): _no(Ground.GDAP, Why.ACCESS_ONLY),
        (_SELLER, Reward.COMPETENCY_THEN): _yes(Ground.WHO_SHOULD, Why.BEFORE_24_MAY),
        (_SELLER, Reward.DESIGNATION_NOW): _partly(Ground.ELIGIBILITY, Why.CSP_AREAS),
        (_SELLER, Reward.INCENTIVE_THEN): _no(Ground.WHO_SHOULD, Why.OWN_CHANNEL),
        (_SELLER, Reward.INCENTIVE_NOW): _partly(Ground.RECONCILIATION, Why.TPOR_ENTERPRISE),
        (_PAL, Reward.COMPETENCY_THEN): _no(Ground.PAL_BEGAN, Why.CAME_LATER),
        (_PAL, Reward.DESIGNATION_NOW): _partly(Ground.ELIGIBILITY, Why.PAL_AREAS),
        (_PAL, Reward.INCENTIVE_THEN): _no(Ground.PAL_BEGAN, Why.CAME_LATER),
        (_PAL, Reward.INCENTIVE_NOW): _partly(Ground.RECONCILIATION, Why.PAL_ROLES),
        (_CPOR, Reward.COMPETENCY_THEN): _no(Ground.CPOR_BEGAN, Why.CAME_LATER),
        (_CPOR, Reward.DESIGNATION_NOW): _partly(Ground.ELIGIBILITY, Why.CPOR_AREAS),
        (_CPOR, Reward.INCENTIVE_THEN): _no(Ground.CPOR_BEGAN, Why.CAME_LATER),
        (_CPOR, Reward.INCENTIVE_NOW): _partly(Ground.CLAIMS, Why.CPOR_PRESALES),
    }
)
_OWN: Mapping[Reward, Credit] = MappingProxyType(
    {
        Reward.COMPETENCY_THEN: _yes(Ground.REMEMBER),
        Reward.DESIGNATION_NOW: _unconfirmed(Why.OWN_UNKNOWN),
        Reward.INCENTIVE_THEN: _no(Ground.REMEMBER),
        Reward.INCENTIVE_NOW: _no(Ground.EARNINGS),
    }
)

_AZURE, _OFFICE = Product.MICROSOFT_AZURE, Product.OFFICE_365
_DYNAMICS = Product.DYNAMICS_CRM_ONLINE
_WITHOUT_AREA = (Product.WINDOWS_INTUNE, Product.ENTERPRISE_MOBILITY_SUITE)
"""No source tells in which of today's solution areas these two count."""

_OF_A_PRODUCT: Mapping[tuple[AssociationKind, Reward, Product | None], Credit] = MappingProxyType(
    {
        (_DPOR, Reward.DESIGNATION_NOW, _AZURE): _yes(Ground.ELIGIBILITY, Why.DPOR_ONCE),
        (_SELLER, Reward.DESIGNATION_NOW, _AZURE): _partly(Ground.ELIGIBILITY, Why.CSP_TIERS),
        (_PAL, Reward.DESIGNATION_NOW, _AZURE): _yes(Ground.ELIGIBILITY),
        (_CPOR, Reward.DESIGNATION_NOW, _AZURE): _no(Ground.ELIGIBILITY, Why.NOT_THIS_PRODUCT),
        (_CPOR, Reward.INCENTIVE_NOW, _AZURE): _no(Ground.CLAIMS, Why.NOT_THIS_PRODUCT),
        (_DPOR, Reward.DESIGNATION_NOW, _OFFICE): _partly(Ground.ELIGIBILITY, Why.DPOR_ENTERPRISE),
        (_SELLER, Reward.DESIGNATION_NOW, _OFFICE): _partly(Ground.ELIGIBILITY, Why.CSP_SMB),
        (_SELLER, Reward.INCENTIVE_NOW, _OFFICE): _unconfirmed(Why.NO_SOURCE),
        (_PAL, Reward.DESIGNATION_NOW, _OFFICE): _no(Ground.ELIGIBILITY, Why.NOT_THIS_PRODUCT),
        (_PAL, Reward.INCENTIVE_NOW, _OFFICE): _unconfirmed(Why.NO_SOURCE),
        (_CPOR, Reward.DESIGNATION_NOW, _OFFICE): _yes(Ground.ELIGIBILITY),
        (_CPOR, Reward.INCENTIVE_NOW, _OFFICE): _yes(Ground.CLAIMS, Why.CPOR_CLAIM),
        (_DPOR, Reward.DESIGNATION_NOW, _DYNAMICS): _yes(Ground.ELIGIBILITY, Why.DPOR_ONCE),
        (_SELLER, Reward.DESIGNATION_NOW, _DYNAMICS): _partly(Ground.ELIGIBILITY, Why.CSP_NET_ADDS),
        (_SELLER, Reward.INCENTIVE_NOW, _DYNAMICS): _unconfirmed(Why.NO_SOURCE),
        (_PAL, Reward.DESIGNATION_NOW, _DYNAMICS): _partly(Ground.ELIGIBILITY, Why.PAL_POWER),
        (_PAL, Reward.INCENTIVE_NOW, _DYNAMICS): _unconfirmed(Why.NO_SOURCE),
        (_CPOR, Reward.DESIGNATION_NOW, _DYNAMICS): _yes(Ground.ELIGIBILITY),
        **{
            (kind, Reward.DESIGNATION_NOW, product): _unconfirmed(Why.NO_AREA)
            for product in _WITHOUT_AREA
            for kind in (_DPOR, _SELLER, _PAL, _CPOR)
        },
        **{
            (kind, Reward.INCENTIVE_NOW, product): _unconfirmed(Why.NO_SOURCE)
            for product in _WITHOUT_AREA
            for kind in (_SELLER, _PAL, _CPOR)
        },
    }
)
