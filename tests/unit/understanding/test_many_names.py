"""Among very many names ordinary words name nobody, and what may be several is not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.stores.names.filed import FiledNames, opened
from adapters.stores.names.worker import written

CALLED = (
    *("Saces AB", "Här AB", "Hur AB", "Link AB", "Sales AB", "Contoso Retail AB", "Contoso AB", "Fabrikam"),
    *("Adventure Works Skog", "Litware Försäkring AB", "Rorvik Bygg", "Rorvix Bygg", "PAL Logistik Visby"),
)
ALSO_CALLED = (
    *("Högberg Golv AB", "Högberg Tak AB", "Kreshom Beas Tools", "Roux & Cerny Pipes", "Cerny & Roux Pipes"),
    *("Grönroth Finans LLC", "Granroth Finans AB", "Håkansson For Paper", "Håkansson Paper AB"),
    *("The Ocean Heart Company SA", "Stoinywom Bokhandel", "Nordenbäck Wind Power AB", "Trey Data"),
    *("Carlsson Data LLC", "Carlsson Data Europe", "Synyran AB", "Synyran Vård AB", "Vasyran AB"),
    *("First Windows Vasyran AB", "EX Garn Narvik AB", "EL-Larm Narvik AB", "Pettersson Accounting AB"),
    *("Dr. Gupta's Cloudbit Clinic", "Adatum Power", "Ivyleaf Coffee Ltd", "Ivy-leaf Coffee Ltd"),
    *("Tiefbau Jäger GmbH & Co. KG", "Geodezja Wróbel Sp. z o.o.", "The Cunningham Brothers Inc."),
)
KNOWN = frozenset({"sales", "link", "pal", "reset", "standing"})


def known(word: str, /, *, misspelt: bool = True) -> bool:
    del misspelt
    return word in KNOWN


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> FiledNames:
    path = tmp_path_factory.mktemp("names") / "names"
    assert written(path, [(name, (name,)) for name in (*CALLED, *ALSO_CALLED)], {})
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
        "as many sales as they want",
        "who holds Margie's Fabrikam",
        "who holds fabrikam xq",
        "does zorblatt use fabrikm",
    ],
)
def test_ordinary_words_name_nobody(names: FiledNames, text: str) -> None:
    assert names.find(text, known) == ()


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
    assert [match.name for match in names.find(text, known)] == [meant]


def test_what_may_be_several_is_asked_back(names: FiledNames) -> None:
    found = names.find("are we DPOR for Rorvit Bygg?", known)
    assert {match.name for match in found} == {"Rorvik Bygg", "Rorvix Bygg"}


def test_a_part_of_another_name_is_not_taken_for_it(names: FiledNames) -> None:
    assert names.find("are we DPOR for Contoso Zylopharm?", known) == ()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("who holds högberg folcv", "Högberg Golv AB"),
        ("är vi DPOR för KreshomBeas Tools?", "Kreshom Beas Tools"),
        ("är vi DPOR för KreshomBeas Tols?", "Kreshom Beas Tools"),
        ("är vi DPOR för Kreshom Be as Tools?", "Kreshom Beas Tools"),
        ("who holds Roux & Cerny Pipes", "Roux & Cerny Pipes"),
        ("who holds Cerny & Roux Pipes", "Cerny & Roux Pipes"),
        ("vad gäller för Håkansson Paper och Intune?", "Håkansson Paper AB"),
        ("is the ocean heart company ours", "The Ocean Heart Company SA"),
        ("are we DPOR for Stoinywom Bokhanedl?", "Stoinywom Bokhandel"),
        ("is First Up registered on Fabrikam's Power BI?", "Fabrikam"),
        ("is First Up registered on Fabrikm's Power BI?", "Fabrikam"),
        ("who holds Nordenbäck iWd Power", "Nordenbäck Wind Power AB"),
        ("are we on record with tiefbau jäger gmbh & co. kg?", "Tiefbau Jäger GmbH & Co. KG"),
        ("does calsson data eurrope have Intune", "Carlsson Data Europe"),
        ("are we registered as partner of record for synyyran våd ab?", "Synyran Vård AB"),
        ("any conflict on Firsst Windows Vasyran?", "First Windows Vasyran AB"),
        ("hur ser Kreshm Beas Tolls Azureprenumeration ut", "Kreshom Beas Tools"),
        ("have we lost fabrikm", "Fabrikam"),
        ("status dr. gpta's cloudbit clinic", "Dr. Gupta's Cloudbit Clinic"),
        ("Dr. Gupta's Clodbit Clnic status?", "Dr. Gupta's Cloudbit Clinic"),
        ("Hej! Vet du om vi är registrerade på Fabrikam? /Kim", "Fabrikam"),
        ("Ivy-leaf Coffee Ltd pal", "Ivy-leaf Coffee Ltd"),
        ("Hur ser Stoinywm Bokhandls Azureprenumeration ut?", "Stoinywom Bokhandel"),
        ("är Tiefbau Jagr GmbH & Co. KGs Dynamics vårt", "Tiefbau Jäger GmbH & Co. KG"),
        ("who took Geodezia Wróbel sp. z o.o. from us", "Geodezja Wróbel Sp. z o.o."),
        ("måste veta om vi står på Thme Cunningham Brothers innan mötet", "The Cunningham Brothers Inc."),
    ],
)
def test_what_is_meant_is_found_with_two_letters_or_a_space_wrong(
    names: FiledNames, text: str, meant: str
) -> None:
    assert [match.name for match in names.find(text, known)] == [meant]


def test_another_legal_suffix_is_as_much_in_doubt_as_a_letter(names: FiledNames) -> None:
    found = names.find("who is on Gräneroth Finans LLC", known)
    assert {match.name for match in found} == {"Grönroth Finans LLC", "Granroth Finans AB"}


def test_a_short_word_that_may_be_two_is_asked_back(names: FiledNames) -> None:
    found = names.find("Could you tell me when ex harm narvik ab renews", known)
    assert {match.name for match in found} == {"EX Garn Narvik AB", "EL-Larm Narvik AB"}


def test_a_name_before_another_word_and_a_legal_suffix_is_a_longer_one(names: FiledNames) -> None:
    assert names.find("who is the partner on pettersson accounting nya plc", known) == ()


@pytest.mark.parametrize(
    "text", ["is First Up registered on Adatm's Power BI?", "who holds Grenroth Finns 24 LLC"]
)
def test_what_speaks_against_a_name_with_two_letters_wrong_is_too_much(names: FiledNames, text: str) -> None:
    assert names.find(text, known) == ()


def test_of_many_namesakes_only_some_are_looked_at(tmp_path: Path) -> None:
    assert written(tmp_path / "names", [(str(n), ("Blia AB",)) for n in range(200)], {})
    found = opened(tmp_path / "names")
    assert found is not None
    assert len(found.find("who holds Blia AB")) == 64


def test_half_a_short_word_is_not_guessed_beside_one_that_many_have(names: FiledNames) -> None:
    assert names.find("are we DPOR for Toel Data?", known) == ()
