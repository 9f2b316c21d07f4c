"""Made-up customers from abroad, asked about in yet other words: a hold-out, written before finding was
tuned once more and not changed for it.

Long legal names, initials, dots, apostrophes, articles, numbers and product words; letters wrong at random.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random
from string import ascii_lowercase

from benchmarks.asked_names import Style
from bot.understanding.name_tables import Entry
from bot.understanding.words import folded_words


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_ITALIAN = _each("""
    Bianchi Colombo Ricci Marino Greco Bruno Gallo Conti Mancini Costa Giordano Rizzo Lombardi Moretti
    Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli
    Vitale Serra Coppola Marchetti Parisi Villa Conte Ferraro Fabbri Bianco Marini Grasso Valentini Messina
    Sala Gatti Pellegrini Palumbo Sanna Farina Rizzi Monti Cattaneo Morelli Amato Silvestri Mazza Testa
    Grassi Pellegrino Carbone Giuliani Benedetti Barone Orlando Damico Palmieri Bernardi Guerra
""")
_SPANISH = _each("""
    García Fernández González Rodríguez Martínez Pérez Gómez Jiménez Ruiz Hernández Díaz Moreno Álvarez
    Muñoz Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina
    Suárez Castro Ortega Delgado Ortiz Marín Rubio Núñez Medina Sanz Castillo Iglesias Cortés Garrido
    Guerrero Lozano Cano Cruz Méndez Flores Prieto Herrera Peña León Márquez Cabrera Gallego Calvo Vidal
    Campos Reyes Vega Fuentes Carrasco Aguilar Caballero Nieto Santana Vargas Pascual Giménez Hidalgo
""")
_POLISH = _each("""
    Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowski Mazur Wojciechowski
    Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Pawłowski Michalski Król Wieczorek Jabłoński Wróbel
    Nowakowski Majewski Stępień Olszewski Malinowski Jaworski Adamczyk Dudek Pawlak Górski Nowicki Sikora
    Walczak Rutkowski Baran Michalak Szewczyk Ostrowski Tomaszewski Pietrzak Zalewski Wróblewski Marciniak
    Jasiński Zawadzki Bąk Jakubowski Sadowski Duda Włodarczyk Chmielewski Borkowski Sokołowski Szczepański
""")
_AMERICAN = _each("""
    Abernathy Ainsworth Baldwin Beaumont Boyd Bradshaw Brewster Briggs Calloway Carmichael Chambers Conrad
    Cunningham Dalton Davenport Dempsey Donovan Drake Eastman Ellsworth Faulkner Finley Fitzgerald Forrester
    Garrison Gilmore Goodwin Greer Hale Hamilton Hargrove Hartwell Hathaway Haynes Hendricks Hobbs Holbrook
    Huffman Ingram Irving Jarvis Keating Kendrick Kirkland Lancaster Langford Livingston Lockhart Maddox
    Mahoney McAllister McBride McCormick McKinney McLeod Merritt Middleton Montgomery Nash O'Brien O'Connor
    O'Neill O'Sullivan Pemberton Pennington Pickett Prescott Quinn Ramsey Randall Rhodes Rutherford Sawyer
    Sinclair Stanton Sterling Stratton Sutherland Tate Thatcher Underwood Vance Wakefield Weston Whitfield
    Wilcox Winslow Woodard Yates
""")
_GERMAN = _each("""
    Schmidt Müller Schäfer Bauer Koch Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann
    Lange Werner Krause Lehmann Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Scholz Möller
    Weiß Jung Hahn Schubert Vogel Friedrich Günther Winkler Lorenz Baumann Albrecht Schuster Böhm Kraus
    Schumacher Krämer Vogt Stein Jäger Groß Seidel Brandt Haas Graf Dietrich Ziegler Kuhn Pohl Engel Horn
""")
_FRENCH = _each("""
    Durand Leroy Simon Lefèvre Roux Fournier Girard Bonnet Dupont Fontaine Rousseau Blanc Guérin Boyer
    Garnier Chevalier François Legrand Gauthier Perrin Clément Masson Marchand Duval Dumont Lemaire Dufour
    Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Renard Picard Schmitt
    Colin Vidal Caron Roche Aubert Lemoine Benoit Philippe Bourgeois Vasseur Collet Bertrand Étienne Hubert
""")
_CITIES = _each("""
    Torino Bologna Verona Padova Bergamo Modena Trieste Catania Salerno Sevilla Zaragoza Málaga Murcia
    Bilbao Valladolid Córdoba Gijón Granada Oviedo Cartagena Kraków Wrocław Poznań Gdańsk Szczecin Lublin
    Katowice Białystok Gdynia Rzeszów Toruń Kielce Austin Boston Denver Seattle Portland Tucson Memphis
    Nashville Baltimore Cleveland Tulsa Omaha Oakland Wichita Tampa Raleigh Boise Spokane Richmond Fresno
    Ohio Texas Nevada Montana Oregon Kansas Dortmund Essen Dresden Hannover Nürnberg Bochum Wuppertal
    Bielefeld Bonn Münster Karlsruhe Mannheim Augsburg Marseille Toulouse Bordeaux Lille Rennes Reims
    Grenoble Dijon Angers Nîmes Porto Braga Coimbra Gent Brugge Liège Namur Wien Graz Linz Basel Zürich
    Genève Lausanne Brno Ostrava Košice Debrecen Szeged Tallinn Tartu Riga Vilnius Kaunas
""")
_DOES = {
    "it": _each("""
        Costruzioni Trasporti Alimentari Meccanica Ceramiche Arredamenti Immobiliare Impianti Tessuti
        Calzature Vini Edilizia Gioielli Motori Servizi Logistica Pelletteria Mobili Marmi Farmacia
        """),
    "es": _each("""
        Construcciones Transportes Talleres Suministros Alimentación Muebles Inmobiliaria Maquinaria
        Instalaciones Electricidad Pinturas Viajes Seguros Bodegas Panadería Carpintería Asesores Textiles
        """),
    "pl": _each("""
        Budownictwo Transport Usługi Handel Meble Okna Drzwi Piekarnia Elektronika Ogrody Nieruchomości
        Hurtownia Spedycja Apteka Drukarnia Stolarka Instalacje Geodezja Maszyny
        """),
    "us": _each("""
        Roofing Plumbing Realty Landscaping Insurance Dental Trucking Orthopedics Automotive Contracting
        Consulting Funding Aerospace Hardware Brewing Bakery Veterinary Pediatrics Staffing Farms Ranch
        Foundry Machining Optical Printing Appraisal Fitness Towing Lumber Flooring Surveying Analytics
        """),
    "de": _each("""
        Maschinenbau Elektrotechnik Bäckerei Metzgerei Spedition Fahrzeugbau Werkzeugbau Dachdeckerei
        Gartenbau Brauerei Verlag Kunststofftechnik Druckerei Haustechnik Immobilien Steuerberatung
        Tiefbau Reisen Blechbearbeitung Feinmechanik
        """),
    "fr": _each("""
        Boulangerie Menuiserie Plomberie Électricité Maçonnerie Immobilier Conseil Assurances Transports
        Imprimerie Bâtiment Charpente Pharmacie Traiteur Optique Serrurerie Peinture Viticulture
        """),
}
_PRODUCTS = _each("""
    Azure Office Teams Dynamics Cloud Surface Exchange Power Access Windows Partner Status Record Support
    Intune Enterprise Mobility Online Digital Suite
""")
_BRAND = _each("""
    amber apex arc atlas aurora beacon birch blue bright canyon cedar cobalt copper coral crest delta eagle
    echo ember falcon fern flint forge frost garnet golden grand green harbor hazel heron horizon indigo iron
    ivory jade juniper keystone lantern laurel liberty lotus lunar lynx magnolia maple meridian mesa mist
    nova oak obsidian ocean olive onyx opal orbit osprey otter palm pearl pine pinnacle pioneer prairie
    quartz quest radiant raven redwood ridge river sage sapphire shadow sierra silver slate solar spruce
    stone summit sun swift tidal timber titan topaz trident tulip union valley vantage velvet violet vista
    willow wolf zenith zephyr
""")
_SYLLABLES = _each("""
    ba be bi bo ca ce chi cor da del di dro fa fe fi flo ga gen gi gra he hi ju ka ki la le li lo lu ma me mi
    mo na ne ni no pa pe pi pla po qua ra re ri ro sa se si so sta ta te ti to tra tri va ve vi vo xa ze zo
""")
_CLOSED = _each("n r s l x ria nix tis dyne ware gen sys tech cor pur tum sol net")
_LEGAL = {
    "it": ("S.r.l.", "S.p.A.", "Srl", "SpA", "S.n.c."),
    "es": ("S.L.", "S.A.", "SL", "SA", "S.L.U."),
    "pl": ("Sp. z o.o.", "S.A.", "Sp.j.", "sp. z o.o."),
    "us": ("Inc.", "LLC", "Inc", "Corp.", "Co.", "L.L.C.", "LLP", "Ltd.", "PLLC"),
    "de": ("GmbH", "GmbH & Co. KG", "AG", "e.K.", "KG", "e.V."),
    "fr": ("SARL", "SAS", "S.A.S.", "SA", "EURL"),
}
_EVERY_LEGAL = tuple(sorted({legal for each in _LEGAL.values() for legal in each}, key=len, reverse=True))
_FAMILIES = {
    "it": _ITALIAN, "es": _SPANISH, "pl": _POLISH, "us": _AMERICAN, "de": _GERMAN, "fr": _FRENCH,
}  # fmt: skip
_LANDS = tuple(_LEGAL)
_UNITS = _each("Holdings Group International Europe Services Nordics Deutschland Italia Iberia West East II")


def companies(number: int, seed: int = 1) -> Iterator[Entry]:
    """So many distinct ones; some with units beside them, with namesakes abroad, or with a former name."""
    random = Random(f"abroad {seed}")
    seen: set[str] = set()
    while len(seen) < number:
        land = random.choice(_LANDS)
        core = _core(land, random)
        for named in (core, *([f"{core} {random.choice(_UNITS)}"] if random.random() < 0.1 else ())):
            name = f"{named} {random.choice(_LEGAL[land])}" if random.random() < 0.85 else named
            if name not in seen and len(seen) < number:
                seen.add(name)
                former = (_core(land, random),) if random.random() < 0.06 else ()
                yield f"a{len(seen)}", (name, *former)


_LONGER = re.compile(r"[^\W\d_]{3,}")


def core_of(name: str) -> str:
    """Its folded words without the legal ending, told from how it is written."""
    ending = next((legal for legal in _EVERY_LEGAL if name.endswith(f" {legal}")), "")
    return " ".join(folded_words(name.removesuffix(ending)))


def mistyped(name: str, random: Random) -> str:
    """With one letter lost, put in, changed or moved, in any word but the shortest, whatever the keyboard."""
    at = random.choice([at for word in _LONGER.finditer(name) for at in range(*word.span())])
    kind = random.randrange(4)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + random.choice(ascii_lowercase) + name[at:]
    if kind == 2 and at + 1 < len(name) and name[at + 1].isalpha() and name[at + 1] != name[at]:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + random.choice(ascii_lowercase.replace(name[at].lower(), "")) + name[at + 1 :]


def _core(land: str, random: Random) -> str:
    return random.choices(_SHAPES, _SHARES)[0](land, random)


def _family(land: str, random: Random) -> str:
    return random.choice(_FAMILIES[land])


def _does(land: str, random: Random) -> str:
    return random.choice(_DOES[land])


def _letters(random: Random, most: int = 4) -> str:
    return "".join(random.choice("ABCDEFGHJKLMNPRSTVWXZ") for _ in range(random.randint(2, most)))


def _initials(random: Random) -> str:
    """Of somebody: "J.P."."""
    return "".join(f"{random.choice('ABCDEFGHJKLMNPRST')}." for _ in range(random.choice((1, 2, 2))))


def _brand(_: str, random: Random) -> str:
    one, other = random.sample(_BRAND, 2)
    return random.choice((f"{one}{other}", f"{one} {other}")).title()


def _coined(_: str, random: Random) -> str:
    made = "".join(random.choice(_SYLLABLES) for _ in range(random.choice((2, 2, 3))))
    return (made + random.choice(_CLOSED)).capitalize()


def _and_sons(land: str, random: Random) -> str:
    ending = {
        "it": "& Figli", "es": "e Hijos", "pl": "i Synowie", "us": "& Sons", "de": "& Söhne", "fr": "et Fils",
    }[land]  # fmt: skip
    return f"{_family(land, random)} {ending} {_does(land, random)}"


def _brothers(land: str, random: Random) -> str:
    begins = {
        "it": "Fratelli", "es": "Hermanos", "pl": "Bracia", "us": "The", "de": "Gebrüder",
        "fr": "Établissements",
    }[land]  # fmt: skip
    ends = " Brothers" if land == "us" else ""
    return f"{begins} {_family(land, random)}{ends} {random.choice(_CITIES)}"


def _institution(land: str, random: Random) -> str:
    said = {
        "it": "Consorzio {} di {}", "es": "Asociación de {} de {}", "pl": "Zakład {} w {}",
        "us": "First {} Association of {}", "de": "Verband {} zu {}", "fr": "Société de {} de {}",
    }[land]  # fmt: skip
    return f"{said.format(_does(land, random), random.choice(_CITIES))} {_family(land, random)}"


_Shape = Callable[[str, Random], str]
_WEIGHED: tuple[tuple[int, _Shape], ...] = (
    (14, lambda land, r: f"{_does(land, r)} {_family(land, r)} {r.choice(_CITIES)}"),
    (9, _and_sons),
    (7, _brothers),
    (7, _institution),
    (6, lambda land, r: f"{_initials(r)} {_family(land, r)} {_does(land, r)}"),
    (6, lambda land, r: f"{_family(land, r)}, {_family(land, r)} & {_family(land, r)}"),
    (5, lambda land, r: f"{_family(land, r)}-{_family(land, r)} {_does(land, r)}"),
    (6, lambda land, r: f"{_letters(r)} {_does(land, r)} {r.choice(_CITIES)}"),
    (3, lambda land, r: f"{_letters(r, 3)}&{_letters(r, 2)[0]} {_does(land, r)} {_family(land, r)}"),
    (10, lambda land, r: f"{_brand(land, r)} {_does(land, r)}"),
    (5, lambda land, r: f"The {_brand(land, r)} Company of {r.choice(_CITIES)}"),
    (8, lambda land, r: f"{_coined(land, r)} {_does(land, r)}"),
    (5, _coined),
    (4, lambda land, r: f"{r.choice(_PRODUCTS)} {_brand(land, r)}"),
    (3, lambda land, r: f"{_coined(land, r)} {r.choice(_PRODUCTS)} {_does(land, r)}"),
    (2, lambda land, r: f"{_family(land, r)} {r.choice(_PRODUCTS)} {r.choice(_CITIES)}"),
    (3, lambda land, r: f"{r.randint(2, 999)} {_brand(land, r)} {_does(land, r)}"),
    (3, lambda land, r: f"{_brand(land, r)} {r.randint(2, 99)}"),
    (2, lambda land, r: f"{_letters(r, 2)}{r.randint(1, 9)} {_does(land, r)} {_family(land, r)}"),
    (2, lambda land, r: f"De {_family(land, r)} {_does(land, r)} {r.choice(_CITIES)}"),
)
_SHARES = tuple(share for share, _ in _WEIGHED)
_SHAPES = tuple(shape for _, shape in _WEIGHED)

_SENTENCES = (
    "What's {}'s Azure standing?",
    "is {}'s Office 365 ours or somebody else's",
    "Are we still on record with {}?",
    "pls check whether {} has us as partner",
    "who took {} from us",
    "{}",
    "{} Azure",
    "and for {}?",
    "Do we get credit for {} this month?",
    "Is it true that we lost the partner of record at {} last week?",
    "Quick question about {}: whose is it?",
    "I need to know who's registered for {} before noon",
    "Vad har {} för status?",
    "Hur ser {}s Azureprenumeration ut?",
    "är {}s Dynamics vårt",
    "Vilken partner är registrerad på {}?",
    "Kan du säga om {} ligger hos oss eller hos någon annan?",
    "det gäller {}, är vi DPOR där?",
    "måste veta om vi står på {} innan mötet",
    "Vi pratade med {} igår – är det vi som är partner of record?",
)

ABROAD = Style(
    companies=companies, sentences=_SENTENCES, legal=_EVERY_LEGAL, mistyped=mistyped, core_of=core_of
)
