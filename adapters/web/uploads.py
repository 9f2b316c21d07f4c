"""The files in a form, one after the other: no more of them is in memory than the one at hand."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, ClientPayloadError, MultipartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from adapters.files import LARGEST_FILE, MOST_FILES, NotTaken, may_be_report, plain_name, within_limit
from adapters.web.guard import Refused
from bot.conversation.events import Hindrance

MOST_PARTS = MOST_FILES + 5
"""Parts of a form, its other fields among them."""
LARGEST_FORM = MOST_FILES * LARGEST_FILE

_BROKEN = (
    ValueError,
    RuntimeError,
    ConnectionError,
    HttpProcessingError,
    ClientPayloadError,
    web.RequestPayloadError,
)
"""What aiohttp raises where a form breaks off, or is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """A file, or `why` it was not taken."""

    name: str
    content: bytes = field(default=b"", repr=False)
    why: Hindrance | None = None


async def uploads(request: web.Request) -> AsyncGenerator[Uploaded]:
    """Each file of a form. Raises Refused for what is no form of files, or breaks off."""
    if request.content_length is None:
        raise Refused(411, "The length of the body is not said.")
    if request.content_length > LARGEST_FORM:
        yield Uploaded(name="", why=Hindrance.TOO_LARGE)
        return
    count = 0
    try:
        async for part in _files(await request.multipart()):
            count += 1
            yield await _read(part, count)
    except _BROKEN as error:
        raise Refused(400, "The body is not a form with files, or it broke off.") from error
    if not count:
        raise Refused(400, "There is no file.")


async def _files(form: MultipartReader) -> AsyncIterator[BodyPartReader]:
    """The parts that are files. A field where none was chosen comes without a name."""
    for _ in range(MOST_PARTS):
        part = await form.next()
        if part is None:
            return
        if not isinstance(part, BodyPartReader):
            raise Refused(400, "A form in a form is not read.")
        if part.filename:
            yield part
        # What is left of it is passed over, unkept.
        await part.release()


async def _read(part: BodyPartReader, number: int) -> Uploaded:
    name = plain_name(part.filename or "")
    if number > MOST_FILES:
        return Uploaded(name=name, why=Hindrance.TOO_MANY)
    if not may_be_report(name):
        return Uploaded(name=name, why=Hindrance.NOT_A_REPORT)
    try:
        return Uploaded(name=name, content=await within_limit(_chunks(part)))
    except NotTaken as refused:
        return Uploaded(name=name, why=refused.why)


async def _chunks(part: BodyPartReader) -> AsyncIterator[bytes]:
    while not part.at_eof():
        yield await part.read_chunk(1 << 16)
