"""What is asked for outweighs what a text is most like."""

from __future__ import annotations

import pytest

from bot.understanding.asking import (
    STATUS,
    advised,
    is_another_thing,
    is_near,
    likely,
    listed,
    more_a_standing,
    surely_standing,
)
from bot.understanding.topics import Guess, Recognition, Topic, TopicKind

SLOT = Topic(kind=TopicKind.ARTICLE, id="slot-taken")


def intent(name: str) -> Topic:
    return Topic(kind=TopicKind.INTENT, id=name)


def guesses(*scored: tuple[Topic, float]) -> tuple[Guess, ...]:
    return tuple(Guess(topic=topic, score=score) for topic, score in scored)


def heard(*scored: tuple[Topic, float], of_the_field: bool = False) -> Recognition:
    return Recognition(guesses=guesses(*scored), of_the_field=of_the_field)


def test_only_the_likeliest_are_near() -> None:
    recognition = heard(*((intent(f"other-{i}"), 0.5) for i in range(3)), (intent(STATUS), 0.4))
    assert is_near("other-0", recognition)
    assert not is_near(STATUS, recognition)


def test_a_list_or_a_draft_is_another_thing_and_an_article_is_not() -> None:
    said = "are we registered at xcustomer"
    assert is_another_thing(heard((intent("draft-request"), 0.4)), said)
    assert is_another_thing(Recognition(exact=True), said)
    assert not is_another_thing(heard((SLOT, 0.4)), said)
    assert not is_another_thing(Recognition(), said)


def test_what_is_ours_is_another_thing_only_where_a_list_is_asked_for() -> None:
    ours = heard((intent("list-ours"), 0.4))
    assert is_another_thing(ours, "show where we are registered at xcustomer")
    assert not is_another_thing(ours, "are we registered for both of xcustomer s xproduct subs")


def test_a_standing_outweighs_what_was_heard_where_that_is_weak_or_not_much_likelier() -> None:
    again = heard((intent(STATUS), 0.3))
    assert more_a_standing(again, heard((SLOT, 0.4)), threshold=0.2)
    assert more_a_standing(heard(), heard((SLOT, 0.1)), threshold=0.2)
    assert not more_a_standing(again, heard((SLOT, 0.9)), threshold=0.2)


def test_a_sure_standing_comes_first_and_only_once() -> None:
    sure = surely_standing(heard((SLOT, 0.7), (intent(STATUS), 0.3)))
    assert [(g.topic.id, g.score) for g in sure.guesses] == [(STATUS, 0.7), ("slot-taken", 0.7)]
    assert surely_standing(Recognition()).guesses[0].score > 0


def test_where_advice_is_asked_for_a_standing_is_less_likely() -> None:
    first, second = advised(guesses((intent(STATUS), 0.5), (SLOT, 0.4)))
    assert (first.topic, second.topic.id) == (SLOT, STATUS)
    assert advised(())[:] == ()


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((SLOT, 0.4), (intent("list-conflicts"), 0.3), "list-conflicts"),
        ((SLOT, 0.4), (intent("list-conflicts"), 0.1), "slot-taken"),
        ((intent(STATUS), 0.5), (intent("list-ours"), 0.4), "list-ours"),
        ((intent(STATUS), 0.5), (SLOT, 0.4), STATUS),
    ],
)
def test_a_list_that_is_about_as_likely_wins_where_a_list_is_asked_for(
    first: tuple[Topic, float], second: tuple[Topic, float], expected: str
) -> None:
    assert listed(guesses(first, second))[0].topic.id == expected
    assert listed(()) == ()


def test_more_is_asked_of_a_text_that_has_only_the_frame_of_a_phrasing_of_the_field() -> None:
    of_the_field = heard((SLOT, 0.4), of_the_field=True)
    elsewhere = heard((SLOT, 0.4))
    assert likely("how do I remove a stain", of_the_field) > 1
    assert likely("how do I remove a partner", of_the_field) < 1
    assert likely("how do I remove a stain", elsewhere) == 1
    assert likely("how do I remove a stain", heard()) == 1
