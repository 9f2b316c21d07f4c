"""Files that somebody gives the bot: what they would change, bringing them in, and taking them back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid5

from bot.conversation.events import Audience, Click, FileGiven, Origin
from bot.conversation.keeping import key_of
from bot.conversation.language import Language
from bot.conversation.replies import Reply
from bot.handlers import import_replies
from bot.handlers.import_replies import BRING_IN, LEAVE, LISTED, TAKE_BACK, UNDO
from bot.importing.bringing_in import brought_in, previewed
from bot.importing.planning import Bringing
from bot.importing.taking_back import next_back, taken_back
from bot.partnership.uploads import Upload
from bot.ports import Services
from bot.router import Asked, Intent, routes
from bot.understanding.language import language_of

KEPT_FOR = timedelta(days=1)
SHOWN = 10
_SPACE = UUID("9f2a8f0e-6a37-4a55-8f4c-7d9f1b9a2c53")

IMPORTS_EXAMPLES = {
    Language.ENGLISH: (
        "imports", "show the imports", "which files have been imported?", "what came in and when?", "list the imported files",
        "when was the last import?", "who imported the last file?", "show me the import history", "which reports have you read in?",
        "what files did we upload", "latest import", "list imports",
        "how old is your data?", "how fresh is the data", "where does your information come from?",
    ),
    Language.SWEDISH: (
        "importer", "visa importerna", "vilka filer har lästs in?", "vad har kommit in och när?", "lista de inlästa filerna",
        "när var den senaste importen?", "vem läste in den senaste filen?", "visa importhistoriken", "vilka rapporter har du läst in?",
        "vilka filer har vi laddat upp", "senaste importen", "lista importer",
        "hur gammal är din information?", "hur färska är uppgifterna", "hur gammal är datan", "varifrån kommer din information?",
    ),
}  # fmt: skip
UNDO_EXAMPLES = {
    Language.ENGLISH: (
        "undo the last import", "take back the last import", "undo import", "revert the latest import", "roll back the import",
        "that file was wrong, take it back", "undo the file I imported", "cancel the last import", "remove what the last file brought in",
    ),
    Language.SWEDISH: (
        "ångra senaste importen", "ta tillbaka den senaste importen", "ångra importen", "återställ senaste importen", "backa importen",
        "filen var fel, ta tillbaka den", "ångra filen jag läste in", "ångra inläsningen", "ta bort det som den senaste filen läste in",
    ),
}  # fmt: skip


async def given(event: FileGiven, services: Services) -> Reply:
    """What the file would change, before anything does; it is kept until that person has answered."""
    language = event.origin.person.language or language_of(event.said)
    if services.reader is None:
        return import_replies.not_here(language)
    if not _may(event.origin):
        return import_replies.not_yours(language)
    now = services.clock.now()
    told = await services.reader.read(event.name, event.content, now)
    plan = await previewed(services.store, told, _bringing(event.origin, services))
    if not plan.writes:
        return import_replies.preview(plan, "", language)
    upload = Upload(
        id=str(uuid5(_SPACE, event.origin.event_id)),
        name=event.name,
        content=event.content,
        person=key_of(event.origin),
        at=now,
    )
    async with services.store.transaction() as transaction:
        for old in await transaction.uploads.every():
            if now - old.at > KEPT_FOR:
                await transaction.uploads.forget(old.id)
        await transaction.uploads.keep(upload)
    return import_replies.preview(plan, upload.id, language)


async def bring_in(click: Click, services: Services) -> Reply:
    """The file that was shown comes in, as it is compared now."""
    language = click.action.language
    if services.reader is None or not _may(click.origin):
        return import_replies.not_yours(language)
    upload = await _pressed(click, services)
    if upload is None or services.clock.now() - upload.at > KEPT_FOR:
        return import_replies.not_kept(language)
    if upload.person != key_of(click.origin):
        return import_replies.not_your_file(language)
    told = await services.reader.read(upload.name, upload.content, services.clock.now())
    plan = await brought_in(services.store, told, _bringing(click.origin, services))
    await _forget(upload, services)
    if plan.writes:
        services.observer.imported(plan.entry)
    return import_replies.done(plan, language)


async def leave(click: Click, services: Services) -> Reply:
    """The file is not wanted."""
    language = click.action.language
    if not _may(click.origin):
        return import_replies.not_yours(language)
    upload = await _pressed(click, services)
    if upload is None:
        return import_replies.not_kept(language)
    if upload.person != key_of(click.origin):
        return import_replies.not_your_file(language)
    await _forget(upload, services)
    return import_replies.left(language)


async def take_back(click: Click, services: Services) -> Reply:
    """The import whose button was pressed, where it is the newest that stands."""
    if not _may(click.origin):
        return import_replies.not_yours(click.action.language)
    back = await taken_back(
        services.store,
        by=_who(click.origin),
        at=services.clock.now(),
        only=click.action.arguments.get("import", ""),
    )
    return import_replies.back(back, click.action.language)


async def ask_back(asked: Asked, services: Services) -> Reply:
    """Which import would be taken back, with the button that does it."""
    language = asked.meaning.language
    if not _may(asked.question.origin):
        return import_replies.not_yours(language, UNDO)
    async with services.store.transaction() as transaction:
        return import_replies.ask_back(await next_back(transaction), language)


async def show(asked: Asked, services: Services) -> Reply:
    """What came in, the newest first."""
    async with services.store.transaction() as transaction:
        entries = await transaction.imports.newest(SHOWN)
    return import_replies.listed(entries, asked.meaning.language)


async def _pressed(click: Click, services: Services) -> Upload | None:
    async with services.store.transaction() as transaction:
        return await transaction.uploads.one(click.action.arguments.get("upload", ""))


async def _forget(upload: Upload, services: Services) -> None:
    async with services.store.transaction() as transaction:
        await transaction.uploads.forget(upload.id)


def _may(origin: Origin) -> bool:
    """Members alone, where nobody else reads."""
    return origin.person.member and origin.audience is Audience.OURS


def _bringing(origin: Origin, services: Services) -> Bringing:
    return Bringing(by=_who(origin), at=services.clock.now())


def _who(origin: Origin) -> str:
    return origin.person.name or key_of(origin)


ROUTER = routes(
    Intent(name=LISTED, handler=show, examples=IMPORTS_EXAMPLES, help=lambda texts: texts.help.imports),
    Intent(name=UNDO, handler=ask_back, examples=UNDO_EXAMPLES, help=lambda texts: texts.help.undo),
    actions={BRING_IN: bring_in, LEAVE: leave, TAKE_BACK: take_back},
)
