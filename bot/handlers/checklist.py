"""The Remember checklist, and its ticks."""

from __future__ import annotations

from bot.conversation.actions import Action
from bot.conversation.dates import in_words
from bot.conversation.events import Audience, Click, Origin
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Block, Bullets, Checklist, ChecklistItem, Paragraph, Reply
from bot.conversation.richtext import plain
from bot.conversation.texts import Texts, texts_in
from bot.errors import Problem, UserError
from bot.handlers.choosing import SHOW_CHECKLIST
from bot.handlers.customers import ask_which, meant, unknown
from bot.partnership.checklist import GENERAL, Point, Tick, merged, retick
from bot.partnership.records import Customer
from bot.ports import Services, Transaction
from bot.router import Asked, Intent, routes

TICK = "checklist.tick"
_SHOWN = "shown"

EXAMPLES = {
    Language.ENGLISH: (
        "show me the Remember checklist", "checklist", "show the checklist", "open the remember list",
        "the checklist for {customer}", "remember checklist please", "let me tick off the checklist",
        "can I see the remember list with the four points", "show to-do list for {customer}", "my checklist",
        "tick off a point on the checklist", "bring up the check list", "display checklist", "chekclist",
        "show me the four points", "give me the remember list to tick", "the to remember list", "checklist for {customer} please",
        "where did we get to on the checklist for {customer}", "what is ticked on the list", "remember list", "open checklist",
    ),
    Language.SWEDISH: (
        "visa checklistan", "checklista", "visa kom ihåg-listan", "öppna kom ihåg listan", "checklistan för {customer}",
        "kom ihåg-listan tack", "jag vill bocka av checklistan", "kan jag få se listan med de fyra punkterna",
        "visa att göra-listan för {customer}", "min checklista", "bocka av en punkt", "ta fram checklistan",
        "komihåglistan", "chekclistan",
        "visa de fyra punkterna", "ge mig kom ihåg-listan att bocka av", "kom ihåg-listan", "checklista för {customer} tack",
        "hur långt har vi kommit på checklistan för {customer}", "vad är avbockat på listan", "fram med checklistan", "öppna checklistan",
    ),
}  # fmt: skip


async def show(asked: Asked, services: Services) -> Reply:
    """The four points with their ticks; of a customer where one is named."""
    meaning = asked.meaning
    async with services.store.transaction() as transaction:
        customers = await meant(meaning, transaction.record)
        outcome = Outcome(kind=Kind.COMMAND, topic="checklist")
        if len(customers) > 1:
            return ask_which(customers, lambda c: _show(c, meaning.language), outcome, meaning.language)
        if not customers and meaning.unheard_of:
            return unknown(meaning.unheard_of, outcome, meaning.language)
        customer = customers[0] if customers else None
        ticks = await transaction.checklists.ticks(customer.id if customer else GENERAL)
    return _reply(ticks, customer, meaning.language, asked.question.origin)


async def press_show(click: Click, services: Services) -> Reply:
    """The list whose button was pressed."""
    async with services.store.transaction() as transaction:
        customer = await _customer_of(click, transaction)
        ticks = await transaction.checklists.ticks(customer.id if customer else GENERAL)
    return _reply(ticks, customer, click.action.language, click.origin)


async def tick(click: Click, services: Services) -> Reply:
    """The list after a tick; ticks that were there before keep their name and time."""
    person = click.origin.person.name
    async with services.store.transaction() as transaction:
        customer = await _customer_of(click, transaction)
        list_id = customer.id if customer else GENERAL
        before = await transaction.checklists.ticks(list_id)
        if click.ticked is None:
            return _reply(before, customer, click.action.language, click.origin)
        ticked = merged(before, _shown(click.action), click.ticked)
        after = retick(before, ticked, person=person, at=services.clock.now())
        await transaction.checklists.save(list_id, after)
    return _reply(after, customer, click.action.language, click.origin, replaces=True)


def _shown(action: Action) -> frozenset[str]:
    """The points that were ticked on the card when it was drawn."""
    numbers = action.arguments.get(_SHOWN, "")
    return frozenset(point.value for number, point in enumerate(Point, 1) if str(number) in numbers)


def _show(customer: Customer, language: Language) -> Action:
    return Action(name=SHOW_CHECKLIST, language=language, arguments={"list": customer.id})


async def _customer_of(click: Click, transaction: Transaction) -> Customer | None:
    list_id = click.action.arguments.get("list", GENERAL)
    if list_id == GENERAL:
        return None
    customer = await transaction.record.customer(list_id)
    if customer is None:
        raise UserError(Problem.GONE)
    return customer


def _reply(
    ticks: tuple[Tick, ...],
    customer: Customer | None,
    language: Language,
    origin: Origin,
    *,
    replaces: bool = False,
) -> Reply:
    words = texts_in(language).checklist
    told_only = origin.audience is Audience.STRANGERS
    points = _points(language) if told_only else _to_tick(ticks, customer, language)
    return Reply(
        language=language,
        title=words.title_for.format(customer=customer.name) if customer else words.title,
        outcome=Outcome(
            kind=Kind.COMMAND,
            topic="checklist",
            customer=customer.name if customer else None,
            confidence=1.0,
        ),
        blocks=(*points, Paragraph(text=plain(words.era))),
        replaces=replaces,
        names_customers=customer is not None,
    )


def _to_tick(ticks: tuple[Tick, ...], customer: Customer | None, language: Language) -> tuple[Block, ...]:
    texts = texts_in(language)
    arguments = {"list": customer.id if customer else GENERAL, _SHOWN: _numbers(ticks)}
    checklist = Checklist(
        label=texts.checklist.label,
        items=tuple(_item(point, ticks, texts) for point in Point),
        action=Action(name=TICK, language=language, arguments=arguments),
        save_label=texts.checklist.save,
    )
    progress = texts.checklist.progress.format(done=len(ticks), n=len(Point))
    return checklist, Paragraph(text=plain(progress))


def _points(language: Language) -> tuple[Block, ...]:
    """Without boxes: where strangers read, no tick would be kept, and none is shown."""
    words = texts_in(language).checklist
    told = Bullets(items=tuple(plain(words.points[point]) for point in Point))
    return Paragraph(text=plain(words.label)), told, Paragraph(text=plain(words.not_kept))


def _numbers(ticks: tuple[Tick, ...]) -> str:
    ticked = {tick.point for tick in ticks}
    return "".join(str(number) for number, point in enumerate(Point, 1) if point in ticked)


def _item(point: Point, ticks: tuple[Tick, ...], texts: Texts) -> ChecklistItem:
    ticked = next((tick for tick in ticks if tick.point is point), None)
    note = ""
    if ticked:
        note = texts.checklist.ticked_by.format(
            person=ticked.person or texts.checklist.somebody,
            date=in_words(ticked.at.date(), texts),
        )
    label = texts.checklist.points[point]
    return ChecklistItem(id=point.value, label=label, ticked=ticked is not None, note=note)


ROUTER = routes(
    Intent(name="checklist", handler=show, examples=EXAMPLES, help=lambda texts: texts.help.checklist),
    actions={TICK: tick, SHOW_CHECKLIST: press_show},
)
