"""A file that is wrong all through is read no further than somebody would read what is said of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adapters.imports.file import File
from adapters.imports.reader import told
from adapters.imports.refused import MOST_REFUSALS
from bot.partnership.refusals import Reason
from bot.partnership.sightings import ReportKind
from tests.downloads import columns, row, text_file
from tests.fakes import NOON

DETAILS = columns(ReportKind.SUBSCRIPTION_DETAILS)


def a_download(wrong: int) -> File:
    bad, good = row(DETAILS, SubscriptionEndDate="31/12/2027"), row(DETAILS)
    return text_file(DETAILS, *[bad] * wrong, good)


def our_own(wrong: int) -> File:
    rows = [f"Contoso,s{n},office-365,31/12/2027" for n in range(wrong)]
    text = "\n".join(["customer,subscription_id,product,renewal_date", *rows, "Contoso,s,office-365,"])
    return File(name="own.csv", content=text.encode())


@pytest.mark.parametrize("made", [a_download, our_own])
def test_so_many_are_said_and_then_how_far_it_was_read(made: Callable[[int], File]) -> None:
    few = told(made(MOST_REFUSALS - 1), NOON).refusals
    assert {refusal.reason for refusal in few} == {Reason.NOT_A_DAY}
    *said, last = told(made(5 * MOST_REFUSALS), NOON).refusals
    assert [refusal.line for refusal in said] == list(range(2, MOST_REFUSALS + 2))
    assert (last.reason, last.line) == (Reason.READ_NO_FURTHER, MOST_REFUSALS + 1)
