"""Made-up customers as a register holds them: a million distinct ones, some with former and local names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from bot.understanding.name_tables import Entry


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_FIRST = _each("""
    Anders Anna Arne Astrid Axel Bengt Birgitta Bo Britt Carl Cecilia Christer Dag Edvin Elin Elsa
    Emil Erik Eva Filip Frida Gunnar Gustav Hanna Harald Helena Henrik Hugo Ida Inger Ivar Jakob
    Johan Karin Klara Kristina Lars Lena Linnea Ludvig Magnus Maja Margareta Mats Mikael Nils Olle
    Oskar Otto Pär Petra Rolf Sara Signe Sixten Sofia Stig Sven Tage Tora Ulla Viktor Vilhelm Yngve
    Åke Örjan Alice Charles Daisy Edward George Grace Harry Jack
""")
_FATHERS = _each("""
    Anders Johans Karls Nils Eriks Lars Ols Pers Svens Gustafs Petters Jons Hans Bengts Carls Axels
    Jakobs Abrahams Arvids Håkans Gunnars Isaks Knuts Magnus Mårtens Mattis Mikaels Pauls Roberts
    Samuels Simons Torkels Åkes
""")
_NATURE = _each("""
    Lind Berg Ny Sjö Ek Gran Björk Dal Lund Sand Ström Wall Hed Holm Ceder Söder Norr Öst Väster
    Åker Alm Ask Stål Gyllen Palm Rosen Silver Blom Fors Hag Hall Löv Malm Ahl Brant Fager Gull Hill
    Hög Igel Klint Land Lager Mo Näs Ram Sten Svan Tall Törn Up Vik Wester Ål Ängs Öh Blad Bo Edel
    Fält Grön Häll Kron Ljung Norden Rud
""")
_ENDS = _each(
    "qvist kvist ström gren berg lund blad man dahl holm mark stedt vall bäck by in én hult bom roth sjö borg"
)
_ENGLISH = _each("""
    Ashford Baker Barnes Bennett Bishop Blackwood Carter Chapman Clarke Collins Cooper Crawford
    Dawson Ellis Fisher Fletcher Foster Gibson Graham Grant Griffin Harding Harrison Hawkins
    Holloway Hughes Hunter Jenkins Kennedy Lambert Lawson Marshall Mason Mitchell Morgan Murray
    Norton Osborne Parker Pearson Porter Reynolds Richards Russell Shaw Simmons Spencer Stevens
    Sullivan Thornton Turner Walsh Watkins Webster Whitaker Winters Wright Nowak Kowalski Schneider
    Fischer Weber Becker Hoffmann Keller Richter Dubois Moreau Laurent Rossi Ferrari Jansen Bakker
    Visser Nielsen Rasmussen Christensen Virtanen Korhonen Mäkinen Hakala Haugen Solberg Dahle
""")
_PLACES = _each("""
    Stockholm Göteborg Malmö Uppsala Västerås Örebro Linköping Helsingborg Jönköping Norrköping Lund
    Umeå Gävle Borås Södertälje Eskilstuna Halmstad Växjö Karlstad Sundsvall Trollhättan Östersund
    Falun Kalmar Skövde Kristianstad Karlskrona Skellefteå Uddevalla Varberg Nyköping Motala Kiruna
    Luleå Piteå Ystad Visby Mora Arvika Alingsås Kungsbacka Lidköping Sandviken Trelleborg Ängelholm
    Märsta Vetlanda Ljungby Hudiksvall Oslo Bergen Trondheim Stavanger Tromsø København Aarhus
    Odense Aalborg Esbjerg Helsinki Tampere Turku Oulu Espoo London Bristol Leeds Oxford Cambridge
    Dublin Hamburg Bremen München Köln Leipzig Rotterdam Utrecht Antwerpen Lyon Skåne Småland
    Dalarna Värmland Gotland Öland Norrland Bohuslän Roslagen Mälardalen Bergslagen Jämtland
""")
TRADES = {
    "Bygg": "Construction", "Bygg & Montage": "Building", "Fastigheter": "Properties",
    "Konsult": "Consulting", "Redovisning": "Accounting", "Transport": "Haulage", "Åkeri": "Trucking",
    "Måleri": "Painting", "Rör": "Plumbing", "El": "Electric", "Elteknik": "Electrical Engineering",
    "Städ": "Cleaning", "Bil": "Cars", "Motor": "Motors", "Bageri": "Bakery",
    "Restaurang": "Restaurants", "Hotell": "Hotels", "Resor": "Travel", "Bokhandel": "Books",
    "Mode": "Fashion", "Skor": "Shoes", "Leksaker": "Toys", "Livsmedel": "Foods", "Mejeri": "Dairy",
    "Bryggeri": "Brewery", "Kaffe": "Coffee", "Skog": "Forestry", "Trävaror": "Timber",
    "Papper": "Paper", "Stål": "Steel", "Mekaniska": "Engineering", "Verkstad": "Workshop",
    "Plåt": "Sheet Metal", "Glas": "Glass", "Golv": "Flooring", "Tak": "Roofing", "Trädgård": "Gardens",
    "Lantbruk": "Farming", "Kött": "Meats", "Fisk": "Seafood", "Data": "Computing", "System": "Systems",
    "Teknik": "Technology", "Media": "Media", "Tryckeri": "Printing", "Reklam": "Advertising",
    "Film": "Pictures", "Musik": "Music", "Utbildning": "Education", "Tandvård": "Dental",
    "Läkarmottagning": "Clinic", "Apotek": "Pharmacy", "Optik": "Optics", "Energi": "Energy",
    "Vind": "Wind Power", "Sol": "Solar", "Vatten": "Water", "Miljö": "Environmental",
    "Återvinning": "Recycling", "Logistik": "Logistics", "Spedition": "Freight", "Rederi": "Shipping",
    "Finans": "Finance", "Kapital": "Capital", "Invest": "Investments", "Försäkring": "Insurance",
    "Bank": "Bank", "Juridik": "Legal", "Arkitekter": "Architects", "Design": "Design",
    "Inredning": "Interiors", "Möbler": "Furniture", "Textil": "Textiles", "Sport": "Sports",
    "Säkerhet": "Security", "Bemanning": "Staffing", "Marin": "Marine", "Flyg": "Aviation",
    "Kemi": "Chemicals", "Plast": "Plastics", "Gummi": "Rubber", "Verktyg": "Tools",
    "Import": "Imports", "Handel": "Trading", "Grossist": "Wholesale", "Förlag": "Publishing",
    "Veterinär": "Veterinary", "Ventilation": "Ventilation", "Kyl": "Cooling", "Svets": "Welding",
    "Lack": "Coatings", "Event": "Events", "Catering": "Catering", "Spel": "Games",
}  # fmt: skip
"""What companies do, in Swedish and in English."""

SAID_HERE = _each("""
    Azure Status Office Cloud Partner Report Help Digital Record Team Dynamics Online List Kund Hos
    Support Portal Admin Alert Data Intune Suite Mobility Registered Access Center Konto Avtal
    Licens Current First Next Check On In For Vi Vem Är Idag Nytt Alla Best Guide Video Point Claim
    Usage Total Plus Windows Enterprise
""")
"""What names here have in common with questions and products."""

_ONSETS = _each("b br c d dr f fl g gr h k kl l m n p pr qu r s sk st sv t tr v w z al ar el en er in or ul")
_VOWELS = _each("a e i o u y ä ö å ia io ea")
_CODAS = _each("n r l x s m t nd rk st nt lm v co via ra no tek vex mer lia dor nex gon ris tum lux pan sta")
SUFFIXES = _each("AB HB KB AS A/S ApS Oy Oyj Ltd Limited GmbH Inc LLC plc AG BV")
_OFTEN = (*SUFFIXES, *("AB",) * 7, "", "")
_QUALIFIERS = _each(
    "Sverige Norge Danmark Nordic Holding Invest Group Service International Väst Syd Norr Öst Europe Nya"
)


def companies(number: int, seed: int = 1) -> Iterator[Entry]:
    """So many distinct ones, each an id and its names; sister companies and namesakes too."""
    random = Random(seed)
    seen: set[str] = set()
    while len(seen) < number:
        core = _core(random)
        sisters = random.choice((1, 1, 1, 1, 1, 2, 3))
        for sister in range(sisters):
            named = core if not sister else f"{core} {random.choice(_QUALIFIERS)}"
            name = f"{named} {random.choice(_OFTEN)}".strip()
            if name not in seen and len(seen) < number:
                seen.add(name)
                yield f"c{len(seen)}", (name, *_others(named, random))


def _others(core: str, random: Random) -> Iterator[str]:
    """Every tenth has been called something else, every twentieth is called so elsewhere."""
    if random.random() < 0.1:
        yield f"{_core(random)} {random.choice(_OFTEN)}".strip()
    if random.random() < 0.05:
        first, _, rest = core.partition(" ")
        if rest in TRADES:
            yield f"{first} {TRADES[rest]}"


def _core(random: Random) -> str:
    return random.choices(_SHAPES, _SHARES)[0](random)


def stem(random: Random) -> str:
    """A word that somebody thought up."""
    syllables = random.choice((1, 2, 2, 2, 3))
    made = "".join(random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(syllables))
    return (made + random.choice(_CODAS)).capitalize()


def surname(random: Random) -> str:
    """A Swedish one mostly."""
    kind = random.random()
    if kind < 0.25:
        return random.choice(_FATHERS) + "son"
    if kind < 0.8:
        return random.choice(_NATURE) + random.choice(_ENDS)
    return random.choice(_ENGLISH)


def _trade(random: Random) -> str:
    swedish, english = random.choice(_TRADE_PAIRS)
    return swedish if random.random() < 0.7 else english


def _initials(random: Random) -> str:
    return "".join(random.choice("ABCDEFGHIJKLMNOPRSTVW") for _ in range(random.choice((2, 3, 3))))


_TRADE_PAIRS = tuple(TRADES.items())
_Shape = Callable[[Random], str]
_WEIGHED: tuple[tuple[float, _Shape], ...] = (
    (0.22, lambda r: f"{surname(r)} {_trade(r)}"),
    (0.05, lambda r: f"{surname(r)}s {_trade(r)}"),
    (0.08, lambda r: f"{surname(r)} & {surname(r)} {_trade(r)}"),
    (0.03, lambda r: f"{surname(r)} & {surname(r)}"),
    (0.10, lambda r: f"{r.choice(_FIRST)} {surname(r)} {_trade(r)}"),
    (0.18, lambda r: f"{stem(r)} {_trade(r)}"),
    (0.08, stem),
    (0.04, lambda r: f"{stem(r)} {stem(r)}"),
    (0.06, lambda r: f"{r.choice(_PLACES)} {stem(r)}"),
    (0.05, lambda r: f"{r.choice(_PLACES)}s {_trade(r)} i {r.choice(_PLACES)}"),
    (0.03, lambda r: f"{_initials(r)} {_trade(r)} {r.choice(_PLACES)}"),
    (0.02, lambda r: f"{stem(r)}{r.choice(_TRADE_PAIRS)[0].split()[0].lower()}"),
    (0.03, lambda r: f"{r.choice(SAID_HERE)} {stem(r)} {_trade(r)}"),
    (0.02, lambda r: f"{stem(r)} {r.choice(SAID_HERE)}"),
    (0.01, lambda r: f"{surname(r)} {r.choice(SAID_HERE)} {_trade(r)}"),
)
_SHARES = tuple(share for share, _ in _WEIGHED)
_SHAPES = tuple(shape for _, shape in _WEIGHED)
