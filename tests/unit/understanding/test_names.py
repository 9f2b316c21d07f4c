"""Names are found forgivingly, and never a wrong one."""

from __future__ import annotations

import gc
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.names import NameIndex

COMPANIES = (
    "Contoso", "Contoso Retail AB", "Fabrikam", "Fabrikam Återförsäljning AB", "Northwind Traders",
    "Adventure Works", "Tailspin Toys", "Wingtip Toys", "Coho Vineyard & Winery", "Litware Försäkring AB",
    "Alpine Ski House Åre", "Woodgrove Bank", "Fourth Coffee", "Blå Lucerne Publishing", "Margie's Travel",
    "A. Datum Corporation", "First Up Consultants",
)  # fmt: skip
INDEX = NameIndex((name, (name,)) for name in COMPANIES)


def found(text: str) -> list[str]:
    return [match.name for match in INDEX.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("are we DPOR for Contoso?", "Contoso"),
        ("contoso retail", "Contoso Retail AB"),
        ("är vi dpor hos Contoso Retail AB", "Contoso Retail AB"),
        ("Contosos azure", "Contoso"),
        ("Contoso's azure", "Contoso"),
        ("who has Contoso's Power BI", "Contoso"),
        ("who has Fabrikam’s SharePoint", "Fabrikam"),
        ("fabrikam aterforsaljning", "Fabrikam Återförsäljning AB"),
        ("Fabrikams crm", "Fabrikam"),
        ("fabrikm", "Fabrikam"),
        ("litware", "Litware Försäkring AB"),
        ("coho vineyard och winery", "Coho Vineyard & Winery"),
        ("Coho Winerys O365", "Coho Vineyard & Winery"),
        ("margies travel", "Margie's Travel"),
        ("adventure-works", "Adventure Works"),
        ("adventureworks", "Adventure Works"),
        ("wing tip toys", "Wingtip Toys"),
        ("toys wingtip", "Wingtip Toys"),
        ("alpine ski house are", "Alpine Ski House Åre"),
        ("lucerne publishing", "Blå Lucerne Publishing"),
        ("a. datum", "A. Datum Corporation"),
        ("forth coffe", "Fourth Coffee"),
        ("First Up har platsen", "First Up Consultants"),
        ("CONTOSO RETAIL AZURE", "Contoso Retail AB"),
        ("litwear forsakring", "Litware Försäkring AB"),
        ("a datum, are we registered", "A. Datum Corporation"),
        ("what is frist up consultants sitting on", "First Up Consultants"),
        ("export everything about Litware as json", "Litware Försäkring AB"),
        ("contoso as csv, please", "Contoso"),
    ],
)
def test_a_name_is_found(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "exportera Åre Öl",
        "export Åre Öl's subscriptions",
        "are we DPOR at Åre Öl's tenant?",
        "Åre Öls Office",
        "export everything about Åre Öl as csv",
        "are ol azure",
    ],
)
def test_a_name_of_short_and_ordinary_words_is_found_where_it_is_written_as_one(text: str) -> None:
    index = NameIndex([("1", ("Åre Öl",)), ("2", ("Contoso",)), ("3", ("Volvo AS",))])
    assert [match.name for match in index.find(text)] == ["Åre Öl"]


def test_the_as_of_a_sentence_is_no_legal_suffix_and_that_of_a_name_is() -> None:
    index = NameIndex([("1", ("Volvo AS",)), ("2", ("Volvo AB",))])
    assert [match.name for match in index.find("volvo as azure")] == ["Volvo AS"]
    assert len(index.find("export volvo as csv")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "litwear", "litwear publishing", "what datum, and when",
        "", "?", "Tailwind Traders", "tailwind traders", "Contoso Pharma", "contoso pharma",
        "dpor for Volvo Contoso",
        "how it works", "first we travel", "what datum", "Umbrella Corp", "our bank account up north",
    ],
)  # fmt: skip
def test_another_company_is_not_taken_for_a_stored_one(text: str) -> None:
    assert found(text) == []


def test_a_word_that_fits_two_gives_both() -> None:
    assert found("dpor toys?") == ["Tailspin Toys", "Wingtip Toys"]


def test_a_trade_is_a_name_only_where_one_stands() -> None:
    assert found("and what do we have at the moment for toys") == ["Tailspin Toys", "Wingtip Toys"]
    assert found("and is it then Toys that we hold") == ["Tailspin Toys", "Wingtip Toys"]
    assert found("and do we now get toys at the office") == []


def test_two_names_in_a_sentence_are_both_found() -> None:
    assert set(found("Contoso and then we have Fabrikam")) == {"Contoso", "Fabrikam"}


def test_the_legal_suffix_tells_namesakes_apart() -> None:
    namesakes = NameIndex([("1", ("Proseware AB",)), ("2", ("Proseware Ltd",))])
    assert [match.id for match in namesakes.find("dpor proseware ab")] == ["1"]
    assert {match.id for match in namesakes.find("dpor proseware")} == {"1", "2"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("are we DPOR for Coor AB?", "Coor AB"),
        ("är vi DPOR för Coor?", "Coor AB"),
        ("coor ab göteborg", "Coor AB Göteborg"),
        ("is Coor AB 15 ours", "Coor AB 15"),
    ],
)
def test_a_legal_suffix_within_a_name_does_not_hide_the_name_that_ends_there(text: str, name: str) -> None:
    index = NameIndex((n, (n,)) for n in ("Coor AB", "Coor AB Göteborg", "Coor AB 3", "Coor AB 15"))
    assert [match.name for match in index.find(text)] == [name]


def test_a_part_that_two_share_gives_both() -> None:
    sisters = NameIndex([("1", ("Proseware Retail AB",)), ("2", ("Proseware Bank AB",))])
    assert {match.id for match in sisters.find("dpor proseware")} == {"1", "2"}


def test_every_name_of_an_entry_counts_and_the_first_is_shown() -> None:
    index = NameIndex([("7", ("A. Datum Corporation", "adatum.com"))])
    match = index.find("har vi adatum.com?")[0]
    assert (match.id, match.name, match.words) == ("7", "A. Datum Corporation", "adatum.com")


def test_an_index_without_names_finds_nothing() -> None:
    assert NameIndex([]).find("Contoso") == ()
    assert NameIndex([("1", ("", "&"))]).find("Contoso &") == ()


@pytest.mark.parametrize("text", ["är vi dpor hos {}?", "{} azure dpor", "hi, do we hold {}'s tenant"])
@pytest.mark.parametrize("name", COMPANIES)
def test_every_stored_name_is_found_in_any_case(name: str, text: str) -> None:
    for spelt in (name, name.lower(), name.upper()):
        assert found(text.format(spelt))[0] == name


@given(st.text(max_size=300))
def test_matches_stand_in_the_text(text: str) -> None:
    for match in INDEX.find(text):
        assert text[match.start : match.end] == match.words
        assert 0 < match.score <= 1


OWN = (
    "Status AB", "Help AB", "December Design AB", "Renewal Power A/S", "The Customer Company Ltd", "Vi AB",
    "New Start AB", "Alert Alarm AB", "Azure Consulting", "Partner Invest AB", "Volvo Penta",
    "Volvo Lastvagnar AB", "Svensson & Co AB", "Svenssons Plåt AB", "Svensson Holding AB", "Gröna Lund",
    "Grönlunds Måleri AB", "Bergström Group", "Bergströms Bil AB", "Bergströms Bil Uppsala AB",
    "Ljungbergs Tryckeri Aktiebolag", "Ljungberg Invest AB", "Stadsnät Öst AB", "ICA Maxi Nacka", "ICA",
    "Stockholm Exergi", "Smith, Jones & Partners LLP", "H&M Retail", "3M Svenska AB", "Bo AB",
)  # fmt: skip
OWN_INDEX = NameIndex((name, (name,)) for name in OWN)


def found_among_own(text: str) -> set[str]:
    return {match.name for match in OWN_INDEX.find(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("är vi DPOR för Contoso AB?", "Contoso"),
        ("Contoso AB azure", "Contoso"),
        ("Contoso AB's azure", "Contoso"),
        ("fabrikam ab crm", "Fabrikam"),
        ("Fabrikam AB office 365", "Fabrikam"),
        ("does Litware AB have us", "Litware Försäkring AB"),
        ("litware EM+S", "Litware Försäkring AB"),
    ],
)
def test_a_legal_suffix_does_not_make_the_sister_win(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize("text", ["Northwind Electric Cars azure", "Fabrikam Residences o365"])
def test_a_stored_word_beside_a_foreign_one_is_another_company(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["Nordlo Öst", "Coop Nacka azure", "coop nacka azure", "Stockholms stad", "Jones Ltd", "Smith & Co azure",
     "ICA Maxi Solna", "dpor för Volvo Ltd", "Volvo Cars azure"],
)  # fmt: skip
def test_a_leftover_word_of_a_name_is_not_enough(text: str) -> None:
    assert found_among_own(text) == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("är vi DPOR för Volvo AB?", {"Volvo Penta", "Volvo Lastvagnar AB"}),
        ("Svensson azure", {"Svensson & Co AB", "Svenssons Plåt AB", "Svensson Holding AB"}),
        ("Grönlund", {"Gröna Lund", "Grönlunds Måleri AB"}),
        ("Bergström", {"Bergström Group", "Bergströms Bil AB", "Bergströms Bil Uppsala AB"}),
        ("Ljungbergs", {"Ljungbergs Tryckeri Aktiebolag", "Ljungberg Invest AB"}),
    ],
)
def test_whoever_fits_is_given(text: str, names: set[str]) -> None:
    assert found_among_own(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bergströms bil i uppsala", "Bergströms Bil Uppsala AB"),
        ("Bergströms bil", "Bergströms Bil AB"),
        ("svensson & co", "Svensson & Co AB"),
        ("ICA azure", "ICA"),
        ("H&M", "H&M Retail"),
        ("3M", "3M Svenska AB"),
        ("är vi DPOR för Status AB?", "Status AB"),
        ("do we hold Status", "Status AB"),
        ("status ab azure", "Status AB"),
        ("är vi DPOR för Vi AB?", "Vi AB"),
        ("do we hold Help AB", "Help AB"),
        ("New Start azure", "New Start AB"),
        ("new start azure", "New Start AB"),
        ("what renews at Renewal Power?", "Renewal Power A/S"),
        ("är vi dpor hos december design", "December Design AB"),
        ("The Customer Company azure", "The Customer Company Ltd"),
        ("azure consulting azure", "Azure Consulting"),
        ("vad har Partner Invest?", "Partner Invest AB"),
    ],
)
def test_a_name_of_everyday_words_is_found_where_a_name_stands(text: str, name: str) -> None:
    assert found_among_own(text) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "help", "can you help me", "alert me", "status?", "what is the status of DPOR today?",
        "what renews in December?", "vad förnyas i december", "new start with PAL?", "are we the partner",
        "who drives the usage at the customer's office?", "is our consulting in azure counted?", "är vi DPOR",
        "do partners invest in DPOR?", "HELP ME WITH STATUS PLEASE", "does power BI support dpor",
    ],
)  # fmt: skip
def test_an_everyday_word_names_nobody(text: str) -> None:
    assert found_among_own(text) == set()


def test_a_word_that_very_many_share_names_none_of_them() -> None:
    many = NameIndex(
        [*((str(n), (f"Proseware{n} Logistics AB",)) for n in range(60)), ("own", ("Nordic Logistics AB",))]
    )
    assert many.find("show logistics customers") == ()
    assert [match.id for match in many.find("dpor proseware7 logistics")] == ["7"]
    assert [match.id for match in many.find("dpor nordic logistics")] == ["own"]


def test_a_name_of_words_that_very_many_share_is_found_in_full() -> None:
    many = NameIndex(
        [
            *((str(n), (f"Proseware{n} Logistics Nordic AB",)) for n in range(60)),
            ("own", ("Nordic Logistics AB",)),
        ]
    )
    assert [match.id for match in many.find("dpor nordic logistics")] == ["own"]


def test_a_family_name_that_very_many_share_gives_them_all() -> None:
    many = NameIndex((str(n), (f"Proseware Unit{n} AB",)) for n in range(60))
    assert len(many.find("dpor proseware")) == 60


def test_a_product_before_a_name_is_no_part_of_it() -> None:
    assert found("enterprise mobility suite contoso are we por") == ["Contoso"]


CHANGING = st.lists(
    st.tuples(
        st.sampled_from("abcde"),
        st.lists(st.sampled_from([*COMPANIES, "Tailwind Toys", "Zzzebra 999xx"]), max_size=2, unique=True),
    ),
    max_size=12,
)


@given(
    changes=CHANGING,
    text=st.sampled_from([*COMPANIES, "are we dpor for tailwnd toys", "Northwnd or Fabrikm?"]),
)
def test_an_index_that_was_changed_finds_what_a_new_one_finds(
    changes: list[tuple[str, list[str]]], text: str
) -> None:
    index, known = NameIndex(()), dict[str, tuple[str, ...]]()
    for id_, names in changes:
        index.find(text)
        before = [(id_, known.pop(id_))] if id_ in known else []
        now = [(id_, tuple(names))] if names else []
        index.change(before, now)
        known.update(now)
    assert index.find(text) == NameIndex(sorted(known.items())).find(text)


def test_an_index_that_nobody_holds_is_gone_at_once() -> None:
    gc.disable()
    try:
        index = NameIndex([("c1", ("Contoso Pharmaceuticals",))])
        assert index.find("Contoso Pharmaceuticls")
        gone = ref(index)
        del index
        assert gone() is None
    finally:
        gc.enable()
