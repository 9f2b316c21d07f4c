"""What people press, fill in and command, from Slack's JSON to events. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from types import MappingProxyType

from adapters.guard import JsonObject
from adapters.slack.arrival import Arrival, Identity, Read
from adapters.slack.manifest import ASK_ABOUT_THIS, COMMAND, REPORT_CONFLICT
from adapters.slack.presses import THREAD
from adapters.slack.spoken import spoken_text
from adapters.slack.views import place_of
from adapters.slack.wire import first, is_time, listed, mapping, moment, text
from bot.conversation.actions import Action
from bot.conversation.events import Address, Audience, Click, Origin, Person, Question
from bot.conversation.language import Language
from bot.conversation.resuming import RESUMING, SHARE
from bot.errors import UserError

DIGEST = 16
"""Characters that tell one button of a message from what stood in its place before."""
LONGEST = 1000
"""Characters of a message that a report begins with."""


def pressed(body: JsonObject, me: Identity, now: float = 0.0) -> Arrival | None:
    """The click in a block_actions payload, on a message or in the App Home."""
    action, container = first(body.get("actions")), mapping(body.get("container"))
    conversation = text(mapping(body.get("channel")).get("id"))
    message = mapping(body.get("message"))
    stamp = text(message.get("ts")) or text(container.get("message_ts"))
    home = mapping(body.get("view")).get("type") == "home"
    person = _person(body)
    if not (action and person.id and (home or (conversation and is_time(stamp)))):
        return None
    hidden = container.get("is_ephemeral") is True
    in_two = home or conversation.startswith("D")
    act = _action(action)
    thread = text(message.get("thread_ts")) or text(container.get("thread_ts")) or _belongs(act)
    origin = Origin(
        event_id=_press_id(body, action, act, person.id, stamp),
        person=person,
        # What only one person sees has no time stamp that others could answer to.
        address=_address(body, me, conversation, thread or (None if in_two or hidden else stamp)),
        audience=Audience.STRANGERS,
        at=moment(text(action.get("action_ts")) or stamp, now),
    )
    return Arrival(
        event=Click(origin=origin, action=act, ticked=_ticked(body, action)),
        # Of what only one person sees we do not know that it stands in our own conversation.
        direct=(None if hidden and not home else True) if in_two else False,
        foreign=_is_foreign(body, me),
        thread=thread,
        pressed="" if hidden or home else stamp,
        hidden=hidden,
        response_url=text(body.get("response_url")),
        trigger=text(body.get("trigger_id")),
        home=home,
    )


def commanded(body: JsonObject, me: Identity, now: float) -> Arrival | None:
    """`/dpor` with a question or one of its words: help, settings, report."""
    conversation, trigger = text(body.get("channel_id")), text(body.get("trigger_id"))
    person = Person(id=text(body.get("user_id")))
    if text(body.get("command")) != COMMAND or not (conversation and person.id):
        return None
    origin = Origin(
        event_id=f"command:{person.id}:{trigger or now}",
        person=person,
        address=_address(body, me, conversation, None),
        audience=Audience.STRANGERS,
        at=moment("", now),
    )
    event, spoken = _meant(origin, spoken_text(text(body.get("text"))))
    return Arrival(
        event=event,
        direct=None if conversation.startswith("D") else False,
        hidden=True,
        response_url=text(body.get("response_url")),
        trigger=trigger,
        spoken=spoken,
    )


def shortcut(body: JsonObject, me: Identity, now: float) -> Arrival | None:
    """What a person wants with a message: to ask about it, or to report a conflict from it."""
    message, trigger = mapping(body.get("message")), text(body.get("trigger_id"))
    conversation, person = text(mapping(body.get("channel")).get("id")), _person(body)
    words = spoken_text(_written(message))
    if not (conversation and person.id):
        return None
    thread = text(message.get("thread_ts")) or None
    origin = Origin(
        event_id=f"shortcut:{person.id}:{trigger or now}",
        person=person,
        address=_address(body, me, conversation, thread or text(message.get("ts")) or None),
        audience=Audience.STRANGERS,
        at=moment(text(body.get("action_ts")), now),
    )
    event: Question | Click
    if body.get("callback_id") == ASK_ABOUT_THIS:
        event = Question(origin=origin, text=words)
    elif body.get("callback_id") == REPORT_CONFLICT:
        event = Click(origin=origin, action=_do("claim.open", text=words[:LONGEST]))
    else:
        return None
    return Arrival(
        event=event,
        direct=None if conversation.startswith("D") else False,
        foreign=_is_foreign(body, me),
        thread=thread,
        hidden=True,
        response_url=text(body.get("response_url")),
        trigger=trigger,
        spoken=False,
    )


def submitted(body: JsonObject, me: Identity, now: float) -> Arrival | None:
    """A form that was sent. Where it was opened comes with it; who may read there is asked anew."""
    view, person = mapping(body.get("view")), _person(body)
    place = place_of(text(view.get("private_metadata")))
    if place is None or not person.id:
        return None
    turn = text(body.get("trigger_id")) or f"{text(view.get('hash'))}:{now}"
    origin = Origin(
        event_id=f"form:{person.id}:{text(view.get('id'))}:{turn}",
        person=person,
        address=_address(body, me, place.conversation, place.thread),
        audience=Audience.STRANGERS,
        at=moment("", now),
    )
    in_two = not place.conversation or place.conversation.startswith("D")
    return Arrival(
        event=Click(origin=origin, action=place.action, filled=_filled(view)),
        direct=None if in_two else False,
        foreign=_is_foreign(body, me),
        hidden=True,
        trigger=text(body.get("trigger_id")),
    )


INTERACTIONS: Mapping[str, Read] = MappingProxyType(
    {"block_actions": pressed, "message_action": shortcut, "view_submission": submitted}
)
"""By the payload's type."""

_WORDS = MappingProxyType(
    {
        "settings": ("home.show", Language.ENGLISH),
        "inställningar": ("home.show", Language.SWEDISH),
        "report": ("claim.open", Language.ENGLISH),
        "rapportera": ("claim.open", Language.SWEDISH),
    }
)


def _meant(origin: Origin, words: str) -> tuple[Question | Click, bool]:
    """What a command's words ask for, and whether they tell a language."""
    word, _, rest = words.partition(" ")
    if not words:
        return Click(origin=origin, action=_do("help.show")), False
    if word.casefold() not in _WORDS or (rest and word.casefold() in ("settings", "inställningar")):
        return Question(origin=origin, text=words), True
    name, language = _WORDS[word.casefold()]
    arguments = {"text": rest.strip()[:LONGEST]} if rest.strip() else {}
    action = Action(name=name, language=language, arguments=arguments)
    return Click(origin=origin, action=action), language is not Language.ENGLISH


def _written(message: JsonObject) -> str:
    """What stands in a message; another app's may have nothing but an attachment or blocks."""
    if said := text(message.get("text")):
        return said
    attached = first(message.get("attachments"))
    blocks = [mapping(mapping(block).get("text")).get("text") for block in listed(message.get("blocks"))]
    shown = "\n".join(filter(None, map(text, blocks)))
    return text(attached.get("fallback")) or text(attached.get("text")) or shown


def _do(name: str, **arguments: str) -> Action:
    return Action(name=name, language=Language.ENGLISH, arguments=arguments)


def _person(body: JsonObject) -> Person:
    user = mapping(body.get("user"))
    return Person(id=text(user.get("id")), name=text(user.get("name")) or text(user.get("username")))


def _is_foreign(body: JsonObject, me: Identity) -> bool:
    team = mapping(body.get("user")).get("team_id")
    return bool(team) and team != me.team


def _address(body: JsonObject, me: Identity, conversation: str, thread: str | None) -> Address:
    team = me.team or text(mapping(body.get("team")).get("id")) or text(body.get("team_id"))
    return Address(tenant=team, platform="slack", conversation=conversation, thread=thread)


def _belongs(action: Action) -> str | None:
    """The thread of the question that is shared; what only one person sees does not stand in it."""
    thread = action.arguments.get(THREAD, "") if action.name == SHARE else ""
    return thread if is_time(thread) else None


def _press_id(body: JsonObject, action: JsonObject, act: Action, person: str, stamp: str) -> str:
    """The same for a press that comes again, another for every other press.

    What posts a question's answer anew posts it once, however often the same button is pressed.
    """
    if act.name in RESUMING:
        carried = sha256(text(action.get("value")).encode()).hexdigest()[:DIGEST]
        return ":".join(("press", person, stamp, act.name, carried))
    when = text(action.get("action_ts")) or text(body.get("trigger_id"))
    return ":".join(("press", person, stamp, text(action.get("action_id")), when))


def _action(action: JsonObject) -> Action:
    """A button carries its action in its value; a group of boxes, which has none, in its id."""
    carried = text(action.get("value")) or text(action.get("action_id"))
    try:
        return Action.decode(carried)
    except UserError:
        # The bot answers an action that nobody serves with a word to the person.
        return Action(name="unknown", language=Language.ENGLISH)


def _ticked(body: JsonObject, action: JsonObject) -> frozenset[str] | None:
    """Every box that is ticked now, in all groups of the list; the pressed group's state is the newest."""
    if action.get("type") != "checkboxes":
        return None
    state = body.get("state") or mapping(body.get("view")).get("state")
    groups = {
        block: mapping(elements).get(text(action.get("action_id")))
        for block, elements in mapping(mapping(state).get("values")).items()
    }
    groups[text(action.get("block_id"))] = action
    return frozenset(value for group in groups.values() for value in _selected(mapping(group)))


def _selected(group: JsonObject) -> list[str]:
    return [text(mapping(option).get("value")) for option in listed(group.get("selected_options"))]


def _filled(view: JsonObject) -> Mapping[str, str]:
    """By the fields' ids, which are the blocks' ids."""
    values = mapping(mapping(view.get("state")).get("values"))
    return {field: _entered(first(list(mapping(entered).values()))) for field, entered in values.items()}


def _entered(element: JsonObject) -> str:
    return text(element.get("value")) or text(mapping(element.get("selected_option")).get("value"))
