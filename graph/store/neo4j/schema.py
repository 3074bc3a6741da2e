"""Constraints and indexes, derived from the ontology."""

from collections.abc import Iterator, Sequence
from typing import Final

from graph.ontology import INTERFACES, KINDS, RELATIONSHIPS, members_of
from graph.ontology.declare import Property
from graph.policies.registry import Registry
from graph.reference import digest
from graph.store.neo4j.names import LABELS, anchor_of

SCHEMA: Final = 6
"""Raised whenever a stored graph of an older release can no longer be read or changed as it is.

So it is when the same facts become another graph: what a document said before is worked out from its facts anew.
"""


def reference_of(registry: Registry) -> str:
    """A mark of what the graph is made by beside its documents: the reference tables, the curated lists, the registry."""
    return digest() + registry.digest


KEPT_APART: Final = ("Dataset", "Title")
"""Labels of nodes that the store keeps for itself: no kinds of the graph."""


def statements() -> Iterator[str]:
    """What makes the schema; each statement may be run again."""
    for label in KEPT_APART:
        yield f"CREATE CONSTRAINT {label}_key IF NOT EXISTS FOR (n:{label}) REQUIRE n.key IS UNIQUE"
    for kind in KINDS:
        name = kind.name
        yield f"CREATE CONSTRAINT {name}_key IF NOT EXISTS FOR (n:{name}) REQUIRE n.key IS UNIQUE"
        for member in members_of(name).values():
            if isinstance(member, Property) and member.indexed:
                yield f"CREATE INDEX {name}_{member.name} IF NOT EXISTS FOR (n:{name}) ON (n.{member.name})"
        yield from (_composite(name, covered) for covered in kind.covered)
    for one in RELATIONSHIPS:
        yield from (_composite(one.source, (anchor_of(one), order)) for order in one.ordered)
    for interface in INTERFACES:
        if interface.name in LABELS:
            yield f"CREATE INDEX {interface.name}_key IF NOT EXISTS FOR (n:{interface.name}) ON (n.key)"
    named = "|".join(kind.name for kind in KINDS if members_of(kind.name).keys() & {"name", "title"})
    yield (
        f"CREATE FULLTEXT INDEX named IF NOT EXISTS FOR (n:{named}) ON EACH [n.folded_names] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}}"
    )
    searched = "|".join(kind.name for kind in KINDS if kind.searched)
    yield (
        f"CREATE FULLTEXT INDEX searched IF NOT EXISTS FOR (n:{searched}) ON EACH [n.pairs] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"
    )


def _composite(kind: str, members: Sequence[str]) -> str:
    on = ", ".join(f"n.{member}" for member in members)
    return f"CREATE INDEX {kind}_{'_'.join(members)} IF NOT EXISTS FOR (n:{kind}) ON ({on})"
