"""What a row says, part by part, and of which cells each part is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from adapters.imports import values
from adapters.imports.columns import Field
from adapters.imports.shape import Shape
from adapters.imports.text_cells import is_partner_id
from bot.partnership.records import Product
from bot.partnership.sightings import CustomerClue, Duplicate, PartnerClue, ReportKind
from bot.understanding.countries import country_code

NO_CUSTOMER = CustomerClue()


class Group(Enum):
    """What repeats itself from row to row, all of it together: a customer, and a tie."""

    CUSTOMER = auto()
    TIE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One attribute of what a row says; `made` is given what each field's cell reads as, in that order.

    Where it is None the one cell is the attribute. `group` is None where it repeats itself by itself, or not
    at all.
    """

    name: str
    fields: Sequence[Field]
    made: Callable[..., object] | None = None
    group: Group | None = None


def parts(shape: Shape) -> Sequence[Part]:
    """Those of a report of that shape; amounts are none of them."""
    match shape.kind:
        case ReportKind.PARTNER_PROFILE:
            return _OF_AN_ACCOUNT
        case ReportKind.CSP_CUSTOMERS:
            return _OF_A_CUSTOMER
        case _ if shape.by_workload:
            found = partial(_product_of_workload, shape.else_product)
            return (*_OF_A_SIGHTING, _tied("product", *_WORKLOAD, made=found), *_NAMED_BY_WORKLOAD)
        case _ if shape.product:
            return (*_OF_A_SIGHTING, _PRODUCT_NAME)
        case _:
            return (*_OF_A_SIGHTING, _tied("product", *_PRODUCT, made=_product), _PRODUCT_NAME)


def _tied(name: str, *fields: Field, made: Callable[..., object] | None = None) -> Part:
    return Part(name=name, fields=fields, made=made, group=Group.TIE)


def _customer(
    tenant_id: str, tpid: str, domain: str, name: str, tenant_name: str, tenant_country: str, market: str
) -> CustomerClue:
    """A market may be the global parent's, so the tenant's own country goes before it."""
    if not (tenant_id or tpid or domain or name or tenant_name):
        return NO_CUSTOMER
    return CustomerClue(
        tenant_id=tenant_id,
        tpid=tpid,
        domain=domain,
        name=name,
        tenant_name=tenant_name,
        masked=bool(name) and values.is_masked(name),
        country=country_code(tenant_country) or country_code(market),
    )


def _partner(location_id: str, global_id: str, location: str, name: str) -> PartnerClue:
    return PartnerClue(location_id=location_id, global_id=global_id, location=location, name=name)


def _reseller(id_: str, name: str) -> PartnerClue | None:
    if not id_ and is_partner_id(name):
        id_, name = name, ""
    return PartnerClue(location_id=id_, name=name) if id_ or name else None


def _duplicates(*flags: bool | None) -> frozenset[Duplicate]:
    return frozenset(duplicate for duplicate, flag in zip(Duplicate, flags, strict=True) if flag)


def _product(*names: str) -> Product | None:
    return next(filter(None, map(values.product, names)), None)


def _product_name(product: str, reporting: str, raw: str, sku: str) -> str:
    return raw or reporting or product or sku


def _product_of_workload(otherwise: Product | None, category: str, workload: str) -> Product | None:
    return values.workload(workload) or values.workload(category) or otherwise


def _workload_name(category: str, workload: str) -> str:
    return workload or category


CUSTOMER = (Field.TENANT_ID, Field.TPID, Field.DOMAIN, Field.CUSTOMER, Field.TENANT_NAME)
_CUSTOMER_AND_COUNTRY = (*CUSTOMER, Field.TENANT_COUNTRY, Field.MARKET)
_PRODUCT = (Field.PRODUCT, Field.REPORTING_PRODUCT, Field.RAW_PRODUCT, Field.SKU)
_WORKLOAD = (Field.WORKLOAD_CATEGORY, Field.WORKLOAD)
_PRODUCT_NAME = _tied("product_name", *_PRODUCT, made=_product_name)
_NAMED_BY_WORKLOAD = (
    _tied("product_name", *_WORKLOAD, made=_workload_name),
    _tied("workload", Field.WORKLOAD),
)
_CUSTOMER = Part(name="customer", fields=_CUSTOMER_AND_COUNTRY, made=_customer, group=Group.CUSTOMER)
_OF_A_SIGHTING = (
    _CUSTOMER,
    Part(name="subscription_id", fields=(Field.SUBSCRIPTION_ID,)),
    Part(name="starts_on", fields=(Field.STARTS,)),
    Part(name="ends_on", fields=(Field.ENDS,)),
    Part(name="claim_id", fields=(Field.CLAIM_ID,)),
    _tied("attribution", Field.ATTRIBUTION),
    _tied("admin_role", Field.ADMIN_ROLE),
    _tied("partner", Field.PARTNER_ID, Field.GLOBAL_ID, Field.PARTNER_LOCATION, Field.PARTNER, made=_partner),
    _tied("reseller", Field.RESELLER_ID, Field.RESELLER, made=_reseller),
    _tied("month", Field.MONTH),
    _tied(
        "duplicate_within",
        *(Field.DUPLICATE, Field.DUPLICATE_OF_ATTRIBUTION, Field.DUPLICATE_OF_LOCATION),
        made=_duplicates,
    ),
    _tied("auto_renew", Field.AUTO_RENEW),
    _tied("ended", Field.STATE),
    _tied("associated_on", Field.ASSOCIATED),
)
_OF_A_CUSTOMER = (_CUSTOMER, Part(name="relationship", fields=(Field.RELATIONSHIP,)))
_OF_AN_ACCOUNT = (
    Part(
        name="partner",
        fields=(Field.PARTNER_ID, Field.GLOBAL_ID, Field.CITY, Field.PARTNER),
        made=_partner,
    ),
    Part(name="level", fields=(Field.LEVEL,)),
    Part(name="global_name", fields=(Field.GLOBAL_NAME,)),
    Part(name="country", fields=(Field.COUNTRY,)),
)
