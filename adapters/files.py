"""Files on their way to the bot: how large, how many, and what is worth fetching at all."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import AsyncIterable
from pathlib import PurePosixPath

from bot.conversation.events import Hindrance

LARGEST_FILE = 64 * 1024 * 1024
MOST_FILES = 10
"""Files that are taken from one message."""
AT_ONCE = 2
"""Files that a platform holds in memory at a time."""

READABLE = (".csv", ".tsv", ".txt", ".xlsx")
REPORTS = frozenset({*READABLE, ".xls", ".xlsm", ".xltm", ".xlam"})
"""What is fetched: what can be read, and what whoever reads it refuses with advice."""

_LONGEST_NAME = 120
_UNSEEN = re.compile(r"[\x00-\x1f\x7f]")
_FORMATTING = frozenset({"Cf", "Cs", "Co", "Cn"})
"""Characters without a shape of their own, some of which turn the letters around them."""


class NotTaken(Exception):
    """A file that is not taken."""

    def __init__(self, why: Hindrance) -> None:
        super().__init__(why.value)
        self.why = why


def plain_name(given: str) -> str:
    """A file's name on one line, without a folder and unseen characters; of a long one the end."""
    last = _UNSEEN.sub("", given).replace("\\", "/").rpartition("/")[2]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in _FORMATTING)
    return " ".join(seen.split())[-_LONGEST_NAME:].lstrip()


def may_be_report(name: str) -> bool:
    """Whether a file of that name is worth fetching."""
    return PurePosixPath(name).suffix.lower() in REPORTS


async def within_limit(chunks: AsyncIterable[bytes], limit: int = LARGEST_FILE) -> bytes:
    """All of it. Raises NotTaken as soon as it is over the limit."""
    # Gives its bytes away without a second copy of them.
    content = io.BytesIO()
    async for chunk in chunks:
        content.write(chunk)
        if content.tell() > limit:
            raise NotTaken(Hindrance.TOO_LARGE)
    return content.getvalue()
