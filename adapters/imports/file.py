"""A file that somebody gives us: a path, or bytes with a name."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from adapters.imports.refused import FileRefused
from bot.partnership.refusals import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """`name` is what people call it, its extension included."""

    name: str
    content: Path | bytes

    @classmethod
    def at(cls, path: Path) -> File:
        """The file at that path."""
        return cls(name=path.name, content=path)

    @property
    def extension(self) -> str:
        """In small letters, with its dot; empty where there is none."""
        return Path(self.name).suffix.lower()

    def open(self) -> BinaryIO:
        """From the beginning. Raises FileRefused."""
        if isinstance(self.content, bytes):
            return io.BytesIO(self.content)
        try:
            return self.content.open("rb")
        except OSError as error:
            raise FileRefused.because(self.name, Reason.CANNOT_BE_READ, why=error.strerror or "") from error

    def size(self) -> int:
        """In bytes. Raises FileRefused."""
        with self.open() as file:
            return file.seek(0, io.SEEK_END)
