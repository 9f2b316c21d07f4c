"""A chart in Slack: an image that is put there first, with words, over the same numbers in text."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.slack.pictures import keeping
from tests.scenario import fake_slack as fakes
from tests.scenario.fake_slack import fake_slack
from tests.scenario.slack_app import ASKER, Service, a_mention, event, serving

QUESTION = "show me coverage"


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with fake_slack() as slack, serving(slack) as running:
        yield running


async def answered(service: Service, number: int = 1, question: str = QUESTION) -> dict[str, Any]:
    """What a direct message with the question is answered."""
    await service.send(event("message_im", event_id=f"Ev{number}PICTURE", text=question))
    return (await service.slack.wait_for("chat.postMessage", number))[-1]


def images(sent: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in sent["blocks"] if block["type"] == "image"]


def numbers_in_text(sent: dict[str, Any]) -> bool:
    texts = [block["text"]["text"] for block in sent["blocks"] if block["type"] == "section"]
    return any("*Microsoft Azure* · ours: 4 · another partner's: 2" in text for text in texts)


async def test_a_chart_is_an_image_with_words_over_its_numbers(service: Service) -> None:
    sent = await answered(service)
    [image] = images(sent)
    assert image["alt_text"].startswith("Subscriptions by product, and whose they are. Office 365: 2 of 8")
    assert service.slack.uploads[image["slack_file"]["id"]].startswith(b"\x89PNG")
    assert numbers_in_text(sent)
    [slot] = service.slack.of("files.getUploadURLExternal")
    assert slot["alt_txt"] == image["alt_text"]
    # It is shared with nobody but by the message.
    [named] = service.slack.of("files.completeUploadExternal")
    assert named.keys() == {"files"}


async def test_in_a_room_the_asker_alone_sees_it(service: Service) -> None:
    await service.send(a_mention(QUESTION))
    [sent] = await service.slack.wait_for("chat.postEphemeral")
    assert sent["user"] == ASKER
    assert len(images(sent)) == 1


async def test_the_same_numbers_are_put_there_once(service: Service) -> None:
    first, second = await answered(service), await answered(service, 2)
    assert images(first) == images(second)
    assert len(service.slack.uploads) == 1


async def test_a_file_that_slack_is_still_taking_in_is_waited_for(service: Service) -> None:
    service.slack.fail("chat.postMessage", fakes.refused("invalid_blocks"))
    await service.send(event("message_im", event_id="Ev1PICTURE", text=QUESTION))
    first, second = await service.slack.wait_for("chat.postMessage", 2)
    assert images(first) == images(second) != []


async def test_an_image_that_slack_does_not_show_leaves_the_numbers(service: Service) -> None:
    service.slack.fail("chat.postMessage", *[fakes.refused("invalid_blocks")] * 3)
    await service.send(event("message_im", event_id="Ev1PICTURE", text=QUESTION))
    sent = (await service.slack.wait_for("chat.postMessage", 4))[-1]
    assert images(sent) == []
    assert numbers_in_text(sent)
    # The next answer tries anew.
    await service.send(event("message_im", event_id="Ev2PICTURE", text=QUESTION))
    await service.slack.wait_for("chat.postMessage", 5)
    assert len(service.slack.uploads) == 2


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("files.getUploadURLExternal", fakes.refused("file_uploads_disabled")),
        ("files.getUploadURLExternal", fakes.reset),
        ("upload", fakes.status(500)),
        ("upload", fakes.reset),
        ("files.completeUploadExternal", fakes.rate_limited(1)),
    ],
)
async def test_where_no_picture_can_be_put_there_the_answer_comes_without(
    service: Service, method: str, fault: fakes.Fault
) -> None:
    service.slack.fail(method, fault)
    sent = await answered(service)
    assert images(sent) == []
    assert numbers_in_text(sent)


async def test_without_the_permission_only_the_log_says_why(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    service.slack.scopes.remove("files:write")
    with caplog.at_level(logging.WARNING, "dpor.slack"):
        sent = await answered(service)
    assert numbers_in_text(sent)
    assert "slack picture not taken reason=files.getUploadURLExternal: missing_scope" in caplog.messages


async def test_the_bytes_go_to_slack_alone(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def elsewhere(self: fakes.FakeSlack, arguments: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "upload_url": "http://127.0.0.1:9/upload/F1", "file_id": "F1"}

    monkeypatch.setattr(fakes.FakeSlack, "_slot", elsewhere)
    sent = await answered(service)
    assert images(sent) == []
    assert service.slack.of("files.completeUploadExternal") == []


async def test_only_some_are_kept(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "KEPT", 1)
    for number, question in enumerate([QUESTION, "coverage of Azure", QUESTION], 1):
        sent = await answered(service, number, question)
        assert len(images(sent)) == 1
    assert len(service.slack.uploads) == 3
