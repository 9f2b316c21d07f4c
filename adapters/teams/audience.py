"""Who asks, and who reads along, as far as Teams says. What is not surely ours is strangers. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar, cast

import orjson

from adapters.teams.access import Access, Registered
from adapters.teams.wire import Json, object_at, text_at
from bot.conversation.events import Address, Audience, Event

_PLACES = frozenset({"personal", "groupChat", "channel"})
_CHANNELS = frozenset({"", "standard", "private"})
_GUEST = "#ext#"

_Seen = TypeVar("_Seen", bound=Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is known of who asks and of the place. Without anything known: a stranger among strangers."""

    member: bool = False
    private: bool = False
    audience: Audience = Audience.STRANGERS


STRANGERS = Sight()


def seen(event: _Seen, sight: Sight) -> _Seen:
    """The event of that person in that place."""
    person = replace(event.origin.person, member=sight.member)
    origin = replace(event.origin, person=person, private=sight.private, audience=sight.audience)
    return replace(event, origin=origin)


def for_one(sight: Sight) -> Sight:
    """What only the person who asks sees: a dialog, the results of a search."""
    audience = Audience.OURS if sight.member else Audience.STRANGERS
    return Sight(member=sight.member, private=True, audience=audience)


def tenant_of(activity: Json) -> str:
    """The tenant that the activity states, empty where it states none."""
    return text_at(activity, "channelData", "tenant", "id") or text_at(activity, "conversation", "tenantId")


def is_ours_to_serve(activity: Json, access: Access) -> bool:
    """Whether it comes from Teams, and from a tenant that is served."""
    if not isinstance(access, Registered):
        return True
    # Other channels (Direct Line, say) let the person write channelData, tenant included.
    return text_at(activity, "channelId") == "msteams" and access.serves(tenant_of(activity))


def is_personal(activity: Json) -> bool:
    """Whether the activity is from a conversation of one person with the bot."""
    return text_at(activity, "conversation", "conversationType") == "personal"


def place_may_be_ours(activity: Json, access: Access) -> bool:
    """Whether nothing that the activity states of its place speaks against it being ours alone.

    A shared channel is nobody's alone: who reads it by way of another team is on no list of ours.
    """
    return (
        text_at(activity, "conversation", "conversationType") in _PLACES
        and not _is_of_several_teams(activity)
        and _ours(_stated_tenants(activity), activity, access)
    )


def kept_of(address: Address) -> Json:
    """What an activity would state of that place and, where it is private, of the person in it.

    Empty for an address of nowhere: nothing in it is ours.
    """
    try:
        reference = object_at(cast("object", orjson.loads(address.reference)))
    except orjson.JSONDecodeError:
        return {}
    return {
        "conversation": object_at(reference, "conversation"),
        "channelData": {
            "tenant": {"id": address.tenant},
            "team": object_at(reference, "team"),
            "channel": object_at(reference, "channel"),
        },
        "from": object_at(reference, "user"),
    }


def told_of_channel(activity: Json) -> dict[str, str]:
    """What speaks against the channel being our team's alone, to be kept; empty where nothing does."""
    told: dict[str, str] = {}
    if _is_of_several_teams(activity):
        told["type"] = "shared"
    host = text_at(activity, "channelData", "channel", "tenantId")
    if host and host != tenant_of(activity):
        told["tenantId"] = host
    return told


def person_may_be_ours(activity: Json, access: Access) -> bool:
    """Whether nothing that the activity states of who asks speaks against a full member of ours."""
    sender = object_at(activity, "from")
    tenant = text_at(sender, "tenantId")
    return (
        text_at(sender, "aadObjectId") != ""
        and text_at(sender, "userRole").casefold() in ("", "user")
        and not _is_guest(sender)
        and (not tenant or _ours((tenant,), activity, access))
    )


def is_full_member(entry: Json, activity: Json, access: Access) -> bool:
    """Whether an entry of the roster is surely a full member of our own organisation."""
    known = text_at(entry, "aadObjectId") or text_at(entry, "objectId")
    tenant = text_at(entry, "tenantId")
    return bool(
        known
        and tenant
        and text_at(entry, "userRole").casefold() == "user"
        and not _is_guest(entry)
        and _ours((tenant,), activity, access)
    )


def _ours(tenants: Iterable[str], activity: Json, access: Access) -> bool:
    stated = {tenant.casefold() for tenant in tenants}
    if isinstance(access, Registered):
        return bool(stated) and all(access.serves(tenant) for tenant in stated)
    # Nobody has proved anything here; the tenant of the conversation stands for ours.
    return stated <= {tenant_of(activity).casefold()}


def _stated_tenants(activity: Json) -> set[str]:
    stated = (
        text_at(activity, "channelData", "tenant", "id"),
        text_at(activity, "conversation", "tenantId"),
        text_at(activity, "channelData", "channel", "tenantId"),
        text_at(activity, "channelData", "team", "tenantId"),
    )
    return {tenant for tenant in stated if tenant}


def _is_of_several_teams(activity: Json) -> bool:
    kind = text_at(activity, "channelData", "channel", "type").casefold()
    return kind not in _CHANNELS or _is_shared(activity)


def _is_shared(activity: Json) -> bool:
    data = object_at(activity, "channelData")
    return any(data.get(name) for name in ("sharedWithTeams", "onBehalfOf", "membershipSource"))


def _is_guest(person: Json) -> bool:
    names = (text_at(person, "userPrincipalName"), text_at(person, "email"))
    return any(_GUEST in name.casefold() for name in names)
