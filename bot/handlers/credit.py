"""What counts for what: every association, then and now, each answer with its source and its date."""

from __future__ import annotations

from collections.abc import Iterable

from bot.conversation.actions import Action
from bot.conversation.dates import partial_in_words
from bot.conversation.events import Click
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import (
    Block,
    Bullets,
    Button,
    Heading,
    Paragraph,
    Reply,
    Source,
    Sources,
    Table,
)
from bot.conversation.richtext import Span, plain
from bot.conversation.sourcing import source_note
from bot.conversation.texts import Texts, texts_in
from bot.errors import Problem, UserError
from bot.handlers.choosing import SHOW_CREDIT
from bot.handlers.customers import product_of
from bot.partnership.credit import PLACES, Credit, Ground, Reward, credit, own_credit
from bot.partnership.records import AssociationKind, Product
from bot.partnership.standing import Standing, State
from bot.ports import Services
from bot.router import Asked, Intent, routes

_Row = tuple[str, tuple[Credit, ...]]

EXAMPLES = {
    Language.ENGLISH: (
        "what counts for what?", "what counts for what today", "show me what counts for what", "show the table of what counts for what",
        "what does DPOR count for?", "what does PAL count for?", "what does CPOR count for?", "what does a Transacting Partner count for?",
        "what does a Delegated Administrator count for?", "what does each association count for", "what do the associations count for on {product}",
        "what counts for what on {product}?", "what does DPOR count for on {product}", "table of what counts", "the whole table: which association counts for what",
        "compare what the associations count for, then and now", "overview of what every association counts for", "what counts for what then and now",
    ),
    Language.SWEDISH: (
        "vad räknas vad för?", "vad räknas till vad?", "vad räknas för vad", "visa vad som räknas till vad", "visa tabellen över vad som räknas till vad",
        "vad räknas DPOR till?", "vad räknas DPOR för?", "vad räknas PAL till?", "vad räknas CPOR till?", "vad räknas en Transacting Partner till?",
        "vad räknas en Delegated Administrator till?", "vad räknas varje association till", "vad räknas associationerna till på {product}",
        "vad räknas till vad på {product}?", "vad räknas DPOR till på {product}", "tabell över vad som räknas", "hela tabellen: vilken association räknas till vad",
        "jämför vad associationerna räknas till, då och nu", "översikt över vad alla associationer räknas till", "vad räknas till vad då och nu",
    ),
}  # fmt: skip


async def asked_for(asked: Asked, services: Services) -> Reply:
    """The table, of the product that was named."""
    meaning = asked.meaning
    return table_of(meaning.product, meaning.language)


async def show(click: Click, services: Services) -> Reply:
    """The table whose button was pressed: under a standing that of its product, what we hold there first."""
    arguments = click.action.arguments
    try:
        held = tuple(AssociationKind(name) for name in arguments.get("held", "").split())
    except ValueError as error:
        raise UserError(Problem.UNKNOWN_BUTTON) from error
    own = arguments.get("own", "") == "yes"
    return table_of(product_of(click.action), click.action.language, held=held, own=own)


def button(standing: Standing, language: Language) -> Button:
    """Under a standing: what it counts for."""
    held = ([AssociationKind.DPOR] if standing.state is State.OURS else []) + [*standing.ours_otherwise]
    arguments = {
        "product": standing.holding.subscription.product.value,
        "held": " ".join(kind.value for kind in held),
        "own": "yes" if standing.holding.customer.own_tenant else "",
    }
    kept = {key: value for key, value in arguments.items() if value}
    action = Action(name=SHOW_CREDIT, language=language, arguments=kept)
    return Button(label=texts_in(language).credit.button, action=action)


def table_of(
    product: Product | None,
    language: Language,
    *,
    held: tuple[AssociationKind, ...] = (),
    own: bool = False,
) -> Reply:
    """The table. `held` is what we hold, and `own` says that the subscription is our own organisation's."""
    texts = texts_in(language)
    words = texts.credit
    ours = _rows(held, product, texts)
    others = _rows((kind for kind in AssociationKind if kind not in held), product, texts)
    our_own: tuple[_Row, ...] = ((words.own, tuple(own_credit(reward) for reward in Reward)),)
    tables = ((words.caption_ours, ours), (words.caption_others if held else words.caption, others))
    about_own = (words.caption_own, our_own)
    shown = (about_own, *tables) if own else (*tables, about_own) if product is None else tables
    rows = tuple(row for _, table in shown for row in table)
    return Reply(
        language=language,
        title=words.title_for.format(product=texts.products[product]) if product else words.title,
        outcome=Outcome(kind=Kind.KNOWLEDGE, topic="credit", product=product, confidence=1.0),
        blocks=(
            *(_table(caption, table, texts) for caption, table in shown if table),
            *((Paragraph(text=plain(words.plan_b)),) if product and AssociationKind.DPOR not in held else ()),
            *_behind(rows, texts),
            Paragraph(text=(Span(text=words.era, emphasis=True),)),
            _sources(rows, texts),
        ),
        names_customers=False,
    )


def _rows(kinds: Iterable[AssociationKind], product: Product | None, texts: Texts) -> tuple[_Row, ...]:
    return tuple(
        (texts.credit.names[kind], tuple(credit(kind, reward, product) for reward in Reward))
        for kind in kinds
    )


def _table(caption: str, rows: tuple[_Row, ...], texts: Texts) -> Table:
    words = texts.credit
    return Table(
        caption=caption,
        headers=(words.association, *(words.rewards[reward] for reward in Reward)),
        rows=tuple((name, *(_cell(one, texts) for one in cells)) for name, cells in rows),
    )


def _cell(one: Credit, texts: Texts) -> str:
    says = texts.credit.says[one.says]
    if one.ground is None:
        return says
    speaks_for = partial_in_words(PLACES[one.ground].speaks_for, texts)
    return texts.credit.cell.format(says=says, speaks_for=speaks_for)


def _behind(rows: tuple[_Row, ...], texts: Texts) -> tuple[Block, ...]:
    """What the words in the cells leave out; the same of two of an association's columns is said once."""
    words = texts.credit
    said = {
        (name, one.why): words.why.format(
            association=name, reward=words.rewards[reward], why=words.whys[one.why]
        )
        for name, cells in reversed(rows)
        for reward, one in reversed(tuple(zip(Reward, cells, strict=True)))
        if one.why is not None
    }
    lines = tuple(plain(line) for line in reversed(said.values()))
    return (Heading(text=words.why_heading), Bullets(items=lines)) if lines else ()


def _sources(rows: tuple[_Row, ...], texts: Texts) -> Sources:
    used = {one.ground for _, cells in rows for one in cells}
    sources = tuple(
        Source(
            title=texts.credit.grounds[ground],
            address=PLACES[ground].address,
            speaks_for=PLACES[ground].speaks_for,
        )
        for ground in Ground
        if ground in used
    )
    notes = tuple(source_note(source, texts) for source in sources)
    return Sources(label=texts.credit.sources, sources=sources, notes=notes)


ROUTER = routes(
    Intent(name="credit", handler=asked_for, examples=EXAMPLES, help=lambda texts: texts.help.credit),
    actions={SHOW_CREDIT: show},
)
