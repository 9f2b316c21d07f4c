"""The kinds that imports leave behind, beside history: what stood before, our ids, and files that wait."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.stores.chapters import HISTORY
from adapters.stores.documents import (
    associations_document,
    customer_document,
    read_associations,
    read_customer,
    read_subscription,
    read_terms,
    terms_document,
)
from adapters.stores.fields import (
    Document,
    Fields,
    an_object,
    count,
    lists,
    moment,
    objects,
    place,
    text,
    texts,
)
from adapters.stores.kind import Kind
from adapters.stores.long_lists import read_counts, read_together, together
from adapters.stores.sharing import Shared
from bot.partnership.associated import Associated
from bot.partnership.history import Before
from bot.partnership.records import Customer, Holding
from bot.partnership.sightings import AccountLevel, OurAccount, PartnerClue, ReportKind
from bot.partnership.uploads import Upload

_AT_ONCE = 100
"""So many subscriptions as they stood before stand in one document."""
_TOLD_AT_ONCE = 2000
"""The same of those of which nothing is kept but who was said to hold them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Befores:
    """Some of what was kept for one import; `part` tells them apart. `unknown` are the ids of those that were
    not known before. Where it is `told`, it is nothing else.
    """

    origin: str
    part: str
    known: tuple[Before, ...] = ()
    unknown: tuple[str, ...] = ()
    told: Associated | None = None

    @property
    def befores(self) -> Iterator[Before]:
        """All of them."""
        yield from self.known
        yield from (Before(origin=self.origin, subscription_id=id_) for id_ in self.unknown)
        if self.told:
            yield Before(origin=self.origin, told=self.told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """An upload, its content packed into text."""

    id: str
    name: str
    person: str
    at: datetime
    content: str


def in_parts(befores: Sequence[Before]) -> Iterator[Befores]:
    """As they are stored: of one import each."""
    by_origin: dict[str, list[Before]] = {}
    for before in befores:
        if before.told is not None:
            yield from _told_in_parts(before.origin, before.told)
            continue
        by_origin.setdefault(before.origin, []).append(before)
    for origin, kept in by_origin.items():
        for start in range(0, len(kept), _AT_ONCE):
            some = kept[start : start + _AT_ONCE]
            known = tuple(one for one in some if one.holding is not None or one.accounts is not None)
            unknown = tuple(
                one.subscription_id for one in some if one.holding is None and one.accounts is None
            )
            yield Befores(origin=origin, part=some[0].subscription_id, known=known, unknown=unknown)


def _told_in_parts(origin: str, told: Associated) -> Iterator[Befores]:
    for start in range(0, len(told), _TOLD_AT_ONCE):
        some = told.some(start, start + _TOLD_AT_ONCE)
        yield Befores(origin=origin, part=some.ids[0], told=some)


def packed(upload: Upload) -> Packed:
    """Takes long for a large one."""
    content = base64.b64encode(zlib.compress(upload.content)).decode()
    return Packed(id=upload.id, name=upload.name, person=upload.person, at=upload.at, content=content)


def unpacked(kept: Packed) -> Upload:
    """As it was given."""
    content = zlib.decompress(base64.b64decode(kept.content))
    return Upload(id=kept.id, name=kept.name, person=kept.person, at=kept.at, content=content)


def account_id(account: OurAccount) -> str:
    """By which an account is known."""
    return account.partner.location_id or account.partner.global_id


def _befores_document(kept: Befores) -> Document:
    if kept.told is not None:
        return _told_document(kept, kept.told)
    customers, told = Shared[Customer, Document](customer_document), Shared(associations_document)
    holdings = [before.holding for before in kept.known if before.holding]
    accounts = next((before.accounts for before in kept.known if before.accounts is not None), None)
    document: Document = {
        "origin": kept.origin,
        "part": kept.part,
        "unknown": list(kept.unknown),
        "known": [
            {
                "customer": customers.place(holding.customer),
                "told": told.place(holding.associations),
                **terms_document(holding.subscription),
            }
            for holding in holdings
        ],
        "customers": customers.documents,
        "told": told.documents,
    }
    return document if accounts is None else document | {"accounts": list(map(_account_document, accounts))}


def _told_document(kept: Befores, told: Associated) -> Document:
    said = Shared(associations_document)
    places = list(map(said.place, told.associations))
    return {
        "origin": kept.origin,
        "part": kept.part,
        "heard": together(told.ids),
        "said": " ".join(map(str, places)),
        "told": said.documents,
    }


def _read_told(fields: Fields) -> Associated:
    said = [read_associations({"associations": entry}) for entry in lists(fields, "told")]
    ids, places = read_together(fields, "heard"), read_counts(fields, "said")
    if len(ids) != len(places) or max(places) >= len(said):
        raise ValueError('"said" does not fit "heard" and "told"')
    return Associated(ids=ids, associations=tuple([said[at] for at in places]))


def _read_befores(fields: Fields) -> Befores:
    origin = text(fields, "origin")
    if "heard" in fields:
        return Befores(origin=origin, part=text(fields, "part"), told=_read_told(fields))
    known = list(_read_known(origin, fields))
    ours: list[Before] = []
    if "accounts" in fields:
        accounts = tuple(map(_read_account, objects(fields, "accounts")))
        ours.append(Before(origin=origin, accounts=accounts))
    return Befores(
        origin=origin, part=text(fields, "part"), known=(*known, *ours), unknown=texts(fields, "unknown")
    )


def _read_known(origin: str, fields: Fields) -> Iterator[Before]:
    if "customers" not in fields:
        # As the first stores wrote it: each subscription with all that there is to say.
        yield from (_read_before(origin, entry) for entry in objects(fields, "known"))
        return
    customers = [read_customer(entry) for entry in objects(fields, "customers")]
    told = [read_associations({"associations": entry}) for entry in lists(fields, "told")]
    for entry in objects(fields, "known"):
        subscription = read_terms(entry)
        holding = Holding(
            customer=customers[place(entry, "customer", len(customers))],
            subscription=subscription,
            associations=told[place(entry, "told", len(told))],
        )
        yield Before(origin=origin, subscription_id=subscription.id, holding=holding)


def _read_before(origin: str, fields: Fields) -> Before:
    subscription, associations = read_subscription(an_object(fields, "subscription"))
    customer = read_customer(an_object(fields, "customer"))
    holding = Holding(customer=customer, subscription=subscription, associations=associations)
    return Before(origin=origin, subscription_id=subscription.id, holding=holding)


def _texts_of_befores(kept: Befores) -> Iterator[str]:
    """What is stored already holds nothing that cannot be stored."""
    yield from (before.subscription_id for before in kept.known)
    yield from kept.unknown
    yield from kept.told.ids if kept.told else ()


def _account_document(account: OurAccount) -> Document:
    partner = account.partner
    return {
        "report": account.report.value,
        "line": account.line,
        "location_id": partner.location_id,
        "global_id": partner.global_id,
        "location": partner.location,
        "name": partner.name,
        "level": account.level.value if account.level else None,
        "global_name": account.global_name,
        "country": account.country,
    }


def _read_account(fields: Fields) -> OurAccount:
    return OurAccount(
        report=ReportKind(text(fields, "report")),
        line=count(fields, "line"),
        partner=PartnerClue(
            location_id=text(fields, "location_id"),
            global_id=text(fields, "global_id"),
            location=text(fields, "location"),
            name=text(fields, "name"),
        ),
        level=AccountLevel(text(fields, "level")) if fields.get("level") is not None else None,
        global_name=text(fields, "global_name"),
        country=text(fields, "country"),
    )


def _packed_document(kept: Packed) -> Document:
    return {
        "id": kept.id,
        "name": kept.name,
        "person": kept.person,
        "at": kept.at.isoformat(),
        "content": kept.content,
    }


def _read_packed(fields: Fields) -> Packed:
    content = text(fields, "content")
    try:
        zlib.decompress(base64.b64decode(content, validate=True))
    except (zlib.error, binascii.Error) as error:
        raise ValueError('"content" is not a packed file') from error
    return Packed(
        id=text(fields, "id"),
        name=text(fields, "name"),
        person=text(fields, "person"),
        at=moment(fields, "at"),
        content=content,
    )


BEFORES: Kind[Befores] = Kind(
    table="befores",
    key=lambda kept: (kept.origin, kept.part),
    document=_befores_document,
    read=_read_befores,
    group=lambda kept: (kept.origin,),
    texts=_texts_of_befores,
)
ACCOUNTS: Kind[OurAccount] = Kind(
    table="accounts",
    key=lambda account: (account_id(account),),
    document=_account_document,
    read=_read_account,
)
UPLOADS: Kind[Packed] = Kind(
    table="uploads",
    key=lambda kept: (kept.id,),
    document=_packed_document,
    read=_read_packed,
    age=lambda kept: (kept.at, kept.id),
    texts=lambda kept: iter((kept.id, kept.name, kept.person)),
)
IMPORT_KINDS: tuple[Kind[Any], ...] = (HISTORY, BEFORES, ACCOUNTS, UPLOADS)
