"""Predicates as Cypher conditions, and what all parts of one statement share.

Where nodes are kept, a condition that compares with nothing (null) is as good as false. Below a `Not` it is not: there every
condition is made true or false.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final, cast

from graph.ontology import Link, kinds_of, members_of
from graph.plan import All, Compare, Not, OfKind, Operator, Predicate, Related, Scalar
from graph.plan import Any as Either
from graph.policies.titles import title_key
from graph.store.neo4j.names import anchor_of, pattern, property_of
from graph.store.neo4j.slots import made_of

_OPERATORS: Final[dict[Operator, str]] = {
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
    """The variables and parameters of one statement, and the clauses that stand before a node's row is returned."""

    parameters: dict[str, Any] = field(default_factory=dict[str, Any])
    _numbers: "count[int]" = field(default_factory=count)
    _clauses: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    _summing: set[str] = field(default_factory=set[str])

    def variable(self) -> str:
        """A variable that nothing else in the statement is called."""
        return f"n{next(self._numbers)}"

    def parameter(self, value: object) -> str:
        """A parameter that holds the value."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = list(cast("tuple[Scalar, ...]", value)) if isinstance(value, tuple) else value
        return f"${name}"

    def join(self, around: str, match: str, other: str) -> None:
        """Binds a variable to the one node, or to none, that a match finds around a variable's node."""
        self._clauses.setdefault(around, []).extend([f"OPTIONAL {match}", *self._clauses.pop(other, ())])
        if other in self._summing:
            self._summing.add(around)

    def sum(self, around: str, found: str, result: str) -> str:
        """The variable of a sum over what is found around a variable's node, or over everything where that is empty.

        A clause of its own, and so is whatever holds it: in an expression, Neo4j takes a sum for one over the nodes around.
        """
        name = self.variable()
        self._clauses.setdefault(around, []).append(f"CALL ({around}) {{ {found} RETURN {result} AS {name} }}")
        self._summing.add(around)
        return name

    def found_by_sums(self, variable: str) -> None:
        """Notes that the nodes of a variable are found by sums of something."""
        self._summing.add(variable)

    def clauses(self, around: str) -> str:
        """The joins and sums around a variable's node; they stand before what names them, and only once."""
        return " ".join(self._clauses.pop(around, ()))

    def rows(self, around: str, found: str, variable: str, columns: Sequence[str], order: str) -> str:
        """The found nodes as a list of rows, in their order; `around` is the variable, or are those, that they were found from."""
        row = f"[{', '.join(columns)}]"
        clauses = self.clauses(variable)
        if clauses:  # the order is the planner's to keep, and costs nothing where it does
            found = f"{found} {clauses} WITH * ORDER BY {order}"
        if variable in self._summing:
            return self.sum(around, found, f"collect({row})")
        return f"COLLECT {{ {found} RETURN {row} }}"


def arrow(link: Link, source: str, target: str) -> str:
    """The pattern of a link between two node patterns."""
    name = link.relationship.name
    return f"{source}-[:{name}]->{target}" if link.outgoing else f"{source}<-[:{name}]-{target}"


@dataclass(frozen=True, slots=True)
class Sought:
    """What must be found for a predicate to hold: further matches, each of one node at most, and conditions.

    `bound` has the variables of what relationships of the node itself lead to.
    """

    matches: list[str] = field(default_factory=list[str])
    conditions: list[str] = field(default_factory=list[str])
    bound: dict[str, str] = field(default_factory=dict[str, str])

    def after(self, clause: str, *further: str) -> str:
        """The clauses that follow one which binds the variable; `further` conditions are about it, too."""
        return f"{' '.join([clause, *self.matches])}{_where([*self.conditions, *further])}"


def sought(predicate: Predicate, variable: str, kinds: Sequence[str], scope: Scope) -> Sought:
    """The predicate about a variable.

    What a link to one node must satisfy is matched beside it and not asked for each node: so Neo4j can begin at the region
    to find its departments.
    """
    found = Sought()
    for part in conjuncts(predicate):
        link = _link_to_one(part, kinds)
        if link and isinstance(part, Related) and not _is_anchored(link, part.where):
            other, others = scope.variable(), kinds_of(link.target)
            further = sought(part.where, other, others, scope)
            found.matches.extend([f"MATCH {arrow(link, f'({variable})', pattern(other, others))}", *further.matches])
            found.conditions.extend(further.conditions)
            found.bound[link.relationship.name] = other
        else:
            found.conditions.append(condition(part, variable, kinds, scope))
    return found


def condition(predicate: Predicate, variable: str, kinds: Sequence[str], scope: Scope, *, exact: bool = False) -> str:
    """The predicate as a condition; `exact` if null will not do for false."""
    match predicate:
        case All(parts):
            return _joined(" AND ", [condition(part, variable, kinds, scope, exact=exact) for part in parts]) or "true"
        case Either(parts):
            return _joined(" OR ", [condition(part, variable, kinds, scope, exact=exact) for part in parts]) or "false"
        case Not(part):
            return f"NOT ({condition(part, variable, kinds, scope, exact=True)})"
        case OfKind(wanted):
            return " OR ".join(f"{variable}:{kind}" for kind in wanted if kind in kinds) or "false"
        case Related(name, where):
            return _related(name, where, variable, kinds, scope)
        case Compare(member, operator, value):
            compared = _compared(member, operator, value, variable, scope)
            return f"coalesce({compared}, false)" if exact else compared


def _where(conditions: Sequence[str]) -> str:
    kept = [one for one in conditions if one != "true"]
    return f" WHERE {_joined(' AND ', kept)}" if kept else ""


def _joined(operator: str, conditions: Sequence[str]) -> str:
    return conditions[0] if len(conditions) == 1 else operator.join(f"({one})" for one in conditions)


def conjuncts(predicate: Predicate) -> Iterator[Predicate]:
    """The parts that must all hold."""
    if isinstance(predicate, All):
        for part in predicate.parts:
            yield from conjuncts(part)
    else:
        yield predicate


def _link_to_one(predicate: Predicate, kinds: Sequence[str]) -> Link | None:
    """The link that a predicate is about, where it leads to one node alike from all kinds."""
    if not isinstance(predicate, Related):
        return None
    links = [members_of(kind).get(predicate.link) for kind in kinds]
    first = links[0]
    if not isinstance(first, Link) or first.many or any(link != first for link in links):
        return None
    return first


def _is_anchored(link: Link, predicate: Predicate) -> bool:
    """Whether the predicate asks for the key of a node, which stands with the nodes that lead to it."""
    asks_for_key = isinstance(predicate, Compare) and predicate.member == "key" and predicate.operator in _OPERATORS
    return asks_for_key and link.outgoing and bool(link.relationship.ordered)


def _related(name: str, where: Predicate, variable: str, kinds: Sequence[str], scope: Scope) -> str:
    """Whether the link leads to a node that satisfies a predicate: a unit's projects are not linked as a department's are."""
    links: dict[tuple[str, bool], tuple[Link, list[str]]] = {}
    for kind in kinds:
        link = members_of(kind).get(name)
        if isinstance(link, Link):
            links.setdefault((link.relationship.name, link.outgoing), (link, []))[1].append(kind)
    parts: list[str] = []
    for link, linked in links.values():
        leads = _leads(link, where, variable, scope)
        labels = " OR ".join(f"{variable}:{kind}" for kind in linked)
        parts.append(leads if len(linked) == len(kinds) else f"({labels}) AND {leads}")
    return _joined(" OR ", parts) if parts else "false"


def _leads(link: Link, where: Predicate, variable: str, scope: Scope) -> str:
    if isinstance(where, Compare) and _is_anchored(link, where):
        return f"{variable}.{anchor_of(link.relationship)} {_OPERATORS[where.operator]} {scope.parameter(where.value)}"
    other, others = scope.variable(), kinds_of(link.target)
    match = f"MATCH {arrow(link, f'({variable})', pattern(other, others))}"
    return f"EXISTS {{ {sought(where, other, others, scope).after(match)} }}"


def _compared(member: str, operator: Operator, value: object, variable: str, scope: Scope) -> str:
    own = property_of(variable, member)
    if operator is Operator.IS_NULL:
        return f"{own} IS NULL" if value else f"{own} IS NOT NULL"
    if operator is Operator.NAMED:
        return f"{scope.parameter(made_of(title_key, value))} IN {variable}.folded_names"
    return f"{own} {_OPERATORS[operator]} {scope.parameter(value)}"


def fixed_members(predicate: Predicate) -> set[str]:
    """The members that must have one of some values for the predicate to hold."""
    return {
        part.member
        for part in conjuncts(predicate)
        if isinstance(part, Compare) and part.operator in {Operator.EQUAL, Operator.IN}
    }


def present_members(predicate: Predicate) -> set[str]:
    """The members that must have some value for the predicate to hold."""
    return {
        part.member
        for part in conjuncts(predicate)
        if isinstance(part, Compare) and not (part.operator is Operator.IS_NULL and part.value)
    }


def named(predicate: Predicate) -> Any:
    """The folded name that a node must bear for the predicate to hold, or None."""
    names = (
        part.value for part in conjuncts(predicate) if isinstance(part, Compare) and part.operator is Operator.NAMED
    )
    return next((made_of(title_key, name) for name in names), None)
