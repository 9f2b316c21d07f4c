"""Quiet hours as they are stored, of rooms and of people."""

from __future__ import annotations

from datetime import time

from adapters.stores.fields import Document, Fields, flag, text
from bot.partnership.quiet import QuietHours


def quiet_document(quiet: QuietHours) -> Document:
    """Local times, and their zone."""
    return {
        "begins": quiet.begins.isoformat(),
        "ends": quiet.ends.isoformat(),
        "zone": quiet.zone,
        "working_days_only": quiet.working_days_only,
    }


def read_quiet(fields: Fields) -> QuietHours:
    """The same; ValueError also for a zone that nobody knows."""
    try:
        return QuietHours(
            begins=time.fromisoformat(text(fields, "begins")),
            ends=time.fromisoformat(text(fields, "ends")),
            zone=text(fields, "zone"),
            working_days_only=flag(fields, "working_days_only"),
        )
    except (KeyError, OSError) as error:
        raise ValueError('"zone" is no time zone') from error
