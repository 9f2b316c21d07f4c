"""A standing says who says so, how old that is, and who says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.conversation.language import Language
from bot.conversation.outcomes import Verdict
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Table, Tone
from bot.handlers.list_replies import tell
from bot.handlers.listing import Listing
from bot.handlers.status_replies import choose_subscription, no_such_subscription, standings
from bot.partnership.records import BY_HAND, NOBODY, US, Holder, Import, Product, Voice, other
from bot.partnership.standing import OLD_AFTER, Standing, is_old, standing
from tests.builders import TODAY, a_customer, a_holding, an_association
from tests.fakes import NOON

EN, SV = Language.ENGLISH, Language.SWEDISH
LAST_OLD = TODAY - OLD_AFTER - timedelta(days=1)


def seen(holder: Holder = US, *, seen_for: date = TODAY, voices: tuple[Voice, ...] = ()) -> Standing:
    fact = replace(an_association(holder=holder, seen_for=seen_for), voices=voices)
    return standing(a_holding(associations=(fact,)))


def voice(holder: Holder, *, teller: str = "azure-usage", source: str = "usage.tsv", days: int = 10) -> Voice:
    at = NOON - timedelta(days=days)
    return Voice(teller=teller, holder=holder, seen_for=at.date(), imported_at=at, source=source)


def test_a_fact_is_old_after_the_bound_and_not_before() -> None:
    assert is_old(an_association(seen_for=LAST_OLD), TODAY)
    assert not is_old(an_association(seen_for=LAST_OLD + timedelta(days=1)), TODAY)
    assert not is_old(None, TODAY)


@pytest.mark.parametrize(
    ("holder", "english", "swedish", "verdict"),
    [
        (US, "When last seen, 3 months ago, we were DPOR", "var vi DPOR", Verdict.YES),
        (other("First Up"), "First Up was DPOR", "var First Up DPOR", Verdict.NO_OTHER),
        (NOBODY, "nobody was DPOR", "var ingen DPOR", Verdict.NO_NOBODY),
    ],
)
def test_an_old_fact_reads_as_old_and_keeps_its_verdict(
    holder: Holder, english: str, swedish: str, verdict: Verdict
) -> None:
    reply = standings((seen(holder, seen_for=LAST_OLD),), None, EN, TODAY)
    assert english in reply.title
    assert swedish in standings((seen(holder, seen_for=LAST_OLD),), None, SV, TODAY).title
    assert reply.outcome.verdict is verdict
    assert reply.tone is Tone.ATTENTION
    assert "too old to count as settled" in plain_text(reply)
    assert "(3 months ago), old" in plain_text(reply)


def test_a_fresh_fact_is_told_as_settled() -> None:
    reply = standings((seen(),), None, EN, TODAY)
    assert reply.title == "Yes, we are DPOR for Contoso, Microsoft Azure"
    assert "old" not in plain_text(reply).split("What to do next")[0]


def test_the_newest_wins_and_every_other_voice_that_differs_is_shown_with_its_age_and_origin() -> None:
    voices = (
        voice(other("First Up")),
        voice(NOBODY, teller=BY_HAND, source="Lena", days=20),
        voice(US, teller="subscription-details", source="details.csv", days=30),
    )
    reply = standings((seen(voices=voices),), None, EN, TODAY)
    said = plain_text(reply)
    assert reply.outcome.verdict is Verdict.YES
    assert (
        "First Up, according to usage.tsv, imported 12 November 2026 (10 days ago); "
        "speaks for 12 November 2026 (10 days ago)."
    ) in said
    assert "nobody, according to Lena, who said so on 2 November 2026 (20 days ago)." in said
    assert "details.csv" not in said


def test_sources_that_agree_are_no_dissent() -> None:
    assert "Others say otherwise" not in plain_text(standings((seen(voices=(voice(US),)),), None, EN, TODAY))


def test_dissent_on_several_subscriptions_says_on_which() -> None:
    two = (seen(voices=(voice(NOBODY),)), standing(a_holding("s2", label="Test")))
    assert "Microsoft Azure: nobody, according to usage.tsv" in plain_text(standings(two, None, EN, TODAY))


def test_a_choice_shows_each_subscriptions_origin_and_age() -> None:
    differing = (seen(seen_for=LAST_OLD), standing(a_holding("s2", dpor=NOBODY)))
    reply = choose_subscription(differing, None, EN, TODAY)
    [table] = [block for block in reply.blocks if isinstance(block, Table)]
    assert table.headers[-2:] == ("According to", "Speaks for")
    assert [row[2] for row in table.rows] == ["we", "nobody"]
    assert table.rows[0][-1].endswith(", old")
    assert all("subscriptions.csv, imported 22 November 2026 (today)" in row[3] for row in table.rows)


def test_a_missing_subscription_says_how_far_the_record_reaches() -> None:
    newest = Import(id="i", file="november.csv", at=NOON - timedelta(days=3), new=1, changed=0, unchanged=0)
    reply = no_such_subscription(a_customer(), Product.WINDOWS_INTUNE, (seen(),), EN, TODAY, newest)
    said = plain_text(reply)
    assert "According to: subscriptions.csv, imported 22 November 2026 (today)" in said
    assert "The newest file in my record is november.csv, imported 19 November 2026 (3 days ago)." in said


@pytest.mark.parametrize(
    ("language", "report", "word"),
    [
        (EN, "According to old.csv, imported 23 October 2026 (30 days ago); ", "Kim, who said so on 22 Nov"),
        (SV, "Enligt old.csv, importerad 23 oktober 2026 (för 30 dagar sedan); ", "Kim, som sade det 22 nov"),
    ],
)
def test_a_list_names_every_source_of_what_it_shows(language: Language, report: str, word: str) -> None:
    told = replace(an_association(source="Kim"), teller=BY_HAND)
    seen_in = an_association(source="old.csv", imported_at=NOON - timedelta(days=30))
    page = tuple(a_holding(str(n), associations=(fact,)) for n, fact in enumerate((told, seen_in, seen_in)))
    reply = tell(Listing(name="list-ours", language=language), (), page, (), TODAY, exportable=False)
    assert report + word in plain_text(reply)
