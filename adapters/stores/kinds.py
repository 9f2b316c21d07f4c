"""The kinds of small values that are kept by a key. A new one is a line in KINDS, with its codec here.

A codec is a pair: value to JSON document, and back; the reader raises ValueError saying which field is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from adapters.stores.case_kinds import CASE_KINDS
from adapters.stores.documents import place_key, read_room, room_document
from adapters.stores.fields import Document, Fields, an_object, count, flag, maybe, moment, text, texts, told
from adapters.stores.import_kinds import IMPORT_KINDS
from adapters.stores.kind import Key, Kind, Value
from adapters.stores.quiet_hours import quiet_document, read_quiet
from bot.conversation.keeping import Feedback, Place, Wishes
from bot.conversation.language import Language
from bot.conversation.notices import Notice, NoticeState
from bot.partnership.claims import Claim
from bot.partnership.records import HolderKind, Product

__all__ = [
    "CLAIMS",
    "INSTALLATIONS",
    "KINDS",
    "NOTICES",
    "OPINIONS",
    "PEOPLE",
    "PLACES",
    "Installation",
    "Key",
    "Kind",
    "Value",
    "notice_document",
    "place_key",
    "private_group",
    "read_notice",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What a platform keeps under a key."""

    key: str
    text: str


def private_group(tenant: str, platform: str, person: str) -> Key:
    """The conversations of one person alone with the bot."""
    return (tenant, platform, person)


def _place_group(place: Place) -> Key | None:
    address = place.address
    return private_group(address.tenant, address.platform, place.person) if place.person else None


def _place_document(place: Place) -> Document:
    return {**room_document(place.address), "person": place.person, "since": place.since.isoformat()}


def _read_place(fields: Fields) -> Place:
    return Place(address=read_room(fields), person=text(fields, "person"), since=moment(fields, "since"))


def _wishes_document(wishes: Wishes) -> Document:
    quiet = {"quiet": quiet_document(wishes.quiet)} if wishes.quiet else {}
    return {"person": wishes.person, "language": wishes.language.value if wishes.language else None, **quiet}


def _read_wishes(fields: Fields) -> Wishes:
    chosen = fields.get("language") is not None
    return Wishes(
        person=text(fields, "person"),
        language=Language(text(fields, "language")) if chosen else None,
        quiet=read_quiet(an_object(fields, "quiet")) if "quiet" in fields else None,
    )


def _feedback_document(feedback: Feedback) -> Document:
    return {
        "id": feedback.id,
        "topic": feedback.topic,
        "helpful": feedback.helpful,
        "person": feedback.person,
        "at": feedback.at.isoformat(),
        "note": feedback.note,
    }


def _read_feedback(fields: Fields) -> Feedback:
    return Feedback(
        id=text(fields, "id"),
        topic=text(fields, "topic"),
        helpful=flag(fields, "helpful"),
        person=text(fields, "person"),
        at=moment(fields, "at"),
        note=text(fields, "note"),
    )


def _claim_document(claim: Claim) -> Document:
    return {
        "id": claim.id,
        "customer": claim.customer,
        "partner": claim.partner,
        "reporter": claim.reporter,
        "at": claim.at.isoformat(),
        "customer_id": claim.customer_id,
        "product": claim.product.value if claim.product else None,
        "note": claim.note,
        "holder": claim.holder.value,
        "subscriptions": list(claim.subscriptions),
        "reporter_key": claim.reporter_key,
        "taken_back_at": claim.taken_back_at.isoformat() if claim.taken_back_at else None,
    }


def _read_claim(fields: Fields) -> Claim:
    return Claim(
        id=text(fields, "id"),
        customer=text(fields, "customer"),
        partner=text(fields, "partner"),
        reporter=text(fields, "reporter"),
        at=moment(fields, "at"),
        customer_id=text(fields, "customer_id"),
        product=Product(text(fields, "product")) if fields.get("product") is not None else None,
        note=text(fields, "note"),
        holder=HolderKind(told(text, fields, "holder", HolderKind.OTHER.value)),
        subscriptions=told(texts, fields, "subscriptions", ()),
        reporter_key=told(text, fields, "reporter_key", ""),
        taken_back_at=maybe(moment, fields, "taken_back_at"),
    )


def _installation_document(installation: Installation) -> Document:
    return {"key": installation.key, "text": installation.text}


def _read_installation(fields: Fields) -> Installation:
    return Installation(key=text(fields, "key"), text=text(fields, "text"))


def notice_document(notice: Notice) -> Document:
    """A notice with its address."""
    leased, tried = notice.leased_until, notice.first_tried
    return {
        "key": notice.key,
        "subject": notice.subject,
        "address": room_document(notice.address),
        "text": notice.text,
        "due": _in_utc(notice.due),
        "created": _in_utc(notice.created),
        "state": notice.state.value,
        "attempt": notice.attempt,
        "leased_until": _in_utc(leased) if leased else None,
        "first_tried": _in_utc(tried) if tried else None,
        "perhaps_sent": notice.perhaps_sent,
        "receipt": notice.receipt,
        "reason": notice.reason,
    }


def _in_utc(time: datetime) -> str:
    return (time.astimezone(UTC) if time.tzinfo else time).isoformat()


def read_notice(fields: Fields) -> Notice:
    """A notice."""
    return Notice(
        key=text(fields, "key"),
        subject=text(fields, "subject"),
        address=read_room(an_object(fields, "address")),
        text=text(fields, "text"),
        due=moment(fields, "due"),
        created=moment(fields, "created"),
        state=NoticeState(text(fields, "state")),
        attempt=count(fields, "attempt"),
        leased_until=moment(fields, "leased_until") if fields.get("leased_until") is not None else None,
        first_tried=maybe(moment, fields, "first_tried"),
        perhaps_sent=flag(fields, "perhaps_sent"),
        receipt=text(fields, "receipt"),
        reason=text(fields, "reason"),
    )


PLACES: Kind[Place] = Kind(
    table="places",
    key=lambda place: place_key(place.address),
    document=_place_document,
    read=_read_place,
    group=_place_group,
)
PEOPLE: Kind[Wishes] = Kind(
    table="people",
    key=lambda wishes: (wishes.person,),
    document=_wishes_document,
    read=_read_wishes,
)
OPINIONS: Kind[Feedback] = Kind(
    table="opinions",
    key=lambda feedback: (feedback.id,),
    document=_feedback_document,
    read=_read_feedback,
    age=lambda feedback: (feedback.at, feedback.id),
)
CLAIMS: Kind[Claim] = Kind(
    table="claims",
    key=lambda claim: (claim.id,),
    document=_claim_document,
    read=_read_claim,
    group=lambda claim: (claim.customer_id,) if claim.customer_id else None,
    age=lambda claim: (claim.at, claim.id),
)
INSTALLATIONS: Kind[Installation] = Kind(
    table="installations",
    key=lambda installation: (installation.key,),
    document=_installation_document,
    read=_read_installation,
)
NOTICES: Kind[Notice] = Kind(
    table="notices",
    key=lambda notice: (notice.key,),
    document=notice_document,
    read=read_notice,
    group=lambda notice: (notice.subject,),
    age=lambda notice: (notice.created, notice.key),
)
KINDS: dict[str, Kind[Any]] = {
    kind.table: kind
    for kind in (PLACES, PEOPLE, OPINIONS, CLAIMS, INSTALLATIONS, NOTICES, *IMPORT_KINDS, *CASE_KINDS)
}
