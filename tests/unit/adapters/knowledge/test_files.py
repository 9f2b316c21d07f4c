"""What the reader makes of a folder of articles, and what it refuses by file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from adapters.knowledge.files import read_knowledge
from bot.conversation.language import Language
from bot.conversation.replies import Bullets, Paragraph, Source
from bot.conversation.richtext import Span, plain
from bot.errors import KnowledgeError
from bot.understanding.knowledge import Article, ArticleKind

OURS = Path(__file__).parents[4] / "knowledge"
HEADER = """id: pal
language: en
title: What PAL is
examples:
  - "what is PAL?"
"""


def write(folder: Path, text: str, name: str = "pal.en.md") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def article(folder: Path, header: str = HEADER, body: str = "It is a link.\n") -> Article:
    write(folder, f"---\n{header}---\n{body}")
    (one,) = read_knowledge(folder)
    return one


def faults(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as refusal:
        read_knowledge(folder)
    assert all(fault.remedy for fault in refusal.value.faults)
    return [f"{fault.where}: {fault.what}" for fault in refusal.value.faults]


def test_five_fields_and_a_body_are_enough(tmp_path: Path) -> None:
    found = article(tmp_path)
    assert found == Article(
        id="pal",
        language=Language.ENGLISH,
        title="What PAL is",
        examples=("what is PAL?",),
        answer=(Paragraph(text=plain("It is a link.")),),
        file="pal.en.md",
    )


def test_every_field_of_the_header_is_read(tmp_path: Path) -> None:
    header = f"""{HEADER}kind: not-covered
valid_from: 2018-09-01
valid_until: "2022-10"
reviewed_on: 2026-11-22
owner: partner-operations
sources:
  - {{title: "A: b", address: https://example.com/x, speaks_for: 2023-10-23, access: login}}
  - title: The text of 2016
    address: source text, introduction
    speaks_for: 2016
    access: public
related: [cpor, gdap]
"""
    found = article(tmp_path, header)
    assert found.kind is ArticleKind.NOT_COVERED
    assert (found.valid_from, found.valid_until) == (date(2018, 9, 1), date(2022, 10, 1))
    assert (found.reviewed_on, found.owner) == (date(2026, 11, 22), "partner-operations")
    assert found.related == ("cpor", "gdap")
    assert found.sources == (
        Source(title="A: b", address="https://example.com/x", speaks_for="2023-10-23", login=True),
        Source(title="The text of 2016", address="source text, introduction", speaks_for="2016"),
    )


@pytest.mark.parametrize("nothing", ["null", "none", "None", "~", ""])
def test_a_date_may_be_none(tmp_path: Path, nothing: str) -> None:
    assert article(tmp_path, f"{HEADER}valid_until: {nothing}\n").valid_until is None


def test_words_that_yaml_would_turn_into_something_else_stay_words(tmp_path: Path) -> None:
    header = HEADER.replace("id: pal", "id: 2016").replace('"what is PAL?"', "yes")
    found = article(tmp_path, header)
    assert (found.id, found.examples) == ("2016", ("yes",))


def test_marks_become_spans(tmp_path: Path) -> None:
    body = "Say **PAL** and *not* `DPOR`, see [the page](https://example.com/a) &\nno <b>tags</b>.\n"
    (paragraph,) = article(tmp_path, body=body).answer
    assert paragraph == Paragraph(
        text=(
            Span(text="Say "),
            Span(text="PAL", strong=True),
            Span(text=" and "),
            Span(text="not", emphasis=True),
            Span(text=" "),
            Span(text="DPOR", code=True),
            Span(text=", see "),
            Span(text="the page", link="https://example.com/a"),
            Span(text=" & no <b>tags</b>."),
        )
    )


@pytest.mark.parametrize("address", ["http://example.com", "javascript:alert(1)", "/x", "data:text/html,x"])
def test_only_https_links_are_links(tmp_path: Path, address: str) -> None:
    (paragraph,) = article(tmp_path, body=f"See [the page]({address}).").answer
    assert isinstance(paragraph, Paragraph)
    assert {span.link for span in paragraph.text} == {None}
    assert "the page" in "".join(span.text for span in paragraph.text)


def test_lists_become_bullets_that_keep_their_numbers_and_are_flat(tmp_path: Path) -> None:
    body = "Steps:\n\n1. first\n2. **second**\n   - deeper\n\n- other\n"
    assert article(tmp_path, body=body).answer == (
        Paragraph(text=plain("Steps:")),
        Bullets(
            items=(
                plain("1. first"),
                (Span(text="2. "), Span(text="second", strong=True)),
                plain("deeper"),
            )
        ),
        Bullets(items=(plain("other"),)),
    )


@pytest.mark.parametrize("heading", ["Since then", "Sedan dess", "since then"])
def test_the_correction_starts_at_its_heading(tmp_path: Path, heading: str) -> None:
    found = article(tmp_path, body=f"As it was.\n\n## {heading}\nAs it is.\n\n- one\n")
    assert found.answer == (Paragraph(text=plain("As it was.")),)
    assert found.since_then == (Paragraph(text=plain("As it is.")), Bullets(items=(plain("one"),)))


def test_other_headings_and_code_are_read_as_paragraphs(tmp_path: Path) -> None:
    found = article(tmp_path, body="# Top\nText.\n\n```\ncode\n```\n\n> quoted\n")
    assert found.answer == (
        Paragraph(text=(Span(text="Top", strong=True),)),
        Paragraph(text=plain("Text.")),
        Paragraph(text=(Span(text="code", code=True),)),
        Paragraph(text=plain("quoted")),
    )


def test_windows_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    text = f"---\n{HEADER}---\nIt is a link.\n".replace("\n", "\r\n")
    (tmp_path / "pal.en.md").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (one,) = read_knowledge(tmp_path)
    assert one.answer == (Paragraph(text=plain("It is a link.")),)


def test_read_me_files_are_no_articles_and_folders_may_nest(tmp_path: Path) -> None:
    write(tmp_path, "How to", "README.md")
    write(tmp_path, "How to", "a/readme.md")
    write(tmp_path, f"---\n{HEADER}---\nText.", "a/b/pal.en.md")
    (one,) = read_knowledge(tmp_path)
    assert one.file == str(Path("a/b/pal.en.md"))


@pytest.mark.parametrize(
    ("field", "fault"),
    [
        ("id: pal\n", 'pal.en.md:1: "id" is missing.'),
        ("language: en\n", 'pal.en.md:1: "language" is missing.'),
        ("title: What PAL is\n", 'pal.en.md:1: "title" is missing.'),
        ('examples:\n  - "what is PAL?"\n', 'pal.en.md:1: "examples" are missing.'),
    ],
)
def test_a_missing_field_is_named(tmp_path: Path, field: str, fault: str) -> None:
    write(tmp_path, f"---\n{HEADER.replace(field, '')}---\nText.")
    assert faults(tmp_path) == [fault]


@pytest.mark.parametrize(
    ("field", "line", "fault"),
    [
        ("language: no", 3, '"language" is not known: "no".'),
        ("title:", 4, '"title" is missing.'),
        ("examples: []", 5, '"examples" are missing.'),
        ("kind: reply", 7, '"kind" is not known: "reply".'),
        ("valid_from: soon", 7, '"valid_from" is no date: "soon".'),
        ("reviewed_on: 2026-13-01", 7, '"reviewed_on" is no date: "2026-13-01".'),
        ("id: other", 7, '"id" is there twice.'),
        ("title: [a, b]", 4, '"title" should be a single value here.'),
        ("owner: {a: b}", 7, '"owner" should be a single value here.'),
    ],
)
def test_a_wrong_field_is_named_with_its_line(tmp_path: Path, field: str, line: int, fault: str) -> None:
    name = field.partition(":")[0]
    if name in ("language", "title"):
        header = "".join(f"{field}\n" if row.startswith(name) else f"{row}\n" for row in HEADER.splitlines())
    elif name == "examples":
        header = HEADER.partition("examples")[0] + f"{field}\n"
    else:
        header = f"{HEADER}{field}\n"
    write(tmp_path, f"---\n{header}---\nText.")
    assert faults(tmp_path) == [f"pal.en.md:{line}: {fault}"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Text.", "pal.en.md:1: has no header."),
        ("", "pal.en.md:1: has no header."),
        (f"---\n{HEADER}Text without an end of the header", "pal.en.md:1: has no header."),
        (f"---\n{HEADER}---\n\n", "pal.en.md:8: says nothing."),
        ("---\n- a\n- b\n---\nText.", "pal.en.md:2: the header is not a list of fields."),
    ],
)
def test_a_file_without_a_header_or_an_answer_is_named(tmp_path: Path, text: str, fault: str) -> None:
    write(tmp_path, text)
    assert faults(tmp_path) == [fault]


@pytest.mark.parametrize(
    ("bad", "line"),
    [("owner: a: b", 7), ('owner: "never closed', 7), ("\towner: a", 7), ("owner: [a", 8), ("owner: *x", 7)],
)
def test_broken_yaml_is_named_by_the_files_own_line(tmp_path: Path, bad: str, line: int) -> None:
    write(tmp_path, f"---\n{HEADER}{bad}\n---\nText.")
    (fault,) = faults(tmp_path)
    assert fault.startswith(f"pal.en.md:{line}: the header is not well-formed YAML"), fault


def test_a_control_character_in_the_header_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    write(tmp_path, f"---\n{HEADER}owner: a\x07b\n---\nText.")
    (fault,) = faults(tmp_path)
    assert "the header is not well-formed YAML" in fault


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "pal.sv.md").write_bytes("---\nid: pal\ntitle: Ägare\n---\n".encode("latin-1"))
    assert faults(tmp_path) == ["pal.sv.md:3: is not UTF-8."]


def test_two_articles_with_one_id_and_language_are_both_named(tmp_path: Path) -> None:
    write(tmp_path, f"---\n{HEADER}---\nText.", "a.md")
    write(tmp_path, f"---\n{HEADER}---\nText.", "b.md")
    assert faults(tmp_path) == ['b.md:2: the id "pal" is also that of a.md:2 in that language.']


def test_everything_that_is_wrong_in_all_files_is_said_at_once(tmp_path: Path) -> None:
    write(tmp_path, "no header", "a.md")
    write(tmp_path, "---\nid: b\n---\nText.", "b.md")
    write(tmp_path, f"---\n{HEADER}---\nText.", "c.md")
    assert len(faults(tmp_path)) == 4


def test_a_folder_that_is_missing_or_empty_is_refused(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path / "missing")
    assert fault.endswith("missing: is no folder.")
    (fault,) = faults(tmp_path)
    assert fault.endswith("holds no article (*.md).")


def test_our_own_articles_are_there_in_both_languages() -> None:
    articles = read_knowledge(OURS)
    assert {article.language for article in articles} == set(Language)
