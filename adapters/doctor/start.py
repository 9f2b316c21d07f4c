"""The same checks when the service starts: what is degraded is logged, and nothing waits for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Collection, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib import import_module

from adapters.beside import beside
from adapters.doctor.alerts import alert_findings
from adapters.doctor.settings import forms
from adapters.findings import ALERTS, Finding, Grade
from adapters.health import Health, State
from bot.errors import raised_at
from bot.ports import Store

_UNTIL_SERVED = 3.0
"""Seconds until the service is surely listening: then the public address should answer."""

_BETWEEN_LOOKS = 3600.0
"""Seconds from one look at the alerts to the next."""

_PARTS = {"slack": "SLACK_", "teams": "MicrosoftApp", "address": "DPOR_PUBLIC_HOST", "settings": ""}
"""The parts outside, and how the settings begin that make the service use them."""

log = logging.getLogger("dpor.doctor")


@asynccontextmanager
async def watched_start(settings: Mapping[str, str], health: Health | None = None) -> AsyncGenerator[None]:
    """Within the block, look the settings and the outside over once; log what is wrong, and note its part."""
    given = {name: value.strip() for name, value in settings.items() if value.strip()}
    wrong = {part: _log(findings) for part, findings in forms(given).items()}
    wrong = {part: wrong[part] for part, beginning in _PARTS.items() if _is_set(given, beginning)}
    if health:
        _note(health, wrong, otherwise=State.UNKNOWN)
    async with beside(_look_outside(given, health, wrong)):
        yield


def watched_alerts(
    store: Store, served: Collection[str], health: Health
) -> AbstractAsyncContextManager[None]:
    """Within the block, look now and then whether alerts wait for a platform that is not served; log it."""
    return beside(_look_at_alerts(store, served, health))


async def _look_at_alerts(store: Store, served: Collection[str], health: Health) -> None:
    while True:
        await asyncio.sleep(_UNTIL_SERVED)
        try:
            wrong = _log(await alert_findings(store, served))
            health.note(ALERTS, State.DEGRADED if wrong else State.WELL)
        except Exception as error:
            log.error("alerts were not looked at error=%s at=%s", type(error).__name__, raised_at(error))
        await asyncio.sleep(_BETWEEN_LOOKS)


async def _look_outside(given: Mapping[str, str], health: Health | None, wrong: Mapping[str, bool]) -> None:
    await asyncio.sleep(_UNTIL_SERVED)
    try:
        # Only now, and in a thread: it loads what nothing else needs, and that would hold up every answer.
        await asyncio.to_thread(import_module, "adapters.doctor.examination")
        from adapters.doctor.examination import address_findings, outside, slack_findings, teams_findings

        asked = outside(given)
        slack, teams, address = await asyncio.gather(
            # A socket that is asked for and not used is one that the service cannot have.
            slack_findings(given, sockets=False),
            teams_findings(given, asked.microsoft),
            address_findings(given, asked.address),
        )
    except Exception:
        log.exception("the start could not be examined")
        return
    found = {"slack": _log(slack), "teams": _log(teams), "address": _log(address)}
    if health:
        _note(health, {part: was or found.get(part, False) for part, was in wrong.items()}, State.WELL)


def _is_set(given: Mapping[str, str], beginning: str) -> bool:
    return any(name.startswith(beginning) for name in given)


def _note(health: Health, wrong: Mapping[str, bool], otherwise: State) -> None:
    for part, is_wrong in wrong.items():
        health.note(part, State.DEGRADED if is_wrong else otherwise)


def _log(findings: Iterable[Finding]) -> bool:
    """Log what is wrong; whether anything was."""
    wrong = [finding for finding in findings if finding.grade is Grade.WRONG]
    for finding in wrong:
        remedy = finding.remedy.en if finding.remedy else ""
        log.warning("degraded %s: %s %s", finding.where, finding.what.en, remedy)
    return bool(wrong)
