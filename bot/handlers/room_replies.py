"""What is said of the alerts of a conversation: what is told, when, and where something would be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.alerts.routing import Supposed, why_not
from bot.conversation.actions import Action
from bot.conversation.dates import in_words
from bot.conversation.events import Address
from bot.conversation.hindrances import why
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Block, Bullets, Button, Fact, Facts, Paragraph, Reply
from bot.conversation.richtext import plain
from bot.conversation.texts import Texts, texts_in
from bot.conversation.watches import DELIVERED, Topic, Watch
from bot.handlers.choosing import SHOW_LIST
from bot.partnership.quiet import QuietHours
from bot.partnership.records import Customer
from bot.understanding.countries import country_name

STOP, WHERE, QUIET, LOUD = "alerts.stop", "alerts.where", "alerts.quiet", "alerts.loud"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A conversation that the asker may know of, and what it is called."""

    label: str
    watch: Watch


def told_here(title: str, watch: Watch, customers: Sequence[Customer], language: Language) -> Reply:
    """What exactly the conversation is told, and when; or that nothing can be told there."""
    texts = texts_in(language)
    what, names_customers = _what(watch, customers, texts, language), bool(watch.customers)
    if not watch.can_be_told:
        blocks = (_line(texts.rooms.not_delivered), _line(texts.rooms.told_of_there), *what)
        ways = (_stop(language), _conflicts(language))
        title = texts.rooms.not_here_title
        return _reply(title, blocks, ways, language, names_customers=names_customers)
    paused = texts.rooms.paused.format(reason=why(watch.paused, texts)) if watch.paused else ""
    lines = [_line(paused)] if paused else []
    return _reply(
        title,
        (*lines, _line(texts.rooms.told_of), *what, *_when(watch, texts, language)),
        _buttons(watch, language),
        language,
        names_customers=names_customers,
    )


def never_here(address: Address, language: Language) -> Reply:
    """Nothing is told there, nor was it; where nothing can be, that is said, and not how to ask for it."""
    texts = texts_in(language).rooms
    said = texts.never if address.platform in DELIVERED else texts.not_delivered
    return nothing_here(texts.never_title, said, language)


def nothing_here(title: str, said: str, language: Language) -> Reply:
    """Nothing is told there."""
    return _reply(title, (_line(said),), (_conflicts(language),), language, names_customers=False)


def own_quiet(quiet: QuietHours | None, country: str, language: Language) -> Reply:
    """The person's own quiet hours, as they are now."""
    texts = texts_in(language)
    title = texts.rooms.own_quiet_title if quiet else texts.rooms.own_loud_title
    lines = [*_quiet_lines(quiet, country, texts, language), texts.rooms.own_quiet] if quiet else []
    return _reply(title, tuple(map(_line, lines)), (), language, names_customers=False)


def quiet_unclear(language: Language) -> Reply:
    """No time was said, or none that a clock shows."""
    texts = texts_in(language).rooms
    return _reply(
        texts.quiet_unclear_title, (_line(texts.quiet_unclear),), (), language, names_customers=False
    )


def where(shown: Sequence[Shown], supposed: Supposed, now: datetime, language: Language) -> Reply:
    """Where that would be told, and when; why not elsewhere."""
    texts = texts_in(language)
    facts = tuple(
        Fact(name=one.label, value=_whether(one.watch, supposed, now, texts, language)) for one in shown
    )
    told: Block = Facts(facts=facts) if facts else _line(texts.rooms.where_nowhere)
    blocks = (_line(texts.rooms.where_asked.format(what=_named(supposed, texts))), told)
    return _reply(
        texts.rooms.where_title,
        (*blocks, _line(texts.rooms.where_others)),
        (),
        language,
        names_customers=bool(supposed.customers),
    )


def _named(supposed: Supposed, texts: Texts) -> str:
    names = [texts.products[product] for product in sorted(supposed.products)]
    names += [customer.name for customer in supposed.customers]
    return ", ".join((texts.rooms.topics[supposed.topic].partition(":")[0], *names))


def _whether(watch: Watch, supposed: Supposed, now: datetime, texts: Texts, language: Language) -> str:
    if hindrance := why_not(watch, supposed):
        return texts.rooms.where_not[hindrance].format(reason=why(watch.paused, texts))
    if not watch.can_be_told:
        return texts.rooms.not_delivered
    loud = watch.loud_from(now)
    if loud == now:
        return texts.rooms.at_once
    local = loud.astimezone(ZoneInfo(watch.zone))
    return texts.rooms.held_until.format(when=f"{in_words(local.date(), texts)} {local:%H:%M}")


def _what(watch: Watch, customers: Sequence[Customer], texts: Texts, language: Language) -> Iterable[Block]:
    yield Bullets(items=tuple(plain(texts.rooms.topics[topic]) for topic in Topic if topic in watch.topics))
    narrowed = (
        (texts.rooms.only_products, [texts.products[product] for product in sorted(watch.products)]),
        (texts.rooms.only_customers, [customer.name for customer in customers]),
        (texts.rooms.only_countries, sorted(country_name(code, language) for code in watch.countries)),
    )
    for said, names in narrowed:
        if names:
            yield _line(said.format(names=_listed(names, texts)))


def _when(watch: Watch, texts: Texts, language: Language) -> Iterable[Block]:
    if watch.digest:
        yield _line(texts.rooms.digest)
    lines = _quiet_lines(watch.quiet, watch.country, texts, language) if watch.quiet else ()
    yield from map(_line, lines or (texts.rooms.any_hour,))


def _quiet_lines(quiet: QuietHours, country: str, texts: Texts, language: Language) -> list[str]:
    lines: list[str] = []
    if quiet.begins != quiet.ends:
        begins, ends = f"{quiet.begins:%H:%M}", f"{quiet.ends:%H:%M}"
        lines.append(texts.rooms.quiet_from.format(begins=begins, ends=ends, zone=quiet.zone))
    if quiet.working_days_only:
        lines.append(texts.rooms.quiet_weekends.format(country=country_name(country, language)))
    return lines


def _buttons(watch: Watch, language: Language) -> tuple[Button, ...]:
    texts = texts_in(language).rooms
    quiet = (texts.loud_button, LOUD) if watch.quiet else (texts.quiet_button, QUIET)
    named = (
        Button(label=label, action=Action(name=name, language=language))
        for label, name in ((texts.where_button, WHERE), quiet)
    )
    return (*named, _stop(language), _conflicts(language))


def _stop(language: Language) -> Button:
    return Button(label=texts_in(language).rooms.stop_button, action=Action(name=STOP, language=language))


def _conflicts(language: Language) -> Button:
    action = Action(name=SHOW_LIST, language=language, arguments={"list": "list-conflicts"})
    return Button(label=texts_in(language).rooms.conflicts_button, action=action)


def _listed(names: Sequence[str], texts: Texts) -> str:
    *most, last = names
    return f"{', '.join(most)} {texts.rooms.and_then} {last}" if most else last


def _line(said: str) -> Block:
    return Paragraph(text=plain(said))


def _reply(
    title: str,
    blocks: tuple[Block, ...],
    buttons: tuple[Button, ...],
    language: Language,
    *,
    names_customers: bool,
) -> Reply:
    return Reply(
        language=language,
        title=title,
        outcome=Outcome(kind=Kind.COMMAND, topic="alerts", confidence=1.0),
        blocks=blocks,
        buttons=buttons,
        names_customers=names_customers,
    )
