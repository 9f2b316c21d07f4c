"""Teams, as the courier sees it: messages posted to the stored reference, which nobody can read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from adapters.courier.posting import Told, marked
from adapters.teams.connector import Connector, RefusedError, UnansweredError
from adapters.teams.members import Members
from adapters.teams.render import message
from adapters.teams.under_way import UnderWay
from bot.conversation.events import Address
from bot.conversation.notices import Notice, Trouble
from bot.errors import DeliveryError, Fate, RoomLost

_LOST: Mapping[int, Trouble] = {403: Trouble.SHUT_OUT, 404: Trouble.ROOM_GONE, 410: Trouble.ROOM_GONE}
_UNDRAWABLE = frozenset({400, 413})
_IN_BETWEEN = frozenset({502, 503, 504})
"""Said by somebody on the way, who does not know whether Teams took it."""
_BUSY = frozenset({412, 429, *_IN_BETWEEN})
_CHANNEL = "@thread.tacv2"


class TeamsPoster:
    """Posts for the courier, to what was kept of each conversation."""

    rest = timedelta(seconds=2)
    """To one conversation at most 7 messages in 1 second, 8 in 2, 60 in 30, 1,800 in an hour: this keeps all.

    https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
    """

    def __init__(self, connector: Connector, members: Members, under_way: UnderWay) -> None:
        self._connector = connector
        self._members = members
        self._under_way = under_way

    async def admit(self, told: Told) -> None:
        """Return where only our full members read it, or no customer is named."""
        if not told.reply.names_customers:
            return
        try:
            ours = await self._members.admits(told.address)
        except RefusedError as error:
            if trouble := _LOST.get(error.status):
                raise RoomLost(f"{trouble}: {error}") from None
            raise _unseen(error) from None
        except DeliveryError as error:
            raise _unseen(error) from None
        if not ours:
            raise RoomLost(Trouble.STRANGERS)

    async def post(self, told: Told) -> str:
        """Once; the receipt is the message's id."""
        with self._under_way.counted():
            if told.edits:
                return await self._edit(told)
            try:
                return await self._connector.post(_place(told), message(marked(told)))
            except RefusedError as error:
                if told.thread and error.status == 404:
                    raise _without_message(error) from None
                raise _ended(error) from None
            except UnansweredError as error:
                raise DeliveryError(f"{Trouble.UNANSWERED}: {error}") from None
            except DeliveryError as error:
                raise _unreached(error) from None

    async def look(self, notice: Notice, thread: str) -> str | None:
        """Nobody can: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference."""
        raise DeliveryError("Teams cannot be read back", fate=Fate.REFUSED)

    async def _edit(self, told: Told) -> str:
        """To edit twice is to edit once, so whatever does not say that it is done is done again."""
        try:
            return await self._connector.update(_root(told.address), told.edits, message(told.reply))
        except RefusedError as error:
            if error.status == 404:
                raise _without_message(error) from None
            raise _ended(error, repeatable=True) from None
        except UnansweredError as error:
            raise DeliveryError(f"{Trouble.UNANSWERED}: {error}", fate=Fate.NOT_TAKEN) from None
        except DeliveryError as error:
            raise _unreached(error) from None


def _place(told: Told) -> Address:
    """The channel's thread under that card; a chat has no threads."""
    if told.thread and told.address.conversation.endswith(_CHANNEL):
        return replace(told.address, thread=told.thread)
    return _root(told.address)


def _root(address: Address) -> Address:
    """Alerts were perhaps asked for in a thread; they are the whole conversation's."""
    return replace(address, thread=None)


def _ended(error: RefusedError, *, repeatable: bool = False) -> DeliveryError:
    """What a status means for the message and its room; one that nobody knows may pass."""
    if trouble := _LOST.get(error.status):
        return RoomLost(f"{trouble}: {error}")
    if error.status in _UNDRAWABLE:
        return DeliveryError(f"{Trouble.UNDRAWABLE}: {error}", fate=Fate.REFUSED)
    if error.status in _IN_BETWEEN and not repeatable:
        return DeliveryError(f"{Trouble.UNANSWERED}: {error}")
    trouble = Trouble.BUSY if error.status in _BUSY else Trouble.REFUSED
    return DeliveryError(f"{trouble}: {error}", retry_after=error.retry_after, fate=Fate.NOT_TAKEN)


def _without_message(error: RefusedError) -> DeliveryError:
    return DeliveryError(f"{Trouble.MESSAGE_GONE}: {error}", fate=Fate.REFUSED)


def _unreached(error: DeliveryError) -> DeliveryError:
    """No connection, no token: nothing went out."""
    return DeliveryError(f"{Trouble.UNREACHED}: {error}", retry_after=error.retry_after, fate=Fate.NOT_TAKEN)


def _unseen(error: DeliveryError) -> DeliveryError:
    return DeliveryError(
        f"{Trouble.READERS_UNKNOWN}: {error}", retry_after=error.retry_after, fate=Fate.NOT_TAKEN
    )
