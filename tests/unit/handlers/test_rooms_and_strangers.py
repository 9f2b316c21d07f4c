"""Who sees what: in a room, among strangers, in private."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from bot.conversation.actions import Action
from bot.conversation.events import Address, Audience, Click, Origin, Person, Question
from bot.conversation.language import Language
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Reply
from bot.conversation.resuming import SEND_PRIVATELY, SHARE
from bot.core import Bot
from tests.builders import an_origin
from tests.whole_bot import demo_bot

STATUS = "are we DPOR for Contoso's Office 365?"
HELD_BY = "First Up Consultants"


def origin(*, private: bool = False, audience: Audience = Audience.OURS, member: bool = True) -> Origin:
    person = Person(id="U1", name="Kim", member=member)
    return replace(an_origin(uuid4().hex, person=person, audience=audience), private=private)


async def told(bot: Bot, event: Question | Click) -> Reply:
    reply = await bot.handle(event)
    assert reply is not None
    return reply


def pressed(reply: Reply, name: str, place: Origin) -> Click:
    [action] = [button.action for button in reply.buttons if button.action.name == name]
    return Click(origin=place, action=action)


@pytest.mark.parametrize("text", [STATUS, "which subscriptions are ours?"])
async def test_in_a_room_who_holds_what_is_for_the_asker_until_it_is_shared(text: str) -> None:
    bot, _ = await demo_bot()
    reply = await told(bot, Question(origin=origin(), text=text))
    assert reply.only_for_asker
    shared = await told(bot, pressed(reply, SHARE, origin()))
    assert not shared.only_for_asker
    assert shared.blocks == reply.blocks


async def test_in_private_there_is_nothing_to_share() -> None:
    bot, _ = await demo_bot()
    reply = await told(bot, Question(origin=origin(private=True), text=STATUS))
    assert not reply.only_for_asker
    assert SHARE not in {button.action.name for button in reply.buttons}


async def test_knowledge_is_for_everybody() -> None:
    bot, _ = await demo_bot()
    reply = await told(
        bot, Question(origin=origin(audience=Audience.STRANGERS, member=False), text="what is PAL?")
    )
    assert not reply.only_for_asker
    assert "PAL" in reply.title


async def test_among_strangers_a_member_gets_the_details_in_private() -> None:
    bot, _ = await demo_bot()
    room = origin(audience=Audience.STRANGERS)
    reply = await told(bot, Question(origin=room, text=STATUS))
    assert HELD_BY not in plain_text(reply)
    sent = await told(bot, pressed(reply, SEND_PRIVATELY, replace(room, event_id="again")))
    assert sent.in_private
    assert HELD_BY in plain_text(sent)


async def test_who_is_no_member_gets_them_nowhere() -> None:
    bot, _ = await demo_bot()
    room = origin(audience=Audience.STRANGERS)
    of_a_member = await told(bot, Question(origin=room, text=STATUS))
    guest = origin(audience=Audience.STRANGERS, member=False)
    reply = await told(bot, Question(origin=guest, text=STATUS))
    assert SEND_PRIVATELY not in {button.action.name for button in reply.buttons}
    for name in (SEND_PRIVATELY, SHARE):
        action = replace(pressed(of_a_member, SEND_PRIVATELY, room).action, name=name)
        forged = await told(bot, Click(origin=replace(guest, event_id=uuid4().hex), action=action))
        assert HELD_BY not in plain_text(forged)
        assert not forged.in_private


async def test_a_follow_up_never_leaves_its_thread() -> None:
    bot, _ = await demo_bot()
    here = replace(origin(), address=Address(tenant="T1", platform="slack", conversation="C1", thread="1.1"))
    there = replace(here, address=replace(here.address, thread="2.2"), event_id="there")
    await told(bot, Question(origin=here, text="are we DPOR for Contoso Azure?"))
    followed = await told(bot, Question(origin=replace(here, event_id="follow"), text="and Office?"))
    assert followed.outcome.customer == "Contoso"
    elsewhere = await told(bot, Question(origin=there, text="and Office?"))
    assert elsewhere.outcome.customer is None


async def test_a_follow_up_tells_a_stranger_nothing() -> None:
    bot, _ = await demo_bot()
    here = origin()
    await told(bot, Question(origin=here, text="are we DPOR for Contoso Azure?"))
    stranger = replace(here, audience=Audience.STRANGERS, event_id="stranger")
    assert "Contoso" not in plain_text(await told(bot, Question(origin=stranger, text="and Office?")))


async def test_in_a_room_without_threads_a_follow_up_is_the_persons_own() -> None:
    bot, _ = await demo_bot()
    mine = origin()
    await told(bot, Question(origin=mine, text="are we DPOR for Contoso Azure?"))
    another = replace(mine, person=Person(id="U2", member=True), event_id="other")
    assert (await told(bot, Question(origin=another, text="and Office?"))).outcome.customer is None
    assert (
        await told(bot, Question(origin=replace(mine, event_id="again"), text="and Office?"))
    ).outcome.customer == "Contoso"


async def test_an_old_answer_is_shared_as_it_was_though_the_thread_went_on() -> None:
    bot, _ = await demo_bot()
    here = origin()

    def ask(text: str) -> Question:
        return Question(origin=replace(here, event_id=uuid4().hex), text=text)

    await told(bot, ask("are we DPOR for Contoso Azure?"))
    followed = await told(bot, ask("and Office?"))
    await told(bot, ask("are we DPOR for Fabrikam Azure?"))
    shared = await told(bot, pressed(followed, SHARE, replace(here, event_id=uuid4().hex)))
    assert shared.blocks == followed.blocks
    assert (await told(bot, ask("and Office?"))).outcome.customer == "Fabrikam"


async def test_what_was_asked_in_private_stays_with_who_asked() -> None:
    bot, _ = await demo_bot()
    room = origin(audience=Audience.STRANGERS)
    reply = await told(bot, Question(origin=room, text="are we DPOR for Contoso Azure?"))
    await told(bot, pressed(reply, SEND_PRIVATELY, replace(room, event_id="sent")))
    other = replace(room, person=Person(id="U2", member=True), event_id="other")
    asked = await told(bot, Question(origin=other, text="and Office?"))
    action = replace(pressed(reply, SEND_PRIVATELY, room).action, arguments={"text": "and Office?"})
    sent = await told(bot, Click(origin=replace(other, event_id="other sent"), action=action))
    assert "Contoso" not in plain_text(asked) + plain_text(sent)
    mine = replace(room, private=True, audience=Audience.OURS, event_id="mine")
    own = replace(mine, address=Address(tenant="T1", platform="slack", conversation="D1"))
    assert (await told(bot, Question(origin=own, text="and Office?"))).outcome.customer == "Contoso"


async def test_strangers_may_choose_a_language_and_rate_an_answer() -> None:
    bot, _ = await demo_bot()
    guest = origin(audience=Audience.STRANGERS, member=False)
    answer = await told(bot, Question(origin=guest, text="what is PAL?"))
    assert answer.feedback is not None
    good = replace(answer.feedback, arguments={**answer.feedback.arguments, "verdict": "good"})
    thanked = await told(bot, Click(origin=replace(guest, event_id="rated"), action=good))
    assert thanked.outcome.topic == "feedback"
    swedish = Action(name="home.language", language=Language.ENGLISH, arguments={"choose": "sv"})
    page = await told(bot, Click(origin=replace(guest, event_id="chosen"), action=swedish))
    assert page.language is Language.SWEDISH


async def test_a_press_that_goes_wrong_bothers_nobody_else() -> None:
    bot, _ = await demo_bot()
    guest = origin(audience=Audience.STRANGERS, member=False)
    tick = Action(name="checklist.tick", language=Language.ENGLISH, arguments={"list": "general"})
    for action in (tick, replace(tick, name="nobody.serves.this")):
        event = Click(origin=replace(guest, event_id=uuid4().hex), action=action, ticked=frozenset({"x"}))
        assert (await told(bot, event)).only_for_asker


async def test_a_member_is_not_told_that_a_customer_is_gone_where_strangers_read() -> None:
    bot, _ = await demo_bot()
    room = origin(audience=Audience.STRANGERS)
    show = Action(name="status.show", language=Language.ENGLISH, arguments={"customer": "anybody"})
    reply = await told(bot, Click(origin=room, action=show))
    assert [button.action.name for button in reply.buttons] == [SEND_PRIVATELY]
