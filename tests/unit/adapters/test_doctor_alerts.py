"""The doctor on alerts for a platform that is not served: how many, since when, and what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from adapters.doctor.alerts import alert_findings, stored_alerts, unserved
from adapters.findings import Grade
from adapters.stores import open_store
from bot.conversation.language import Language
from bot.conversation.notices import Waiting
from tests.contract.notice_steps import a_notice
from tests.fakes import NOON

ONE, THREE = Waiting(count=1, oldest=NOON), Waiting(count=3, oldest=NOON)


def test_it_says_how_many_wait_since_when_and_what_to_do_in_both_languages() -> None:
    (slack, teams) = unserved({"teams": ONE, "slack": THREE}, served=())
    assert (slack.grade, teams.grade) == (Grade.WRONG, Grade.WRONG)
    assert slack.within(Language.ENGLISH) == (
        "alerts: 3 alerts wait for Slack since 2026-11-22 12:00 UTC, and Slack is not served here."
        " Set Slack's credentials as docs/slack.md says, and restart: then they are sent."
    )
    assert "alerts: 1 alert waits for Teams since" in teams.within(Language.ENGLISH)
    assert teams.within(Language.SWEDISH) == (
        "larm: 1 larm väntar på Teams sedan 2026-11-22 12:00 UTC, och Teams körs inte här."
        " Sätt uppgifterna för Teams som docs/teams.md säger, och starta om: då skickas de."
    )


def test_what_is_served_or_never_delivers_is_no_fault() -> None:
    (found,) = unserved({"slack": ONE, "web": THREE}, served={"slack"})
    assert found.grade is Grade.WELL


async def test_a_file_is_looked_into_while_it_is_open_and_not_made_where_it_is_not(tmp_path: Path) -> None:
    path = tmp_path / "dpor.json"
    assert stored_alerts(str(path), "main", NOON) == {}
    assert list(tmp_path.iterdir()) == []
    store = open_store(str(path))
    async with store.transaction() as transaction:
        await transaction.notices.add(a_notice())
    assert stored_alerts(str(path), "main", NOON) == {"slack": ONE}
    await store.close()
    path.write_bytes(b"{")
    assert stored_alerts(str(path), "main", NOON) == {}


async def test_the_service_looks_into_its_own_store() -> None:
    store = open_store("memory:")
    notice = a_notice()
    async with store.transaction() as transaction:
        await transaction.notices.add(notice)
        await transaction.notices.add(replace(notice, key="later", due=NOON.replace(year=9000)))
    (found,) = await alert_findings(store, {"teams"})
    assert (found.grade, found.what.en[:20]) == (Grade.WRONG, "1 alert waits for Sl")
    (found,) = await alert_findings(store, {"slack"})
    assert found.grade is Grade.WELL
