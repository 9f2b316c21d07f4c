"""The package is what Teams takes, and says in both languages what the bot understands."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft4Validator

from adapters.settings import ROOT
from adapters.teams.package import Publisher, package

APP_ID = "00000000-0000-4000-8000-0000000000b0"
PUBLISHER = Publisher(
    name="Contoso",
    website="https://dpor.example.com/",
    privacy="https://dpor.example.com/privacy",
    terms="https://dpor.example.com/terms",
)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package(APP_ID, PUBLISHER))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def manifest(files: dict[str, bytes]) -> dict[str, Any]:
    return json.loads(files["manifest.json"])


@pytest.fixture(scope="module")
def swedish(files: dict[str, bytes]) -> dict[str, Any]:
    return json.loads(files["sv.json"])


def faults(schema: str, value: Any) -> list[str]:
    published = json.loads((ROOT / "tests/schemas" / schema).read_text(encoding="utf-8"))
    return [error.message for error in Draft4Validator(published).iter_errors(value)]


def spoken(value: object, path: str = "") -> Iterator[str]:
    """The places of all titles and descriptions within bots and composeExtensions."""
    if isinstance(value, dict):
        for name, inner in value.items():
            here = f"{path}.{name}" if path else name
            if name in ("title", "description") and isinstance(inner, str):
                yield here
            yield from spoken(inner, here)
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from spoken(inner, f"{path}[{place}]")


def pixels(png: bytes) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    """Width, height, and every pixel; for our own kind alone (8 bits, RGBA, no filter)."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    chunks: dict[bytes, bytes] = {}
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + content),)
        chunks[kind] = content
        at += length + 12
    width, height, depth, colour = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, colour) == (8, 6)
    raw = zlib.decompress(chunks[b"IDAT"])
    rows = [raw[row * (width * 4 + 1) :][: width * 4 + 1] for row in range(height)]
    assert {row[0] for row in rows} == {0}
    found = [tuple(row[1 + at : 5 + at]) for row in rows for at in range(0, width * 4, 4)]
    return width, height, found  # pyright: ignore[reportReturnType]


def test_the_manifest_and_the_swedish_words_pass_the_published_schemas(
    manifest: dict[str, Any], swedish: dict[str, Any]
) -> None:
    assert faults("MicrosoftTeams.schema.json", manifest) == []
    assert faults("MicrosoftTeams.Localization.schema.json", swedish) == []


def test_the_schemas_see_what_teams_would_refuse(manifest: dict[str, Any], swedish: dict[str, Any]) -> None:
    assert faults("MicrosoftTeams.schema.json", {**manifest, "id": "dpor"})
    assert faults("MicrosoftTeams.schema.json", {**manifest, "name": {"short": "x" * 31}})
    wrong = {**swedish, "composeExtensions[0].commands[0].title": "x" * 33}
    assert faults("MicrosoftTeams.Localization.schema.json", wrong)


def test_the_swedish_names_keep_the_limits_that_their_schema_forgets(swedish: dict[str, Any]) -> None:
    # It has "$ref" beside them, which hides them from a validator.
    limits = {"name.short": 30, "name.full": 100, "description.short": 80, "description.full": 4000}
    assert {name for name, limit in limits.items() if len(swedish[name]) > limit} == set()


def test_every_file_that_the_manifest_names_is_in_the_package(
    files: dict[str, bytes], manifest: dict[str, Any]
) -> None:
    named = {
        *manifest["icons"].values(),
        *(one["file"] for one in manifest["localizationInfo"]["additionalLanguages"]),
    }
    assert named | {"manifest.json"} == files.keys()


def test_whatever_is_said_in_english_is_said_in_swedish(
    manifest: dict[str, Any], swedish: dict[str, Any]
) -> None:
    places = {
        *spoken({name: manifest[name] for name in ("bots", "composeExtensions")}),
        "name.short", "name.full", "description.short", "description.full", "$schema",
    }  # fmt: skip
    assert swedish.keys() == places


def test_one_id_stands_everywhere(manifest: dict[str, Any]) -> None:
    assert {manifest["id"], manifest["bots"][0]["botId"], manifest["composeExtensions"][0]["botId"]} == {
        APP_ID
    }


def test_it_can_be_asked_searched_and_used_on_a_message(manifest: dict[str, Any]) -> None:
    assert manifest["bots"][0]["scopes"] == ["personal", "team", "groupChat"]
    commands = manifest["composeExtensions"][0]["commands"]
    assert [(command["id"], command["type"]) for command in commands] == [
        ("search", "query"),
        ("askAboutThis", "action"),
        ("reportConflict", "action"),
    ]
    assert all(command["fetchTask"] for command in commands if command["type"] == "action")


def test_the_same_settings_make_the_same_package() -> None:
    assert package(APP_ID, PUBLISHER) == package(APP_ID, PUBLISHER)


def test_the_colour_icon_is_full_and_of_the_size_that_teams_takes(files: dict[str, bytes]) -> None:
    width, height, found = pixels(files["color.png"])
    assert (width, height) == (192, 192)
    assert {alpha for *_, alpha in found} == {255}
    assert found[0] == (31, 58, 95, 255)
    assert (255, 255, 255, 255) in found


def test_the_outline_icon_is_white_on_nothing_and_of_the_size_that_teams_takes(
    files: dict[str, bytes],
) -> None:
    width, height, found = pixels(files["outline.png"])
    assert (width, height) == (32, 32)
    assert {(red, green, blue) for red, green, blue, _ in found} == {(255, 255, 255)}
    drawn = sum(alpha > 127 for *_, alpha in found)
    assert 60 < drawn < 400
    assert found[0][3] == 0


def test_every_permission_says_what_it_is_for_in_the_installing_guide(manifest: dict[str, Any]) -> None:
    guide = (ROOT / "docs/teams.md").read_text(encoding="utf-8")
    assert [name for name in manifest["permissions"] if f"| `{name}` | " not in guide] == []
