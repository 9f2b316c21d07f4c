"""Files in Teams: reports that come in a personal chat, exports that go out with consent."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

import pytest

from adapters.files import LARGEST_FILE
from adapters.teams.files import PART
from adapters.teams.giving import CONSENT, INFO
from tests.scenario.fake_connector import Answer, FakeTeams, Sent, somebody
from tests.scenario.file_doors import REPORT, Doors, file_doors
from tests.scenario.teams_app import OurSide, our_side, payload

Json = dict[str, Any]
NAME = "dpor-ours-2026-11-22.csv"
GUEST = somebody(userRole="guest")


@pytest.fixture
async def giving() -> Doors:
    return await file_doors()


@pytest.fixture
async def here(giving: Doors, fake: FakeTeams) -> AsyncIterator[OurSide]:
    fake.files["subscriptions.csv"] = REPORT
    async with our_side(giving.bot, fake) as running:
        yield running


def a_file(fake: FakeTeams, name: str = "subscriptions.csv", address: str = "", **content: str) -> Json:
    [attachment, _] = payload("message-file", fake.service_url)["attachments"]
    lies_at = address or f"http://127.0.0.1:{fake.server.port}/files/{name}"
    return {
        **attachment,
        "name": name,
        "content": {**attachment["content"], "downloadUrl": lies_at, **content},
    }


async def _sent(
    here: OurSide, fake: FakeTeams, *files: Json, place: str = "message-personal", **more: Any
) -> None:
    """A message with these files, and nothing said beside them."""
    activity = payload(place, fake.service_url, **{"text": "", "entities": [], "attachments": files, **more})
    assert (await here.post(activity, token=fake.token())).status == 200


def actions_in(card: object) -> list[Json]:
    """All the buttons of a card, however deep."""
    if isinstance(card, list):
        return [action for part in cast("list[object]", card) for action in actions_in(part)]
    if not isinstance(card, dict):
        return []
    inner = [action for part in cast("Json", card).values() for action in actions_in(part)]
    return [*([card] if card.get("type") == "Action.Execute" else []), *inner]


async def pressed(here: OurSide, fake: FakeTeams, card: object, title: str, by: Json | None = None) -> Json:
    """What Teams is answered to a press of that button."""
    button = next(action for action in actions_in(card) if action.get("title") == title)
    return await _executed(here, fake, button, **({"from": by} if by else {}))


async def _executed(here: OurSide, fake: FakeTeams, action: Json, **more: Any) -> Json:
    activity = payload("press-execute", fake.service_url, id=f"f:{uuid4().hex}", **more)
    activity["value"] = {"action": action, "trigger": "manual"}
    return cast("Json", await (await here.post(activity, token=fake.token())).json())


def words(sent: Sent) -> str:
    return json.dumps(sent.body, ensure_ascii=False)


async def test_a_report_in_a_personal_chat_reaches_the_bot_whole(
    here: OurSide, fake: FakeTeams, giving: Doors
) -> None:
    activity = payload("message-file", fake.service_url)
    activity["attachments"][0] = a_file(fake)
    await here.post(activity, token=fake.token())
    [answer] = await fake.until_sent(1)
    assert "Det här skulle subscriptions.csv ändra" in words(answer)
    assert giving.given == [("subscriptions.csv", REPORT)]


async def test_a_report_is_shown_comes_in_and_is_taken_back(
    here: OurSide, fake: FakeTeams, giving: Doors
) -> None:
    known = await giving.count()
    await _sent(here, fake, a_file(fake))
    [shown] = await fake.until_sent(1)
    assert (await giving.count(), await giving.waiting()) == (known, 1)
    done = await pressed(here, fake, shown.body, "Läs in den")
    assert "subscriptions.csv är inläst" in json.dumps(done, ensure_ascii=False)
    assert (await giving.count(), await giving.waiting()) == (known + 2, 0)
    await pressed(here, fake, shown.body, "Låt bli")
    assert "inte kvar den filen" in words((await fake.until_sent(3))[-1])
    back = await pressed(here, fake, done, "Ta tillbaka den")
    assert "är tillbakatagen" in json.dumps(back, ensure_ascii=False)
    assert await giving.count() == known


async def test_nobody_else_presses_the_buttons_and_they_are_good_for_a_day(
    here: OurSide, fake: FakeTeams, giving: Doors
) -> None:
    known = await giving.count()
    fake.people = [somebody(), somebody("29:other")]
    await _sent(here, fake, a_file(fake))
    [shown] = await fake.until_sent(1)
    other = {"id": "29:other", "aadObjectId": "00000000-0000-0000-0000-000000000008"}
    await pressed(here, fake, shown.body, "Läs in den", other)
    assert "Någon annan gav mig den filen" in words((await fake.until_sent(2))[1])
    giving.clock.advance(timedelta(days=1, minutes=1))
    await pressed(here, fake, shown.body, "Läs in den")
    assert "sparas ett dygn" in words((await fake.until_sent(3))[2])
    assert await giving.count() == known


async def test_each_file_of_a_message_gets_an_answer_of_its_own(
    here: OurSide, fake: FakeTeams, giving: Doors
) -> None:
    fake.files["azure.xlsx"] = b"PK"
    await _sent(
        here, fake, a_file(fake), a_file(fake, "azure", fileType="xlsx", address=""), a_file(fake, "a.gif")
    )
    sent = await fake.until_sent(3)
    assert "Jag tog inte emot a.gif" in words(sent[2])
    assert giving.given[0] == ("subscriptions.csv", REPORT)
    assert "azure" in words(sent[1])


async def test_pictures_and_formatted_text_are_no_files(
    here: OurSide, fake: FakeTeams, giving: Doors
) -> None:
    picture = {"contentType": "image/png", "contentUrl": f"http://127.0.0.1:{fake.server.port}/files/a.csv"}
    formatted = {"contentType": "text/html", "content": "<p>what is DPOR?</p>"}
    await _sent(here, fake, picture, formatted, text="what is DPOR?")
    assert "Digital Partner of Record" in words((await fake.until_sent(1))[0])
    assert (giving.given, fake.asked_for) == ([], [])


async def test_a_question_with_a_document_is_a_question(
    here: OurSide, fake: FakeTeams, giving: Doors
) -> None:
    await _sent(here, fake, a_file(fake, "minutes.docx"), text="what is DPOR?")
    assert "Digital Partner of Record" in words((await fake.until_sent(1))[0])
    assert (giving.given, fake.asked_for) == ([], [])


@pytest.mark.parametrize(
    "address",
    [
        "https://contoso.sharepoint.com/a.csv",
        "http://10.0.0.1/a.csv",
        "file:///etc/passwd",
        "http://[x/",
        " ",
    ],
)
async def test_what_lies_elsewhere_is_not_asked_for(
    here: OurSide, fake: FakeTeams, giving: Doors, address: str
) -> None:
    await _sent(here, fake, a_file(fake, address=address))
    assert "därifrån hämtar jag ingenting" in words((await fake.until_sent(1))[0])
    assert (giving.given, fake.asked_for) == ([], [])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(status=404), "gick inte att hämta"),
        (Answer(status=302, headers={"Location": "/files/secret.csv"}), "gick inte att hämta"),
        (Answer(status=200, headers={"Content-Encoding": "gzip"}), "gick inte att hämta"),
    ],
)
async def test_a_file_that_does_not_come_is_said_and_no_redirect_followed(
    here: OurSide, fake: FakeTeams, giving: Doors, answer: Answer, said: str
) -> None:
    fake.file_answers.append(answer)
    await _sent(here, fake, a_file(fake))
    assert said in words((await fake.until_sent(1))[0])
    assert giving.given == []
    assert fake.asked_for == ["GET subscriptions.csv"]


async def test_a_file_over_the_limit_is_given_up(here: OurSide, fake: FakeTeams, giving: Doors) -> None:
    fake.files["subscriptions.csv"] = b"x" * (LARGEST_FILE + 1)
    await _sent(here, fake, a_file(fake))
    assert "större än 64 MB" in words((await fake.until_sent(1))[0])
    assert giving.given == []


@pytest.mark.parametrize("place", ["message-group", "message-channel"])
@pytest.mark.parametrize("kind", ["file", "reference", "hint"])
async def test_in_a_room_files_are_asked_for_in_the_personal_chat(
    here: OurSide, fake: FakeTeams, giving: Doors, place: str, kind: str
) -> None:
    shown = {
        "file": a_file(fake),
        "reference": {"contentType": "reference", "name": "subscriptions.csv"},
        "hint": {"contentType": "text/html", "content": '<p><attachment id="00-f1"></attachment></p>'},
    }
    await _sent(here, fake, shown[kind], place=place)
    [answer] = await fake.until_sent(1)
    assert "Jag tar bara emot filer i en konversation mellan oss två" in words(answer)
    assert (giving.given, fake.asked_for) == ([], [])


async def test_a_guests_file_is_not_taken(here: OurSide, fake: FakeTeams, giving: Doors) -> None:
    fake.people = [GUEST]
    await _sent(here, fake, a_file(fake))
    assert "medlemmar i vår egen organisation" in words((await fake.until_sent(1))[0])
    assert (giving.given, fake.asked_for) == ([], [])


# What goes out


async def _asked(here: OurSide, fake: FakeTeams, place: str = "message-personal") -> list[Sent]:
    activity = payload(place, fake.service_url, text="export our list as csv", entities=[])
    await here.post(activity, token=fake.token())
    return await fake.until_sent(2 if place == "message-personal" else 1)


async def _consent(here: OurSide, fake: FakeTeams, file: str, action: str = "accept", **more: Any) -> None:
    activity = payload("file-consent", fake.service_url, **more)
    value = activity["value"]
    address = f"http://127.0.0.1:{fake.server.port}/files/{NAME}"
    activity["value"] = {
        **value,
        "action": action,
        "context": {"file": file},
        "uploadInfo": {**value["uploadInfo"], "uploadUrl": address, "name": NAME},
    }
    response = await here.post(activity, token=fake.token())
    assert (response.status, await response.json()) == (200, {})


def offered_in(sent: Sent) -> str:
    """The name of the file that a consent card asks for."""
    [card] = sent.body["attachments"]
    assert card["contentType"] == CONSENT
    assert card["content"]["acceptContext"] == card["content"]["declineContext"]
    return str(card["content"]["acceptContext"]["file"])


async def test_an_export_lies_in_the_persons_drive_once_they_agree(
    here: OurSide, fake: FakeTeams, giving: Doors
) -> None:
    answer, asking = await _asked(here, fake)
    assert NAME in words(answer)
    assert asking.body["attachments"][0]["name"] == NAME
    [written] = giving.writing.written
    assert asking.body["attachments"][0]["content"]["sizeInBytes"] == len(written)
    assert fake.asked_for == []
    await _consent(here, fake, offered_in(asking))
    [*_, lying] = await fake.until_sent(3)
    assert fake.drive[NAME] == written
    [card] = lying.body["attachments"]
    assert (card["contentType"], card["name"]) == (INFO, NAME)
    assert card["content"] == {"uniqueId": "00000000-0000-0000-0000-0000000000F2", "fileType": "csv"}
    assert await fake.until_removed() == ["1772439330800"]


async def test_a_large_file_is_put_part_by_part(here: OurSide, fake: FakeTeams, giving: Doors) -> None:
    content = giving.writing.instead = b"x" * (2 * PART + 5)
    _, asking = await _asked(here, fake)
    fake.file_answers += [Answer(status=200), Answer(status=503)]
    await _consent(here, fake, offered_in(asking))
    await fake.until_sent(3)
    assert fake.drive[NAME] == content
    assert fake.asked_for == [f"PUT {NAME}"] * 4


async def test_who_declines_gets_nothing_and_is_not_asked_again(here: OurSide, fake: FakeTeams) -> None:
    _, asking = await _asked(here, fake)
    await _consent(here, fake, offered_in(asking), "decline")
    await fake.until_removed()
    assert (fake.drive, len(fake.sent)) == ({}, 2)
    await _consent(here, fake, offered_in(asking), id="f:later")
    assert "Be om den igen" in words((await fake.until_sent(3))[2])
    assert fake.drive == {}


async def test_nobody_else_can_agree_to_it(here: OurSide, fake: FakeTeams) -> None:
    fake.people = [somebody(), somebody("29:other")]
    _, asking = await _asked(here, fake)
    other = {"id": "29:other", "aadObjectId": "00000000-0000-0000-0000-000000000008"}
    await _consent(here, fake, offered_in(asking), "accept", **{"from": other})
    assert "Be om den igen" in words((await fake.until_sent(3))[2])
    assert fake.drive == {}


async def test_who_was_removed_meanwhile_gets_nothing(here: OurSide, fake: FakeTeams) -> None:
    _, asking = await _asked(here, fake)
    fake.people = [GUEST]
    await _consent(here, fake, offered_in(asking))
    assert "Be om den igen" in words((await fake.until_sent(3))[2])
    assert fake.drive == {}


async def test_a_drive_that_takes_nothing_is_said(here: OurSide, fake: FakeTeams) -> None:
    _, asking = await _asked(here, fake)
    fake.file_answers += [Answer(status=507)] * 3
    await _consent(here, fake, offered_in(asking))
    assert "inte försäkra mig om att filen nådde dig" in words((await fake.until_sent(3))[2])


@pytest.mark.parametrize("place", ["message-group", "message-channel"])
async def test_in_a_room_the_asker_is_told_where_the_file_can_be_had(
    here: OurSide, fake: FakeTeams, place: str
) -> None:
    [answer] = await _asked(here, fake, place)
    room = payload(place, fake.service_url)["conversation"]
    view = answer.body["attachments"][0]["content"]["refresh"]["action"]
    own = json.dumps(await _executed(here, fake, view, conversation=room))
    assert "only in our personal chat" in own
    assert CONSENT not in own + words(answer)
    assert len(fake.sent) == 1


async def test_what_goes_out_in_private_is_asked_about_there(here: OurSide, fake: FakeTeams) -> None:
    fake.people = [somebody(), somebody("29:guest", userRole="guest")]
    [turned_away] = await _asked(here, fake, "message-group")
    [private, *_] = actions_in(turned_away.body)
    room = payload("message-group", fake.service_url)["conversation"]
    await _executed(here, fake, private, conversation=room)
    _, answer, asking = await fake.until_sent(3)
    assert {answer.conversation, asking.conversation} == {"a:private-29:1a2b3c"}
    assert offered_in(asking)
