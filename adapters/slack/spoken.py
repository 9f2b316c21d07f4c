"""Slack's mark-up to what was said. Pure."""

from __future__ import annotations

import re

_MARKED = re.compile(r"<([^<>]*)>")


def spoken_text(written: str, own: frozenset[str] = frozenset()) -> str:
    """What was written: our mention gone, links and names by their words, entities unescaped."""
    words = _MARKED.sub(lambda marked: _spoken(marked[1], own), written)
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def _spoken(marked: str, own: frozenset[str]) -> str:
    target, _, label = marked.partition("|")
    if target.startswith("@") and target[1:] in own:
        return " "
    return label or ("" if target[:1] in "@!#" else target)
