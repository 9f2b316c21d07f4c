"""The log holds one line a record, in either form, and nothing of what was sent."""

from __future__ import annotations

import io
import json
import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.log_lines import Unquoted, log_handler
from adapters.settings import Log

FORMS: tuple[Log, ...] = ("text", "json")


def record(
    message: str, *arguments: object, error: Exception | None = None, name: str = "dpor.test"
) -> logging.LogRecord:
    exc_info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, "", 0, message, arguments, exc_info)


def written(form: Log, what: logging.LogRecord) -> str:
    stream = io.StringIO()
    log_handler(form, stream).handle(what)
    return stream.getvalue()


def fields(what: logging.LogRecord) -> dict[str, Any]:
    return json.loads(written("json", what))


@pytest.mark.parametrize("form", FORMS)
def test_an_id_cannot_begin_a_line_of_its_own(form: Log) -> None:
    line = written(form, record("seen conversation=%s", "\r\n2026 ERROR forged\x00\u2028\x9b"))
    assert line.count("\n") == 1
    assert line.endswith("\n")
    shown = json.loads(line)["conversation"] if form == "json" else line
    assert "\\x0d\\x0a2026 ERROR forged\\x00\\x2028\\x9b" in shown


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_id_makes_one_line_that_can_be_read(name: str) -> None:
    for form in FORMS:
        line = written(form, record("seen event=%s", name))
        assert len(line.splitlines()) == 1
        line.encode()
    assert fields(record("seen event=%s", "plain" + name))["event"].startswith("plain")


def test_what_a_line_names_is_a_field_and_the_rest_its_message() -> None:
    seen = fields(record("store failed event=%s reference=%s: %s", "E1", "ab12", "the disk is 100% full"))
    assert seen.pop("time").endswith("+00:00")
    assert seen == {
        "level": "error",
        "logger": "dpor.test",
        "message": "store failed: the disk is 100% full",
        "event": "E1",
        "reference": "ab12",
    }


def test_numbers_stay_numbers_and_a_line_without_arguments_is_as_it_stands() -> None:
    seen = fields(record("turn kind=%s ms=%.0f at 100%%", "status", 12.5))
    assert (seen["kind"], seen["ms"], seen["message"]) == ("status", 12.5, "turn at 100%")
    assert fields(record("all 100% of it, event=%s"))["message"].startswith("all 100% of it")


@pytest.mark.parametrize("form", FORMS)
def test_of_an_error_kind_and_place_are_kept_and_not_its_message(form: Log) -> None:
    try:
        raise ValueError("my secret question")
    except ValueError as error:
        line = written(form, record("page failed path=%s", "/x", error=error))
    assert "ValueError" in line
    assert "test_log_lines.py:" in line
    assert "secret" not in line


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["asyncio", "botbuilder.core", "psycopg.pool"])
def test_of_others_records_nothing_is_kept_that_may_quote(form: Log, name: str) -> None:
    for message in (
        "Task exception was never retrieved\nfuture: <Task exception=ValueError('my secret question')>",
        "refused: my secret question",
        "refused 'my secret question'",
    ):
        assert "secret" not in written(form, record(message, name=name))
    assert "secret" not in written(form, record("refused %s", "my secret question", name=name))
    kept = written(form, record("Task exception was never retrieved\nfuture: <secret>", name=name))
    assert "Task exception was never retrieved" in kept


@pytest.mark.parametrize("form", FORMS)
def test_of_a_servers_error_only_the_kind_is_kept(form: Log) -> None:
    error = ValueError("my secret question")
    seen = record("Error handling request: b'my secret question'", error=error, name="aiohttp.server")
    assert Unquoted().filter(seen)
    assert "could not be served" in written(form, seen)
    assert "ValueError" in written(form, seen)
    nothing = record("my secret question", name="aiohttp.server")
    assert Unquoted().filter(nothing)
    assert "secret" not in written(form, nothing)
