"""Predicates, orders and keyset positions as Cypher. Every value of a user's is a parameter; no text is built from one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from graph.identity import fold
from graph.ontology import Link, kinds_of, members_of
from graph.plan import All, Compare, Not, OfKind, Operator, Order, Page, Predicate, Related, Scalar
from graph.plan import Any as Either
from graph.store.neo4j.names import pattern

_OPERATORS: Final = {
    Operator.EQUAL: "=",
    Operator.IN: "IN",
    Operator.LESS: "<",
    Operator.LESS_OR_EQUAL: "<=",
    Operator.GREATER: ">",
    Operator.GREATER_OR_EQUAL: ">=",
    Operator.CONTAINS: "CONTAINS",
    Operator.STARTS_WITH: "STARTS WITH",
}


@dataclass(slots=True)
class Scope:
    """The variables and parameters of one statement."""

    parameters: dict[str, Any] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=count)

    def variable(self) -> str:
        """A variable that nothing else in the statement is called."""
        return f"n{next(self._numbers)}"

    def parameter(self, value: object) -> str:
        """A parameter that holds the value."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = list(value) if isinstance(value, tuple) else value
        return f"${name}"


def arrow(link: Link, source: str, target: str) -> str:
    """The pattern of a link between two node patterns."""
    name = link.relationship.name
    return f"{source}-[:{name}]->{target}" if link.outgoing else f"{source}<-[:{name}]-{target}"


def link_of(kinds: Sequence[str], name: str) -> Link | None:
    """The link of that name of the first of these kinds that has it."""
    found = (members_of(kind).get(name) for kind in kinds)
    return next((link for link in found if isinstance(link, Link)), None)


def condition(predicate: Predicate, variable: str, kinds: Sequence[str], scope: Scope) -> str:
    """The predicate about a variable, true or false and never null: what compares with nothing is false."""
    match predicate:
        case All(parts):
            return _joined("AND", "true", parts, variable, kinds, scope)
        case Either(parts):
            return _joined("OR", "false", parts, variable, kinds, scope)
        case Not(part):
            return f"NOT ({condition(part, variable, kinds, scope)})"
        case OfKind(wanted):
            return " OR ".join(f"{variable}:{kind}" for kind in wanted if kind in kinds) or "false"
        case Related(name, where):
            link = link_of(kinds, name)
            if link is None:
                return "false"
            other, others = scope.variable(), kinds_of(link.target)
            path = arrow(link, f"({variable})", pattern(other, others))
            return f"EXISTS {{ MATCH {path} WHERE {condition(where, other, others, scope)} }}"
        case Compare(member, operator, value):
            return _compared(member, operator, value, variable, scope)


def _joined(
    word: str, empty: str, parts: Sequence[Predicate], variable: str, kinds: Sequence[str], scope: Scope
) -> str:
    return f" {word} ".join(f"({condition(part, variable, kinds, scope)})" for part in parts) or empty


def _compared(member: str, operator: Operator, value: object, variable: str, scope: Scope) -> str:
    own = f"{variable}.{member}"
    if operator is Operator.IS_NULL:
        return f"{own} IS NULL" if value else f"{own} IS NOT NULL"
    if operator is Operator.NAMED:
        return f"{scope.parameter(fold(str(value)))} IN {variable}.folded_names"
    return f"({own} IS NOT NULL AND {own} {_OPERATORS[operator]} {scope.parameter(value)})"


def order_by(order: Sequence[Order], variable: str, *, backward: bool = False) -> str:
    """The order's expression; nulls come last, or first where the order is read from its end."""
    parts: list[str] = []
    for criterion in order:
        own = f"{variable}.{criterion.member}"
        parts.append(f"{own} IS NULL{' DESC' if backward else ''}")
        parts.append(f"{own}{' DESC' if criterion.descending != backward else ''}")
    return ", ".join([*parts, f"{variable}.key{' DESC' if backward else ''}"])


def between(page: Page, order: Sequence[Order], variable: str, scope: Scope) -> str:
    """The condition that a node stands between the page's positions."""
    parts = []
    if page.after:
        parts.append(beyond(page.after, order, variable, scope))
    if page.before:
        parts.append(beyond(page.before, order, variable, scope, backward=True))
    return " AND ".join(f"({part})" for part in parts) or "true"


def beyond(
    position: Sequence[Scalar], order: Sequence[Order], variable: str, scope: Scope, *, backward: bool = False
) -> str:
    """The condition that a node stands after a position, or before it."""
    *values, key = position
    result = f"{variable}.key {'<' if backward else '>'} {scope.parameter(key)}"
    for criterion, value in reversed(list(zip(order, values, strict=True))):
        own = f"{variable}.{criterion.member}"
        if value is None:  # nulls are last: nothing but nulls after one, everything else before it
            result = f"({own} IS NULL AND ({result}))"
            result = f"({own} IS NOT NULL OR {result})" if backward else result
            continue
        given = scope.parameter(value)
        sign = "<" if criterion.descending != backward else ">"
        further = f"{own} {sign} {given} OR ({own} = {given} AND ({result}))"
        result = f"({further})" if backward else f"({own} IS NULL OR {further})"
    return result
