"""Replies to Block Kit. Pure. Slack's limits are met by summarising, never by failing.

https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar, assert_never

import orjson

from adapters.guard import JsonObject
from adapters.slack import mrkdwn as mk
from adapters.slack.objects import (
    MAX_LABEL,
    MAX_TEXT,
    Blocks,
    and_more,
    mrkdwn_object,
    plain_text_object,
    section,
)
from adapters.slack.opener import opener
from adapters.slack.presses import buttons, rating
from bot.conversation.language import Language
from bot.conversation.plaintext import notification, plain_text
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
    Tone,
)

MAX_BLOCKS, MAX_VIEW = 50, 100
"""Blocks of a message, and of a modal or the App Home."""
MAX_HEADER = 150
MAX_FIELD, FIELDS = 2000, 10
MAX_ID = 255
MAX_ALT = 2000
"""The words of an image."""
BOXES = 10
SECTIONS = 3
"""Sections that one list or table may fill."""
MAX_SIZE = 30_000
"""Bytes of all blocks together. Slack says only that there is a limit ("msg_blocks_too_long")."""

_SYMBOLS = {Tone.NEUTRAL: "", Tone.GOOD: "✅", Tone.ATTENTION: "⚠️"}

_Item = TypeVar("_Item")
Pictures = Mapping[Chart, str]
NO_PICTURES: Pictures = MappingProxyType({})
_Wording = Heading | Paragraph | Bullets | Facts | Sources


def message(
    reply: Reply, *, thumbs: bool = True, pictures: Pictures = NO_PICTURES, belongs: str | None = None
) -> JsonObject:
    """The `text` (for notifications and screen readers) and `blocks` of a message.

    `thumbs`: whether the answer is rated by Slack's own feedback buttons, or by ordinary ones. `pictures` are
    charts that Slack has as files, by their ids; a chart without one is told in text alone. `belongs` is the
    thread that its button for sharing leads to.
    """
    drawn = [*_title(reply), *body(reply, pictures)]
    return {
        "text": mk.escape(notification(reply)),
        "blocks": surface(reply, drawn, MAX_BLOCKS, thumbs=thumbs, belongs=belongs),
    }


def home(reply: Reply) -> JsonObject:
    """The App Home with this reply on it."""
    return {"type": "home", "blocks": surface(reply, [*_title(reply), *body(reply)], MAX_VIEW, thumbs=False)}


def body(reply: Reply, pictures: Pictures = NO_PICTURES) -> Blocks:
    """What stands under the title."""
    drawn: Blocks = []
    for block in reply.blocks:
        if isinstance(block, Chart) and block in pictures:
            drawn.append(_picture(block, pictures[block]))
        drawn += _block(block, reply.language)
    return drawn


def surface(reply: Reply, blocks: Blocks, most: int, *, thumbs: bool, belongs: str | None = None) -> Blocks:
    """The blocks and what can be pressed under them, as many as there is room for."""
    ways = [(button.label, button.action) for button in reply.buttons]
    if reply.form is not None:
        ways.insert(0, (reply.title, opener(reply, reply.form)))
    ending = [*buttons(ways, reply.language, belongs), *rating(reply, thumbs=thumbs)]
    return [*_fitting(blocks, ending, most, reply.language), *ending]


def text_only(reply: Reply) -> JsonObject:
    """The whole reply without blocks, for when Slack refuses those."""
    return {"text": mk.clip(mk.escape(plain_text(reply)), MAX_TEXT), "blocks": []}


def _title(reply: Reply) -> Blocks:
    words = f"{reply.tone_word}: {reply.title}" if reply.tone_word else reply.title
    shown = " ".join(f"{_SYMBOLS[reply.tone]} {words}".split())
    if not shown:
        return []
    header: JsonObject = {"type": "header", "text": plain_text_object(shown, MAX_HEADER)}
    return [header] if len(shown) <= MAX_HEADER else [header, section(mk.bold(reply.title))]


def _block(block: Block, language: Language) -> Blocks:
    match block:
        case Table():
            return _packed([mk.bold(block.caption), *_rows(block)], language)
        case Chart():
            told = [mk.bold(block.caption), mk.escape(block.summary), *_rows(block.table)]
            return _packed(told, language)
        case Checklist():
            return _checklist(block, language)
        case Choices():
            return _choices(block, language)
        case _:
            return _wording(block, language)


def _picture(chart: Chart, file: str) -> JsonObject:
    """An image that Slack has as a file of ours. The numbers stand below it, so the words are few."""
    words = " ".join(f"{chart.caption}. {chart.summary}".split())
    return {"type": "image", "slack_file": {"id": file}, "alt_text": mk.shorten(words, MAX_ALT)}


@lru_cache(maxsize=256)
def _wording(block: _Wording, language: Language) -> Blocks:
    """What many answers say alike, kept as drawn: nobody changes it."""
    match block:
        case Heading():
            return [section(mk.bold(block.text))]
        case Paragraph():
            return _paragraph(mk.mrkdwn(block.text), language)
        case Bullets():
            return _packed([f"• {mk.mrkdwn(item)}" for item in block.items], language)
        case Facts():
            return _facts(block)
        case Sources():
            return _sources(block, language)
        case _:
            assert_never(block)


def _paragraph(text: str, language: Language) -> Blocks:
    return _packed([text] if len(text) <= MAX_TEXT else text.split("\n"), language)


def _facts(facts: Facts) -> Blocks:
    fields = [
        mrkdwn_object(f"{mk.clip(mk.bold(fact.name), 300)}\n{mk.escape(fact.value)}", MAX_FIELD)
        for fact in facts.facts
    ]
    return [{"type": "section", "fields": part} for part in _parts(fields, FIELDS)]


def _rows(table: Table) -> list[str]:
    return [
        "• "
        + " · ".join(
            mk.bold(cell) if column == 0 else f"{mk.escape(header)}: {mk.escape(cell)}"
            for column, (header, cell) in enumerate(zip(table.headers, row, strict=True))
            if cell
        )
        for row in table.rows
    ]


def _checklist(checklist: Checklist, language: Language) -> Blocks:
    """Boxes; the points in full above them where a box has no room for its point."""
    identity = checklist.action.encode()
    cramped = any(len(item.label) > MAX_LABEL for item in checklist.items)
    lines = [mk.bold(checklist.label)]
    if cramped or len(identity) > MAX_ID:
        lines += [
            f"{'☑' if item.ticked else '☐'} {number}. {mk.escape(item.label)}"
            for number, item in enumerate(checklist.items, 1)
        ]
    drawn = _packed(lines, language)
    if len(identity) > MAX_ID:
        return drawn
    options = [
        (_option(item, f"{number}. " if cramped else ""), item.ticked)
        for number, item in enumerate(checklist.items, 1)
    ]
    return drawn + [_boxes(part, identity) for part in _parts(options, BOXES)]


def _boxes(options: Sequence[tuple[JsonObject, bool]], identity: str) -> JsonObject:
    boxes: JsonObject = {
        "type": "checkboxes",
        "action_id": identity,
        "options": [option for option, _ in options],
    }
    ticked = [option for option, is_ticked in options if is_ticked]
    if ticked:
        boxes["initial_options"] = ticked
    return {"type": "actions", "elements": [boxes]}


def _option(item: ChecklistItem, number: str) -> JsonObject:
    option: JsonObject = {"text": plain_text_object(number + item.label, MAX_LABEL), "value": item.id}
    if item.note:
        option["description"] = plain_text_object(item.note, MAX_LABEL)
    return option


def _choices(choices: Choices, language: Language) -> Blocks:
    """Buttons; their titles in full above them where a button has no room for its title."""
    lines = [mk.escape(choices.prompt)]
    if any(len(choice.title) > MAX_LABEL for choice in choices.choices):
        lines += [f"{number}. {mk.escape(choice.title)}" for number, choice in enumerate(choices.choices, 1)]
    drawn = _packed(lines, language)
    return drawn + buttons([(choice.title, choice.action) for choice in choices.choices], language)


def _sources(sources: Sources, language: Language) -> Blocks:
    lines = [
        _source(note, source.title, source.address)
        for source, note in zip(sources.sources, sources.notes, strict=True)
    ]
    packed = _packed([f"{mk.escape(sources.label)}:", *lines], language)
    return [{"type": "context", "elements": [section["text"]]} for section in packed if "text" in section]


def _source(note: str, title: str, address: str) -> str:
    """The note, with the address behind the title where both stand side by side, else linked itself."""
    if not address.startswith("https://") or address not in note:
        return mk.escape(note)
    named = f"{title}, {address}"
    quoted, words = (named, title) if named in note else (address, address)
    before, _, after = note.partition(quoted)
    return mk.escape(before) + mk.link(words, address) + mk.escape(after)


def _packed(lines: Iterable[str], language: Language) -> Blocks:
    """Lines in as few sections as hold them, and how many more there are."""
    texts: list[str] = []
    left_out = 0
    for line in (mk.clip(line, MAX_TEXT) for line in lines if line.strip()):
        if left_out:
            left_out += 1
        elif texts and len(texts[-1]) + 1 + len(line) <= MAX_TEXT:
            texts[-1] += f"\n{line}"
        elif len(texts) < SECTIONS:
            texts.append(line)
        else:
            left_out = 1
    return [*(section(text) for text in texts), *and_more(left_out, language)]


def _fitting(blocks: Blocks, ending: Blocks, most: int, language: Language) -> Blocks:
    """The blocks that fit beside the ending, and how many more there are."""
    room = most - len(ending)
    size = len(orjson.dumps([*blocks, *ending]))
    if len(blocks) <= room and size <= MAX_SIZE:
        return blocks
    kept = blocks[: room - 1]
    while len(kept) > 1 and len(orjson.dumps([*kept, *ending])) > MAX_SIZE:
        kept = kept[:-1]
    return [*kept, *and_more(len(blocks) - len(kept), language)]


def _parts(items: Sequence[_Item], size: int) -> list[Sequence[_Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)]
