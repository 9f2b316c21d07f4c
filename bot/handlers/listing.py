"""A list as asked for, to and from the buttons that show a page of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.replies import Button
from bot.conversation.texts import texts_in
from bot.errors import Problem, UserError
from bot.handlers.choosing import SHOW_LIST
from bot.partnership.records import Product

PAGE = 10
EXPORT_LIST = "list.export"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list as asked for. `customers` are ids, `period` has its first and last day, the page begins at
    `start`, from 0. `since` is a moment (UTC), where a day would not tell enough."""

    name: str
    language: Language
    customers: tuple[str, ...] = ()
    product: Product | None = None
    partner: str = ""
    period: tuple[date, date] | None = None
    since: datetime | None = None
    start: int = 0

    def action(self, name: str = SHOW_LIST, **also: str) -> Action:
        """The button that shows this very page, or does something else with the list."""
        arguments = {
            "list": self.name,
            "customers": " ".join(self.customers),
            "product": self.product.value if self.product else "",
            "partner": self.partner,
            "period": " ".join(day.isoformat() for day in self.period or ()),
            "since": self.since.isoformat() if self.since else "",
            "start": str(self.start),
            **also,
        }
        kept = {key: value for key, value in arguments.items() if value}
        return Action(name=name, language=self.language, arguments=kept)

    def export_buttons(self, total: int) -> tuple[Button, ...]:
        """What makes a file of the whole list, where there is anything on it."""
        if not total:
            return ()
        action = replace(self, start=0).action(EXPORT_LIST)
        return (Button(label=texts_in(self.language).exports.button, action=action),)

    @classmethod
    def from_action(cls, action: Action) -> Listing:
        """What `action` wrote. Raises UserError where a part is not as it wrote it."""
        arguments = action.arguments
        try:
            return cls(
                name=arguments.get("list", ""),
                language=action.language,
                customers=tuple(arguments.get("customers", "").split()),
                product=Product(arguments["product"]) if arguments.get("product") else None,
                partner=arguments.get("partner", ""),
                period=_period(arguments.get("period", "")),
                since=_moment(arguments.get("since", "")),
                start=max(int(arguments.get("start", "0")), 0),
            )
        except ValueError as error:
            raise UserError(Problem.UNKNOWN_BUTTON) from error


def _period(text: str) -> tuple[date, date] | None:
    if not text:
        return None
    first, last = map(date.fromisoformat, text.split(" "))
    return first, last


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("A moment without its zone is none.")
    return moment
