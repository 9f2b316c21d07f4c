"""The same case in Slack and in Teams: a press in one shows in the other, and only the first press counts."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from bot.alerts import case_actions as do
from bot.partnership.cases import Step
from tests.scenario.case_rooms import two_rooms
from tests.scenario.fake_connector import somebody
from tests.scenario.slack_values import a_room, a_user


async def test_a_press_in_slack_shows_in_teams(tmp_path: Path) -> None:
    async with two_rooms(tmp_path) as rooms:
        assert await rooms.press_in_slack(await rooms.button(do.TAKE)) == 200
        await rooms.until(lambda: bool(rooms.edits_in_slack() and rooms.edits_in_teams()))
        await rooms.until(lambda: len(rooms.slack.of("chat.postMessage")) == 2)
        [card, line] = rooms.slack.of("chat.postMessage")
        stamp = rooms.slack.history.posted[0].stamp
        assert all(call["ts"] == stamp for call in rooms.slack.of("chat.update"))
        assert "thread_ts" not in card
        assert line["thread_ts"] == stamp
        assert "Kim took it" in json.dumps(line)
        assert "in Slack" in json.dumps(line)
        assert "Kim took it" in rooms.edits_in_teams()[-1]
        assert [entry.step for entry in await rooms.entries()] == [Step.OPENED, Step.TAKEN]


async def test_a_press_in_teams_shows_in_slack(tmp_path: Path) -> None:
    async with two_rooms(tmp_path) as rooms:
        answer = await rooms.press_in_teams(await rooms.button(do.ACKNOWLEDGE))
        shown = json.dumps(answer)
        assert "Test Person has seen it" in shown
        assert "in Teams" in shown
        await rooms.until(lambda: bool(rooms.edits_in_slack()))
        assert "Test Person has seen it" in rooms.edits_in_slack()[-1]


async def test_a_form_in_slack_shows_the_request_and_moves_the_case_in_teams_too(tmp_path: Path) -> None:
    async with two_rooms(tmp_path) as rooms:
        await rooms.press_in_slack(await rooms.button(do.ASK))
        [opened] = await rooms.slack.wait_for("views.open")
        view = opened["view"]
        assert "May we link our partner ID" in json.dumps(view)
        sent = rooms.in_slack.fresh("view_submission")
        entry = {"type": "plain_text_input", "value": "2026-11-20"}
        sent["view"] |= {
            "private_metadata": view["private_metadata"],
            "state": {"values": {"day": {"entry": entry}}},
        }
        assert await rooms.in_slack.send(sent) == (200, "")
        [told] = await rooms.slack.wait_for("chat.postEphemeral")
        assert "Customer asked" in json.dumps(told)
        await rooms.until(lambda: bool(rooms.edits_in_slack() and rooms.edits_in_teams()))
        for edit in (rooms.edits_in_slack()[-1], rooms.edits_in_teams()[-1]):
            assert "the customer is asked" in edit
            assert "4 December 2026, 10 working days left" in edit


async def test_a_dialog_in_teams_notes_the_decision_and_shows_it_in_slack(tmp_path: Path) -> None:
    async with two_rooms(tmp_path) as rooms:
        opened = await rooms.in_a_dialog("dialog-open", action=(await rooms.button(do.DECIDE)).encode())
        assert "field.evidence" in json.dumps(opened)
        filled = {"field.decision": "switched", "field.evidence": "a mail of 20 November"}
        action = (await rooms.button(do.DECIDED)).encode()
        answer = await rooms.in_a_dialog("dialog-send", action=action, form=True, **filled)
        assert "we become partner of record" in json.dumps(answer)
        await rooms.until(lambda: bool(rooms.edits_in_slack()))
        assert "a mail of 20 November" in rooms.edits_in_slack()[-1]
        late = await rooms.in_a_dialog("dialog-send", action=action, form=True, **filled)
        assert "It is noted already" in json.dumps(late)


async def test_an_old_card_changes_nothing_and_shows_the_present_one(tmp_path: Path) -> None:
    async with two_rooms(tmp_path) as rooms:
        old = await rooms.button(do.TAKE)
        await rooms.press_in_slack(old)
        await rooms.until(lambda: bool(rooms.edits_in_slack()))
        shown = json.dumps(await rooms.press_in_teams(old))
        assert "Nothing was changed, for somebody was quicker: Kim took it" in shown
        assert "version=2" in shown
        assert "version=1" not in shown
        assert [entry.step for entry in await rooms.entries()] == [Step.OPENED, Step.TAKEN]


async def test_of_two_presses_at_once_one_counts_and_both_are_told(tmp_path: Path) -> None:
    async with two_rooms(tmp_path) as rooms:
        button = await rooms.button(do.TAKE)
        answer, _ = await asyncio.gather(rooms.press_in_teams(button), rooms.press_in_slack(button))
        await rooms.until(lambda: bool(rooms.edits_in_slack()))
        case = await rooms.case()
        assert case.version == 2
        assert [entry.step for entry in await rooms.entries()] == [Step.OPENED, Step.TAKEN]
        quicker = case.owner.split("/")[1]
        in_teams, in_slack = json.dumps(answer), "".join(rooms.edits_in_slack())
        assert ("somebody was quicker" in in_teams) == (quicker == "slack")
        assert ("somebody was quicker" in in_slack) == (quicker == "teams")


async def test_events_that_come_twice_and_in_disorder_move_it_once(tmp_path: Path) -> None:
    async with two_rooms(tmp_path) as rooms:
        first = await rooms.button(do.ACKNOWLEDGE)
        await rooms.press_in_slack(first, again="1466071501.000001")
        await rooms.until(lambda: bool(rooms.edits_in_slack()))
        second = await rooms.button(do.TAKE)
        await rooms.press_in_slack(second, again="1466071502.000001")
        await rooms.press_in_slack(first, again="1466071501.000001")
        await rooms.press_in_slack(second, again="1466071502.000001")
        await rooms.until(lambda: "Taken by" in rooms.edits_in_slack()[-1])
        await rooms.in_slack.silence("chat.postEphemeral")
        steps = [entry.step for entry in await rooms.entries()]
        assert steps == [Step.OPENED, Step.ACKNOWLEDGED, Step.TAKEN]


async def test_a_press_where_a_stranger_reads_changes_nothing(tmp_path: Path) -> None:
    async with two_rooms(tmp_path) as rooms:
        button = await rooms.button(do.TAKE)
        rooms.teams.people = [somebody(), somebody("29:guest", userRole="guest")]
        shown = json.dumps(await rooms.press_in_teams(button))
        assert "Contoso" not in shown
        assert "First Up" not in shown
        rooms.slack.rooms["C0ROOM0001"] = a_room(is_ext_shared=True)
        rooms.slack.users["U0ASKER001"] = a_user(is_restricted=True)
        await rooms.press_in_slack(button)
        await asyncio.sleep(0.3)
        assert rooms.edits_in_slack() == []
        assert (await rooms.case()).version == 1
