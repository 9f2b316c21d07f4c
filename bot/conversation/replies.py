"""What goes back: what is meant, never how it looks. No colours, no markup, no platform's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

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


class ChartKind(StrEnum):
    """How numbers are shown: parts of a whole side by side in one bar a label, or lines over time."""

    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One kind of number, with a value for each label of its chart; none is negative."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Numbers as a picture, and always the same numbers in text.

    `caption` says what it shows, `summary` what it comes to, for who does not see it. `heading` says what the
    labels are (products, days); `days` are the days that the labels name, where they name days.
    """

    kind: ChartKind
    caption: str
    summary: str
    heading: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    days: tuple[date, ...] = ()

    @property
    def table(self) -> Table:
        """The same numbers: a row a label, a column a series."""
        rows = zip(self.labels, *(map(str, one.values) for one in self.series), strict=True)
        headers = (self.heading, *(one.name for one in self.series))
        return Table(caption=self.caption, headers=headers, rows=tuple(rows))


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
    """One way on. `title` is for people, `topic` (an article or an action) for scripts.

    `summary` is a second line where there is room for one, as in search results.
    """

    title: str
    action: Action
    topic: str | None = None
    summary: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """A line to fill in, or several (`long`). At most `limit` characters."""

    id: str
    label: str
    value: str = ""
    hint: str = ""
    required: bool = True
    long: bool = False
    limit: int = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of a field's choices."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionField:
    """One of a few, none chosen where `value` is empty."""

    id: str
    label: str
    options: tuple[Option, ...]
    value: str = ""
    required: bool = True


Field = TextField | OptionField


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Fields to fill in. Sending them is a click on `action` with what was filled in.

    `faults` says by a field's id what is wrong with what was sent: the form is shown again.
    """

    fields: tuple[Field, ...]
    action: Action
    send_label: str
    cancel_label: str
    faults: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that comes with a reply. `name` has its extension and no folder.

    Where a platform has no way to carry it, it says where it can be had.
    """

    name: str
    media_type: str
    content: bytes = field(repr=False)


Block = Heading | Paragraph | Bullets | Facts | Table | Chart | Checklist | Choices | Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One message. `names_customers` is only false where the handler vouches that no
    customer, subscription or partner is named: closed by default.

    `replaces`: this is the new state of the message whose button was pressed. `only_for_asker`: nobody
    else in the room sees it. `in_private`: it goes to the person's own conversation with the bot.
    `form` is filled in above the conversation (a modal, a dialog) where a platform has such a place;
    title and blocks stand over it. `feedback` asks whether the answer helped: it is a click on that
    action with "good" or "bad" added as "verdict".
    `attachment` never reaches strangers, whatever it names: nobody reads it before it is out.
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
    in_private: bool = False
    names_customers: bool = True
    form: Form | None = None
    feedback: Action | None = None
    attachment: Attachment | None = None
