"""Predicates as Cypher. Every value of a user's is a parameter; no text is built from one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final, cast

from graph.identity import fold
from graph.ontology import Link, kinds_of, members_of
from graph.plan import All, Compare, Not, OfKind, Operator, Predicate, Related, Scalar
from graph.plan import Any as Either
from graph.store.neo4j.names import pattern, property_of
from graph.store.neo4j.slots import made

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
    """The variables and parameters of one statement, and the sums that are made before a node's row is returned."""

    parameters: dict[str, Any] = field(default_factory=dict[str, Any])
    _numbers: "count[int]" = field(default_factory=count)
    _sums: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def variable(self) -> str:
        """A variable that nothing else in the statement is called."""
        return f"n{next(self._numbers)}"

    def parameter(self, value: object) -> str:
        """A parameter that holds the value."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = list(cast("tuple[Scalar, ...]", value)) if isinstance(value, tuple) else value
        return f"${name}"

    def rows(self, around: str, found: str, variable: str, expression: str) -> str:
        """The found nodes as a list, each as an expression about its variable; `around` is what they were found from."""
        sums = self.sums(variable)
        if not sums:
            return f"COLLECT {{ {found} RETURN {expression} }}"
        return self.sum(around, f"{found} {sums}", f"collect({expression})")

    def sum(self, around: str, found: str, result: str) -> str:
        """The variable of a sum over what is found around a variable's node, or over everything where that is empty.

        A clause of its own, and so is whatever holds it: in an expression, Neo4j takes a sum for one over the nodes around.
        """
        name = self.variable()
        self._sums.setdefault(around, []).append(f"CALL ({around}) {{ {found} RETURN {result} AS {name} }}")
        return name

    def sums(self, around: str) -> str:
        """The clauses of the sums around a variable's node; they stand before what names them, and only once."""
        return " ".join(self._sums.pop(around, ()))


def arrow(link: Link, source: str, target: str) -> str:
    """The pattern of a link between two node patterns."""
    name = link.relationship.name
    return f"{source}-[:{name}]->{target}" if link.outgoing else f"{source}<-[:{name}]-{target}"


def condition(predicate: Predicate, variable: str, kinds: Sequence[str], scope: Scope) -> str:
    """The predicate about a variable, true or false and never null: what compares with nothing is false."""
    match predicate:
        case All(parts):
            return " AND ".join(f"({condition(part, variable, kinds, scope)})" for part in parts) or "true"
        case Either(parts):
            return " OR ".join(f"({condition(part, variable, kinds, scope)})" for part in parts) or "false"
        case Not(part):
            return f"NOT ({condition(part, variable, kinds, scope)})"
        case OfKind(wanted):
            return " OR ".join(f"{variable}:{kind}" for kind in wanted if kind in kinds) or "false"
        case Related(name, where):
            return _related(name, where, variable, kinds, scope)
        case Compare(member, operator, value):
            return _compared(member, operator, value, variable, scope)


def _related(name: str, where: Predicate, variable: str, kinds: Sequence[str], scope: Scope) -> str:
    """Whether the link leads to a node that satisfies a predicate: a unit's projects are not linked as a department's are."""
    links: dict[tuple[str, bool], tuple[Link, list[str]]] = {}
    for kind in kinds:
        link = members_of(kind).get(name)
        if isinstance(link, Link):
            links.setdefault((link.relationship.name, link.outgoing), (link, []))[1].append(kind)
    parts: list[str] = []
    for link, linked in links.values():
        other, others = scope.variable(), kinds_of(link.target)
        path = arrow(link, f"({variable})", pattern(other, others))
        leads = f"EXISTS {{ MATCH {path} WHERE {condition(where, other, others, scope)} }}"
        labels = " OR ".join(f"{variable}:{kind}" for kind in linked)
        parts.append(leads if len(linked) == len(kinds) else f"(({labels}) AND {leads})")
    return " OR ".join(parts) or "false"


def _compared(member: str, operator: Operator, value: object, variable: str, scope: Scope) -> str:
    own = property_of(variable, member)
    if operator is Operator.IS_NULL:
        return f"{own} IS NULL" if value else f"{own} IS NOT NULL"
    if operator is Operator.NAMED:
        return f"coalesce({scope.parameter(made(fold, value))} IN {variable}.folded_names, false)"
    return f"({own} IS NOT NULL AND {own} {_OPERATORS[operator]} {scope.parameter(value)})"


def fixed_members(predicate: Predicate) -> set[str]:
    """The members that must have one of some values for the predicate to hold."""
    match predicate:
        case All(parts):
            return {member for part in parts for member in fixed_members(part)}
        case Compare(member, Operator.EQUAL | Operator.IN):
            return {member}
        case _:
            return set()


def named(predicate: Predicate) -> Any:
    """The folded name that a node must bear for the predicate to hold, or None."""
    match predicate:
        case All(parts):
            return next((name for part in parts if (name := named(part))), None)
        case Compare(_, Operator.NAMED, value):
            return made(fold, value)
        case _:
            return None
