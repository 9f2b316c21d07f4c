"""From what arrived to the message that answers it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Coroutine
from dataclasses import replace
from typing import TypeVar

from adapters.farewell import Farewell
from adapters.files import AT_ONCE
from adapters.guard import JsonObject
from adapters.slack import inbound, views
from adapters.slack.arrival import Arrival, Identity, Read
from adapters.slack.opener import OPEN, opened
from adapters.slack.poster import SlackPoster
from adapters.slack.sending import HOME
from adapters.slack.taking import taken, to_take
from adapters.slack.workspace import Workspace, Workspaces
from bot.conversation.actions import Action
from bot.conversation.events import Address, Audience, Click, Joined, Left
from bot.conversation.replies import Reply
from bot.core import Bot
from bot.errors import DeliveryError, UserError, raised_at

GRACE = 2.6
"""Seconds that answers under way are given when the service ends."""
CANCELLING = 0.2
"""Seconds that those given up are then given to end."""
FORM = 2.2
"""Seconds that Slack waits for a word on a form, of the 3 that it gives."""

log = logging.getLogger("dpor.slack")
_Result = TypeVar("_Result")


class Answers:
    """Answers arrivals, and knows which answers are under way."""

    def __init__(self, bot: Bot, workspaces: Workspaces, farewell: Farewell | None = None) -> None:
        self._bot = bot
        self._workspaces = workspaces
        self._farewell = farewell
        self._under_way: set[asyncio.Task[object]] = set()
        self._files = asyncio.Semaphore(AT_ONCE)
        self.poster: SlackPoster = SlackPoster(workspaces, self.start)

    def start(self, work: Coroutine[object, object, _Result], name: str) -> asyncio.Task[_Result]:
        """Run it as a task that `settle` waits for; `name`, an event's id, is what the log calls it."""
        task = asyncio.create_task(work, name=name)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def settle(self) -> None:
        """Wait for what is under way and for what starts meanwhile, then cancel the rest and see it end."""
        until = time.monotonic() + GRACE
        while self._under_way and (left := until - time.monotonic()) > 0:
            await asyncio.wait(self._under_way, timeout=left)
        late = list(self._under_way)
        if not late:
            return
        names = " ".join(sorted(task.get_name() for task in late))
        log.error("slack answers given up at the end count=%d events=%s", len(late), names)
        for task in late:
            task.cancel()
        await asyncio.wait(late, timeout=CANCELLING)

    async def turn(self, read: Read, body: JsonObject) -> None:
        """One turn, after Slack was told that it arrived. Raises nothing."""
        if inbound.is_farewell(body):
            await self._end(body)
            return
        await self._guarded(self._turn(read, body, None))

    async def form(self, read: Read, body: JsonObject, name: str) -> JsonObject:
        """What Slack is answered to a sent form: what is wrong with it, or nothing. In time for Slack."""
        told: asyncio.Future[JsonObject] = asyncio.get_running_loop().create_future()
        task = self.start(self._guarded(self._turn(read, body, told)), name)
        waiting: set[asyncio.Future[object]] = {told, task}  # type: ignore[assignment]
        await asyncio.wait(waiting, timeout=FORM, return_when=asyncio.FIRST_COMPLETED)
        if told.done():
            return told.result()
        told.cancel()  # Too late: what is wrong with it comes as a message.
        return {}

    async def deliver(self, address: Address, reply: Reply, previous: str | None) -> str:
        """Post or edit once; gives the receipt "channel:ts". Raises DeliveryError."""
        workspace = await self._workspaces.of(address.tenant)
        if workspace is None:
            raise DeliveryError("The bot is not installed in that workspace.")
        if previous is not None:
            conversation, _, stamp = previous.partition(":")
            if await workspace.outgoing.edit(conversation, stamp, reply):
                return previous
        posted = await workspace.outgoing.post(address.conversation, address.thread, reply)
        return f"{address.conversation}:{posted}"

    async def _guarded(self, work: Coroutine[object, object, None]) -> None:
        try:
            await work
        except DeliveryError as error:
            log.error("slack answer not delivered event=%s reason=%s", _name(), error)
        except Exception as error:
            log.error(
                "slack turn failed event=%s error=%s at=%s", _name(), type(error).__name__, raised_at(error)
            )

    async def _turn(self, read: Read, body: JsonObject, told: asyncio.Future[JsonObject] | None) -> None:
        workspace = await self._workspaces.of(inbound.team_of(body))
        if workspace is None:
            log.warning("slack event of a workspace without the bot team=%s", inbound.team_of(body))
            return
        if room := inbound.changed_room(body):
            workspace.audience.forget(room)
        me = await workspace.identity()
        arrival = read(body, me, time.time())
        if arrival is None:
            return
        if task := asyncio.current_task():
            task.set_name(arrival.event.origin.event_id)
        arrival = await _settled(workspace, arrival, me)
        if arrival.files:
            await self._take(workspace, arrival)
            return
        await self._answer(workspace, arrival, told)
        if arrival.home and not arrival.action.startswith("home."):
            await self._show_home(workspace, arrival, me)

    async def _answer(
        self, workspace: Workspace, arrival: Arrival, told: asyncio.Future[JsonObject] | None = None
    ) -> None:
        """Ask the bot and send what it says, or open the form that the press carries."""
        if (form := _carried(arrival)) is not None:
            await workspace.sending.answer(arrival, form)
            return
        async with self._bot.turn(arrival.event) as reply:
            if reply is not None and not _told(told, reply):
                await workspace.sending.answer(arrival, reply)

    async def _take(self, workspace: Workspace, arrival: Arrival) -> None:
        """Each file by itself: the trouble of one is not the others'."""
        for file in to_take(arrival):
            async with self._files:
                given = await taken(workspace.files, arrival, file)
                await self._guarded(self._answer(workspace, given))

    async def _show_home(self, workspace: Workspace, arrival: Arrival, me: Identity) -> None:
        """The page anew, after something was pressed on it that may have changed it."""
        event = arrival.event
        if not isinstance(event, Click):
            return
        action = Action(name=HOME, language=event.action.language)
        origin = replace(event.origin, event_id=f"{event.origin.event_id}:home")
        again = replace(arrival, event=Click(origin=origin, action=action), trigger="", spoken=True)
        await self._answer(workspace, await _settled(workspace, again, me))

    async def _end(self, body: JsonObject) -> None:
        team = inbound.team_of(body)
        await self._guarded(self._workspaces.gone(team))
        if self._farewell is not None:
            await self._guarded(self._farewell.to(lambda place: _is_in(team, place), self._bot))


def _is_in(team: str, place: Address) -> bool:
    return (place.platform, place.tenant) == ("slack", team)


async def _settled(workspace: Workspace, arrival: Arrival, me: Identity) -> Arrival:
    """The arrival with its audience."""
    if isinstance(arrival.event, Joined | Left):
        return arrival  # These tell nobody anything: nobody need be asked who reads along.
    settled = await workspace.audience.settle(arrival, me)
    origin = settled.event.origin
    if settled.shares and origin.audience is Audience.STRANGERS:
        # Nothing is shared, so the same button may be pressed again once the room is ours.
        again = replace(origin, event_id=f"{origin.event_id}:{time.time()}")
        return replace(settled, event=replace(settled.event, origin=again))
    return settled


def _carried(arrival: Arrival) -> Reply | None:
    """The form that a press opens by itself; None for what the bot answers."""
    event = arrival.event
    if not isinstance(event, Click) or event.action.name != OPEN:
        return None
    try:
        return opened(event.action)
    except UserError:
        return None  # The bot knows no such action, and says so.


def _name() -> str:
    task = asyncio.current_task()
    return task.get_name() if task else "-"


def _told(told: asyncio.Future[JsonObject] | None, reply: Reply) -> bool:
    """Tell Slack what it waits for; whether that was all, since the form itself shows what is wrong."""
    if told is None or told.done():
        return False
    faulty = reply.form is not None and bool(reply.form.faults)
    told.set_result(views.errors(reply.form) if reply.form is not None and faulty else {})
    return faulty
