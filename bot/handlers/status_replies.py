"""How a standing is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import assert_never

from bot.conversation.actions import Action
from bot.conversation.dates import age
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome, Verdict
from bot.conversation.replies import (
    Block,
    Button,
    Choice,
    Choices,
    Heading,
    Paragraph,
    Reply,
    Source,
    Sources,
    Tone,
)
from bot.conversation.richtext import Span, plain
from bot.conversation.sourcing import source_note
from bot.conversation.standing_facts import MOST_ROWS, Claims, aged, details, name, table
from bot.conversation.texts import Texts, texts_in
from bot.handlers.choosing import SHOW_ARTICLE, SHOW_CHECKLIST, SHOW_LIST, SHOW_PLAN_B, SHOW_STATUS
from bot.handlers.claim_form import CUSTOMER, PRODUCT, opening
from bot.handlers.credit import button as credit_button
from bot.handlers.draft_actions import drafting
from bot.partnership.records import Customer, Import, Product
from bot.partnership.standing import OLD_AFTER, NextStep, Standing, State, is_old

RULE = "https://blogs.partner.microsoft.com/mpn-sweden/digital-partner-of-record/"
GUIDE = "https://learn.microsoft.com/partner-center/link-partner-id-for-azure-performance-pal-dpor"

_VERDICTS = {
    State.OURS: Verdict.YES,
    State.OTHERS: Verdict.NO_OTHER,
    State.NOBODYS: Verdict.NO_NOBODY,
    State.NOT_SEEN: Verdict.NOT_SEEN,
}
_ASKING = {NextStep.ASK_TO_SWITCH, NextStep.ASK_TO_SET}


def standings(
    all_alike: tuple[Standing, ...],
    product: Product | None,
    language: Language,
    today: date,
    claims: Claims = (),
) -> Reply:
    """One or several subscriptions in one and the same state."""
    texts = texts_in(language)
    first = all_alike[0]
    old = min((s.fact.seen_for for s in all_alike if s.fact and is_old(s.fact, today)), default=None)
    settled = first.state is State.OURS and old is None and first.next_step is not NextStep.ENDED
    return Reply(
        language=language,
        title=_title(first, old, today, texts).format(
            what=_what(all_alike, product, texts), partner=first.partner
        ),
        outcome=Outcome(
            kind=Kind.STATUS,
            customer=first.holding.customer.name,
            product=product,
            verdict=_VERDICTS[first.state],
            partner=first.partner or None,
            subscriptions=tuple(s.holding.subscription.id for s in all_alike),
        ),
        blocks=(
            *((Paragraph(text=plain(texts.status.old.format(n=OLD_AFTER.days))),) if old else ()),
            *details(all_alike, texts, today, claims),
            *_next_steps(tuple(dict.fromkeys(s.next_step for s in all_alike)), language),
        ),
        buttons=_buttons(all_alike, product, texts, language),
        tone=Tone.GOOD if settled else Tone.ATTENTION,
        tone_word="" if settled else texts.tones.attention,
    )


def choose_subscription(
    differing: tuple[Standing, ...], product: Product | None, language: Language, today: date
) -> Reply:
    """Several subscriptions in different states: each is shown with its own, and who says so."""
    texts = texts_in(language)
    customer = differing[0].holding.customer
    choices = tuple(
        Choice(
            title=texts.status.choice.format(label=name(s, texts), state=_state(s, texts)),
            action=Action(
                name=SHOW_STATUS,
                language=language,
                arguments={"subscription": s.holding.subscription.id},
            ),
        )
        for s in differing[:MOST_ROWS]
    )
    return Reply(
        language=language,
        title=texts.status.choose_title.format(what=_what(differing, product, texts)),
        outcome=Outcome(
            kind=Kind.STATUS,
            customer=customer.name,
            product=product,
            verdict=Verdict.NEEDS_CHOICE,
            subscriptions=tuple(s.holding.subscription.id for s in differing),
        ),
        blocks=(
            *details(differing[:MOST_ROWS], texts, today),
            Choices(prompt=texts.status.choose_prompt, choices=choices),
        ),
        tone=Tone.ATTENTION,
        tone_word=texts.tones.attention,
    )


def without_ended(reply: Reply, n: int) -> Reply:
    """The same reply, which says that so many subscriptions that have ended are not counted in."""
    if not n:
        return reply
    said = texts_in(reply.language).status.ended_left_out.of(n)
    return replace(reply, blocks=(*reply.blocks, Paragraph(text=plain(said))))


def which_customer(product: Product | None, language: Language) -> Reply:
    """No customer was named."""
    texts = texts_in(language)
    arguments = {"list": "list-ours", **({"product": product.value} if product else {})}
    return Reply(
        language=language,
        title=texts.status.which_customer_title,
        outcome=Outcome(kind=Kind.STATUS, product=product, verdict=Verdict.NEEDS_CHOICE),
        blocks=(Paragraph(text=plain(texts.status.which_customer)),),
        buttons=(
            Button(
                label=texts.lists.short["list-ours"],
                action=Action(name=SHOW_LIST, language=language, arguments=arguments),
            ),
        ),
        names_customers=False,
    )


def no_such_subscription(
    customer: Customer,
    product: Product | None,
    others: tuple[Standing, ...],
    language: Language,
    today: date,
    newest: Import | None,
) -> Reply:
    """A customer that is known, without the product that was asked for. `newest` is how far the record reaches."""
    texts = texts_in(language)
    words = texts.status
    caption = words.seen_of_theirs.format(customer=customer.name)
    known = _as_of(newest, texts, today)
    return Reply(
        language=language,
        title=words.no_such_title.format(customer=customer.name, product=_product(product, texts)),
        outcome=Outcome(
            kind=Kind.STATUS,
            customer=customer.name,
            product=product,
            verdict=Verdict.NO_SUCH_SUBSCRIPTION,
        ),
        blocks=(
            table(others[:MOST_ROWS], caption, texts, today)
            if others
            else Paragraph(text=plain(words.no_such_none)),
            *((Paragraph(text=plain(known)),) if known else ()),
        ),
        tone=Tone.ATTENTION,
        tone_word=texts.tones.attention,
    )


def _as_of(newest: Import | None, texts: Texts, today: date) -> str:
    if newest is None:
        return ""
    return texts.status.record_as_of.format(file=newest.file, date=aged(newest.at.date(), texts, today))


def _product(product: Product | None, texts: Texts) -> str:
    return texts.products[product] if product else texts.status.subscription.lower()


def _title(first: Standing, old: date | None, today: date, texts: Texts) -> str:
    title = _verdict(first, old, today, texts)
    return texts.status.ended_title.replace("{title}", title) if first.next_step is NextStep.ENDED else title


def _verdict(first: Standing, old: date | None, today: date, texts: Texts) -> str:
    """The answer in a sentence; where the fact is old, one that leaves today open."""
    words = texts.status
    how_old = age(old, today, texts) if old else ""
    match first.state:
        case State.OURS:
            said = words.old_yes if old else words.yes
        case State.OTHERS:
            said = words.old_other if old else words.no_other
        case State.NOBODYS:
            said = words.old_nobody if old else words.no_nobody
        case State.NOT_SEEN:
            said = words.not_seen
        case _:
            assert_never(first.state)
    return said.replace("{age}", how_old)


def _what(all_alike: tuple[Standing, ...], product: Product | None, texts: Texts) -> str:
    customer = all_alike[0].holding.customer.name
    products = {s.holding.subscription.product for s in all_alike}
    if product is None and len(products) > 1:
        return customer
    return f"{customer}, {texts.products[all_alike[0].holding.subscription.product]}"


def _state(s: Standing, texts: Texts) -> str:
    return texts.status.state[s.state].format(partner=s.partner)


@cache
def _next_steps(steps: tuple[NextStep, ...], language: Language) -> tuple[Block, ...]:
    """Made once, for there are few and every standing ends in some."""
    texts = texts_in(language)
    said = tuple(plain(line) for step in steps for line in texts.status.next_steps[step])
    return (
        Heading(text=texts.status.next_step_heading),
        *(Paragraph(text=line) for line in said),
        Paragraph(text=(Span(text=texts.status.era, emphasis=True),)),
        *(_rule_and_guide(texts) if _ASKING.intersection(steps) else ()),
    )


def _rule_and_guide(texts: Texts) -> tuple[Block, ...]:
    sources = (
        Source(title=texts.status.rule_title, address=RULE, speaks_for="2016-05"),
        Source(title=texts.status.guide_title, address=GUIDE, speaks_for="2023-10"),
    )
    notes = tuple(source_note(source, texts) for source in sources)
    return (Sources(label=texts.status.sources, sources=sources, notes=notes),)


def _buttons(
    all_alike: tuple[Standing, ...], product: Product | None, texts: Texts, language: Language
) -> tuple[Button, ...]:
    return (*_next_buttons(all_alike, product, texts, language), credit_button(all_alike[0], language))


def _next_buttons(
    all_alike: tuple[Standing, ...], product: Product | None, texts: Texts, language: Language
) -> tuple[Button, ...]:
    words, first = texts.status, all_alike[0]
    customer = first.holding.customer
    one = first.holding.subscription if len(all_alike) == 1 else None

    def article(label: str, article_id: str) -> Button:
        action = Action(name=SHOW_ARTICLE, language=language, arguments={"id": article_id})
        return Button(label=label, action=action)

    buttons: list[Button] = []
    if first.next_step in _ASKING:
        draft = drafting(customer, product, language, subscription=one)
        buttons += [
            Button(label=words.draft_button, action=draft),
            _plan_b(first, texts, language)
            if first.state is State.OTHERS
            else article(words.alternatives_button, "alternatives"),
            article(words.guides_button, "guides"),
        ]
    if first.next_step is NextStep.LEAVE:
        buttons.append(_plan_b(first, texts, language))
    if first.state is State.NOT_SEEN:
        buttons.append(article(words.where_button, "where-to-see-status"))
    spoken_of = one.product if one else product
    knowing = {CUSTOMER: customer.name, PRODUCT: spoken_of.value if spoken_of else ""}
    remember = {"list": customer.id, **({"subscription": one.id} if one else {})}
    checklist = Action(name=SHOW_CHECKLIST, language=language, arguments=remember)
    return (
        *buttons,
        Button(label=texts.claims.other_word, action=opening(knowing, language)),
        Button(label=words.checklist_button, action=checklist),
    )


def _plan_b(first: Standing, texts: Texts, language: Language) -> Button:
    arguments = {"subscription": first.holding.subscription.id}
    action = Action(name=SHOW_PLAN_B, language=language, arguments=arguments)
    return Button(label=texts.plan_b.button, action=action)
