"""The page's renderer: every sample reply, and any text at all, comes out as text in sound HTML."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.render import render
from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import (
    Attachment,
    Bullets,
    Button,
    Chart,
    ChartKind,
    Checklist,
    ChecklistItem,
    Choice,
    Choices,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Reply,
    Series,
    Source,
    Sources,
    Table,
    Tone,
)
from bot.conversation.richtext import Span, plain
from tests.samples import HOSTILE, SAMPLES

VOID = {"input"}


class Outline(HTMLParser):
    """The tags and attribute names in order, with the text and the attribute values apart."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shape: list[str] = []
        self.words: list[str] = []
        self.values: list[tuple[str, str, str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], "an element was left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append(f"<{tag} {' '.join(name for name, _ in attrs)}>")
        self.values += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> closes another element"
        self.shape.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.shape.append("<!---->")

    def handle_decl(self, decl: str) -> None:
        self.shape.append("<!>")

    def of(self, tag: str, attribute: str) -> list[str]:
        """The values of that attribute, in order."""
        return [value for t, name, value in self.values if (t, name) == (tag, attribute)]


def _everything(text: str) -> Reply:
    """A reply that holds the text in every place a reply has."""
    action = Action(name="any.thing", language=Language.SWEDISH, arguments={"of": text[:40]})
    rich = (Span(text=text), Span(text=text, strong=True, emphasis=True, code=True), _linked(text))
    return Reply(
        language=Language.SWEDISH,
        title=text,
        outcome=Outcome(kind=Kind.STATUS),
        tone=Tone.GOOD,
        tone_word=f"Bra {text}",
        blocks=(
            Heading(text=text),
            Paragraph(text=rich),
            Bullets(items=(rich, plain(text))),
            Facts(facts=(Fact(name=text, value=text),)),
            Table(caption=text, headers=(text, text), rows=((text, text),)),
            *(_chart(text, kind) for kind in ChartKind),
            Checklist(
                label=text,
                items=(ChecklistItem(id=text, label=text, ticked=True, note=f"av {text}"),),
                action=action,
                save_label=text,
            ),
            Choices(prompt=text, choices=(Choice(title=text, action=action),)),
            Sources(
                label=text,
                sources=(Source(title=text, address="https://aka.ms/POR", speaks_for="2016"),),
                notes=(f"Källa {text}, https://aka.ms/POR (gäller {text})",),
            ),
        ),
        buttons=(Button(label=text, action=action),),
    )


def _chart(text: str, kind: ChartKind) -> Chart:
    return Chart(
        kind=kind,
        caption=text,
        summary=text,
        heading=text,
        labels=(text,),
        series=(Series(name=text, values=(1,)),),
    )


def _linked(text: str) -> Span:
    return Span(text=text, link="https://learn.microsoft.com/a?b=c&d=<e>\"'")


MARKUP = st.sampled_from(
    ["<", ">", "&", '"', "'", "</", "<!--", "-->", "<script>", "]]>", "&lt;", "&#60;", "{{", "%}", "\0"]
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(MARKUP, st.text(max_size=5)), max_size=12).map("".join),
    st.just(HOSTILE),
)


@given(TEXTS)
def test_no_text_of_a_reply_ever_becomes_markup(text: str) -> None:
    assert Outline(render(_everything(text))).shape == Outline(render(_everything("x"))).shape


@given(TEXTS)
def test_every_text_is_shown_as_it_stands(text: str) -> None:
    outline = Outline(render(_everything(text)))
    shown = "".join(outline.words)
    assert shown.count(text) >= 20
    assert outline.of("input", "value")[-1] == text
    assert outline.of("div", "aria-label") == [text] * 3
    assert outline.of("svg", "aria-label") == [text] * 2


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_one_article_in_its_language_with_one_title(name: str) -> None:
    reply = SAMPLES[name]
    outline = Outline(render(reply))
    assert outline.shape[0] == "<article class lang>"
    assert outline.of("article", "lang") == [reply.language.value]
    assert sum(tag.startswith("<article") for tag in outline.shape) == 1
    assert sum(tag.startswith("<h2") for tag in outline.shape) == 1
    assert reply.title in "".join(outline.words)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_needs_neither_inline_script_nor_inline_style(name: str) -> None:
    outline = Outline(render(SAMPLES[name]))
    names = {attribute for _, attribute, _ in outline.values}
    assert not {each for each in names if each.startswith("on") or each in ("style", "src")}
    assert not [tag for tag in outline.shape if tag.startswith(("<script", "<style", "<img", "<iframe"))]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_button_of_a_sample_carries_an_action_that_can_be_read_back(name: str) -> None:
    outline = Outline(render(SAMPLES[name]))
    for value in outline.of("button", "value"):
        assert Action.decode(value).encode() == value


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "//fabrikam.example/",
        "https:alert(1)",
        "https://[",
        "/web/act",
        "source text, section 4",
    ],
)
def test_only_a_web_address_becomes_a_link(address: str) -> None:
    source = Source(title="Guide", address=address, speaks_for="2016")
    reply = replace(
        SAMPLES["title-only.en"],
        blocks=(
            Paragraph(text=(Span(text="words", link=address),)),
            Sources(label="Sources", sources=(source,), notes=(f"Guide, {address} (speaks for 2016)",)),
        ),
    )
    outline = Outline(render(reply))
    assert outline.of("a", "href") == []
    assert f"Guide, {address} (speaks for 2016)" in outline.words


def test_a_link_opens_apart_and_says_so_in_the_language_of_the_reply() -> None:
    outline = Outline(render(_everything("x")))
    assert {urlsplit(address).scheme for address in outline.of("a", "href")} == {"https"}
    assert set(outline.of("a", "target")) == {"_blank"}
    assert set(outline.of("a", "rel")) == {"noopener noreferrer"}
    assert " (öppnas i ett nytt fönster)" in outline.words


def test_the_line_of_a_source_leads_to_its_address_without_spelling_it_out() -> None:
    html = render(_everything("Guiden"))
    assert 'rel="noopener noreferrer">Källa Guiden<span' in html
    assert "</a> (gäller Guiden)</li>" in html


@pytest.mark.parametrize("name", ["status-other.en", "status-ours.sv"])
def test_a_tone_is_a_class_and_a_word(name: str) -> None:
    reply = SAMPLES[name]
    html = render(reply)
    assert html.startswith(f'<article class="reply {reply.tone.value}"')
    assert f'<h2><span class="tone">{reply.tone_word}</span> ' in html


def test_a_neutral_reply_has_no_empty_word_for_its_tone() -> None:
    assert "tone" not in render(SAMPLES["knowledge.en"])


def test_only_the_ticked_boxes_are_ticked() -> None:
    html = render(SAMPLES["checklist.en"])
    assert '<input type="checkbox" name="ticked" value="1" checked>' in html
    assert html.count("checkbox") == 4
    assert html.count("checked") == 1
    assert "<fieldset><legend>Tick what is done</legend>" in html


def test_a_table_says_what_it_shows_and_what_its_heads_are_heads_of() -> None:
    html = render(SAMPLES["list-missing.en"])
    assert "<caption>Subscriptions without a partner of record</caption>" in html
    assert html.count('scope="col"') == 3
    assert html.count('scope="row"') == 2


def test_a_chart_is_an_image_with_words_over_a_table_with_its_numbers() -> None:
    reply = SAMPLES["coverage.en"]
    outline = Outline(render(reply))
    assert outline.of("svg", "role") == ["img"]
    assert outline.of("svg", "aria-label") == [
        "Microsoft Azure: 4 of 7 are ours. Office 365: 1 of 2 is ours."
    ]
    assert outline.of("ul", "aria-hidden") == ["true"]
    assert outline.of("td", "data-head") == ["Ours", "Another partner's", "Nobody's", "Not seen"] * 3
    # Seven Azure subscriptions are as wide as the picture, and its parts stand edge to edge.
    bars = [int(x) for x in outline.of("rect", "x")]
    assert bars[:3] == [0, 640 * 4 // 7, 640 * 6 // 7]
    assert len(bars) == 5


def test_a_line_begins_at_the_left_and_its_last_number_is_told() -> None:
    outline = Outline(render(SAMPLES["coverage.sv"]))
    ours, every = outline.of("polyline", "points")
    assert ours.startswith("0,154 ")
    assert every.split()[-1].split(",")[1] == "14"
    assert outline.words.count("9") == 2


def test_emphasis_in_a_text_is_drawn_as_elements() -> None:
    html = render(SAMPLES["knowledge.en"])
    assert "<strong>usage</strong>" in html
    assert "<em>sold</em>" in html
    assert "<code>Partner ID</code>" in html


@pytest.mark.parametrize(
    ("size", "english", "swedish"),
    [(0, "0 bytes", "0 byte"), (1400, "1.4 kB", "1,4 kB"), (23_400_000, "23 MB", "23 MB")],
)
def test_a_file_is_a_link_with_its_name_and_size(size: int, english: str, swedish: str) -> None:
    export = SAMPLES["export.en"]
    file = Attachment(name="ours.csv", media_type="text/csv", content=b"x" * size)
    drawn = render(replace(export, attachment=file), "/web/file/x")
    assert f'<a href="/web/file/x" download="ours.csv">Download ours.csv ({english})</a>' in drawn
    in_swedish = render(replace(export, attachment=file, language=Language.SWEDISH), "/web/file/x")
    assert f"Ladda ner ours.csv ({swedish})" in in_swedish


def test_the_name_of_a_file_is_text_and_without_a_place_to_fetch_it_there_is_no_link() -> None:
    file = Attachment(name=HOSTILE, media_type="text/csv", content=b"")
    reply = replace(SAMPLES["export.en"], attachment=file)
    shape = Outline(render(SAMPLES["export.en"], "/web/file/x")).shape
    assert Outline(render(reply, "/web/file/x")).shape == shape
    assert "<a " not in render(reply)
