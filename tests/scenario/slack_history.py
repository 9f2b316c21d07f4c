"""What stands in the rooms of the small Slack: posted, edited, and read back, late where that is wanted."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from tests.scenario.slack_values import BOT_ID, Json


@dataclass(slots=True, kw_only=True)
class Posted:
    """One message; it shows in the history from `visible` on (seconds since 1970)."""

    stamp: str
    room: str
    thread: str
    metadata: Json
    at: float
    visible: float
    bot: str = BOT_ID

    @property
    def key(self) -> str:
        """The notice's, empty where it carries none."""
        return str(self.metadata.get("event_payload", {}).get("key", ""))


@dataclass(slots=True)
class History:
    """Everything that was posted. `late` is after how many seconds the next ones show."""

    posted: list[Posted] = field(default_factory=list[Posted])
    late: float = 0.0
    page: int = 100

    def add(self, stamp: str, arguments: Json) -> Posted:
        """A message that Slack took."""
        now = time.time()
        message = Posted(
            stamp=stamp,
            room=str(arguments["channel"]),
            thread=str(arguments.get("thread_ts") or ""),
            metadata=arguments.get("metadata") or {},
            at=now,
            visible=now + self.late,
        )
        self.posted.append(message)
        return message

    def answer(self, arguments: Json, *, replies: bool) -> Json:
        """A page, the newest first: of the room, or of one thread."""
        thread = str(arguments.get("ts", "")) if replies else ""
        now, oldest = time.time(), float(str(arguments.get("oldest", "0")))
        shown = [
            one
            for one in reversed(self.posted)
            if one.room == arguments["channel"]
            and one.thread == thread
            and one.at >= oldest
            and one.visible <= now
        ]
        start = int(str(arguments.get("cursor") or 0))
        end = start + min(self.page, int(str(arguments["limit"])))
        with_metadata = arguments.get("include_all_metadata") == "true"
        return {
            "ok": True,
            "messages": [_said(one, with_metadata=with_metadata) for one in shown[start:end]],
            "has_more": end < len(shown),
            "response_metadata": {"next_cursor": str(end) if end < len(shown) else ""},
        }


def _said(message: Posted, *, with_metadata: bool) -> Json:
    """Without being asked to, Slack leaves the payload out."""
    said: Json = {"type": "message", "bot_id": message.bot, "ts": message.stamp, "text": "…"}
    if message.metadata:
        metadata = message.metadata if with_metadata else {"event_type": message.metadata["event_type"]}
        said["metadata"] = metadata
    return said
