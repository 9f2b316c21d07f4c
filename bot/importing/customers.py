"""Whose customer each row is: a stored one, or a new one that all of a file's rows share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from bot.partnership.matching import KnownCustomers, Match, MatchedBy, folded, is_weaker
from bot.partnership.records import Customer
from bot.partnership.sightings import CustomerClue


class Placing:
    """Gives a row's customer, with all that the rows so far tell of it.

    `stored` are as the record has them. What is stored of a customer stays, and what is missing is filled
    in; a name that hides whose it is never takes the place of a real one, nor does it become another name.

    `stayed` counts the rows that name somebody else than the customer whose subscription they are of, and
    less surely than that one is known: by the name they tell, and the id of whose it stays.
    """

    def __init__(self) -> None:
        self.stored: dict[str, Customer] = {}
        self._now: dict[str, Customer] = {}
        self._known = KnownCustomers()
        self._to_be_filed: list[Customer] = []
        self._of_tenant: dict[str, list[str]] = {}
        self._without_tenant: set[str] = set()
        self._placed: dict[CustomerClue, str] = {}
        self._same: dict[int, tuple[CustomerClue, str]] = {}
        self._reported: dict[str, tuple[str, Customer]] = {}
        self._last: dict[str, Customer] = {}
        self._stayed: dict[tuple[CustomerClue, str], bool] = {}
        self.stayed: Counter[tuple[str, str]] = Counter()

    def know(self, customers: Iterable[Customer]) -> None:
        """These are stored, and rows to come may be theirs."""
        for customer in customers:
            if customer.id not in self._now:
                self.stored[customer.id] = customer
                self._keep(customer)

    def unknown(self, clues: Iterable[CustomerClue]) -> frozenset[CustomerClue]:
        """Those that say something and no row has given before."""
        return frozenset(clue for clue in clues if clue not in self._placed and not says_nothing(clue))

    def is_sure_of(self, clue: CustomerClue) -> bool:
        """Whether it is told whose it is by the tenant's id; all that are stored of that tenant are known."""
        match = self._match(clue) if clue.tenant_id else None
        return match is not None and match.by is MatchedBy.TENANT_ID

    def place(self, clue: CustomerClue, stored: Customer | None = None) -> str:
        """The id of the customer, a new one's where it is none that is known. The clue says something.

        `stored` is whose the row's subscription is by now: whose it stays where the clue does not say else,
        or not as surely as that one is known.
        """
        # Nothing is surer than a tenant, and almost every row tells it.
        if stored is None or clue.tenant_id:
            same = self._same.get(id(clue))
            if same is not None:
                return same[1]
        elif self._stays(clue, stored):
            return stored.id
        placed = self._placed.get(clue)
        if placed is None:
            match = self._match(clue)
            if match is None and (kept := self._kept_by(stored, clue)):
                # Only this subscription tells whose it is: the clue alone does not, for the next row.
                self._keep(_filled_in(kept, clue))
                return kept.id
            now = _filled_in(match.customer, clue) if match else _new(clue)
            self._keep(now)
            placed = self._placed[clue] = now.id
        self._same[id(clue)] = clue, placed
        return placed

    def _stays(self, clue: CustomerClue, stored: Customer) -> bool:
        key = clue, stored.id
        stays = self._stayed.get(key)
        if stays is None:
            stays = self._stayed[key] = self._names_another(clue, self._now.get(stored.id, stored))
        if stays:
            self.stayed[_name(clue) or _called(clue), stored.id] += 1
        return stays

    def _names_another(self, clue: CustomerClue, now: Customer) -> bool:
        """Whether it does so less surely than the customer is known."""
        if not is_weaker(clue, now):
            return False
        match = self._match(clue)
        return match.customer.id != now.id if match else bool(_name(clue))

    def _kept_by(self, stored: Customer | None, clue: CustomerClue) -> Customer | None:
        if stored is None:
            return None
        now = self._now.get(stored.id, stored)
        another = now.tenant_id and clue.tenant_id and now.tenant_id.lower() != clue.tenant_id.lower()
        return None if another or _name(clue) else now

    def fill_in(self, clue: CustomerClue) -> bool:
        """What the clue tells of a stored customer; False where it is of none."""
        match = self._match(clue)
        if match is None:
            return False
        self._keep(_filled_in(match.customer, clue))
        return True

    def reported(self, customer: Customer) -> str:
        """The id under which a customer is kept that our own CSV knows all of."""
        id_, before = self._reported.get(customer.id, ("", None))
        if before is customer and self._last[id_] is customer:
            # The row before said the same.
            return id_
        stored = self._now.get(customer.id) or self._stored_as(customer)
        self._keep(_told(stored, customer) if stored else customer)
        id_ = stored.id if stored else customer.id
        self._reported[customer.id], self._last[id_] = (id_, customer), customer
        return id_

    def is_ours(self, customer_id: str) -> None:
        """The customer is our own organisation."""
        self._keep(replace(self._now[customer_id], own_tenant=True))

    def now(self, customer_id: str) -> Customer:
        """With all that is told of it."""
        return self._now[customer_id]

    def changed(self) -> tuple[Customer, ...]:
        """Those that are stored otherwise."""
        return tuple(self._now[id_] for id_, stored in self.stored.items() if self._now[id_] != stored)

    def _stored_as(self, customer: Customer) -> Customer | None:
        match = self._match(clue_of(customer)) if self.stored else None
        if match is None or match.customer.id not in self.stored:
            return None
        found = match.customer
        if match.by is MatchedBy.NAME and customer.domain and found.domain not in ("", customer.domain):
            return None
        return found

    def _keep(self, customer: Customer) -> None:
        before = self._now.get(customer.id)
        if before is not None and before == customer:
            return
        self._now[customer.id] = customer
        self._to_be_filed.append(customer)
        if not customer.tenant_id:
            self._without_tenant.add(customer.id)
        elif before is None or before.tenant_id != customer.tenant_id:
            self._without_tenant.discard(customer.id)
            self._of_tenant.setdefault(customer.tenant_id.lower(), []).append(customer.id)

    def _match(self, clue: CustomerClue) -> Match | None:
        if clue.tenant_id:
            ids = self._of_tenant.get(clue.tenant_id.lower(), ())
            if len(ids) == 1 and self._now[ids[0]].tenant_id.lower() == clue.tenant_id.lower():
                return Match(customer=self._now[ids[0]], by=MatchedBy.TENANT_ID)
            if not ids and not self._without_tenant:
                # Whoever is known is of another tenant.
                return None
        # Where nobody is looked for, as in a first import of our own CSV, nobody need be filed either.
        for customer in self._to_be_filed:
            self._known.add(customer)
        self._to_be_filed.clear()
        return self._known.match(clue)


def clue_of(customer: Customer) -> CustomerClue:
    """What a customer of our own CSV is known by."""
    return CustomerClue(tenant_id=customer.tenant_id, domain=customer.domain, name=customer.name)


def says_nothing(clue: CustomerClue) -> bool:
    """Whether no customer could be told by it."""
    name = "" if clue.masked else clue.name
    return not (clue.tenant_id or clue.tpid or clue.domain or name or clue.tenant_name)


def _new(clue: CustomerClue) -> Customer:
    name = _name(clue)
    tenant_id, domain = clue.tenant_id.lower(), clue.domain.lower()
    id_ = tenant_id or (f"tpid:{clue.tpid}" if clue.tpid else f"domain:{domain}" if domain else "")
    return Customer(
        id=id_ or f"name:{folded(name)}",
        name=name or domain or (_by_parent(clue.tpid) if clue.tpid else tenant_id),
        tenant_id=tenant_id,
        domain=domain,
        tpid=clue.tpid,
        country=clue.country,
    )


def _filled_in(before: Customer, clue: CustomerClue) -> Customer:
    name, others = _name(clue), before.other_names
    if before.name in _stand_ins(before):
        name = name or before.name
    else:
        told, name = name, before.name
        known = {folded(other) for other in (name, *others)}
        others = others if not told or folded(told) in known else (*others, told)
    return replace(
        before,
        name=name,
        other_names=others,
        tenant_id=before.tenant_id or clue.tenant_id.lower(),
        domain=before.domain or clue.domain.lower(),
        tpid=before.tpid or clue.tpid,
        country=before.country or clue.country,
    )


def _told(stored: Customer, reported: Customer) -> Customer:
    return replace(
        reported,
        id=stored.id,
        tenant_id=reported.tenant_id or stored.tenant_id,
        domain=reported.domain or stored.domain,
        other_names=_other_names(stored, reported),
        tpid=reported.tpid or stored.tpid,
        country=reported.country or stored.country,
    )


def _other_names(stored: Customer, reported: Customer) -> tuple[str, ...]:
    """Those that are known, and the former name where there is a new one."""
    known = reported.other_names or stored.other_names
    now = folded(reported.name)
    if folded(stored.name) == now or stored.name in _stand_ins(stored):
        return known
    former = {folded(name): name for name in (*known, stored.name)}
    return tuple(name for key, name in former.items() if key != now)


def _name(clue: CustomerClue) -> str:
    return clue.tenant_name if clue.masked else clue.name or clue.tenant_name


def _called(clue: CustomerClue) -> str:
    """By what is told beside a name."""
    return clue.domain or (_by_parent(clue.tpid) if clue.tpid else clue.tenant_id)


def _stand_ins(customer: Customer) -> frozenset[str]:
    """What stands for the name where no report has told it."""
    return frozenset({customer.domain, _by_parent(customer.tpid), customer.tenant_id})


def _by_parent(tpid: str) -> str:
    return f"TPID {tpid}"
