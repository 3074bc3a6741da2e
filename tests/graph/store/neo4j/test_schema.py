"""The number of the stored form says whether a database can be used."""

import hashlib

from graph.store.neo4j.schema import SCHEMA
from tests.graph.store.neo4j.holding import expected
from tests.graph.test_assembly import FACTS


def test_the_stored_form_of_known_facts_changes_only_with_its_number() -> None:
    """Raise SCHEMA when this fails: databases filled before cannot be changed any more, and have to be built anew."""
    nodes, edges = expected(FACTS)
    for properties in nodes.values():
        properties.pop("facts", None)  # compressed, which a release of zlib may do otherwise
        properties.pop("reference", None)  # differs with every entry of a reference table
    rows = sorted((labels, sorted(properties.items())) for labels, properties in nodes.items())
    stored = hashlib.sha256(repr((rows, sorted(edges))).encode()).hexdigest()[:16]
    assert (SCHEMA, stored) == (6, "d251af23e182407f")
