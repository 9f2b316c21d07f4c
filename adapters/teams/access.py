"""How Teams gets in: as a registered app of one tenant, or as anybody on this machine."""

from __future__ import annotations

from dataclasses import dataclass, field

from adapters.settings import TeamsSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Microsoft:
    """Where Microsoft is: its login, its published signing keys. Only tests have it on this machine."""

    login: str = "https://login.microsoftonline.com"
    signing_keys: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    on_this_machine: bool = False


MICROSOFT = Microsoft()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A single-tenant app registration: requests carry Microsoft's signed token, answers the bot's own."""

    app_id: str
    password: str = field(repr=False)
    tenant_id: str
    allowed_tenants: tuple[str, ...] = ()
    microsoft: Microsoft = MICROSOFT

    def serves(self, tenant: str) -> bool:
        """Whether that is a tenant of our own organisation."""
        return tenant.casefold() in {one.casefold() for one in self.allowed_tenants or (self.tenant_id,)}


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerouslyAnonymous:
    """For local try-outs: no token is asked or sent, and services may only be on this machine."""


Access = Registered | DangerouslyAnonymous


def access_from(settings: TeamsSettings, microsoft: Microsoft = MICROSOFT) -> Access:
    """What the settings allow. Raises ValueError for an empty app id: with one, the SDK lets anybody in."""
    if settings.dangerously_anonymous:
        return DangerouslyAnonymous()
    if not settings.app_id:
        raise ValueError("Without an app id there is no Teams.")
    return Registered(
        app_id=settings.app_id,
        password=settings.app_password,
        tenant_id=settings.tenant_id,
        allowed_tenants=settings.allowed_tenants,
        microsoft=microsoft,
    )
