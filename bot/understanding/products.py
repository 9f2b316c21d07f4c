"""What people call the products, then and now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from bot.partnership.records import Product
from bot.understanding.letters import letters_off
from bot.understanding.remembered import Remembered
from bot.understanding.words import Word, words_in

_OFFICE, _CRM = Product.OFFICE_365, Product.DYNAMICS_CRM_ONLINE
_INTUNE, _EMS = Product.WINDOWS_INTUNE, Product.ENTERPRISE_MOBILITY_SUITE
_AZURE = Product.MICROSOFT_AZURE

_NICKNAMES: dict[str, Product] = {
    "office 365": _OFFICE,
    "microsoft 365": _OFFICE,
    "ms 365": _OFFICE,
    "m 365": _OFFICE,
    "o 365": _OFFICE,
    "office365": _OFFICE,
    **dict.fromkeys(("o356", "o635", "m356", "0365", "office356", "office 356"), _OFFICE),
    "microsoft365": _OFFICE,
    "ms365": _OFFICE,
    "o365": _OFFICE,
    "m365": _OFFICE,
    "office": _OFFICE,
    "dynamics crm online": _CRM,
    "microsoft dynamics": _CRM,
    "dynamics crm": _CRM,
    "dynamics 365": _CRM,
    "dynamics365": _CRM,
    "dyn 365": _CRM,
    "d 365": _CRM,
    "d365": _CRM,
    **dict.fromkeys(("d356", "dynamics 356"), _CRM),
    "crm online": _CRM,
    "dynamics": _CRM,
    "crm": _CRM,
    "windows intune": _INTUNE,
    "microsoft intune": _INTUNE,
    "ms intune": _INTUNE,
    "in tune": _INTUNE,
    "endpoint manager": _INTUNE,
    "microsoft endpoint manager": _INTUNE,
    "intune": _INTUNE,
    "enterprise mobility suite": _EMS,
    "enterprise mobility and security": _EMS,
    "enterprise mobility security": _EMS,
    "enterprise mobility": _EMS,
    "mobility suite": _EMS,
    "em+s": _EMS,
    "em s": _EMS,
    "ems": _EMS,
    "microsoft azure": _AZURE,
    "windows azure": _AZURE,
    "ms azure": _AZURE,
    "azure": _AZURE,
    **dict.fromkeys(("azur", "azue", "azre", "zure", "auzre", "aure"), _AZURE),
    "molnet": _AZURE,
    "the cloud": _AZURE,
}
_LONGEST_NICKNAME = max(name.count(" ") + 1 for name in _NICKNAMES)
_FIRST_WORDS = frozenset(name.split()[0] for name in _NICKNAMES)
_LAST_WORDS = frozenset(name.split()[-1] for name in _NICKNAMES)
_FORGIVING = ("dynamics", "office", "intune", "azure", "enterprise", "mobility", "microsoft")
_SIGNS = frozenset(sign for right in _FORGIVING for sign in (right[0], right[1:3], right[1::-1]))
"""How one of these begins or goes on, or begins the wrong way round: most words do none of it."""
_NOT_TYPOS = frozenset(
    {"offices", "officer", "official", "dynamic", "immune", "intuned", "offline", "offers"}
)
_STEMS = ("microsoft365", "office365", "dynamics", "o365", "m365", "d365", "intune", "azure", "crm", "ems")
_ENDINGS = frozenset({"s", "n", "en", "et", "t", "ns", "ens"})
_BEFORE_A_PLACE = frozenset({"our", "the", "an", "your", "their", "his", "her", "my", "this", "that", "s"})


_FOLDED = attrgetter("folded")
_BOUGHT = ("sub", "pren", "lic", "tenant", "suite")
"""What words begin with that make a product of the "office" before them."""


class ProductMatch(NamedTuple):
    """A product that is named, and where: `start` to `end` (exclusive) in the text."""

    product: Product
    start: int
    end: int


def products_in(text: str) -> tuple[ProductMatch, ...]:
    """Every product named, in the order of the text."""
    return products_among(words_in(text))


def only_one(matches: Sequence[ProductMatch]) -> ProductMatch | None:
    """The first match where all are of one product, else None."""
    return matches[0] if len({match.product for match in matches}) == 1 else None


def products_among(words: Sequence[Word]) -> tuple[ProductMatch, ...]:
    """Every product named in these words."""
    return tuple(_matches(words))


def is_product_word(folded: str) -> bool:
    """Whether a product's name may begin with the word, or is misspelt in it."""
    return len(folded) > 2 and folded != "the" and _SPELLINGS[folded] in _FIRST_WORDS


def product_word(folded: str) -> str:
    """The word of a product's name that it is, misspelt perhaps; else the word itself."""
    return _SPELLINGS[folded]


def may_end_a_product(folded: str) -> bool:
    """Whether a product's name may end with the word."""
    return folded in _LAST_WORDS or is_product_word(folded)


def _matches(words: Sequence[Word]) -> Iterator[ProductMatch]:
    spelt = list(map(_SPELLINGS.__getitem__, map(_FOLDED, words)))
    if _FIRST_WORDS.isdisjoint(spelt):
        return
    free = 0
    for at, word in enumerate(spelt):
        if word not in _FIRST_WORDS or at < free:
            continue
        if taken := _taken(words, spelt, at):
            length, product = taken
            free = at + length
            yield ProductMatch(product=product, start=words[at].start, end=words[free - 1].end)


def _taken(words: Sequence[Word], spelt: list[str], at: int) -> tuple[int, Product] | None:
    """How many words from there on name which product; longer names win."""
    for length in range(min(_LONGEST_NICKNAME, len(words) - at), 0, -1):
        product = _NICKNAMES.get(" ".join(spelt[at : at + length]))
        if product is not None and not (spelt[at] == "office" and length == 1 and _is_a_place(words, at)):
            return length, product
    return None


def _is_a_place(words: Sequence[Word], at: int) -> bool:
    """Whether "office" at this word means a room with desks."""
    before = words[at - 1].folded if at else ""
    if at + 1 < len(words) and words[at + 1].folded.startswith(_BOUGHT):
        return False
    return not words[at].capitalised and before in _BEFORE_A_PLACE


def _spelling(word: str) -> str:
    """The product word meant by a word that is misspelt or the first part of a compound, else itself."""
    if word in _NICKNAMES or len(word) < 4:
        return word
    if word.startswith(_STEMS):
        for stem in _STEMS:
            if word.startswith(stem) and _may_follow(stem, word[len(stem) :]):
                return stem
    if word.startswith("office") and word[len("office") :].startswith(_COMPOUNDS):
        return "office"
    if len(word) < 5 or word in _NOT_TYPOS or _SIGNS.isdisjoint((word[0], word[1:3], word[:2])):
        return word
    return next((right for right in _FORGIVING if _is_typo(word, right)), word)


_SPELLINGS = Remembered(_spelling, most=4096)


def _may_follow(stem: str, rest: str) -> bool:
    return rest in _ENDINGS or (len(rest) >= 3 and (len(stem) > 3 or rest.startswith(_COMPOUNDS)))


_COMPOUNDS = ("pren", "sub", "lic", "syst", "plats", "milj", "avt", "kund", "dpor", "onl")


def _is_typo(word: str, right: str) -> bool:
    if word[0] != right[0] and word[1:3] != right[1:3] and word[:2] != right[1::-1]:
        return False
    return letters_off(word, right, most=2) <= (1 if len(right) < 8 else 2)
