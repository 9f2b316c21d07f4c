"""The bot comes to a conversation, and goes."""

from __future__ import annotations

from bot.conversation.events import Address, Joined, Left
from bot.conversation.keeping import Place
from bot.ports import Services


async def arrived(event: Joined, services: Services) -> None:
    """Keep how to write there unasked."""
    origin = event.origin
    place = Place(
        address=origin.address, person=origin.person.id if origin.private else "", since=services.clock.now()
    )
    async with services.store.transaction() as transaction:
        await transaction.places.note(place)


async def departed(event: Left, services: Services) -> None:
    """Forget the place, and send no alerts there."""
    async with services.store.transaction() as transaction:
        await transaction.places.forget(event.origin.address)
        for room in await transaction.rooms.subscribed():
            # Alerts may have been asked for in a thread of it.
            if _conversation(room) == _conversation(event.origin.address):
                await transaction.rooms.unsubscribe(room)


def _conversation(address: Address) -> tuple[str, str, str]:
    return address.tenant, address.platform, address.conversation
