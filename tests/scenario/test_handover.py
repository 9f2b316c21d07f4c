"""A command beside a running service: the service does the work, and the terminal shows the same."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.bringing import bring_in
from adapters.handover import command as handing_over
from adapters.handover.service import taking_over
from adapters.handover.wire import LARGEST_FILE, Console, Request, socket_of
from adapters.settings import VARIABLES
from adapters.stores import StoreInUse, open_store
from adapters.stores.tiny import tiny_store
from adapters.work import handed_over, taken_over
from app import main
from bot.conversation.plaintext import plain_text
from bot.core import Bot, build_bot
from bot.errors import StoreError
from tests.fakes import NOON
from tests.whole_bot import DEMO, asked, demo_services, recogniser

BAD = "customer,subscription_id,product\nContoso,s1,azure\nContoso,s2,\n"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store file that is not there yet, in a folder whose name is longer than a socket's may be."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / ("a" * 90) / "dpor.json"


@pytest.fixture
async def bot(path: Path) -> AsyncIterator[Bot]:
    """That of the service that has the store; it takes work over."""
    store = tiny_store(path)
    services = replace(await demo_services(), store=store)
    bot = build_bot(services, recogniser())
    async with taking_over(path, taken_over(bot, store, services.clock)):
        yield bot
    await store.close()


async def run(*arguments: str | Path, typed: str = "") -> Result:
    """A command in a process of its own, as good as."""
    words = [str(argument) for argument in arguments]
    return await asyncio.to_thread(CliRunner().invoke, main, words, typed)


async def said(bot: Bot, text: str) -> str:
    reply = await bot.handle(asked(text))
    assert reply is not None
    return plain_text(reply)


async def test_an_import_is_done_by_the_service_which_knows_it_at_once(bot: Bot, path: Path) -> None:
    assert not (await said(bot, "are we DPOR for Contoso Azure?")).startswith("Yes")
    there = await run("import", "--store", path, DEMO)
    here = await run("import", "--store", path.with_name("other.json"), DEMO)
    assert (there.exit_code, there.stdout, there.stderr) == (here.exit_code, here.stdout, here.stderr)
    assert there.stdout == "subscriptions.csv: 24 new, 0 changed, 0 unchanged.\n"
    assert (await said(bot, "are we DPOR for Contoso Azure?")).startswith("Yes")


async def test_what_is_refused_is_refused_in_the_same_words(bot: Bot, path: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(BAD, encoding="utf-8")
    there = await run("import", "--store", path, DEMO, bad, DEMO)
    here = await run("import", "--store", path.with_name("other.json"), DEMO, bad, DEMO)
    assert (there.exit_code, there.stdout, there.stderr) == (here.exit_code, here.stdout, here.stderr)
    assert there.exit_code == 1
    assert "bad.csv:2" in there.stderr
    assert "bad.csv:3" in there.stderr


@pytest.mark.parametrize("how", ["--preview", "--yes"])
async def test_several_files_are_taken_in_turn_in_the_same_words(
    bot: Bot, path: Path, tmp_path: Path, how: str
) -> None:
    again = tmp_path / "again.csv"
    again.write_bytes(DEMO.read_bytes() + b"Contoso,,contoso.com,s-new,office-365,,,,,,\n")
    there = await run("import", how, "--store", path, DEMO, again)
    here = await run("import", how, "--store", path.with_name("other.json"), DEMO, again)
    assert (there.exit_code, there.stdout, there.stderr) == (here.exit_code, here.stdout, here.stderr)
    counted = "New: 1\nChanged: 0\nEnded: 0\nUnchanged: 24", "again.csv: 1 new, 0 changed, 24 unchanged."
    assert counted[how == "--yes"] in there.stdout


async def test_files_that_are_too_large_together_are_not_handed_over(
    bot: Bot, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing_over, "LARGEST_TOGETHER", 1000)
    done = await run("import", "--store", path, DEMO, DEMO)
    assert done.exit_code == 1
    assert "subscriptions.csv, subscriptions.csv: are together larger than" in done.stderr


async def test_a_question_is_answered_from_what_the_service_holds(bot: Bot, path: Path) -> None:
    await run("import", "--store", path, DEMO)
    done = await run("ask", "--store", path, "--json", "are we DPOR for Contoso Azure?")
    assert json.loads(done.stdout)["verdict"] == "yes"


async def test_a_conversation_is_led_by_the_service(bot: Bot, path: Path) -> None:
    done = await run("chat", "--store", path, typed="visa checklistan\n1\n")
    assert done.exit_code == 0
    assert "[x] Bli om möjligt" in done.stdout
    assert "[x]" in await said(bot, "visa checklistan")
    refused = await run("chat", "--store", path, "--today", "2026-11-22")
    assert refused.exit_code == 1
    assert "leave --today and --knowledge out" in refused.stderr


async def test_a_second_service_is_refused_and_told_how_several_can_serve(bot: Bot, path: Path) -> None:
    done = await run("serve", "--store", path)
    assert done.exit_code == 1
    assert f"in use by process {os.getpid()}" in done.stderr
    assert "PostgreSQL" in done.stderr


async def test_the_socket_is_for_its_own_user_alone(
    bot: Bot, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert socket_of(path).stat().st_mode & 0o777 == 0o600
    monkeypatch.setattr(os, "geteuid", lambda: 12_345)
    done = await run("import", "--store", path, DEMO)
    assert done.exit_code == 1
    assert "run by another user" in done.stderr
    monkeypatch.undo()
    assert not (await said(bot, "are we DPOR for Contoso Azure?")).startswith("Yes")


async def test_the_service_turns_another_user_away(
    bot: Bot, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 12_345)
    assert await _answer(path, b'{"command":"import","arguments":{},"name":"x","bytes":0}\n') == b""


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"not json\n",
        b"[]\n",
        b"{}\n",
        b"\xff" * 200_000,
        b'{"command":"import","arguments":{},"name":"../x","bytes":0}\n',
        b'{"command":"import","arguments":{},"name":"x","bytes":-1}\n',
        b'{"command":"import","arguments":[],"name":"x","bytes":1}\n',
        b'{"command":"import","arguments":{},"name":"x","bytes":9}\nabc',
        b'{"command":"import","arguments":{},"name":"x","bytes":%d}\n' % (LARGEST_FILE + 1),
        b'{"command":"import-together","arguments":{},"name":"x","bytes":0,"more":{}}\n',
        b'{"command":"import-together","arguments":{},"name":"x","bytes":0,"more":["y"]}\n',
        b'{"command":"import-together","arguments":{},"name":"x","bytes":0,"more":[{"name":"/","bytes":0}]}\n',
        b'{"command":"import-together","arguments":{},"name":"x","bytes":0,"more":[%s]}\n'
        % b",".join([b'{"name":"y","bytes":%d}' % LARGEST_FILE] * 5),
    ],
)
async def test_what_is_no_request_ends_at_once_and_the_next_is_served(
    bot: Bot, path: Path, sent: bytes
) -> None:
    assert b'"out"' not in await _answer(path, sent)
    assert (await run("import", "--store", path, DEMO)).exit_code == 0


async def test_an_unknown_command_and_a_time_without_its_zone_are_refused(bot: Bot, path: Path) -> None:
    unknown = b'{"command":"fly","arguments":{},"name":"","bytes":0}\n'
    assert b"does not know" in await _answer(path, unknown)
    no_zone = b'{"command":"import","arguments":{"at":"2026-11-22"},"name":"x","bytes":0}\n'
    assert b"needs its zone" in await _answer(path, no_zone)


async def test_a_socket_that_a_killed_service_left_is_no_obstacle(path: Path) -> None:
    store = tiny_store(path)
    dead = socket.socket(socket.AF_UNIX)
    os.chdir(path.parent)
    dead.bind("dpor.json.sock")
    dead.close()
    in_use = StoreInUse("in use")
    request = Request(command="import")
    with pytest.raises(StoreInUse):
        await handed_over(in_use, str(path), request, _Silent())
    async with taking_over(path, {}):
        assert await handed_over(in_use, str(path), request, _Silent()) == 1
    assert not socket_of(path).exists()
    await store.close()


async def test_a_service_that_stops_meanwhile_is_no_success(path: Path) -> None:
    started = asyncio.Event()

    async def work(*_: object) -> None:
        started.set()
        await asyncio.sleep(60)

    async def stop() -> None:
        async with taking_over(path, {"import": work}):
            await started.wait()

    path.parent.mkdir()
    stopping = asyncio.create_task(stop())
    await asyncio.sleep(0.1)
    with pytest.raises(StoreError, match="stopped before it was done"):
        await handed_over(StoreInUse("in use"), str(path), Request(command="import"), _Silent())
    await stopping


async def test_a_conversation_in_the_midst_of_an_answer_gets_it_before_the_service_ends(path: Path) -> None:
    asked_for, answered = asyncio.Event(), asyncio.Event()

    async def work(_: Request, console: Console) -> None:
        asked_for.set()
        await answered.wait()
        console.say("the answer")
        assert await console.typed() is None

    async def talk() -> list[bytes]:
        sent = b'{"command":"chat","arguments":{},"name":"","bytes":0}\n'
        return (await _answer(path, sent)).splitlines()

    path.parent.mkdir()
    async with taking_over(path, {"chat": work}) as end:
        talking = asyncio.create_task(talk())
        await asked_for.wait()
        ending = asyncio.ensure_future(end())
        await asyncio.sleep(0)
        answered.set()
        await ending
        said = await talking
    assert said[0] == b'{"out":"the answer"}'
    assert b"is stopping" in said[1]
    assert said[-1] == b'{"end":1}'


async def test_a_file_that_is_being_read_is_given_up_with_whoever_brought_it(tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    file.write_text(
        "customer,subscription_id,product\n" + "Contoso,s1,microsoft-azure\n" * 20_000, encoding="utf-8"
    )
    store, reading = open_store("memory:"), threading.Event()
    go_on, read = threading.Event(), list[int]()

    def progress(bytes_: int) -> None:
        read.append(bytes_)
        reading.set()
        go_on.wait(30)

    importing = asyncio.create_task(bring_in(store, file, NOON, progress))
    await asyncio.to_thread(reading.wait, 30)
    importing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await importing
    go_on.set()
    await asyncio.get_running_loop().shutdown_default_executor()
    assert len(read) == 1


async def test_a_command_that_has_gone_is_not_written_to(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    gone, told = asyncio.Event(), asyncio.Event()

    async def work(_: Request, console: Console) -> None:
        await gone.wait()
        await asyncio.sleep(0.05)
        for _n in range(20):
            console.progress(1 << 20)
            await asyncio.sleep(0)
        told.set()

    path.parent.mkdir()
    async with taking_over(path, {"import": work}):
        os.chdir(path.parent)
        _, writer = await asyncio.open_unix_connection("dpor.json.sock")
        writer.write(b'{"command":"import","arguments":{},"name":"","bytes":0}\n')
        await writer.drain()
        writer.close()
        gone.set()
        await told.wait()
    assert "socket.send" not in caplog.text


class _Silent:
    def say(self, text: str) -> None: ...
    def refuse(self, line: str) -> None: ...
    def progress(self, read: int) -> None: ...
    async def typed(self) -> str | None: ...


async def _answer(path: Path, sent: bytes) -> bytes:
    """What the service says to these bytes, sent by somebody who then says no more."""
    os.chdir(path.parent)
    reader, writer = await asyncio.open_unix_connection("dpor.json.sock")
    try:
        writer.write(sent)
        writer.write_eof()
        return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()
