"""Which tenants are ours, from the settings to the door."""

from __future__ import annotations

import pytest

from adapters.settings import Settings
from adapters.teams.access import Registered, access_from
from bot.errors import SettingsError

HOME = "72f988bf-0000-0000-0000-00000000c0de"
SECOND = "00000000-0000-0000-0000-00000000BEEF"
REGISTERED = {"MicrosoftAppId": "app", "MicrosoftAppPassword": "-", "MicrosoftAppTenantId": HOME}


def access(**more: str) -> Registered:
    """What these settings allow."""
    settings = Settings.from_env({**REGISTERED, **more}).teams
    assert settings is not None
    found = access_from(settings)
    assert isinstance(found, Registered)
    return found


def test_without_a_list_the_home_tenant_alone_is_served() -> None:
    assert access().serves(HOME.upper())
    assert not access().serves(SECOND)
    assert not access().serves("")


def test_with_a_list_exactly_those_on_it_are_served() -> None:
    listed = access(MicrosoftAppAllowedTenants=f" {HOME} , {SECOND}")
    assert listed.serves(HOME)
    assert listed.serves(SECOND.lower())
    assert not access(MicrosoftAppAllowedTenants=SECOND).serves(HOME)


@pytest.mark.parametrize("listed", ["*", "contoso.com", f"{HOME};{SECOND}", f"{HOME},"])
def test_a_list_of_anything_but_ids_is_refused(listed: str) -> None:
    with pytest.raises(SettingsError, match="MicrosoftAppAllowedTenants"):
        access(MicrosoftAppAllowedTenants=listed)
