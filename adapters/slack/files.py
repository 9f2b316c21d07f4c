"""Fetching files from Slack, and putting files there. The token goes to Slack's own hosts alone.

https://docs.slack.dev/messaging/working-with-files
"""

from __future__ import annotations

from functools import partial

import aiohttp

from adapters.fetching import AS_IT_IS, PATIENCE, fetched
from adapters.files import NotTaken
from adapters.slack.outgoing import Outgoing, patiently
from adapters.slack.uploading import COMPLETE, SLOT, place, put
from adapters.slack.wire import text
from bot.conversation.events import Hindrance
from bot.conversation.replies import Attachment

_PAGE = "text/html"
_PAGES = (b"<!doctype html", b"<html")


class Files:
    """Files of one workspace, over its client."""

    def __init__(self, out: Outgoing) -> None:
        self._out = out

    async def fetch(self, address: str) -> bytes:
        """What lies there. Raises NotTaken."""
        client = self._out.client
        there = place(client, address)
        if client.session is None or there is None:
            raise NotTaken(Hindrance.KEPT_ELSEWHERE)
        request = client.session.get(
            there,
            headers={**AS_IT_IS, "Authorization": f"Bearer {client.token}"},
            proxy=client.proxy,
            allow_redirects=False,  # A redirect would carry the token elsewhere.
            middlewares=(),
        )
        content = await fetched(request, _check_permission)
        if content[:64].lstrip().lower().startswith(_PAGES):
            raise NotTaken(Hindrance.NOT_PERMITTED)
        return content

    async def share(self, conversation: str, thread: str | None, file: Attachment) -> None:
        """Put a file into a conversation. Raises DeliveryError.

        Nobody sees it before the last call, and that one is made again only where Slack did nothing.
        """
        out = self._out
        asked = {"filename": file.name, "length": str(len(file.content))}
        slot = await patiently(partial(out.look_up, SLOT, asked))
        await put(out.client, text(slot.get("upload_url")), file.content, PATIENCE)
        shared: dict[str, object] = {
            "files": [{"id": text(slot.get("file_id")), "title": file.name}],
            "channel_id": conversation,
        }
        if thread:
            shared["thread_ts"] = thread
        await patiently(partial(out.call, COMPLETE, shared))


def _check_permission(response: aiohttp.ClientResponse) -> None:
    """Whom Slack does not let in it sends to a page that asks to sign in, or shows that page."""
    if 300 <= response.status < 400 or response.status in (401, 403) or response.content_type == _PAGE:
        raise NotTaken(Hindrance.NOT_PERMITTED)
