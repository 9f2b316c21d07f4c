"""How each field's cells are read, in a report of a shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from adapters.imports import days, numbers, text_cells, values
from adapters.imports.columns import Field
from adapters.imports.refused import CellRefused
from adapters.imports.shape import Shape
from bot.partnership.refusals import Reason
from bot.partnership.sightings import AccountLevel, Attribution, Measure

Reader = Callable[[str], object]
REMEMBERED = 8192
"""So many different cells of a column are remembered: most columns repeat themselves."""
CUSTOMERS_REMEMBERED = 32_768
"""Rows of one customer need not stand together. Each costs about a kilobyte."""
_MOST_STATES = 20
"""So many that nobody knows are named."""

MEASURES: Mapping[Field, Measure] = {
    Field.AZURE_CONSUMED: Measure.AZURE_CONSUMED_USD,
    Field.BILLED: Measure.BILLED_USD,
    Field.CPOR_REVENUE: Measure.CPOR_REVENUE,
    Field.ADJUSTED_REVENUE: Measure.ADJUSTED_REVENUE,
    Field.SEATS: Measure.SEATS,
    Field.CPOR_PAID_SEATS: Measure.CPOR_PAID_SEATS,
    Field.PAID_UNITS: Measure.PAID_UNITS,
    Field.ASSIGNED_SEATS: Measure.ASSIGNED_SEATS,
    Field.ACTIVE_USERS: Measure.ACTIVE_USERS,
    Field.CPOR_ACTIVE_USERS: Measure.CPOR_ACTIVE_USERS,
    Field.USAGE_QUANTITY: Measure.USAGE_QUANTITY,
}
FLAGS = (
    Field.DUPLICATE,
    Field.DUPLICATE_OF_ATTRIBUTION,
    Field.DUPLICATE_OF_LOCATION,
    Field.AUTO_RENEW,
)
DAYS = (Field.STARTS, Field.ENDS, Field.ASSOCIATED)
PARTNER_IDS = (Field.PARTNER_ID, Field.GLOBAL_ID, Field.RESELLER_ID)
COUNTRIES = (Field.MARKET, Field.TENANT_COUNTRY)
IDS = (Field.TENANT_ID, Field.TPID, Field.SUBSCRIPTION_ID)


def cell_readers(shape: Shape, separator: str, states: set[str]) -> Mapping[Field, Reader]:
    """One for every field. `separator` is what stands between the file's cells, empty for a workbook.

    `states` is given those of subscriptions that nobody knows.
    """
    in_workbook = not separator
    day = lru_cache(REMEMBERED)(partial(days.day, serial=in_workbook))
    month = lru_cache(REMEMBERED)(partial(days.month, serial=in_workbook))
    number = lru_cache(REMEMBERED)(partial(numbers.number, separator=separator))
    readers: dict[Field, Reader] = {
        **dict.fromkeys(Field, text_cells.text),
        **dict.fromkeys(COUNTRIES, lru_cache(REMEMBERED)(text_cells.text)),
        **dict.fromkeys(MEASURES, number),
        **dict.fromkeys(DAYS, day),
        **dict.fromkeys(FLAGS, lru_cache(REMEMBERED)(text_cells.flag)),
        **dict.fromkeys(PARTNER_IDS, text_cells.partner_id),
        **dict.fromkeys(IDS, text_cells.an_id),
        Field.MONTH: month,
        Field.DOMAIN: text_cells.domain,
        Field.ATTRIBUTION: lru_cache(REMEMBERED)(_attribution),
        Field.STATE: lru_cache(REMEMBERED)(partial(_ended, states)),
        Field.LEVEL: _level,
    }
    needed = {field: partial(_needed, readers[field]) for field in shape.needs if field not in IDS}
    return {**readers, **needed}


def _needed(reader: Reader, cell: str) -> object:
    told = reader(cell)
    if told is None or told == "":
        raise CellRefused(Reason.MISSING)
    return told


def _attribution(cell: str) -> Attribution | None:
    name = text_cells.text(cell)
    attribution = values.attribution(name)
    if name and attribution is None:
        known = ", ".join(names[0] for names in values.ATTRIBUTIONS.values())
        raise CellRefused(Reason.UNKNOWN_ATTRIBUTION, text=name, known=known)
    return attribution


def _ended(unknown: set[str], cell: str) -> bool | None:
    state = text_cells.text(cell)
    ended = values.ENDED.get(values.word(state))
    if state and ended is None and len(unknown) < _MOST_STATES:
        unknown.add(state)
    return ended


def _level(cell: str) -> AccountLevel | None:
    name = text_cells.text(cell)
    level = values.LEVELS.get(values.word(name))
    if name and level is None:
        raise CellRefused(Reason.UNKNOWN_VALUE, text=name, known="Global, Location")
    return level
