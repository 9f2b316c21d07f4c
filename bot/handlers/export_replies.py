"""What is said beside a file, or in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Attachment, Button, Choice, Choices, Paragraph, Reply
from bot.conversation.richtext import plain
from bot.conversation.texts import Texts, texts_in
from bot.handlers.list_replies import scope
from bot.handlers.listing import EXPORT_LIST, Listing
from bot.partnership.exporting import COLUMNS, Format, Row
from bot.understanding.exporting import EVERYTHING

TOPIC = "export"
_OFFERED = ("list-ours", "list-missing", "list-conflicts", "list-renewals", "list-changes")
_MEDIA_TYPES: Mapping[Format, str] = {
    Format.CSV: "text/csv",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a file holds, and the ids of the subscriptions that it is about."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    subscriptions: tuple[str, ...]


def exported(
    listing: Listing, form: Format, table: Table, content: bytes, today: date, customers: tuple[str, ...]
) -> Reply:
    """The file, and buttons for the same in other formats. `customers` are the names of those it is of."""
    texts = texts_in(listing.language)
    name = f"dpor-{listing.name.removeprefix('list-')}-{today.isoformat()}.{form.value}"
    said = [texts.exports.rows.of(len(table.rows)).replace("{file}", name)]
    if table.columns == COLUMNS and form is not Format.JSON:
        said.append(texts.exports.comes_back)
    return Reply(
        language=listing.language,
        title=texts.exports.title.format(what=_what(listing, texts) + scope(listing, customers, texts)),
        outcome=Outcome(
            kind=Kind.LIST,
            topic=TOPIC,
            product=listing.product,
            partner=listing.partner or None,
            subscriptions=table.subscriptions,
            confidence=1.0,
        ),
        blocks=(Paragraph(text=plain(" ".join(said))),),
        buttons=tuple(
            Button(
                label=texts.exports.other_format.format(format=texts.exports.formats[other]),
                action=listing.action(EXPORT_LIST, format=other.value),
            )
            for other in Format
            if other is not form
        ),
        attachment=Attachment(name=name, media_type=_MEDIA_TYPES[form], content=content),
    )


def nothing(listing: Listing) -> Reply:
    """There is nothing to write. That speaks of the record, which strangers are not told of."""
    texts = texts_in(listing.language)
    said = _told(listing.language, texts.exports.nothing_title, texts.exports.nothing)
    return replace(said, names_customers=True)


def too_many(listing: Listing, n: int, most: int) -> Reply:
    """It would take too long while somebody waits."""
    texts = texts_in(listing.language).exports
    return _told(listing.language, texts.too_many_title, texts.too_many.format(n=n, most=most))


def none_here(language: Language) -> Reply:
    """This bot writes no files."""
    texts = texts_in(language).exports
    return _told(language, texts.none_here_title, texts.none_here)


def which_list(listing: Listing, form: Format) -> Reply:
    """No list was named: those that there are."""
    texts = texts_in(listing.language)
    choices = tuple(
        Choice(
            title=_what(replace(listing, name=name), texts),
            topic=name,
            action=replace(listing, name=name).action(EXPORT_LIST, format=form.value),
        )
        for name in (*_OFFERED, EVERYTHING)
    )
    return Reply(
        language=listing.language,
        title=texts.exports.which_title,
        outcome=Outcome(kind=Kind.LIST, topic=TOPIC),
        blocks=(Choices(prompt=texts.exports.which, choices=choices),),
        names_customers=False,
    )


def _what(listing: Listing, texts: Texts) -> str:
    return texts.exports.everything if listing.name == EVERYTHING else texts.lists.short[listing.name]


def _told(language: Language, title: str, text: str) -> Reply:
    return Reply(
        language=language,
        title=title,
        outcome=Outcome(kind=Kind.LIST, topic=TOPIC),
        blocks=(Paragraph(text=plain(text)),),
        names_customers=False,
    )
