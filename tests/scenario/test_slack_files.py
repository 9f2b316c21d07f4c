"""Files in Slack: reports that come in a direct message, exports that go out."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from adapters.files import LARGEST_FILE
from adapters.slack.uploading import place
from tests.scenario import fake_slack as fakes
from tests.scenario.fake_slack import a_user, fake_slack
from tests.scenario.file_doors import REPORT, Doors, file_doors
from tests.scenario.slack_app import ASKER, DIRECT, ROOM, Service, a_mention, event, payload, serving

Json = dict[str, Any]
EDIT, POST = "chat.update", "chat.postMessage"
NAME = "dpor-ours-2026-11-22.csv"


@pytest.fixture
async def bot() -> Doors:
    return await file_doors()


@pytest.fixture
async def service(bot: Doors) -> AsyncIterator[Service]:
    async with fake_slack() as slack, serving(slack, bot=bot.bot) as running:
        slack.files["subscriptions.csv"] = REPORT
        yield running


def a_file(service: Service, **changes: object) -> Json:
    """A file as Slack tells of it, kept by this Slack."""
    [file] = payload("message_im_file")["event"]["files"]
    name = changes.get("name", file["name"])
    return file | {"url_private_download": f"{service.slack.url}files/{name}"} | changes


def on(message: Json, label: str) -> Json:
    """A press of that button of a message of ours."""
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return next(button for row in rows for button in row if button["text"]["text"] == label)


async def pressed(service: Service, button: Json, method: str, number: int = 1, user: str = ASKER) -> str:
    """What is answered to a press: it replaces the message, or stands below as so many by now."""
    press = service.fresh("button", channel={"id": DIRECT, "name": "directmessage"})
    press["user"] = press["user"] | {"id": user}
    press["actions"] = [button | {"action_ts": f"1466071700.{len(service.slack.calls)}"}]
    await service.send(press)
    return str((await service.slack.wait_for(method, number))[-1])


def a_message(*files: Json, text: str = "") -> Json:
    """A direct message with these files."""
    return event("message_im_file", files=list(files), text=text)


async def said(service: Service, number: int = 1) -> Json:
    """The last of so many messages."""
    return (await service.slack.wait_for("chat.postMessage", number))[-1]


async def test_a_report_in_a_direct_message_reaches_the_bot_whole(service: Service, bot: Doors) -> None:
    assert await service.send(a_message(a_file(service))) == (200, "")
    assert (await said(service))["channel"] == DIRECT
    assert bot.given == [("subscriptions.csv", REPORT)]


async def test_a_report_is_shown_comes_in_and_is_taken_back(service: Service, bot: Doors) -> None:
    known = await bot.count()
    await service.send(a_message(a_file(service)))
    shown = await said(service)
    assert "What subscriptions.csv would change" in shown["text"]
    assert (await bot.count(), await bot.waiting()) == (known, 1)
    assert "subscriptions.csv is in" in await pressed(service, on(shown, "Bring it in"), EDIT)
    assert (await bot.count(), await bot.waiting()) == (known + 2, 0)
    assert "do not have that file any more" in await pressed(service, on(shown, "Bring it in"), POST, 2)
    [done] = service.slack.of(EDIT)
    assert "is taken back" in await pressed(service, on(done, "Take it back"), EDIT, 2)
    assert await bot.count() == known


async def test_a_report_that_is_left_or_kept_too_long_is_gone(service: Service, bot: Doors) -> None:
    await service.send(a_message(a_file(service)))
    shown = await said(service)
    assert "Nothing was changed" in await pressed(service, on(shown, "Leave it"), EDIT)
    assert await bot.waiting() == 0
    await service.send(a_message(a_file(service)) | {"event_id": "EvAGAIN"})
    shown = await said(service, 2)
    bot.clock.advance(timedelta(days=1, minutes=1))
    assert "kept for a day" in await pressed(service, on(shown, "Bring it in"), POST, 3)


async def test_nobody_else_presses_the_buttons_under_a_report(service: Service, bot: Doors) -> None:
    known = await bot.count()
    service.slack.users |= {"U0OTHER": a_user(), "U0GUEST": a_user(is_restricted=True)}
    await service.send(a_message(a_file(service)))
    button = on(await said(service), "Bring it in")
    assert "Somebody else gave me that file" in await pressed(service, button, POST, 2, "U0OTHER")
    assert "Only members" in await pressed(service, button, POST, 3, "U0GUEST")
    assert (await bot.count(), await bot.waiting()) == (known, 1)


async def test_slack_is_told_at_once_however_long_a_file_takes(service: Service, bot: Doors) -> None:
    service.slack.files["large.csv"] = b"x" * LARGEST_FILE
    assert await service.send(a_message(a_file(service, name="large.csv"))) == (200, "")
    assert bot.given == []
    await said(service)
    assert len(bot.given[0][1]) == LARGEST_FILE


async def test_each_file_of_a_message_gets_an_answer_of_its_own(service: Service, bot: Doors) -> None:
    service.slack.files["azure.xlsx"] = b"PK"
    files = [
        a_file(service),
        a_file(service, id="F2", name="azure.xlsx"),
        a_file(service, id="F3", name="a.gif"),
    ]
    await service.send(a_message(*files))
    await said(service, 3)
    assert [name for name, _ in bot.given] == ["subscriptions.csv", "azure.xlsx"]
    texts = [message["text"] for message in service.slack.of("chat.postMessage")]
    assert [
        name in text for name, text in zip(("subscriptions.csv", "azure.xlsx", "a.gif"), texts, strict=True)
    ]
    assert "cannot be brought in" in texts[1]


async def test_a_question_with_a_picture_is_a_question(service: Service, bot: Doors) -> None:
    picture = a_file(service, name="screen.png", mimetype="image/png")
    await service.send(a_message(picture, text="what is DPOR?"))
    assert "Digital Partner of Record" in str(await said(service))
    assert (bot.given, service.slack.downloads) == ([], [])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"size": LARGEST_FILE + 1}, "larger than 64 MB"),
        ({"name": "film.mp4"}, "I read reports"),
        ({"is_external": True, "mode": "external"}, "another service"),
        ({"mode": "file_access", "file_access": "check_file_info"}, "another organisation"),
        ({"user_team": "T0ELSEWHERE"}, "another organisation"),
        ({"url_private_download": "https://files.slack.com.evil.example/a.csv"}, "another service"),
        ({"url_private_download": "https://files.slack.com@127.0.0.1/a.csv"}, "another service"),
        ({"mode": "tombstone"}, "could not be fetched"),
    ],
)
async def test_what_is_not_to_be_fetched_is_refused_and_never_asked_for(
    service: Service, bot: Doors, changes: Json, words: str
) -> None:
    await service.send(a_message(a_file(service, **changes)))
    assert words in (await said(service))["text"]
    assert (bot.given, service.slack.downloads) == ([], [])


async def test_a_file_that_is_larger_than_slack_said_is_given_up(service: Service, bot: Doors) -> None:
    service.slack.files["subscriptions.csv"] = b"x" * (LARGEST_FILE + 1)
    await service.send(a_message(a_file(service)))
    assert "larger than 64 MB" in (await said(service))["text"]
    assert bot.given == []


async def test_a_missing_permission_is_said_and_the_redirect_not_followed(
    service: Service, bot: Doors
) -> None:
    service.slack.scopes.remove("files:read")
    await service.send(a_message(a_file(service)))
    assert "not permitted to read files" in (await said(service))["text"]
    assert bot.given == []
    await service.silence("signin")


@pytest.mark.parametrize("content_type", ["text/html", "text/csv"])
async def test_a_page_in_the_place_of_a_file_is_recognised(
    service: Service, bot: Doors, content_type: str
) -> None:
    page = b"\n<!DOCTYPE html><html><title>Sign in to Contoso | Slack</title>"
    service.slack.fail("download", lambda _: web.Response(body=page, content_type=content_type))
    await service.send(a_message(a_file(service)))
    assert "not permitted to read files" in (await said(service))["text"]
    assert bot.given == []


@pytest.mark.parametrize("fault", [fakes.status(500), fakes.status(404), fakes.reset])
async def test_a_file_that_does_not_come_is_said(service: Service, bot: Doors, fault: fakes.Fault) -> None:
    service.slack.fail("download", fault, fault)
    await service.send(a_message(a_file(service)))
    assert "could not be fetched" in (await said(service))["text"]
    assert bot.given == []


async def test_a_compressed_answer_is_not_unfolded(service: Service, bot: Doors) -> None:
    folded = gzip.compress(b"x" * 1_000_000)
    service.slack.fail("download", lambda _: web.Response(body=folded, headers={"Content-Encoding": "gzip"}))
    await service.send(a_message(a_file(service)))
    assert "could not be fetched" in (await said(service))["text"]
    assert bot.given == []


async def test_in_a_room_files_are_asked_for_in_a_direct_message(service: Service, bot: Doors) -> None:
    await service.send(a_mention("", files=[a_file(service), a_file(service, id="F2")]))
    message = await said(service)
    assert (message["channel"], message["thread_ts"]) == (ROOM, "1466071200.000100")
    assert "only in a conversation of the two of us" in message["text"]
    assert (bot.given, service.slack.downloads, len(service.slack.of("chat.postMessage"))) == ([], [], 1)


async def test_a_guests_file_is_not_taken(service: Service, bot: Doors) -> None:
    service.slack.users[ASKER] = a_user(is_restricted=True)
    await service.send(a_message(a_file(service)))
    assert "members of our own organisation" in (await said(service))["text"]
    assert (bot.given, service.slack.downloads) == ([], [])


async def test_a_bare_file_is_answered_in_the_language_of_its_persons_slack(service: Service) -> None:
    service.slack.users[ASKER] = a_user(locale="sv-SE")
    await service.send(a_message(a_file(service, name="film.mp4")))
    assert "Jag läser rapporter" in (await said(service))["text"]


async def test_of_many_files_the_first_ten_are_taken(service: Service, bot: Doors) -> None:
    await service.send(a_message(*(a_file(service, id=f"F{number}") for number in range(13))))
    assert "at most 10 files" in (await said(service, 11))["text"]
    assert len(bot.given) == 10


def test_the_token_goes_to_slacks_own_hosts_alone() -> None:
    client = AsyncWebClient(token="xoxb", base_url="https://slack-gov.com/api/")
    taken = ("https://files.slack.com/a", "https://files.slack-gov.com/a", "https://slack-gov.com/a")
    assert [address for address in taken if place(client, address) is None] == []
    refused = (
        "http://files.slack.com/a",
        "https://files.slack.com:8443/a",
        "https://files.slack.com.example/a",
        "https://slack.com@127.0.0.1/a",
        "https://127.0.0.1/a",
        "https://[files.slack.com/a",
        "file:///etc/passwd",
        "",
    )
    assert [address for address in refused if place(client, address) is not None] == []


# What goes out


async def test_an_export_is_uploaded_under_the_answer(service: Service, bot: Doors) -> None:
    await service.send(event("message_im", text="export our list as csv"))
    [shared] = await service.slack.wait_for("files.completeUploadExternal")
    assert shared == {"channel_id": DIRECT, "files": [{"id": "F1", "title": NAME}]}
    assert [service.slack.uploads["F1"]] == bot.writing.written
    assert b"Fabrikam" in service.slack.uploads["F1"]
    order = [name for name, _ in service.slack.calls if name.startswith(("chat.", "files.", "upload"))]
    assert order == [
        "chat.postMessage",
        "files.getUploadURLExternal",
        "upload",
        "files.completeUploadExternal",
    ]


async def test_a_large_export_is_uploaded_whole(service: Service, bot: Doors) -> None:
    content = bot.writing.instead = b"x" * 5_000_000
    await service.send(event("message_im", text="export our list as csv"))
    await service.slack.wait_for("files.completeUploadExternal")
    assert service.slack.uploads["F1"] == content
    assert service.slack.of("files.getUploadURLExternal")[0]["length"] == "5000000"


async def test_what_is_asked_for_in_a_room_goes_to_the_persons_own_conversation(service: Service) -> None:
    await service.send(a_mention("export our list as csv"))
    [shared] = await service.slack.wait_for("files.completeUploadExternal")
    assert shared["channel_id"] == DIRECT
    [whispered] = service.slack.of("chat.postEphemeral")
    assert "direct message conversation" in str(whispered["blocks"])


async def test_a_wait_that_slack_asks_for_is_waited(service: Service) -> None:
    service.slack.fail("files.completeUploadExternal", fakes.rate_limited(0))
    await service.send(event("message_im", text="export our list as csv"))
    await service.slack.wait_for("files.completeUploadExternal", 2)
    assert len(service.slack.of("chat.postMessage")) == 1


@pytest.mark.parametrize(
    ("method", "calls"),
    [("upload", 0), ("files.completeUploadExternal", 1), ("files.getUploadURLExternal", 0)],
)
async def test_a_file_that_may_not_have_arrived_is_said_and_not_sent_again(
    service: Service, method: str, calls: int
) -> None:
    service.slack.fail(method, fakes.status(500))
    await service.send(event("message_im", text="export our list as csv"))
    assert "could not make sure that the file reached you" in (await said(service, 2))["text"]
    assert len(service.slack.of("files.completeUploadExternal")) == calls


async def test_a_permission_that_is_missing_for_sending_is_said(service: Service) -> None:
    service.slack.scopes.remove("files:write")
    await service.send(event("message_im", text="export our list as csv"))
    assert "not permitted to send files" in (await said(service, 2))["text"]
