"""What people say that they want to be told of unasked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.conversation.watches import Topic
from bot.understanding.words import folded_text

_SPOKEN: Mapping[Topic, re.Pattern[str]] = {
    Topic.CONFLICTS: re.compile(
        r"\b(conflicts?|disputes?|rivals?|slots?|claims?|takes? over|lose|another partner|switch\w*"
        r"|konflikt\w*|tvist\w*|rival\w*|plats\w*|ansprak\w*|tar over|tappar|en annan partner"
        r"|byter partner)\b"
    ),
    Topic.RENEWALS: re.compile(r"\b(renew\w*|expir\w*|fornya\w*|fornyels\w*|lop\w* ut|gar ut)\b"),
    Topic.CHANGES: re.compile(
        r"\b(chang(e|es|ed|ing)|new subscriptions?|andra\w*|andring\w*|forandring\w*|nya prenumeration\w*"
        r"|ny prenumeration)\b"
    ),
}
_EVERYTHING = re.compile(r"\b(everything|anything|all of it|all alerts|allt|alltihop|alla larm)\b")
_ONLY = re.compile(r"\b(only|just|nothing but|bara|enbart|endast)\b")
_WHERE = re.compile(
    r"\b(where|which (channel|room|conversation)s?|who (would|is|gets?|will)|dry run|test run"
    r"|vart|var|vilk(a|en|et) (kanal|rum|konversation)\w*|vem (far|skulle|blir)|provkor\w*)\b"
)
_GOES = re.compile(
    r"\b(go|goes|land|lands|end up|sent|told|get|gets|dry run|test run|hamna\w*|ga|gar|skicka\w*|fa|far|veta"
    r"|provkor\w*)\b"
)


def topics_in(text: str) -> frozenset[Topic]:
    """Those that the text names; all of them where it speaks of everything, none where of nothing."""
    plain = folded_text(text)
    if _EVERYTHING.search(plain):
        return frozenset(Topic)
    return frozenset(topic for topic, spoken in _SPOKEN.items() if spoken.search(plain))


def says_only(text: str) -> bool:
    """Whether what is named is to be all that is told."""
    return _ONLY.search(folded_text(text)) is not None


def asks_where(text: str) -> bool:
    """Whether it is asked where something would be told."""
    plain = folded_text(text)
    return _WHERE.search(plain) is not None and _GOES.search(plain) is not None
