"""A word that is taken back leaves what the others say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.partnership.claims import Claim, last_word_on
from bot.partnership.records import BY_HAND, NOBODY, OWN_CSV, US, HolderKind, other
from bot.partnership.voices import heard, unheard
from tests.builders import an_association
from tests.fakes import NOON

BEFORE = an_association(
    since=date(2025, 3, 1), seen_for=date(2026, 10, 31), imported_at=NOON - timedelta(days=9)
)


def a_claim(
    id_: str = "c1", *, holder: HolderKind = HolderKind.OTHER, days: int = 0, **fields: object
) -> Claim:
    claim = Claim(
        id=id_,
        customer="Contoso",
        partner="First Up" if holder is HolderKind.OTHER else "",
        reporter="Kim",
        at=NOON + timedelta(days=days),
        holder=holder,
        subscriptions=("s1",),
    )
    return replace(claim, **fields)  # type: ignore[arg-type]


def test_a_persons_word_counts_until_a_report_speaks_for_a_later_day() -> None:
    said = heard(BEFORE, a_claim().word)
    assert (said.holder, said.teller, said.source) == (other("First Up"), BY_HAND, "Kim")
    assert [voice.holder for voice in said.dissent] == [US]
    later = replace(BEFORE, seen_for=date(2026, 11, 30), imported_at=NOON + timedelta(days=12))
    assert heard(said, later).holder == US
    assert [voice.holder for voice in heard(said, later).dissent] == [other("First Up")]


def test_a_word_taken_back_restores_the_rest_and_since_when() -> None:
    said = heard(BEFORE, a_claim().word)
    assert unheard(said, BY_HAND, before=BEFORE) == BEFORE
    assert unheard(said, BY_HAND, before=None) == replace(BEFORE, since=BEFORE.seen_for)


REPORT = replace(BEFORE, teller="subscription-details", source="details.csv")
EXPORTED = replace(REPORT, teller=OWN_CSV, source="record.csv", imported_at=NOON + timedelta(days=1))


def test_our_export_that_comes_back_says_nothing_new() -> None:
    assert heard(REPORT, EXPORTED) == REPORT
    disputed = heard(replace(EXPORTED, holder=NOBODY, seen_for=date(2026, 9, 30)), REPORT)
    assert heard(disputed, EXPORTED) == disputed
    said = heard(REPORT, a_claim().word)
    assert (
        heard(said, replace(EXPORTED, holder=said.holder, since=said.since, seen_for=said.seen_for)) == said
    )


def test_our_own_csv_that_says_more_than_is_known_is_heard() -> None:
    later = replace(EXPORTED, seen_for=date(2026, 11, 5))
    assert (heard(REPORT, later).source, heard(REPORT, later).seen_for) == ("record.csv", later.seen_for)
    assert heard(REPORT, replace(EXPORTED, holder=NOBODY)).holder == NOBODY
    dissent = heard(replace(EXPORTED, holder=NOBODY, seen_for=date(2026, 8, 31)), REPORT)
    agrees = heard(dissent, replace(EXPORTED, seen_for=date(2026, 9, 30)))
    assert [voice.holder for voice in dissent.dissent] == [NOBODY]
    assert agrees.dissent == ()
    earlier = replace(EXPORTED, since=date(2024, 1, 1))
    assert heard(REPORT, earlier) == replace(REPORT, since=date(2024, 1, 1))


def test_where_nothing_else_was_said_nothing_is_left() -> None:
    assert unheard(a_claim().word, BY_HAND, before=None) is None


def test_a_report_that_came_after_the_word_stays() -> None:
    said = heard(BEFORE, a_claim().word)
    report = replace(
        BEFORE,
        holder=NOBODY,
        seen_for=date(2026, 11, 30),
        imported_at=NOON + timedelta(days=12),
        since=NOON.date(),
    )
    left = unheard(heard(said, report), BY_HAND, before=BEFORE)
    assert left is not None
    assert left.holder == NOBODY
    assert left.voices == ()


def test_of_two_words_of_the_same_moment_the_one_heard_last_counts() -> None:
    word = replace(a_claim().word, imported_at=NOON)
    assert heard(an_association(), word).holder == other("First Up")


def test_the_last_word_is_the_newest_that_was_not_taken_back() -> None:
    first, second = a_claim("c1"), a_claim("c2", holder=HolderKind.US, days=1)
    assert last_word_on("s1", (first, second)) == second
    assert last_word_on("s1", (first, replace(second, taken_back_at=NOON))) == first
    assert last_word_on("s2", (first, second)) is None
