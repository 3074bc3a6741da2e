"""What an ontology is declared with: kinds of nodes, their properties, relationships and values."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from graph.terms import Term


class ValueType(Enum):
    """What a property holds."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    FRACTION = "fraction"  # a coordinate in PDF points, a confidence: never money
    DATE = "date"  # ISO 8601 text
    MONEY = "money"  # whole fen
    TERM = "term"  # a member of a closed vocabulary
    TEXTS = "texts"  # a list of texts


@dataclass(frozen=True, slots=True)
class Property:
    """A value printed in a document, or derived from printed ones by a rule that `says` names."""

    name: str
    value_type: ValueType
    says: str
    required: bool = False
    term: type[Term] | None = None
    indexed: bool = False


@dataclass(frozen=True, slots=True)
class Relationship:
    """A directed link between two kinds: `source -[name]-> target`, with the member's name at either end.

    `forward` is the member of the source that leads to the target, `backward` the one that leads back; None where that
    direction is not asked for. `many` of a direction says whether it may lead to more than one node.
    """

    name: str
    source: str
    target: str
    forward: str | None
    backward: str | None
    says: str
    says_backward: str = ""
    forward_many: bool = False
    backward_many: bool = True
    required: bool = False
    ordered: tuple[str, ...] = ()  # required properties by which many sources of one target are read; it never changes


@dataclass(frozen=True, slots=True)
class Link:
    """One direction of a relationship, as a member of a kind."""

    name: str
    relationship: Relationship
    outgoing: bool
    target: str
    many: bool
    says: str


@dataclass(frozen=True, slots=True)
class ValueKind:
    """A record that belongs to one node and has no key: a source, an indicator."""

    name: str
    says: str
    properties: tuple[Property, ...] = ()
    values: tuple["ValueMember", ...] = ()
    references: tuple["Reference", ...] = ()


@dataclass(frozen=True, slots=True)
class ValueMember:
    """A value, or a list of values, as a member of a kind or of another value."""

    name: str
    kind: str
    says: str
    many: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """A node that a value points at by its key: the disclosure of a source."""

    name: str
    target: str
    says: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of node: what it means, what its key is made of, and its own members."""

    name: str
    chinese: str
    says: str
    key: str
    properties: tuple[Property, ...]
    values: tuple[ValueMember, ...] = ()
    searched: tuple[str, ...] = ()  # properties that `search` looks at
    covered: tuple[
        tuple[str, ...], ...
    ] = ()  # properties that sums are filtered by, one after the other, and then made of


@dataclass(frozen=True, slots=True)
class Interface:
    """Kinds that are asked for together: an organisation is a department or a unit."""

    name: str
    says: str
    kinds: tuple[str, ...]


Member: TypeAlias = Property | Link | ValueMember | Reference


def text_property(name: str, says: str, *, required: bool = False, indexed: bool = False) -> Property:
    """A property that holds a text."""
    return Property(name, ValueType.TEXT, says, required, indexed=indexed)


def integer_property(name: str, says: str, *, required: bool = False, indexed: bool = False) -> Property:
    """A property that holds a whole number."""
    return Property(name, ValueType.INTEGER, says, required, indexed=indexed)


def money_property(name: str, says: str, *, required: bool = False, indexed: bool = False) -> Property:
    """A property that holds an exact amount in fen."""
    return Property(name, ValueType.MONEY, says, required, indexed=indexed)


def term_property(name: str, term: type[Term], says: str, *, required: bool = False, indexed: bool = False) -> Property:
    """A property that holds a member of a closed vocabulary."""
    return Property(name, ValueType.TERM, says, required, term, indexed)
