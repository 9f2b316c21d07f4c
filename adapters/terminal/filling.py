"""A form at a prompt: one line a field, an empty one for what stands there or may be left out."""

from __future__ import annotations

from typing import assert_never

from bot.conversation.replies import Field, Form, OptionField, TextField

_SHOWN = 60


class Filling:
    """A form that is being filled in."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._filled: dict[str, str] = {}

    @property
    def form(self) -> Form:
        """The form."""
        return self._form

    @property
    def filled(self) -> dict[str, str] | None:
        """What was filled in, None while a field is open."""
        return None if self._open else dict(self._filled)

    @property
    def prompt(self) -> str:
        """What to type next."""
        return _prompt(self._open[0]) if self._open else ""

    def is_left_by(self, typed: str) -> bool:
        """Whether that line is the form's own word for leaving it."""
        return typed.casefold() == self._form.cancel_label.casefold()

    def take(self, typed: str) -> None:
        """One line for the field that is open."""
        if self._open:
            field = self._open[0]
            self._filled[field.id] = _value(field, typed)

    @property
    def _open(self) -> tuple[Field, ...]:
        return self._form.fields[len(self._filled) :]


def _prompt(field: Field) -> str:
    """In brackets what an empty line leaves standing."""
    match field:
        case TextField():
            return f"{field.label}{_standing(field.value)}:"
        case OptionField():
            options = ", ".join(f"{number} {option.label}" for number, option in enumerate(field.options, 1))
            chosen = next((option.label for option in field.options if option.value == field.value), "")
            return f"{field.label} ({options}){_standing(chosen)}:"
        case _:
            assert_never(field)


def _standing(value: str) -> str:
    short = f"{value[:_SHOWN]}…" if len(value) > _SHOWN else value
    return f" [{short}]" if value else ""


def _value(field: Field, typed: str) -> str:
    match field:
        case TextField():
            return typed or field.value
        case OptionField():
            if typed.isdecimal() and 1 <= int(typed) <= len(field.options):
                return field.options[int(typed) - 1].value
            return typed or field.value
        case _:
            assert_never(field)
