"""The log holds one line a record, and nothing of what was sent."""

from __future__ import annotations

import logging

from adapters.log_lines import OneLine, Unquoted


def record(message: str, error: Exception | None = None) -> logging.LogRecord:
    exc_info = (type(error), error, None) if error else None
    return logging.LogRecord("aiohttp.server", logging.ERROR, "", 0, message, (), exc_info)


def test_an_id_cannot_begin_a_line_of_its_own() -> None:
    line = OneLine("%(message)s").format(record("conversation=\r\n2026 ERROR forged\x00\u2028"))
    assert "\n" not in line
    assert "\\x0d\\x0a2026 ERROR forged\\x00" in line


def test_a_traceback_of_ours_keeps_its_lines() -> None:
    text = OneLine("%(message)s").format(record("page failed", ValueError("why")))
    assert text.splitlines()[0] == "page failed"
    assert "ValueError: why" in text


def test_of_a_servers_error_only_the_kind_is_kept() -> None:
    seen = record("Error handling request: b'my secret question'", ValueError("my secret question"))
    assert Unquoted().filter(seen)
    assert OneLine("%(message)s").format(seen) == "a request could not be served error=ValueError"
    nothing = record("my secret question")
    assert Unquoted().filter(nothing)
    assert "secret" not in OneLine("%(message)s").format(nothing)
