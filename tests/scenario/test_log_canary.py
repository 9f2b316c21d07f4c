"""What people write and what keeps the doors closed is nowhere in the log, in either form, on any door."""

from __future__ import annotations

import io
import logging
from collections.abc import Awaitable, Generator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient

from adapters.log_lines import Unquoted, log_handler
from adapters.settings import Log
from adapters.teams.offered import FILE
from app import bring_in
from bot.core import build_bot
from bot.errors import ImportRefused
from bot.ports import Names, Services, Store
from tests.fakes import NOON
from tests.scenario import fake_connector, slack_values
from tests.scenario.fake_connector import fake_teams
from tests.scenario.fake_slack import fake_slack, refused, reset, status
from tests.scenario.operated import TOKEN, operated
from tests.scenario.slack_app import a_mention, event, serving
from tests.scenario.teams_app import our_side, payload
from tests.whole_bot import demo_services, recogniser

CANARY = "canary-7f3a"
SECRETS = (
    CANARY, slack_values.BOT_TOKEN, slack_values.SIGNING_SECRET, fake_connector.PASSWORD, TOKEN,
    "secret-ticket", "bot-token-", "eyJ",
)  # fmt: skip
"""The last are what a ticket, a token that Microsoft gives, and a signed token begin with."""
QUESTION = f"are we DPOR for {CANARY} Azure?"
PRESS = f"claim.form?lang=en&customer={CANARY}"
FORM = "claim.save?lang=en"


class Broken:
    """A store that fails in the midst of a turn, and quotes what it was asked."""

    def __init__(self, real: Store) -> None:
        self._real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    async def names(self) -> Names:
        raise RuntimeError(f"no names for {CANARY}") from ValueError(QUESTION)


@pytest.fixture(params=["text", "json"])
def logged(request: pytest.FixtureRequest) -> Generator[io.StringIO]:
    """All that is logged from INFO on, as the service writes it."""
    form: Log = request.param
    stream, root, server = io.StringIO(), logging.getLogger(), logging.getLogger("aiohttp.server")
    handler, unquoted, before = log_handler(form, stream), Unquoted(), root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    server.addFilter(unquoted)
    try:
        yield stream
    finally:
        server.removeFilter(unquoted)
        root.setLevel(before)
        root.removeHandler(handler)


def says_nothing(logged: io.StringIO, *expected: str) -> None:
    """Nothing secret is in the log, and what had to be logged is: an empty log would prove nothing."""
    lines = logged.getvalue()
    assert [secret for secret in SECRETS if secret in lines] == []
    assert [word for word in expected if word not in lines] == []


async def services_that(fail: bool) -> Services:
    services = await demo_services()
    return replace(services, store=cast("Store", Broken(services.store))) if fail else services


def filled(body: dict[str, Any]) -> dict[str, Any]:
    for name in ("customer", "partner", "note"):
        body["view"]["state"]["values"][name] = {"entry": {"type": "plain_text_input", "value": CANARY}}
    return body


@pytest.mark.parametrize("fail", [False, True])
async def test_slack(logged: io.StringIO, fail: bool) -> None:
    services = await services_that(fail)
    bot = build_bot(services, recogniser())
    async with fake_slack() as slack, serving(slack, bot=bot, store=services.store) as service:
        await service.send(a_mention(QUESTION, event_id="Ev1"))
        press = service.fresh("button", response_url=f"{slack.url}respond/{CANARY}")
        press["actions"][0] |= {"action_id": "claim.form", "value": PRESS}
        await service.send(press)
        await service.send(filled(service.fresh("view_submission")))
        await service.command(f"report {CANARY}")
        slack.fail("chat.postMessage", refused("invalid_blocks"), reset)
        await service.send(a_mention(f"what is DPOR, {CANARY}?", event_id="Ev2"))
        for number, fault in enumerate((status(500), reset, None)):
            slack.files[f"{CANARY}.csv"] = CANARY.encode()
            slack.fail("download", *([fault] if fault else []))
            address = f"{slack.url}files/{CANARY}.csv"
            file = {"id": f"F{number}", "name": f"{CANARY}.csv", "url_private_download": address}
            await service.send(event("message_im_file", event_id=f"Ev3{number}", files=[file]))
        await service.unsigned(CANARY.encode(), {"X-Slack-Signature": CANARY})
        await service.send(CANARY.encode())
    says_nothing(
        logged, "Ev1", "Ev2", "Ev30:F0", "Ev32:F2", *(["RuntimeError", "turn failed"] if fail else ["turn"])
    )


@pytest.mark.parametrize("fail", [False, True])
async def test_teams(logged: io.StringIO, fail: bool) -> None:
    services = await services_that(fail)
    bot = build_bot(services, recogniser())
    async with fake_teams() as fake, our_side(bot, fake) as ours:

        def sent(name: str, **changes: object) -> Awaitable[object]:
            return ours.post(payload(name, fake.service_url, **changes), token=fake.token())

        await sent("message-personal", id="M1", text=QUESTION)
        await sent("message-personal", id="M2", text="", value={"action": FORM, "field.customer": CANARY})
        await sent("press-execute", value=pressed(PRESS))
        await sent("dialog-send", value={"data": {"action": FORM, "form": True, "field.note": CANARY}})
        await sent("search", value={"queryText": CANARY, "parameters": [{"name": "q", "value": CANARY}]})
        fake.answers = [fake_connector.Answer(status=500), fake_connector.Answer(status=400)]
        await sent("message-personal", id="M3", text=f"what is DPOR, {CANARY}?")
        for number, place in enumerate((f"http://127.0.0.1:1/{CANARY}", f"https://{CANARY}.example/")):
            info = {"downloadUrl": place, "fileType": "csv"}
            file = {"contentType": FILE, "name": f"{CANARY}.csv", "content": info}
            await sent("message-file", id=f"M4{number}", attachments=[file])
            upload = {"uploadUrl": place, "name": CANARY}
            consent = {"action": "accept", "context": {"file": CANARY}, "uploadInfo": upload}
            await sent("file-consent", id=f"C{number}", value=consent)
        await ours.post(CANARY.encode(), token=fake.token())
        await ours.post(payload("message-personal", fake.service_url), token=f"a.{CANARY}.b")
    says_nothing(logged, "M1", "M3", "M40:file-0", *(["RuntimeError", "turn failed"] if fail else ["turn"]))


def pressed(action: str) -> dict[str, object]:
    data = {"action": action}
    return {"action": {"type": "Action.Execute", "verb": "claim.form", "data": data}, "trigger": "manual"}


@pytest.mark.parametrize("fail", [False, True])
async def test_the_page(logged: io.StringIO, fail: bool) -> None:
    store = (await services_that(fail)).store
    async with operated(store=store) as service:
        for path, body in (
            ("/web/ask", {"text": QUESTION}),
            ("/web/act", {"action": PRESS}),
            ("/web/act", {"action": FORM, "filled": {"customer": CANARY, "partner": CANARY, "note": CANARY}}),
            ("/web/ask", {"text": [CANARY]}),
            (f"/web/{CANARY}", {}),
        ):
            await posted(service.client, path, body)
        for path in ("/web/give", "/"):
            form = FormData()
            form.add_field("file", CANARY.encode(), filename=f"{CANARY}.csv")
            async with service.client.post(path, data=form) as answer:
                await answer.read()
        for token in (TOKEN, CANARY):
            async with service.client.get("/metrics", headers={"Authorization": f"Bearer {token}"}) as answer:
                await answer.read()
    says_nothing(logged, "platform", *(["RuntimeError", "turn failed"] if fail else []))


async def posted(client: TestClient[Any, Any], path: str, body: object) -> None:
    async with client.post(path, json=body) as answer:
        await answer.read()


async def test_an_import(logged: io.StringIO, tmp_path: Path) -> None:
    columns = "customer,subscription_id,product,dpor,association"
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(f"{columns}\n{CANARY},sub-{CANARY},microsoft-azure,us,dpor\n", encoding="utf-8")
    bad.write_text(f"{columns}\n{CANARY},,{CANARY},{CANARY},{CANARY}\n", encoding="utf-8")
    async with operated() as service:
        store, observer = service.services.store, service.services.observer
        entry = await bring_in(store, good, NOON, lambda _: None, observer)
        with pytest.raises(ImportRefused):
            await bring_in(store, bad, NOON, lambda _: None, observer)
        assert entry.new == 1
        figures = await service.figures()
    assert not [name for name in figures if CANARY in name]
    says_nothing(logged)


async def test_a_task_that_fails_unseen(logged: io.StringIO) -> None:
    error = RuntimeError(CANARY)
    logging.getLogger("asyncio").error(
        "Task exception was never retrieved\nfuture: %r", error, exc_info=(RuntimeError, error, None)
    )
    logging.getLogger("dpor.web").error(
        "page failed path=%s", "/web/ask", exc_info=(RuntimeError, error, None)
    )
    says_nothing(logged, "Task exception was never retrieved", "page failed", "RuntimeError")


async def test_the_canary_is_found_where_it_is_logged(logged: io.StringIO) -> None:
    """The control: this test can fail."""
    logging.getLogger("dpor.test").info("said %s", CANARY)
    with pytest.raises(AssertionError):
        says_nothing(logged)
