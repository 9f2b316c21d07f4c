"""Which customer a row speaks of. All rows of one customer agree on its name."""

from __future__ import annotations

from dataclasses import replace

from adapters.imports.cells import Cells
from adapters.imports.text_cells import guid_or_text
from bot.partnership.records import Customer
from bot.partnership.refusals import Reason
from bot.understanding.countries import country_code

COLUMNS = ("customer", "tenant_id", "domain", "own_tenant", "country")


class Customers:
    """The customers of one file, put together from all their rows."""

    def __init__(self) -> None:
        self._known: dict[str, Customer] = {}

    def read(self, cells: Cells) -> Customer:
        """This row's customer; another name under the same id is a fault."""
        name = cells.required("customer")
        tenant_id, domain, own_tenant, country = cells.texts(COLUMNS[1:])
        tenant_id, domain = _small(guid_or_text(tenant_id)), _small(domain)
        customer = Customer(
            id=_id(name, tenant_id, domain),
            name=name,
            tenant_id=tenant_id,
            domain=domain,
            own_tenant=cells.flag("own_tenant") if own_tenant else False,
            country=_country(cells, country) if country else "",
        )
        known = self._known.setdefault(customer.id, customer)
        if known is customer:
            return customer
        if name and known.name.casefold() != name.casefold():
            column = "tenant_id" if tenant_id else "domain"
            cells.refuse(column, Reason.ANOTHER_CUSTOMER, text=cells.text(column), name=known.name)
        self._known[customer.id] = _put_together(known, customer)
        return customer

    def merged(self, customer_id: str) -> Customer:
        """The customer with what any of its rows knows; its name is written as in the first."""
        return self._known[customer_id]


def _put_together(known: Customer, again: Customer) -> Customer:
    """As it is where the other says nothing more: that is so of almost every row."""
    domain, country = known.domain or again.domain, known.country or again.country
    own_tenant = known.own_tenant or again.own_tenant
    if (domain, country, own_tenant) == (known.domain, known.country, known.own_tenant):
        return known
    return replace(known, domain=domain, country=country, own_tenant=own_tenant)


def _country(cells: Cells, written: str) -> str:
    code = country_code(written)
    if not code:
        cells.refuse("country", Reason.UNKNOWN_VALUE, text=written, known="SE, NO, DK, FI …")
    return code


def _small(text: str) -> str:
    """In small letters: mostly it is, and then there need be no second text of the same."""
    small = text.lower()
    return text if small == text else small


def _id(name: str, tenant_id: str, domain: str) -> str:
    if tenant_id:
        return tenant_id
    return f"domain:{domain}" if domain else f"name:{name.casefold()}"
