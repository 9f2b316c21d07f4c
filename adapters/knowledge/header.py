"""An article's header: YAML whose every field knows its line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import yaml

from bot.errors import Fault

LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A single value as it was written, and its line in the file."""

    text: str
    line: int


class Header:
    """Fields by name. What is wrong with one is collected in `faults`, not raised."""

    def __init__(self, file: str, source: str, faults: list[Fault]) -> None:
        """`source` starts in the file's second line."""
        self.file = file
        self._faults = faults
        self._fields: dict[str, yaml.Node] = {}
        self._lines: dict[str, int] = {}
        for key, value in self._pairs(self._compose(source)):
            if key.text in self._fields:
                self.fault(key.line, f'"{key.text}" is there twice.', "Remove one.")
            self._fields[key.text] = value
            self._lines[key.text] = key.line

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields, in their order."""
        return tuple(self._fields)

    def line(self, name: str) -> int:
        """The field's line in the file; the header's first where it is missing."""
        return self._lines.get(name, 1)

    def fault(self, line: int, what: str, remedy: str) -> None:
        """Something is wrong in that line."""
        self._faults.append(Fault(where=f"{self.file}:{line}", what=what, remedy=remedy))

    def text(self, name: str) -> str:
        """The field's text, empty where it is missing or none."""
        return self._scalar(name, self._fields.get(name)).text

    def required(self, name: str, remedy: str) -> str:
        """The field's text, which must be there."""
        text = self.text(name)
        if not text and not self._is_list(name):
            self.fault(self.line(name), f'"{name}" is missing.', remedy)
        return text

    def day(self, name: str) -> date | None:
        """A date; a year or a month means its first day. None where there is none."""
        text = self.text(name)
        if not text or text.casefold() == "none":
            return None
        try:
            return date.fromisoformat(text + "-01" * (2 - text.count("-")))
        except ValueError:
            self.fault(self.line(name), f'"{name}" is no date: "{text}".', "Write it as 2026-12-31, or null.")
            return None

    def texts(self, name: str) -> tuple[Scalar, ...]:
        """A list of texts; a single one counts as a list of one."""
        scalars = (self._scalar(name, node) for node in self._items(name))
        return tuple(scalar for scalar in scalars if scalar.text)

    def records(self, name: str) -> tuple[dict[str, Scalar], ...]:
        """A list of small records, each under "" with its first line; a plain text is a `title` alone."""
        return tuple(self._record(name, node) for node in self._items(name))

    def _record(self, name: str, node: yaml.Node) -> dict[str, Scalar]:
        start = Scalar(text="", line=_line(node))
        if not isinstance(node, yaml.MappingNode):
            return {"": start, "title": self._scalar(name, node)}
        return {"": start, **{key.text: self._scalar(key.text, value) for key, value in self._pairs(node)}}

    def _items(self, name: str) -> list[yaml.Node]:
        node = self._fields.get(name)
        if isinstance(node, yaml.SequenceNode):
            return node.value
        return [] if node is None or not self.text(name) else [node]

    def _is_list(self, name: str) -> bool:
        return not isinstance(self._fields.get(name), yaml.ScalarNode | None)

    def _scalar(self, name: str, node: yaml.Node | None) -> Scalar:
        if node is None:
            return Scalar(text="", line=1)
        if not isinstance(node, yaml.ScalarNode):
            self.fault(_line(node), f'"{name}" should be a single value here.', "Put it in quotation marks.")
            return Scalar(text="", line=_line(node))
        value: str = node.value
        return Scalar(text="" if node.tag == NULL else value.strip(), line=_line(node))

    def _pairs(self, node: yaml.Node | None) -> list[tuple[Scalar, yaml.Node]]:
        if node is None:
            return []
        if not isinstance(node, yaml.MappingNode):
            self.fault(_line(node), "the header is not a list of fields.", 'Write "name: value" lines.')
            return []
        pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
        return [(self._scalar("name", key), value) for key, value in pairs]

    def _compose(self, source: str) -> yaml.Node | None:
        loader = LOADER(source)
        try:
            return loader.get_single_node()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 2 if mark else 1
            what = f"the header is not well-formed YAML ({error.problem or error.context})."
            self.fault(line, what, "Put text with special characters in quotation marks.")
        except yaml.YAMLError as error:
            self.fault(1, f"the header is not well-formed YAML ({error}).", "Remove that character.")
        finally:
            loader.dispose()
        return None


def _line(node: yaml.Node) -> int:
    return node.start_mark.line + 2
