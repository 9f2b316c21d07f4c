"""Made-up customers of a mixed register, asked about in yet other words: a hold-out, written before finding
was tuned for the third time and not changed for it.

Common names of people more often than rare ones, subsidiaries with numbers, trades in one word with a name,
the suffix in front, signs, abbreviations, words of questions and of products, former names and aliases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from random import Random

from benchmarks.asked_names import Style, core_of
from bot.understanding.name_tables import Entry


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_LAST = _each("""
    Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson
    Jonsson Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson Magnusson Olofsson Lindström Lindqvist
    Lindgren Berg Axelsson Bergström Lundberg Lind Lundgren Lundqvist Mattsson Berglund Fredriksson
    Sandberg Henriksson Ali Forsberg Sjöberg Wallin Engström Danielsson Eklund Håkansson Lundin Gunnarsson
    Björk Bergman Holm Samuelsson Fransson Wikström Isaksson Mohamed Bergqvist Arvidsson Nyström Holmberg
    Löfgren Söderberg Nyberg Ahmed Blomqvist Claesson Mårtensson Nordström Hermansson Sundberg Pålsson
    Viklund Sundström Ekström Ivarsson Åberg Ekman Hellström Norberg Åkesson Dahlberg Lundström Strömberg
    Hedlund Öberg Sjögren Falk Abrahamsson Josefsson Dahl Ström Jonasson Martinsson Åström Andreasson
    Hassan Månsson Blom Nordin Sandström Lindholm Göransson Roos Ekberg Näslund Boström Hedberg Åslund
    Wennberg Stenmark Tegnér Rehn Sturesson Zetterlund Uggla Kjellberg Quist Hjort Munther Wachtmeister
    Ryding Bodin Cronqvist
""")
_GIVEN = _each("""
    Erik Maria Lars Anna Karl Margareta Anders Elisabeth Per Eva Johan Kristina Nils Birgitta Jan Karin
    Lennart Marie Mikael Ingrid Gunnar Linnéa Peter Sofia Thomas Kerstin Olof Lena Fredrik Helena Sven
    Marianne Daniel Emma Bengt Johanna Hans Inger Göran Sara Alexander Anneli Andreas Susanne Stefan
    Katarina Bo Ulrika Mattias Jenny Leif Malin Björn Camilla Magnus Annika Patrik Cecilia Henrik Josefin
    Ulf Therese Jonas Åsa Christer Frida Robert Ida Mohammed Elsa Rickard Tove Kenneth Nathalie Conny
    Mimmi Ingemar Vendela
""")
_TRADE_ROOTS = _each("""
    bygg el rör måleri plåt tak golv mark schakt transport åkeri bil buss taxi städ trädgård mat café
    bageri restaurang hotell konsult redovisning revision juridik fastighet förvaltning invest data it
    design reklam foto tryck media musik film frisör hud fot tand vård omsorg utbildning språk resor sport
    golf häst hund skog virke jordbruk maskin svets verkstad mekanik motor båt kyl värme ventilation
    energi sol vatten miljö säkerhet lås larm glas fönster kök bad möbler textil mode skor ur guld blommor
    bok papper lek spel
""")
_TRADE_ENDS = _each("""
    service teknik gruppen firma center tjänst konsult partner byrå produkter montage entreprenad handel
""")
_ENGLISH_TRADES = _each("""
    Consulting Solutions Capital Ventures Partners Advisory Analytics Labs Studios Robotics Software
    Payments Security Networks Biotech Therapeutics Diagnostics Logistics Foods Apparel Outdoor Bikes
    Coffee Brewing Interiors Lighting Acoustics Events Travel Recruitment Academy Publishing Pictures
    Games Management
""")
_WHERE = _each("""
    Stockholm Göteborg Malmö Uppsala Lund Kiruna Gällivare Boden Kalix Arjeplog Vilhelmina Strömsund Åre
    Sveg Edsbyn Rättvik Leksand Malung Torsby Sunne Åmål Bengtsfors Strömstad Tanum Lysekil Orust Tjörn
    Mölndal Kinna Svenljunga Gislaved Värnamo Älmhult Osby Hörby Sjöbo Tomelilla Åhus Sölvesborg Emmaboda
    Nybro Mönsterås Hultsfred Kisa Åtvidaberg Finspång Flen Gnesta Trosa Nynäshamn Vaxholm Norrtälje
    Östhammar Tierp Heby Köping Arboga Lindesberg Nora Hällefors Filipstad Grums Säffle Skara Falköping
    Tibro Hjo Norrmalm Södermalm Vasastan Hisingen Majorna Limhamn Väla Kista Solna Bromma Nacka Täby
    Sollentuna
""")
_UNITS = (
    *("Holding AB", "Holding 2 AB", "Invest AB", "Fastigheter AB", "Fastigheter 1 AB", "Fastigheter 2 AB"),
    *("Förvaltning AB", "Sverige AB", "Nordic AB", "Group AB", "i Norr AB", "Norge AS", "Danmark A/S"),
    *("Finland Oy", "Deutschland GmbH", "UK Ltd", "Intressenter AB", "Bemanning AB", "Syd AB"),
)
_FRONT = (
    "Advokatfirman",
    "Bröderna",
    "Fastighets AB",
    "AB",
    "Firma",
    "Handelsbolaget",
    "Familjen",
    "Gebr.",
    "HB",
)
_SAID = _each("""
    Azure Office Intune Dynamics Teams Windows Cloud Partner Status Record Point Access Power Exchange
    Surface Digital Help Support Report Claim Check First Next Plus Who What Where How Vem Vad När Hur
    Kolla Ny Alla
""")
_COLOURS = _each("""
    Blue Red Green Black White Silver Golden Amber Crimson Indigo Wild Quiet Bright Clever Happy Lucky
    Urban Rapid Noble Brave Humble Gentle Solid Steady Modern Classic Royal Little Great Free
""")
_THINGS = _each("""
    Cares Fox Harbour Bridge Tree Rock Hill Garden Kitchen Anchor Compass Lantern Feather Arrow Crown
    Window Ladder Wagon Mill Barrel Button Candle Pebble Meadow Orchard Thunder Planet Signal Engine
    Mirror Needle
""")
_HEARD = _each("""
    ab ac ad al am an ar as av ba bo ca da de do el en er fa fi ga ge ha hi in ka ki la le li lo lu ma me
    mi mo na ne ni no nu o pa po ra re ri ro sa se si so ta te ti to tu u va ve vi vo xi ya zo
""")
_HEARD_LAST = _each("x n r s l m t on ix um ex ia ra co io us it ion ify eon axa ynt ovo iq ent")


def companies(number: int, seed: int = 1) -> Iterator[Entry]:
    """So many distinct ones; groups with subsidiaries, some with a former name or a short one."""
    random = Random(f"mixed {seed}")
    seen: set[str] = set()
    while len(seen) < number:
        core = random.choices(_SHAPES, _SHARES)[0](random)
        names = [f"{core} {random.choice(_LEGAL)}".strip()]
        if random.random() < 0.12:
            names += [f"{core} {unit}" for unit in random.sample(_UNITS, random.randint(1, 3))]
        for name in names:
            if name not in seen and len(seen) < number:
                seen.add(name)
                yield f"m{len(seen)}", (name, *_others(core, random))


def _others(core: str, random: Random) -> Iterator[str]:
    """What it was called before, and what people call it for short."""
    kind = random.random()
    if kind < 0.05:
        yield f"{random.choices(_SHAPES, _SHARES)[0](random)} AB"
    elif kind < 0.08:
        short = "".join(word[0] for word in core.split() if word[0].isalpha()).upper()
        if len(short) > 2:
            yield f"{short} {random.choice(_WHERE)}"


def _often(some: Sequence[str]) -> Callable[[Random], str]:
    """The first ones much more often than the last."""
    shares = list(accumulate(1 / (at + 5) for at in range(len(some))))
    return lambda random: random.choices(some, cum_weights=shares)[0]


_last, _given, _where = _often(_LAST), _often(_GIVEN), _often(_WHERE)
_LEGAL = ("AB",) * 12 + (
    "HB",
    "KB",
    "AS",
    "A/S",
    "Oy",
    "Ltd",
    "GmbH",
    "Inc.",
    "(publ)",
    "Aktiebolag",
    "",
    "",
    "",
)


def _coined(random: Random) -> str:
    made = "".join(random.choice(_HEARD) for _ in range(random.choice((2, 3, 3, 4))))
    return (made + random.choice(_HEARD_LAST)).capitalize()


def _trade(random: Random) -> str:
    root = random.choice(_TRADE_ROOTS)
    return (root + random.choice(_TRADE_ENDS) if random.random() < 0.5 else root).capitalize()


def _short(random: Random) -> str:
    return "".join(random.choice("ABCDEFGHIJKLMNOPRSTVWXYZ") for _ in range(random.choice((2, 3, 3, 4))))


def _initials(random: Random) -> str:
    return ".".join(random.choice("ABCDEFGHIJKLMNOPRST") for _ in range(2)) + "."


_Shape = Callable[[Random], str]
_WEIGHED: tuple[tuple[int, _Shape], ...] = (
    (12, lambda r: f"{_given(r)} {_last(r)} {_trade(r)}"),
    (9, lambda r: f"{_last(r)}s {_trade(r)} i {_where(r)}"),
    (6, lambda r: f"{_last(r)} & {_last(r)} {_trade(r)}"),
    (4, lambda r: f"{_given(r)} & {_given(r)}s {_trade(r)}"),
    (5, lambda r: f"{r.choice(_FRONT)} {_last(r)} & {_last(r)}"),
    (4, lambda r: f"{r.choice(_FRONT)} {_coined(r)}"),
    (5, lambda r: f"{_where(r)} {_trade(r)} {r.choice(('&', '+', 'och'))} {_trade(r)}"),
    (9, lambda r: f"{_coined(r)} {r.choice(_ENGLISH_TRADES)}"),
    (6, _coined),
    (5, lambda r: f"{_coined(r)} {_trade(r)}"),
    (3, lambda r: f"{_coined(r)} {_where(r)}"),
    (4, lambda r: f"{_short(r)} {_trade(r)} {_where(r)}"),
    (2, lambda r: f"{_initials(r)} {_last(r)} {_trade(r)}"),
    (2, lambda r: f"{_short(r)}-{_trade(r)} {_last(r)}"),
    (3, lambda r: f"{_trade(r)}huset {_last(r)} {_where(r)}"),
    (3, lambda r: f"{r.choice(_SAID)} {r.choice(_COLOURS)} {r.choice(_THINGS)}"),
    (2, lambda r: f"{r.choice(_SAID)} {_coined(r)}"),
    (2, lambda r: f"{r.choice(_SAID)} {_trade(r)} {_where(r)}"),
    (3, lambda r: f"{r.choice(_COLOURS)} {r.choice(_THINGS)} {r.choice(_ENGLISH_TRADES)}"),
    (2, lambda r: f"{_coined(r)} {r.choice(_SAID)} {_trade(r)}"),
    (2, lambda r: f"{r.randint(2, 99)} {r.choice(_THINGS)} {_coined(r)}"),
    (2, lambda r: f"{_trade(r)} {r.randint(1, 99)} i {_where(r)}"),
    (2, lambda r: f"Fastigheten {_coined(r)} {r.randint(1, 40)}:{r.randint(1, 99)}"),
    (2, lambda r: f"{_coined(r)}/{_coined(r)}"),
    (1, lambda r: f"{_coined(r)}'s {r.choice(_ENGLISH_TRADES)}"),
)  # fmt: skip
_SHARES = tuple(share for share, _ in _WEIGHED)
_SHAPES = tuple(shape for _, shape in _WEIGHED)

_SENTENCES = (
    "do we have {} on our list?",
    "is it us or another partner at {}?",
    "Anyone knows the DPOR for {}",
    "can we get {} over to us",
    "DPOR {}",
    "I need the status of {} in Azure, thanks",
    "we did the {} migration, so are we partner of record?",
    "What do we know about {}?",
    "tell me who has {}'s Office 365",
    "{} says they already have a partner, who is it",
    "Är vi registrerade hos {} eller inte",
    "har någon annan tagit {}",
    "är {} vår kund i Azure",
    "Kan ni se vem som är partner för {}?",
    "dpor för {}",
    "Vi har ett möte med {} på fredag. Är vi DPOR där?",
    "{}: vem är partner",
    "vilka prenumerationer finns hos {}",
    "Vad är det som gäller med {} och Dynamics",
    "jag vill veta hur det står till hos {}",
)
_KEYS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_HEARD_ALIKE = (
    ("ck", "k"),
    ("v", "w"),
    ("ä", "e"),
    ("ss", "s"),
    ("c", "k"),
    ("i", "y"),
    ("o", "å"),
    ("th", "t"),
)


def mistyped(name: str, random: Random) -> str | None:
    """With one slip anywhere, or as it sounds."""
    alike = [(one, other) for one, other in _HEARD_ALIKE if one in name]
    kind = random.random()
    if kind < 0.15 and alike:
        one, other = random.choice(alike)
        at = random.choice([at for at in range(len(name)) if name.startswith(one, at)])
        return name[:at] + other + name[at + len(one) :]
    places = [at for at, letter in enumerate(name) if letter.isalpha()]
    if not places:
        return None
    at = random.choice(places)
    if (
        kind < 0.35
        and at + 1 < len(name)
        and name[at + 1].isalpha()
        and name[at + 1].lower() != name[at].lower()
    ):
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if kind < 0.6:
        return name[:at] + name[at + 1 :]
    if kind < 0.75:
        return name[:at] + random.choice((name[at].lower(), _key_beside(name[at], random))) + name[at:]
    return name[:at] + _key_beside(name[at], random) + name[at + 1 :]


def _key_beside(letter: str, random: Random) -> str:
    """In its row, or in the row above or below."""
    row = next((row for row, keys in enumerate(_KEYS) if letter.lower() in keys), 1)
    at = max(_KEYS[row].find(letter.lower()), 0)
    near = [(row, at - 1), (row, at + 1), (row - 1, at), (row + 1, at)]
    fit = [(to, key) for to, key in near if 0 <= to < len(_KEYS) and 0 <= key < len(_KEYS[to])]
    to, key = random.choice(fit)
    return _KEYS[to][key]


MIXED = Style(
    companies=companies,
    sentences=_SENTENCES,
    legal=("Aktiebolag", "(publ)", *sorted({legal for legal in _LEGAL if legal and legal[0].isalpha()})),
    mistyped=mistyped,
    core_of=core_of,
)
