"""Whether the settings of the app registration can be what they should be, told from their form alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from adapters.findings import Finding, Grade, Said

APP_ID, PASSWORD, TENANT = "MicrosoftAppId", "MicrosoftAppPassword", "MicrosoftAppTenantId"

_GUID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_COPY_ID = Said(
    "Copy Microsoft App ID from the Azure Bot's Configuration page.",
    "Kopiera Microsoft App ID från Azure-botens sida Configuration.",
)
_COPY_TENANT = Said(
    "Copy App Tenant ID from the Azure Bot's Configuration page.",
    "Kopiera App Tenant ID från Azure-botens sida Configuration.",
)
_COPY_VALUE = Said(
    "Create a client secret under Certificates & secrets and copy its Value, not its Secret ID.",
    "Skapa en client secret under Certificates & secrets och kopiera dess Value, inte dess Secret ID.",
)


def form_findings(given: Mapping[str, str]) -> Iterator[Finding]:
    """Each setting of the registration that cannot be right."""
    app, password, tenant = (given.get(name, "") for name in (APP_ID, PASSWORD, TENANT))
    if app and not _GUID.fullmatch(app):
        yield _wrong(APP_ID, _no_id(), _COPY_ID)
    if tenant and not (_GUID.fullmatch(tenant) or _DOMAIN.fullmatch(tenant)):
        yield _wrong(TENANT, _no_id(), _COPY_TENANT)
    if tenant and tenant.lower() == app.lower():
        what = Said("This is the app's id again.", "Det här är appens id en gång till.")
        yield _wrong(TENANT, what, _COPY_TENANT)
    if _GUID.fullmatch(password):
        what = Said("This is the secret's id, not its value.", "Det här är hemlighetens id, inte dess värde.")
        yield _wrong(PASSWORD, what, _COPY_VALUE)


def has_form(given: Mapping[str, str]) -> bool:
    """Whether all three are there, each in a form that Microsoft can be asked about."""
    named = all(given.get(name) for name in (APP_ID, PASSWORD, TENANT))
    return named and not any(form_findings(given))


def login_finding(codes: frozenset[int], error: str) -> Finding:
    """What Microsoft's refusal to give a token means; `codes` are the numbers after AADSTS.

    https://learn.microsoft.com/entra/identity-platform/reference-error-codes
    """
    for code, (where, what, remedy) in _REFUSALS.items():
        if code in codes:
            return _wrong(where, what, remedy)
    said = error or "no reason"
    numbers = "".join(f" AADSTS{code}" for code in sorted(codes))
    what = Said(
        f"Microsoft gave no token ({said}{numbers}).", f"Microsoft gav ingen token ({said}{numbers})."
    )
    remedy = Said(
        "Look the code up at login.microsoftonline.com/error.",
        "Slå upp koden på login.microsoftonline.com/error.",
    )
    return _wrong(APP_ID, what, remedy)


def _wrong(where: str, what: Said, remedy: Said) -> Finding:
    return Finding(grade=Grade.WRONG, where=where, what=what, remedy=remedy)


def _no_id() -> Said:
    return Said(
        "This is no id of the form 00000000-0000-….", "Det här är inget id av formen 00000000-0000-…."
    )


_REFUSALS: Mapping[int, tuple[str, Said, Said]] = {
    7000215: (
        PASSWORD,
        Said("Microsoft does not take this secret.", "Microsoft tar inte den här hemligheten."),
        _COPY_VALUE,
    ),
    7000222: (
        PASSWORD,
        Said("The secret has expired.", "Hemligheten har gått ut."),
        _COPY_VALUE,
    ),
    700016: (
        TENANT,
        Said("This tenant has no app with that id.", "Klientorganisationen har ingen app med det id:t."),
        Said(
            "Either is wrong: copy both ids from the Azure Bot's Configuration page.",
            "Endera är fel: kopiera båda id:n från Azure-botens sida Configuration.",
        ),
    ),
    7000229: (
        TENANT,
        Said("The app is not at home in this tenant.", "Appen hör inte hemma i klientorganisationen."),
        _COPY_TENANT,
    ),
    90002: (TENANT, Said("There is no such tenant.", "Klientorganisationen finns inte."), _COPY_TENANT),
    900023: (
        TENANT,
        Said("This is no tenant's id.", "Det här är ingen klientorganisations id."),
        _COPY_TENANT,
    ),
    7000112: (
        APP_ID,
        Said("The app registration is disabled.", "Appregistreringen är avstängd."),
        Said(
            "Let an administrator enable it in Microsoft Entra.",
            "Låt en administratör slå på den i Microsoft Entra.",
        ),
    ),
}
