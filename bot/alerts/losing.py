"""A room to which nothing can be told any more: its alerts rest, and whoever asked for them hears why."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.alerts.telling_rooms import notice_key
from bot.alerts.tellings import LostRoomOf, written
from bot.conversation.events import Address
from bot.conversation.notices import Notice
from bot.ports import Transaction


async def lost_room(transaction: Transaction, address: Address, reason: str, *, at: datetime) -> bool:
    """Nothing can be told in that conversation any more: it was archived, or the bot removed from it.

    The room's watch is paused with the reason, until somebody asks for alerts there again; who asked for it
    is told once, alone. False where nothing watches there, or it is paused already.
    """
    watch = await transaction.watches.of(address)
    if watch is None or watch.paused:
        return False
    await transaction.watches.save(replace(watch, paused=reason or "refused"))
    tenant, platform, person = ((*watch.asked_by.split("/", 2), "", "", ""))[:3]
    place = await transaction.places.private_with(tenant, platform, person) if person else None
    if place is None or place.address.conversation == watch.address.conversation:
        return True
    telling = LostRoomOf(
        tenant=address.tenant, conversation=address.conversation, since=at.isoformat(), reason=reason
    )
    wishes = await transaction.people.wishes(watch.asked_by)
    there = replace(watch, address=place.address, quiet=wishes.quiet if wishes else None)
    await transaction.notices.add(
        Notice(
            key=notice_key(telling, there),
            subject=f"lost-room/{address.conversation}",
            address=place.address,
            text=written(telling, watch.language),
            due=there.loud_from(at),
            created=at,
        )
    )
    return True
