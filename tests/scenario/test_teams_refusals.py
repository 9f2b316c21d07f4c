"""What Teams' door refuses, with a clear status each: the real SDK's verification, with keys of our own."""

from __future__ import annotations

import asyncio
import base64
import json
import random
import time

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.teams.signing_keys import SigningKeys
from bot.conversation.events import Address, Audience
from bot.errors import DeliveryError
from tests.samples import SAMPLES
from tests.scenario.fake_connector import Answer, FakeTeams
from tests.scenario.teams_app import OurSide, SampleBot, our_side, payload

FORGED = {
    "another app's": {"aud": "00000000-0000-0000-0000-0000000000ff"},
    "another issuer's": {"iss": "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"},
    "expired": {"exp": int(time.time()) - 3600},
    "endless": {"exp": None},
    "not yet valid": {"nbf": int(time.time()) + 3600},
    "for another service": {"serviceurl": "https://smba.trafficmanager.net/emea/"},
    "for no service": {"serviceurl": None},
    "signed by a stranger": {"strangers_key": True},
    "of an unpublished key": {"key_id": "unknown"},
}


@pytest.mark.parametrize("claims", FORGED.values(), ids=FORGED.keys())
async def test_a_token_that_proves_nothing_is_401(
    claims: dict[str, object], ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    token = fake.token(**claims)  # pyright: ignore[reportArgumentType]
    response = await ours.post(payload("message-personal", fake.service_url), token=token)
    assert response.status == 401
    assert bot.events == []


def _unsigned(fake: FakeTeams) -> str:
    head = base64.urlsafe_b64encode(json.dumps({"alg": "none", "kid": "test-key"}).encode()).rstrip(b"=")
    return ".".join([head.decode(), fake.token().split(".")[1], ""])


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer a.b.c",
        "Bearer nodots",
        "Basic dGVzdA==",
        "Bearer ä.ö.å",
        "Bearer e30.e30.e30",
        "bearer x",
        "Bearer " + "a" * 7000,
        "Bearer " + "W1tb" * 500 + ".W10.x",
    ],
)
async def test_a_header_of_the_wrong_shape_is_401(header: str, ours: OurSide, fake: FakeTeams) -> None:
    response = await ours.post(payload("message-personal", fake.service_url), Authorization=header)
    assert response.status == 401


async def test_no_changed_token_gets_in(ours: OurSide, fake: FakeTeams, bot: SampleBot) -> None:
    token, chance = fake.token(), random.Random(7)
    activity = payload("message-personal", fake.service_url)
    # The last character has bits that mean nothing.
    for place in chance.sample(range(len(token) - 1), 150):
        letter = chance.choice(sorted({"A", "z", "-", ".", "=", " ", "é"} - {token[place]}))
        changed = token[:place] + letter + token[place + 1 :]
        assert (await ours.post(activity, token=changed)).status == 401, (place, letter)
    assert bot.events == []


async def test_a_token_is_good_only_for_the_service_it_names(ours: OurSide, fake: FakeTeams) -> None:
    token = fake.token()
    assert (await ours.post(payload("message-personal", fake.service_url), token=token)).status == 200
    other = fake.service_url.replace("127.0.0.1", "localhost")
    assert (await ours.post(payload("message-personal", other), token=token)).status == 401


async def test_no_header_and_an_unsigned_token_are_401(ours: OurSide, fake: FakeTeams) -> None:
    activity = payload("message-personal", fake.service_url)
    assert (await ours.post(activity)).status == 401
    assert (await ours.post(activity, token=_unsigned(fake))).status == 401


async def test_keys_that_cannot_be_fetched_let_nobody_in(fake: FakeTeams, bot: SampleBot) -> None:
    fake.keys_served = False
    async with our_side(bot, fake) as ours:
        activity = payload("message-personal", fake.service_url)
        assert (await ours.post(activity, token=fake.token())).status == 401
        assert (await ours.post(activity, token=fake.token())).status == 401
    assert fake.keys_asked == 1


async def test_keys_are_fetched_once_whatever_key_a_token_names(ours: OurSide, fake: FakeTeams) -> None:
    activity = payload("message-personal", fake.service_url)
    for number in range(5):
        await ours.post(activity, token=fake.token(key_id=f"guess-{number}"))
    assert (await ours.post(activity, token=fake.token())).status == 200
    assert fake.keys_asked == 1


BAD_BODIES = {
    "not JSON": b"{",
    "bad UTF-8": b'{"type":"message","text":"\xff"}',
    "a list": b"[]",
    "null": b"null",
    "nothing": b"",
    "deep": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "empty": b"{}",
    "a type of another kind": b'{"type":7}',
    "no conversation": b'{"type":"message","from":{"id":"x"}}',
    "parts of another kind": b'{"type":"message","from":[],"conversation":"x","serviceUrl":{}}',
}


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES.keys())
async def test_a_malformed_body_is_400(body: bytes, ours: OurSide, fake: FakeTeams) -> None:
    assert (await ours.post(body, token=fake.token())).status == 400


async def test_a_huge_body_is_413_and_another_type_415(ours: OurSide, fake: FakeTeams) -> None:
    assert (await ours.post(b"x" * 10_000_000, token=fake.token())).status == 413
    response = await ours.post(b"{}", token=fake.token(), **{"Content-Type": "text/plain"})
    assert response.status == 415


@pytest.mark.parametrize("kind", ["message-personal", "press-execute"])
async def test_odd_parts_of_an_authentic_activity_do_no_harm(
    kind: str, ours: OurSide, fake: FakeTeams
) -> None:
    good = payload(kind, fake.service_url)
    for name in set(good) - {"serviceUrl", "type", "channelData", "channelId", "conversation"}:
        for odd in (None, 7, "text", [], {}, [None, 1], {"id": 5, "action": [1]}):
            response = await ours.post({**good, name: odd}, token=fake.token())
            assert response.status in {200, 400}, (name, odd)


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "http://169.254.169.254/",
        "http://127.0.0.1.evil.example/",
        "file:///etc/passwd",
    ],
)
async def test_a_service_address_of_a_stranger_is_403_even_with_a_token_for_it(
    address: str, ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    activity = payload("message-personal", address)
    assert (await ours.post(activity, token=fake.token(serviceurl=address))).status == 403
    assert bot.events == []


async def test_another_tenant_and_another_channel_are_403(
    ours: OurSide, fake: FakeTeams, bot: SampleBot
) -> None:
    other = {"channelData": {"tenant": {"id": "00000000-0000-0000-0000-00000000dead"}}}
    for changes in (other, {"channelData": {}, "conversation": {"id": "x"}}, {"channelId": None}):
        activity = payload("message-personal", fake.service_url, **changes)
        assert (await ours.post(activity, token=fake.token())).status == 403
    assert bot.events == []


async def test_nothing_of_what_was_said_or_signed_is_logged(
    ours: OurSide, fake: FakeTeams, bot: SampleBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    token = fake.token()
    fake.answers = [Answer(status=403)]
    await ours.post(payload("message-personal", fake.service_url, text="canary-text"), token=token)
    await fake.until_sent(1)
    await ours.post(payload("message-personal", fake.service_url), token=token[:-4] + "AAAA")
    await asyncio.sleep(0.05)
    for secret in ("canary-text", token[-40:-4], "not-a-real-secret", "bot-token-1"):
        assert secret not in caplog.text
    assert "answer lost" in caplog.text


async def test_anonymous_asks_and_sends_no_token(fake: FakeTeams, bot: SampleBot) -> None:
    async with our_side(bot, None) as ours:
        response = await ours.post(payload("message-personal", fake.service_url, channelId="emulator"))
        assert response.status == 200
        (sent,) = await fake.until_sent(1)
    assert sent.authorization == ""
    assert bot.events[0].origin.audience is Audience.OURS
    assert fake.logins == []


async def test_anonymous_serves_this_machine_only(bot: SampleBot) -> None:
    async with our_side(bot, None) as ours:
        for address in (
            "https://smba.trafficmanager.net/emea/",
            "http://10.0.0.1/",
            "http://localhost@evil.example/",
        ):
            assert (await ours.post(payload("message-personal", address))).status == 403
    assert bot.events == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "fabrikam.example"},
        {"Host": "127.0.0.1.fabrikam.example:3978"},
        {"Origin": "http://fabrikam.example"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "null"},
    ],
)
async def test_anonymous_serves_no_page_of_a_browser(
    headers: dict[str, str], fake: FakeTeams, bot: SampleBot
) -> None:
    async with our_side(bot, None) as ours:
        activity = payload("message-personal", fake.service_url)
        assert (await ours.post(activity, **headers)).status == 403
    assert bot.events == []


async def test_keys_are_not_fetched_from_where_a_redirect_points(fake: FakeTeams) -> None:
    async def redirect(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": fake.microsoft.signing_keys})

    app = web.Application()
    app.router.add_get("/keys", redirect)
    async with TestServer(app) as server, ClientSession() as session:
        keys = SigningKeys(str(server.make_url("/keys")), lambda: session)
        with pytest.raises(PermissionError):
            await keys.get("test-key")
    assert fake.keys_asked == 0


@pytest.mark.parametrize(("reference", "room"), [("", "a"), ("{", "a"), (None, "\ud800")])
async def test_an_address_that_nothing_can_be_sent_to_is_a_delivery_that_failed(
    reference: str | None, room: str, ours: OurSide, fake: FakeTeams
) -> None:
    good = json.dumps({"serviceUrl": fake.service_url})
    address = Address(
        tenant="t", platform="teams", conversation=room, reference=good if reference is None else reference
    )
    with pytest.raises(DeliveryError):
        await ours.platform.deliver(address, SAMPLES["status-other.en"], None)
