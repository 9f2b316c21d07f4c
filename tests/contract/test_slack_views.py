"""Forms in modals and messages, the App Home, and the rating of an answer, as Slack takes them."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.opener import opened, opener
from adapters.slack.render import home, message
from adapters.slack.views import OpenedFrom, modal, place_of
from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.replies import Form, Option, OptionField, Paragraph, TextField
from bot.conversation.richtext import plain
from bot.errors import UserError
from tests.contract.block_kit import a_reply, an_action, check, check_block, check_view
from tests.samples import SAMPLES

GOLDEN = Path(__file__).parent.parent / "golden" / "slack"

VIEWS = {
    **{f"{name}.modal": name for name, reply in SAMPLES.items() if reply.form},
    "choose.sv.home": "choose.sv",
    "rated.en.home": "rated.en",
}
"""The samples that are shown in a modal or in the App Home."""


def view_of(name: str) -> dict[str, Any]:
    reply = SAMPLES[VIEWS[name]]
    if name.endswith(".home"):
        return home(reply)
    assert reply.form is not None
    return modal(reply, reply.form, "C0ROOM0001", "1466071200.000100")


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_valid_and_looks_as_its_golden_file(name: str) -> None:
    check_view(view_of(name))
    path = GOLDEN / f"{name}.json"
    drawn = json.dumps(view_of(name), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(drawn, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == drawn


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_fits_into_the_home(name: str) -> None:
    check_view(home(SAMPLES[name]))


def test_a_huge_form_is_shown_as_far_as_slack_has_room() -> None:
    long = "Contoso & Söner <AB> " * 300
    options = tuple(Option(value=str(number), label=long) for number in range(150))
    fields = (
        TextField(id="a", label=long, value=long, hint=long, limit=9000, long=True),
        OptionField(id="b", label=long, options=options, value="149"),
        OptionField(id="c", label=long, options=options, value="3"),
    )
    form = Form(fields=fields, action=an_action("claim.save"), send_label=long, cancel_label=long)
    reply = replace(SAMPLES["huge.sv"], form=form)
    check_view(modal(reply, form, "C1", None))


def test_what_a_modal_carries_comes_back() -> None:
    form = Form(fields=(), action=an_action("claim.save"), send_label="Save", cancel_label="Cancel")
    for thread in (None, "1.2"):
        place = place_of(str(modal(a_reply(), form, "C1", thread)["private_metadata"]))
        assert place == OpenedFrom(action=form.action, conversation="C1", thread=thread)


FORMS = [name for name, reply in SAMPLES.items() if reply.form]


@pytest.mark.parametrize("name", FORMS)
def test_a_form_in_a_message_is_a_button_that_carries_it(name: str) -> None:
    reply = SAMPLES[name]
    [row] = [block for block in check(reply)["blocks"] if block["type"] == "actions"]
    again = opened(Action.decode(row["elements"][0]["value"]))
    assert again.form is not None
    assert reply.form is not None
    assert replace(again.form, faults=reply.form.faults) == reply.form
    assert again.title == reply.title


@given(value=st.text(max_size=3000), words=st.text(max_size=500))
def test_what_was_filled_in_is_left_out_where_the_button_has_no_room(value: str, words: str) -> None:
    field = TextField(id="note", label="Note", value=value, long=True, limit=3000)
    form = Form(fields=(field,), action=an_action("claim.save"), send_label="Save", cancel_label="Cancel")
    action = opener(a_reply(Paragraph(text=plain(words)), form=form), form)
    action.encode()
    carried = opened(action).form
    assert carried is not None
    assert carried.fields in (form.fields, (replace(field, value=""),))


def test_a_form_filled_to_the_brim_is_carried_empty() -> None:
    full = "".join(chr(0x4E00 + number * 7 % 20_000) for number in range(2500))
    field = TextField(id="note", label="Note", value=full, long=True, limit=3000)
    form = Form(fields=(field,), action=an_action("claim.save"), send_label="Save", cancel_label="Cancel")
    action = opener(a_reply(Paragraph(text=plain(full)), form=form), form)
    action.encode()
    assert opened(action).form == replace(form, fields=(replace(field, value=""),))


@given(st.text(max_size=60))
def test_no_text_is_mistaken_for_a_form(text: str) -> None:
    action = Action(name="form.open", language=Language.ENGLISH, arguments={"form": text})
    with pytest.raises(UserError):
        opened(action)


@pytest.mark.parametrize("thumbs", [True, False])
def test_an_answer_is_rated_by_two_presses_that_say_which(thumbs: bool) -> None:
    drawn: dict[str, Any] = message(SAMPLES["rated.en"], thumbs=thumbs)
    for block in drawn["blocks"]:
        check_block(block)
    element = drawn["blocks"][-1]["elements"][0]
    first = element["positive_button"] if thumbs else element
    assert Action.decode(first["value"]).arguments["verdict"] == "good"
