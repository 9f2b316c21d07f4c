"""An action survives its one string, and nothing else passes for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.actions import MAX_LENGTH, Action
from bot.conversation.language import Language
from bot.errors import UserError

names = st.from_regex(r"[a-z][a-z-]{0,8}(\.[a-z][a-z-]{0,8}){0,2}", fullmatch=True)
arguments = st.dictionaries(
    st.text(max_size=8).filter(lambda key: key != "lang"), st.text(max_size=30), max_size=4
)


@given(names, st.sampled_from(Language), arguments)
def test_what_is_encoded_is_decoded(name: str, language: Language, given_arguments: dict[str, str]) -> None:
    action = Action(name=name, language=language, arguments=given_arguments)
    assert Action.decode(action.encode()) == action
    assert hash(Action.decode(action.encode())) == hash(action)


@given(st.text())
def test_any_text_is_an_action_or_refused(text: str) -> None:
    try:
        action = Action.decode(text)
    except UserError:
        return
    assert Action.decode(action.encode()) == action


def test_an_action_over_slacks_limit_is_refused() -> None:
    action = Action(name="a", language=Language.ENGLISH, arguments={"x": "y" * MAX_LENGTH})
    with pytest.raises(ValueError, match="over 2000"):
        action.encode()


@pytest.mark.parametrize("name", ["", "A", "a b", "a.", "1"])
def test_a_name_is_dotted_lower_case_words(name: str) -> None:
    with pytest.raises(ValueError, match="dotted"):
        Action(name=name, language=Language.ENGLISH)


def test_the_languages_key_is_its_own() -> None:
    with pytest.raises(ValueError, match="own key"):
        Action(name="a", language=Language.ENGLISH, arguments={"lang": "sv"})


def test_arguments_cannot_be_changed_afterwards() -> None:
    given_arguments = {"a": "1"}
    action = Action(name="a", language=Language.ENGLISH, arguments=given_arguments)
    given_arguments["a"] = "2"
    assert action.arguments["a"] == "1"
