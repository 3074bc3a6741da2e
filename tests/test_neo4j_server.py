"""The Neo4j server of development and CI: it answers, and nothing of it stays; what is missing is said."""

import itertools
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError

from neo4j_server import Neo4jServerError, Release, Server, java, release, running_server, server, what_is_missing

ROOT: Final = Path(__file__).resolve().parent.parent

# "… export BUDGET_GRAPH_STORE=neo4j://neo4j:abc@127.0.0.1:41234 … Its logs are in /…/server-1/logs." -> port, folder
ANNOUNCED: Final = re.compile(
    r"BUDGET_GRAPH_STORE=neo4j://neo4j:\S+@127\.0\.0\.1:(?P<port>\d+)\n.*Its logs are in (?P<folder>.+)/logs\.",
    re.DOTALL,
)
LAST_LINE: Final = "Ctrl-C stops it and removes what it holds.\n"


@pytest.fixture(scope="module")
def running(startable_neo4j: Release) -> Iterator[Server]:
    """A server that the tests of this module share."""
    with running_server(startable_neo4j.version) as started:
        yield started


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without Java, Maven and cached jars, as a folder for its programs (on PATH) and its cache."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.delenv(release.VERSION_VARIABLE, raising=False)
    monkeypatch.setattr(java, "FOLDERS", ((tmp_path, "jvm/*"),))
    monkeypatch.setattr(release, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(server, "CACHE", tmp_path / "cache")
    return tmp_path


def program(path: Path, script: str) -> None:
    """A program of the machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def runtime(machine: Path, version: str, script: str = "") -> Path:
    """A Java runtime of the machine."""
    home = machine / "jvm" / f"java-{version}"
    program(home / "bin" / "java", script)
    (home / "release").write_text(f'IMPLEMENTOR="Somebody"\nJAVA_VERSION="{version}"\n', encoding="utf-8")
    return home / "bin" / "java"


@pytest.mark.neo4j
def test_a_server_answers_with_the_release_that_was_asked_for(running: Server) -> None:
    """By the address and the password that it tells."""
    with GraphDatabase.driver(running.uri, auth=(running.user, running.password)) as driver:
        [record], _, _ = driver.execute_query(
            "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' RETURN versions, edition"
        )
    assert record.data() == {"versions": [Release.chosen().version], "edition": "community"}


@pytest.mark.neo4j
def test_chinese_text_is_found_by_the_cjk_analyzer(running: Server) -> None:
    """Two characters from the middle of a name find it."""
    with GraphDatabase.driver(running.uri, auth=(running.user, running.password)) as driver:
        driver.execute_query(
            "CREATE FULLTEXT INDEX names FOR (n:Named) ON EACH [n.name] "
            "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: false}}"
        )
        driver.execute_query("CALL db.awaitIndexes()")
        driver.execute_query("UNWIND ['科技创新专项', '公务员管理工作经费'] AS name CREATE (:Named {name: name})")
        records, _, _ = driver.execute_query(
            "CALL db.index.fulltext.queryNodes('names', '创新') YIELD node RETURN node.name AS name"
        )
    assert [record["name"] for record in records] == ["科技创新专项"]


@pytest.mark.neo4j
def test_the_graph_does_not_answer_without_the_password(running: Server) -> None:
    """Authentication is on, and Neo4j's own first password is gone."""
    with (
        GraphDatabase.driver(running.uri, auth=("neo4j", server.FIRST_PASSWORD)) as driver,
        pytest.raises(AuthError),
    ):
        driver.execute_query("RETURN 1")


@pytest.mark.neo4j
@pytest.mark.usefixtures("startable_neo4j")
def test_the_program_ends_with_its_server_and_the_folder() -> None:
    """Ended by `kill`, which takes the same way as Ctrl-C."""
    command = [sys.executable, "-u", "-m", "neo4j_server", "--heap", "512m", "--page-cache", "64m"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as started:
        assert started.stdout
        said = "".join(itertools.takewhile(lambda line: line != LAST_LINE, started.stdout))
        announced = ANNOUNCED.search(said)
        was_there = announced is not None and Path(announced["folder"]).is_dir()
        started.terminate()
        assert started.wait(timeout=60) == 0
    assert announced, said
    assert was_there
    assert not Path(announced["folder"]).exists()
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", int(announced["port"]))):
        pytest.fail("something still listens")


def test_a_machine_without_java_is_told_which_one_to_install(machine: Path) -> None:
    """In one line, with what was found instead."""
    runtime(machine, "11.0.2")
    assert what_is_missing("5.26.28") == (
        "Neo4j 5.26.28 runs on Java 17 or 21, which is not installed (found: 11). "
        "Install one, as by `apt-get install openjdk-17-jre-headless`, or set JAVA_HOME to it."
    )


def test_a_machine_without_maven_is_told_to_install_it(machine: Path) -> None:
    """Unless the jars are there from before."""
    runtime(machine, "17.0.15")
    assert what_is_missing("5.26.28") == (
        "Neo4j comes by Maven, which is not installed. Install it, as by `apt-get install maven`."
    )
    (machine / "cache" / "5.26.28" / "lib").mkdir(parents=True)
    assert what_is_missing("5.26.28") is None


@pytest.mark.parametrize(
    ("version", "major"), [("5.26.28", "17"), ("2025.01.0", "21"), ("2025.09.0", "21"), ("2026.04.0", "25")]
)
def test_each_release_runs_on_the_java_that_it_supports(machine: Path, version: str, major: str) -> None:
    """5.26 not on the newest, 2026 not on the oldest."""
    programs = {major: runtime(machine, f"{major}.0.1") for major in ("11", "17", "21", "25")}
    assert Release(version).java() == programs[major]


def test_java_home_comes_before_the_folders_of_the_system(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user's choice among equal versions."""
    runtime(machine, "17.0.1")
    chosen = runtime(machine / "own", "17.0.2")
    monkeypatch.setenv("JAVA_HOME", str(chosen.parent.parent))
    assert Release("5.26.28").java() == chosen


@pytest.mark.parametrize(("version", "message"), [("newest", "is no version of Neo4j"), ("4.4.0", "is older than")])
@pytest.mark.usefixtures("machine")
def test_a_release_that_cannot_be_run_is_refused(version: str, message: str) -> None:
    """Before anything is asked of the network."""
    with pytest.raises(Neo4jServerError, match=message):
        Release(version).java()


def test_the_variable_chooses_the_release(monkeypatch: pytest.MonkeyPatch) -> None:
    """NEO4J_VERSION moves the whole suite to another line."""
    monkeypatch.setenv(release.VERSION_VARIABLE, "2026.04.0")
    assert Release.chosen() == Release("2026.04.0")
    assert Release.chosen("5.26.28") == Release("5.26.28")


def test_mavens_reason_is_passed_on_and_no_half_release_stays(machine: Path) -> None:
    """What Maven calls an error is what the user reads."""
    program(machine / "bin" / "mvn", 'echo "[ERROR] Could not transfer artifact: Network is unreachable"; exit 1')
    with pytest.raises(Neo4jServerError, match=r"Neo4j 5\.26\.28: Could not transfer artifact: Network is unreachable"):
        Release("5.26.28").lib()
    assert list((machine / "cache" / "5.26.28").iterdir()) == []


def test_a_server_that_ends_at_its_start_is_reported_with_its_last_words(machine: Path) -> None:
    """And its folder is gone."""
    runtime(machine, "17.0.15", """echo "/bin/sh -c 'echo No space left on device; exit 1'" """)
    (machine / "cache" / "5.26.28" / "lib").mkdir(parents=True)
    with (
        pytest.raises(Neo4jServerError, match=r"(?s)did not start.*No space left on device"),
        running_server("5.26.28"),
    ):
        pytest.fail("there is no server")
    assert [path.name for path in (machine / "cache").iterdir()] == ["5.26.28"]


def test_a_configuration_that_neo4j_refuses_is_reported_with_its_reason(machine: Path) -> None:
    """In Neo4j's own words."""
    runtime(machine, "17.0.15", "echo \"Error evaluating value for setting 'server.memory.heap.max_size'\" >&2; exit 1")
    (machine / "cache" / "5.26.28" / "lib").mkdir(parents=True)
    with pytest.raises(Neo4jServerError, match=r"server\.memory\.heap\.max_size"), running_server("5.26.28"):
        pytest.fail("there is no server")
