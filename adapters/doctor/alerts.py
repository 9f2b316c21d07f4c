"""Alerts that wait for a platform which is not served here: nobody will ever send them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from adapters.findings import ALERTS, Finding, Grade, Said, well
from adapters.stores import is_memory, is_postgres, tinydb_path
from adapters.stores.opening import stored
from adapters.stores.outbox import overdue
from bot.conversation.notices import Waiting
from bot.conversation.watches import DELIVERED
from bot.errors import BotError
from bot.ports import Store

_LATE = timedelta(minutes=15)
"""So long somebody else who serves that platform may take to send them."""


def late() -> datetime:
    """What was due by then and still waits is late."""
    return datetime.now(UTC) - _LATE


def stored_alerts(url: str, organisation: str, moment: datetime) -> Mapping[str, Waiting]:
    """Those that were due by then in the store at that address, by platform. Opens and makes nothing.

    A store that cannot be read has none: what is wrong with it is found elsewhere.
    """
    try:
        if is_memory(url):
            return {}
        if is_postgres(url):
            # Loaded only for who has one.
            from adapters.stores.postgres.examining import overdue_in

            return overdue_in(url, organisation, moment)
        path = tinydb_path(url)
        found = stored(path) if path else None
    except BotError:
        return {}
    return overdue(found.state.outbox.unsent.values(), moment) if found else {}


async def alert_findings(store: Store, served: Collection[str]) -> tuple[Finding, ...]:
    """What the service finds in its own store."""
    async with store.transaction() as transaction:
        return unserved(await transaction.notices.overdue(late()), served)


def unserved(waiting: Mapping[str, Waiting], served: Collection[str]) -> tuple[Finding, ...]:
    """What waits for a platform that can deliver, but not here."""
    found = tuple(_findings({name: waiting[name] for name in sorted(waiting) if name not in served}))
    en, sv = "None waits for a platform that is not served.", "Inget väntar på en plattform som inte körs."
    return found or (well(ALERTS, en, sv),)


def _findings(waiting: Mapping[str, Waiting]) -> Iterator[Finding]:
    for platform, found in waiting.items():
        if platform not in DELIVERED:
            continue
        name, since = platform.capitalize(), f"{found.oldest:%Y-%m-%d %H:%M} UTC"
        one = found.count == 1
        what = Said(
            f"{found.count} {'alert waits' if one else 'alerts wait'} for {name} since {since}, and {name} is"
            " not served here.",
            f"{found.count} larm väntar på {name} sedan {since}, och {name} körs inte här.",
        )
        remedy = Said(
            f"Set {name}'s credentials as docs/{platform}.md says, and restart: then they are sent.",
            f"Sätt uppgifterna för {name} som docs/{platform}.md säger, och starta om: då skickas de.",
        )
        yield Finding(grade=Grade.WRONG, where=ALERTS, what=what, remedy=remedy)
