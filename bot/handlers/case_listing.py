"""The open cases, what is due soonest first, and a choice among several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.alerts import case_actions as do
from bot.alerts.case_card import Around, CaseSeen, title_of
from bot.conversation.actions import Action
from bot.conversation.dates import in_words
from bot.conversation.events import Click
from bot.conversation.keeping import key_of
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Button, Choice, Choices, Paragraph, Reply
from bot.conversation.richtext import plain
from bot.errors import Problem, UserError
from bot.handlers.customers import meant, unknown
from bot.partnership.cases import Case
from bot.partnership.open_cases import OpenCases, due_on
from bot.partnership.records import Product
from bot.ports import Services, Transaction
from bot.router import Asked
from bot.understanding.patterns import Late
from bot.understanding.words import folded_text

PAGE = 10
_MINE = Late(r"\b(?:my|mine|i|jag|mina|mitt|min)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which open cases: of a customer (id), a product, or those that a person has taken."""

    language: Language
    customer: str = ""
    product: Product | None = None
    owner: str = ""
    start: int = 0

    @classmethod
    def of(cls, click: Click) -> Scope:
        """What a button carries. Raises UserError where that is nonsense."""
        carried = click.action.arguments
        try:
            return cls(
                language=click.action.language,
                customer=carried.get("customer", ""),
                product=Product(carried["product"]) if carried.get("product") else None,
                owner=key_of(click.origin) if carried.get("mine") else "",
                start=max(0, int(carried.get("start", "0"))),
            )
        except ValueError as error:
            raise UserError(Problem.UNKNOWN_BUTTON) from error

    def action(self) -> Action:
        """The button that shows it."""
        arguments = {
            "customer": self.customer,
            "product": self.product.value if self.product else "",
            "mine": "yes" if self.owner else "",
            "start": str(self.start) if self.start else "",
        }
        kept = {key: value for key, value in arguments.items() if value}
        return Action(name=do.LIST, language=self.language, arguments=kept)

    @property
    def wanted(self) -> OpenCases:
        """What is asked of the store."""
        return OpenCases(customer_id=self.customer, product=self.product, owner=self.owner)


async def cases_asked(asked: Asked, services: Services) -> Reply:
    """The open cases that were asked for."""
    meaning = asked.meaning
    around = Around.of(services, meaning.language)
    async with services.store.transaction() as transaction:
        customers = await meant(meaning, transaction.record)
        if not customers and meaning.unheard_of:
            outcome = Outcome(kind=Kind.LIST, topic="cases", product=meaning.product)
            return unknown(meaning.unheard_of, outcome, meaning.language)
        mine = _MINE.search(folded_text(asked.question.text)) is not None
        scope = Scope(
            language=meaning.language,
            customer=customers[0].id if len(customers) == 1 else "",
            product=meaning.product,
            owner=key_of(asked.question.origin) if mine else "",
        )
        return await listed(scope, around, transaction)


async def show_cases(click: Click, services: Services) -> Reply:
    """The open cases, or the page of them, whose button was pressed."""
    scope = Scope.of(click)
    async with services.store.transaction() as transaction:
        return await listed(scope, Around.of(services, scope.language), transaction)


async def listed(scope: Scope, around: Around, transaction: Transaction) -> Reply:
    """A page of the open cases."""
    words = around.texts.cases
    total = await transaction.cases.count(scope.wanted)
    page = await transaction.cases.first(scope.wanted, scope.start, PAGE)
    choices = await choices_of(page, around, transaction)
    title = (words.list_mine if scope.owner else words.list_title).of(total)
    return Reply(
        language=around.language,
        title=title if total else words.list_none,
        outcome=Outcome(kind=Kind.LIST, topic="cases", product=scope.product, confidence=1.0),
        blocks=(Choices(prompt=words.list_prompt, choices=choices),) if choices else (),
        buttons=_next_page(scope, total, around),
    )


def which(cases: Sequence[Choice], around: Around, outcome: Outcome) -> Reply:
    """Several fit: the person picks."""
    words = around.texts.cases
    return Reply(
        language=around.language,
        title=words.which_title,
        outcome=outcome,
        blocks=(Choices(prompt=words.which_prompt, choices=tuple(cases)),),
    )


async def choices_of(cases: Sequence[Case], around: Around, transaction: Transaction) -> tuple[Choice, ...]:
    """Each in a line that shows it, with the subscription's name where several would read alike."""
    held = await transaction.record.subscriptions([case.finding.subscription_id for case in cases])
    seen = [CaseSeen(case=case, last=None, holding=held.get(case.finding.subscription_id)) for case in cases]
    titles = [title_of(one, around.texts) for one in seen]
    return tuple(
        _choice(one, _apart(one, title) if titles.count(title) > 1 else title, around)
        for one, title in zip(seen, titles, strict=True)
    )


def _apart(seen: CaseSeen, title: str) -> str:
    return f"{title}, {seen.holding.subscription.label}" if seen.holding else title


def _choice(seen: CaseSeen, title: str, around: Around) -> Choice:
    words, case = around.texts.cases, seen.case
    said = (words.list_taken if case.owner else words.list_line).format(
        title=title, state=words.states[case.state], owner=case.owner_name
    )
    if due := due_on(case):
        said = words.list_due.format(line=said, due=in_words(due, around.texts))
    return Choice(title=said, action=do.case_action(do.SHOW, case, around.language))


def nothing_about(what: str, around: Around, outcome: Outcome) -> Reply:
    """No case is known of what was asked about."""
    words = around.texts.cases
    return Reply(
        language=around.language,
        title=words.none_title.format(what=what),
        outcome=outcome,
        blocks=(Paragraph(text=plain(words.none)),),
        buttons=(Button(label=words.show_list, action=Scope(language=around.language).action()),),
    )


def _next_page(scope: Scope, total: int, around: Around) -> tuple[Button, ...]:
    after = scope.start + PAGE
    if after >= total:
        return ()
    label = around.texts.cases.next_page.format(n=min(PAGE, total - after))
    return (Button(label=label, action=replace(scope, start=after).action()),)
