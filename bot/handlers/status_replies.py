"""How a standing is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import assert_never

from bot.conversation.actions import Action
from bot.conversation.dates import age, in_words
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome, Verdict
from bot.conversation.replies import (
    Block,
    Button,
    Choice,
    Choices,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Reply,
    Source,
    Sources,
    Table,
    Tone,
)
from bot.conversation.richtext import Span, plain
from bot.conversation.texts import Texts, texts_in
from bot.handlers.choosing import SHOW_ARTICLE, SHOW_LIST, SHOW_PLAN_B
from bot.handlers.draft_actions import SHOW_DRAFT
from bot.handlers.sourcing import source_note
from bot.partnership.records import Customer, Holding, Product
from bot.partnership.standing import NextStep, Standing, State

SHOW_STATUS = "status.show"
RULE = "https://blogs.partner.microsoft.com/mpn-sweden/digital-partner-of-record/"
GUIDE = "https://learn.microsoft.com/partner-center/link-partner-id-for-azure-performance-pal-dpor"
_MOST_CHOICES = 20

_VERDICTS = {
    State.OURS: Verdict.YES,
    State.OTHERS: Verdict.NO_OTHER,
    State.NOBODYS: Verdict.NO_NOBODY,
    State.NOT_SEEN: Verdict.NOT_SEEN,
}
_ASKING = {NextStep.ASK_TO_SWITCH, NextStep.ASK_TO_SET}


def standings(
    all_alike: tuple[Standing, ...], product: Product | None, language: Language, today: date
) -> Reply:
    """One or several subscriptions in one and the same state."""
    texts = texts_in(language)
    first = all_alike[0]
    customer = first.holding.customer
    what = _what(tuple(s.holding for s in all_alike), product, texts)
    well = first.state is State.OURS and first.next_step is not NextStep.ENDED
    return Reply(
        language=language,
        title=_title(first, texts).format(what=what, partner=first.partner),
        outcome=Outcome(
            kind=Kind.STATUS,
            customer=customer.name,
            product=product,
            verdict=_VERDICTS[first.state],
            partner=first.partner or None,
            subscriptions=tuple(s.holding.subscription.id for s in all_alike),
        ),
        blocks=(*_details(all_alike, texts, today), *_next_steps(all_alike, texts)),
        buttons=_buttons(first, product, texts, language),
        tone=Tone.GOOD if well else Tone.ATTENTION,
        tone_word="" if well else texts.tones.attention,
    )


def choose_subscription(
    differing: tuple[Standing, ...], product: Product | None, language: Language
) -> Reply:
    """Several subscriptions in different states: each is shown with its own."""
    texts = texts_in(language)
    holdings = tuple(s.holding for s in differing)
    choices = tuple(
        Choice(
            title=texts.status.choice.format(label=_name(s.holding, texts), state=_state(s, texts)),
            action=Action(
                name=SHOW_STATUS,
                language=language,
                arguments={"subscription": s.holding.subscription.id},
            ),
        )
        for s in differing[:_MOST_CHOICES]
    )
    return Reply(
        language=language,
        title=texts.status.choose_title.format(what=_what(holdings, product, texts)),
        outcome=Outcome(
            kind=Kind.STATUS,
            customer=holdings[0].customer.name,
            product=product,
            verdict=Verdict.NEEDS_CHOICE,
            subscriptions=tuple(h.subscription.id for h in holdings),
        ),
        blocks=(Choices(prompt=texts.status.choose_prompt, choices=choices),),
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
    customer: Customer, product: Product | None, others: tuple[Holding, ...], language: Language
) -> Reply:
    """A customer that is known, without the product that was asked for."""
    texts = texts_in(language)
    products = ", ".join(sorted({texts.products[h.subscription.product] for h in others}))
    seen = texts.status.no_such.format(products=products) if others else texts.status.no_such_none
    return Reply(
        language=language,
        title=texts.status.no_such_title.format(customer=customer.name, product=_product(product, texts)),
        outcome=Outcome(
            kind=Kind.STATUS,
            customer=customer.name,
            product=product,
            verdict=Verdict.NO_SUCH_SUBSCRIPTION,
        ),
        blocks=(Paragraph(text=plain(seen)),),
        tone=Tone.ATTENTION,
        tone_word=texts.tones.attention,
    )


def _product(product: Product | None, texts: Texts) -> str:
    return texts.products[product] if product else texts.status.subscription.lower()


def _title(first: Standing, texts: Texts) -> str:
    title = _verdict(first, texts)
    return texts.status.ended_title.replace("{title}", title) if first.next_step is NextStep.ENDED else title


def _verdict(first: Standing, texts: Texts) -> str:
    match first.state:
        case State.OURS:
            return texts.status.yes
        case State.OTHERS:
            return texts.status.no_other
        case State.NOBODYS:
            return texts.status.no_nobody
        case State.NOT_SEEN:
            return texts.status.not_seen
        case _:
            assert_never(first.state)


def _what(holdings: tuple[Holding, ...], product: Product | None, texts: Texts) -> str:
    customer = holdings[0].customer.name
    products = {h.subscription.product for h in holdings}
    if product is None and len(products) > 1:
        return customer
    return f"{customer}, {texts.products[holdings[0].subscription.product]}"


def _name(holding: Holding, texts: Texts) -> str:
    return holding.subscription.label or texts.products[holding.subscription.product]


def _state(s: Standing, texts: Texts) -> str:
    return texts.status.state[s.state].format(partner=s.partner)


def _details(all_alike: tuple[Standing, ...], texts: Texts, today: date) -> tuple[Block, ...]:
    if len(all_alike) == 1:
        return (Facts(facts=_facts(all_alike[0], texts, today)),)
    words = texts.status
    rows = tuple(
        (_name(s.holding, texts), s.holding.subscription.id, holder(s, texts), _origin(s, texts, today))
        for s in all_alike
    )
    headers = (words.subscription, "ID", words.partner_of_record, words.according_to)
    caption = words.several.format(customer=all_alike[0].holding.customer.name, n=len(rows))
    return (Table(caption=caption, headers=headers, rows=rows),)


def _facts(s: Standing, texts: Texts, today: date) -> tuple[Fact, ...]:
    words, subscription = texts.status, s.holding.subscription
    driven = words.driven_by_us if subscription.usage_driven_by_us else words.not_driven_by_us
    facts = [
        Fact(name=words.customer, value=s.holding.customer.name),
        Fact(name=words.subscription, value=f"{_name(s.holding, texts)} ({subscription.id})"),
        Fact(name=words.partner_of_record, value=holder(s, texts)),
    ]
    if s.fact:
        facts += [
            Fact(name=words.first_seen, value=in_words(s.fact.since, texts)),
            Fact(name=words.according_to, value=_origin(s, texts, today)),
            Fact(name=words.speaks_for, value=_aged(s.fact.seen_for, today, texts)),
        ]
    facts.append(Fact(name=words.usage, value=driven))
    if subscription.renewal_date:
        facts.append(Fact(name=words.renews, value=in_words(subscription.renewal_date, texts)))
    if s.ours_otherwise:
        kinds = ", ".join(texts.associations[kind] for kind in s.ours_otherwise)
        facts.append(Fact(name=words.we_also_are, value=kinds))
    return tuple(facts)


def holder(s: Standing, texts: Texts) -> str:
    """Who is partner of record, in a word or a name."""
    match s.state:
        case State.OURS:
            return texts.status.we
        case State.OTHERS:
            return s.partner
        case State.NOBODYS:
            return texts.status.nobody
        case State.NOT_SEEN:
            return texts.status.unknown
        case _:
            assert_never(s.state)


def _origin(s: Standing, texts: Texts, today: date) -> str:
    if s.fact is None:
        return texts.status.unknown
    imported = s.fact.imported_at.date()
    return texts.status.origin.format(file=s.fact.source, date=_aged(imported, today, texts))


def _aged(day: date, today: date, texts: Texts) -> str:
    return texts.status.age.format(date=in_words(day, texts), age=age(day, today, texts))


def _next_steps(all_alike: tuple[Standing, ...], texts: Texts) -> tuple[Block, ...]:
    steps = dict.fromkeys(s.next_step for s in all_alike)
    said = tuple(plain(line) for step in steps for line in texts.status.next_steps[step])
    return (
        Heading(text=texts.status.next_step_heading),
        *(Paragraph(text=line) for line in said),
        Paragraph(text=(Span(text=texts.status.era, emphasis=True),)),
        *(_rule_and_guide(texts) if steps.keys() & _ASKING else ()),
    )


def _rule_and_guide(texts: Texts) -> tuple[Block, ...]:
    sources = (
        Source(title=texts.status.rule_title, address=RULE, speaks_for="2016-05"),
        Source(title=texts.status.guide_title, address=GUIDE, speaks_for="2023-10"),
    )
    notes = tuple(source_note(source, texts) for source in sources)
    return (Sources(label=texts.status.sources, sources=sources, notes=notes),)


def _buttons(
    first: Standing, product: Product | None, texts: Texts, language: Language
) -> tuple[Button, ...]:
    def article(label: str, article_id: str) -> Button:
        action = Action(name=SHOW_ARTICLE, language=language, arguments={"id": article_id})
        return Button(label=label, action=action)

    if first.next_step in _ASKING:
        arguments = {"customer": first.holding.customer.id}
        if product:
            arguments["product"] = product.value
        draft = Action(name=SHOW_DRAFT, language=language, arguments=arguments)
        return (
            Button(label=texts.status.draft_button, action=draft),
            _plan_b(first, texts, language)
            if first.state is State.OTHERS
            else article(texts.status.alternatives_button, "alternatives"),
            article(texts.status.guides_button, "guides"),
        )
    if first.next_step is NextStep.LEAVE:
        return (_plan_b(first, texts, language),)
    if first.state is State.NOT_SEEN:
        return (article(texts.status.where_button, "where-to-see-status"),)
    return ()


def _plan_b(first: Standing, texts: Texts, language: Language) -> Button:
    arguments = {"subscription": first.holding.subscription.id}
    return Button(
        label=texts.plan_b.button, action=Action(name=SHOW_PLAN_B, language=language, arguments=arguments)
    )
