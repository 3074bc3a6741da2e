"""Ordered windows as Cypher: the nodes between two positions, found from an index and not by sorting all of them.

Nulls come last, so an order whose first criterion may be null is two *stretches*: the nodes that have a value, then those
that have none. Each is read through an index (of the criterion, or of the key) up to the page's limit, and the second only
where the first does not fill the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.ontology import Link, Property, kind_named, kinds_of, members_of
from graph.plan import Compare, Operator, Order, Page, Predicate, Scalar
from graph.store.neo4j.conditions import Scope, Sought, arrow, conjuncts, fixed_members, present_members, sought
from graph.store.neo4j.names import anchor_of, pattern, property_of


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the nodes of a list come from: a MATCH that binds a variable to nodes of some kinds.

    `around` is the variable that the MATCH begins at; without one, it looks at all nodes of the kinds. Where an index has
    the nodes of one target together, `anchor` is the property that holds the target's key, alike for all nodes of the list.
    """

    match: str
    variable: str
    kinds: tuple[str, ...]
    around: str = ""
    anchor: str = ""

    @classmethod
    def every(cls, kinds: tuple[str, ...], scope: Scope) -> "Origin":
        """All nodes of some kinds."""
        variable = scope.variable()
        return cls(f"MATCH {pattern(variable, kinds)}", variable, kinds)

    @classmethod
    def linked(cls, link: Link, around: str, scope: Scope) -> "Origin":
        """The nodes that a link leads to from a variable's node."""
        variable, kinds = scope.variable(), kinds_of(link.target)
        node = pattern(variable, kinds)
        if link.outgoing or not link.relationship.ordered:
            return cls(f"MATCH {arrow(link, f'({around})', node)}", variable, kinds, around)
        return cls(f"MATCH {node}", variable, kinds, around, anchor_of(link.relationship))

    def in_order_of_keys(self, predicate: Predicate, scope: Scope, *further: str) -> str:
        """The MATCH of the nodes that satisfy a predicate, where they are wanted by their keys.

        Those of one node around are read by the index that has them together: Neo4j would read all of a year's where one is
        asked for. A hint names an index of several properties only where each of them has a condition; and it is an error
        where Neo4j sees that a predicate never holds, which plain comparisons do not tell it.
        """
        origin, keyed = self._together(predicate)
        return origin.where(predicate, scope, *keyed, *further)

    def _together(self, predicate: Predicate) -> tuple["Origin", tuple[str, ...]]:
        """The list as the index has it that holds the nodes of one target together, with the condition that its hint needs."""
        if not (self.anchor and _compares_only(predicate)):
            return self, ()
        [kind] = self.kinds
        hinted = replace(self, match=f"{self.match} USING INDEX {self.variable}:{kind}({self.anchor}, key)")
        return hinted, (f"{self.variable}.key IS NOT NULL",)

    def found(self, sought: Sought, *further: str) -> str:
        """The MATCH of the nodes that are sought; `further` are conditions about them."""
        within = (f"{self.variable}.{self.anchor} = {self.around}.key",) if self.anchor else ()
        return sought.after(self.match, *within, *further)

    def where(self, predicate: Predicate, scope: Scope, *further: str) -> str:
        """The MATCH of the nodes that satisfy a predicate."""
        return self.found(sought(predicate, self.variable, self.kinds, scope), *further)

    def summed(self, predicate: Predicate, scope: Scope) -> "Summed":
        """The same for a sum over all of them, by the index that has them together, or by one that covers the predicate."""
        covered = () if self.around else self._covered(predicate)
        found = sought(predicate, self.variable, self.kinds, scope)
        origin, keyed = self._together(predicate)
        present = (f"{self.variable}.{member} IS NOT NULL" for member in covered)
        return Summed(origin.found(found, *keyed, *present), found.bound)

    def _covered(self, predicate: Predicate) -> tuple[str, ...]:
        """The members of the index that begins with most of what the predicate fixes; it holds nodes that have all of them."""
        fixed, present = fixed_members(predicate), present_members(predicate)
        indexes = [
            (len(fixed.intersection(members)), members)
            for kind in self.kinds[:1]
            for members in kind_named(kind).covered
            if members[0] in fixed and all(one in present or is_required((kind,), one) for one in members)
        ]
        return max(indexes, default=(0, ()))[1] if len(self.kinds) == 1 else ()


@dataclass(frozen=True, slots=True)
class Summed:
    """The MATCH of what is summed, and the variables that it binds to what relationships lead to."""

    match: str
    bound: Mapping[str, str]


def _compares_only(predicate: Predicate) -> bool:
    """Whether a predicate is comparisons with given values, of which all must hold."""
    parts = [*conjuncts(predicate)]
    compared = [part.operator in {Operator.EQUAL, Operator.IN} for part in parts if isinstance(part, Compare)]
    return bool(parts) and len(compared) == len(parts) and all(compared)


@dataclass(frozen=True, slots=True)
class Bound:
    """A position that nodes stand after, or before; `inclusive` where the node at the position counts, too."""

    position: tuple[Scalar, ...]
    after: bool
    inclusive: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an order that an index can be read for: which nodes, and by what they are ordered."""

    conditions: tuple[str, ...]
    order: str


def bounds_of(page: Page) -> tuple[Bound, ...]:
    """The positions that the page lies between."""
    after = (Bound(page.after, after=True),) if page.after else ()
    before = (Bound(page.before, after=False),) if page.before else ()
    return after + before


@dataclass(frozen=True, slots=True)
class Ordered:
    """The nodes of an origin that satisfy a predicate, in an order."""

    origin: Origin
    where: Predicate
    order: tuple[Order, ...]
    scope: Scope

    def first(self, bounds: Sequence[Bound], limit: str, *, backward: bool = False) -> str | None:
        """The clauses that leave the first nodes between positions, up to a limit; None where none can lie there."""
        variable, around = self.origin.variable, self.origin.around
        reads = [
            f"{self._found(part)} WITH {variable} ORDER BY {part.order} LIMIT {limit}"
            for part in self._stretches(bounds, backward=backward)
        ]
        if len(reads) < 2:
            return reads[0] if reads else None
        united = " UNION ALL ".join(f"{read} RETURN {variable}" for read in reads)
        return f"CALL ({around}) {{ {united} }} WITH {variable} LIMIT {limit}"

    def any(self, bounds: Sequence[Bound]) -> str:
        """Whether any node lies between positions."""
        return " OR ".join(f"EXISTS {{ {self._found(part)} }}" for part in self._stretches(bounds)) or "false"

    def by(self, *, backward: bool = False) -> str:
        """What all the nodes are ordered by, those without a value of the first criterion included."""
        written = _Written(self.origin.variable, self.scope)
        return written.order(self.order, backward=backward, nullable=self._is_nullable())

    def _found(self, part: Stretch) -> str:
        found = self.origin.where if self.order else self.origin.in_order_of_keys
        return found(self.where, self.scope, *part.conditions)

    def _stretches(self, bounds: Sequence[Bound], *, backward: bool = False) -> list[Stretch]:
        """In the order in which they are read; `backward` reads from the end."""
        origin, order = self.origin, self.order
        written = _Written(origin.variable, self.scope)
        # An index whose first member is the same for all nodes is in order only for an ORDER BY that begins with it.
        leading = f"{origin.variable}.{origin.anchor}" if origin.anchor else ""

        def stretch(conditions: Sequence[str], criteria: Sequence[Order], *, descends: bool) -> Stretch:
            by = written.order(criteria, backward=backward)
            return Stretch(tuple(conditions), f"{leading}{' DESC' if descends else ''}, {by}" if leading else by)

        if not order:
            scan = [] if bounds or origin.around else [f"{origin.variable}.key >= ''"]
            beyond = [written.beyond(bound, order) for bound in bounds]
            return [stretch([*scan, *beyond], order, descends=backward)]
        first, *rest = order
        own = property_of(origin.variable, first.member)
        present = written.present(first, rest, bounds)
        absent = written.absent(rest, bounds)
        parts: list[Stretch] = []
        if present is not None:
            parts.append(stretch([f"{own} IS NOT NULL", *present], order, descends=first.descending != backward))
        if absent is not None and self._is_nullable():
            parts.append(stretch([f"{own} IS NULL", *absent], rest, descends=backward))
        return parts[::-1] if backward else parts

    def _is_nullable(self) -> bool:
        """Whether nodes may lack a value of the first criterion."""
        members = [criterion.member for criterion in self.order[:1]]
        return not (present_members(self.where).issuperset(members) or is_required(self.origin.kinds, *members))


def is_required(kinds: Sequence[str], *members: str) -> bool:
    """Whether every node of these kinds has a value of the properties."""
    declared = [members_of(kind).get(member) for kind in kinds for member in members if member != "key"]
    return all(isinstance(one, Property) and one.required for one in declared)


@dataclass(frozen=True, slots=True)
class _Written:
    """Orders and positions about one variable."""

    variable: str
    scope: Scope

    def order(self, order: Sequence[Order], *, backward: bool, nullable: bool = False) -> str:
        """What nodes of one stretch are ordered by, or of both where the first criterion is nullable: nulls are the last."""
        parts: list[str] = []
        for place, criterion in enumerate(order):
            own = property_of(self.variable, criterion.member)
            if place or nullable:
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
