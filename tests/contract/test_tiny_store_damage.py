"""A store file that is damaged is refused with everything that is wrong, and never written to."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from adapters.stores.tiny import tiny_store
from bot.errors import StoreDamaged, StoreError
from tests.contract.store_steps import filled, ids, tables_in

Damage = Callable[[dict[str, Any]], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store file that is not there yet."""
    return tmp_path / "store.json"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "cut off"),
        (b"{", "cut off"),
        (b"\xff\xfe{}", "not JSON"),
        (b"a plain text", "not JSON"),
        (b"[]", "no TinyDB tables"),
        (b'{"about": []}', "no TinyDB tables"),
        (b"{}", "not a store of this bot"),
        (b'{"_default": {"1": {"name": "x"}}}', "not a store of this bot"),
        (b'{"about": {"1": {"format": "dpor-bot", "version": 99}}}', "version 99"),
    ],
)
async def test_a_file_that_is_no_store_is_refused_and_left_alone(
    path: Path, content: bytes, what: str
) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreDamaged, match=what) as refusal:
        tiny_store(path)
    assert "backup" in str(refusal.value)
    assert path.read_bytes() == content


async def test_a_file_cut_off_anywhere_is_refused_and_left_alone(path: Path) -> None:
    content = await filled(path)
    for length in range(0, len(content), 97):
        path.write_bytes(content[:length])
        with pytest.raises(StoreDamaged):
            tiny_store(path)
        assert path.read_bytes() == content[:length]


def _product(tables: dict[str, Any]) -> None:
    tables["subscriptions"]["1"]["product"] = "office-97"


def _since(tables: dict[str, Any]) -> None:
    tables["subscriptions"]["1"]["associations"][0]["since"] = "2026-13-01"


def _no_zone(tables: dict[str, Any]) -> None:
    tables["checklists"]["1"]["ticks"][0]["at"] = "2026-11-22T12:00:00"


def _partner(tables: dict[str, Any]) -> None:
    tables["subscriptions"]["2"]["associations"][0]["partner"] = ""


def _customer(tables: dict[str, Any]) -> None:
    tables["customers"].clear()


def _twice(tables: dict[str, Any]) -> None:
    tables["subscriptions"]["3"] = tables["subscriptions"]["1"]


def _number(tables: dict[str, Any]) -> None:
    tables["watches"]["one"] = tables["watches"].pop("1")


def _missing(tables: dict[str, Any]) -> None:
    del tables["watches"]["1"]["address"]["conversation"]


def _no_time(tables: dict[str, Any]) -> None:
    tables["checklists"]["1"]["ticks"][0]["at"] = "noon"


def _no_list(tables: dict[str, Any]) -> None:
    tables["checklists"]["1"]["ticks"] = "none"


def _no_ticks(tables: dict[str, Any]) -> None:
    tables["checklists"]["1"]["ticks"] = ["none"]


def _count(tables: dict[str, Any]) -> None:
    entry = {
        "id": "i",
        "file": "f",
        "at": "2026-11-22T12:00:00+00:00",
        "new": 1,
        "changed": -1,
        "unchanged": 0,
    }
    tables["imports"] = {"1": entry}


def _flag(tables: dict[str, Any]) -> None:
    tables["customers"]["1"]["own_tenant"] = "no"


def _language(tables: dict[str, Any]) -> None:
    tables["people"]["1"]["language"] = "Latin"


def _since_when(tables: dict[str, Any]) -> None:
    tables["places"]["1"]["since"] = "2026-11-22"


def _helpful(tables: dict[str, Any]) -> None:
    tables["opinions"]["1"]["helpful"] = 1


def _claimed(tables: dict[str, Any]) -> None:
    tables["claims"]["1"]["product"] = "office-97"


def _unsealed(tables: dict[str, Any]) -> None:
    tables["installations"]["1"]["text"] = {"token": "x"}


def _kept_twice(tables: dict[str, Any]) -> None:
    tables["claims"]["2"] = tables["claims"]["1"]


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (_language, "table people, document 1: 'Latin' is not a valid Language"),
        (_since_when, 'table places, document 1: "since" should be a time with its zone'),
        (_helpful, 'table opinions, document 1: "helpful" should be true or false but is 1'),
        (_claimed, "table claims, document 1: 'office-97' is not a valid Product"),
        (_unsealed, 'table installations, document 1: "text" should be text but is {'),
        (_kept_twice, "table claims, document 2: the same as document 1"),
        (_product, "table subscriptions, document 1: 'office-97' is not a valid Product"),
        (_since, "table subscriptions, document 1: \"since\" should be a date but is '2026-13-01'"),
        (_no_zone, 'table checklists, document 1: "at" should be a time with its zone'),
        (_partner, "table subscriptions, document 2: \"partner\" is ''"),
        (_customer, 'table subscriptions, document 1: no customer "name:contoso" is stored'),
        (_twice, "table subscriptions, document 3: the same as document 1"),
        (_number, "table watches, document one: its number is not a number"),
        (_missing, 'table watches, document 1: "conversation" should be text but is missing'),
        (_no_time, "document 1: \"at\" should be a time with its zone but is 'noon'"),
        (_no_list, "table checklists, document 1: \"ticks\" should be a list but is 'none'"),
        (_no_ticks, 'table checklists, document 1: "ticks" should be a list of objects'),
        (_count, 'table imports, document 1: "changed" should be a count but is -1'),
        (_flag, 'table customers, document 1: "own_tenant" should be true or false'),
    ],
)
async def test_a_value_that_cannot_be_is_named_with_its_place(path: Path, damage: Damage, what: str) -> None:
    await filled(path)
    tables = tables_in(path)
    damage(tables)
    content = orjson.dumps(tables)
    path.write_bytes(content)
    with pytest.raises(StoreDamaged) as refusal:
        tiny_store(path)
    assert what in str(refusal.value)
    assert path.read_bytes() == content


async def test_everything_that_is_wrong_is_said_at_once(path: Path) -> None:
    await filled(path)
    tables = tables_in(path)
    for damage in (_product, _partner, _missing):
        damage(tables)
    path.write_bytes(orjson.dumps(tables))
    with pytest.raises(StoreDamaged) as refusal:
        tiny_store(path)
    assert len(refusal.value.faults) == 3


async def test_a_refused_file_can_be_opened_once_it_is_put_right(path: Path) -> None:
    content = await filled(path)
    path.write_bytes(content[:-1])
    with pytest.raises(StoreDamaged):
        tiny_store(path)
    path.write_bytes(content)
    store = tiny_store(path)
    assert await ids(store) == ["s1", "s2"]
    await store.close()


async def test_a_second_opener_is_told_who_has_the_file_and_what_to_do(path: Path) -> None:
    first = tiny_store(path)
    with pytest.raises(StoreError, match=rf"in use by process {os.getpid()}\. Stop that one first"):
        tiny_store(path)
    await first.close()
    await tiny_store(path).close()
