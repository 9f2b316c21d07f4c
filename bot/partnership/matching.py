"""Which stored customer a row speaks of: by tenant, else by top parent, else by domain, else by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.partnership.records import Customer
from bot.partnership.sightings import CustomerClue


class MatchedBy(StrEnum):
    """What gave a customer away, the surest first."""

    TENANT_ID = "tenant-id"
    TPID = "tpid"
    DOMAIN = "domain"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCustomer:
    """A stored customer, with the top parent's id where a report has told it."""

    customer: Customer
    tpid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One customer. Where a clue fits several it is no match, and the next clue is asked."""

    customer: Customer
    by: MatchedBy


class KnownCustomers:
    """Stored customers by each of their clues; filled once, asked for every row."""

    def __init__(self, known: Iterable[KnownCustomer]) -> None:
        self._by: dict[MatchedBy, dict[str, list[KnownCustomer]]] = {by: {} for by in MatchedBy}
        for one in known:
            customer = one.customer
            self._file(MatchedBy.TENANT_ID, customer.tenant_id.lower(), one)
            self._file(MatchedBy.TPID, one.tpid, one)
            self._file(MatchedBy.DOMAIN, customer.domain.lower(), one)
            for name in dict.fromkeys(_folded(name) for name in (customer.name, *customer.other_names)):
                self._file(MatchedBy.NAME, name, one)

    def match(self, clue: CustomerClue) -> Match | None:
        """The one customer that the clue is of, None where none or several may be.

        Microsoft hides some customers' names and keeps their TPID, by which to look them up ("Cloud product
        performance insights FAQ", November 2022); a masked name matches nothing. A later clue never goes
        against an earlier one: a customer of another tenant is another, whoever its parent is.
        """
        for by, text in _clues(clue):
            found = [one for one in self._by[by].get(text, ()) if _agrees(one, clue)]
            if text and len(found) == 1:
                return Match(customer=found[0].customer, by=by)
        return None

    def _file(self, by: MatchedBy, text: str, one: KnownCustomer) -> None:
        if text:
            self._by[by].setdefault(text, []).append(one)


def _clues(clue: CustomerClue) -> Iterable[tuple[MatchedBy, str]]:
    yield MatchedBy.TENANT_ID, clue.tenant_id.lower()
    yield MatchedBy.TPID, clue.tpid
    yield MatchedBy.DOMAIN, clue.domain.lower()
    if not clue.masked:
        yield MatchedBy.NAME, _folded(clue.name)
    yield MatchedBy.NAME, _folded(clue.tenant_name)


def _agrees(one: KnownCustomer, clue: CustomerClue) -> bool:
    tenant_id, tpid = one.customer.tenant_id.lower(), one.tpid
    return _same(tenant_id, clue.tenant_id.lower()) and (bool(tenant_id) or _same(tpid, clue.tpid))


def _same(ours: str, told: str) -> bool:
    return not ours or not told or ours == told


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
