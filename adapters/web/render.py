"""From a reply to HTML: one article that stands on its own. Pure; whatever a reply holds is text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, assert_never
from urllib.parse import urlsplit

from markupsafe import Markup

from adapters.web.chart import picture
from adapters.web.inbound import FIELD
from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.replies import (
    Attachment,
    Block,
    Bullets,
    Button,
    Chart,
    Checklist,
    ChecklistItem,
    Choices,
    Facts,
    Field,
    Form,
    Heading,
    OptionField,
    Paragraph,
    Reply,
    Source,
    Sources,
    Table,
    TextField,
)
from bot.conversation.richtext import RichText, Span
from bot.conversation.texts import texts_in

_FORM: Final = Markup('<form method="post" action="#log" class="{}">{}</form>')
"""Without script, a form goes to the page's own address, in the language chosen there, at the answer."""


def render(reply: Reply, download: str = "") -> Markup:
    """The reply as an `<article>` with an h2. Buttons and boxes are forms, so they need no script.

    `download` is the path at which the reply's file is fetched.
    """
    return Markup('<article class="reply {}" lang="{}">{}{}{}{}{}{}</article>').format(
        reply.tone.value,
        reply.language.value,
        _title(reply),
        _joined(_block(block, reply.language) for block in reply.blocks),
        _file(reply.attachment, download, reply.language) if reply.attachment and download else "",
        _form(reply.form) if reply.form else "",
        _buttons(reply.buttons),
        _feedback(reply.feedback) if reply.feedback else "",
    )


def _title(reply: Reply) -> Markup:
    word = Markup('<span class="tone">{}</span> ').format(reply.tone_word) if reply.tone_word else ""
    return Markup("<h2>{}{}</h2>").format(word, reply.title)


def _block(block: Block, language: Language) -> Markup:  # noqa: C901 - one case a block
    match block:
        case Heading():
            return Markup("<h3>{}</h3>").format(block.text)
        case Paragraph():
            return Markup("<p>{}</p>").format(_rich(block.text, language))
        case Bullets():
            return _list("ul", "bullets", (_rich(item, language) for item in block.items))
        case Facts():
            return _facts(block)
        case Table():
            return _table(block)
        case Chart():
            return _chart(block)
        case Checklist():
            return _checklist(block)
        case Choices():
            return _choices(block)
        case Sources():
            return _sources(block, language)
        case _:
            assert_never(block)


def _rich(text: RichText, language: Language) -> Markup:
    return _joined(_span(span, language) for span in text)


def _span(span: Span, language: Language) -> Markup:
    drawn = Markup("{}").format(span.text)
    for tag, wanted in (("code", span.code), ("em", span.emphasis), ("strong", span.strong)):
        if wanted:
            drawn = Markup("<{0}>{1}</{0}>").format(tag, drawn)
    return _link(drawn, span.link, language) if span.link else drawn


def _link(words: Markup, address: str, language: Language) -> Markup:
    """A link in a window of its own, for the conversation lives in this one; bare words where unsafe."""
    if not _is_web_address(address):
        return words
    return Markup(
        '<a href="{}" target="_blank" rel="noopener noreferrer">{}<span class="aside"> {}</span></a>'
    ).format(address, words, texts_in(language).page.new_window)


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _file(file: Attachment, path: str, language: Language) -> Markup:
    words = texts_in(language).files.download.format(name=file.name, size=_size(len(file.content), language))
    return Markup('<p class="file"><a href="{}" download="{}">{}</a></p>').format(path, file.name, words)


def _size(length: int, language: Language) -> str:
    """Said shortly: 812 bytes, 1.4 kB, 23 MB."""
    if length < 1000:
        return f"{length} {'byte' if language is Language.SWEDISH else 'bytes'}"
    unit, size = ("kB", length / 1000) if length < 1_000_000 else ("MB", length / 1_000_000)
    said = f"{size:.0f}" if size >= 10 else f"{size:.1f}"
    return f"{said.replace('.', ',') if language is Language.SWEDISH else said} {unit}"


def _facts(facts: Facts) -> Markup:
    rows = (Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(f.name, f.value) for f in facts.facts)
    return Markup('<dl class="facts">{}</dl>').format(_joined(rows))


def _table(table: Table) -> Markup:
    """A table in a box that scrolls sideways on its own, and can be reached with the keyboard for it."""
    heads = _joined(Markup('<th scope="col">{}</th>').format(header) for header in table.headers)
    return Markup(
        '<div class="table" role="region" aria-label="{0}" tabindex="0">'
        "<table><caption>{0}</caption><thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div>"
    ).format(table.caption, heads, _joined(_row(row, table.headers) for row in table.rows))


def _chart(chart: Chart) -> Markup:
    """The picture, what it comes to, and the numbers."""
    return Markup('<figure class="chart">{}<figcaption>{}</figcaption></figure>{}').format(
        picture(chart), chart.summary, _table(chart.table)
    )


def _row(cells: tuple[str, ...], headers: tuple[str, ...]) -> Markup:
    """Each cell repeats its head, to be shown before it where the columns do not fit."""
    head = Markup('<th scope="row">{}</th>').format(cells[0])
    rest = _joined(
        Markup('<td data-head="{}">{}</td>').format(header, cell)
        for header, cell in zip(headers[1:], cells[1:], strict=True)
    )
    return Markup("<tr>{}{}</tr>").format(head, rest)


def _checklist(checklist: Checklist) -> Markup:
    """Boxes that are sent together. The empty `ticked` tells "none is ticked" from "no boxes here"."""
    return _FORM.format(
        "checklist",
        Markup(
            '<input type="hidden" name="action" value="{}"><input type="hidden" name="ticked" value="">'
            '<fieldset><legend>{}</legend>{}</fieldset><button class="save">{}</button>'
        ).format(
            checklist.action.encode(),
            checklist.label,
            _joined(_box(item) for item in checklist.items),
            checklist.save_label,
        ),
    )


def _box(item: ChecklistItem) -> Markup:
    note = Markup(" <small>{}</small>").format(item.note) if item.note else ""
    return Markup(
        '<label><input type="checkbox" name="ticked" value="{}"{}> <span>{}{}</span></label>'
    ).format(item.id, Markup(" checked") if item.ticked else "", item.label, note)


def _choices(choices: Choices) -> Markup:
    ways = _list("ol", "choices", (_button(choice.title, choice.action) for choice in choices.choices))
    return _FORM.format("ways", Markup("<p>{}</p>{}").format(choices.prompt, ways))


def _buttons(buttons: tuple[Button, ...]) -> Markup:
    if not buttons:
        return Markup()
    return _FORM.format("buttons", _joined(_button(button.label, button.action) for button in buttons))


def _form(form: Form) -> Markup:
    fields = _joined(_field(field, form.faults.get(field.id, "")) for field in form.fields)
    return _FORM.format(
        "filling",
        Markup('<input type="hidden" name="action" value="{}">{}<button class="send">{}</button>').format(
            form.action.encode(), fields, form.send_label
        ),
    )


def _field(field: Field, fault: str) -> Markup:
    """A labelled field. A fault stands in the label, so that it is read out with it."""
    match field:
        case TextField():
            entry = _text_field(field)
        case OptionField():
            entry = _option_field(field)
        case _:
            assert_never(field)
    said = Markup(' <strong class="fault">{}</strong>').format(fault) if fault else ""
    return Markup("<label><span>{}{}</span>{}</label>").format(field.label, said, entry)


def _text_field(field: TextField) -> Markup:
    needed = Markup(" required") if field.required else ""
    if field.long:
        return Markup('<textarea name="{}{}" rows="3" maxlength="{}"{}>{}</textarea>').format(
            FIELD, field.id, field.limit, needed, field.value
        )
    return Markup('<input name="{}{}" maxlength="{}" value="{}" placeholder="{}"{}>').format(
        FIELD, field.id, field.limit, field.value, field.hint, needed
    )


def _option_field(field: OptionField) -> Markup:
    empty = Markup('<option value="">–</option>')
    options = _joined(
        Markup('<option value="{}"{}>{}</option>').format(
            option.value, Markup(" selected") if option.value == field.value else "", option.label
        )
        for option in field.options
    )
    needed = Markup(" required") if field.required else ""
    return Markup('<select name="{}{}"{}>{}{}</select>').format(FIELD, field.id, needed, empty, options)


def _feedback(action: Action) -> Markup:
    texts = texts_in(action.language).feedback
    ways = ((texts.good, "good"), (texts.bad, "bad"))
    buttons = _joined(
        _button(label, replace(action, arguments={**action.arguments, "verdict": verdict}))
        for label, verdict in ways
    )
    return _FORM.format("feedback", Markup("<span>{}</span>{}").format(texts.question, buttons))


def _button(label: str, action: Action) -> Markup:
    return Markup('<button name="action" value="{}">{}</button>').format(action.encode(), label)


def _sources(sources: Sources, language: Language) -> Markup:
    lines = (
        _note(note, source, language) for source, note in zip(sources.sources, sources.notes, strict=True)
    )
    return Markup('<div class="sources"><h3>{}</h3>{}</div>').format(
        sources.label, _list("ul", "notes", lines)
    )


def _note(note: str, source: Source, language: Language) -> Markup:
    """The note, its words linked in place of an address spelt out."""
    words, _, rest = note.partition(source.address)
    words = words.rstrip(" ,:(") or source.title
    if not _is_web_address(source.address):
        return Markup("{}").format(note)
    return Markup("{}{}").format(_link(Markup("{}").format(words), source.address, language), rest)


def _list(tag: str, style: str, items: Iterable[Markup]) -> Markup:
    lines = _joined(Markup("<li>{}</li>").format(item) for item in items)
    return Markup('<{0} class="{1}">{2}</{0}>').format(tag, style, lines)


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup().join(parts)
