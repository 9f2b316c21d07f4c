"""Letters of points, five wide, for the labels of a picture: no font is shipped for a few words.

Every letter of English and Swedish is here. A mark over another letter is left off where it is not known, and
what has no letter here is drawn as a question mark.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

WIDTH = 5
ABOVE, BODY = 2, 8
HEIGHT = ABOVE + BODY
"""Two rows for the marks over capitals, then seven for a letter and one for its tail."""

_FIRST = 0x20
_COLUMNS = """
0000000000 00005f0000 0007000700 147f147f14 242a7f2a12 2313086462 3649552250 0005030000 001c224100 0041221c00
14083e0814 08083e0808 0050300000 0808080808 0060600000 2010080402 3e5149453e 00427f4000 4261514946 2141454b31
1814127f10 2745454539 3c4a494930 0171090503 3649494936 064949291e 0036360000 0056360000 0814224100 1414141414
0041221408 0201510906 324979413e 7e1111117e 7f49494936 3e41414122 7f4141221c 7f49494941 7f09090901 3e4149497a
7f0808087f 00417f4100 2040413f01 7f08142241 7f40404040 7f020c027f 7f0408107f 3e4141413e 7f09090906 3e4151215e
7f09192946 4649494931 01017f0101 3f4040403f 1f2040201f 3f4038403f 6314081463 0708700807 6151494543 007f414100
0204081020 0041417f00 0402010204 4040404040 0001020400 2054545478 7f48444438 3844444420 384444487f 3854545418
087e090102 18a4a4a47c 7f08040478 00447d4000 4080847d00 7f10284400 00417f4000 7c04180478 7c08040478 3844444438
fc24242418 18242428fc 7c08040408 4854545420 043f444020 3c4040207c 1c2040201c 3c4030403c 4428102844 1ca0a0a07c
4464544c44 0008364100 00007f0000 0041360800 1008081008
"""
"""From the space to the tilde: five columns a letter, in each the lowest bit on top."""

_MARKS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "\N{COMBINING DIAERESIS}": (0b01010, 0),
        "\N{COMBINING RING ABOVE}": (0b01110, 0b01010),
        "\N{COMBINING ACUTE ACCENT}": (0b00010, 0b00100),
        "\N{COMBINING GRAVE ACCENT}": (0b01000, 0b00100),
    }
)
"""The two rows over a letter."""
_LIKE: Mapping[str, str] = MappingProxyType(
    {"–": "-", "—": "-", "’": "'", "”": '"', "…": ":", "\N{NO-BREAK SPACE}": " "}
)

_KNOWN = _COLUMNS.split()


@lru_cache(maxsize=256)
def letter(character: str) -> tuple[int, ...]:
    """Its rows from the top; in each the highest of five bits is the leftmost point."""
    base, *marks = unicodedata.normalize("NFD", _LIKE.get(character, character))
    rows = [0] * ABOVE + _rows(base)
    # A small letter leaves its own two first rows free.
    top = ABOVE if not any(rows[ABOVE : ABOVE + 2]) else 0
    for mark in marks:
        rows[top : top + 2] = _MARKS.get(mark, (0, 0))
    return tuple(rows)


def _rows(character: str) -> list[int]:
    place = ord(character) - _FIRST
    columns = bytes.fromhex(_KNOWN[place] if 0 <= place < len(_KNOWN) else _KNOWN[ord("?") - _FIRST])
    return [
        sum((column >> row & 1) << (WIDTH - 1 - place) for place, column in enumerate(columns))
        for row in range(BODY)
    ]
