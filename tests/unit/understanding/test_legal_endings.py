"""Legal suffixes of many countries are no part of a name; words that look like one are."""

from __future__ import annotations

import pytest

from bot.understanding.name_fits import forms_of
from bot.understanding.name_words import name_words
from bot.understanding.names import NameIndex


@pytest.mark.parametrize(
    ("name", "words", "legal"),
    [
        ("Bianchi S.r.l.", "bianchi", "srl"),
        ("Rossi & Figli S.p.A.", "rossi figli", "spa"),
        ("Rossi SpA", "rossi", "spa"),
        ("Nordic Spa", "nordic spa", ""),
        ("Nordic Spa AB", "nordic spa", "ab"),
        ("NORDIC SPA", "nordic spa", ""),
        ("Okna Sp. z o.o.", "okna", "sp z oo"),
        ("Okna Sp.j.", "okna", "sp j"),
        ("Tiefbau Braun GmbH & Co. KG", "tiefbau braun", "gmbh co kg"),
        ("Bau e.K.", "bau", "ek"),
        ("Langford Co.", "langford", "co"),
        ("Harper & Co.", "harper co", ""),
        ("J.P. Langford & Sons L.L.C.", "jp langford sons", "llc"),
        ("Hansen A/S", "hansen", "as"),
        ("Hansen I/S", "hansen", "is"),
        ("Nordic PC", "nordic pc", ""),
        ("Example Pty Ltd", "example", "pty ltd"),
        ("GmbH", "gmbh", ""),
        ("Co", "co", ""),
    ],
)
def test_what_is_left_of_a_name_without_its_suffix(name: str, words: str, legal: str) -> None:
    form = next(iter(forms_of("1", (name,))))
    assert form.words == tuple(words.split())
    assert form.legal == set(legal.split())


def test_letters_between_dots_are_one_word() -> None:
    found = name_words("Ask J.P. Morgan S.p.A. about it. A. Datum too, and 24/7")
    assert [word.text for word in found] == [
        *("Ask", "J.P", "Morgan", "S.p.A", "about", "it", "A", "Datum", "too", "and", "24", "7")
    ]
    assert [word.folded for word in found[1:4]] == ["jp", "morgan", "spa"]


@pytest.mark.parametrize(
    "text",
    [
        "are we DPOR for Bianchi?",
        "are we DPOR for Bianchi S.r.l.?",
        "are we DPOR for bianchi srl",
        "what is Bianchi SRLs Azure",
        "who holds Bianchi, S.r.l.",
    ],
)
def test_a_name_is_found_with_its_suffix_and_without(text: str) -> None:
    names = NameIndex([("1", ("Bianchi S.r.l.",)), ("2", ("Bianco S.p.A.",))])
    assert [match.name for match in names.find(text)] == ["Bianchi S.r.l."]
