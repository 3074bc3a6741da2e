"""Ordered windows as Cypher: the nodes between two positions, found from an index and not by sorting all of them.

Nulls come last, so an order whose first criterion may be null is two *stretches*: the nodes that have a value, then those
that have none. Each is read through an index (of the criterion, or of the key) up to the page's limit, and the second only
where the first does not fill the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.ontology import Property, kind_named, members_of
from graph.plan import Order, Page, Predicate, Scalar
from graph.store.neo4j.conditions import Scope, condition, fixed_members
from graph.store.neo4j.names import property_of


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the nodes of a list come from: a MATCH that binds a variable to nodes of some kinds.

    `around` is the variable that the MATCH begins at; without one, it looks at all nodes of the kinds.
    """

    match: str
    variable: str
    kinds: tuple[str, ...]
    around: str = ""

    def where(self, predicate: Predicate, scope: Scope) -> str:
        """The MATCH of those nodes that satisfy a predicate."""
        return f"{self.match} WHERE ({condition(predicate, self.variable, self.kinds, scope)})"

    def summed(self, predicate: Predicate, scope: Scope) -> str:
        """The same for a sum over all of them, by the kind's covering index where the predicate begins like it."""
        match = self.where(predicate, scope)
        kinds = () if self.around else self.kinds
        covered = [kind_named(kind).covered for kind in kinds]
        if len(covered) != 1 or not fixed_members(predicate).issuperset(covered[0][:1]):
            return match
        return " AND ".join([match, *(f"{self.variable}.{member} IS NOT NULL" for member in covered[0])])


@dataclass(frozen=True, slots=True)
class Bound:
    """A position that nodes stand after, or before; `inclusive` where the node at the position counts, too."""

    position: tuple[Scalar, ...]
    after: bool
    inclusive: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an order that an index can be read for: which nodes, and by what they are ordered."""

    condition: str
    order: str


def bounds_of(page: Page) -> tuple[Bound, ...]:
    """The positions that the page lies between."""
    after = (Bound(page.after, after=True),) if page.after else ()
    before = (Bound(page.before, after=False),) if page.before else ()
    return after + before


def stretches(
    origin: Origin, order: Sequence[Order], bounds: Sequence[Bound], scope: Scope, *, backward: bool = False
) -> list[Stretch]:
    """The stretches of an order between positions, in the order in which they are read; `backward` reads from the end."""
    written = _Written(origin.variable, scope)
    ordered = written.order(order, backward=backward)
    if not order:
        scan = [] if bounds or origin.around else [f"{origin.variable}.key >= ''"]
        return [Stretch(" AND ".join([*scan, *(written.beyond(bound, order) for bound in bounds)]) or "true", ordered)]
    first, *rest = order
    own = property_of(origin.variable, first.member)
    present = written.present(first, rest, bounds)
    absent = written.absent(rest, bounds)
    parts: list[Stretch] = []
    if present is not None:
        parts.append(Stretch(" AND ".join([f"{own} IS NOT NULL", *present]), ordered))
    if absent is not None and not _is_required(origin.kinds, first.member):
        among = written.order(rest, backward=backward)
        parts.append(Stretch(" AND ".join([f"{own} IS NULL", *absent]), among))
    return parts[::-1] if backward else parts


def first_of(match: str, parts: Sequence[Stretch], origin: Origin, limit: str) -> str:
    """The clauses that leave the first nodes of the stretches, up to a limit."""
    variable = origin.variable
    reads = [f"{match} AND {part.condition} WITH {variable} ORDER BY {part.order} LIMIT {limit}" for part in parts]
    if len(reads) == 1:
        return reads[0]
    united = " UNION ALL ".join(f"{read} RETURN {variable}" for read in reads)
    return f"CALL ({origin.around}) {{ {united} }} WITH {variable} LIMIT {limit}"


def exists(match: str, parts: Sequence[Stretch]) -> str:
    """Whether any node stands on the stretches."""
    return " OR ".join(f"EXISTS {{ {match} AND {part.condition} }}" for part in parts) or "false"


def _is_required(kinds: Sequence[str], member: str) -> bool:
    """Whether every node of these kinds has a value of the property."""
    declared = [members_of(kind).get(member) for kind in kinds]
    return all(isinstance(one, Property) and one.required for one in declared)


@dataclass(frozen=True, slots=True)
class _Written:
    """Orders and positions about one variable."""

    variable: str
    scope: Scope

    def order(self, order: Sequence[Order], *, backward: bool) -> str:
        """The expression that nodes of one stretch are ordered by: nulls of a further criterion are the last, too."""
        parts: list[str] = []
        for place, criterion in enumerate(order):
            own = property_of(self.variable, criterion.member)
            if place:
                parts.append(f"{own} IS NULL{' DESC' if backward else ''}")
            parts.append(f"{own}{' DESC' if criterion.descending != backward else ''}")
        return ", ".join([*parts, f"{self.variable}.key{' DESC' if backward else ''}"])

    def present(self, first: Order, rest: Sequence[Order], bounds: Sequence[Bound]) -> list[str] | None:
        """The bounds among the nodes that have a value of the first criterion; None where no such node is within them."""
        conditions: list[str] = []
        for bound in bounds:
            value, *further = bound.position
            if value is None:
                if bound.after:
                    return None
                continue
            own, given = property_of(self.variable, first.member), self.scope.parameter(value)
            sign = ">" if first.descending != bound.after else "<"
            within = Bound(tuple(further), bound.after, bound.inclusive)
            # The first condition is what an index is read for; the second decides among equals.
            conditions += [f"{own} {sign}= {given}", f"({own} {sign} {given} OR {self.beyond(within, rest)})"]
        return conditions

    def absent(self, rest: Sequence[Order], bounds: Sequence[Bound]) -> list[str] | None:
        """The bounds among the nodes without a value of the first criterion; None where no such node is within them."""
        conditions: list[str] = []
        for bound in bounds:
            value, *further = bound.position
            if value is None:
                conditions.append(self.beyond(Bound(tuple(further), bound.after, bound.inclusive), rest))
            elif not bound.after:
                return None
        return conditions

    def beyond(self, bound: Bound, order: Sequence[Order]) -> str:
        """The condition that a node stands beyond a position in an order, where nulls are the last."""
        *values, key = bound.position
        sign = f"{'>' if bound.after else '<'}{'=' if bound.inclusive else ''}"
        result = f"{self.variable}.key {sign} {self.scope.parameter(key)}"
        for criterion, value in reversed(list(zip(order, values, strict=True))):
            own = property_of(self.variable, criterion.member)
            if value is None:  # nothing but nulls after a null, everything else before it
                result = f"({own} IS NULL AND ({result}))"
                result = result if bound.after else f"({own} IS NOT NULL OR {result})"
                continue
            given = self.scope.parameter(value)
            further = f"{own} {'>' if criterion.descending != bound.after else '<'} {given} OR ({own} = {given} AND ({result}))"
            result = f"({own} IS NULL OR {further})" if bound.after else f"({further})"
        return result
