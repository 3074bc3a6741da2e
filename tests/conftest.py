"""Fixtures that every part uses.

Policy: a test builds what it needs from small inputs of its own; the embedded store is the default; nothing listens on
a port or reads outside the project, but for the tests that name `shared`, which stands beside a checkout and which a
clone may lack, and for those marked `neo4j`, which ask a real server: the one of NEO4J_URI, or one that they start.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.store.neo4j.connection import Address
from neo4j_server import Release, running_server, what_is_missing
from tests.neo4j_store import Neo4jStore

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"

NEO4J = pytest.param("neo4j", marks=pytest.mark.neo4j)
"""The parameter of a test that runs on Neo4j, too: `params=["memory", NEO4J]`."""

ON_NEO4J = ("store", "neo4j")
"""What the report of a test on a real server holds."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real disclosures and their truth, or a skip that says that it is not here."""
    if not SHARED.is_dir():
        pytest.skip("../shared (real disclosures and what they contain) is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def startable_neo4j(request: pytest.FixtureRequest) -> Release:
    """The release that this machine can start; else a skip that says what is missing, a failure with --require-neo4j."""
    if missing := what_is_missing():
        give_up = pytest.fail if request.config.getoption("--require-neo4j") else pytest.skip
        give_up(f"no Neo4j server: {missing}")
    return Release.chosen()


@pytest.fixture(scope="session")
def neo4j_address(request: pytest.FixtureRequest) -> Iterator[Address]:
    """The server of NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD, or one that is started for the tests."""
    if uri := os.environ.get("NEO4J_URI"):
        yield Address(uri, os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
        return
    release: Release = request.getfixturevalue("startable_neo4j")
    with running_server(release.version) as server:
        yield Address(server.uri, server.user, server.password)


@pytest.fixture(scope="session")
def neo4j_store(neo4j_address: Address) -> Iterator[Neo4jStore]:
    """The store on that server. It is emptied again and again, so a database that holds anything is left alone."""
    store = Neo4jStore(neo4j_address)
    try:
        if not store.is_empty():
            pytest.exit(f"The database of NEO4J_URI is not empty, and the tests would erase it: {neo4j_address}", 2)
        yield store
        store.clear()
    finally:
        store.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option of CI."""
    parser.addoption("--require-neo4j", action="store_true", help="Fail where a test has no Neo4j server to run on.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lets the reports of tests that are marked tell it; their keywords hold the names of folders, too."""
    for item in items:
        if item.get_closest_marker("neo4j"):
            item.user_properties.append(ON_NEO4J)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How many tests ran on Neo4j, and in one line why others did not."""
    ran, skipped = (
        [
            report
            for outcome in outcomes
            for report in terminalreporter.stats.get(outcome, ())
            if ON_NEO4J in report.user_properties
        ]
        for outcomes in (("passed", "failed"), ("skipped",))
    )
    if ran or skipped:
        reason = (
            f", {len(skipped)} were skipped ({skipped[0].longrepr[2].removeprefix('Skipped: ')})" if skipped else ""
        )
        terminalreporter.write_line(f"{len(ran)} tests ran on Neo4j{reason}")
