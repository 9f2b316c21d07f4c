"""Text that Adaptive Cards read as Markdown, escaped so that it is shown as it stands.

Text runs are never read as Markdown, so prose is drawn with those. Headings, facts and toggles know only
Markdown; there a backslash stands before what could be a mark, and before nothing else: phones show it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MARK = re.compile(r"[\\`*\[\]<>{}~|]|&(?=[#A-Za-z])|!(?=\[)|(?<![^\W_])_|_(?![^\W_])")
_FIRST = re.compile(r"^([#+=-]|[0-9]{1,9}(?=[.)]))")
_MACRO = re.compile(r"\{\{(?=(?:DATE|TIME)\()", re.IGNORECASE)
_WORD_JOINER = "\N{WORD JOINER}"


@lru_cache(maxsize=1024)
def escaped(text: str) -> str:
    """One line of Markdown that shows exactly this text; runs of white space become one space."""
    line = _MARK.sub(r"\\\g<0>", " ".join(text.split()))
    return _FIRST.sub(_first, line)


def without_macros(text: str) -> str:
    """Text for a run: cards would turn {{DATE(…)}} and {{TIME(…)}} into dates even there."""
    return _MACRO.sub(f"{{{_WORD_JOINER}{{", text) if "{{" in text else text


def _first(mark: re.Match[str]) -> str:
    # A digit cannot be escaped; the sign after it can.
    return f"{mark[1]}\\" if mark[1][0].isdigit() else f"\\{mark[1]}"
