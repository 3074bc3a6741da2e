"""Filters → predicates: what a filter asks of the nodes of a plan.

A filter arrives as graphql-core coerced it: a dictionary by GraphQL names, in which an absent line is absent and an explicit
null is None. Absent asks nothing. Null is refused: it means nothing to an operator, and a forgotten variable would
otherwise match everything.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final, TypeAlias

from graphql import GraphQLInputObjectType, get_named_type

from graph.errors import BadUserInput, LimitExceeded
from graph.identity import parse_node_id
from graph.ontology import Link, kinds_of, members_of
from graph.plan import EVERYTHING, All, Compare, Not, Operator, Predicate, Related
from graph.plan import Any as Either
from service.types.declare import declaration

Given: TypeAlias = Mapping[str, Any]

MAX_DEPTH: Final = 10
"""How deep a filter may nest: twice what asking for the legal bases of a department's projects takes."""

MAX_LINES: Final = 100
"""How many lines a filter may hold with all filters in it: each is a test of every node."""

MAX_VALUES: Final = 1000
"""How many items a list in a filter may hold."""

NOTHING: Final = Either()
"""Holds for no node."""

_MOST_FEN: Final = 2**63 - 1
"""Stores keep an amount in 64 bits, so a limit beyond this divides the amounts as this one does."""


def predicate(filter_type: GraphQLInputObjectType, given: Given) -> Predicate:
    """What the filter asks of a node.

    Raises:
        BadUserInput: a null, or an id that is none.
        LimitExceeded: the filter is too deep or too long.
    """
    for lines, depth in enumerate(_depths(given, 1), start=1):
        if depth > MAX_DEPTH or lines > MAX_LINES:
            raise LimitExceeded(f"A filter nests at most {MAX_DEPTH} deep and holds at most {MAX_LINES} lines.")
    return _asked_of_node(filter_type, given)


def _depths(given: Given, depth: int) -> Iterator[int]:
    """How deep each line of a filter stands."""
    for name, value in given.items():
        if value is None:
            raise BadUserInput(f"“{name}” is null in a filter. Leave it out, or ask isNull.")
        if isinstance(value, list) and len(value) > MAX_VALUES:
            raise LimitExceeded(f"“{name}” holds {len(value)} items; a list in a filter holds at most {MAX_VALUES}.")
        yield depth
        for part in value if isinstance(value, list) else (value,):
            if isinstance(part, Mapping):
                yield from _depths(part, depth + 1)


def _asked_of_node(filter_type: GraphQLInputObjectType, given: Given) -> Predicate:
    return _all(_asked_by_line(filter_type, name, value) for name, value in given.items())


def _asked_by_line(filter_type: GraphQLInputObjectType, name: str, value: Any) -> Predicate:
    match name:
        case "and":
            return _all(_asked_of_node(filter_type, part) for part in value)
        case "or":
            return Either(tuple(_asked_of_node(filter_type, part) for part in value))
        case "not":
            return Not(_asked_of_node(filter_type, value))
    line = filter_type.fields[name]
    declared = declaration(line)
    links: Sequence[str] = declared.metadata["path"] or (declared.python_name,)
    value_type = get_named_type(line.type)
    if isinstance(value_type, GraphQLInputObjectType) and value_type.name not in _OPERATORS:
        asked = _asked_of_node(value_type, value)
    else:
        *links, member = links
        compare = _OPERATORS.get(value_type.name, _compare_with)
        asked = compare(_linked_kind(filter_type, links), member, value)
    if asked == EVERYTHING:
        return EVERYTHING  # what asks nothing does not ask for a linked node either
    for link in reversed(links):
        asked = Related(link, asked)
    return asked


def _all(parts: Iterable[Predicate]) -> Predicate:
    asking = tuple(part for part in parts if part != EVERYTHING)
    return asking[0] if len(asking) == 1 else All(asking)


def _linked_kind(filter_type: GraphQLInputObjectType, links: Sequence[str]) -> str:
    """The kind of the nodes that the links lead to from the filter's own."""
    kind = filter_type.name.removesuffix("Filter")
    for name in links:
        link = members_of(kinds_of(kind)[0])[name]
        assert isinstance(link, Link)
        kind = link.target
    return kind


def _compare_with(_kind: str, member: str, value: Any) -> Predicate:
    """A value, or a list of which one must hold: a term, a truth."""
    return Compare(member, Operator.IN if isinstance(value, list) else Operator.EQUAL, _plain(value))


def _compare(_kind: str, member: str, operators: Given) -> Predicate:
    return _all(Compare(member, Operator(name), _plain(value)) for name, value in operators.items())


def _compare_key(kind: str, member: str, operators: Given) -> Predicate:
    parts: list[Predicate] = []
    for name, value in operators.items():
        ids = [parse_node_id(text) for text in (value if isinstance(value, list) else (value,))]
        keys = tuple(key for own, key in ids if own in kinds_of(kind))
        parts.append(Compare(member, Operator(name), keys if isinstance(value, list) else keys[0]) if keys else NOTHING)
    return _all(parts)


def _compare_amount(_kind: str, member: str, operators: Given) -> Predicate:
    return _all(
        Compare(member, Operator.IS_NULL, value) if name == "isNull" else _compare_fen(member, Operator(name), value)
        for name, value in operators.items()
    )


def _compare_fen(member: str, operator: Operator, yuan: Decimal) -> Predicate:
    fen = Fraction(yuan) * 100
    if operator is Operator.EQUAL and fen.denominator > 1:
        return NOTHING
    # Amounts are whole: more than 10.5 is more than 10, and at least 10.5 is at least 11.
    whole = (ceil if operator in {Operator.GREATER_OR_EQUAL, Operator.LESS} else floor)(fen)
    return Compare(member, operator, max(-_MOST_FEN, min(whole, _MOST_FEN)))


def _plain(value: Any) -> Any:
    """A value as stores compare it: terms as texts, lists as tuples."""
    if isinstance(value, list):
        return tuple(_plain(item) for item in value)
    return value.value if isinstance(value, Enum) else value


_OPERATORS: Final[Mapping[str, Callable[[str, str, Any], Predicate]]] = {
    "StringFilter": _compare,
    "IntFilter": _compare,
    "DecimalFilter": _compare_amount,
    "IdFilter": _compare_key,
}
"""The filters that compare one member; every other filter asks something of linked nodes."""
