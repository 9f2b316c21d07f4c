"""What kind of thing a text says."""

from __future__ import annotations

import pytest

from bot.understanding.exporting import may_be_exported
from bot.understanding.saying import (
    asks_a_standing,
    asks_about_somebody,
    asks_advice,
    asks_for_a_list,
    is_question,
    leaves_others_out,
    only_names,
    speaks_of_change,
    speaks_of_standing,
    speaks_of_the_field,
    speaks_only_of_standing,
)


@pytest.mark.parametrize(
    "text", ["which alerts do I have", "är larmen på?", "när skickas larm", "the alerts are on?"]
)
def test_what_asks_to_be_told_is_a_question(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("Where do we drive usage but are not DPOR?", True),
        ("var driver vi användningen utan att vara DPOR", True),
        ("usage driven by us but not ours", True),
        ("Var driver vi förbrukningen men är inte DPOR?", True),
        ("where do we drive usage and another partner is DPOR", False),
        ("var driver vi användningen men någon annan är DPOR", False),
        ("our conflicts where we drive usage and are not DPOR", False),
        ("where are we DPOR and drive the usage?", False),
        ("where are we not DPOR?", False),
    ],
)
def test_where_we_drive_without_being_partner_leaves_the_others_out(text: str, left_out: bool) -> None:
    assert leaves_others_out(text) == left_out


@pytest.mark.parametrize(
    "text",
    [
        "can you alert me?",
        "kan du larma oss?",
        "hello, could you stop them?",
        "alert this channel",
        "larm på",
    ],
)
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


@pytest.mark.parametrize(
    "text",
    [
        "are we DPOR for  xproduct azure  at  xcustomer ?",
        "has  xpartner  taken the dpor at  xcustomer ",
        "what is the recorded DPOR state of  xcustomer ",
        "är  xcustomer s  xproduct  vår?",
        "vem står som partner of record hos  xcustomer ",
        "jag vill veta att vi verkligen är DPOR hos  xcustomer ",
        " xcustomer  e vi dpor",
    ],
)
def test_who_is_recorded_is_asked_in_many_ways(text: str) -> None:
    assert asks_a_standing(text)


@pytest.mark.parametrize(
    "text",
    [
        "how do we become DPOR at  xcustomer ",
        "which subscriptions at  xcustomer  are we dpor for",
        "har vi nån affär med  xcustomer ",
        "vad gör vi om en annan är DPOR hos  xcustomer ",
        "be  xcustomer  om DPOR",
    ],
)
def test_advice_lists_and_other_matters_ask_no_standing(text: str) -> None:
    assert not asks_a_standing(text)


def test_advice_is_told_from_a_standing() -> None:
    assert asks_advice("hur blir vi DPOR")
    assert not asks_advice("är vi DPOR")


def test_a_list_is_told_from_what_to_do_about_one() -> None:
    assert asks_for_a_list("where do others hold the record")
    assert not asks_for_a_list("which partner is registered")
    assert not asks_for_a_list("where are we blocked and what should we do")


def test_an_odd_word_may_be_a_name_only_where_somebody_is_asked_about() -> None:
    assert asks_about_somebody("proseware, e vi dpor")
    assert not asks_about_somebody("vad är fördelarna med dpor")
    assert not asks_about_somebody("lunch at noon")


def test_a_standing_without_a_word_of_the_record_has_no_other_matter_in_it() -> None:
    assert speaks_only_of_standing("is  xcustomer  with us")
    assert speaks_only_of_standing("who is on the  xproduct ")
    assert not speaks_only_of_standing("do we have an nda with  xcustomer ")


def test_the_field_is_spoken_of_by_its_words_or_by_ourselves_and_a_customer() -> None:
    assert speaks_of_the_field("what pays a partner")
    assert speaks_of_the_field("the customer added us")
    assert not speaks_of_the_field("can the customer change cards")


@pytest.mark.parametrize(
    ("text", "of_the_record"),
    [
        ("what changed for xcustomer since June?", True),
        ("vad har hänt hos xcustomer", True),
        ("vad är nytt sedan i mars", True),
        ("which renewals were moved", True),
        ("vilka förnyelser har flyttats", True),
        ("what renews between January and March", False),
        ("which renewals are new to you", False),
        ("what changed in the rules in October", False),
        ("vad hände med DPOR", False),
        ("what changed with Partner Association in 2016", False),
        ("list ours", False),
    ],
)
def test_a_change_of_the_record_is_none_of_the_rules(text: str, of_the_record: bool) -> None:
    assert speaks_of_change(text) is of_the_record


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("exportera listan som csv", True),
        ("as an excel file please", True),
        ("export xcustomer", True),
        ("save the conflicts as a workbook somewhere nice", True),
        ("exportera en faktura till excel", False),
        ("export my mailbox", False),
        ("skriv ut ett xproduct formulär som pdf", False),
    ],
)
def test_only_our_lists_are_exported(text: str, ours: bool) -> None:
    assert may_be_exported(text) is ours
