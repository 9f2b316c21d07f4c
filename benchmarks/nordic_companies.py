"""Other made-up customers, asked about in other words: kept apart from those that finding was made with.

People's names, abbreviations, numbers, hyphens, and words of products and of questions; slips of the hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from benchmarks.asked_names import Style, core_of
from bot.understanding.name_tables import Entry


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_FIRST = _each("""
    Aino Aksel Albin Amalie Anders Anneli Antti Arvid August Bjarne Bodil Camilla Daniel David Ebba Eero
    Einar Elias Ellen Else Emma Esbjörn Eskil Fredrik Freja Georg Greta Gudrun Göran Haakon Hilda Håkan
    Ilmari Ingrid Jarl Jens Joakim Jonas Jukka Jørgen Kaarina Katja Kjell Knut Lauri Leif Liv Lovisa Lukas
    Malin Marja Marte Mathilda Mette Mikko Morten Måns Niklas Nora Oddvar Olav Oliver Paavo Pekka Pernilla
    Preben Ragnar Rasmus Riitta Roald Rune Saga Sanna Seppo Sigurd Siv Solveig Søren Tapio Terje Tilde Tor
    Torben Tuomas Ture Ulf Urban Valdemar Veronica Vidar Ville Wilma Yrsa Åsa Östen Øystein
""")
_LAST = _each("""
    Aalto Aho Almgren Amundsen Andreassen Backman Bakke Bergström Birkeland Björklund Boman Brandt Bruun
    Carlén Dahlström Danielsen Edlund Ekholm Ekström Eliasson Engström Enqvist Eriksen Falk Fransson
    Friberg Gabrielsen Granlund Grönroos Gundersen Hagen Halonen Hansen Hedlund Heikkilä Hellström
    Henriksen Hermansson Holmberg Hovland Huttunen Ingebrigtsen Isaksen Iversen Jacobsen Jensen Johannessen
    Järvelä Kallio Karjalainen Kaspersen Kinnunen Knudsen Koivisto Kristiansen Kvist Laaksonen Lahtinen
    Landström Larsen Lehtinen Lie Lindgren Lindholm Ljungqvist Lundberg Lundgren Lystad Madsen Markkanen
    Mathisen Melin Mikkelsen Moen Mortensen Möller Niemelä Nilsen Nordström Norberg Nygård Olofsson Olsen
    Paasikivi Palmqvist Paulsen Pedersen Pihlström Poulsen Rantanen Ravn Rosenqvist Rydberg Saarinen
    Salonen Sandberg Savolainen Sjöberg Sjögren Skoglund Strand Stenberg Sundström Sørensen Tamminen
    Thorsen Toivonen Tuominen Ulvang Vestergaard Viklund Wallin Westerlund Wiberg Wikström Åberg Åkesson
    Östlund Øverland
""")
_TRADES = _each("""
    Advokater Akustik Ambulans Antik Arbetsmiljö Badrum Begravning Belysning Betong Biodling Blommor
    Bostad Bröd Butik Båtar Charter Choklad Cykel Däck Entreprenad Fasad Fiber Foto Frukt Fönster
    Förskola Garn Geoteknik Grafik Gruv Gym Hamn Hemtjänst Hiss Hud Hästsport Idrott Industri Isolering
    Jakt Järnväg Kakel Kartong Keramik Klinik Konfektyr Konserv Kontor Kran Kök Larm Lek Ljud Lås Maskin
    Medicin Mekanik Metall Mjölk Mur Mätteknik Naturvård Odling Olja Ost Partner Patent Pool Potatis
    Projekt Psykologi Pump Radio Rehab Revision Sadel Sjöfart Skylt Smide Solskydd Spannmål Språk Stuga
    Såg Sömnad Tandteknik Taxi Teater Telefoni Tidning Trappor Tvätt Tåg Ur Vin Virke Vård Vägg Växter Yoga
    Analytics Bakery Barns Biotech Ceramics Cider Coaching Dental Dynamics Fisheries Fleet Games Grain
    Heating Imaging Instruments Kitchens Labs Maritime Mining Nursing Opticians Outdoor Packaging Pets
    Pharma Plumbers Robotics Sailing Signs Sound Stables Surveying Tailors Tea Tours Wool
""")
_PLACES = _each("""
    Alta Arendal Boden Bodø Bollnäs Drammen Enköping Falkenberg Fredrikstad Haderslev Hamar Haparanda
    Horsens Hässleholm Joensuu Karlshamn Katrineholm Kolding Kotka Kramfors Lahti Landskrona Larvik
    Ludvika Lycksele Mariestad Mjölby Molde Narvik Nynäshamn Oskarshamn Oxelösund Porvoo Rauma Ronneby
    Sala Silkeborg Simrishamn Sollefteå Strängnäs Svendborg Säffle Sölvesborg Tidaholm Tranås Tromsö Vaasa
    Varkaus Vejle Vimmerby Ålesund Åmål Örnsköldsvik
""")
_OURS = _each("""
    Office Azure Cloud Status Partner Power Team Access Exchange Digital Record Support Help Point Surface
    Windows Project Fabric Excel Dynamics Report Usage Claim
""")
"""What products and questions have, too."""
_PLAIN = _each("Nine First Blue North Sky One Max Pro Hub Line Port Fjord Lake Works Circle Peak Smart Next")
_BEGUN = _each(
    "bal dor eks far gla hem jul kar lov mar nov ost pil rev sal tel umb vas yt zen ad inf kon syn tri"
)
_GONE_ON = _each("ado ali ero ika imo ola ona uri yra ext ilo ast anda enti orma")
_ENDED = _each("n s x r ta ra no via dex med fix lab tron mark plan soft lex vita zon")
_LEGAL = _each("AB AB AB AB AS A/S Oy Oyj HB ApS ASA Ltd KB")


def companies(number: int, seed: int = 1) -> Iterator[Entry]:
    """So many distinct ones, every twelfth of them with a former name."""
    random = Random(f"nordic {seed}")
    seen: set[str] = set()
    while len(seen) < number:
        name = f"{_core(random)} {random.choice(_LEGAL)}"
        if name not in seen:
            seen.add(name)
            yield f"n{len(seen)}", (name, _core(random)) if random.random() < 0.08 else (name,)


def _core(random: Random) -> str:
    return random.choices(_SHAPES, _SHARES)[0](random)


def _coined(random: Random) -> str:
    parts = (random.choice(_BEGUN), random.choice(_GONE_ON), random.choice(("", random.choice(_GONE_ON))))
    return ("".join(parts) + random.choice(_ENDED)).capitalize()


def _short(random: Random) -> str:
    return "".join(random.choice("ABCDEFGHIJKLMNOPRSTUVX") for _ in range(random.choice((2, 3, 3, 4))))


_Shape = Callable[[Random], str]
_WEIGHED: tuple[tuple[int, _Shape], ...] = (
    (16, lambda r: f"{r.choice(_FIRST)} {r.choice(_LAST)} {r.choice(_TRADES)}"),
    (8, lambda r: f"{r.choice(_LAST)} & {r.choice(_LAST)} {r.choice(_TRADES)}"),
    (4, lambda r: f"{r.choice(_FIRST)} {r.choice(_FIRST)[0]} {r.choice(_LAST)}"),
    (6, lambda r: f"{r.choice(_LAST)}-{r.choice(_LAST)} {r.choice(_TRADES)}"),
    (5, lambda r: f"{r.choice(_PLACES)} {r.choice(_LAST)} {r.choice(_TRADES)}"),
    (8, lambda r: f"{_short(r)} {r.choice(_TRADES)} {r.choice(_PLACES)}"),
    (4, lambda r: f"{_short(r)}-{r.choice(_TRADES)} {r.choice(_PLACES)}"),
    (14, lambda r: f"{_coined(r)} {r.choice(_TRADES)}"),
    (8, _coined),
    (4, lambda r: f"{r.choice(_OURS)} {_coined(r)}"),
    (4, lambda r: f"{r.choice(_OURS)} {r.choice(_TRADES)} {r.choice(_PLACES)}"),
    (3, lambda r: f"{_coined(r)} {r.choice(_OURS)}"),
    (4, lambda r: f"{r.choice(_PLAIN)} {r.choice(_OURS)} {_coined(r)}"),
    (3, lambda r: f"{r.randrange(2, 100)} {_coined(r)} {r.choice(_TRADES)}"),
    (3, lambda r: f"{_coined(r)} {r.choice((24, 360, 2000, r.randrange(2, 99)))} {r.choice(_PLACES)}"),
    (6, lambda r: f"{r.choice(_PLACES)} {r.choice(_TRADES)} & {r.choice(_TRADES)}"),
)
_SHARES = tuple(share for share, _ in _WEIGHED)
_SHAPES = tuple(shape for _, shape in _WEIGHED)

_SENTENCES = (
    "Are we still registered as digital partner of record for {}?",
    "does anyone know who has {}",
    "quick one: is {} with us or with somebody else?",
    "What did we register at {}?",
    "any conflict on {}?",
    "Could you tell me when {} renews",
    "{}: who is the partner there",
    "I just talked to {}, what do they have",
    "looking for {} please",
    "have we lost {}",
    "Står vi som partner hos {}?",
    "vet du vem som har {}",
    "Hur är läget med {}?",
    "Finns {} hos oss?",
    "kan vi ta över {}",
    "vad har {} för prenumerationer",
    "Jag fick en fråga från {}, är vi deras partner?",
    "när går {} ut",
    "{} – är det vår",
    "Tack! Och {}?",
)
_ROWS = ("1234567890", "qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_PLAINLY = str.maketrans("åäöøæéÅÄÖØ", "aaooaeAAOO")


def mistyped(name: str, random: Random) -> str:
    """With one slip: two letters that changed places, one too few, one twice, the key beside, or no dots."""
    dotted = [at for at, letter in enumerate(name) if letter.translate(_PLAINLY) != letter]
    at = random.choice([at for at, letter in enumerate(name) if letter.isalnum()])
    kind = random.randrange(5)
    if kind == 0 and dotted:
        at = random.choice(dotted)
        return name[:at] + name[at].translate(_PLAINLY) + name[at + 1 :]
    if kind == 1 and at + 1 < len(name) and name[at + 1].isalnum() and name[at + 1] != name[at]:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if kind == 2:
        return name[:at] + name[at + 1 :]
    if kind == 3:
        return name[:at] + name[at].lower() + name[at:]
    return name[:at] + _key_beside(name[at], random) + name[at + 1 :]


def _key_beside(letter: str, random: Random) -> str:
    row = next((row for row in _ROWS if letter.lower() in row), "")
    at = row.find(letter.lower())
    return random.choice([row[to] for to in (at - 1, at + 1) if 0 <= to < len(row)] or ["e"])


NORDIC = Style(
    companies=companies, sentences=_SENTENCES, legal=frozenset(_LEGAL), mistyped=mistyped, core_of=core_of
)
