"""Reading decoded JSON of unknown shape: what is missing or of another kind reads as empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

Json = Mapping[str, object]


def object_at(value: object, *path: str) -> Json:
    """The object at the path, an empty one where there is none."""
    for key in path:
        value = cast("Json", value).get(key) if isinstance(value, dict) else None
    return cast("Json", value) if isinstance(value, dict) else {}


def text_at(value: object, *path: str) -> str:
    """The text at the path, empty where there is none."""
    for key in path:
        value = cast("Json", value).get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def objects_at(value: object, *path: str) -> tuple[Json, ...]:
    """The objects in the list at the path; other things in it are left out."""
    found = object_at(value, *path[:-1]).get(path[-1])
    items = cast("list[object]", found) if isinstance(found, list) else []
    return tuple(cast("Json", item) for item in items if isinstance(item, dict))
