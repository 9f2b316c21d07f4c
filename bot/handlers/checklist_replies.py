"""How the Remember checklist is told: who ticked what and when, and what the record shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.conversation.actions import Action
from bot.conversation.dates import in_words
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome, Verdict
from bot.conversation.replies import (
    Block,
    Bullets,
    Checklist,
    ChecklistItem,
    Choice,
    Choices,
    Heading,
    Paragraph,
    Reply,
)
from bot.conversation.richtext import plain
from bot.conversation.standing_facts import MOST_ROWS, aged, origin, said
from bot.conversation.texts import Texts, texts_in
from bot.handlers.choosing import SHOW_CHECKLIST
from bot.partnership.checklist import GENERAL, Evidence, Fact, Point, Tick, done, list_of
from bot.partnership.records import AssociationKind, Customer, Holding

TICK = "checklist.tick"
SHOWN = "shown"
_MOST_FACTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whose list it is: a customer's, one of its subscriptions' (`holding`), or nobody's in particular."""

    customer: Customer | None = None
    holding: Holding | None = None

    @property
    def list_id(self) -> str:
        """By which its ticks are stored."""
        if self.holding:
            return list_of(self.holding.subscription.id)
        return self.customer.id if self.customer else GENERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A list as it stands: the ticks, and what the record says of its points."""

    scope: Scope
    ticks: tuple[Tick, ...]
    said: Mapping[Point, Evidence]
    today: date


def points(seen: Remembered, language: Language, *, readers_are_ours: bool, replaces: bool = False) -> Reply:
    """The list, to be ticked; where strangers read, the points alone."""
    words = texts_in(language).checklist
    customer = seen.scope.customer
    return Reply(
        language=language,
        title=_title(seen.scope, texts_in(language)),
        outcome=Outcome(
            kind=Kind.COMMAND,
            topic="checklist",
            customer=customer.name if customer else None,
            subscriptions=(seen.scope.holding.subscription.id,) if seen.scope.holding else (),
            confidence=1.0,
        ),
        blocks=(
            *(_to_tick(seen, language) if readers_are_ours else _to_read(language)),
            Paragraph(text=plain(words.era)),
        ),
        replaces=replaces,
        names_customers=customer is not None or (readers_are_ours and bool(seen.said)),
    )


def which_subscription(holdings: tuple[Holding, ...], language: Language) -> Reply:
    """Several subscriptions fit, each of which has a list of its own."""
    texts = texts_in(language)
    choices = tuple(
        Choice(
            title=_name(holding, texts),
            action=Action(
                name=SHOW_CHECKLIST,
                language=language,
                arguments={"list": holding.customer.id, "subscription": holding.subscription.id},
            ),
        )
        for holding in holdings[:MOST_ROWS]
    )
    return Reply(
        language=language,
        title=texts.checklist.title_for.format(customer=holdings[0].customer.name),
        outcome=Outcome(
            kind=Kind.COMMAND,
            topic="checklist",
            customer=holdings[0].customer.name,
            verdict=Verdict.NEEDS_CHOICE,
        ),
        blocks=(Choices(prompt=texts.status.choose_prompt, choices=choices),),
    )


def _title(scope: Scope, texts: Texts) -> str:
    if scope.customer is None:
        return texts.checklist.title
    name = scope.customer.name
    whose = f"{name}, {_name(scope.holding, texts)}" if scope.holding else name
    return texts.checklist.title_for.format(customer=whose)


def _name(holding: Holding, texts: Texts) -> str:
    return holding.subscription.label or texts.products[holding.subscription.product]


def _to_tick(seen: Remembered, language: Language) -> tuple[Block, ...]:
    texts = texts_in(language)
    finished = done(seen.ticks, seen.said)
    numbers = "".join(str(number) for number, point in enumerate(Point, 1) if point in finished)
    scope = seen.scope
    arguments = {"list": scope.customer.id if scope.customer else GENERAL, SHOWN: numbers}
    if scope.holding:
        arguments["subscription"] = scope.holding.subscription.id
    checklist = Checklist(
        label=texts.checklist.label,
        items=tuple(_item(point, seen, texts, ticked=point in finished) for point in Point),
        action=Action(name=TICK, language=language, arguments=arguments),
        save_label=texts.checklist.save,
    )
    progress = texts.checklist.progress.format(done=len(finished), n=len(Point))
    return checklist, Paragraph(text=plain(progress)), *_shown_by_the_record(seen, texts)


def _to_read(language: Language) -> tuple[Block, ...]:
    """Without boxes: where strangers read, no tick would be kept, and none is shown."""
    words = texts_in(language).checklist
    return (
        Bullets(items=tuple(plain(label) for label in words.points.values())),
        Paragraph(text=plain(words.not_kept)),
    )


def _item(point: Point, seen: Remembered, texts: Texts, *, ticked: bool) -> ChecklistItem:
    """A point; its note has room for little, so that what the record shows stands below."""
    words = texts.checklist
    tick = next((tick for tick in seen.ticks if tick.point is point), None)
    said_of_it = seen.said.get(point)
    notes: list[str] = []
    if tick:
        person = tick.person or words.somebody
        notes.append(words.ticked_by.format(person=person, date=in_words(tick.at.date(), texts)))
    if said_of_it:
        notes.append(words.proven if said_of_it.proven else words.refuted)
    return ChecklistItem(id=point.value, label=words.points[point], ticked=ticked, note="; ".join(notes))


def _shown_by_the_record(seen: Remembered, texts: Texts) -> tuple[Block, ...]:
    lines = tuple(
        plain(_why(number, point, seen.said[point], seen.today, texts))
        for number, point in enumerate(Point, 1)
        if point in seen.said
    )
    return (Heading(text=texts.checklist.record_heading), Bullets(items=lines)) if lines else ()


def _why(number: int, point: Point, found: Evidence, today: date, texts: Texts) -> str:
    words = texts.checklist
    sentence = words.proofs[point] if found.proven else words.refutations[point]
    facts = "; ".join(_fact(fact, today, texts) for fact in found.facts[:_MOST_FACTS])
    more = len(found.facts) - _MOST_FACTS
    rest = f" {texts.and_more.of(more)}" if more > 0 else ""
    return words.why.format(number=number, sentence=sentence.of(len(found.facts)), facts=f"{facts}{rest}")


def _fact(fact: Fact, today: date, texts: Texts) -> str:
    holding, association = fact
    who = said(association.holder, texts)
    if association.kind is not AssociationKind.DPOR:
        who = f"{who}, {texts.associations[association.kind]}"
    return texts.checklist.fact.format(
        subscription=_name(holding, texts),
        holder=who,
        origin=origin(association, texts, today),
        speaks_for=aged(association.seen_for, texts, today),
    )
