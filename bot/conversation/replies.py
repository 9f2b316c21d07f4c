"""What goes back: what is meant, never how it looks. No colours, no markup, no platform's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.outcomes import Outcome
from bot.conversation.richtext import RichText


class Tone(StrEnum):
    """How a reply is meant. A symbol or a style may show it; the title and `Reply.tone_word` say it."""

    NEUTRAL = "neutral"
    GOOD = "good"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside the reply, one level below its title."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    text: RichText


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """An unordered list."""

    items: tuple[RichText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A name and its value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Names and values, short ones."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of equal width under `headers`; `caption` says what the table shows."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One point to tick. `note` says who ticked it and when."""

    id: str
    label: str
    ticked: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Points to tick. A tick sends `action` with the ids of all ticked points.

    `save_label` names the button on platforms where ticks are sent together.
    """

    label: str
    items: tuple[ChecklistItem, ...]
    action: Action
    save_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way on. `title` is for people, `topic` (an article or an action) for scripts."""

    title: str
    action: Action
    topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Ways on to pick from; a new question always beats them."""

    prompt: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a rule comes from. `address` is an https address, or a place in a printed text.

    `speaks_for` is the time the source speaks for: YYYY, YYYY-MM or YYYY-MM-DD.
    """

    title: str
    address: str
    speaks_for: str
    login: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The sources of what was said, under a small `label`; `notes` are one line a source."""

    label: str
    sources: tuple[Source, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something to do from here."""

    label: str
    action: Action


Block = Heading | Paragraph | Bullets | Facts | Table | Checklist | Choices | Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One message. `names_customers` is only false where the handler vouches that no
    customer, subscription or partner is named: closed by default.

    `replaces`: this is the new state of the message whose button was pressed.
    `tone_word` says the tone in words, so that colour never carries it alone; empty where neutral.
    """

    language: Language
    title: str
    outcome: Outcome
    blocks: tuple[Block, ...] = ()
    buttons: tuple[Button, ...] = ()
    tone: Tone = Tone.NEUTRAL
    tone_word: str = ""
    replaces: bool = False
    only_for_asker: bool = False
    names_customers: bool = True
