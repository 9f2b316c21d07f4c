"""Text that a spreadsheet would run, made text; and back again.

A cell that begins with one of these marks is a formula to a spreadsheet that opens the file (OWASP, "CSV
injection"). An apostrophe goes before it, and before a text that begins with apostrophes and such a mark,
so that taking one apostrophe away always gives the text back.
"""

from __future__ import annotations

import re

_RUN = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_ESCAPED = re.compile(r"'+(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")


def escaped(text: str) -> str:
    """The text as it may stand in a file that a spreadsheet opens."""
    # Most cells begin with a letter or a digit, and there are very many.
    return text if text[:1].isalnum() or not _RUN.match(text) else f"'{text}"


def unescaped(cell: str) -> str:
    """The text that was escaped; any other cell as it is."""
    return cell[1:] if cell[:1] == "'" and _ESCAPED.match(cell) else cell
