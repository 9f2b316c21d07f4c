"""Whether Slack signed a request."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.signature import sign, signed


def headers(stamp: str, signature: str) -> dict[str, str]:
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}


def test_slacks_own_example_is_right() -> None:
    # https://docs.slack.dev/authentication/verifying-requests-from-slack
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
        b"%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    given_headers = headers("1531420618", signature)
    assert signed("8f742231b10e8888abcd99yyyzzz85a5", given_headers, body, now=1531420618)
    assert not signed("8f742231b10e8888abcd99yyyzzz85a6", given_headers, body, now=1531420618)
    assert not signed("8f742231b10e8888abcd99yyyzzz85a5", given_headers, body + b" ", now=1531420618)


@pytest.mark.parametrize(
    ("age", "is_fresh"), [(0, True), (300, True), (301, False), (-300, True), (-301, False)]
)
def test_a_signature_holds_for_five_minutes_either_way(age: int, is_fresh: bool) -> None:
    given_headers = headers("1000000", sign("secret", "1000000", b"{}"))
    assert signed("secret", given_headers, b"{}", now=1000000 + age) is is_fresh


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_header_raises_or_passes(stamp: str, signature: str) -> None:
    assert not signed("secret", headers(stamp, signature), b"{}", now=0)
