"""`dpor-bot import`, `imports` and `undo`: files into the record, what came in, and the newest taken back."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from adapters.bringing import Errand, Way
from adapters.stores import open_to_read
from adapters.terminal.console import Terminal
from adapters.terminal.faults import reports_errors
from adapters.terminal.login import login_name
from adapters.terminal.options import STORE, TODAY, clock_on, settings_now
from adapters.work import import_here_or_there, undo_here_or_there
from bot.conversation.language import Language

_SHOWN = 50
_FILES = click.Path(exists=True, dir_okay=False, path_type=Path)
_AT_ONCE = click.option("--yes", is_flag=True, help="Do it without asking.")


def _all_regular(context: click.Context, parameter: click.Parameter, files: tuple[Path, ...]) -> object:
    """A pipe or a device may have no end."""
    for path in files:
        if not path.is_file():
            raise click.BadParameter(f"'{path}' is not a regular file.", context, parameter)
    return files


@click.command("import")
@STORE
@TODAY
@click.option("--preview", is_flag=True, help="Show what would change, and change nothing.")
@_AT_ONCE
@click.argument("files", nargs=-1, required=True, type=_FILES, callback=_all_regular)
@reports_errors
def import_files(
    store: str | None, today: datetime | None, preview: bool, yes: bool, files: tuple[Path, ...]
) -> None:
    """Import FILES: our own CSV format, or what Partner Center lets download.

    All of it comes in, or it is refused with every reason: exit code 1, and nothing of any file is written.
    At a terminal each is shown first, and comes in when you say yes; where standard input is no terminal,
    or with --yes, it comes in at once. Several come in together, each upon those before it and the partner
    profile first, and can be taken back one by one, the last first, with `dpor-bot undo`.

    \b
    Downloads (CSV, TSV or XLSX): subscription details, Azure usage, customers and tenants, CPOR - M365
    usage, business applications, Microsoft 365, EMS, Dynamics and Power BI usage, partner profile, and the
    lists of CSP customers and their subscriptions.

    \b
    Columns of our own: customer, subscription_id, product (these three are required), tenant_id, domain,
    label, dpor (us, a partner's name, nobody, or empty where not known), association (dpor,
    delegated-administrator, transacting-partner, partner-admin-link, claiming-partner, none),
    renewal_date (YYYY-MM-DD), usage_driven_by_us, own_tenant and ended (yes or no), country (SE).
    """
    if preview and yes:
        raise click.UsageError("Give either --preview or --yes.")
    settings = settings_now(store)
    errand = _errand(clock_on(today).now(), preview=preview, yes=yes)
    with _beside_a_bar(files) as console:
        work = import_here_or_there(settings.store, settings.organisation, files, errand, console)
        code = asyncio.run(work)
    sys.exit(code)


@contextmanager
def _beside_a_bar(files: tuple[Path, ...]) -> Generator[Terminal]:
    """What is said while the bar is there is shown when it has gone."""
    console = Terminal()
    size = sum(path.stat().st_size for path in files)
    label = files[0].name if len(files) == 1 else f"{len(files)} files"
    try:
        with click.progressbar(length=size, label=label, file=sys.stderr) as bar:
            console = Terminal(bar.update)
            yield console
    finally:
        console.show()


@click.command()
@STORE
@reports_errors
def imports(store: str | None) -> None:
    """List what came in: when, from which file, by whom, and whether it was taken back."""
    settings = settings_now(store)
    click.echo(asyncio.run(_listed(settings.store, settings.organisation)))


@click.command()
@STORE
@TODAY
@_AT_ONCE
@reports_errors
def undo(store: str | None, today: datetime | None, yes: bool) -> None:
    """Take the newest import back: everything stands as it did before it.

    What people have reported since stays. Older imports can follow, the newest first, as long as what stood
    before them is kept: that of the newest three, files that came in together being one.
    """
    settings, console = settings_now(store), Terminal()
    errand = _errand(clock_on(today).now(), preview=False, yes=yes)
    sys.exit(asyncio.run(undo_here_or_there(settings.store, settings.organisation, errand, console)))


def _errand(at: datetime, *, preview: bool, yes: bool) -> Errand:
    asks = sys.stdin.isatty() and not yes
    way = Way.PREVIEW if preview else Way.ASK if asks else Way.WRITE
    return Errand(at=at, by=login_name(), way=way)


async def _listed(url: str, organisation: str) -> str:
    from bot.conversation.plaintext import plain_text
    from bot.handlers.import_replies import listed

    store = open_to_read(url, organisation=organisation)
    try:
        async with store.transaction() as transaction:
            entries = await transaction.imports.newest(_SHOWN)
    finally:
        await store.close()
    return plain_text(listed(entries, Language.ENGLISH))
