"""The commands, as a person or a script uses them."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.bringing import Errand, Way, import_together
from adapters.settings import VARIABLES
from adapters.stores import open_store
from adapters.terminal.console import Terminal
from app import main
from bot.errors import ImportRefused
from bot.partnership.sightings import ReportKind
from tests.downloads import columns, row, text_file
from tests.fakes import NOON
from tests.scenario.doctor_world import one_article
from tests.whole_bot import DEMO

FIELDS = {
    "id", "language", "kind", "topic", "confidence", "customer", "product", "verdict", "partner",
    "subscriptions", "choices", "sources", "reasons", "text",
}  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str | Path, typed: str = "") -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)


def ask_json(*arguments: str | Path) -> dict[str, object]:
    done = run("ask", "--json", *arguments)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_a_question_gets_its_answer_as_text() -> None:
    done = run("ask", "--demo", "are we DPOR for Contoso Azure?")
    assert done.exit_code == 0
    assert done.stdout.startswith("Yes, we are DPOR for Contoso, Microsoft Azure\n")


def test_an_answer_as_json_has_every_field() -> None:
    said = ask_json("--demo", "--today", "2026-11-22", "are we DPOR for Contoso Office 365?")
    assert said.keys() == FIELDS
    assert said["kind"] == "status"
    assert said["verdict"] == "no-other"
    assert said["customer"] == "Contoso"
    assert said["product"] == "office-365"
    assert said["partner"] == "First Up Consultants"
    assert said["subscriptions"] == ["a1000000-0000-4000-8000-000000000002"]
    assert said["reasons"]


def test_lines_are_answered_in_order_with_their_ids() -> None:
    lines = ['{"id": 1, "text": "hej"}', '{"id": "två", "text": "who should be partner of record?"}', ""]
    done = run("ask", "--demo", "--jsonl", typed="\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert [(answer["id"], answer["kind"]) for answer in answers] == [(1, "smalltalk"), ("två", "knowledge")]
    assert answers[1]["topic"] == "who-should-be-dpor"
    assert answers[1]["sources"]
    assert [answer["language"] for answer in answers] == ["sv", "en"]


@pytest.mark.parametrize("line", ["not json", "[]", '{"id": 1}', '{"id": 1, "text": 2}', '"text"'])
def test_a_line_that_cannot_be_read_says_so_and_the_rest_is_answered(line: str) -> None:
    done = run("ask", "--jsonl", "--store", "memory:", typed=f'{line}\n{{"id": 2, "text": "help"}}\n')
    unread, answered = (json.loads(text) for text in done.stdout.splitlines())
    assert done.exit_code == 1
    assert "Line 1" in unread["error"]
    assert answered["topic"] == "help"


def test_a_question_and_lines_together_are_wrong_usage() -> None:
    assert run("ask", "--jsonl", "a question").exit_code == 2
    assert run("ask").exit_code == 2


def test_a_file_is_imported_and_asked_about() -> None:
    store = "tinydb:here/dpor.json"
    done = run("import", "--store", store, DEMO)
    assert done.exit_code == 0, done.output
    assert "24 new, 0 changed, 0 unchanged" in done.stdout
    again = run("import", "--store", store, DEMO)
    assert "0 new, 0 changed, 24 unchanged" in again.stdout
    assert ask_json("--store", store, "dpor litware forsakring azure?")["partner"] == "Relecloud"


def test_a_bad_file_is_refused_whole_with_every_row_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(
        "customer,subscription_id,product,renewal_date\n"
        "Contoso,s1,microsoft-azure,2027-01-01\n"
        "Contoso,s2,azure,2027-01-01\n"
        "Contoso,s3,office-365,next year\n",
        encoding="utf-8",
    )
    done = run("import", "--store", "tinydb:dpor.json", bad)
    assert done.exit_code == 1
    assert "bad.csv:3" in done.stderr
    assert "bad.csv:4" in done.stderr
    assert "Traceback" not in done.output
    assert (
        ask_json("--store", "tinydb:dpor.json", "are we DPOR for Contoso?")["verdict"] == "unknown-customer"
    )


def test_a_pipe_is_no_file_to_import(tmp_path: Path) -> None:
    pipe = tmp_path / "subscriptions.csv"
    os.mkfifo(pipe)
    result = run("import", str(pipe))
    assert result.exit_code == 2
    assert "is not a regular file" in result.stderr


def test_several_files_come_in_all_or_none(tmp_path: Path) -> None:
    store, bad = "tinydb:dpor.json", tmp_path / "bad.csv"
    bad.write_text("customer,subscription_id,product\nContoso,s2,azure\n", encoding="utf-8")
    done = run("import", "--store", store, DEMO, bad)
    assert (done.exit_code, "bad.csv:2" in done.stderr) == (1, True)
    assert "No file has come in yet." in run("imports", "--store", store).stdout


def test_several_files_are_previewed_one_upon_the_other(tmp_path: Path) -> None:
    store, again = "tinydb:dpor.json", tmp_path / "again.csv"
    again.write_bytes(DEMO.read_bytes() + b"Contoso,,contoso.com,s-new,office-365,,,,,,\n")
    shown = run("import", "--preview", "--store", store, DEMO, again)
    assert shown.exit_code == 0, shown.output
    second = shown.stdout.partition("What again.csv would change")[2]
    assert "New: 1\nChanged: 0\nEnded: 0\nUnchanged: 24" in second
    assert "No file has come in yet." in run("imports", "--store", store).stdout
    run("import", "--store", store, DEMO)
    assert "1 new, 0 changed, 24 unchanged" in run("import", "--store", store, again).stdout


def test_the_partner_profile_comes_in_first_of_several(tmp_path: Path) -> None:
    usage, profile = tmp_path / "a.csv", tmp_path / "profile.csv"
    for path, kind, told in (
        (usage, ReportKind.AZURE_USAGE, {"MPNID": "999999", "PGAMpnID": "999999", "PartnerName": "Rival"}),
        (profile, ReportKind.PARTNER_PROFILE, {"MPNId": "565381", "PGA_MPNID": "565380"}),
    ):
        names = columns(kind)
        content = text_file(names, row(names, **told)).content
        assert isinstance(content, bytes)
        path.write_bytes(content)
    done = run("import", "--store", "tinydb:dpor.json", usage, profile)
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == ["profile.csv", "a.csv"]
    answer = ask_json("--store", "tinydb:dpor.json", "are we DPOR for Wide World Importers Azure?")
    assert (answer["verdict"], answer["partner"]) == ("no-other", "Rival")


async def test_what_has_changed_since_it_was_shown_does_not_come_in(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    for path in (one, two):
        path.write_bytes(DEMO.read_bytes())

    class Typing(Terminal):
        async def typed(self) -> str | None:
            two.write_text("customer,subscription_id,product\nContoso,s9,office-365\n", encoding="utf-8")
            return "yes"

    store, console = open_store("memory:"), Typing()
    with pytest.raises(ImportRefused, match="has changed since it was shown"):
        await import_together(store, (one, two), Errand(at=NOON, way=Way.ASK), console)
    async with store.transaction() as transaction:
        assert not await transaction.imports.newest(9)
    await import_together(store, (one, two), Errand(at=NOON, way=Way.ASK), console)
    async with store.transaction() as transaction:
        assert [entry.file for entry in await transaction.imports.newest(9)] == ["two.csv", "one.csv"]


def test_a_preview_changes_nothing_and_an_import_can_be_taken_back() -> None:
    store = "tinydb:dpor.json"
    shown = run("import", "--preview", "--store", store, DEMO)
    assert shown.exit_code == 0
    assert "What subscriptions.csv would change" in shown.stdout
    assert "No file has come in yet." in run("imports", "--store", store).stdout
    assert run("undo", "--store", store).exit_code == 1
    run("import", "--yes", "--store", store, DEMO)
    assert "24 new, 0 changed, 0 ended, 0 unchanged" in run("imports", "--store", store).stdout
    done = run("undo", "--yes", "--store", store)
    assert (done.exit_code, "is taken back" in done.stdout) == (0, True)
    answer = ask_json("--store", store, "dpor litware forsakring azure?")
    assert answer["verdict"] == "unknown-customer"
    assert run("import", "--preview", "--yes", "--store", store, DEMO).exit_code == 2


def test_a_download_is_imported_and_asked_about(tmp_path: Path) -> None:
    header = columns(ReportKind.AZURE_USAGE)
    cells = row(header, PartnerAttributionType="Partner of record")
    content = text_file([*header, "Colour"], [*cells, "blue"]).content
    assert isinstance(content, bytes)
    path = tmp_path / "usage.csv"
    path.write_bytes(content)
    done = run("import", "--store", "tinydb:dpor.json", path)
    counted, unknown, whose = done.stdout.splitlines()
    assert (done.exit_code, counted) == (0, "usage.csv: 1 new, 0 changed, 0 unchanged.")
    assert "Colour" in unknown
    assert "do not know our partner IDs" in whose
    answer = ask_json("--store", "tinydb:dpor.json", "are we DPOR for Wide World Importers Azure?")
    assert answer["verdict"] == "yes"


def test_a_broken_knowledge_folder_stops_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb" / "a.en.md").write_text("---\nid: a\nlanguage: xx\n---\nBody\n", encoding="utf-8")
    done = run("ask", "--knowledge", tmp_path / "kb", "--store", "memory:", "hello")
    assert done.exit_code == 1
    assert "a.en.md:3" in done.stderr
    assert "title" in done.stderr
    assert "examples" in done.stderr


def test_a_damaged_store_stops_the_start_and_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "dpor.json"
    path.write_bytes(b'{"half": ')
    done = run("ask", "--store", f"tinydb:{path}", "hello")
    assert done.exit_code == 1
    assert "dpor.json" in done.stderr
    assert path.read_bytes() == b'{"half": '


def test_everything_wrong_with_the_settings_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "many")
    monkeypatch.setenv("SLACK_API_URL", "slack")
    done = run("ask", "hello")
    assert done.exit_code == 1
    assert "PORT: Not a whole number from 0 to 65535." in done.stderr
    assert "SLACK_API_URL: Not an http or https address." in done.stderr


def test_settings_are_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DPOR_STORE=tinydb:from-file.json\n", encoding="utf-8")
    assert run("ask", "--demo", "hej").exit_code == 0
    assert (tmp_path / "from-file.json").exists()


def test_another_folder_of_articles_serves_whatever_its_topics(tmp_path: Path) -> None:
    for name, title, examples in (
        ("parking", "Where to park", ["where can I park?", "is there parking", "parking space for guests"]),
        ("lunch", "When lunch is served", ["when is lunch?", "what time do we eat", "lunch hours"]),
    ):
        listed = "".join(f"  - {example!r}\n" for example in examples)
        text = f"---\nid: {name}\nlanguage: en\ntitle: {title}\nexamples:\n{listed}---\nAsk at the desk.\n"
        (tmp_path / f"{name}.en.md").write_text(text, encoding="utf-8")
    said = ask_json("--store", "memory:", "--knowledge", tmp_path, "what time is lunch?")
    assert (said["kind"], said["topic"]) == ("knowledge", "lunch")


def test_a_conversation_at_the_prompt_ends_with_the_input() -> None:
    done = run("chat", "--demo", "--store", "memory:", typed="visa checklistan\n1\n")
    assert done.exit_code == 0
    assert "[x] Bli om möjligt" in done.stdout


def test_a_word_given_at_the_prompt_is_of_whoever_is_logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "kim")
    told = "First Up says they are DPOR for Contoso's Azure" + "\n" * 6 + "who is DPOR for Contoso Azure?\n"
    done = run("chat", "--demo", "--store", "memory:", typed=told)
    assert "According to: kim, who said so" in done.stdout


def test_articles_are_checked_and_what_is_wrong_is_named(tmp_path: Path) -> None:
    article = one_article(tmp_path, date(2026, 11, 1))
    done = run("check", "--knowledge", article, "--today", "2026-11-22")
    assert done.exit_code == 0, done.output
    assert done.stdout.endswith(": 2 articles, nothing to find fault with.\n")
    (article / "guides.sv.md").unlink()
    done = run("check", "--knowledge", article, "--today", "2026-11-22")
    assert done.exit_code == 1
    assert "guides.en.md:" in done.stderr
    assert "1 findings." in done.stderr
