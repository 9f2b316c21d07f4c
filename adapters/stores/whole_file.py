"""The store as one JSON file that plain TinyDB opens, with a checksum over what it holds. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from zlib import crc32

import orjson

ABOUT = "about"
FORMAT = "dpor-bot"
VERSION = 2
BEFORE_CHECKSUMS = 1
"""Files of this version have neither a checksum nor a journal, and can be opened."""

Encoded = Mapping[str, Mapping[str, bytes]]
"""Table by table, number by number: the document as JSON."""

_HEAD = b'{"about":{"1":{"checksum":"%08x",'
_BEGINNING = re.compile(rb'\{"about":\{"1":\{"checksum":"([0-9a-f]{8})",')
_KEPT_BY_HAND = {"format", "version", "generation"}
_AT_ONCE = 2_000
"""So many documents are joined in one go: longer would hold up the other threads."""


def whole(tables: Encoded, generation: int) -> list[bytes]:
    """The file's content, in pieces. `generation` counts how often the file was replaced."""
    rest = [b'"format":"%s","version":%d,"generation":%d}}' % (FORMAT.encode(), VERSION, generation)]
    for name, documents in tables.items():
        rest.append(b",%s:{" % quoted(name))
        rest += _pieces(documents)
        rest.append(b"}")
    rest.append(b"}")
    checksum = 0
    for piece in rest:
        checksum = crc32(piece, checksum)
    return [_HEAD % checksum, *rest]


def entries(documents: Mapping[str, bytes]) -> Iterator[bytes]:
    """Number and document, as they stand in a JSON object."""
    return (b"%s:%s" % (quoted(number), document) for number, document in documents.items())


def quoted(text: str) -> bytes:
    """A JSON string."""
    return orjson.dumps(text)


def fault_in(content: bytes, about: Mapping[str, object]) -> str:
    """What is wrong with a file of this version, empty where nothing is; `about` is what it says of itself.

    Who has changed it by hand takes the checksum out, and then nothing is compared.
    """
    beginning = _BEGINNING.match(content)
    if beginning is None:
        return "" if set(about) == _KEPT_BY_HAND else _CHANGED
    return "" if crc32(memoryview(content)[beginning.end() :]) == int(beginning[1], 16) else _CHANGED


_CHANGED = "is damaged, or was written by something else than this bot: its checksum does not match."


def _pieces(documents: Mapping[str, bytes]) -> Iterator[bytes]:
    every, comma = entries(documents), b""
    while some := list(islice(every, _AT_ONCE)):
        yield comma + b",".join(some)
        comma = b","
