"""Swedish or English, also misspelt, mixed and without diacritics."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.language import Language
from bot.understanding.language import language_of


@pytest.mark.parametrize(
    "text",
    [
        "Vem ska vara partner of record?",
        "vem ar partner of record hos kunden",
        "kan vi bli partner of record för deras subscriptions",
        "visa checklistan",
        "förnyelser",
        "hjalp",
        "va e dpor",
        "hur gör man en claim i Partner Center",
    ],
)
def test_swedish(text: str) -> None:
    assert language_of(text) is Language.SWEDISH


@pytest.mark.parametrize(
    "text",
    [
        "who should be partner of record?",
        "are we DPOR for Litware Försäkring AB?",
        "waht does dpor mean",
        "show me the checklist",
        "renewals",
        "incentives nowadays",
    ],
)
def test_english(text: str) -> None:
    assert language_of(text) is Language.ENGLISH


@pytest.mark.parametrize("text", ["", "?", "DPOR", "👍", "Contoso Azure", "12345"])
def test_what_shows_no_language_is_english(text: str) -> None:
    assert language_of(text) is Language.ENGLISH


@given(st.text(max_size=300))
def test_any_text_has_a_language(text: str) -> None:
    assert language_of(text) in Language


@pytest.mark.parametrize("text", ["the dubiousness", "kxz brumish qqed"])
def test_the_shape_of_an_unknown_word_speaks_for_english(text: str) -> None:
    assert language_of(text) is Language.ENGLISH


@pytest.mark.parametrize("text", ["blomsterplantering", "DPOR på", "rabarberkrämen"])
def test_the_shape_of_an_unknown_word_speaks_for_swedish(text: str) -> None:
    assert language_of(text) is Language.SWEDISH
