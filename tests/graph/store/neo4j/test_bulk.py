"""The offline importer fills a database with exactly what the writer would have left there."""

from pathlib import Path

import msgspec
import pytest

from graph.assembly import assemble
from graph.facts import LineItem
from graph.reconciliation import checked
from graph.store.neo4j.bulk import ARGUMENTS, whole_part, write_import
from graph.store.neo4j.connection import Address
from graph.store.neo4j.schema import KEPT_APART
from loaders.load import load_file
from neo4j_server import running_server, what_is_missing
from tests.graph.store.neo4j.holding import expected
from tests.graph.store.neo4j.test_writer import Written
from tests.graph.test_assembly import FACTS
from tests.neo4j_store import Neo4jStore

ROOT = Path(__file__).resolve().parents[4]


def test_the_files_of_equal_graphs_are_equal(tmp_path: Path) -> None:
    """Whatever the order of the documents."""
    one = write_import(FACTS, tmp_path / "one")
    other = write_import(reversed(FACTS), tmp_path / "other")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]
    assert one[-1].name == ARGUMENTS


def test_an_import_has_every_node_and_relationship_of_the_graph() -> None:
    """What a document says, where it contradicts itself, and where another contradicts it."""
    document = load_file(ROOT / "samples" / "disclosures" / "putuo_commerce_2025_department.pdf")
    first = next(fact for fact in document.facts if isinstance(fact, LineItem))
    other = msgspec.structs.replace(first, amount=msgspec.structs.replace(first.amount, fen=first.amount.fen + 100))
    again = msgspec.structs.replace(document.disclosure, sha256="f" * 64)
    facts = tuple(other if fact is first else fact for fact in document.facts)
    documents = [document, checked(msgspec.structs.replace(document, disclosure=again, facts=facts))]
    graph, (part, _) = assemble(documents), whole_part(documents)
    found = [target for source, target in graph.edges["FOUND_IN"] if source[0] == "Finding"]
    assert len(set(found)) == 2
    assert {ref for ref in part.graph.nodes if ref[0] not in KEPT_APART} == graph.nodes.keys()
    assert {name: part.graph.edges[name] for name in graph.edges} == graph.edges


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
