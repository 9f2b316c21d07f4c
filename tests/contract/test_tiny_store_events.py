"""Events are known again after a restart, whatever ended the process and whatever became of the journal."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.stores.event_journal import EventJournal
from adapters.stores.tiny import tiny_store
from tests.contract.store_steps import fill, ids
from tests.fakes import NOON

DAY = timedelta(hours=24)
SECOND = timedelta(seconds=1)
STRANGE = [
    "",
    " ",
    "a b",
    "two\nlines",
    "å",
    "\ud83d",
    "~",
    "~e1",
    "x" * 201,
    "x" * 100_000,
    "e1\x00",
    "e1\n",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store file that is not there yet."""
    return tmp_path / "store.json"


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Where its events stand."""
    return tmp_path / "store.json.events"


def note(path: Path, *event_ids: str, at: timedelta = timedelta(), limit: int = 1000) -> list[bool]:
    """Which of these were new, in a process of their own."""
    events = EventJournal(path, limit=limit)
    try:
        return [events.first_time(event_id, NOON + at) for event_id in event_ids]
    finally:
        events.close()


async def test_an_event_is_known_again_after_reopening(path: Path) -> None:
    store = tiny_store(path)
    assert await store.first_time("e1", NOON)
    await store.close()
    store = tiny_store(path)
    assert not await store.first_time("e1", NOON + DAY)
    assert await store.first_time("e2", NOON + DAY)
    await store.close()
    store = tiny_store(path)
    assert not await store.first_time("e2", NOON + DAY)
    assert await store.first_time("e1", NOON + DAY + 2 * SECOND)
    await store.close()


async def test_what_was_only_begun_is_new_once_its_process_has_ended(path: Path, journal: Path) -> None:
    store = tiny_store(path)
    assert await store.first_time("e1", NOON, DAY)
    assert not await store.first_time("e1", NOON, DAY)
    assert not journal.exists()
    await store.close()
    store = tiny_store(path)
    assert await store.first_time("e1", NOON, DAY)
    await store.done("e1", NOON)
    await store.close()
    assert note(path, "e1") == [False]


@pytest.mark.parametrize("event_id", STRANGE)
def test_an_event_id_may_be_any_text_and_is_like_no_other(path: Path, event_id: str) -> None:
    assert note(path, event_id, event_id) == [True, False]
    assert note(path, "e1", event_id) == [True, False]
    assert note(path, *STRANGE).count(True) == len(STRANGE) - 1
    assert note(path, *STRANGE, "e1").count(True) == 0


def test_nobody_can_choose_an_id_that_reads_like_the_short_form_of_another(path: Path, journal: Path) -> None:
    note(path, "a b")
    short_form = journal.read_text().split()[1]
    assert note(path, short_form) == [True]


def test_a_line_stays_short_and_only_the_owner_may_read(path: Path, journal: Path) -> None:
    note(path, *STRANGE)
    assert max(map(len, journal.read_bytes().splitlines())) < 100
    assert journal.stat().st_mode & 0o777 == 0o600


async def test_a_store_that_has_seen_no_event_makes_no_journal(path: Path, journal: Path) -> None:
    store = tiny_store(path)
    await fill(store)
    await store.close()
    assert not journal.exists()


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\n\n",
        b"\x00" * 512,
        b"\xff\xfe\n",
        b"{}\n",
        b"1795348800\n",
        b"99999999999999999999 e0\n",
        b"-5 e0\n",
        b"1795348800 e 0\n",
        b"1795348800 " + b"x" * 500 + b"\n",
        b"99999999999 far\n",
        b"0 early\n",
    ],
)
def test_damage_hides_no_other_event_and_stops_nothing(path: Path, journal: Path, damage: bytes) -> None:
    note(path, "e1", "e2")
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0] + damage + lines[1])
    assert note(path, "e3") == [True]
    assert note(path, "e1", "e3", "e4") == [False, False, True]
    assert note(path, "e2") == [not damage.endswith(b"\n") and damage != b""]
    assert note(path, "e4", at=DAY) == [False]


def test_a_half_last_line_is_ignored_wherever_it_was_cut(path: Path, journal: Path) -> None:
    note(path, "e1", "event-2")
    content = journal.read_bytes()
    first = content.index(b"\n") + 1
    for length in range(first, len(content)):
        journal.write_bytes(content[:length])
        assert note(path, "e3") == [True]
        assert note(path, "e1", "e3") == [False, False]
        assert note(path, *("event-2"[:n] for n in range(1, 8))) == [True] * 7


def test_the_journal_keeps_a_day_and_no_more_than_about_two(path: Path) -> None:
    for hour in range(24 * 7):
        assert note(path, f"e{hour}", at=timedelta(hours=hour)) == [True]
        recent = [f"e{h}" for h in range(max(0, hour - 24), hour + 1)]
        assert not any(note(path, *recent, at=timedelta(hours=hour)))
    written = [line for file in path.parent.glob("*.events*") for line in file.read_text().splitlines()]
    assert 24 <= len(written) <= 51


def test_in_a_process_that_runs_for_long_the_journal_does_not_grow(path: Path) -> None:
    events = EventJournal(path)
    for hour in range(24 * 7):
        assert events.first_time(f"e{hour}", NOON + timedelta(hours=hour))
    events.close()
    assert sum(len(file.read_text().splitlines()) for file in path.parent.glob("*.events*")) <= 51
    assert not any(note(path, *(f"e{h}" for h in range(24 * 6, 24 * 7)), at=timedelta(days=7)))


def test_of_too_many_events_in_a_day_the_latest_are_known_again(path: Path) -> None:
    event_ids = [f"e{n}" for n in range(1000)]
    for n in range(0, 1000, 30):
        assert all(note(path, *event_ids[n : n + 30], limit=100))
    assert sum(len(file.read_text().splitlines()) for file in path.parent.glob("*.events*")) <= 200
    assert not any(note(path, *event_ids[-99:], limit=100))


async def test_where_the_journal_cannot_be_written_the_store_serves_and_says_so_once(
    path: Path, journal: Path, caplog: pytest.LogCaptureFixture
) -> None:
    journal.mkdir()
    with caplog.at_level(logging.WARNING):
        store = tiny_store(path)
        for n in range(3):
            assert await store.first_time(f"secret-{n}", NOON)
            assert not await store.first_time(f"secret-{n}", NOON)
        await fill(store)
        assert await ids(store) == ["s1", "s2"]
        await store.close()
    assert len(caplog.records) == 1
    assert "not remembered across restarts" in caplog.text
    assert "secret" not in caplog.text


def test_where_the_older_journal_cannot_be_replaced_events_are_known_all_the_same(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (path.parent / "store.json.events.old").mkdir()
    for day in range(3):
        assert note(path, f"e{day}", at=2 * day * DAY) == [True]
        assert note(path, f"e{day}", at=2 * day * DAY) == [False]
    assert "not remembered" in caplog.text


def test_a_full_disk_costs_no_answer_and_half_a_line_costs_no_other(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    write = os.write
    events = EventJournal(path)
    assert events.first_time("e1", NOON)
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda file, line: write(file, line[:-2]))
        assert events.first_time("event-22", NOON)
        assert events.first_time("event-33", NOON)
    assert events.first_time("e4", NOON)
    assert not events.first_time("event-22", NOON)
    events.close()
    assert caplog.text.count("No space left on device") == 1
    assert note(path, "e1", "e4", "event-2", "event-22", "event-3") == [False, False, True, True, True]


SEER = """
import asyncio, sys
from datetime import UTC, datetime
from adapters.stores import open_store

async def main():
    store = open_store(sys.argv[1])
    n = 0
    while True:
        new = await store.first_time(f"e{n}", datetime(2026, 11, 22, 12, tzinfo=UTC))
        print(f"e{n} {new}", flush=True)
        n += 1

asyncio.run(main())
"""


async def test_a_kill_at_any_moment_forgets_no_event_that_was_seen(path: Path) -> None:
    for kill in range(10):
        seen = _see_until_killed(path, lines=kill * 7 + 1)
        store = tiny_store(path)
        for event_id in seen:
            assert not await store.first_time(event_id, NOON)
        await store.close()
        (path.parent / "store.json.events").unlink()


def _see_until_killed(path: Path, *, lines: int) -> list[str]:
    command = [sys.executable, "-c", SEER, str(path)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        process.send_signal(signal.SIGKILL)
        said += [line for line in process.stdout.readlines() if line.endswith("\n")]
    assert all(line.endswith(" True\n") for line in said)
    return [line.split()[0] for line in said]
