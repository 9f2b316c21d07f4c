"""What is said of a file: what it would change, what it has changed, why it is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.conversation.actions import Action
from bot.conversation.dates import in_words
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import (
    Block,
    Bullets,
    Button,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Reply,
    Table,
    Tone,
)
from bot.conversation.richtext import plain
from bot.conversation.texts import Texts, texts_in
from bot.importing.gathering import NO_CUSTOMER
from bot.importing.plan import Plan
from bot.importing.taking_back import Hindrance, TakenBack
from bot.importing.telling import NO_PRODUCT
from bot.partnership.history import Change
from bot.partnership.records import Holder, HolderKind, Holding, Import
from bot.partnership.refusals import Refusal

BRING_IN, LEAVE, TAKE_BACK = "import.bring", "import.leave", "import.back"
LISTED, UNDO = "imports", "undo-import"
"""What is asked for in words."""
MOST = 10
"""So many of a kind are shown; the rest are counted."""


def preview(plan: Plan, upload_id: str, language: Language) -> Reply:
    """What the file would change; a button brings it in where there is anything to bring."""
    texts = texts_in(language)
    words, file = texts.imports, plan.entry.file
    if plan.refusals:
        return _reply(
            language, words.refused_title.format(file=file), refused(plan.refusals, texts), bad=True
        )
    if plan.already:
        said = words.already.format(day=in_words(plan.already.at.date(), texts))
        return _reply(language, words.already_title.format(file=file), [_paragraph(said)])
    arguments = {"upload": upload_id}
    buttons = tuple(
        Button(label=label, action=Action(name=name, language=language, arguments=arguments))
        for name, label in ((BRING_IN, words.bring_in), (LEAVE, words.leave))
    )
    return _reply(language, words.preview_title.format(file=file), what(plan, texts), buttons=buttons)


def done(plan: Plan, language: Language) -> Reply:
    """It is in, or why it is not."""
    if not plan.writes:
        return preview(plan, "", language)
    texts = texts_in(language)
    button = _back_button(plan.entry, language)
    title = texts.imports.done_title.format(file=plan.entry.file)
    return _reply(language, title, what(plan, texts), buttons=(button,), replaces=True)


def left(language: Language) -> Reply:
    """Nothing was changed."""
    words = texts_in(language).imports
    return _reply(language, words.left_title, [_paragraph(words.left)], replaces=True)


def back(taken: TakenBack, language: Language) -> Reply:
    """It is taken back, or why it is not."""
    texts = texts_in(language)
    words = texts.imports
    if taken.hindrance or taken.entry is None:
        return _hindered(taken.hindrance or Hindrance.NONE_STANDS, language)
    title = words.back_title.format(file=taken.entry.file)
    return _reply(language, title, [_paragraph(words.back)], replaces=True, topic=UNDO)


def ask_back(found: TakenBack, language: Language) -> Reply:
    """What would be taken back, with a button."""
    texts = texts_in(language)
    entry = found.entry
    if found.hindrance or entry is None:
        return _hindered(found.hindrance or Hindrance.NONE_STANDS, language)
    said = texts.imports.ask_back.format(
        file=entry.file, day=in_words(entry.at.date(), texts), by=entry.by or "–"
    )
    blocks = [_paragraph(said), counts(entry, texts)]
    return _reply(
        language, texts.imports.ask_back_title, blocks, buttons=(_back_button(entry, language),), topic=UNDO
    )


def listed(entries: Sequence[Import], language: Language) -> Reply:
    """What came in, the newest first."""
    texts = texts_in(language)
    words = texts.imports
    if not entries:
        return _reply(language, words.list_title, [_paragraph(words.none)], topic=LISTED)
    rows = tuple(
        (
            f"{in_words(entry.at.date(), texts)} {entry.at:%H:%M}",
            entry.file,
            words.kinds.get(entry.report, entry.report),
            entry.by or "–",
            words.counts.format(
                new=entry.new, changed=entry.changed, ended=entry.ended, unchanged=entry.unchanged
            ),
            _taken_back(entry, texts),
        )
        for entry in entries
    )
    return _reply(
        language,
        words.list_title,
        [Table(caption=words.list_title, headers=words.headers, rows=rows)],
        topic=LISTED,
    )


def not_here(language: Language) -> Reply:
    """No files are taken."""
    texts = texts_in(language)
    said = _paragraph(texts.imports.not_here)
    return _reply(language, texts.errors.title, [said], bad=True, names=False)


def not_yours(language: Language, topic: str = "import") -> Reply:
    """Only members may."""
    texts = texts_in(language)
    said = _paragraph(texts.imports.not_yours)
    return _reply(language, texts.errors.title, [said], bad=True, names=False, topic=topic)


def not_kept(language: Language) -> Reply:
    """The file is gone by now."""
    texts = texts_in(language)
    said = _paragraph(texts.imports.not_kept)
    return _reply(language, texts.errors.title, [said], bad=True, names=False)


def not_your_file(language: Language) -> Reply:
    """Somebody else gave the file."""
    texts = texts_in(language)
    said = _paragraph(texts.imports.not_your_file)
    return _reply(language, texts.errors.title, [said], bad=True, names=False)


def what(plan: Plan, texts: Texts) -> list[Block]:
    """The counts, who changes holder, what becomes another customer's, and what was passed over."""
    words = texts.imports
    blocks: list[Block] = [counts(plan.entry, texts)]
    if plan.holders:
        blocks += [
            Heading(text=words.holders),
            _bullets([_holder_line(change, plan, texts) for change in plan.holders], texts),
        ]
    if moved := plan.moved:
        lines = [_moved_line(stood, now, texts) for stood, now in moved]
        blocks += [Heading(text=words.moved), _bullets(lines, texts)]
    return [*blocks, *map(_paragraph, passed_over(plan, texts))]


def passed_over(plan: Plan, texts: Texts) -> list[str]:
    """What of the file counts for nothing, and whose partner IDs were not known: a sentence each."""
    words = texts.imports
    said: list[str] = []
    if plan.unknown_columns:
        said.append(words.unknown_columns.format(names=", ".join(plan.unknown_columns)))
    if plan.unknown_states:
        said.append(words.unknown_states.format(names=", ".join(plan.unknown_states)))
    if plan.stayed:
        kept = [words.stays.format(told=told, kept=kept, n=n) for (told, kept), n in plan.stayed]
        said.append(words.stayed.format(names=_some(kept, "; ", texts)))
    nothing = {NO_CUSTOMER: words.no_customer, NO_PRODUCT: words.no_product}
    products = [f"{nothing.get(name, name)} ({n})" for name, n in plan.left_out]
    if products:
        said.append(words.left_out.format(names=_some(products, ", ", texts)))
    if plan.nobody_known:
        said.append(words.nobody_known)
    if plan.read_without:
        said.append(words.read_without)
    if plan.slow:
        most = plan.quick_up_to
        said.append(words.large.format(n=sum(numbers_of(plan.entry)), most=most))
    return said


def _some(names: Sequence[str], between: str, texts: Texts) -> str:
    more = len(names) - MOST
    return between.join([*names[:MOST], *([texts.and_more.of(more)] if more > 0 else [])])


def counts(entry: Import, texts: Texts) -> Facts:
    """How many are new, changed, ended and unchanged."""
    words = texts.imports
    numbers = zip(words.count_names, numbers_of(entry), strict=True)
    return Facts(facts=tuple(Fact(name=name, value=str(n)) for name, n in numbers))


def numbers_of(entry: Import) -> tuple[int, int, int, int]:
    """How many are new, changed, ended and unchanged."""
    return entry.new, entry.changed, entry.ended, entry.unchanged


def refused(refusals: Sequence[Refusal], texts: Texts) -> list[Block]:
    """Where what is wrong, and what to do about it."""
    return [
        _paragraph(texts.imports.refused),
        _bullets([refusal_line(refusal, texts) for refusal in refusals], texts),
    ]


def refusal_line(refusal: Refusal, texts: Texts) -> str:
    """One refusal in words."""
    words, arguments = texts.imports, dict(refusal.arguments)
    where: list[str] = []
    if refusal.line is not None:
        where.append(words.line.format(n=refusal.line))
    if refusal.column:
        where.append(words.column.format(name=refusal.column))
    reason, remedy = (part.format(**arguments) for part in words.refusals[refusal.reason])
    place = ", ".join(where) or words.the_file
    joint = ": " if refusal.column else " "
    return f"{place[:1].upper()}{place[1:]}{joint}{reason} {remedy}".rstrip()


def _holder_line(change: Change, plan: Plan, texts: Texts) -> str:
    customer = plan.customers[change.customer_id].name if plan.customers else change.customer_id
    return texts.imports.holder.format(
        customer=customer,
        product=texts.products[change.product],
        association=texts.associations[change.association] if change.association else "",
        before=_holder(change.before, texts),
        after=_holder(change.after, texts),
    )


def _moved_line(stood: Holding, now: Holding, texts: Texts) -> str:
    words, before, after = texts.imports, stood.customer.name, now.customer.name
    if before == after:
        before, after = (
            words.twins.format(name=one.name, id=one.tenant_id or one.domain or one.id)
            for one in (stood.customer, now.customer)
        )
    subscription = now.subscription
    return words.moves.format(
        product=texts.products[subscription.product],
        label=subscription.label or subscription.id,
        before=before,
        after=after,
    )


def _holder(holder: Holder | None, texts: Texts) -> str:
    words = texts.imports
    if holder is None:
        return words.not_seen
    match holder.kind:
        case HolderKind.US:
            return words.us
        case HolderKind.NOBODY:
            return words.nobody
        case HolderKind.OTHER:
            return holder.partner


def _taken_back(entry: Import, texts: Texts) -> str:
    if entry.undone_at is None:
        return "–"
    return f"{in_words(entry.undone_at.date(), texts)}, {entry.undone_by or '–'}"


def _hindered(hindrance: Hindrance, language: Language) -> Reply:
    texts = texts_in(language)
    said = _paragraph(texts.imports.hindrances[hindrance.value])
    return _reply(language, texts.imports.not_back_title, [said], bad=True, names=False, topic=UNDO)


def _back_button(entry: Import, language: Language) -> Button:
    action = Action(name=TAKE_BACK, language=language, arguments={"import": entry.id})
    return Button(label=texts_in(language).imports.take_back, action=action)


def _bullets(lines: Sequence[str], texts: Texts) -> Bullets:
    shown = [plain(line) for line in lines[:MOST]]
    if len(lines) > MOST:
        shown.append(plain(texts.and_more.of(len(lines) - MOST)))
    return Bullets(items=tuple(shown))


def _paragraph(text: str) -> Paragraph:
    return Paragraph(text=plain(text))


def _reply(
    language: Language,
    title: str,
    blocks: Iterable[Block],
    *,
    buttons: tuple[Button, ...] = (),
    bad: bool = False,
    replaces: bool = False,
    names: bool = True,
    topic: str = "import",
) -> Reply:
    return Reply(
        language=language,
        title=title,
        outcome=Outcome(kind=Kind.COMMAND, topic=topic, confidence=1.0),
        blocks=tuple(blocks),
        buttons=buttons,
        tone=Tone.ATTENTION if bad else Tone.NEUTRAL,
        tone_word=texts_in(language).tones.attention if bad else "",
        replaces=replaces,
        only_for_asker=True,
        names_customers=names,
    )
