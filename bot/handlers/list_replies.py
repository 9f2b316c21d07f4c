"""How a list is told: what it covers, a page of it, and what to do about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.conversation.dates import in_words
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import (
    Block,
    Button,
    Choice,
    Choices,
    Heading,
    Paragraph,
    Reply,
    Table,
    Tone,
)
from bot.conversation.richtext import plain
from bot.conversation.standing_facts import holder, origin
from bot.conversation.texts import Texts, texts_in
from bot.handlers.choosing import DRIVEN
from bot.handlers.listing import PAGE, Listing
from bot.partnership.records import Holding
from bot.partnership.standing import standing


def tell(
    listing: Listing,
    ids: tuple[str, ...],
    page: tuple[Holding, ...],
    customers: tuple[str, ...],
    today: date,
    *,
    exportable: bool,
) -> Reply:
    """One page of the list; the outcome holds every id that it covers."""
    texts = texts_in(listing.language)
    return Reply(
        language=listing.language,
        title=_title(listing, len(ids), texts) + scope(listing, customers, texts),
        outcome=Outcome(
            kind=Kind.LIST,
            topic=listing.name,
            customer=customers[0] if len(customers) == 1 else None,
            product=listing.product,
            partner=listing.partner or None,
            subscriptions=ids,
            confidence=1.0,
        ),
        blocks=_page(listing, page, len(ids), today, texts)
        if page
        else (Paragraph(text=plain(texts.lists.none)),),
        buttons=(
            *_next_page(listing, len(ids), texts),
            *(listing.export_buttons(len(ids)) if exportable else ()),
            *_wider(listing, texts),
        ),
        tone=Tone.ATTENTION if ids and listing.name == "list-conflicts" else Tone.NEUTRAL,
        tone_word=texts.tones.attention if ids and listing.name == "list-conflicts" else "",
    )


def tell_besides(reply: Reply, total: int, page: tuple[Holding, ...], today: date) -> Reply:
    """Below the conflicts the first of what else we drive without being partner of record."""
    if not total:
        return reply
    texts = texts_in(reply.language)
    blocks: list[Block] = [Heading(text=texts.lists.besides.of(total)), _table(page, texts)]
    if total > len(page):
        blocks.append(Paragraph(text=plain(texts.and_more.of(total - len(page)))))
    blocks.append(Paragraph(text=plain(texts.lists.next_missing)))
    return replace(reply, blocks=(*reply.blocks, *blocks, *_as_of(page, today, texts)))


def which_partner(listing: Listing, partners: tuple[str, ...]) -> Reply:
    """No partner was named, or none that is known: those that are."""
    texts = texts_in(listing.language)
    choices = tuple(
        Choice(title=partner, action=replace(listing, partner=partner).action())
        for partner in partners[:PAGE]
    )
    block: Block = (
        Choices(prompt=texts.lists.which_partner, choices=choices)
        if choices
        else Paragraph(text=plain(texts.lists.no_partners))
    )
    return Reply(
        language=listing.language,
        title=texts.lists.which_partner_title,
        outcome=Outcome(kind=Kind.LIST, topic=listing.name, product=listing.product),
        blocks=(block,),
    )


def _title(listing: Listing, n: int, texts: Texts) -> str:
    match listing.name:
        case "list-ours":
            return texts.lists.ours.of(n)
        case "list-missing":
            return texts.lists.missing.of(n)
        case "list-conflicts":
            return texts.lists.conflicts.of(n)
        case "list-driven":
            return texts.lists.driven.of(n)
        case "list-renewals":
            return texts.lists.renewals.of(n)
        case _:
            return texts.lists.by_partner.of(n).replace("{partner}", listing.partner)


def scope(listing: Listing, customers: tuple[str, ...], texts: Texts) -> str:
    """What narrows the list, in brackets; empty where nothing does."""
    parts: list[str] = []
    if listing.period:
        first, last = listing.period
        parts.append(
            texts.lists.within_days.format(from_date=in_words(first, texts), until_date=in_words(last, texts))
        )
    if customers:
        parts.append(texts.lists.for_customer.format(customer=", ".join(customers)))
    if listing.product:
        parts.append(texts.lists.for_product.format(product=texts.products[listing.product]))
    return texts.lists.scope.format(scope="; ".join(parts)) if parts else ""


def _page(
    listing: Listing, page: tuple[Holding, ...], total: int, today: date, texts: Texts
) -> tuple[Block, ...]:
    blocks: list[Block] = [_table(page, texts)]
    if total > len(page):
        first = listing.start + 1
        shown = texts.lists.shown.format(first=first, last=listing.start + len(page), n=total)
        blocks.append(Paragraph(text=plain(shown)))
    what_to_do = {
        "list-missing": texts.lists.next_missing,
        "list-conflicts": texts.lists.next_conflicts,
        DRIVEN: texts.lists.next_conflicts,
        "list-renewals": texts.lists.next_renewals,
    }
    if listing.name in what_to_do:
        blocks.append(Paragraph(text=plain(what_to_do[listing.name])))
    return (*blocks, *_as_of(page, today, texts))


def _table(page: tuple[Holding, ...], texts: Texts) -> Table:
    words = texts.status
    return Table(
        caption=texts.lists.caption,
        headers=(words.customer, words.product, words.subscription, words.partner_of_record, words.renews),
        rows=tuple(_row(holding, texts) for holding in page),
    )


def _row(holding: Holding, texts: Texts) -> tuple[str, ...]:
    renewal = holding.subscription.renewal_date
    where = standing(holding)
    return (
        holding.customer.name,
        texts.products[holding.subscription.product],
        holding.subscription.label or holding.subscription.id,
        holder(where, texts),
        in_words(renewal, texts) if renewal else "",
    )


def _as_of(page: tuple[Holding, ...], today: date, texts: Texts) -> tuple[Block, ...]:
    """Where the facts on the page are from, the oldest and so most doubtful first."""
    facts = sorted((held.dpor for held in page if held.dpor), key=lambda fact: fact.imported_at)
    if not facts:
        return ()
    origins = dict.fromkeys(origin(fact, texts, today) for fact in facts)
    return (Paragraph(text=plain(texts.lists.as_of.format(origins="; ".join(origins)))),)


def _wider(listing: Listing, texts: Texts) -> tuple[Button, ...]:
    """Under the places that are free, and those that are another's: all that we drive the usage of."""
    if listing.name not in {"list-missing", "list-conflicts"}:
        return ()
    all_of_it = replace(listing, name=DRIVEN, partner="", start=0)
    return (Button(label=texts.lists.short[DRIVEN], action=all_of_it.action()),)


def _next_page(listing: Listing, total: int, texts: Texts) -> tuple[Button, ...]:
    after = listing.start + PAGE
    if after >= total:
        return ()
    label = texts.lists.next_page.format(n=min(PAGE, total - after))
    return (Button(label=label, action=replace(listing, start=after).action()),)
