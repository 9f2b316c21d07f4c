"""What is asked for outweighs what the text is most like: a standing, advice, or nothing of the field."""

from __future__ import annotations

from collections.abc import Iterable

from bot.understanding.saying import asks_for_a_list, speaks_of_the_field
from bot.understanding.topics import Guess, Recognition, Topic, TopicKind

STATUS, OURS = "status", "list-ours"

_OTHER_THINGS = frozenset(
    {
        *("subscribe-alerts", "unsubscribe-alerts", "checklist", "draft-request"),
        *(OURS, "list-conflicts", "list-renewals"),
    }
)
"""What is asked for beside a customer's name, in the words of a standing."""

_PLAINLY = 0.5
"""The least score of a standing that the text asks for in so many words."""

_LESS = 0.6
"""How likely a standing remains where the text asks how, why or what to do."""

_ABOUT = 0.6
"""How likely a standing must be, beside what was heard before."""

_OF_THE_FIELD = 0.85
_STRAYING = 1.8
"""Only a sentence's frame is alike: "how do I remove …"."""

_HALF = 0.5
_NEAR = 3


def is_near(topic: str, heard: Recognition) -> bool:
    """Whether the topic is among the likeliest."""
    return any(guess.topic.id == topic for guess in heard.guesses[:_NEAR])


def is_another_thing(heard: Recognition, said: str) -> bool:
    """Whether another thing to do or to list is what was heard of a masked text. What is ours is no list but
    a standing where no list is asked for.
    """
    if heard.exact or not heard.guesses:
        return heard.exact
    topic = heard.guesses[0].topic.id
    return topic in _OTHER_THINGS and (topic != OURS or asks_for_a_list(said))


def more_a_standing(again: Recognition, heard: Recognition, threshold: float) -> bool:
    """Whether the standing is likelier, read with a customer, than anything was without."""
    standing = max((guess.score for guess in again.guesses if guess.topic.id == STATUS), default=0.0)
    before = max((guess.score for guess in heard.guesses if guess.topic.id != STATUS), default=0.0)
    return standing >= _ABOUT * before or before < threshold


def surely_standing(heard: Recognition) -> Recognition:
    """The standing first, whatever else was heard."""
    best = heard.guesses[0].score if heard.guesses else 0.0
    standing = Guess(topic=Topic(kind=TopicKind.INTENT, id=STATUS), score=max(best, _PLAINLY))
    others = tuple(guess for guess in heard.guesses if guess.topic.id != STATUS)
    return heard._replace(guesses=(standing, *others))


def advised(guesses: Iterable[Guess]) -> tuple[Guess, ...]:
    """The guesses where advice is asked for: a standing is less likely."""
    less = (g._replace(score=g.score * _LESS) if g.topic.id == STATUS else g for g in guesses)
    return tuple(sorted(less, key=lambda guess: -guess.score))


def listed(guesses: tuple[Guess, ...]) -> tuple[Guess, ...]:
    """The guesses where a list is asked for: conflicts, not what to do about one; ours, not one of them."""
    wanted = OURS if guesses and guesses[0].topic.id == STATUS else "list-conflicts"
    found = next((guess for guess in guesses[:_NEAR] if guess.topic.id == wanted), None)
    if found is None or guesses[0].score * _HALF > found.score:
        return guesses
    others = (guess for guess in guesses if guess is not found)
    return (found._replace(score=guesses[0].score), *others)


def likely(said: str, heard: Recognition) -> float:
    """How many times the threshold it takes for a masked text.

    Less where it speaks of the field; more where only what it is most like does.
    """
    if heard.exact or speaks_of_the_field(said):
        return _OF_THE_FIELD
    return _STRAYING if heard.of_the_field else 1.0
