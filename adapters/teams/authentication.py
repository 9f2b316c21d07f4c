"""botbuilder's authentication and turn, without the clients it makes anew for every turn.

The only file that knows the SDK: a successor replaces this one.
"""

# The SDK has no type stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar, cast

from botbuilder.core import CloudAdapterBase, TurnContext
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticateRequestResult,
    AuthenticationConfiguration,
    AuthenticationConstants,
    BotFrameworkAuthentication,
    BotFrameworkAuthenticationFactory,
    ClaimsIdentity,
    ConnectorFactory,
    JwtTokenExtractor,
    PasswordServiceClientCredentialFactory,
)

from adapters.teams.access import Access, Registered
from adapters.teams.bearer import ISSUER
from adapters.teams.signing_keys import SigningKeys
from adapters.teams.wire import Json, text_at

if TYPE_CHECKING:
    from botframework.connector.aio import ConnectorClient
    from botframework.connector.auth import UserTokenClient

Answer = TypeVar("Answer")

_KNOWN_FOR = 60.0
_KNOWN_AT_MOST = 256


class NotAuthenticatedError(Exception):
    """The request does not prove that it comes from Teams."""


class Door(CloudAdapterBase):
    """Lets a turn run for those who may come in."""

    def __init__(self, access: Access, keys: SigningKeys) -> None:
        if isinstance(access, Registered):
            # The SDK looks here before it fetches keys itself.
            JwtTokenExtractor.metadataCache[access.microsoft.signing_keys] = keys
            super().__init__(_Verified(_microsofts(access)))
        else:
            super().__init__(_Unverified())

    async def enter(self, header: str, activity: Json, turn: Callable[[], Awaitable[Answer]]) -> Answer:
        """What the turn gives. Raises NotAuthenticatedError before it runs, else what the turn raises."""
        answers: list[Answer] = []
        began = False

        async def run(_: TurnContext) -> None:
            nonlocal began
            began = True
            answers.append(await turn())

        try:
            await self.process_activity(header, _summary(activity), run)
        except Exception as error:
            if began:
                raise
            # The SDK raises many kinds for a bad token; none of them lets anybody in.
            raise NotAuthenticatedError(type(error).__name__) from error
        return answers[0]


class _NoClient(ConnectorFactory):
    """Stands where the SDK makes a connector client each turn: answers go out another way."""

    async def create(self, service_url: str, audience: str) -> ConnectorClient:
        # The pipeline only asks that there is something.
        return cast("ConnectorClient", self)


class _Verified(BotFrameworkAuthentication):
    """Microsoft's verification of a request, and nothing else of it."""

    def __init__(self, inner: BotFrameworkAuthentication) -> None:
        self._inner = inner
        self._known: dict[tuple[str, str, str], tuple[float, AuthenticateRequestResult]] = {}

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        # Teams signs many requests with one token, and the SDK reads it five times over: 0.3 ms each.
        proof = (auth_header, str(activity.service_url), str(activity.channel_id))
        until, result = self._known.get(proof, (0.0, None))
        if result is None or time.monotonic() > until:
            result = await self._inner.authenticate_request(activity, auth_header)
            result.connector_factory = _NoClient()
            if len(self._known) >= _KNOWN_AT_MOST:
                self._known.clear()
            self._known[proof] = (time.monotonic() + _KNOWN_FOR, result)
        return result

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult:
        raise PermissionError("Streaming is not served.")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        return _NoClient()

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> UserTokenClient:
        return cast("UserTokenClient", None)


class _Unverified(_Verified):
    """Lets everybody in, for try-outs on one machine."""

    def __init__(self) -> None:
        pass

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        result = AuthenticateRequestResult()
        result.claims_identity = ClaimsIdentity({}, True, AuthenticationConstants.ANONYMOUS_AUTH_TYPE)
        result.connector_factory = _NoClient()
        return result


def _microsofts(access: Registered) -> BotFrameworkAuthentication:
    return BotFrameworkAuthenticationFactory.create(
        validate_authority=True,
        to_channel_from_bot_login_url=f"{access.microsoft.login}/{access.tenant_id}",
        to_channel_from_bot_oauth_scope=AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE,
        to_bot_from_channel_token_issuer=ISSUER,
        to_bot_from_channel_open_id_metadata_url=access.microsoft.signing_keys,
        # No password: verifying needs the app's id alone.
        credential_factory=PasswordServiceClientCredentialFactory(access.app_id, tenant_id=access.tenant_id),
        auth_configuration=AuthenticationConfiguration(),
    )


def _summary(activity: Json) -> Activity:
    """What verification and the turn look at; reading the whole into the SDK's model costs more than both."""
    return Activity(
        type=text_at(activity, "type"),
        id=text_at(activity, "id"),
        channel_id=text_at(activity, "channelId"),
        service_url=text_at(activity, "serviceUrl"),
    )
