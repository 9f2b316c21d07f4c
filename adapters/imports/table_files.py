"""Tables as files, for a bot that is asked for them; what writes them is loaded with the first."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterable, Sequence

from bot.partnership.exporting import Format, Row


class TableFiles:
    """Writes tables in memory, off the loop."""

    async def write(self, form: Format, columns: Sequence[str], rows: Iterable[Row]) -> bytes:
        """The file's content."""
        return await asyncio.to_thread(_written, form, columns, rows)


def _written(form: Format, columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    from adapters.imports.writing import table_file

    content = io.BytesIO()
    with table_file(form, columns, content) as add:
        for row in rows:
            add(row)
    return content.getvalue()
