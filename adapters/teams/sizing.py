"""Cards that Teams takes: what is too large is told shorter, never refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

import orjson

from adapters.teams.card import Element
from bot.conversation.replies import (
    Block,
    Bullets,
    Chart,
    Checklist,
    ChecklistItem,
    Choices,
    Facts,
    Heading,
    Paragraph,
    Reply,
    Sources,
    Table,
)
from bot.conversation.richtext import RichText, plain
from bot.conversation.texts import texts_in

MAX_CARD = 24_000
"""In bytes. Teams takes messages of about 28 KB, envelope included:
https://learn.microsoft.com/microsoftteams/limits-specifications-teams"""

_STEPS = ((60, 2000), (30, 600), (15, 250), (10, 120), (5, 80), (2, 60), (1, 40))
"""How many parts a block may have, and how many characters a text."""


def fitting(reply: Reply, draw: Callable[[Reply], Element]) -> Element:
    """The reply as drawn; where that is over MAX_CARD bytes, as much of it as fits and a line saying so."""
    card = draw(reply)
    for parts, characters in _STEPS:
        if len(orjson.dumps(card)) <= MAX_CARD:
            break
        card = draw(_shorter(reply, parts, characters))
    return card


def _shorter(reply: Reply, parts: int, characters: int) -> Reply:
    notice = Paragraph(text=plain(texts_in(reply.language).errors.shortened))
    blocks = (_shorter_block(block, parts, characters) for block in reply.blocks[: 8 + parts])
    buttons = (replace(one, label=_clip(one.label, 80)) for one in reply.buttons[:parts])
    return replace(
        reply,
        title=_clip(reply.title, max(characters, 120)),
        tone_word=_clip(reply.tone_word, 40),
        blocks=(*blocks, notice),
        buttons=tuple(buttons),
    )


def _shorter_block(block: Block, parts: int, characters: int) -> Block:
    match block:
        case Heading() | Paragraph() | Bullets():
            return _shorter_prose(block, parts, characters)
        case Facts():
            facts = (
                replace(fact, name=_clip(fact.name, characters), value=_clip(fact.value, characters))
                for fact in block.facts[:parts]
            )
            return Facts(facts=tuple(facts))
        case Table():
            rows = (tuple(_clip(cell, characters) for cell in row) for row in block.rows[:parts])
            headers = tuple(_clip(header, characters) for header in block.headers)
            return Table(caption=_clip(block.caption, characters), headers=headers, rows=tuple(rows))
        case Chart():
            return _shorter_chart(block, parts, characters)
        case Checklist():
            # Every point stays: one that is not shown would come back unticked.
            points = tuple(_shorter_point(item, characters) for item in block.items)
            return replace(
                block,
                label=_clip(block.label, characters),
                items=points,
                save_label=_clip(block.save_label, 80),
            )
        case Choices():
            choices = (replace(one, title=_clip(one.title, 80)) for one in block.choices[:parts])
            return Choices(prompt=_clip(block.prompt, characters), choices=tuple(choices))
        case Sources():
            notes = tuple(_clip(note, characters) for note in block.notes[:parts])
            label = _clip(block.label, characters)
            return Sources(label=label, sources=block.sources[:parts], notes=notes)
        case _:
            assert_never(block)


def _shorter_prose(block: Heading | Paragraph | Bullets, parts: int, characters: int) -> Block:
    match block:
        case Heading():
            return Heading(text=_clip(block.text, characters))
        case Paragraph():
            return Paragraph(text=_clip_rich(block.text, characters))
        case Bullets():
            return Bullets(items=tuple(_clip_rich(item, characters) for item in block.items[:parts]))
        case _:
            assert_never(block)


def _shorter_chart(chart: Chart, parts: int, characters: int) -> Block:
    """Its last labels: where they are days, the newest."""
    series = (
        replace(one, name=_clip(one.name, characters), values=one.values[-parts:]) for one in chart.series
    )
    return replace(
        chart,
        caption=_clip(chart.caption, characters),
        summary=_clip(chart.summary, characters),
        heading=_clip(chart.heading, characters),
        labels=tuple(_clip(label, characters) for label in chart.labels[-parts:]),
        series=tuple(series),
        days=chart.days[-parts:],
    )


def _shorter_point(item: ChecklistItem, characters: int) -> ChecklistItem:
    return replace(item, label=_clip(item.label, characters), note=_clip(item.note, characters))


def _clip(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[: characters - 1].rstrip() + "…"


def _clip_rich(rich: RichText, characters: int) -> RichText:
    kept: list[RichText] = []
    for span in rich:
        if characters <= 0:
            break
        kept.append((replace(span, text=_clip(span.text, characters)),))
        characters -= len(span.text)
    return tuple(span for part in kept for span in part)
