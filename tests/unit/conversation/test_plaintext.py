"""Any reply can be read aloud."""

from __future__ import annotations

import pytest

from bot.conversation.plaintext import notification, plain_text
from bot.conversation.replies import Reply, Tone
from tests.samples import SAMPLES


@pytest.mark.parametrize("reply", SAMPLES.values(), ids=SAMPLES.keys())
def test_every_sample_is_read_with_its_title_and_buttons(reply: Reply) -> None:
    said = plain_text(reply)
    assert reply.title in said
    assert all(f"[{button.label}]" in said for button in reply.buttons)
    if reply.tone is Tone.ATTENTION:
        assert said.startswith(reply.tone_word)


@pytest.mark.parametrize("reply", SAMPLES.values(), ids=SAMPLES.keys())
def test_a_notification_is_one_line_of_bounded_length(reply: Reply) -> None:
    line = notification(reply, limit=80)
    assert "\n" not in line
    assert 0 < len(line) <= 80
