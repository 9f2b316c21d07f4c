"""The service as a process: it starts without credentials, keeps ticks over a restart, and stops in time."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from adapters.settings import ROOT, VARIABLES
from tests.scenario.served_process import served

LONGEST_STOP = 4.0


def post(address: str, body: dict[str, object]) -> str:
    request = Request(address, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST")
    with urlopen(request) as answer:
        return json.load(answer)["html"]


def status_of(address: str, body: bytes = b"{}") -> int:
    try:
        with urlopen(Request(address, body, {"Content-Type": "application/json"})) as answer:
            return answer.status
    except HTTPError as error:
        with error:
            return error.code


def test_without_credentials_the_page_answers_and_no_platform_has_a_route(tmp_path: Path) -> None:
    with served(tmp_path) as (address, _):
        assert "Yes, we are DPOR" in post(f"{address}/web/ask", {"text": "are we DPOR for Contoso Azure?"})
        assert status_of(f"{address}/slack/events") == 404
        assert status_of(f"{address}/api/messages") == 404


def test_a_tick_is_there_after_a_restart_and_the_stop_is_quick(tmp_path: Path) -> None:
    with served(tmp_path) as (address, process):
        action = "checklist.tick?lang=en&list=general"
        shown = post(f"{address}/web/act", {"action": action, "ticked": ["own-subscriptions"]})
        assert shown.count("checked") == 1
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
        assert time.monotonic() - began < LONGEST_STOP
    with served(tmp_path) as (address, _):
        assert post(f"{address}/web/ask", {"text": "show the checklist"}).count("checked") == 1


def test_a_second_service_on_the_same_store_is_refused_in_words(tmp_path: Path) -> None:
    with served(tmp_path):
        same = f"tinydb:{tmp_path / 'dpor.json'}"
        second = subprocess.run(
            [sys.executable, str(ROOT / "app.py"), "serve", "--store", same],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert second.returncode == 1
    assert "dpor.json" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_port_in_use_is_said_in_words(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
        refused = subprocess.run(
            [sys.executable, str(ROOT / "app.py"), "serve", "--store", "memory:"],
            env={**environment, "PORT": port}, cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert refused.returncode == 1
    assert f"port {port}" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_request_that_is_not_http_leaves_nothing_of_itself_in_the_log(tmp_path: Path) -> None:
    with served(tmp_path) as (address, process):
        port = int(address.rpartition(":")[2])
        for request in (
            b"POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nmy secret question",
            b"GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer my.secret.token\x0b\r\n\r\n",
        ):
            with socket.create_connection(("127.0.0.1", port)) as line:
                line.sendall(request)
                assert b" 400 " in line.recv(100)
        process.send_signal(signal.SIGTERM)
        _, logged = process.communicate(timeout=30)
    assert "could not be served" in logged
    assert "secret" not in logged
    assert "Traceback" not in logged
