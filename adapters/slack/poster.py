"""Slack, as the courier sees it: a message that carries its notice's key, and can be found by it again.

https://docs.slack.dev/messaging/message-metadata
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from datetime import timedelta
from typing import Any, TypeVar

from adapters.courier.posting import Told, marked
from adapters.guard import JsonObject
from adapters.slack.outgoing import UNDRAWABLE, Outgoing, SlackRefusal
from adapters.slack.wire import listed, mapping, text
from adapters.slack.workspace import Workspace, Workspaces
from bot.conversation.events import Address
from bot.conversation.notices import Notice, Trouble
from bot.errors import DeliveryError, Fate, RoomLost

EVENT = "dpor_notice"
"""The event type of a notice's metadata; its payload holds the key."""
PAGE, PAGES = 200, 20
"""Messages on a page of a room's history, and the most pages that are looked through."""
SKEW = timedelta(minutes=5)
"""So far Slack's clock may be behind ours."""

_LOST: Mapping[str, Trouble] = {
    "channel_not_found": Trouble.ROOM_GONE,
    "user_not_found": Trouble.ROOM_GONE,
    "is_archived": Trouble.ARCHIVED,
    "not_in_channel": Trouble.SHUT_OUT,
    "user_not_in_channel": Trouble.SHUT_OUT,
    "account_inactive": Trouble.UNINSTALLED,
    "token_revoked": Trouble.UNINSTALLED,
    "restricted_action": Trouble.FORBIDDEN,
    "restricted_action_read_only_channel": Trouble.FORBIDDEN,
    "restricted_action_thread_only_channel": Trouble.FORBIDDEN,
    "restricted_action_non_threadable_channel": Trouble.FORBIDDEN,
    "messages_tab_disabled": Trouble.FORBIDDEN,
}
"""Slack's words for a room in which nothing can be told any more."""
_BUSY = frozenset({"message_limit_exceeded", "rate_limited", "ratelimited"})

_Result = TypeVar("_Result")
Start = Callable[[Coroutine[object, object, Any], str], Any]
"""Starts a task that the platform waits for before it lets go of its connections."""


class SlackPoster:
    """Posts for the courier, each in the workspace that its room is in."""

    rest = timedelta(seconds=1)
    """https://docs.slack.dev/apis/web-api/rate-limits: one message a second in a conversation."""

    def __init__(self, workspaces: Workspaces, start: Start) -> None:
        self._workspaces = workspaces
        self._start = start

    async def admit(self, told: Told) -> None:
        """Return where only our full members read it, or no customer is named."""
        if not told.reply.names_customers:
            return
        workspace = await self._workspace(told.address)
        me = await workspace.identity()
        try:
            ours = me.team == told.address.tenant and await workspace.audience.admits(
                told.address.conversation, me
            )
        except DeliveryError as error:
            if isinstance(error, SlackRefusal) and error.code in _LOST:
                raise _ended(error) from None
            raise _unseen(str(error), error.retry_after) from None
        if not me.team:
            raise _unseen("auth.test", None)
        if not ours:
            raise RoomLost(Trouble.STRANGERS)

    async def post(self, told: Told) -> str:
        """Once; the receipt is "channel:ts"."""
        outgoing = (await self._workspace(told.address)).outgoing
        posting = _edited(outgoing, told) if told.edits else _posted(outgoing, told)
        try:
            return await self._start(posting, told.key)
        except SlackRefusal as refusal:
            raise _ended(refusal) from None
        except DeliveryError as error:
            why = Trouble.UNANSWERED if error.fate is Fate.UNCLEAR else Trouble.BUSY
            raise DeliveryError(f"{why}: {error}", retry_after=error.retry_after, fate=error.fate) from None

    async def look(self, notice: Notice, thread: str) -> str | None:
        """In the room's history, or the thread's, since it was first tried."""
        workspace = await self._workspace(notice.address)
        me = await workspace.identity()
        room = notice.address.conversation
        began = ((notice.first_tried or notice.created) - SKEW).timestamp()
        asked = {
            "channel": room,
            "oldest": f"{began:.6f}",
            "limit": str(PAGE),
            "include_all_metadata": "true",
        }
        method = "conversations.history"
        if thread:
            method, asked["ts"] = "conversations.replies", _stamp(thread)
        for _ in range(PAGES):
            page = await _looked_up(workspace, method, asked)
            for message in map(mapping, listed(page.get("messages"))):
                if _key(message) == notice.key and me.bot in ("", text(message.get("bot_id"))):
                    return f"{room}:{text(message.get('ts'))}"
            asked["cursor"] = text(mapping(page.get("response_metadata")).get("next_cursor"))
            if not asked["cursor"]:
                return None
        raise DeliveryError(f"{method}: too many messages", fate=Fate.REFUSED)

    async def _workspace(self, address: Address) -> Workspace:
        workspace = await self._workspaces.of(address.tenant)
        if workspace is None:
            raise RoomLost(Trouble.UNINSTALLED)
        return workspace


async def _posted(outgoing: Outgoing, told: Told) -> str:
    metadata: JsonObject = {"event_type": EVENT, "event_payload": {"key": told.key}}
    # Alerts were perhaps asked for in a thread; they are the whole room's.
    thread = _stamp(told.thread) if told.thread else None
    room = told.address.conversation
    return f"{room}:{await outgoing.post(room, thread, marked(told), metadata)}"


async def _edited(outgoing: Outgoing, told: Told) -> str:
    """What metadata it has stays: https://docs.slack.dev/reference/methods/chat.update."""
    room, _, stamp = told.edits.partition(":")
    if not await outgoing.edit(room, stamp, told.reply):
        raise SlackRefusal("chat.update", "message_not_found")
    return told.edits


async def _looked_up(workspace: Workspace, method: str, asked: Mapping[str, str]) -> JsonObject:
    try:
        return await workspace.outgoing.look_up(method, asked)
    except SlackRefusal as refusal:
        # The scope is missing, or the room is gone: that it is not there is not seen.
        raise DeliveryError(str(refusal), fate=Fate.REFUSED) from None


def _key(message: JsonObject) -> str:
    metadata = mapping(message.get("metadata"))
    return (
        text(mapping(metadata.get("event_payload")).get("key")) if metadata.get("event_type") == EVENT else ""
    )


def _stamp(receipt: str) -> str:
    return receipt.partition(":")[2]


def _unseen(why: str, wait: float | None) -> DeliveryError:
    return DeliveryError(f"{Trouble.READERS_UNKNOWN}: {why}", retry_after=wait, fate=Fate.NOT_TAKEN)


def _ended(refusal: SlackRefusal) -> DeliveryError:
    """What a word of Slack's means for the message and its room; one that nobody knows may pass."""
    if trouble := _LOST.get(refusal.code):
        return RoomLost(f"{trouble}: {refusal}")
    if refusal.code in ("thread_not_found", "message_not_found"):
        return DeliveryError(f"{Trouble.MESSAGE_GONE}: {refusal}", fate=Fate.REFUSED)
    if refusal.code in UNDRAWABLE:
        return DeliveryError(f"{Trouble.UNDRAWABLE}: {refusal}", fate=Fate.REFUSED)
    trouble = Trouble.BUSY if refusal.code in _BUSY else Trouble.REFUSED
    return DeliveryError(f"{trouble}: {refusal}", fate=Fate.NOT_TAKEN)
