"""What Docker users start: reachable from their machine alone, without a password in a file, and nothing to write to."""

import os
import re
import shutil
import subprocess
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from budget_graph.serving import ENDING
from budget_graph.settings import PREFIX, Settings, variable_of
from neo4j_server.release import Release

ROOT: Final = Path(__file__).resolve().parent.parent

# "${NAME:?a message}" -> the value must be given; "${NAME:-1g}" has a default and does not match
REQUIRED: Final = re.compile(r"\$\{\w+:\?[^}]+\}")


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    """The services of docker-compose.yml by their names."""
    compose: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(
        (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    )
    return compose["services"]


@pytest.fixture(scope="module")
def dockerfile() -> list[list[str]]:
    """The instructions of the Dockerfile's last stage, as words."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    instructions = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    last = max(number for number, words in enumerate(instructions) if words[0] == "FROM")
    return instructions[last:]


def compose_command() -> list[str]:
    """Compose, of which `config` needs no engine; or a skip that says how to get it."""
    if program := shutil.which("docker-compose"):
        return [program]
    docker = shutil.which("docker")
    if docker and not subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode:
        return [docker, "compose"]
    pytest.skip("Compose is not installed; Debian's package docker-compose is enough")


def config(password: str) -> "subprocess.CompletedProcess[str]":
    """What Compose says of the file, under the settings of .env.example and this password."""
    command = [*compose_command(), "--env-file", ".env.example", "--profile", "load", "config"]
    environment = {"PATH": os.environ["PATH"], "BUDGET_GRAPH_STORE_PASSWORD": password}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_compose_accepts_the_file_and_passes_one_password_to_all() -> None:
    """Neo4j, the service and the loader agree without anyone repeating it."""
    told = config("fromthetest")
    assert told.returncode == 0, told.stderr
    services = yaml.safe_load(told.stdout)["services"]
    assert services["neo4j"]["environment"]["NEO4J_AUTH"] == "neo4j/fromthetest"
    ours = [services[name]["environment"]["BUDGET_GRAPH_STORE_PASSWORD"] for name in ("service", "loader")]
    assert ours == ["fromthetest", "fromthetest"]


def test_compose_refuses_to_start_without_a_password_and_says_where_to_give_it() -> None:
    """The example file leaves it empty."""
    told = config("")
    assert told.returncode != 0
    assert "give it in .env" in told.stderr


def test_every_published_port_is_on_this_machine_alone(services: dict[str, dict[str, Any]]) -> None:
    """A port without an address would be open to the network, past the host's firewall."""
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert len(ports) == 3
    assert [port for port in ports if not re.fullmatch(r"127\.0\.0\.1:\d+:\d+", port)] == []


def test_no_password_stands_in_a_file(services: dict[str, dict[str, Any]]) -> None:
    """Each comes from .env, and an address carries none."""
    given = [entry for service in services.values() for entry in service["environment"].items()]
    secret = [value for name, value in given if "PASSWORD" in name or "AUTH" in name]
    assert [REQUIRED.sub("", value) for value in secret] == ["neo4j/", "", ""]
    assert [value for _, value in given if re.search(r"://[^@/]*:[^@/]*@", value)] == []
    assert "\nBUDGET_GRAPH_STORE_PASSWORD=\n" in (ROOT / ".env.example").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["service", "loader"])
def test_our_containers_can_write_to_nothing_but_what_they_are_given(
    services: dict[str, dict[str, Any]], name: str
) -> None:
    """A read-only file system, /tmp in memory, no capability, and no way to gain one."""
    kept = {key: services[name][key] for key in ("read_only", "tmpfs", "cap_drop", "security_opt")}
    assert kept == {
        "read_only": True,
        "tmpfs": ["/tmp"],
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
    }


def test_a_service_waits_for_a_neo4j_that_answers(services: dict[str, dict[str, Any]]) -> None:
    """Started is not ready."""
    assert "healthcheck" in services["neo4j"]
    for name in ("service", "loader"):
        assert services[name]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}


def test_a_service_is_given_the_time_that_requests_under_way_may_take(services: dict[str, dict[str, Any]]) -> None:
    """Docker would kill it after ten seconds."""
    seconds = int(services["service"]["stop_grace_period"].removesuffix("s"))
    assert seconds > Settings().request_seconds + ENDING


def test_what_the_example_of_settings_names_reaches_the_service(services: dict[str, dict[str, Any]]) -> None:
    """A rate in .env that the container never sees would limit nobody."""
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#? ?((?:BUDGET_GRAPH|FORWARDED)_[A-Z_]+)=", example, re.MULTILINE))
    service = services["service"]
    passed = [*service["environment"].values(), *service["volumes"]]
    assert named == {name for value in passed for name in re.findall(r"\$\{(\w+)", value)}
    settings = {variable_of(one.name) for one in fields(Settings)}
    assert {name for name in service["environment"] if name.startswith(PREFIX)} <= settings


def test_the_loader_runs_only_when_it_is_asked_for(services: dict[str, dict[str, Any]]) -> None:
    """`docker compose up` starts what stays."""
    assert {name: service.get("profiles") for name, service in services.items()} == {
        "neo4j": None,
        "service": None,
        "loader": ["load"],
    }


def test_neo4j_in_docker_is_of_the_line_that_the_suite_runs_on(
    services: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pom's version, without its patch number."""
    monkeypatch.delenv("NEO4J_VERSION", raising=False)
    line = ".".join(Release.chosen().version.split(".")[:2])
    assert services["neo4j"]["image"] == f"neo4j:{line}-community"


def test_the_image_runs_as_a_user_of_its_own_with_a_healthcheck(dockerfile: list[list[str]]) -> None:
    """Whose answer is that of /healthz."""
    [user] = [words[1] for words in dockerfile if words[0] == "USER"]
    assert user not in {"root", "0"}
    [healthcheck] = [" ".join(words) for words in dockerfile if words[0] == "HEALTHCHECK"]
    assert "/healthz" in healthcheck


def test_the_image_holds_every_package_of_the_project(dockerfile: list[list[str]]) -> None:
    """A package that is added to pyproject.toml is added to the Dockerfile."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {name.partition(".")[0] for name in project["tool"]["setuptools"]["packages"]}
    copied = {words[1] for words in dockerfile if words[0] == "COPY" and not words[1].startswith("--from")}
    assert packages <= copied
