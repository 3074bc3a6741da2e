"""The offline importer fills a database with exactly what the writer would have left there."""

from pathlib import Path

import pytest

from graph.store.neo4j.bulk import ARGUMENTS, write_import
from graph.store.neo4j.connection import Address
from neo4j_server import running_server, what_is_missing
from tests.graph.store.neo4j.holding import expected
from tests.graph.store.neo4j.test_writer import Written
from tests.graph.test_assembly import FACTS
from tests.neo4j_store import Neo4jStore


def test_the_files_of_equal_graphs_are_equal(tmp_path: Path) -> None:
    """Whatever the order of the documents."""
    one = write_import(FACTS, tmp_path / "one")
    other = write_import(reversed(FACTS), tmp_path / "other")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]
    assert one[-1].name == ARGUMENTS


@pytest.mark.neo4j
@pytest.mark.skipif(what_is_missing() is not None, reason=what_is_missing() or "")
def test_an_imported_database_holds_what_a_written_one_does(tmp_path: Path) -> None:
    """Values, tallies and facts, byte for byte; so a later change finds what it needs."""
    write_import(FACTS, tmp_path)
    with running_server(imported=tmp_path) as server:
        store = Neo4jStore(Address(server.uri, server.user, server.password))
        held = Written(store).held()
        store.close()
    assert held == expected(FACTS)
