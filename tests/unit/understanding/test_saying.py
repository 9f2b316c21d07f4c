"""What kind of thing a text says."""

from __future__ import annotations

import pytest

from bot.understanding.saying import is_question, only_names, speaks_of_standing


@pytest.mark.parametrize(
    "text", ["which alerts do I have", "är larmen på?", "när skickas larm", "the alerts are on?"]
)
def test_what_asks_to_be_told_is_a_question(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", ["can you alert me?", "kan du larma oss?", "alert this channel", "larm på"])
def test_what_asks_to_be_done_is_none(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize(
    "text", ["are we DPOR", "vem har Contoso", "är Contoso vår", "Contoso, vår eller inte", "kolla Contoso"]
)
def test_a_word_of_the_field_speaks_of_a_standing(text: str) -> None:
    assert speaks_of_standing(text)


@pytest.mark.parametrize(
    "text", ["where is Fabrikam located", "var ligger Fabrikam", "hur många anställda har Fabrikam"]
)
def test_other_questions_do_not(text: str) -> None:
    assert not speaks_of_standing(text)


def test_names_alone_are_told_from_sentences() -> None:
    assert only_names("xcustomer xproduct?")
    assert not only_names("xproduct")
    assert not only_names("xcustomer lunch")
