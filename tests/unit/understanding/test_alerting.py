"""What people say of alerts: of what, where from, when to be quiet."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.language import Language
from bot.conversation.watches import Topic
from bot.understanding.alerting import asks_where, says_only, topics_in
from bot.understanding.countries import countries_in, country_code, country_name
from bot.understanding.quiet_in import Quieting, quiet_in

CONFLICTS, RENEWALS, CHANGES = Topic.CONFLICTS, Topic.RENEWALS, Topic.CHANGES


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("alert this channel about conflicts and renewals", {CONFLICTS, RENEWALS}),
        ("larma kanalen om förnyelser", {RENEWALS}),
        ("notify me when something changes", {CHANGES}),
        ("säg till om någon tar platsen", {CONFLICTS}),
        ("larma oss om allt här", set(Topic)),
        ("alerts on", set()),
        ("larma om nya prenumerationer", {CHANGES}),
    ],
)
def test_topics(text: str, topics: set[Topic]) -> None:
    assert topics_in(text) == topics


def test_only_narrows_and_where_asks() -> None:
    assert says_only("alert us only about renewals")
    assert says_only("larma bara om konflikter")
    assert not says_only("alert us about renewals")
    for text in (
        "where would a conflict for Contoso go?",
        "vart skulle en konflikt gå?",
        "provkör en konflikt",
    ):
        assert asks_where(text)
    for text in ("what is this channel alerted about?", "vilka larm kommer hit?", "are alerts on here?"):
        assert not asks_where(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("conflicts in Sweden and Norway", {"SE", "NO"}),
        ("konflikter i Sverige, Norge och Österrike", {"SE", "NO", "AT"}),
        ("kunder i Storbritannien", {"GB"}),
        ("on an island", set()),
        ("kunder på Island", {"IS"}),
        ("Norwegian Wood AB", set()),
    ],
)
def test_countries(text: str, codes: set[str]) -> None:
    assert countries_in(text) == codes


def test_a_country_of_a_report_by_code_or_by_name() -> None:
    assert [country_code(one) for one in ("SE", "se", " Sweden ", "Sverige", "Atlantis", "")] == [
        "SE", "SE", "SE", "SE", "", "",
    ]  # fmt: skip
    assert country_name("DE", Language.SWEDISH) == "Tyskland"
    assert country_name("ZZ", Language.ENGLISH) == "ZZ"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("quiet hours here 18-08 and weekends", Quieting(begins=time(18), ends=time(8), weekends=True)),
        ("tysta timmar 18–07", Quieting(begins=time(18), ends=time(7))),
        ("set quiet hours from 6 pm to 8:30 am", Quieting(begins=time(18), ends=time(8, 30))),
        ("var tyst här mellan 22 och 7", Quieting(begins=time(22), ends=time(7))),
        ("tysta timmar kl 18.30 till kl. 07.15", Quieting(begins=time(18, 30), ends=time(7, 15))),
        ("quiet on weekends and holidays", Quieting(weekends=True)),
        ("stör oss inte på helgerna", Quieting(weekends=True)),
        ("quiet hours off", Quieting(off=True)),
        ("inga tysta timmar", Quieting(off=True)),
        ("stäng av de tysta timmarna", Quieting(off=True)),
        ("my quiet hours are 17-09", Quieting(begins=time(17), ends=time(9), mine=True)),
        ("quiet hours 22-24", Quieting(begins=time(22), ends=time(0))),
        (
            "quiet hours 18-08 Europe/Helsinki",
            Quieting(begins=time(18), ends=time(8), zone="Europe/Helsinki"),
        ),
        ("quiet hours 18-08 Europe/Nowhere", Quieting(begins=time(18), ends=time(8))),
        ("when are you quiet here?", Quieting()),
        ("quiet hours 25-99", Quieting()),
        ("quiet hours 0 pm to 3 am", Quieting()),
        ("quiet since 2026-11-28", Quieting()),
    ],
)
def test_quiet_hours(text: str, meant: Quieting) -> None:
    assert quiet_in(text) == meant


def test_what_does_not_speak_of_quiet_says_nothing_of_it() -> None:
    for text in ("alert this channel about conflicts", "what renews 18-08?", "larma på helgerna"):
        assert quiet_in(text) is None


TIMES = st.times().map(lambda clock: clock.replace(second=0, microsecond=0, tzinfo=None, fold=0))
DASHES = st.sampled_from(["-", " - ", "–", " – ", " to ", " till ", " until "])
FORMS = st.sampled_from(["%H:%M", "%H.%M"])
WORDS = st.sampled_from([("quiet hours ", ""), ("tysta timmar här ", " tack"), ("be quiet from ", " please")])


@given(begins=TIMES, ends=TIMES, dash=DASHES, form=FORMS, words=WORDS, weekends=st.booleans())
def test_any_two_times_are_read_as_they_are_written(
    begins: time, ends: time, dash: str, form: str, words: tuple[str, str], weekends: bool
) -> None:
    also = " and weekends" if weekends else ""
    said = f"{words[0]}{begins.strftime(form)}{dash}{ends.strftime(form)}{also}{words[1]}"
    quiet = quiet_in(said)
    assert quiet is not None
    assert quiet.weekends is weekends
    assert not quiet.off
    expected = (begins, ends) if begins != ends else (None, None)
    assert (quiet.begins, quiet.ends) == expected


@given(st.text())
def test_nothing_that_people_write_is_too_much(text: str) -> None:
    for said in (text, f"quiet hours {text}"):
        quiet = quiet_in(said)
        assert quiet is None or (quiet.begins is None) == (quiet.ends is None)
        countries_in(said)
        topics_in(said)
