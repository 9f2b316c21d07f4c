"""The bot comes to a conversation, and goes."""

from __future__ import annotations

from bot.alerts.losing import lost_room
from bot.conversation.events import Joined, Left
from bot.conversation.keeping import Place
from bot.conversation.notices import Trouble
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
    """Forget the place, and send no alerts there: who had asked for them is told."""
    address = event.origin.address
    async with services.store.transaction() as transaction:
        await transaction.places.forget(address)
        await lost_room(transaction, address, Trouble.SHUT_OUT, at=services.clock.now())
