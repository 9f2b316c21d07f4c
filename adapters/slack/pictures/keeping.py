"""Charts that Slack has as files: put there before the message that shows them, and kept for the next one.

A file is shared with nobody by itself: whoever may see the message may see the image in it.
https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Mapping

from adapters.slack.uploading import COMPLETE, SLOT, Calls, put
from adapters.slack.wire import text
from bot.conversation.replies import Chart, Reply
from bot.errors import DeliveryError

MOST = 4
"""Charts of one reply that become images; the others are text alone."""
KEPT = 32
PATIENCE = 5.0
"""Seconds that an answer waits for its picture; it is worth no more, for the numbers stand in text."""

_WORDS = 1000
"""Of an image's description."""

log = logging.getLogger("dpor.slack")


class Pictures:
    """The files of one workspace's charts."""

    def __init__(self, out: Calls) -> None:
        self._out = out
        self._kept: OrderedDict[Chart, str] = OrderedDict()

    async def of(self, reply: Reply) -> Mapping[Chart, str]:
        """The files' ids by chart. A chart that Slack does not take has none, which only the log says."""
        charts = [block for block in reply.blocks if isinstance(block, Chart)][:MOST]
        for chart in charts:
            if chart not in self._kept:
                try:
                    self._kept[chart] = await self._put(chart)
                except DeliveryError as error:
                    log.warning("slack picture not taken reason=%s", error)
                    break
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return {chart: self._kept[chart] for chart in charts if chart in self._kept}

    def forget(self, charts: Mapping[Chart, str]) -> None:
        """Slack no longer shows these."""
        for chart in charts:
            self._kept.pop(chart, None)

    async def _put(self, chart: Chart) -> str:
        """The new file's id. Raises DeliveryError."""
        # Loaded with the first chart: most answers have none.
        from adapters.slack.pictures.drawing import drawn

        content = drawn(chart)
        name = f"{chart.kind.value}.png"
        words = f"{chart.caption}. {chart.summary}"[:_WORDS]
        asked = {"filename": name, "length": str(len(content)), "alt_txt": words}
        slot = await self._out.look_up(SLOT, asked)
        await put(self._out.client, text(slot.get("upload_url")), content, PATIENCE)
        file = text(slot.get("file_id"))
        await self._out.call(COMPLETE, {"files": [{"id": file, "title": name}]})
        return file
