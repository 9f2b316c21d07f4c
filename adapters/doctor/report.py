"""An examination as text, each line with a word for how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from adapters.doctor.examination import Section
from adapters.findings import Grade, Said
from bot.conversation.language import Language

_WORDS: Mapping[Grade, Said] = {
    Grade.WELL: Said("ok", "bra"),
    Grade.NOTE: Said("note", "obs"),
    Grade.WRONG: Said("WRONG", "FEL"),
}


def lines(sections: Sequence[Section], language: Language) -> Iterator[str]:
    """The sections, then how many things are wrong."""
    for section in sections:
        yield section.title.within(language)
        for finding in section.findings:
            word = _WORDS[finding.grade].within(language)
            yield f"  {word:<6} {finding.within(language)}"
    yield ""
    yield _sum(wrong(sections)).within(language)


def wrong(sections: Sequence[Section]) -> int:
    """How many things are wrong."""
    return sum(finding.grade is Grade.WRONG for section in sections for finding in section.findings)


def _sum(number: int) -> Said:
    if not number:
        return Said("Nothing is wrong.", "Inget är fel.")
    if number == 1:
        return Said("One thing is wrong.", "En sak är fel.")
    return Said(f"{number} things are wrong.", f"{number} saker är fel.")
