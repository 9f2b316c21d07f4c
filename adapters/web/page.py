"""The page around the conversation, and the files that it loads. Reads them once, when made."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from adapters.files import READABLE
from adapters.web.render import render
from bot.conversation.language import Language
from bot.conversation.replies import Reply
from bot.conversation.texts import texts_in

if TYPE_CHECKING:
    from jinja2 import Template

_HERE = Path(__file__).parent
_TYPES = MappingProxyType(
    {
        "colours.css": "text/css",
        "chat.css": "text/css",
        "reply.css": "text/css",
        "chat.js": "text/javascript",
        "icon.svg": "image/svg+xml",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that the page loads. `version` changes with its content."""

    body: bytes
    content_type: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What somebody said, or the name of a file that they gave; the reply, and where its file is fetched."""

    said: str
    reply: Reply
    gave: bool = False
    download: str = ""


class Page:
    """The page, drawn on the server. Raises OSError where a file of its own is missing."""

    def __init__(self) -> None:
        self._assets = {name: _asset(name, kind) for name, kind in _TYPES.items()}

    @cached_property
    def _template(self) -> Template:
        # Loaded with the first visit: a service that only chats needs no templates, nor their memory.
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        environment = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        return environment.get_template("page.html")

    def html(
        self, language: Language, exchanges: Sequence[Exchange] = (), *, takes_files: bool = False
    ) -> str:
        """The whole page; with what was said and the replies where no script brings them in."""
        return self._template.render(
            language=language.value,
            texts=texts_in(language).page,
            version={name: asset.version for name, asset in self._assets.items()},
            exchanges=[(exchange, render(exchange.reply, exchange.download)) for exchange in exchanges],
            takes_files=takes_files,
            kinds=",".join(READABLE),
        )

    def asset(self, name: str) -> Asset | None:
        """The file of that name, None for any other."""
        return self._assets.get(name)


def _asset(name: str, content_type: str) -> Asset:
    body = (_HERE / "static" / name).read_bytes()
    return Asset(body=body, content_type=content_type, version=hashlib.sha256(body).hexdigest()[:12])
