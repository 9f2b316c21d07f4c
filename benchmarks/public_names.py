"""Made-up organisations and brands, asked about in yet other words: a second hold-out, written last, measured
once and not changed for.

Authorities, associations, legal forms in front, brackets, brands with signs, names in capitals and all small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from benchmarks.abroad_companies import mistyped
from benchmarks.asked_names import Style, core_of
from bot.understanding.name_tables import Entry


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_STEMS = _each("""
    Alvik Brunns Dal Ekeby Fjäll Gårds Hammar Inge Järn Kvarn Lill Mårds Norr Orms Päls Ryd Skog Strand
    Tors Ulvs Vall Ydre Åby Ängs Öster Björk Djup Flod Gran Hassel Kalv Lax Myr Nyk Ox Rönn Svart Tall
""")
_PLACE_ENDS = _each(
    "hult vik fors boda köping stad ås holm näs bro ö hamn mora torp arp inge landa red sele träsk"
)
_CAUSES = _each("""
    Eken Linden Björken Solrosen Utsikten Källan Kvarnen Fyren Tornet Ladan Bryggan Ängen Backen Lyckan
    Framtiden Hoppet Freden Enigheten Svanen Tranan Örnen Lärkan Göken Räven Björnen Älgen Bävern Igelkotten
""")
_KINDS = _each(
    "Barnhem Djurhem Folkhögskola Gymnasium Vårdcentral Räddningstjänst Pastorat Hamnförbund Vattenverk"
)
_BRANDS = _each("""
    zap hub bit fox owl pixel cloud leaf moss rook lynx wave spark drift bloom forge crisp loop nest tide
    pluto comet orbit quark nimbus ember cactus mango kiwi pepper ginger basil clover daisy ivy fern
""")
_BRAND_ENDS = _each("ly ify io er ster able ish ful kit box lab bay pad spot mate dash flow desk wise")
_SURNAMES = _each("""
    Patel Singh Sharma Kapoor Gupta Iyer Nair Chen Wong Tanaka Suzuki Yamamoto Nguyen Tran Kim Park Okafor
    Mensah Abdullah Hassan Rahman Haddad Mansour Demir Yilmaz Kaya Petrov Ivanov Horvat Novak Kovacs Popescu
    Papadopoulos MacDonald McKenzie Llewellyn Pritchard Fitzwilliam Ashcroft Thistlewood Featherstone
""")
_FIELDS = _each("""
    Textiles Jewellers Spices Trading Exports Shipping Chemicals Polymers Steel Motors Tea Coffee Rubber
    Fisheries Biotech Diagnostics Semiconductors Robotics Games Films Publishing Travels Caterers Builders
""")
_BRANCHES = ("Sverige", "Norden", "UK", "Nordic", "Sweden", "EMEA", "DACH", "Asia", "Scandinavia")


def companies(number: int, seed: int = 1) -> Iterator[Entry]:
    """So many distinct ones, every fifteenth known by an abbreviation too."""
    random = Random(f"public {seed}")
    seen: set[str] = set()
    while len(seen) < number:
        name = random.choices(_SHAPES, _SHARES)[0](random)
        if name not in seen:
            seen.add(name)
            short = "".join(word[0] for word in name.split() if word[0].isalpha()).upper()
            yield f"p{len(seen)}", (name, short) if len(short) > 3 and random.random() < 0.07 else (name,)


def _place(random: Random) -> str:
    return (random.choice(_STEMS) + random.choice(_STEMS).lower() + random.choice(_PLACE_ENDS)).capitalize()


def _brand(random: Random) -> str:
    one, other, end = random.choice(_BRANDS), random.choice(_BRANDS), random.choice(_BRAND_ENDS)
    return random.choice((f"{one}{end}", f"{one}{other}", f"{one}{other}{end}", f"{one}-{other}"))


def _short(random: Random) -> str:
    return "".join(random.choice("ABCDEFGHIKLMNOPRSTV") for _ in range(random.choice((2, 3, 4))))


_Shape = Callable[[Random], str]
_WEIGHED: tuple[tuple[int, _Shape], ...] = (
    (7, lambda r: f"{_place(r)}s kommun"),
    (5, lambda r: f"Region {_place(r)}"),
    (8, lambda r: f"Bostadsrättsföreningen {r.choice(_CAUSES)} {r.randint(1, 99)} i {_place(r)}"),
    (8, lambda r: f"Brf {r.choice(_CAUSES)} {_place(r)}"),
    (7, lambda r: f"AB {_place(r)}s {r.choice(_KINDS)}"),
    (6, lambda r: f"Stiftelsen {r.choice(_CAUSES)} i {_place(r)}"),
    (6, lambda r: f"{_place(r)} {r.choice(_CAUSES)} {r.choice(_KINDS)}"),
    (9, lambda r: f"{_brand(r).capitalize()} ({r.choice(_BRANCHES)}) AB"),
    (9, lambda r: f"{_brand(r).capitalize()} {r.choice(_FIELDS)} Ltd"),
    (4, lambda r: f"{_brand(r)}.{r.choice(('io', 'com', 'se'))}"),
    (4, lambda r: f"{_brand(r).upper()} {r.choice(_FIELDS).upper()} AB"),
    (9, lambda r: f"{r.choice(_SURNAMES)} {r.choice(_SURNAMES)} {r.choice(_FIELDS)} Pvt Ltd"),
    (8, lambda r: f"{r.choice(_SURNAMES)} + {r.choice(_SURNAMES)} {r.choice(_FIELDS)}"),
    (6, lambda r: f"{_short(r)} {_brand(r).capitalize()} {r.choice(_FIELDS)}"),
    (4, lambda r: f"Dr. {r.choice(_SURNAMES)}'s {_brand(r).capitalize()} Clinic"),
)
_SHARES = tuple(share for share, _ in _WEIGHED)
_SHAPES = tuple(shape for _, shape in _WEIGHED)

_SENTENCES = (
    "status {}",
    "{} status?",
    "what about {}",
    "Hey, are we the DPOR on {} for Dynamics or not?",
    "someone claims {} is theirs, is it?",
    "who else is on {}?",
    "does {} count for us in Azure",
    "My boss asks if {} has Office with us.",
    "Please show me everything for {}.",
    "Which subscriptions does {} have?",
    "hur är det med {}",
    "{} då?",
    "Har vi fått {} än?",
    "vem äger {} just nu",
    "Chefen undrar om {} har Office hos oss",
    "kolla {} också tack",
    "är det vi eller någon annan på {}",
    "Hej! Vet du om vi är registrerade på {}? /Kim",
    "Visa allt om {}",
    "vi har tappat {} va",
)

PUBLIC = Style(
    companies=companies,
    sentences=_SENTENCES,
    legal=("Pvt Ltd", "Ltd", "AB"),
    mistyped=mistyped,
    core_of=core_of,
)
