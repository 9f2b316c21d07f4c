"""The guard before both SDKs: size, type, UTF-8, shape and depth."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import orjson
import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from adapters.guard import FORM, JSON, Guard, Refused, deeper_than
from tests.scenario.listening import listening

GUARD = Guard()
Values = st.recursive(
    st.none() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=20,
)


def depth_of(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth_of, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth_of, value), default=0)
    return 0


def nested(depth: int) -> bytes:
    return b'{"a":' * depth + b"1" + b"}" * depth


@given(Values)
def test_depth_is_that_of_the_deepest_list_or_object(value: object) -> None:
    depth = depth_of(value)
    assert not deeper_than(depth, value)
    assert depth == 0 or deeper_than(depth - 1, value)


@given(st.dictionaries(st.text(max_size=5), Values, max_size=5))
def test_an_object_comes_through_as_it_was(value: dict[str, object]) -> None:
    assert GUARD.json_object(orjson.dumps(value)) == value


def test_64_levels_pass_and_65_do_not() -> None:
    assert GUARD.json_object(nested(64))
    with pytest.raises(Refused, match="too deep") as caught:
        GUARD.json_object(nested(65))
    assert caught.value.status == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"null",
        b"[]",
        b'"text"',
        b"1",
        b'{"a": NaN}',
        b'{"a": "\xff"}',
        b"\xef\xbb\xbf{}",
        b'{"a": "\\ud800"}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b"[" * 100_000 + b"]" * 100_000,
        nested(100_000),
    ],
    ids=lambda body: repr(body[:16]),
)
def test_what_is_not_a_json_object_in_utf8_is_a_400(body: bytes) -> None:
    with pytest.raises(Refused) as caught:
        GUARD.json_object(body)
    assert caught.value.status == 400


def test_a_reason_never_repeats_the_body() -> None:
    with pytest.raises(Refused) as caught:
        GUARD.json_object(b"Contoso has a secret")
    assert "Contoso" not in caught.value.reason


@pytest.fixture
async def post() -> AsyncIterator[Callable[..., Awaitable[tuple[int, bytes]]]]:
    async def echo(request: web.Request) -> web.Response:
        try:
            return web.Response(body=await Guard(limit=100).read(request, (JSON, FORM)))
        except Refused as refused:
            return refused.response()

    app = web.Application()
    app.router.add_post("/", echo)
    async with listening(app) as address, aiohttp.ClientSession() as session:

        async def send(data: object, **headers: str) -> tuple[int, bytes]:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            async with session.post(f"{address}/", data=data, headers=names) as response:
                return response.status, await response.read()

        yield send


Post = Callable[..., Awaitable[tuple[int, bytes]]]


async def test_a_body_of_the_limit_is_read_byte_for_byte(post: Post) -> None:
    assert await post(b"\xff" * 100, Content_Type=JSON) == (200, b"\xff" * 100)


async def test_a_longer_body_is_a_413(post: Post) -> None:
    assert (await post(b"x" * 101, Content_Type=JSON))[0] == 413


async def test_a_longer_body_of_unsaid_length_is_a_413(post: Post) -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 10

    assert (await post(parts(), Content_Type=JSON))[0] == 413


async def test_a_compressed_body_is_a_413_whatever_its_size(post: Post) -> None:
    body = zlib.compress(b"{}")
    assert (await post(body, Content_Type=JSON, Content_Encoding="deflate"))[0] == 413


async def test_another_content_type_is_a_415(post: Post) -> None:
    status, answer = await post(b"{}", Content_Type="text/plain")
    assert (status, orjson.loads(answer)) == (415, {"error": "the content type is not served here"})


async def test_a_charset_does_not_make_another_content_type(post: Post) -> None:
    assert (await post(b"{}", Content_Type="application/json; charset=utf-8"))[0] == 200
