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
class Match:
    """One customer. Where a clue fits several it is no match, and the next clue is asked."""

    customer: Customer
    by: MatchedBy


class KnownCustomers:
    """Customers by each of their clues; asked for every row."""

    def __init__(self, known: Iterable[Customer] = ()) -> None:
        self._now: dict[str, Customer] = {}
        self._by: dict[MatchedBy, dict[str, list[str]]] = {by: {} for by in MatchedBy}
        for customer in known:
            self.add(customer)

    def add(self, customer: Customer) -> None:
        """Know this one too, in place of what was known of it."""
        self._now[customer.id] = customer
        self._file(MatchedBy.TENANT_ID, customer.tenant_id.lower(), customer)
        self._file(MatchedBy.TPID, customer.tpid, customer)
        self._file(MatchedBy.DOMAIN, customer.domain.lower(), customer)
        for name in dict.fromkeys(folded(name) for name in (customer.name, *customer.other_names)):
            self._file(MatchedBy.NAME, name, customer)

    def like(self, clue: CustomerClue) -> Iterable[Customer]:
        """All that share any of its clues, some more than once."""
        for by, text in clues(clue):
            yield from map(self._now.__getitem__, self._by[by].get(text, ()))

    def match(self, clue: CustomerClue) -> Match | None:
        """The one customer that the clue is of, None where none or several may be.

        Microsoft hides some customers' names and keeps their TPID, by which to look them up ("Cloud product
        performance insights FAQ", November 2022); a masked name matches nothing. A later clue never goes
        against an earlier one: a customer of another tenant is another, whoever its parent is.
        """
        for by, text in clues(clue):
            alike = map(self._now.__getitem__, self._by[by].get(text, ()))
            found = [one for one in alike if _agrees(one, clue)]
            if text and len(found) == 1:
                return Match(customer=found[0], by=by)
        return None

    def _file(self, by: MatchedBy, text: str, one: Customer) -> None:
        if text:
            ids = self._by[by].setdefault(text, [])
            if one.id not in ids:
                ids.append(one.id)


def is_weaker(clue: CustomerClue, known: Customer) -> bool:
    """Whether the clue tells a customer less surely than that one is known: it is no word against it."""
    told = _surest(clue.tenant_id, clue.tpid, clue.domain)
    return told > _surest(known.tenant_id, known.tpid, known.domain)


def _surest(*told: str) -> int:
    """The place of the first that is told, the surest first."""
    return next((place for place, text in enumerate(told) if text), len(told))


def clues(clue: CustomerClue) -> Iterable[tuple[MatchedBy, str]]:
    """What it tells, the surest first, as it is compared; some of it may be empty."""
    yield MatchedBy.TENANT_ID, clue.tenant_id.lower()
    yield MatchedBy.TPID, clue.tpid
    yield MatchedBy.DOMAIN, clue.domain.lower()
    if not clue.masked:
        yield MatchedBy.NAME, folded(clue.name)
    yield MatchedBy.NAME, folded(clue.tenant_name)


def _agrees(one: Customer, clue: CustomerClue) -> bool:
    tenant_id = one.tenant_id.lower()
    return _same(tenant_id, clue.tenant_id.lower()) and (bool(tenant_id) or _same(one.tpid, clue.tpid))


def _same(ours: str, told: str) -> bool:
    return not ours or not told or ours == told


def folded(name: str) -> str:
    """A name as names are compared."""
    return " ".join(name.casefold().split())
