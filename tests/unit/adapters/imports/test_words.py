"""Every refusal has a sentence, filled in with what its reason carries."""

from __future__ import annotations

import re

import pytest

from adapters.imports.words import fault
from bot.conversation.texts.en import ENGLISH
from bot.conversation.texts.sv import SWEDISH
from bot.partnership.refusals import Reason, Refusal

PLACES = re.compile(r"\{(\w+)\}")
ARGUMENTS = tuple(
    (name, name.upper())
    for name in (
        *("why", "extension", "known", "part", "most", "sheets", "byte", "found", "reports", "columns"),
        *("report", "first", "cells", "length", "text", "name", "id", "other"),
    )
)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_said_in_swedish_with_the_same_arguments(reason: Reason) -> None:
    english, swedish = (texts.imports.refusals[reason] for texts in (ENGLISH, SWEDISH))
    for one, other in zip(english, swedish, strict=True):
        assert bool(one) == bool(other)
        assert set(PLACES.findall(one)) == set(PLACES.findall(other))


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_said_with_what_to_do(reason: Reason) -> None:
    said = fault("file.csv", Refusal(reason=reason, line=3, column="Month", arguments=ARGUMENTS))
    assert said.where == "file.csv:3, column Month"
    assert said.what.endswith(".")
    assert said.remedy.endswith(".") or reason is Reason.CANNOT_BE_READ
    assert "{" not in str(said)
