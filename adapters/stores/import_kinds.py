"""The kinds that imports leave behind: what changed, what stood before, our ids, and files that wait."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from adapters.stores.documents import (
    customer_document,
    holder_document,
    read_customer,
    read_holder,
    read_subscription,
    subscription_document,
)
from adapters.stores.fields import (
    Document,
    Fields,
    an_object,
    count,
    day,
    flag,
    maybe,
    moment,
    objects,
    text,
    texts,
)
from adapters.stores.kind import Kind
from bot.partnership.history import Before, Change, What
from bot.partnership.records import AssociationKind, Holding, Product
from bot.partnership.sightings import AccountLevel, OurAccount, PartnerClue, ReportKind
from bot.partnership.uploads import Upload

_AT_ONCE = 100
"""So many subscriptions as they stood before stand in one document."""
_A_CHAPTER = 50
"""So many changes stand in one document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Befores:
    """Some of what was kept for one import; `part` tells them apart."""

    origin: str
    part: str
    befores: tuple[Before, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Some changes of one moment, in the order of their ids: there may be very many of them at once."""

    at: datetime
    changes: tuple[Change, ...]

    @property
    def id(self) -> str:
        """That of the first change."""
        return self.changes[0].id


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
        by_origin.setdefault(before.origin, []).append(before)
    for origin, kept in by_origin.items():
        for start in range(0, len(kept), _AT_ONCE):
            some = tuple(kept[start : start + _AT_ONCE])
            yield Befores(origin=origin, part=some[0].subscription_id, befores=some)


def in_chapters(changes: Sequence[Change]) -> Iterator[Chapter]:
    """As they are stored."""
    by_moment: dict[datetime, list[Change]] = {}
    for change in changes:
        by_moment.setdefault(change.at, []).append(change)
    for at, some in by_moment.items():
        some.sort(key=lambda change: change.id)
        for start in range(0, len(some), _A_CHAPTER):
            yield Chapter(at=at, changes=tuple(some[start : start + _A_CHAPTER]))


def newest_first(chapters: Iterable[Chapter]) -> list[Change]:
    """Their changes."""
    changes = (change for chapter in chapters for change in chapter.changes)
    return sorted(changes, key=lambda change: (change.at, change.id), reverse=True)


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


def _change_document(change: Change) -> Document:
    document: Document = {
        "id": change.id,
        "at": change.at.isoformat(),
        "origin": change.origin,
        "source": change.source,
        "customer_id": change.customer_id,
        "subscription_id": change.subscription_id,
        "product": change.product.value,
        "what": change.what.value,
        "seen_for": change.seen_for.isoformat(),
    }
    told = {
        "association": change.association.value if change.association else None,
        "before": holder_document(change.before) if change.before else None,
        "after": holder_document(change.after) if change.after else None,
        "day_before": _written(change.day_before),
        "day_after": _written(change.day_after),
        "ours": change.ours,
    }
    return document | {name: value for name, value in told.items() if value is not None}


def _written(when: date | None) -> str | None:
    return when.isoformat() if when else None


def _read_change(fields: Fields) -> Change:
    return Change(
        id=text(fields, "id"),
        at=moment(fields, "at"),
        origin=text(fields, "origin"),
        source=text(fields, "source"),
        customer_id=text(fields, "customer_id"),
        subscription_id=text(fields, "subscription_id"),
        product=Product(text(fields, "product")),
        what=What(text(fields, "what")),
        seen_for=day(fields, "seen_for"),
        association=AssociationKind(text(fields, "association")) if "association" in fields else None,
        before=read_holder(an_object(fields, "before")) if "before" in fields else None,
        after=read_holder(an_object(fields, "after")) if "after" in fields else None,
        day_before=maybe(day, fields, "day_before"),
        day_after=maybe(day, fields, "day_after"),
        ours=maybe(flag, fields, "ours"),
    )


def _chapter_document(chapter: Chapter) -> Document:
    return {"at": chapter.at.isoformat(), "changes": list(map(_change_document, chapter.changes))}


def _read_chapter(fields: Fields) -> Chapter:
    at = moment(fields, "at")
    changes = tuple(map(_read_change, objects(fields, "changes")))
    if not changes or any(change.at != at for change in changes):
        raise ValueError('"changes" is empty, or of another moment than "at"')
    return Chapter(at=at, changes=changes)


def _texts_of_chapter(chapter: Chapter) -> Iterator[str]:
    for change in chapter.changes:
        yield from (change.id, change.origin, change.source, change.customer_id, change.subscription_id)
        yield from (holder.partner for holder in (change.before, change.after) if holder)


def _befores_document(kept: Befores) -> Document:
    holdings = [before.holding for before in kept.befores if before.holding]
    accounts = next((before.accounts for before in kept.befores if before.accounts is not None), None)
    document: Document = {
        "origin": kept.origin,
        "part": kept.part,
        "unknown": [
            before.subscription_id
            for before in kept.befores
            if before.holding is None and before.accounts is None
        ],
        "known": [
            {
                "customer": customer_document(holding.customer),
                "subscription": subscription_document(holding.subscription, holding.associations),
            }
            for holding in holdings
        ],
    }
    return document if accounts is None else document | {"accounts": list(map(_account_document, accounts))}


def _read_befores(fields: Fields) -> Befores:
    origin = text(fields, "origin")
    known = [_read_before(origin, entry) for entry in objects(fields, "known")]
    unknown = [Before(origin=origin, subscription_id=id_) for id_ in texts(fields, "unknown")]
    ours: list[Before] = []
    if "accounts" in fields:
        accounts = tuple(map(_read_account, objects(fields, "accounts")))
        ours.append(Before(origin=origin, accounts=accounts))
    return Befores(origin=origin, part=text(fields, "part"), befores=(*known, *unknown, *ours))


def _read_before(origin: str, fields: Fields) -> Before:
    subscription, associations = read_subscription(an_object(fields, "subscription"))
    customer = read_customer(an_object(fields, "customer"))
    holding = Holding(customer=customer, subscription=subscription, associations=associations)
    return Before(origin=origin, subscription_id=subscription.id, holding=holding)


def _texts_of_befores(kept: Befores) -> Iterator[str]:
    """What is stored already holds nothing that cannot be stored."""
    yield from (before.subscription_id for before in kept.befores)


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


HISTORY: Kind[Chapter] = Kind(
    table="history",
    key=lambda chapter: (chapter.id,),
    document=_chapter_document,
    read=_read_chapter,
    names=lambda chapter: {change.customer_id for change in chapter.changes},
    age=lambda chapter: (chapter.at, chapter.id),
    texts=_texts_of_chapter,
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
