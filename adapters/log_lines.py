"""The log: one line a record, whatever an id holds; and nothing of what people or platforms send.

Ours name ids alone, as `event=…`. Of others' records (SDKs, asyncio) only what stands before their
first quote is kept, and of an error its kind and place: messages may quote what was sent.
"""

from __future__ import annotations

import logging
import re
import time
from datetime import UTC, datetime
from functools import lru_cache
from typing import TextIO

import orjson

from adapters.settings import Log
from bot.errors import raised_at

OURS = "dpor"
"""The first part of our loggers' names."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_QUOTE = re.compile(r"[(:{<'\"\n].*", re.DOTALL)
_PLACE = re.compile(r"(?:(\w+)=)?%[-#0 +]*[\d.]*[a-zA-Z%]")
_NUMBERS = (int, float)


class Discreet(logging.Filter):
    """Takes out of a record what may quote: of others' the text, of all the message of an error."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true; `error` and `at` say what a traceback would."""
        if record.name.partition(".")[0] != OURS:
            record.msg, record.args = _QUOTE.sub("", str(record.msg)).strip(), ()
        if record.exc_info and record.exc_info[1]:
            error = record.exc_info[1]
            record.msg, record.exc_info = f"{record.msg} error=%s at=%s", None
            record.args = (*_arguments(record), type(error).__name__, raised_at(error))
        record.exc_text = record.stack_info = None
        return True


class Unquoted(logging.Filter):
    """For the HTTP server's own errors: they quote the request, so only their kind is kept."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true; the record loses its message and traceback."""
        kind = record.exc_info[0] if record.exc_info else None
        record.name = f"{OURS}.http"
        record.msg = "a request could not be served error=%s"
        record.args = (kind.__name__ if kind else "unknown",)
        record.exc_info = None
        return True


class OneLine(logging.Formatter):
    """Control characters are shown by their number, so that no id can begin a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        return _printable(super().format(record))

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - its name
        """The record's time as ever; the second that it is in is worked out once."""
        return f"{_second(int(record.created))},{int(record.msecs):03d}"


class JsonLine(logging.Formatter):
    """One object a line: time (UTC), level, logger, message, and a field for each id that the line names."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one JSON object."""
        words, names = _read(str(record.msg))
        arguments = _arguments(record)
        fields = {
            name: argument if isinstance(argument, _NUMBERS) else _printable(str(argument))
            for name, argument in zip(names, arguments, strict=False)
            if name
        }
        said = tuple(one for name, one in zip(names, arguments, strict=False) if not name)
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _printable(words % said if arguments else words),
            **fields,
        }
        return orjson.dumps(line).decode()


def log_to_standard_error(form: Log = "text") -> None:
    """Set the log up for a service: from INFO on, to standard error."""
    # No line has these, and finding them out takes a part of the time of writing one.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging.basicConfig(level=logging.INFO, handlers=[log_handler(form)])
    logging.getLogger("aiohttp.server").addFilter(Unquoted())


def log_handler(form: Log, stream: TextIO | None = None) -> logging.Handler:
    """What writes the lines, to standard error where no stream is given."""
    handler = logging.StreamHandler(stream)
    handler.addFilter(Discreet())
    text = OneLine("%(asctime)s %(levelname)s %(name)s %(message)s")
    handler.setFormatter(JsonLine() if form == "json" else text)
    return handler


@lru_cache(maxsize=2)
def _second(since_1970: int) -> str:
    return time.strftime(logging.Formatter.default_time_format, time.localtime(since_1970))


def _arguments(record: logging.LogRecord) -> tuple[object, ...]:
    if record.args is None:
        return ()
    return record.args if isinstance(record.args, tuple) else (record.args,)


@lru_cache(maxsize=256)
def _read(template: str) -> tuple[str, tuple[str, ...]]:
    """The words of a line without its ids, and the ids' names by place; "" for what stands in the words."""
    names: list[str] = []

    def taken(found: re.Match[str]) -> str:
        if found[0].endswith("%%"):
            return found[0]
        names.append(found[1] or "")
        return "" if found[1] else found[0]

    words = _PLACE.sub(taken, template)
    return " ".join(words.split()).replace(" :", ":"), tuple(names)


def _printable(text: str) -> str:
    return _CONTROL.sub(lambda found: f"\\x{ord(found.group()):02x}", text)
