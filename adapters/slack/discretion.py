"""The SDKs' own log lines, without what they quote: bodies, addresses with tickets, answers."""

from __future__ import annotations

import logging
import re

_QUOTE = re.compile(r"[(:{].*", re.DOTALL)


class Discretion(logging.Filter):
    """Keeps of a line what stands before its first quote, and the kind of error."""

    def filter(self, record: logging.LogRecord) -> bool:
        kind = record.exc_info[0] if record.exc_info else None
        said = _QUOTE.sub("", record.getMessage()).strip()
        record.msg = f"slack sdk: {said}" + (f" ({kind.__name__})" if kind else "")
        record.args = ()
        record.exc_info = None
        return True


def discreet_logger() -> logging.Logger:
    """The logger for bolt and slack_sdk: errors only, since at INFO they quote whole requests."""
    logger = logging.getLogger("dpor.slack.sdk")
    logger.setLevel(logging.ERROR)
    if not any(isinstance(known, Discretion) for known in logger.filters):
        logger.addFilter(Discretion())
    return logger
