"""The same checks when the service starts: what is degraded is logged, and nothing waits for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress

from adapters.doctor.settings import form_findings
from adapters.findings import Finding, Grade

_UNTIL_SERVED = 3.0
"""Seconds until the service is surely listening: then the public address should answer."""

log = logging.getLogger("dpor.doctor")


@asynccontextmanager
async def watched_start(settings: Mapping[str, str]) -> AsyncGenerator[None]:
    """Within the block, look the settings and the outside over once, and log what is wrong."""
    given = {name: value.strip() for name, value in settings.items() if value.strip()}
    _log(form_findings(given))
    looking = asyncio.create_task(_look_outside(given))
    try:
        yield
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking


async def _look_outside(given: Mapping[str, str]) -> None:
    await asyncio.sleep(_UNTIL_SERVED)
    # Only now: it loads what nothing else of the service needs, and the first answer waits for nothing.
    from adapters.doctor.examination import address_findings, outside, slack_findings, teams_findings

    asked = outside(given)
    try:
        for found in await asyncio.gather(
            # A socket that is asked for and not used is one that the service cannot have.
            slack_findings(given, sockets=False),
            teams_findings(given, asked.microsoft),
            address_findings(given, asked.address),
        ):
            _log(found)
    except Exception:
        log.exception("the start could not be examined")


def _log(findings: Iterable[Finding]) -> None:
    for finding in findings:
        if finding.grade is Grade.WRONG:
            remedy = finding.remedy.en if finding.remedy else ""
            log.warning("degraded %s: %s %s", finding.where, finding.what.en, remedy)
