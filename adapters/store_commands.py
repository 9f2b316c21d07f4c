"""`dpor-bot store`: what is done to a whole store while the bot stands still."""

from __future__ import annotations

import asyncio
from typing import cast

import click

from adapters.settings import Settings, given_now
from adapters.stores import open_store
from adapters.stores.everything import Movable, Sum, sums
from adapters.terminal.faults import reports_errors
from bot.errors import StoreError
from bot.ports import Store


@click.group()
def store() -> None:
    """Look after the store as a whole."""


@store.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@reports_errors
def copy(source: str, target: str) -> None:
    """Copy everything from one store into another.

    TO has to be empty, and is compared with FROM afterwards. FROM and TO are addresses as in DPOR_STORE; in
    a database it is DPOR_ORGANISATION's rows that count. Stop the bot first. TO holds all of it in the end,
    or nothing; also the ids of events that were answered in the last day, and what threads were about.

    \b
    dpor-bot store copy tinydb:data/dpor.json postgresql://dpor@db.example.com/dpor
    """
    organisation = Settings.from_env(given_now()).organisation
    asyncio.run(_copy(source, target, organisation))


async def _copy(source: str, target: str, organisation: str) -> None:
    old = open_store(source, organisation=organisation)
    try:
        new = open_store(target, organisation=organisation)
        try:
            await _move(old, new)
        finally:
            await new.close()
    finally:
        await old.close()


async def _move(old: Store, new: Store) -> None:
    # Every store of ours is movable; the core's port says nothing of it.
    source, target = cast("Movable", old), cast("Movable", new)
    if await target.everything():
        raise StoreError("TO is not empty, and nothing was written. Name an empty one.")
    click.echo("Reading …", err=True)
    everything = await source.everything()
    if not everything:
        raise StoreError("FROM holds nothing. Is its address right?")
    there = sums(everything)
    click.echo(f"Writing {sum(found.count for found in there.values()):,} documents …", err=True)
    await target.bring_in(everything)
    click.echo("Comparing …", err=True)
    here = sums(await target.everything())
    for table, found in here.items():
        click.echo(f"{table:<15}{found.count:>10,}  {found.checksum[:16]}  {_verdict(there[table], found)}")
    if here != there:
        raise StoreError("TO does not hold what FROM holds: do not use it, and report this.")
    click.echo("TO holds exactly what FROM holds.")


def _verdict(there: Sum, here: Sum) -> str:
    return "the same" if there == here else f"NOT the same: FROM has {there.count:,} {there.checksum[:16]}"
