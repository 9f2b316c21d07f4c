"""An action: what a button means, to and from one short string."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import parse_qsl, quote_plus

from bot.conversation.language import Language
from bot.errors import Problem, UserError

MAX_LENGTH = 2000
"""Slack's limit for a button's value: https://docs.slack.dev/reference/block-kit/block-elements/button-element"""

_NAME = re.compile(r"[a-z][a-z-]*(\.[a-z][a-z-]*)*")
_QUOTED = {code: quote_plus(chr(code)) for code in range(128)}
_LANGUAGE_KEY = "lang"
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button's meaning: a dotted name and text arguments, in the language of its reply.

    The same string serves as a Slack value, as an Adaptive Card's data and as a web button's value.
    """

    name: str
    language: Language
    arguments: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"An action's name is dotted lower-case words, not {self.name!r}.")
        if _LANGUAGE_KEY in self.arguments:
            raise ValueError(f"{_LANGUAGE_KEY!r} is the language's own key.")
        object.__setattr__(self, "arguments", MappingProxyType(dict(self.arguments)))

    def __hash__(self) -> int:
        return hash(self.encode())

    def encode(self) -> str:
        """One string of at most 2,000 characters. Raises ValueError where it would be longer."""
        text = _encoded(self.name, self.language, tuple(self.arguments.items()))
        if len(text) > MAX_LENGTH:
            raise ValueError(f"The action {self.name} is {len(text)} characters, over {MAX_LENGTH}.")
        return text

    @classmethod
    def decode(cls, text: str) -> Action:
        """The action that `encode` wrote. Raises UserError for anything else."""
        name, _, query = text.partition("?")
        arguments = dict(parse_qsl(query, keep_blank_values=True))
        try:
            language = Language(arguments.pop(_LANGUAGE_KEY, ""))
            return cls(name=name, language=language, arguments=arguments)
        except ValueError as error:
            raise UserError(Problem.UNKNOWN_BUTTON) from error


@lru_cache(maxsize=512)
def _encoded(name: str, language: Language, arguments: tuple[tuple[str, str], ...]) -> str:
    """Kept, for one answer encodes its buttons several times, and the next one has many of them again."""
    pairs = ((_LANGUAGE_KEY, language.value), *arguments)
    return f"{name}?{'&'.join([f'{_quoted(key)}={_quoted(value)}' for key, value in pairs])}"


def _quoted(text: str) -> str:
    """As urlencode does it, which takes several times as long."""
    return text.translate(_QUOTED) if text.isascii() else quote_plus(text)
