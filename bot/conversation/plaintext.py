"""Any reply read aloud: the notification line, the terminal, transcripts and screen readers."""

from __future__ import annotations

from typing import assert_never

from bot.conversation.replies import (
    Block,
    Bullets,
    Chart,
    ChartKind,
    Checklist,
    Choices,
    Facts,
    Field,
    Form,
    Heading,
    OptionField,
    Paragraph,
    Reply,
    Sources,
    Table,
    TextField,
)
from bot.conversation.richtext import read_aloud

_MARKS = "█▓▒░"
_BAR = 24
"""How many marks the longest bar has."""


def notification(reply: Reply, limit: int = 300) -> str:
    """One line for a notification: the title and how the reply begins, at most `limit` characters."""
    opening = next((read_aloud(b.text) for b in reply.blocks if isinstance(b, Paragraph)), "")
    title = _title(reply)
    stop = "." if opening and not title.endswith((".", "!", "?", ":")) else ""
    line = " ".join(f"{title}{stop} {opening}".split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def plain_text(reply: Reply) -> str:
    """The whole reply as text; blocks are apart by an empty line."""
    parts = [_title(reply), *(_block(block) for block in reply.blocks)]
    if reply.form:
        parts.append(_form(reply.form))
    if reply.buttons:
        parts.append(" ".join(f"[{button.label}]" for button in reply.buttons))
    return "\n\n".join(part for part in parts if part)


def _form(form: Form) -> str:
    lines = [_field(field, form.faults.get(field.id, "")) for field in form.fields]
    return "\n".join([*lines, f"[{form.send_label}] [{form.cancel_label}]"])


def _field(field: Field, fault: str) -> str:
    match field:
        case TextField():
            shown = field.value
        case OptionField():
            shown = next((o.label for o in field.options if o.value == field.value), "")
            shown = shown or " / ".join(option.label for option in field.options)
        case _:
            assert_never(field)
    return f"{field.label}: {shown or '…'}" + (f" ({fault})" if fault else "")


def _title(reply: Reply) -> str:
    return f"{reply.tone_word}: {reply.title}" if reply.tone_word else reply.title


def _block(block: Block) -> str:  # noqa: C901 - one case a block
    match block:
        case Heading():
            return f"{block.text}:"
        case Paragraph():
            return read_aloud(block.text)
        case Bullets():
            return "\n".join(f"- {read_aloud(item)}" for item in block.items)
        case Facts():
            return "\n".join(f"{fact.name}: {fact.value}" for fact in block.facts)
        case Table():
            return _table(block)
        case Chart():
            return _chart(block)
        case Checklist():
            return _checklist(block)
        case Choices():
            return _choices(block)
        case Sources():
            return "\n".join([f"{block.label}:", *(f"- {note}" for note in block.notes)])
        case _:
            assert_never(block)


def _table(table: Table) -> str:
    rows = (
        "; ".join(f"{header}: {cell}" for header, cell in zip(table.headers, row, strict=True) if cell)
        for row in table.rows
    )
    return "\n".join([f"{table.caption}:", *(f"- {row}" for row in rows)])


def _chart(chart: Chart) -> str:
    """The numbers, each line with a bar for who sees it: of all its parts, or of the first of the lines."""
    columns = tuple(zip(*(one.values for one in chart.series), strict=True))
    in_parts = chart.kind is ChartKind.BARS
    longest = max((sum(values) if in_parts else max(values) for values in columns), default=0)
    lines = [f"{chart.caption}:", chart.summary]
    for label, values in zip(chart.labels, columns, strict=True):
        told = ", ".join(f"{one.name} {value}" for one, value in zip(chart.series, values, strict=True))
        lines.append(f"- {label}: {told} {_bar(values if in_parts else values[:1], longest)}".rstrip())
    return "\n".join(lines)


def _bar(values: tuple[int, ...], longest: int) -> str:
    """Marks whose number rounds the running total, so that bars of one total are of one length."""
    drawn, total = "", 0
    for number, value in enumerate(values):
        total += value
        drawn += _MARKS[number % len(_MARKS)] * (round(_BAR * total / longest) - len(drawn) if total else 0)
    return drawn


def _checklist(checklist: Checklist) -> str:
    lines = (
        f"[{'x' if item.ticked else ' '}] {item.label}" + (f" ({item.note})" if item.note else "")
        for item in checklist.items
    )
    return "\n".join([f"{checklist.label}:", *lines])


def _choices(choices: Choices) -> str:
    lines = (f"{number}. {choice.title}" for number, choice in enumerate(choices.choices, 1))
    return "\n".join([choices.prompt, *lines])
