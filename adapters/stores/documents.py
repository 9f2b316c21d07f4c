"""Values to JSON documents and back. Smaller values stand in kinds.py and import_kinds.py.

A reader raises ValueError, whatever is wrong, and says which field it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from sys import intern

from adapters.stores.fields import (
    Document,
    Fields,
    count,
    day,
    flag,
    maybe,
    moment,
    objects,
    text,
    texts,
    told,
)
from bot.conversation.events import Address
from bot.partnership.checklist import Point, Tick
from bot.partnership.records import (
    OWN_CSV,
    Association,
    AssociationKind,
    Customer,
    Holder,
    HolderKind,
    Import,
    Product,
    Subscription,
    Voice,
)


def customer_document(customer: Customer) -> Document:
    """A customer, flat. What came later than the first stores is written where it says anything."""
    document: Document = {
        "id": customer.id,
        "name": customer.name,
        "tenant_id": customer.tenant_id,
        "domain": customer.domain,
        "other_names": list(customer.other_names),
        "own_tenant": customer.own_tenant,
    }
    later = {"tpid": customer.tpid, "country": customer.country}
    return document | {name: told for name, told in later.items() if told}


def read_customer(fields: Fields) -> Customer:
    """A customer."""
    return Customer(
        id=text(fields, "id"),
        name=text(fields, "name"),
        tenant_id=text(fields, "tenant_id"),
        domain=text(fields, "domain"),
        other_names=texts(fields, "other_names"),
        own_tenant=flag(fields, "own_tenant"),
        tpid=told(text, fields, "tpid", ""),
        country=told(text, fields, "country", ""),
    )


def subscription_document(subscription: Subscription, associations: tuple[Association, ...]) -> Document:
    """A subscription together with what is known of its associations."""
    return terms_document(subscription) | {"associations": associations_document(associations)}


def terms_document(subscription: Subscription) -> Document:
    """A subscription by itself."""
    document: Document = {
        "id": subscription.id,
        "customer_id": subscription.customer_id,
        "product": subscription.product.value,
        "label": subscription.label,
        "renewal_date": subscription.renewal_date.isoformat() if subscription.renewal_date else None,
        "usage_driven_by_us": subscription.usage_driven_by_us,
    }
    if subscription.ended:
        document["ended"] = True
    if subscription.started_on:
        document["started_on"] = subscription.started_on.isoformat()
    return document


def read_subscription(fields: Fields) -> tuple[Subscription, tuple[Association, ...]]:
    """A subscription and its associations."""
    return read_terms(fields), read_associations(fields)


def read_terms(fields: Fields) -> Subscription:
    """A subscription by itself."""
    return Subscription(
        id=text(fields, "id"),
        customer_id=text(fields, "customer_id"),
        product=Product(text(fields, "product")),
        label=intern(text(fields, "label")),
        renewal_date=day(fields, "renewal_date") if fields.get("renewal_date") is not None else None,
        usage_driven_by_us=flag(fields, "usage_driven_by_us"),
        ended=told(flag, fields, "ended", otherwise=False),
        started_on=maybe(day, fields, "started_on"),
    )


def associations_document(associations: Iterable[Association]) -> list[Document]:
    """What is known of who holds a subscription."""
    return [_association_document(association) for association in associations]


def read_associations(fields: Fields) -> tuple[Association, ...]:
    """What is known of who holds a subscription: the field `associations`."""
    return tuple(map(_read_association, objects(fields, "associations")))


def import_document(entry: Import) -> Document:
    """An import, flat."""
    return {
        "id": entry.id,
        "file": entry.file,
        "at": entry.at.isoformat(),
        "new": entry.new,
        "changed": entry.changed,
        "unchanged": entry.unchanged,
        "ended": entry.ended,
        "by": entry.by,
        "report": entry.report,
        "checksum": entry.checksum,
        "undone_at": entry.undone_at.isoformat() if entry.undone_at else None,
        "undone_by": entry.undone_by,
    }


def read_import(fields: Fields) -> Import:
    """An import."""
    return Import(
        id=text(fields, "id"),
        file=text(fields, "file"),
        at=moment(fields, "at"),
        new=count(fields, "new"),
        changed=count(fields, "changed"),
        unchanged=count(fields, "unchanged"),
        ended=told(count, fields, "ended", 0),
        by=told(text, fields, "by", ""),
        report=told(text, fields, "report", OWN_CSV),
        checksum=told(text, fields, "checksum", ""),
        undone_at=maybe(moment, fields, "undone_at"),
        undone_by=told(text, fields, "undone_by", ""),
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
        Tick(point=Point(text(entry, "point")), person=text(entry, "person"), at=moment(entry, "at"))
        for entry in objects(fields, "ticks")
    )
    return text(fields, "id"), ticks


def place_key(address: Address) -> tuple[str, str, str]:
    """One conversation, whatever the thread."""
    return (address.tenant, address.platform, address.conversation)


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
        tenant=text(fields, "tenant"),
        platform=text(fields, "platform"),
        conversation=text(fields, "conversation"),
        thread=text(fields, "thread") if fields.get("thread") is not None else None,
        reference=text(fields, "reference"),
    )


def holder_document(holder: Holder) -> Document:
    """Whose an association is."""
    return {"holder": holder.kind.value, "partner": holder.partner}


def read_holder(fields: Fields) -> Holder:
    """Whose an association is."""
    kind = HolderKind(text(fields, "holder"))
    partner = intern(text(fields, "partner"))
    if (kind is HolderKind.OTHER) is not bool(partner):
        raise ValueError(f'"partner" is {partner!r} although "holder" is {kind.value!r}')
    return Holder(kind=kind, partner=partner)


def _association_document(association: Association) -> Document:
    document: Document = {
        "kind": association.kind.value,
        "holder": association.holder.kind.value,
        "partner": association.holder.partner,
        "since": association.since.isoformat(),
        "seen_for": association.seen_for.isoformat(),
        "imported_at": association.imported_at.isoformat(),
        "source": association.source,
    }
    if association.teller != OWN_CSV:
        document["teller"] = association.teller
    if association.voices:
        document["voices"] = [_voice_document(voice) for voice in association.voices]
    return document


def _read_association(fields: Fields) -> Association:
    return Association(
        kind=AssociationKind(text(fields, "kind")),
        holder=read_holder(fields),
        since=day(fields, "since"),
        seen_for=day(fields, "seen_for"),
        imported_at=moment(fields, "imported_at"),
        source=intern(text(fields, "source")),
        teller=intern(told(text, fields, "teller", OWN_CSV)),
        voices=tuple(map(_read_voice, objects(fields, "voices"))) if "voices" in fields else (),
    )


def _voice_document(voice: Voice) -> Document:
    return {
        "teller": voice.teller,
        **holder_document(voice.holder),
        "seen_for": voice.seen_for.isoformat(),
        "imported_at": voice.imported_at.isoformat(),
        "source": voice.source,
    }


def _read_voice(fields: Fields) -> Voice:
    return Voice(
        teller=intern(text(fields, "teller")),
        holder=read_holder(fields),
        seen_for=day(fields, "seen_for"),
        imported_at=moment(fields, "imported_at"),
        source=intern(text(fields, "source")),
    )
