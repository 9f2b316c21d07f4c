"""Values to JSON documents and back. Every field is checked: a file may have been edited by hand.

A reader raises ValueError, whatever is wrong, and says which field it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import cast

from bot.conversation.events import Address
from bot.partnership.checklist import Point, Tick
from bot.partnership.records import (
    Association,
    AssociationKind,
    Customer,
    Holder,
    HolderKind,
    Import,
    Product,
    Subscription,
)

Document = dict[str, object]
Fields = Mapping[str, object]


def customer_document(customer: Customer) -> Document:
    """A customer, flat."""
    return {
        "id": customer.id,
        "name": customer.name,
        "tenant_id": customer.tenant_id,
        "domain": customer.domain,
        "other_names": list(customer.other_names),
        "own_tenant": customer.own_tenant,
    }


def read_customer(fields: Fields) -> Customer:
    """A customer."""
    return Customer(
        id=_text(fields, "id"),
        name=_text(fields, "name"),
        tenant_id=_text(fields, "tenant_id"),
        domain=_text(fields, "domain"),
        other_names=_texts(fields, "other_names"),
        own_tenant=_flag(fields, "own_tenant"),
    )


def subscription_document(subscription: Subscription, associations: tuple[Association, ...]) -> Document:
    """A subscription together with what is known of its associations."""
    return {
        "id": subscription.id,
        "customer_id": subscription.customer_id,
        "product": subscription.product.value,
        "label": subscription.label,
        "renewal_date": subscription.renewal_date.isoformat() if subscription.renewal_date else None,
        "usage_driven_by_us": subscription.usage_driven_by_us,
        "associations": [_association_document(association) for association in associations],
    }


def read_subscription(fields: Fields) -> tuple[Subscription, tuple[Association, ...]]:
    """A subscription and its associations."""
    subscription = Subscription(
        id=_text(fields, "id"),
        customer_id=_text(fields, "customer_id"),
        product=Product(_text(fields, "product")),
        label=_text(fields, "label"),
        renewal_date=_date(fields, "renewal_date") if fields.get("renewal_date") is not None else None,
        usage_driven_by_us=_flag(fields, "usage_driven_by_us"),
    )
    entries = _documents(fields, "associations")
    return subscription, tuple(_read_association(subscription.id, entry) for entry in entries)


def import_document(entry: Import) -> Document:
    """An import, flat."""
    return {
        "id": entry.id,
        "file": entry.file,
        "at": entry.at.isoformat(),
        "new": entry.new,
        "changed": entry.changed,
        "unchanged": entry.unchanged,
    }


def read_import(fields: Fields) -> Import:
    """An import."""
    return Import(
        id=_text(fields, "id"),
        file=_text(fields, "file"),
        at=_time(fields, "at"),
        new=_count(fields, "new"),
        changed=_count(fields, "changed"),
        unchanged=_count(fields, "unchanged"),
    )


def ticks_document(list_id: str, ticks: tuple[Tick, ...]) -> Document:
    """The ticks of one list."""
    entries = [
        {"point": tick.point.value, "person": tick.person, "at": tick.at.isoformat()} for tick in ticks
    ]
    return {"id": list_id, "ticks": entries}


def read_ticks(fields: Fields) -> tuple[str, tuple[Tick, ...]]:
    """The list's id and its ticks."""
    ticks = tuple(
        Tick(point=Point(_text(entry, "point")), person=_text(entry, "person"), at=_time(entry, "at"))
        for entry in _documents(fields, "ticks")
    )
    return _text(fields, "id"), ticks


def room_document(address: Address) -> Document:
    """A conversation that wants alerts."""
    return {
        "tenant": address.tenant,
        "platform": address.platform,
        "conversation": address.conversation,
        "thread": address.thread,
        "reference": address.reference,
    }


def read_room(fields: Fields) -> Address:
    """A conversation that wants alerts."""
    return Address(
        tenant=_text(fields, "tenant"),
        platform=_text(fields, "platform"),
        conversation=_text(fields, "conversation"),
        thread=_text(fields, "thread") if fields.get("thread") is not None else None,
        reference=_text(fields, "reference"),
    )


def _association_document(association: Association) -> Document:
    return {
        "kind": association.kind.value,
        "holder": association.holder.kind.value,
        "partner": association.holder.partner,
        "since": association.since.isoformat(),
        "seen_for": association.seen_for.isoformat(),
        "imported_at": association.imported_at.isoformat(),
        "source": association.source,
    }


def _read_association(subscription_id: str, fields: Fields) -> Association:
    holder = HolderKind(_text(fields, "holder"))
    partner = _text(fields, "partner")
    if (holder is HolderKind.OTHER) is not bool(partner):
        raise ValueError(f'"partner" is {partner!r} although "holder" is {holder.value!r}')
    return Association(
        subscription_id=subscription_id,
        kind=AssociationKind(_text(fields, "kind")),
        holder=Holder(kind=holder, partner=partner),
        since=_date(fields, "since"),
        seen_for=_date(fields, "seen_for"),
        imported_at=_time(fields, "imported_at"),
        source=_text(fields, "source"),
    )


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise ValueError(f'"{name}" should be text but is {_shown(value)}')  # noqa: TRY004 (it is the content that is wrong, not the call)
    return value


def _texts(fields: Fields, name: str) -> tuple[str, ...]:
    return tuple(_text({name: text}, name) for text in _list(fields, name))


def _documents(fields: Fields, name: str) -> list[Document]:
    values = _list(fields, name)
    if not all(isinstance(value, dict) for value in values):
        raise ValueError(f'"{name}" should be a list of objects but is {_shown(values)}')
    return cast("list[Document]", values)


def _list(fields: Fields, name: str) -> list[object]:
    value = fields.get(name)
    if not isinstance(value, list):
        raise ValueError(f'"{name}" should be a list but is {_shown(cast("object", value))}')  # noqa: TRY004
    return cast("list[object]", value)


def _flag(fields: Fields, name: str) -> bool:
    value = fields.get(name)
    if not isinstance(value, bool):
        raise ValueError(f'"{name}" should be true or false but is {_shown(value)}')  # noqa: TRY004
    return value


def _count(fields: Fields, name: str) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f'"{name}" should be a count but is {_shown(value)}')
    return value


def _date(fields: Fields, name: str) -> date:
    value = _text(fields, name)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f'"{name}" should be a date but is {_shown(value)}') from None


def _time(fields: Fields, name: str) -> datetime:
    value = _text(fields, name)
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise ValueError(f'"{name}" should be a time with its zone but is {_shown(value)}')
    return time


def _shown(value: object) -> str:
    return "missing" if value is None else f"{value!r:.60}"
