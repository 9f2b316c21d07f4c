"""What arrived from Slack, before it is known who can read along. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from adapters.guard import JsonObject
from adapters.taking import Offered
from bot.conversation.events import Click, Event
from bot.conversation.resuming import SHARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the bot is in its workspace, as auth.test says; empty where it has not said."""

    team: str = ""
    user: str = ""
    bot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An event, and how its reply gets back.

    `event` is for strangers until the audience is settled. `direct`: the place is the person's own
    conversation with the bot; None where that has to be asked, as with a command in any conversation of two.
    `shared` and `foreign` are what the JSON says for certain: that other companies read the place, that the
    person is of another workspace. `thread` is where it came from, `pressed` the message whose button was
    pressed; both are time stamps. `hidden`: only the person saw what was typed or pressed. `trigger` opens a
    modal within 3 seconds. `home`: it comes from the App Home. `spoken`: the action's language is that of
    what the person wrote or saw, and not merely ours to choose. `files` came with it, and are what
    it is about.
    """

    event: Event
    direct: bool | None
    shared: bool = False
    foreign: bool = False
    thread: str | None = None
    pressed: str = ""
    hidden: bool = False
    response_url: str = ""
    trigger: str = ""
    home: bool = False
    spoken: bool = True
    files: tuple[Offered, ...] = ()

    @property
    def shares(self) -> bool:
        """Whether what one person sees is to become everybody's."""
        return self.action == SHARE

    @property
    def action(self) -> str:
        """The name of the action that was pressed; empty for anything else."""
        return self.event.action.name if isinstance(self.event, Click) else ""


Read = Callable[[JsonObject, Identity, float], Arrival | None]
"""From a body, who we are, and now in seconds since 1970; None for what is not for the bot."""
