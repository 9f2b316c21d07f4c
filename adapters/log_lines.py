"""The log: one line a record, whatever an id holds; and nothing of what people or platforms send."""

from __future__ import annotations

import logging
import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class OneLine(logging.Formatter):
    """Control characters are shown by their number, so that no id can begin a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line; a traceback keeps its lines, and is ours."""
        traceback, record.exc_info = record.exc_info, None
        line = _CONTROL.sub(lambda found: f"\\x{ord(found.group()):02x}", super().format(record))
        record.exc_info = traceback
        return f"{line}\n{self.formatException(traceback)}" if traceback and traceback[0] else line


class Unquoted(logging.Filter):
    """For the HTTP server's own errors: they quote the request, so only their kind is kept."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true; the record loses its message and traceback."""
        kind = record.exc_info[0] if record.exc_info else None
        record.msg = "a request could not be served error=%s"
        record.args = (kind.__name__ if kind else "unknown",)
        record.exc_info = None
        return True


def log_to_standard_error() -> None:
    """Set the log up for a service: from INFO on, to standard error."""
    # No line has these, and finding them out takes a part of the time of writing one.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("aiohttp.server").addFilter(Unquoted())
