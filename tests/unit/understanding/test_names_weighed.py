"""Of names that are nearly as like what is written, the likelier is found, or both are asked back."""

from __future__ import annotations

import pytest

from adapters.stores.names.filed import FiledNames, opened
from adapters.stores.names.worker import written

TREES = ("Ask", "Alm", "Bok", "Ek", "Gran", "Lind", "Pil", "Sälg", "Tall")
CALLED = (
    *("Rook-zap Spices Ltd", "Rookzap Spices AB", "Gätötek Inc", "Gorotek AB", "Kiosken Ås", "Kiosken AB"),
    *("Clover-orbit Tea Ltd", "clover-orbit.com", "Fern-crisp Tea Ltd", "fern-crisp.se"),
    *("Morgan Workshop AB", "Morgan Workshop Nya Limited", "Nya Verkad AB", "Verkad AB"),
    *("Skirödor A/S", "Skabrodor AB", "Triimor", "Triimota HB", "Nora M Sørensen Oyj"),
    *("Nora Sørensen Kran ASA", "Fox-basil Coffee Ltd", "Basilio Coffee Ltd", "Yilmaz Okafor Semiconductors"),
    *("Lovilomark AB", "Lovilomark Dynamics AB", "Mogren System AS", "Mogren Systems AB"),
    *("Hizor Suministros SA", "García e Hijos Suministros S.L.", "Breano Mejeri LLC"),
    *("Jonsson Design AS", "Jonssons Design AB", "Infuriorman Oyj", "North Status Infuriorman AB"),
    *("Lära Intune AB", "Verkad Bygg", "Dahlin & Norgren Invest AG", "Norgren Invest AB", "Pulux For AB"),
    *(
        "Plulix AB",
        "Torsten O Lindahl AB",
        "Torsten E Lindahl AB",
        "Torsten M Lindahl AB",
        "Bygg o Montage AB",
    ),
    *("Kalix Fårkött och Båtteknik", "Velikaolapan HB", "Jenkin Bygg AB", "Jenkins Bygg & Montage AB"),
    *("Kriastx AB", "Windows Kriastx KB", "Abnor AB", "Per & Annor Data AB"),
    *("Väppan Tryckeri AB", "Cäpan Tryckeri KB", "Striast AB", "Oriast AB", "Kerer AB", "Kererna AB"),
    *("Hemvorana AB", "Hemvoran Lås AB", "Umbonaeron HB", "Office Umbonaeromed AB", "Brir Dynamics AB"),
    *("Yaleit Publishing Oy", "Reraleit Publishing GmbH", "Raleit AB", "Wallinder-Sørensen Vägg AB"),
    *(f"Qvabi {legal}" for legal in ("AB", "HB", "KB", "Oy", "ApS", "GmbH", "Ltd")),
    *(f"Stiftelsen {tree}en i Ingehammarö" for tree in TREES[:7]),
    *(f"Zarvik {tree}{ending}" for tree in TREES for ending in ("en", "an", "or")),
    *(f"Fl{letters} AB" for letters in ("idor", "ior", "iodor", "ifor", "iomor", "iotor", "iobor")),
)
KNOWN = frozenset({"tappat", "morth"})


def known(word: str, /, *, misspelt: bool = True) -> bool:
    del misspelt
    return word in KNOWN


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> FiledNames:
    path = tmp_path_factory.mktemp("names") / "names"
    assert written(path, [(name, (name,)) for name in CALLED], {})
    found = opened(path)
    assert found is not None
    return found


def found(names: FiledNames, text: str) -> set[str]:
    return {match.name for match in names.find(text, known)}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("vi har tappat Rsook-zap Spices", "Rook-zap Spices Ltd"),
        ("who holds Rsookzap Spices", "Rookzap Spices AB"),
        ("who holds Götötek", "Gätötek Inc"),
        ("är vi DPOR för Kiosken Ås?", "Kiosken Ås"),
        ("who else is on fern-crsisp tee", "Fern-crisp Tea Ltd"),
        ("are we DPOR for moeagn workshop nya?", "Morgan Workshop Nya Limited"),
        ("who holds nya vekrad", "Nya Verkad AB"),
        ("for-basil coffee ltd då?", "Fox-basil Coffee Ltd"),
        ("vi har tappat Yilmaz Okafqor Semionductors va", "Yilmaz Okafor Semiconductors"),
        ("claim Mogren Systems Dynamics 365 for us", "Mogren Systems AB"),
        ("and for Garelía e Hijos Suministros?", "García e Hijos Suministros S.L."),
        ("vem sitter på jonsson sdesgn i Office 365", "Jonsson Design AS"),
        ("Hur ser Mogan Workshops Azureprenumeration ut?", "Morgan Workshop AB"),
        ("is Verkad's Byggg ours", "Verkad AB"),
        ("vad gäller för dahlni & norgren invest och Intune?", "Dahlin & Norgren Invest AG"),
        ("what is our standing at Plulux for Office 365", "Plulix AB"),
        ("what did we register at Torstne E Lidahl AB?", "Torsten E Lindahl AB"),
        ("who holds Torsten O Lindahl", "Torsten O Lindahl AB"),
        ("who holds torsten o lindahl", "Torsten O Lindahl AB"),
        ("who holds Bygg och Montage", "Bygg o Montage AB"),
        ("är vi DPOR hos Kalix Fårkött åch Btteknik?", "Kalix Fårkött och Båtteknik"),
        ("jag fick en fråga från elikaolapam, är vi deras partner?", "Velikaolapan HB"),
        ("hur ligger vi till hos Jenkins Bygg & oMtage", "Jenkins Bygg & Montage AB"),
        ("när går widow kriastx ut", "Windows Kriastx KB"),
        ("DPOR Per & Abnor Data", "Per & Annor Data AB"),
        ("what did we register at Office Umbonaerod?", "Office Umbonaeromed AB"),
        ("lwlinder-sørensen vägg: who is the partner there", "Wallinder-Sørensen Vägg AB"),
        ("are we registered for morth status infuriorman?", "North Status Infuriorman AB"),
    ],
)
def test_the_likelier_one_is_found(names: FiledNames, text: str, meant: str) -> None:
    assert found(names, text) == {meant}


@pytest.mark.parametrize(
    ("text", "perhaps"),
    [
        ("what is our standing at Sknrodor", {"Skirödor A/S", "Skabrodor AB"}),
        ("Triimoar HB – är det vår", {"Triimor", "Triimota HB"}),
        ("any conflict on nora sørensen kan?", {"Nora M Sørensen Oyj", "Nora Sørensen Kran ASA"}),
        ("när går Lovilomark Dymics ut", {"Lovilomark AB", "Lovilomark Dynamics AB"}),
        ("who holds väpan tryckeri", {"Väppan Tryckeri AB", "Cäpan Tryckeri KB"}),
        ("hej, kan du kolla ptriast åt mig", {"Striast AB", "Oriast AB"}),
        ("who holds raleit publishing", {"Yaleit Publishing Oy", "Reraleit Publishing GmbH"}),
    ],
)
def test_what_may_as_well_be_another_is_asked_back(names: FiledNames, text: str, perhaps: set[str]) -> None:
    assert found(names, text) == perhaps


@pytest.mark.parametrize(
    "text",
    [
        "does First Brtno Mejeri have Intune",
        "vi har tappat Bostadsrättsföreningen vSane 66 i Ingehammarö",
        "vem har Ingehammarö",
        "who holds Zarvik",
        "vad gäller för lra och Intune?",
        "Vem är partner of record hos Flioor på Azure?",
        "who else is on qvafi?",
        "claim berit Dynamics 365 for us",
        "looking for hemvoxran ås please",
    ],
)
def test_a_part_of_another_name_or_one_of_many_is_nobody(names: FiledNames, text: str) -> None:
    assert found(names, text) == set()
