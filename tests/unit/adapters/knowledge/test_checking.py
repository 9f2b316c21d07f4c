"""The linter: a good pair of articles passes, and each thing that is wrong is found in its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from adapters.knowledge.checking import check
from adapters.knowledge.files import read_files
from adapters.knowledge.rules import article_faults
from tests.fakes import NOON

TODAY = NOON.date()
FIELDS = """id: pal
language: en
title: What Partner Admin Link is
kind: answer
valid_from: 2018-09-01
valid_until: null
reviewed_on: 2026-11-01
owner: partner-operations
sources:
  - title: Link a partner ID
    address: https://learn.microsoft.com/partner-center/link
    speaks_for: 2023-10
    access: public
  - title: The text of 2016
    address: source text, introduction
    speaks_for: 2016-05-24
    access: login
related: [gdap]
examples:
"""
FIRST_EXAMPLE = FIELDS.count("\n") + 2
ENGLISH = (
    "what is PAL?",
    "what is a partner admin link",
    "explain partner admin link to me",
    "how do I link our partner id in Azure",
    "where do we enter the partner id for PAL",
    "does PAL give us credit for consumption",
    "which role do we need before PAL counts",
    "link partner id to azure credentials",
    "why should a consultant set PAL",
    "can several partners use PAL at one customer",
    "partner admin link setup steps",
    "is PAL the same thing as partner of record",
)
SWEDISH = (
    "vad är PAL?",
    "vad innebär partner admin link",
    "förklara partneradminlänken",
    "hur länkar jag vårt partner-ID i Azure",
    "var skriver vi in partner-ID för PAL",
    "ger PAL oss tillgodoräknad förbrukning",
    "vilken roll krävs innan PAL räknas",
    "koppla partner-ID till våra azure-uppgifter",
    "varför ska en konsult ange PAL",
    "kan flera partner använda PAL hos en kund",
    "steg för att sätta upp partneradminlänk",
    "är PAL samma sak som partner of record",
)
OTHER = (
    "granular delegated rights overview",
    "GDAP relationship expiry date",
    "how long does a gdap relationship last",
    "renew GDAP with auto extend",
    "replace DAP by granular permissions",
    "which Entra roles go into a GDAP request",
    "least privilege access for resellers",
    "approve a GDAP invitation as customer admin",
    "security groups in GDAP",
    "terminate granular delegated admin",
    "transition from DAP to GDAP",
    "is GDAP needed for CSP",
)
OTHER_SWEDISH = (
    "översikt av granulära delegerade rättigheter",
    "när går en GDAP-relation ut",
    "hur länge gäller gdap",
    "förnya GDAP automatiskt",
    "ersätta DAP med granulära behörigheter",
    "vilka Entra-roller ingår i en GDAP-begäran",
    "minsta möjliga behörighet för återförsäljare",
    "godkänna en GDAP-inbjudan som kundadministratör",
    "säkerhetsgrupper i GDAP",
    "avsluta granulär delegerad administration",
    "övergången från DAP till GDAP",
    "behövs GDAP för CSP",
)


class Folder:
    """Two articles in two languages that have nothing wrong; `change` puts something wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        other = FIELDS.replace("id: pal", "id: gdap").replace("[gdap]", "[pal]")
        self._write("pal.en.md", FIELDS, ENGLISH)
        self._write("pal.sv.md", _swedish(FIELDS, "Vad partneradminlänken är"), SWEDISH)
        self._write("gdap.en.md", other.replace("What Partner Admin Link is", "Granular access"), OTHER)
        self._write("gdap.sv.md", _swedish(other, "Granulär behörighet, GDAP"), OTHER_SWEDISH)

    def change(self, old: str, new: str, name: str = "pal.en.md") -> Folder:
        path = self.path / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return self

    def findings(self, today: date = TODAY) -> list[str]:
        return [f"{fault.where}: {fault.what}" for fault in check(self.path, today=today)]

    def of_single_articles(self) -> list[str]:
        """The findings that need no look at other articles, which takes longer."""
        files, faults = read_files(self.path)
        found = [fault for file in files for fault in article_faults(file, frozenset({"pal", "gdap"}), TODAY)]
        return [f"{fault.where}: {fault.what}" for fault in (*faults, *found)]

    def _write(self, name: str, fields: str, examples: tuple[str, ...]) -> None:
        listed = "".join(f'  - "{example}"\n' for example in examples)
        text = f"---\n{fields}{listed}---\nThe answer.\n"
        (self.path / name).write_text(text, encoding="utf-8")


def _swedish(fields: str, title: str) -> str:
    lines = fields.replace("language: en", "language: sv").splitlines()
    return "".join(f"title: {title}\n" if line.startswith("title:") else f"{line}\n" for line in lines)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_articles_with_nothing_wrong_pass(folder: Folder) -> None:
    assert folder.findings() == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("owner: partner-operations\n", "", 'pal.en.md:1: "owner" is missing.'),
        ("valid_until: null\n", "", 'pal.en.md:1: "valid_until" is missing.'),
        ("related: [gdap]\n", "", 'pal.en.md:1: "related" is missing.'),
        ("owner: partner-operations", "owner:", 'pal.en.md:9: "owner" is empty.'),
        ("kind: answer", "sort: answer", 'pal.en.md:5: "sort" is no field of an article.'),
        ("title: What", f"title: {'What ' * 14}", "pal.en.md:4: the title has 92 characters."),
        ("reviewed_on: 2026-11-01", "reviewed_on: null", "pal.en.md:8: nobody has reviewed it."),
        (
            "reviewed_on: 2026-11-01",
            "reviewed_on: 2025-11-21",
            "pal.en.md:8: the review is overdue: the last was 366 days ago.",
        ),
        ("reviewed_on: 2026", "reviewed_on: 2027", "pal.en.md:8: the review lies in the future."),
        (
            "reviewed_on: 2026-11-01",
            "reviewed_on: 2026-11",
            'pal.en.md:8: "reviewed_on" is not a whole date: "2026-11".',
        ),
        ("- title: Link a partner ID\n    ", "- ", 'pal.en.md:11: a source lacks "title".'),
        ("    access: public\n", "", 'pal.en.md:11: a source lacks "access".'),
        ("access: public", "access: all", 'pal.en.md:14: "access" is not known: "all".'),
        ("access: public", "access: public\n    page: 3", 'pal.en.md:15: "page" is no field of a source.'),
        ("https://learn", "http://learn", "pal.en.md:12: the address is neither a link nor a place"),
        (
            "source text, introduction",
            "introduction",
            "pal.en.md:16: the address is neither a link nor a place",
        ),
        (
            "speaks_for: 2023-10\n",
            "speaks_for: 2023-13\n",
            'pal.en.md:13: "speaks_for" is no year, month or day',
        ),
        (
            "speaks_for: 2023-10\n",
            "speaks_for: October\n",
            'pal.en.md:13: "speaks_for" is no year, month or day',
        ),
        ("related: [gdap]", "related: [gdap, dap]", 'pal.en.md:19: there is no article "dap".'),
        ("related: [gdap]", "related: [pal]", "pal.en.md:19: the article is related to itself."),
        ('  - "what is PAL?"\n', "", "pal.en.md:20: only 11 example phrasings."),
        ("The answer.", "## More\nText.", 'pal.en.md:34: the heading "More" does not belong here.'),
        (
            "The answer.",
            "Text.\n\n## Sedan dess\nNew.",
            'pal.en.md:36: the heading "Sedan dess" does not belong here.',
        ),
        ("The answer.", "One\n[two](http://x.se)", "pal.en.md:35: a link is not https."),
        ("language: en", "language: xx", 'pal.en.md:3: "language" is not known: "xx".'),
    ],
)
def test_a_flaw_is_found_in_its_line(folder: Folder, old: str, new: str, finding: str) -> None:
    found = folder.change(old, new).of_single_articles()
    assert any(one.startswith(finding) for one in found), found


def test_an_answer_needs_a_source_and_a_refusal_does_not(folder: Folder) -> None:
    start, end = FIELDS.index("sources:"), FIELDS.index("related:")
    for name in ("pal.en.md", "pal.sv.md"):
        folder.change(FIELDS[start:end], "sources: []\n", name)
    assert folder.findings() == [f"{n}:10: the answer has no source." for n in ("pal.en.md", "pal.sv.md")]
    for name in ("pal.en.md", "pal.sv.md"):
        folder.change("kind: answer", "kind: not-covered", name)
    assert folder.findings() == []


def test_an_ended_validity_needs_what_came_after(folder: Folder) -> None:
    for name in ("pal.en.md", "pal.sv.md"):
        folder.change("valid_until: null", "valid_until: 2022-10-03", name)
    assert [finding.partition(": ")[0] for finding in folder.findings()] == ["pal.en.md:7", "pal.sv.md:7"]
    folder.change("The answer.", "It was.\n\n## Since then\nIt is.")
    folder.change("The answer.", "Så var det.\n\n## Sedan dess\nSå är det.", "pal.sv.md")
    assert folder.findings() == []


def test_a_validity_that_ends_before_it_begins_is_found(folder: Folder) -> None:
    found = folder.change("valid_until: null", "valid_until: 2018-08-31").findings()
    assert "pal.en.md:7: the validity ends before it begins." in found


def test_a_missing_language_is_found(folder: Folder) -> None:
    (folder.path / "pal.sv.md").unlink()
    assert folder.findings() == ['pal.en.md:2: "pal" is missing in the language "sv".']


def test_languages_that_differ_in_a_date_are_found(folder: Folder) -> None:
    found = folder.change("valid_from: 2018-09-01", "valid_from: 2018-09-02", "pal.sv.md").findings()
    assert found == ['pal.sv.md:6: "valid_from" is another than in pal.en.md:6.']


def test_a_file_whose_name_is_not_its_id_is_found(folder: Folder) -> None:
    (folder.path / "pal.en.md").rename(folder.path / "link.en.md")
    assert folder.findings() == ['link.en.md:2: the file should be called "pal.en.md".']


@pytest.mark.parametrize(
    "claim",
    [
        "how do I link our partner id in Azure",
        "How do I link our partner ID in AZURE??",
        "how do I link our parnter id in azure",
    ],
)
def test_a_phrasing_that_two_articles_claim_is_found_with_both_places(folder: Folder, claim: str) -> None:
    folder.change("security groups in GDAP", claim, "gdap.en.md")
    place = f"gdap.en.md:{FIRST_EXAMPLE + OTHER.index('security groups in GDAP')}"
    both = {place, f"pal.en.md:{FIRST_EXAMPLE + 3}"}
    (finding,) = [one for one in folder.findings() if "nearly the same" in one]
    assert all(one in finding for one in both)


def test_phrasings_that_differ_in_one_short_word_are_two(folder: Folder) -> None:
    folder.change("is GDAP needed for CSP", "what is DAP?", "gdap.en.md")
    assert not any("nearly the same" in finding for finding in folder.findings())


def test_a_phrasing_twice_in_one_article_is_found(folder: Folder) -> None:
    folder.change("partner admin link setup steps", "What is PAL?")
    (finding,) = folder.findings()
    assert finding.startswith(f'pal.en.md:{FIRST_EXAMPLE + 10}: "What is PAL?" is nearly the same')


def test_a_phrasing_that_leads_elsewhere_is_found(folder: Folder) -> None:
    folder.change("partner admin link setup steps", "🙂🙂")
    (finding,) = folder.findings()
    assert finding == f'pal.en.md:{FIRST_EXAMPLE + 10}: "🙂🙂" finds "unclear" instead of its own article.'


def test_a_phrasing_that_belongs_to_something_the_bot_can_do_is_found(folder: Folder) -> None:
    folder.change("partner admin link setup steps", "Hello!")
    (finding,) = folder.findings()
    assert finding.startswith(f"pal.en.md:{FIRST_EXAMPLE + 10}:")
    assert 'the examples of "smalltalk"' in finding


def test_what_cannot_be_read_is_reported_with_the_rest(folder: Folder) -> None:
    (folder.path / "broken.md").write_text("no header", encoding="utf-8")
    found = folder.change("owner: partner-operations", "owner:").findings()
    assert found == ["broken.md:1: has no header.", 'pal.en.md:9: "owner" is empty.']


def test_findings_come_by_file_and_line(folder: Folder) -> None:
    folder.change("owner: partner-operations", "owner:", "pal.sv.md")
    folder.change("access: public", "access: all").change("owner: partner-operations", "owner:")
    assert [f.partition(": ")[0] for f in folder.findings()] == ["pal.en.md:9", "pal.en.md:14", "pal.sv.md:9"]
