"""The embedded store's journal: what goes into it, what is made of it, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from tinydb import TinyDB

from adapters.stores.journal import JournalDamaged, frame, read_journal
from adapters.stores.tiny import tiny_store
from bot.errors import StoreDamaged
from tests.builders import ROOM, a_holding, a_watch
from tests.contract.store_steps import contents, ids, save, tables_in

_SHORT = 2_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store file that is not there yet."""
    return tmp_path / "store.json"


def journal_of(path: Path) -> Path:
    return path.with_name("store.json.journal")


async def killed(path: Path, *holdings: str) -> None:
    """Save each in a transaction of its own, and leave file and journal as a killed process would."""
    store = tiny_store(path)
    for id_ in holdings:
        await save(store, a_holding(id_))
    left = {one: one.read_bytes() for one in (path, journal_of(path)) if one.exists()}
    await store.close()
    for one, content in left.items():
        one.write_bytes(content)


async def held(path: Path) -> list[str]:
    store = tiny_store(path)
    found = await ids(store)
    await store.close()
    return found


async def test_a_small_write_leaves_the_file_alone_and_a_restart_has_it(path: Path) -> None:
    store = tiny_store(path)
    await save(store, a_holding("s1"))
    file = path.stat()
    await save(store, a_holding("s2"))
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (file.st_ino, file.st_mtime_ns)
    assert journal_of(path).stat().st_mode & 0o777 == 0o600
    await store.close()
    await killed(path, "s3", "s4")
    assert await held(path) == ["s1", "s2", "s3", "s4"]


async def test_a_first_write_that_only_forgets_keeps_what_the_journal_held(path: Path) -> None:
    await killed(path, "s1", "s2", "s3")
    store = tiny_store(path)
    async with store.transaction() as transaction:
        await transaction.installations.save("never", None)
        await transaction.watches.save(a_watch(ROOM))
        await transaction.watches.forget(ROOM)
    left = {one: one.read_bytes() for one in (path, journal_of(path)) if one.exists()}
    await store.close()
    for one in (path, journal_of(path)):
        one.unlink(missing_ok=True)
    for one, content in left.items():
        one.write_bytes(content)
    assert await held(path) == ["s1", "s2", "s3"]


async def test_what_is_closed_is_one_plain_tinydb_file(path: Path) -> None:
    await killed(path, "s1", "s2", "s3")
    assert len(contents(path)["subscriptions"]) == 1
    await tiny_store(path).close()
    assert not journal_of(path).exists()
    with TinyDB(path, access_mode="r") as database:
        assert len(database.table("subscriptions")) == 3


async def test_a_journal_that_has_grown_long_is_given_up_for_a_new_file(path: Path) -> None:
    store = tiny_store(path, longest_journal=_SHORT)
    longest, replaced = 0, set[int]()
    for number in range(40):
        await save(store, a_holding(f"s{number}"))
        replaced.add(tables_in(path)["about"]["1"]["generation"])
        longest = max(longest, journal_of(path).stat().st_size if journal_of(path).exists() else 0)
    await store.close()
    assert len(replaced) > 3
    assert 0 < longest < 2 * _SHORT
    assert len(await held(path)) == 40


async def test_a_last_frame_that_was_never_finished_is_left_out(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await killed(path, "s1", "s2", "s3")
    whole = journal_of(path).read_bytes()
    last = whole.rindex(b"dpor-bot journal")
    for end in range(last, len(whole)):
        journal_of(path).write_bytes(whole[:end])
        caplog.clear()
        store = tiny_store(path)
        assert await ids(store) == ["s1", "s2"]
        assert len(caplog.records) == (end > last)
        # Damage by something else may look the same, and then this is all that is left of a write.
        assert end == last or path.with_name("store.json.cut").read_bytes() == whole[:end]
        file = path.read_bytes()
        await store.close()
        path.write_bytes(file)


def _damaged(content: bytes) -> bytes:
    return content.replace(b'"s2"', b'"s9"')


def _shortened(content: bytes) -> bytes:
    return content[20:]


def _without_the_second(content: bytes) -> bytes:
    first, second, *rest = content.split(b"dpor-bot journal")[1:]
    del second
    return b"".join(b"dpor-bot journal" + one for one in (first, *rest))


def _twice(content: bytes) -> bytes:
    return content + content


@pytest.mark.parametrize("damage", [_damaged, _shortened, _without_the_second, _twice])
async def test_damage_before_the_end_is_refused_and_nothing_is_touched(
    path: Path, damage: Callable[[bytes], bytes]
) -> None:
    await killed(path, "s1", "s2", "s3", "s4")
    damaged, file = damage(journal_of(path).read_bytes()), path.read_bytes()
    journal_of(path).write_bytes(damaged)
    with pytest.raises(StoreDamaged, match=r"store\.json\.journal"):
        tiny_store(path)
    assert (journal_of(path).read_bytes(), path.read_bytes()) == (damaged, file)


async def test_a_journal_without_its_file_is_refused(path: Path) -> None:
    await killed(path, "s1", "s2")
    path.unlink()
    with pytest.raises(StoreDamaged, match="goes on from a file that is not there any more"):
        tiny_store(path)


async def test_a_journal_that_the_file_has_overtaken_is_ignored(path: Path) -> None:
    await killed(path, "s1", "s2")
    old = journal_of(path).read_bytes()
    await killed(path, "s3")
    journal_of(path).write_bytes(old)
    assert await held(path) == ["s1", "s2", "s3"]


async def test_a_letter_that_changed_in_the_file_is_refused(path: Path) -> None:
    await killed(path, "s1", "s2")
    await tiny_store(path).close()
    path.write_bytes(path.read_bytes().replace(b"Contoso", b"Contosa"))
    with pytest.raises(StoreDamaged, match="checksum does not match"):
        tiny_store(path)


async def test_who_edits_the_file_takes_the_checksum_out(path: Path) -> None:
    await killed(path, "s1")
    tables = tables_in(path)
    tables["customers"]["1"]["name"] = "Contosa"
    path.write_bytes(orjson.dumps(tables, option=orjson.OPT_INDENT_2))
    store = tiny_store(path)
    async with store.transaction() as transaction:
        customer = await transaction.record.customer("name:contoso")
    assert customer is not None
    assert customer.name == "Contosa"
    await store.close()


@pytest.mark.parametrize("about", [{"generation": "1"}, {"generation": None}, {"version": 3}, {"more": 1}])
async def test_a_description_that_cannot_be_is_refused(path: Path, about: dict[str, object]) -> None:
    await killed(path, "s1")
    tables = tables_in(path)
    tables["about"]["1"].update(about)
    path.write_bytes(orjson.dumps(tables))
    with pytest.raises(StoreDamaged):
        tiny_store(path)


def test_frames_are_read_as_they_were_written_whatever_the_documents_hold() -> None:
    nasty = b'"dpor-bot journal 1 2 3 00000000\\n"'
    written = [frame(7, n + 1, {"t": {"1": nasty, "2": None}, "ü": {}}) for n in range(3)]
    found = read_journal(b"".join(written))
    assert (found.generation, len(found.frames), found.cut) == (7, 3, 0)
    assert read_journal(b"").frames == ()
    with pytest.raises(JournalDamaged, match="lacks a part"):
        read_journal(written[0] + written[2])
    with pytest.raises(JournalDamaged, match="lacks a part"):
        read_journal(written[0] + frame(8, 2, {}))
