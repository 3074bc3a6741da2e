"""The ontology: every node kind, property, relationship and value of the graph, declared once.

Indexes and constraints of the stores, docs/ontology.md, the members that a plan may select and the descriptions of the
GraphQL schema are all read from here; a test fails when a query, a type or a document names something else.

A node kind has *properties* (its own printed values), *links* (the two directions of a relationship) and *values* (records
that belong to one node and have no key of their own, such as a project's indicators).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from graph.ontology.declare import (
    Interface,
    Kind,
    Link,
    Member,
    Property,
    Reference,
    Relationship,
    ValueKind,
    ValueMember,
    ValueType,
)
from graph.ontology.kinds import INTERFACES, KINDS, RELATIONSHIPS
from graph.ontology.values import VALUE_KINDS

__all__ = [
    "INTERFACES",
    "KINDS",
    "RELATIONSHIPS",
    "VALUE_KINDS",
    "Interface",
    "Kind",
    "Link",
    "Member",
    "Property",
    "Reference",
    "Relationship",
    "ValueKind",
    "ValueMember",
    "ValueType",
    "is_node",
    "kind_named",
    "kinds_of",
    "members_of",
    "says",
]

_KINDS: Final = {kind.name: kind for kind in KINDS}
_VALUE_KINDS: Final = {kind.name: kind for kind in VALUE_KINDS}
_INTERFACES: Final = {interface.name: interface for interface in INTERFACES}


def kinds_of(name: str) -> tuple[str, ...]:
    """The concrete kinds of a kind or an interface."""
    return _INTERFACES[name].kinds if name in _INTERFACES else (name,)


def _links_of(kind: str) -> dict[str, Link]:
    links: dict[str, Link] = {}
    for relationship in RELATIONSHIPS:
        if kind in kinds_of(relationship.source) and relationship.forward:
            links[relationship.forward] = Link(
                relationship.forward, relationship, outgoing=True, target=relationship.target,
                many=relationship.forward_many, says=relationship.says,
            )  # fmt: skip
        if kind in kinds_of(relationship.target) and relationship.backward:
            links[relationship.backward] = Link(
                relationship.backward, relationship, outgoing=False, target=relationship.source,
                many=relationship.backward_many, says=relationship.says_backward,
            )  # fmt: skip
    return links


def _members_of_value(kind: ValueKind) -> dict[str, Member]:
    own: tuple[Property | ValueMember | Reference, ...] = (*kind.properties, *kind.values, *kind.references)
    return {member.name: member for member in own}


def _members_of_kind(kind: Kind) -> dict[str, Member]:
    own: tuple[Property | ValueMember, ...] = (*kind.properties, *kind.values)
    return {**{member.name: member for member in own}, **_links_of(kind.name)}


_MEMBERS: Final[Mapping[str, Mapping[str, Member]]] = MappingProxyType(
    {kind.name: _members_of_kind(kind) for kind in KINDS} | {kind.name: _members_of_value(kind) for kind in VALUE_KINDS}
)


def kind_named(name: str) -> Kind:
    """The node kind of that name."""
    return _KINDS[name]


def is_node(name: str) -> bool:
    """Whether the name is a node kind or an interface of node kinds, and not a value."""
    return name in _KINDS or name in _INTERFACES


def members_of(name: str) -> Mapping[str, Member]:
    """The members of a node kind or value kind, by name."""
    return _MEMBERS[name]


def says(name: str) -> str:
    """The description of a kind, a value or an interface, with the Chinese term."""
    if name in _KINDS:
        kind = _KINDS[name]
        return f"{kind.says.removesuffix('.')} ({kind.chinese})."
    return _VALUE_KINDS[name].says if name in _VALUE_KINDS else _INTERFACES[name].says
