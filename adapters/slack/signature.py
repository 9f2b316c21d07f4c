"""Whether Slack signed a request, told from its bytes. Pure.

slack-bolt asks the same again, but only of bodies it could parse, and fails on odd headers:
https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping

TIMESTAMP = "X-Slack-Request-Timestamp"
SIGNATURE = "X-Slack-Signature"
MAX_AGE = 300
"""Seconds, into the past and into the future."""

_SECONDS = re.compile(r"[0-9]{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The signature that Slack puts on a body."""
    message = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.digest(secret.encode(), message, "sha256").hex()


def signed(secret: str, headers: Mapping[str, str], body: bytes, *, now: float) -> bool:
    """Whether the headers carry a fresh and right signature; `now` is in seconds since 1970."""
    timestamp, signature = headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, "")
    if not _SECONDS.fullmatch(timestamp) or not _SIGNATURE.fullmatch(signature):
        return False
    if abs(now - int(timestamp)) > MAX_AGE:
        return False
    return hmac.compare_digest(sign(secret, timestamp, body), signature)
