"""What must not get in from Slack's side: forged, malformed and huge requests."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator

import pytest

from adapters.slack.endpoint import PATH
from adapters.slack.signature import sign
from tests.scenario.fake_slack import fake_slack
from tests.scenario.slack_app import QUIET, Service, payload, serving
from tests.scenario.slack_values import SIGNING_SECRET


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with fake_slack() as slack, serving(slack) as running:
        yield running


# What must not get in


@pytest.mark.parametrize(
    ("headers", "at"),
    [
        ({"X-Slack-Signature": ""}, 0),
        ({"X-Slack-Signature": "v0=" + "0" * 64}, 0),
        ({"X-Slack-Signature": "v0=" + "å" * 64}, 0),
        ({"X-Slack-Request-Timestamp": "abc"}, 0),
        ({"X-Slack-Request-Timestamp": "9" * 5000}, 0),
        ({"X-Slack-Request-Timestamp": "-1"}, 0),
        ({}, -301),
        ({}, 360),
    ],
    ids=["empty", "wrong", "not ascii", "no number", "5,000 digits", "negative", "stale", "early"],
)
async def test_a_request_that_slack_did_not_sign_just_now_is_a_401(
    service: Service, headers: dict[str, str], at: float
) -> None:
    raw = json.dumps(payload("app_mention")).encode()
    stamp = str(int(time.time() + at))
    right = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": sign(SIGNING_SECRET, stamp, raw),
    }
    assert (await service.unsigned(raw, right | headers))[0] == 401
    await service.silence()


@pytest.mark.parametrize("raw", [b"", b"garbage", b"\xff\xfe", b"[]", b"{" * 100_000])
async def test_unsigned_garbage_is_a_401(service: Service, raw: bytes) -> None:
    assert (await service.unsigned(raw, {}))[0] == 401


MALFORMED = {
    "not json": b"{not json",
    "empty": b"",
    "bad utf-8": b'{"type": "\xff"}',
    "list": b"[]",
    "null": b"null",
    "no type": b"{}",
    "type no text": b'{"type": 1}',
    "deep": b'{"type":' * 100_000 + b"1" + b"}" * 100_000,
    "65 deep": b'{"type":"x","a":' + b"[" * 64 + b"]" * 64 + b"}",
    "event null": b'{"type": "event_callback", "event": null}',
    "event list": b'{"type": "event_callback", "event": []}',
    "event empty": b'{"type": "event_callback", "event": {}}',
    "event type": b'{"type": "event_callback", "event": {"type": null}}',
    "huge number": b'{"type": "event_callback", "event": {"type": "app_mention"}, "n": ' + b"9" * 5000 + b"}",
    "authorizations": b'{"type": "event_callback", "event": {"type": "x"}, "authorizations": 5}',
    "authorizations {}": b'{"type": "event_callback", "event": {"type": "x"}, "authorizations": {"a": 1}}',
    "authorizations of text": b'{"type": "event_callback", "event": {"type": "x"}, "authorizations": ["x"]}',
}


@pytest.mark.parametrize("name", MALFORMED)
async def test_a_signed_body_that_slack_would_not_send_is_a_400(service: Service, name: str) -> None:
    assert (await service.send(MALFORMED[name]))[0] == 400
    await service.silence()


@pytest.mark.parametrize(
    "value",
    [
        "not json",
        "[]",
        "null",
        "{}",
        '{"type": "block_actions"}',
        '{"type": "block_actions", "actions": [1]}',
    ],
)
async def test_a_signed_form_that_slack_would_not_send_is_a_400(service: Service, value: str) -> None:
    assert (await service.send_form({"payload": value}))[0] == 400
    assert (await service.send_form({"other": value}))[0] == 400


@pytest.mark.parametrize("value", [None, [], {}, 5, "x", [{}], True])
@pytest.mark.parametrize(
    "key", ["user", "channel", "text", "ts", "team", "thread_ts", "channel_type", "bot_id"]
)
async def test_an_event_of_odd_parts_is_never_a_500(service: Service, key: str, value: object) -> None:
    for name in ("app_mention", "message_im"):
        body = payload(name)
        body["event"][key] = value
        assert (await service.send(body))[0] in (200, 400)


@pytest.mark.parametrize("value", [None, [], {}, 5, "x", [{}]])
@pytest.mark.parametrize("key", ["user", "channel", "message", "container", "state", "team", "trigger_id"])
async def test_a_press_of_odd_parts_is_never_a_500(service: Service, key: str, value: object) -> None:
    assert (await service.send(payload("checkboxes") | {key: value}))[0] in (200, 400)


async def test_a_body_of_10_mb_is_a_413_signed_or_not(service: Service) -> None:
    huge = b'{"type": "' + b"x" * 10_000_000 + b'"}'
    assert (await service.send(huge))[0] == 413
    assert (await service.unsigned(huge, {"Content-Type": "application/json"}))[0] == 413


async def test_a_signed_body_of_another_type_is_a_415_and_another_method_a_405(service: Service) -> None:
    assert (await service.post(b"{}", "text/plain"))[0] == 415
    assert (await service.unsigned(b"", {}, method="GET"))[0] == 405


async def test_a_request_that_breaks_off_is_no_error_of_ours(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    port = int(service.address.split(":")[2].split("/")[0])
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n"
    writer.write(head.encode() + b'{"type":')
    await writer.drain()
    await asyncio.sleep(0.05)
    writer.close()
    await asyncio.sleep(QUIET)
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
