"""The store and the articles: can they be read, and the store be written? Opens and makes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from adapters.findings import Finding, Grade, Said, well
from adapters.stores import CHOICES, is_memory, is_postgres, tinydb_path
from adapters.stores.names.beside import file_beside
from adapters.stores.opening import stored
from adapters.stores.place import may_write
from bot.errors import BotError, Fault, KnowledgeError, StoreDamaged, StoreError

STORE, KNOWLEDGE = "DPOR_STORE", "DPOR_KNOWLEDGE"
_SHOWN = 5


def store_findings(url: str) -> Iterator[Finding]:
    """What stands at that address. A running bot may have it open meanwhile."""
    if is_memory(url):
        what = Said("Everything is forgotten at every stop.", "Allt glöms vid varje stopp.")
        remedy = Said("Set tinydb:PATH to keep it.", "Sätt tinydb:SÖKVÄG för att behålla det.")
        yield Finding(grade=Grade.NOTE, where=STORE, what=what, remedy=remedy)
        return
    if is_postgres(url):
        yield from _database_findings(url)
        return
    path = tinydb_path(url)
    if path is None:
        what = Said("This is no store I know.", "Det är inget lager jag känner till.")
        remedy = Said(
            CHOICES,
            'Skriv "memory:" (glömmer allt), "tinydb:SÖKVÄG" (en fil), bara sökvägen,'
            ' eller "postgresql://ANVÄNDARE:LÖSENORD@VÄRD/DATABAS".',
        )
        yield Finding(grade=Grade.WRONG, where=STORE, what=what, remedy=remedy)
        return
    yield from _file_findings(path)


def _database_findings(url: str) -> Iterator[Finding]:
    # Loaded only for who has one.
    from adapters.stores.postgres.examining import schema_of
    from adapters.stores.postgres.many_names import every_file

    try:
        where, version = schema_of(url)
    except BotError as error:
        remedy = Said("Set DPOR_STORE right, or start the server.", "Rätta DPOR_STORE, eller starta servern.")
        yield Finding(grade=Grade.WRONG, where=STORE, what=Said(str(error), str(error)), remedy=remedy)
        return
    yield from _names_findings(every_file())
    yield well(where, f"It can be reached (schema {version}).", f"Den kan nås (schema {version}).")


def _file_findings(path: Path) -> Iterator[Finding]:
    try:
        found = stored(path)
    except StoreDamaged as error:
        yield from _shown(error.faults, "The store is damaged:", "Lagret är skadat:")
        return
    except StoreError as error:
        reason = error.__cause__.strerror if isinstance(error.__cause__, OSError) else str(error)
        yield _wrong_store(path, Said(f"It cannot be read ({reason}).", f"Det kan inte läsas ({reason})."))
        return
    if found is None:
        yield from _absent(path)
        return
    # A commit puts a new file in the old one's place: the folder must be writable too.
    if not (may_write(path) and may_write(path.parent)):
        yield _wrong_store(path, Said("It cannot be written.", "Det kan inte skrivas."))
        return
    yield from _names_findings([file_beside(path)])
    size = path.stat().st_size // 1024
    yield well(str(path), f"It can be read ({size} KiB).", f"Det kan läsas ({size} KiB).")


def _names_findings(files: Iterable[Path]) -> Iterator[Finding]:
    """Files of names are used as they were written; here all of each is read, for a disk may decay."""
    for file in filter(Path.exists, files):
        # Loaded only for who has very many customers.
        from adapters.stores.names.file import ArrayFile, UnusableFile

        try:
            ArrayFile(file).check()
        except (OSError, UnusableFile, ValueError, KeyError, TypeError) as error:
            remedy = Said(
                "Delete it: it is written anew from the store at the next start.",
                "Ta bort den: den skrivs om från lagret vid nästa start.",
            )
            what = Said(f"It cannot be used ({error}).", f"Den kan inte användas ({error}).")
            yield Finding(grade=Grade.WRONG, where=str(file), what=what, remedy=remedy)


def _absent(path: Path) -> Iterator[Finding]:
    """There is no file yet: can one be made?"""
    folder = next(folder for folder in path.resolve().parents if folder.exists())
    if folder.is_dir() and may_write(folder):
        what = Said("Not there yet; made at the first start.", "Finns inte än; skapas vid första start.")
        yield Finding(grade=Grade.NOTE, where=str(path), what=what)
    else:
        yield _wrong_store(path, Said(f"{folder} cannot be written.", f"{folder} kan inte skrivas."))


def _wrong_store(path: Path, what: Said) -> Finding:
    remedy = Said(
        "Let the user that runs the bot read and write the file and its folder, or set DPOR_STORE.",
        "Låt användaren som kör boten läsa och skriva filen och dess mapp, eller sätt DPOR_STORE.",
    )
    return Finding(grade=Grade.WRONG, where=str(path), what=what, remedy=remedy)


def knowledge_findings(folder: Path, today: date) -> Iterator[Finding]:
    """Whether the articles can be read, and what an editor would find."""
    # Not with this module: the service looks at the rest of itself, and would keep what reads articles.
    from adapters.knowledge.checking import check
    from adapters.knowledge.files import read_knowledge

    try:
        number = len(read_knowledge(folder))
    except KnowledgeError as error:
        yield from _shown(error.faults, "The articles cannot be read:", "Artiklarna kan inte läsas:")
        return
    yield well(str(folder), f"{number} articles can be read.", f"{number} artiklar kan läsas.")
    yield from _shown(check(folder, today=today), "To be put right:", "Att rätta:")


def _shown(faults: Sequence[Fault], en: str, sv: str) -> Iterator[Finding]:
    """Each fault after a sentence that says what it means; the fault's own words are English."""
    for fault in faults[:_SHOWN]:
        detail = f"{fault.what} {fault.remedy}".strip()
        what = Said(f"{en} {detail}", f"{sv} {detail}")
        yield Finding(grade=Grade.WRONG, where=fault.where, what=what)
    more = len(faults) - _SHOWN
    if more > 0:
        what = Said(f"{en} {more} more faults.", f"{sv} {more} fel till.")
        yield Finding(grade=Grade.WRONG, where="…", what=what)
