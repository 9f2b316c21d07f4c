"""Among very many names ordinary words name nobody, and what may be several is not guessed."""

from __future__ import annotations

import pytest

from adapters.stores.names.filed import FiledNames, opened
from adapters.stores.names.worker import written

CALLED = (
    *("Saces AB", "Här AB", "Hur AB", "Link AB", "Sales AB", "Contoso Retail AB", "Contoso AB", "Fabrikam"),
    *("Adventure Works Skog", "Litware Försäkring AB", "Rorvik Bygg", "Rorvix Bygg", "PAL Logistik Visby"),
)
KNOWN = frozenset({"sales", "link", "pal", "reset", "standing"})


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> FiledNames:
    path = tmp_path_factory.mktemp("names") / "names"
    assert written(path, [(name, (name,)) for name in CALLED], {})
    found = opened(path)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "please list our sales for the quarter",
        "hur gör man det här?",
        "Hi. Hur gör vi?",
        "how does the partner admin link work",
        "what is a PAL",
        "the PAL LINK IS DOWN",
        "reset it for me",
    ],
)
def test_ordinary_words_name_nobody(names: FiledNames, text: str) -> None:
    assert names.find(text, KNOWN.__contains__) == ()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("who holds Sales AB", "Sales AB"),
        ("are we DPOR for sales?", "Sales AB"),
        ("does Sales have Intune", "Sales AB"),
        ("does fabrikam have Intune", "Fabrikam"),
        ("are we dpor for fabrikm", "Fabrikam"),
        ("vem sitter på litwear försäkring", "Litware Försäkring AB"),
        ("is adventure works skog ours", "Adventure Works Skog"),
    ],
)
def test_names_that_are_written_as_such_are_found(names: FiledNames, text: str, meant: str) -> None:
    assert [match.name for match in names.find(text, KNOWN.__contains__)] == [meant]


def test_what_may_be_several_is_asked_back(names: FiledNames) -> None:
    found = names.find("are we DPOR for Rorvit Bygg?", KNOWN.__contains__)
    assert {match.name for match in found} == {"Rorvik Bygg", "Rorvix Bygg"}


def test_a_part_of_another_name_is_not_taken_for_it(names: FiledNames) -> None:
    assert names.find("are we DPOR for Contoso Zylopharm?", KNOWN.__contains__) == ()
