"""Topics are recognised by likeness, with reasons, for any set of phrasings."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.language import Language
from bot.understanding.block import Block
from bot.understanding.concepts import concepts_of
from bot.understanding.features import Features, keys_of, learned
from bot.understanding.fitting import RIDGE, fitted, inverse_root
from bot.understanding.recognise import Recogniser
from bot.understanding.topics import Phrasing, Topic, TopicKind

COFFEE = Topic(kind=TopicKind.ARTICLE, id="coffee")
PARKING = Topic(kind=TopicKind.ARTICLE, id="parking")
SAID = {
    COFFEE: ("how do I make coffee", "the coffee machine", "where is coffee made", "coffee beans are out"),
    PARKING: ("where can I park", "parking for visitors", "is the garage open", "park the car in the garage"),
}


def phrased(language: Language = Language.ENGLISH) -> list[Phrasing]:
    return [Phrasing(topic=t, language=language, text=text) for t, texts in SAID.items() for text in texts]


TRAINED = Recogniser.train(phrased())


def test_a_topic_is_recognised_with_the_phrasings_that_say_so() -> None:
    heard = TRAINED.recognise("can visitors park in the garage")
    assert heard.guesses[0].topic == PARKING
    assert heard.guesses[0].score > heard.guesses[1].score
    assert set(heard.because) <= set(SAID[PARKING])


def test_a_stored_phrasing_is_certain_whatever_its_case() -> None:
    heard = TRAINED.recognise("The COFFEE machine!")
    assert heard.exact
    assert (heard.guesses[0].topic, heard.guesses[0].score) == (COFFEE, 1.0)
    assert heard.because == ("the coffee machine",)


def test_what_its_author_wrote_is_the_reason() -> None:
    phrasing = Phrasing(
        topic=COFFEE, language=Language.SWEDISH, text="xcustomer kaffe", said="{customer} kaffe"
    )
    assert Recogniser.train([phrasing]).recognise("xcustomer kaffe").because == ("{customer} kaffe",)


def test_a_stored_phrasing_is_found_in_any_language() -> None:
    said = {Language.ENGLISH: ("good morning", "tea"), Language.SWEDISH: ("god morgon", "te")}
    greet, drink = (Topic(kind=TopicKind.INTENT, id=name) for name in ("greet", "drink"))
    stored = Recogniser.train(
        [
            Phrasing(topic=topic, language=language, text=text)
            for language, texts in said.items()
            for topic, text in zip((greet, drink), texts, strict=True)
        ]
    )
    for greeting, tea in said.values():
        assert stored.recognise(greeting).guesses[0].topic == greet
        assert stored.recognise(tea).because == (tea,)


def test_it_tells_whether_what_carried_most_speaks_of_the_field() -> None:
    assert not TRAINED.recognise("can visitors park in the garage").of_the_field
    slot = Topic(kind=TopicKind.ARTICLE, id="slot")
    texts = ("who is partner of record", "the partner slot is taken", "remove the partner")
    field = [Phrasing(topic=slot, language=Language.ENGLISH, text=text) for text in texts]
    assert Recogniser.train([*phrased(), *field]).recognise("remove who is taken").of_the_field


def test_something_else_stays_below_the_threshold() -> None:
    assert TRAINED.recognise("sing me lullabies").guesses[0].score < TRAINED.threshold


def test_a_clause_helps() -> None:
    text = "what a long and rainy day it was yesterday, anyway, parking for visitors?"
    alone = TRAINED.recognise(text).guesses[0]
    helped = TRAINED.recognise(text, ["parking for visitors?"]).guesses[0]
    assert helped.topic == PARKING
    assert helped.score > alone.score


def test_a_misspelt_word_is_read_as_the_known_one() -> None:
    assert TRAINED.knows("coffee")
    assert TRAINED.knows("cofee")
    assert not TRAINED.knows("lullabies")


def test_nothing_learnt_recognises_nothing() -> None:
    assert Recogniser.train([]).recognise("coffee").guesses == ()
    assert TRAINED.recognise("?!").guesses == ()


def test_training_twice_gives_the_same() -> None:
    again = Recogniser.train(phrased())
    assert again.threshold == TRAINED.threshold
    assert again.recognise("coffee in the garage") == TRAINED.recognise("coffee in the garage")


def test_both_languages_are_learnt() -> None:
    swedish = [
        Phrasing(topic=COFFEE, language=Language.SWEDISH, text=t) for t in ("kaffet är slut", "koka kaffe")
    ]
    assert Recogniser.train([*phrased(), *swedish]).recognise("kaffet slut").guesses[0].topic == COFFEE


@settings(max_examples=30)
@given(st.text(max_size=80))
def test_any_text_gives_finite_scores(text: str) -> None:
    assert all(np.isfinite(guess.score) for guess in TRAINED.recognise(text).guesses)


def test_likeness_agrees_with_that_among_the_stored() -> None:
    texts = [keys_of(phrasing.text) for phrasing in phrased()]
    features = Features(learned(texts))
    among = features.among()
    for row, text in enumerate(texts):
        # Pairs of words that no other stored text has make a text less like all, itself included.
        likeness = features.likeness(text)
        assert 0.4 < likeness[row] <= among[row, row] + 1e-5
        np.testing.assert_allclose(likeness / likeness[row], among[row] / among[row, row], atol=5e-4)
    assert np.diag(among).min() > 0.999


def test_common_features_are_multiplied_as_rare_ones_are() -> None:
    rows = [["same", f"own{i}", f"pair{i // 2}"] for i in range(80)]
    block = Block.learn(rows)
    square = block.among()
    assert square[0, 1] > square[0, 2] > 0
    weighed = block.weighed(rows[0])
    single = np.zeros(len(rows), dtype=np.float32)
    block.add_products(weighed.known, single)
    np.testing.assert_allclose(
        single / np.sqrt(weighed.squared), square[0], rtol=2e-3, atol=1e-5
    )  # values have half the precision


def test_halving_gives_the_same_inverse_as_the_library() -> None:
    rows = np.random.default_rng(7).random((150, 40), dtype=np.float32)
    matrix = rows @ rows.T + np.eye(150, dtype=np.float32)
    root = inverse_root(matrix)
    np.testing.assert_allclose(root.T @ root, np.linalg.inv(matrix), atol=1e-3)


def test_being_left_out_is_what_training_without_it_would_give() -> None:
    likeness = np.array([[1, 0.8, 0.1], [0.8, 1, 0.2], [0.1, 0.2, 1]], dtype=np.float32)
    truth = np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32)
    _, best = fitted(likeness.copy(), truth)
    kept = likeness[1:, 1:] + RIDGE * np.eye(2, dtype=np.float32)
    expected = likeness[0, 1:] @ np.linalg.solve(kept, truth[1:])
    assert np.isclose(best[0], expected.max(), atol=1e-4)


def test_a_concept_joins_the_languages() -> None:
    assert set(concepts_of("kundens")) & set(concepts_of("customers")) == {"customer"}
    assert concepts_of("qwerty") == ()


def test_a_small_folder_is_not_measured_by_the_intents_phrasings() -> None:
    articles = [
        Phrasing(topic=Topic(kind=TopicKind.ARTICLE, id=name), language=Language.ENGLISH, text=text)
        for name, texts in {
            "kite": ("how do I fly a kite", "which wind does a kite need", "kite strings"),
            "boat": ("where can boats moor", "harbour rules for a boat", "boat fees"),
        }.items()
        for text in texts
    ]
    intents = [
        Phrasing(
            topic=Topic(kind=TopicKind.INTENT, id="help"), language=Language.ENGLISH, text=f"help me out {n}"
        )
        for n in range(40)
    ]
    assert Recogniser.train([*articles, *intents]).threshold <= Recogniser.train(intents).threshold
    assert Recogniser.train([*articles, *intents]).threshold < 0.5
    helpful = Recogniser.train(intents)
    assert helpful.recognise("help me soon").guesses[0].topic.id == "help"
    assert helpful.recognise("help me later").guesses == helpful.recognise("help me later").guesses


def test_a_word_met_again_counts_as_it_did_the_first_time() -> None:
    texts = [keys_of(f"the kite number {n} flies") for n in range(20)]
    features = Features(learned(texts))
    asked = keys_of("the kite, the kite")
    first = features.likeness(asked)
    for _ in range(3):
        np.testing.assert_allclose(features.likeness(asked), first, atol=1e-5)


def test_a_text_is_heard_in_its_language_where_that_is_known() -> None:
    kaffe = Phrasing(topic=COFFEE, language=Language.SWEDISH, text="kaffe i garaget")
    both = Recogniser.train([*phrased(), kaffe])
    assert both.recognise("kaffe", language=Language.SWEDISH).guesses[0].topic == COFFEE
    assert both.recognise("kaffe", language=Language.ENGLISH).guesses[0].score < both.threshold
    assert both.recognise("kaffe").guesses[0].topic == COFFEE
