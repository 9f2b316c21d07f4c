"""How changes are told: what changed, when we learned of it, the day it speaks for, and who said so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from bot.conversation.dates import in_words
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Block, Button, Paragraph, Reply, Table
from bot.conversation.richtext import plain
from bot.conversation.texts import Texts, texts_in
from bot.handlers.choosing import SHOW_CHANGES
from bot.handlers.listing import PAGE, Listing
from bot.partnership.history import Change, What
from bot.partnership.records import Customer, Holder, HolderKind, Holding

LIST_CHANGES = "list-changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The stored names for what changes speak of. What is forgotten meanwhile is called by its id."""

    customers: Mapping[str, Customer]
    holdings: Mapping[str, Holding]

    def customer(self, change: Change) -> str:
        """Whose subscription it is."""
        known = self.customers.get(change.customer_id)
        return known.name if known else change.customer_id

    def label(self, change: Change) -> str:
        """The subscription's label, empty where it has none or is forgotten."""
        known = self.holdings.get(change.subscription_id)
        return known.subscription.label if known else ""


def tell(
    listing: Listing, changes: tuple[Change, ...], named: Named, since: str, *, cut: bool, exportable: bool
) -> Reply:
    """One page of the changes, which come newest first; the outcome holds every subscription they are of.

    `named` covers the page and the listing's customers; `since` is the file that a moment was named by, and
    `cut` says that there are older ones.
    """
    texts = texts_in(listing.language)
    customers = tuple(named.customers[id_].name for id_ in listing.customers if id_ in named.customers)
    page = changes[listing.start : listing.start + PAGE]
    return Reply(
        language=listing.language,
        title=texts.changes.title.of(len(changes)) + _scope(listing, customers, since, texts),
        outcome=Outcome(
            kind=Kind.LIST,
            topic=LIST_CHANGES,
            customer=customers[0] if len(customers) == 1 else None,
            product=listing.product,
            subscriptions=tuple(dict.fromkeys(change.subscription_id for change in changes)),
            confidence=1.0,
        ),
        blocks=_page(listing, page, len(changes), named, texts, cut=cut)
        if page
        else (Paragraph(text=plain(texts.changes.none)),),
        buttons=(
            *_next_page(listing, len(changes), texts),
            *(listing.export_buttons(len(changes)) if exportable else ()),
        ),
    )


def _page(
    listing: Listing, page: tuple[Change, ...], total: int, named: Named, texts: Texts, *, cut: bool
) -> tuple[Block, ...]:
    words = texts.changes
    headers = (texts.status.customer, texts.status.subscription, words.what, words.learned, words.source)
    rows = tuple(_row(change, named, texts) for change in page)
    said: list[str] = []
    if total > len(page):
        last = listing.start + len(page)
        said.append(texts.lists.shown.format(first=listing.start + 1, last=last, n=total))
    if cut:
        said.append(words.cut.format(n=total))
    table = Table(caption=words.caption, headers=headers, rows=rows)
    return (table, *(Paragraph(text=plain(line)) for line in said))


def _row(change: Change, named: Named, texts: Texts) -> tuple[str, ...]:
    words = texts.changes
    product, label = texts.products[change.product], named.label(change)
    if label in ("", product):
        label = change.subscription_id
    return (
        named.customer(change),
        words.subscription.format(product=product, label=label),
        what_changed(change, texts),
        in_words(change.at.date(), texts),
        words.according_to.format(source=change.source, date=in_words(change.seen_for, texts)),
    )


def what_changed(change: Change, texts: Texts) -> str:
    """In a few words."""
    words = texts.changes
    match change.what:
        case What.NEW:
            return words.new
        case What.HOLDER:
            return _holder(change, texts)
        case What.RENEWAL:
            return _renewal(change, texts)
        case What.USAGE:
            return words.usage_ours if change.ours else words.usage_not_ours
        case What.ENDED | What.RESUMED:
            return words.ended if change.what is What.ENDED else words.resumed
        case What.MOVED_HERE | What.MOVED_AWAY:
            where = words.moved_here if change.what is What.MOVED_HERE else words.moved_away
            return where.format(elsewhere=change.elsewhere)
        case _:
            assert_never(change.what)


def _holder(change: Change, texts: Texts) -> str:
    words = texts.changes
    association = texts.associations[change.association] if change.association else ""
    if change.before is None and change.after is not None:
        return words.holder_first.format(association=association, after=_name(change.after, texts))
    if change.after is None:
        before = _name(change.before, texts) if change.before else texts.status.unknown
        return words.holder_gone.format(association=association, before=before)
    before, after = (_name(holder, texts) for holder in (change.before or change.after, change.after))
    return words.holder.format(association=association, before=before, after=after)


def _name(holder: Holder, texts: Texts) -> str:
    match holder.kind:
        case HolderKind.US:
            return texts.changes.us
        case HolderKind.NOBODY:
            return texts.changes.nobody
        case HolderKind.OTHER:
            return holder.partner
        case _:
            assert_never(holder.kind)


def _renewal(change: Change, texts: Texts) -> str:
    words = texts.changes
    before = in_words(change.day_before, texts) if change.day_before else ""
    after = in_words(change.day_after, texts) if change.day_after else ""
    if not after:
        return words.renewal_gone.format(before=before)
    return (words.renewal if before else words.renewal_first).format(before=before, after=after)


def _scope(listing: Listing, customers: tuple[str, ...], since: str, texts: Texts) -> str:
    parts: list[str] = []
    if listing.since:
        parts.append(
            texts.changes.since_import.format(file=since, date=in_words(listing.since.date(), texts))
        )
    if listing.period:
        first, last = (in_words(day, texts) for day in listing.period)
        parts.append(texts.lists.within_days.format(from_date=first, until_date=last))
    if customers:
        parts.append(texts.lists.for_customer.format(customer=", ".join(customers)))
    if listing.product:
        parts.append(texts.lists.for_product.format(product=texts.products[listing.product]))
    return texts.lists.scope.format(scope="; ".join(parts)) if parts else ""


def _next_page(listing: Listing, total: int, texts: Texts) -> tuple[Button, ...]:
    after = listing.start + PAGE
    if after >= total:
        return ()
    label = texts.lists.next_page.format(n=min(PAGE, total - after))
    return (Button(label=label, action=replace(listing, start=after).action(SHOW_CHANGES)),)
