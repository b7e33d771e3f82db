"""The image and the compose file: hardened, pinned, without secrets, and true to the program they start."""

import re
import shlex
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from typer.main import get_command

from bot.cli import app
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
PINNED = re.compile(r"[\w/.-]+:\d+(\.\d+)+(-[\w.-]+)?")
OURS = "fieldwise:"
REQUIRED = re.compile(r"\$\{(\w+):\?[^}]+\}")
HEALTH = "http://127.0.0.1:3000/healthz"


def lines(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def instructions(word: str) -> list[str]:
    return [line.removeprefix(f"{word} ") for line in lines("Dockerfile") if line.startswith(f"{word} ")]


def compose() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return document


def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = compose()["services"]
    return found


def variables() -> set[str]:
    """The names under which settings are read."""
    return {str(field.validation_alias or f"FIELDWISE_{name.upper()}") for name, field in Settings.model_fields.items()}


def has_default(service: dict[str, Any]) -> bool:
    return any(
        re.search("(TOKEN|SECRET|PASSWORD)$", name) and not REQUIRED.fullmatch(value)
        for name, value in service.get("environment", {}).items()
    )


# What a service of the compose file lacks, or has and must not.
FAULTS: dict[str, Callable[[str, dict[str, Any]], bool]] = {
    "its image is not pinned": lambda _, s: not PINNED.fullmatch(s["image"]),
    "nobody checks its health": lambda _, s: "healthcheck" not in s and s.get("restart") != "no",
    "it publishes a port": lambda name, s: bool(s.get("ports")) and name != "bot",
    "it publishes a port to everybody": lambda _, s: any(not p.startswith("127.0.0.1:") for p in s.get("ports", [])),
    "it keeps privileges": lambda _, s: s.get("cap_drop") != ["ALL"],
    "it may gain privileges": lambda _, s: "no-new-privileges:true" not in s.get("security_opt", []),
    "it takes privileges": lambda _, s: any(s.get(key) for key in ("cap_add", "privileged", "network_mode")),
    "its files can be written to": lambda _, s: not s.get("read_only"),
    "it runs as root": lambda _, s: not s["image"].startswith(OURS) and s.get("user", "root") == "root",
    "a secret has a default": lambda _, s: has_default(s),
    "an address holds a password": lambda _, s: bool(re.search(r"://\w+:(?!\$\{\w+:\?)[^/@]*@", str(s))),
}


def faults(name: str, service: dict[str, Any]) -> list[str]:
    return [fault for fault, is_there in FAULTS.items() if is_there(name, service)]


@pytest.mark.parametrize("name", services())
def test_every_service_is_pinned_hardened_checked_and_without_a_default_password(name: str) -> None:
    assert faults(name, services()[name]) == []


@pytest.mark.parametrize(
    ("fault", "change"),
    list(zip(
        FAULTS,
        [
            {"image": "postgres:latest"}, {"healthcheck": ...}, {"ports": ["127.0.0.1:5432:5432"]},
            {"ports": ["5432:5432"]}, {"cap_drop": []}, {"security_opt": []}, {"privileged": True},
            {"read_only": False}, {"user": "root"},
            {"environment": {"POSTGRES_PASSWORD": "${POSTGRES_PASSWORD:-postgres}"}},
            {"environment": {"DATABASE": "postgresql://me:me@x/y"}},
        ],
        strict=True,
    )),
)  # fmt: skip
def test_each_fault_is_seen(fault: str, change: dict[str, Any]) -> None:
    changed = {key: value for key, value in (services()["postgres"] | change).items() if value is not ...}
    assert fault in faults("postgres", changed)


def test_only_the_bot_reaches_the_outside() -> None:
    outside = {name for name, service in services().items() if "outside" in service["networks"]}
    assert outside == {"bot", "schema"}
    assert compose()["networks"]["backend"] == {"internal": True}


def test_what_is_started_is_a_command_of_the_program() -> None:
    known = get_command(app)
    started = [service["command"] for service in services().values() if service["image"].startswith(OURS)]
    of_ours = [command for command in started if command[0] != "run"]
    of_ours += [yaml.safe_load(command) for command in instructions("CMD")]
    assert len(of_ours) == 3
    assert instructions("ENTRYPOINT") == ['["fieldwise"]']
    for command in of_ours:
        group: Any = known
        for word in command:
            group = group.commands[word]


def test_every_variable_is_one_that_the_program_reads() -> None:
    set_by_compose = {name for s in (services()["bot"], services()["schema"]) for name in s["environment"]}
    set_by_image = {
        name for line in instructions("ENV") for name in re.findall(r"(\w+)=", line) if name.startswith("FIELDWISE_")
    }
    assert set_by_compose | set_by_image <= variables()
    assert {"FIELDWISE_CHROMA_URL", "FIELDWISE_DATABASE_URL"} <= set_by_compose
    told = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    asked = REQUIRED.findall((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    assert set(told) == set(asked)


def test_the_example_holds_no_value() -> None:
    assert [line for line in lines(".env.example") if not line.endswith("=")] == []


def test_the_image_is_pinned_runs_as_nobody_and_is_checked() -> None:
    images = [line.split()[0] for line in instructions("FROM")]
    assert len(set(images)) == 1
    assert PINNED.fullmatch(images[0])
    assert images[0].startswith("python:3.11.")
    assert instructions("USER") == ["10001:10001"]
    (check,) = instructions("HEALTHCHECK")
    assert HEALTH in check
    assert HEALTH in " ".join(services()["bot"]["healthcheck"]["test"])
    assert Settings.model_fields["http_port"].default == 3000


def test_no_secret_gets_into_the_image() -> None:
    assert instructions("ARG") == []
    assert not re.search("TOKEN|SECRET|PASSWORD", "".join(instructions("ENV")))
    assert "COPY . " not in (ROOT / "Dockerfile").read_text(encoding="utf-8")
    ignored = lines(".dockerignore")
    assert ignored[0] == "*"
    assert not [line for line in ignored if re.match(r"!\.|!\*", line)]


def test_the_image_holds_all_packages_and_the_torch_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {pattern.rstrip("*") for pattern in project["tool"]["setuptools"]["packages"]["find"]["include"]}
    copied = {word for line in instructions("COPY") for word in shlex.split(line)[:-1] if not word.startswith("--")}
    assert packages <= copied
    assert packages | copied - {"/opt/fieldwise", "/var/lib/fieldwise"} <= {
        line.removeprefix("!") for line in lines(".dockerignore") if line.startswith("!")
    }
    (torch,) = [spec for spec in project["project"]["dependencies"] if spec.startswith("torch")]
    assert f'"{torch}"' in "".join(instructions("RUN"))
    assert services()["bot"]["image"] == f"fieldwise:{project['project']['version']}"


def test_the_image_takes_a_tested_version_of_every_direct_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    specs = [*project["project"]["dependencies"], *extras["anthropic"], *extras["ollama"]]
    needed = {one.name: one.specifier for one in map(Requirement, specs)}
    pinned = dict(line.split("==") for line in lines("constraints.txt"))
    assert set(pinned) == set(needed)
    assert [name for name, version in pinned.items() if not needed[name].contains(version)] == []
    installs = [line for line in instructions("RUN") if "pip install" in line]
    assert len(installs) == 2
    assert [line for line in installs if "--constraint constraints.txt" not in line] == []
    assert '".[anthropic,ollama]"' in installs[-1]
