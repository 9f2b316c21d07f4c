"""Fetching files from Slack, and putting files there. The token goes to Slack's own hosts alone.

https://docs.slack.dev/messaging/working-with-files
"""

from __future__ import annotations

import io
from functools import partial

import aiohttp
from yarl import URL

from adapters.fetching import AS_IT_IS, PATIENCE, fetched
from adapters.files import NotTaken
from adapters.slack.outgoing import LOOPBACK, Outgoing, SlackRefusal, patiently
from adapters.slack.wire import text
from bot.conversation.events import Hindrance
from bot.conversation.replies import Attachment
from bot.errors import DeliveryError

SLACK = "slack.com"
UPLOAD = "file upload"
"""What stands in a method's place in what the log says."""

_PAGE = "text/html"
_PAGES = (b"<!doctype html", b"<html")
_UPLOADING = aiohttp.ClientTimeout(total=PATIENCE, sock_connect=5.0)


class Files:
    """Files of one workspace, over its client."""

    def __init__(self, out: Outgoing) -> None:
        self._out = out

    async def fetch(self, address: str) -> bytes:
        """What lies there. Raises NotTaken."""
        client = self._out.client
        place = self.place(address)
        if client.session is None or place is None:
            raise NotTaken(Hindrance.KEPT_ELSEWHERE)
        request = client.session.get(
            place,
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
        slot = await patiently(partial(out.look_up, "files.getUploadURLExternal", asked))
        await self._put(text(slot.get("upload_url")), file)
        shared: dict[str, object] = {
            "files": [{"id": text(slot.get("file_id")), "title": file.name}],
            "channel_id": conversation,
        }
        if thread:
            shared["thread_ts"] = thread
        await patiently(partial(out.call, "files.completeUploadExternal", shared))

    def place(self, address: str) -> URL | None:
        """The address where Slack keeps its files there; a Slack on this machine keeps them itself."""
        own = URL(self._out.client.base_url)
        try:
            asked = URL(address, encoded=True)
            host, port = asked.host, asked.port
        except ValueError:
            return None
        if asked.user is not None or asked.password is not None:
            return None
        if own.host in LOOPBACK:
            return asked if (asked.scheme, host, port) == (own.scheme, own.host, own.port) else None
        hosts = (own.host, f"files.{own.host}", f"files.{SLACK}")
        return asked if asked.scheme == "https" and port == 443 and host in hosts else None

    async def _put(self, address: str, file: Attachment) -> None:
        """The bytes, without the token: the address itself is the permission."""
        client = self._out.client
        place = self.place(address)
        if client.session is None or place is None:
            raise SlackRefusal(UPLOAD, "another address")
        try:
            async with client.session.post(
                place,
                data=io.BytesIO(file.content),
                headers={"Content-Type": "application/octet-stream"},
                proxy=client.proxy,
                allow_redirects=False,
                middlewares=(),
                timeout=_UPLOADING,
            ) as response:
                await response.read()
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise DeliveryError(f"{UPLOAD}: {type(error).__name__}") from None
        if response.status != 200:
            raise DeliveryError(f"{UPLOAD}: status {response.status}")


def _check_permission(response: aiohttp.ClientResponse) -> None:
    """Whom Slack does not let in it sends to a page that asks to sign in, or shows that page."""
    if 300 <= response.status < 400 or response.status in (401, 403) or response.content_type == _PAGE:
        raise NotTaken(Hindrance.NOT_PERMITTED)
