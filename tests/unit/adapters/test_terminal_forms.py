"""A form at the prompt can be left: what is typed next is no longer taken for its field."""

from __future__ import annotations

import pytest

from adapters.terminal.chat import Conversation
from tests.whole_bot import demo_bot


@pytest.mark.parametrize(
    ("opens", "leaves", "left", "after", "title"),
    [
        (
            "close the Woodgrove case",
            "Cancel",
            "Nothing was changed.",
            "the Woodgrove case",
            "State: open",
        ),
        (
            "avsluta ärendet om Woodgrove",
            "avbryt",
            "Ingenting ändrades.",
            "ärendet om Woodgrove",
            "Läge: öppet",
        ),
    ],
)
async def test_a_form_is_left_by_its_own_word(
    opens: str, leaves: str, left: str, after: str, title: str
) -> None:
    conversation = Conversation(*await demo_bot())
    assert f"[{leaves}]".casefold() in (await conversation.say(opens)).casefold()
    assert await conversation.say(leaves) == left
    assert title in await conversation.say(after)
