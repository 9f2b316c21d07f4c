"""The kinds that conflicts need: cases, their history, and the conversations that watch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adapters.stores.documents import place_key, read_room, room_document
from adapters.stores.fields import (
    Document,
    Fields,
    an_object,
    count,
    day,
    flag,
    maybe,
    moment,
    text,
    texts,
    told,
)
from adapters.stores.kind import Kind
from adapters.stores.quiet_hours import quiet_document, read_quiet
from bot.conversation.language import Language
from bot.conversation.watches import Topic, Watch
from bot.partnership.cases import Case, CaseEntry, CaseKind, CaseState, Decision, Finding, Step
from bot.partnership.holidays import SWEDEN
from bot.partnership.quiet import STOCKHOLM
from bot.partnership.records import Product


def _finding_document(finding: Finding) -> Document:
    return {
        "kind": finding.kind.value,
        "customer_id": finding.customer_id,
        "subscription_id": finding.subscription_id,
        "product": finding.product.value,
        "rivals": list(finding.rivals),
        "facts": finding.facts,
        "deadline": finding.deadline.isoformat() if finding.deadline else None,
        "country": finding.country,
    }


def _read_finding(fields: Fields) -> Finding:
    return Finding(
        kind=CaseKind(text(fields, "kind")),
        customer_id=text(fields, "customer_id"),
        subscription_id=text(fields, "subscription_id"),
        product=Product(text(fields, "product")),
        rivals=texts(fields, "rivals"),
        facts=text(fields, "facts"),
        deadline=maybe(day, fields, "deadline"),
        country=told(text, fields, "country", ""),
    )


def _case_document(case: Case) -> Document:
    return {
        "key": case.key,
        "finding": _finding_document(case.finding),
        "opened_at": case.opened_at.isoformat(),
        "changed_at": case.changed_at.isoformat(),
        "state": case.state.value,
        "version": case.version,
        "owner": case.owner,
        "owner_name": case.owner_name,
        "asked_on": case.asked_on.isoformat() if case.asked_on else None,
        "answer_by": case.answer_by.isoformat() if case.answer_by else None,
        "decision": case.decision.value if case.decision else None,
        "evidence": case.evidence,
        "snoozed_until": case.snoozed_until.isoformat() if case.snoozed_until else None,
        "reopened": case.reopened,
        "origin": case.origin,
    }


def _read_case(fields: Fields) -> Case:
    return Case(
        key=text(fields, "key"),
        finding=_read_finding(an_object(fields, "finding")),
        opened_at=moment(fields, "opened_at"),
        changed_at=moment(fields, "changed_at"),
        state=CaseState(text(fields, "state")),
        version=count(fields, "version"),
        owner=text(fields, "owner"),
        owner_name=text(fields, "owner_name"),
        asked_on=maybe(day, fields, "asked_on"),
        answer_by=maybe(day, fields, "answer_by"),
        decision=Decision(text(fields, "decision")) if fields.get("decision") is not None else None,
        evidence=text(fields, "evidence"),
        snoozed_until=maybe(moment, fields, "snoozed_until"),
        reopened=count(fields, "reopened"),
        origin=told(text, fields, "origin", ""),
    )


def _entry_document(entry: CaseEntry) -> Document:
    return {
        "case": entry.case,
        "version": entry.version,
        "step": entry.step.value,
        "at": entry.at.isoformat(),
        "person": entry.person,
        "place": entry.place,
        "note": entry.note,
    }


def _read_entry(fields: Fields) -> CaseEntry:
    return CaseEntry(
        case=text(fields, "case"),
        version=count(fields, "version"),
        step=Step(text(fields, "step")),
        at=moment(fields, "at"),
        person=text(fields, "person"),
        place=text(fields, "place"),
        note=text(fields, "note"),
    )


def _watch_document(watch: Watch) -> Document:
    return {
        "address": room_document(watch.address),
        "since": watch.since.isoformat(),
        "language": watch.language.value,
        "topics": sorted(watch.topics),
        "products": sorted(watch.products),
        "customers": sorted(watch.customers),
        "countries": sorted(watch.countries),
        "quiet": quiet_document(watch.quiet) if watch.quiet else None,
        "digest": watch.digest,
        "asked_by": watch.asked_by,
        "zone": watch.zone,
        "country": watch.country,
        "paused": watch.paused,
    }


def _read_watch(fields: Fields) -> Watch:
    return Watch(
        address=read_room(an_object(fields, "address")),
        since=moment(fields, "since"),
        language=Language(text(fields, "language")),
        topics=frozenset(map(Topic, texts(fields, "topics"))),
        products=frozenset(map(Product, texts(fields, "products"))),
        customers=frozenset(texts(fields, "customers")),
        countries=frozenset(told(texts, fields, "countries", ())),
        quiet=read_quiet(an_object(fields, "quiet")) if fields.get("quiet") is not None else None,
        digest=flag(fields, "digest"),
        asked_by=text(fields, "asked_by"),
        zone=told(text, fields, "zone", STOCKHOLM),
        country=told(text, fields, "country", SWEDEN),
        paused=told(text, fields, "paused", ""),
    )


def _texts_of_case(case: Case) -> Iterator[str]:
    finding = case.finding
    yield from (case.key, case.owner, case.owner_name, case.evidence, case.origin, finding.customer_id)
    yield from (finding.subscription_id, finding.facts, finding.country, *finding.rivals)


def _texts_of_entry(entry: CaseEntry) -> Iterator[str]:
    yield from (entry.case, entry.person, entry.place, entry.note)


CASES: Kind[Case] = Kind(
    table="cases",
    key=lambda case: (case.key,),
    document=_case_document,
    read=_read_case,
    group=lambda case: (case.finding.subscription_id,),
    age=lambda case: (case.opened_at, case.key),
    texts=_texts_of_case,
)
ENTRIES: Kind[CaseEntry] = Kind(
    table="case-entries",
    key=lambda entry: (entry.case, f"{entry.at.isoformat()} {entry.version:06} {entry.step}"),
    document=_entry_document,
    read=_read_entry,
    group=lambda entry: (entry.case,),
    age=lambda entry: (entry.at, f"{entry.version:06}"),
    texts=_texts_of_entry,
)
WATCHES: Kind[Watch] = Kind(
    table="watches",
    key=lambda watch: place_key(watch.address),
    document=_watch_document,
    read=_read_watch,
)
CASE_KINDS: tuple[Kind[Any], ...] = (CASES, ENTRIES, WATCHES)
