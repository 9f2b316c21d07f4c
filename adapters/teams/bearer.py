"""The shape of an Authorization header, before the SDK reads it: the SDK fails on some of them."""

from __future__ import annotations

import base64
import binascii
import json
from typing import cast

from adapters.teams.wire import Json, object_at, text_at

ISSUER = "https://api.botframework.com"
_MAX_LENGTH = 8192


def is_channel_token(header: str) -> bool:
    """Whether this is `Bearer` and a token that claims to be the channel's; nothing is verified here.

    Tokens of other issuers (the emulator's, skills') are refused: their service address is not vouched for.
    """
    scheme, _, token = header.partition(" ")
    parts = token.split(".")
    if scheme != "Bearer" or len(parts) != 3 or len(header) > _MAX_LENGTH or not token.isascii():
        return False
    head, claims = _decoded(parts[0]), _decoded(parts[1])
    return (
        text_at(head, "alg") == "RS256"
        and text_at(head, "kid") != ""
        and text_at(claims, "iss") == ISSUER
        and isinstance(claims.get("exp"), int)
        and parts[2] != ""
    )


def _decoded(part: str) -> Json:
    try:
        data = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
        return object_at(cast("object", json.loads(data)))
    except (binascii.Error, ValueError, RecursionError):
        return {}
