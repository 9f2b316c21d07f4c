"""Who and what there is in the small Slack of ours: ids, people, rooms, and what each method needs."""

from __future__ import annotations

from typing import Any

TEAM, BOT_USER, BOT_ID = "T0CONTOSO1", "U0DPORBOT1", "B0DPORBOT1"
ROOM, DIRECT, ASKER = "C0ROOM0001", "D0DIRECT01", "U0ASKER001"
BOT_TOKEN, APP_TOKEN = "xoxb-not-a-real-token", "xapp-not-a-real-token"
SIGNING_SECRET = "not-a-real-secret"
SLACK_WAITS = 3
"""Seconds until Slack gives an event up."""

Json = dict[str, Any]


def a_user(identity: str = ASKER, **more: object) -> Json:
    """A full member of our workspace, as users.info says."""
    return {
        "id": identity,
        "team_id": TEAM,
        "name": "asker",
        "real_name": "Kim",
        "deleted": False,
        "is_bot": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        **more,
    }


def a_room(identity: str = ROOM, **more: object) -> Json:
    """A channel of our workspace alone, as conversations.info says."""
    flags = {"is_ext_shared": False, "is_pending_ext_shared": False, "is_org_shared": False}
    return {"id": identity, "is_channel": True, "is_private": False, **flags, **more}


NEEDS = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "conversations.open": "im:write",
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "users.info": "users:read",
    "users.list": "users:read",
}
KINDS = {"C": "channels:read", "G": "groups:read", "D": "im:read"}
"""What reading a conversation needs, by how its id begins."""
