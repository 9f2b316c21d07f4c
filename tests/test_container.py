"""The image and the compose file, as far as they can be looked over without Docker."""

from __future__ import annotations

import re
import shlex
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from adapters.settings import ROOT, Settings

Instruction = tuple[str, list[str]]


def instructions() -> list[Instruction]:
    """The Dockerfile's lines, continued ones joined: the instruction and its words."""
    text = re.sub(r"\\\n\s*", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], line.split()[1:]) for line in lines]


def of(name: str, among: list[Instruction] | None = None) -> list[list[str]]:
    return [words for instruction, words in among or instructions() if instruction == name]


def last_stage() -> list[Instruction]:
    found = instructions()
    return found[max(number for number, (name, _) in enumerate(found) if name == "FROM") :]


def environment(among: list[Instruction]) -> dict[str, str]:
    return dict(word.split("=", 1) for words in of("ENV", among) for word in words)


def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def test_what_is_copied_exists_and_gets_past_the_ignore_file() -> None:
    copied = [words[:-1] for words in of("COPY") if not words[0].startswith("--from")]
    sources = [source for words in copied for source in words]
    allowed = re.findall(r"^!(\S+)", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []
    assert [
        s for s in sources if not any(one == s or PurePosixPath(one).parts[0] == s for one in allowed)
    ] == []
    assert (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()[1] == "*"


def test_everything_that_is_packed_is_copied() -> None:
    packed = set(re.findall(r'"([^"]+)"', re.search(r"include = (\[.*\])", read("pyproject.toml"))[1]))  # type: ignore[index]
    copied = {source for words in of("COPY") for source in words}
    assert packed <= copied


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("requirements", ["run", "telemetry"])
def test_what_is_installed_is_locked_by_hashes(requirements: str) -> None:
    [install] = [line for line in of("RUN") if "requirements/${REQUIREMENTS}.txt" in line]
    assert {"--require-hashes", ":all:"} <= set(install)
    assert ["REQUIREMENTS=run"] in of("ARG")
    locked = read(f"requirements/{requirements}.txt")
    assert locked.count("--hash=sha256:") >= len(re.findall(r"^[\w.\[\]-]+==", locked, re.MULTILINE)) > 30


def test_the_image_runs_as_somebody_without_rights_and_without_a_shell() -> None:
    [[user]] = of("USER", last_stage())
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)
    assert of("RUN", last_stage()) == []
    for name in ("ENTRYPOINT", "CMD"):
        [words] = of(name, last_stage())
        assert words[0].startswith('["')
    [health] = of("HEALTHCHECK", last_stage())
    assert (
        shlex.split(" ".join(health).partition("CMD ")[2].strip("[]").replace(",", ""))[2] == "adapters.ready"
    )
    assert (ROOT / "adapters" / "ready.py").exists()


def test_all_that_is_written_is_on_the_volume() -> None:
    [[volume]] = of("VOLUME", last_stage())
    given = environment(last_stage())
    store = Settings.from_env(given).store.removeprefix("tinydb:")
    for path in (store, given["XDG_CACHE_HOME"], *of("WORKDIR", last_stage())[0]):
        assert PurePosixPath(path).is_relative_to(volume)
    assert given["PYTHONDONTWRITEBYTECODE"] == "1"


def test_the_images_settings_are_settings() -> None:
    given = environment(last_stage())
    settings = Settings.from_env(given)
    assert (settings.host, settings.log, f"{settings.port}") == ("0.0.0.0", "json", of("EXPOSE")[0][0])


def test_no_secret_stands_in_the_compose_file_or_the_image() -> None:
    for text in (read("compose.yaml"), read("Dockerfile"), read("deploy/Caddyfile")):
        for name, value in re.findall(r"(\w*(?:PASSWORD|TOKEN|SECRET|KEY)\w*)\s*[:=]\s*(\S+)", text):
            assert value.startswith("${") and ":?" in value, name  # noqa: PT018 - one condition


def test_the_bot_in_compose_is_closed_in_and_can_be_several() -> None:
    bot = compose()["services"]["bot"]
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in bot["security_opt"]
    assert bot["deploy"]["replicas"] > 1
    assert "ports" not in bot
    assert "container_name" not in bot
    assert bot["depends_on"]["postgres"]["condition"] == "service_healthy"
    mounted = [volume.split(":")[1] for volume in bot["volumes"]]
    assert mounted == of("VOLUME", last_stage())[0]
    assert "healthcheck" in compose()["services"]["postgres"]


def test_the_one_address_knows_the_bots_name_and_port_and_hides_what_is_for_operators() -> None:
    caddy, bot = read("deploy/Caddyfile"), compose()["services"]["bot"]
    assert f"dynamic a bot {bot['environment']['PORT']}" in caddy
    assert "path /metrics /health/*" in caddy


def test_what_compose_mounts_of_the_repository_is_there() -> None:
    described = compose()["services"].values()
    mounted = [str(volume).split(":")[0] for service in described for volume in service["volumes"]]
    ours = [path for path in mounted if path.startswith(".")]
    assert len(ours) == 2
    assert [path for path in ours if not (ROOT / path).exists()] == []


def test_the_bots_role_in_the_database_is_no_superuser() -> None:
    services = compose()["services"]
    role = services["bot"]["environment"]["DPOR_STORE"].partition("://")[2].partition("@")[0]
    assert role != services["postgres"]["environment"]["POSTGRES_USER"]
    assert f"CREATE ROLE {role} LOGIN" in read("deploy/database.sh")
    assert (
        services["bot"]["environment"]["PGPASSWORD"]
        == services["postgres"]["environment"]["DPOR_DATABASE_PASSWORD"]
    )


def test_every_volume_that_is_used_is_named() -> None:
    described = compose()
    used = {
        str(volume).split(":")[0]
        for service in described["services"].values()
        for volume in service["volumes"]
        if not str(volume).startswith(".")
    }
    assert used == set(described["volumes"])


def test_more_is_waited_for_than_stopping_takes() -> None:
    assert float(compose()["services"]["bot"]["stop_grace_period"].removesuffix("s")) > 4.0


def test_paths_in_the_compose_file_stay_in_the_repository() -> None:
    assert compose()["services"]["bot"]["build"] == "."
    assert Path(ROOT, "Dockerfile").exists()
