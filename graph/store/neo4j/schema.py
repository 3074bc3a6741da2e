"""Constraints and indexes, derived from the ontology."""

from collections.abc import Iterator

from graph.ontology import INTERFACES, KINDS, members_of
from graph.ontology.declare import Property
from graph.store.neo4j.names import LABELS


def statements() -> Iterator[str]:
    """What makes the schema; each statement may be run again."""
    for kind in KINDS:
        name = kind.name
        yield f"CREATE CONSTRAINT {name}_key IF NOT EXISTS FOR (n:{name}) REQUIRE n.key IS UNIQUE"
        for member in members_of(name).values():
            if isinstance(member, Property) and member.indexed:
                yield f"CREATE INDEX {name}_{member.name} IF NOT EXISTS FOR (n:{name}) ON (n.{member.name}, n.key)"
    for interface in INTERFACES:
        if interface.name in LABELS:
            yield f"CREATE INDEX {interface.name}_key IF NOT EXISTS FOR (n:{interface.name}) ON (n.key)"
    searched = "|".join(kind.name for kind in KINDS if kind.searched)
    yield (
        f"CREATE FULLTEXT INDEX searched IF NOT EXISTS FOR (n:{searched}) ON EACH [n.pairs] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"
    )
