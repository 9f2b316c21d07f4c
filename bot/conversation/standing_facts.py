"""Who holds a subscription, who says so, how old that is, and who says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from bot.conversation.dates import age, in_words
from bot.conversation.replies import Block, Bullets, Fact, Facts, Heading, Table
from bot.conversation.richtext import plain
from bot.conversation.texts import Texts
from bot.partnership.claims import Claim
from bot.partnership.records import BY_HAND, Association, Holder, HolderKind, Voice
from bot.partnership.standing import Standing, State, is_old

Claims = tuple[Claim, ...]
"""What people said of the customer, the newest first: the notes to their words, and what others said."""

MOST_ROWS = 20


def details(
    standings: tuple[Standing, ...], texts: Texts, today: date, claims: Claims = ()
) -> tuple[Block, ...]:
    """The facts of one subscription, or a table of several; then who says otherwise."""
    if len(standings) == 1:
        return Facts(facts=_facts(standings[0], texts, today, claims)), *_dissent(
            standings, texts, today, claims
        )
    caption = texts.status.several.format(customer=standings[0].holding.customer.name, n=len(standings))
    return table(standings, caption, texts, today), *_dissent(standings, texts, today, claims)


def table(standings: tuple[Standing, ...], caption: str, texts: Texts, today: date) -> Table:
    """A row a subscription: whose it is, who says so, and for when."""
    words = texts.status
    return Table(
        caption=caption,
        headers=(words.subscription, "ID", words.partner_of_record, words.according_to, words.speaks_for),
        rows=tuple(
            (
                name(s, texts),
                s.holding.subscription.id,
                holder(s, texts),
                origin(s.fact, texts, today) if s.fact else words.unknown,
                _speaks_for(s.fact, texts, today) if s.fact else "",
            )
            for s in standings
        ),
    )


def name(s: Standing, texts: Texts) -> str:
    """What people call the subscription."""
    return s.holding.subscription.label or texts.products[s.holding.subscription.product]


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


def said(holder: Holder, texts: Texts) -> str:
    """Whom a source names."""
    match holder.kind:
        case HolderKind.US:
            return texts.status.we
        case HolderKind.OTHER:
            return holder.partner
        case HolderKind.NOBODY:
            return texts.status.nobody
        case _:
            assert_never(holder.kind)


def origin(fact: Association | Voice, texts: Texts, today: date) -> str:
    """The file that it comes from and when that came in, or the person whose word it is."""
    words = texts.status.by_hand if fact.teller == BY_HAND else texts.status.origin
    return words.format(file=fact.source, date=aged(fact.imported_at.date(), texts, today))


def aged(day: date, texts: Texts, today: date) -> str:
    """A day, and how long ago it was."""
    return texts.status.age.format(date=in_words(day, texts), age=age(day, today, texts))


def _speaks_for(fact: Association, texts: Texts, today: date) -> str:
    day = aged(fact.seen_for, texts, today)
    return texts.status.old_mark.format(day=day) if is_old(fact, today) else day


def _facts(s: Standing, texts: Texts, today: date, claims: Claims) -> tuple[Fact, ...]:
    words, subscription = texts.status, s.holding.subscription
    driven = words.driven_by_us if subscription.usage_driven_by_us else words.not_driven_by_us
    facts = [
        Fact(name=words.customer, value=s.holding.customer.name),
        Fact(name=words.subscription, value=f"{name(s, texts)} ({subscription.id})"),
        Fact(name=words.partner_of_record, value=holder(s, texts)),
    ]
    if s.fact:
        facts += [
            Fact(name=words.first_seen, value=in_words(s.fact.since, texts)),
            Fact(name=words.according_to, value=origin(s.fact, texts, today)),
            Fact(name=words.speaks_for, value=_speaks_for(s.fact, texts, today)),
        ]
        if note := _note(s.fact, claims):
            facts.append(Fact(name=texts.claims.note_told, value=note))
    facts.append(Fact(name=words.usage, value=driven))
    if subscription.renewal_date:
        what = words.ended_on if subscription.ended else words.renews
        facts.append(Fact(name=what, value=in_words(subscription.renewal_date, texts)))
    if s.ours_otherwise:
        kinds = ", ".join(texts.associations[kind] for kind in s.ours_otherwise)
        facts.append(Fact(name=words.we_also_are, value=kinds))
    return tuple(facts)


def _note(fact: Association | Voice, claims: Claims) -> str:
    """What the person added to their word, where it is one."""
    return next((c.note for c in claims if _is_word(fact, c)), "") if fact.teller == BY_HAND else ""


def _is_word(fact: Association | Voice, claim: Claim) -> bool:
    return (fact.source, fact.imported_at) == (claim.reporter, claim.at)


def _dissent(standings: tuple[Standing, ...], texts: Texts, today: date, claims: Claims) -> tuple[Block, ...]:
    """Who else last named somebody else: a line each, for every subscription the newest first."""
    lines = tuple(
        plain(_otherwise(s, word, texts, today, claims, alone=len(standings) == 1))
        for s in standings[:MOST_ROWS]
        if s.fact
        for word in (*s.fact.dissent, *_other_people(s.holding.subscription.id, s.fact, claims))
    )
    return (Heading(text=texts.status.others_say), Bullets(items=lines)) if lines else ()


def _other_people(subscription_id: str, fact: Association, claims: Claims) -> Iterator[Association]:
    """The last words of people beside the newest, which alone stands among the voices."""
    heard: set[str] = set()
    for claim in claims:
        if claim.taken_back_at or subscription_id not in claim.subscriptions:
            continue
        known = claim.reporter_key in heard or any(_is_word(v, claim) for v in (fact, *fact.voices))
        heard.add(claim.reporter_key)
        if not known and claim.says != fact.holder:
            yield claim.word


def _otherwise(
    s: Standing, voice: Association | Voice, texts: Texts, today: date, claims: Claims, *, alone: bool
) -> str:
    words = texts.status
    by_hand = voice.teller == BY_HAND
    line = (words.person_says_otherwise if by_hand else words.says_otherwise).format(
        holder=said(voice.holder, texts),
        origin=origin(voice, texts, today),
        speaks_for=aged(voice.seen_for, texts, today),
    )
    note = _note(voice, claims)
    told = f"{line} {words.their_note.format(note=note)}" if note else line
    return told if alone else f"{name(s, texts)}: {told}"
