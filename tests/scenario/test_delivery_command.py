"""`dpor-bot delivery`: every room, for whoever runs the bot."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner

from adapters.stores import open_store
from app import main
from bot.alerts.telling_rooms import notice_key
from bot.alerts.tellings import CardOf, written
from bot.conversation.language import Language
from bot.conversation.notices import Notice
from bot.conversation.watches import Watch
from bot.partnership.records import US
from tests.builders import ROOM
from tests.fakes import NOON
from tests.unit.alerts.test_raising import bring_in, taken

SLOT = "slot/s1/first up"


async def _written(url: str) -> None:
    store = open_store(url)
    await bring_in(store, (taken(), US))
    watch = Watch(address=replace(ROOM, conversation="C-OTHERS"), since=NOON)
    telling = CardOf(case=SLOT)
    async with store.transaction() as transaction:
        assert await transaction.cases.one(SLOT)
        await transaction.notices.add(
            Notice(
                key=notice_key(telling, watch),
                subject=SLOT,
                address=watch.address,
                text=written(telling, Language.ENGLISH),
                due=NOON,
                created=NOON,
            )
        )
    await store.close()


def test_every_room_is_told_by_customer_and_by_key(tmp_path: Path) -> None:
    url = f"tinydb:{tmp_path / 'store.json'}"
    asyncio.run(_written(url))
    for asked in (["Contoso"], ["Contoso", "Azure"], [SLOT]):
        done = CliRunner().invoke(main, ["delivery", "--store", url, *asked])
        assert done.exit_code == 0, done.output
        assert f"{ROOM.platform} C-OTHERS" in done.output
        assert "The card: waits, and is sent in a moment." in done.output


def test_a_case_that_nobody_knows_is_said_in_words(tmp_path: Path) -> None:
    url = f"tinydb:{tmp_path / 'store.json'}"
    asyncio.run(_written(url))
    done = CliRunner().invoke(main, ["delivery", "--store", url, "Fabrikam"])
    assert done.exit_code == 1
    assert "No case is known by 'Fabrikam'." in done.output
