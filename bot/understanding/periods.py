"""The period a question asks for: "within two weeks", "nästa kvartal"."""

from __future__ import annotations

import re

from bot.understanding.words import folded_text

_DAYS = {
    "day": 1,
    "dag": 1,
    "week": 7,
    "veck": 7,
    "month": 30,
    "manad": 30,
    "quarter": 90,
    "kvartal": 90,
    "halvar": 182,
    "year": 365,
    "ar": 365,
}
_NUMBERS = {
    word: number
    for number, words in {
        1: "a an one en ett this next coming nasta kommande narmaste har det detta denna den the i",
        2: "two tva couple par",
        3: "three tre",
        4: "four fyra",
        5: "five fem",
        6: "six sex",
        7: "seven sju",
        8: "eight atta",
        9: "nine nio",
        10: "ten tio",
        12: "twelve tolv",
        14: "fourteen fjorton",
        30: "thirty trettio",
        60: "sixty sextio",
        90: "ninety nittio",
    }.items()
    for word in words.split()
}
_UNIT = r"(halvar|day|dag|week|veck|month|manad|quarter|kvartal|year|ar)"
_ENDING = r"(s|a|ar|ars|en|et|er|or|orna|arna|erna)?\b"
_SEVERAL = frozenset({"s", "ar", "er", "or", "orna", "arna", "erna"})
_PERIOD = re.compile(rf"\b(\d{{1,4}}|[a-z]+)(?:\s+of)?[\s-]*{_UNIT}{_ENDING}")


def days_in(text: str) -> int | None:
    """The length in days of the first period named, 1 to 3,650; None where none is."""
    for amount, unit, ending in _PERIOD.findall(folded_text(text)):
        number = int(amount) if amount.isdigit() else _NUMBERS.get(amount, 0)
        how_many_is_open = number == 1 and ending in _SEVERAL
        if number and not how_many_is_open:
            return min(number * _DAYS[unit], 3_650)
    return None
