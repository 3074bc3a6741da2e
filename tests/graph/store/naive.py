"""The meaning of plans, spelled out over a graph's rows without an index, an order kept or anything compiled.

Slow on purpose, and short enough to be read beside `graph.plan`: every store must answer as this does.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Final

from graph.cursor import encode_cursor
from graph.identity import node_id
from graph.model import Graph, NodeRow
from graph.ontology import Link, Property, Reference, ValueMember, members_of
from graph.plan import (
    COMPUTED_MEMBERS,
    EVERYTHING,
    All,
    ByKeys,
    Compare,
    Every,
    Field,
    First,
    Grouping,
    GroupKey,
    GroupOrder,
    Not,
    OfKind,
    Operator,
    Order,
    Plan,
    Predicate,
    Related,
    Selection,
    Shared,
    Window,
)
from graph.plan import Any as Either
from graph.policies.titles import title_key
from tests.graph.store import naive_shared
from tests.graph.store.naive_values import in_unit, own, parts_of, printed

COMPARISONS: Final[dict[Operator, Callable[[Any, Any], bool]]] = {
    Operator.EQUAL: lambda own, asked: own == asked,
    Operator.IN: lambda own, asked: any(own == one for one in asked),
    Operator.LESS: lambda own, asked: own < asked,
    Operator.LESS_OR_EQUAL: lambda own, asked: own <= asked,
    Operator.GREATER: lambda own, asked: own > asked,
    Operator.GREATER_OR_EQUAL: lambda own, asked: own >= asked,
    Operator.CONTAINS: lambda own, asked: asked in own,
    Operator.STARTS_WITH: lambda own, asked: own[: len(asked)] == asked,
}


class Naive:
    """Answers plans over rows."""

    def __init__(self, graph: Graph) -> None:
        self.rows = sorted(graph.nodes.values(), key=lambda row: (row.key, row.kind))
        self.edges = [(name, *edge) for name, edges in graph.edges.items() for edge in edges]

    def answer(self, plan: Plan) -> Any:
        """The value of a plan."""
        root, field = plan.root, plan.field
        if isinstance(root, ByKeys):
            found = [self.node(self.find(*key) if key else None, field.selection) for key in root.keys]
            return found[0] if root.single else found
        if isinstance(root, First):
            rows = [row for kind in root.kinds for row in self.satisfying((kind,), root.where)]
            return self.node(rows[0], field.selection) if rows else None
        if isinstance(root, Shared):
            return naive_shared.citations(self, root, field)
        assert isinstance(root, Every)
        if field.window:
            return self.connection(self.satisfying(root.kinds, root.where), field.window, field.selection)
        rows = [row for kind in root.kinds for row in self.satisfying((kind,), root.where)]
        return [self.node(row, field.selection) for row in rows[: field.size]]

    def find(self, kind: str, key: str) -> NodeRow | None:
        """The row of that kind and key."""
        return next((row for row in self.rows if (row.kind, row.key) == (kind, key)), None)

    def satisfying(self, kinds: Sequence[str], where: Predicate) -> list[NodeRow]:
        """All rows of these kinds that satisfy the predicate."""
        return [row for row in self.rows if row.kind in kinds and self.holds(row, where)]

    def linked(self, row: NodeRow, name: str) -> list[NodeRow]:
        """The rows that a link leads to; none where the kind has no such link."""
        link = members_of(row.kind).get(name)
        if not isinstance(link, Link):
            return []
        ends = [
            (target if link.outgoing else source)
            for relationship, source, target in self.edges
            if relationship == link.relationship.name and (source if link.outgoing else target) == row.ref
        ]
        return [other for other in self.rows if other.ref in ends]

    def holds(self, row: NodeRow, where: Predicate) -> bool:
        """Whether the row satisfies the predicate."""
        match where:
            case All(parts):
                return all(self.holds(row, part) for part in parts)
            case Either(parts):
                return any(self.holds(row, part) for part in parts)
            case Not(part):
                return not self.holds(row, part)
            case OfKind(kinds):
                return row.kind in kinds
            case Related(link, part):
                return any(self.holds(other, part) for other in self.linked(row, link))
            case Compare(member, Operator.NAMED, asked):
                names = [own(row, member), *(own(row, "aliases") or ())]
                return any(title_key(name) == title_key(str(asked)) for name in names if name)
            case Compare(member, Operator.IS_NULL, asked):
                return (own(row, member) is None) == asked
            case Compare(member, operator, asked):
                return own(row, member) is not None and COMPARISONS[operator](own(row, member), asked)

    def node(self, row: NodeRow | None, selection: Selection | None) -> Any:
        """What is asked of a node."""
        if row is None:
            return None
        fields = (selection or Selection()).fields
        return {field.key: self.member(row, field) for field in fields.get(row.kind, ())}

    def counterparts(self, row: NodeRow) -> list[NodeRow]:
        """The other departments of the same organ."""
        others = [one for one in self.satisfying(("Department",), EVERYTHING) if one is not row]
        return [one for one in others if one.properties["organ"] and one.properties["organ"] == row.properties["organ"]]

    def member(self, row: NodeRow, field: Field) -> Any:
        """One member of a node."""
        if field.name in {"__typename", "id"}:
            return field.word if field.name == "__typename" else node_id(row.kind, row.key)
        if field.name in COMPUTED_MEMBERS.get(row.kind, ()):
            if field.name == "counterparts":
                return [self.node(one, field.selection) for one in self.counterparts(row)[: field.size]]
            return naive_shared.similar(self, row, field)
        match members_of(row.kind)[field.name]:
            case Property(value_type=value_type):
                return printed(row.properties.get(field.name), value_type, field)
            case ValueMember(kind=kind, many=many):
                values = [self.value(kind, value, field.selection) for value in row.values.get(field.name, ())]
                return values if many else (values or [None])[0]
            case Link(many=many):
                rows = self.linked(row, field.name)
                if field.window:
                    return self.connection(rows, field.window, field.selection)
                nodes = [self.node(other, field.selection) for other in rows]
                return nodes[: field.size] if many else (nodes or [None])[0]

    def value(self, kind: str, value: Any, selection: Selection | None) -> Any:
        """What is asked of a value of a node."""
        if value is None:
            return None
        return {field.key: self.part(kind, value, field) for field in (selection or Selection()).fields[kind]}

    def part(self, kind: str, value: Any, field: Field) -> Any:
        """One member of a value."""
        if field.name == "__typename":
            return field.word
        given = value.get(field.name)
        match members_of(kind)[field.name]:
            case Property(value_type=value_type):
                return printed(given, value_type, field)
            case ValueMember(kind=inner, many=True):
                return [self.value(inner, one, field.selection) for one in given or ()]
            case ValueMember(kind=inner):
                return self.value(inner, given, field.selection)
            case Reference(target=target):
                return self.node(self.find(target, given), field.selection)

    def connection(self, rows: Sequence[NodeRow], window: Window, selection: Selection | None) -> Any:
        """A window over rows."""
        kept = ordered([row for row in rows if self.holds(row, window.where)], window.order)
        first = sum(not precedes(window.page.after, position(row, window.order), window.order) for row in kept)
        end = sum(precedes(position(row, window.order), window.page.before, window.order) for row in kept)
        end = max(first, end)
        size = window.page.size
        first, last = (max(first, end - size), end) if window.page.backward else (first, min(end, first + size))
        page = kept[first:last]
        cursors = [encode_cursor(window.fingerprint, position(row, window.order)) for row in page]
        info = {
            "has_next_page": last < len(kept),
            "has_previous_page": first > 0,
            "start_cursor": cursors[0] if cursors else None,
            "end_cursor": cursors[-1] if cursors else None,
        }

        def member(field: Field) -> Any:
            match field.name:
                case "nodes":
                    return [self.node(row, field.selection) for row in page]
                case "edges":
                    return [self.edge(*pair, field) for pair in zip(cursors, page, strict=True)]
                case "page_info":
                    return {part.key: info.get(part.name, part.word) for part in parts_of(field, "PageInfo")}
                case "total_count":
                    return len(kept)
                case "aggregate":
                    return aggregate(kept, field)
                case "groups":
                    return self.groups(kept, field)
                case _:
                    return field.word

        return {field.key: member(field) for field in (selection or Selection()).fields.get("Connection", ())}

    def edge(self, cursor: str, row: NodeRow, field: Field) -> Any:
        """A node at its place."""
        whole: dict[str, Callable[[Field], Any]] = {
            "cursor": lambda _: cursor,
            "node": lambda part: self.node(row, part.selection),
            "__typename": lambda part: part.word,
        }
        return {part.key: whole[part.name](part) for part in parts_of(field, "Edge")}

    def groups(self, rows: Sequence[NodeRow], field: Field) -> Any:
        """Sums by groups, as the grouping orders and cuts them."""
        grouping = field.grouping
        assert grouping
        sets: dict[tuple[Any, ...], list[NodeRow]] = {}
        for row in rows:
            sets.setdefault(tuple(self.group_value(row, key) for key in grouping.by), []).append(row)
        groups = sorted(sets.items(), key=lambda group: group_rank(group, grouping))
        return [
            {part.key: self.group_part(*group, grouping, part) for part in parts_of(field, "Group")}
            for group in groups[: grouping.size]
        ]

    def group_value(self, row: NodeRow, key: GroupKey) -> tuple[str, str]:
        """What sorts and names a row's group by one key: the key and kind of a node, or the printed text."""
        if key in (GroupKey.YEAR, GroupKey.STAGE, GroupKey.MEASURE):
            return str(row.properties[key.value.lower()]), ""
        body = self.body_of(row)
        nodes = {
            GroupKey.ORGANISATION: body,
            GroupKey.REGION: self.regions_of(row),
            GroupKey.CLASSIFICATION: self.linked(row, "classification"),
            GroupKey.FUNDING_SOURCE: self.linked(row, "funding_source"),
        }[key]
        return (nodes[0].key, nodes[0].kind) if nodes else ("\uffff", "")

    def body_of(self, row: NodeRow) -> list[NodeRow]:
        """The organisation of a line, or the department or else the unit of a project; none where it has none."""
        return [*self.linked(row, "organisation"), *self.linked(row, "department"), *self.linked(row, "unit")][:1]

    def regions_of(self, row: NodeRow) -> list[NodeRow]:
        """The region of that body."""
        return [region for body in self.body_of(row) for region in self.linked(body, "region")]

    def group_part(
        self, values: Sequence[tuple[str, str]], rows: Sequence[NodeRow], grouping: Grouping, field: Field
    ) -> Any:
        """One member of a group."""
        if field.name != "keys":
            return aggregate(rows, field) if field.name == "aggregate" else field.word
        keys = []
        for key, (text, kind) in zip(grouping.by, values, strict=True):
            entity = self.find(kind, text) if kind else None
            whole: dict[str, Any] = {
                "key": key.value,
                "label": entity.properties["name"] if entity else text.replace("\uffff", ""),
            }
            keys.append(
                {
                    part.key: self.node(entity, part.selection)
                    if part.name == "entity"
                    else part.word or whole[part.name]
                    for part in parts_of(field, "GroupValue")
                }
            )
        return keys


def position(row: NodeRow, order: Sequence[Order]) -> tuple[Any, ...]:
    """Where a row stands in an order."""
    return *(own(row, criterion.member) for criterion in order), row.key


def precedes(one: Sequence[Any] | None, other: Sequence[Any] | None, order: Sequence[Order]) -> bool:
    """Whether one position comes before another; no position lies beyond both ends."""
    if one is None or other is None:
        return True
    for mine, theirs, descending in zip(one, other, [*(part.descending for part in order), False], strict=True):
        if mine != theirs:
            if mine is None or theirs is None:
                return theirs is None
            return bool(mine > theirs if descending else mine < theirs)
    return False


def ordered(rows: Sequence[NodeRow], order: Sequence[Order]) -> list[NodeRow]:
    """The rows by an order, each put before the first that it precedes."""
    placed: list[NodeRow] = []
    for row in rows:
        own_place = position(row, order)
        index = sum(not precedes(own_place, position(other, order), order) for other in placed)
        placed.insert(index, row)
    return placed


def aggregate(rows: Sequence[NodeRow], field: Field) -> Any:
    """Counts and sums."""
    whole: dict[str, Callable[[Field], Any]] = {
        "count": lambda _: len(rows),
        "amount": lambda part: amounts(rows, part),
        "__typename": lambda part: part.word,
    }
    return {part.key: whole[part.name](part) for part in parts_of(field, "Aggregate")}


def amounts(rows: Sequence[NodeRow], field: Field) -> Any:
    """Exact sums of the amounts that are there."""
    fen: list[Any] = [row.properties["amount"] for row in rows if row.properties.get("amount") is not None]
    figures: dict[str, Any] = {
        "sum": sum(fen) if fen else None,
        "min": min(fen, default=None),
        "max": max(fen, default=None),
        "avg": round(Fraction(sum(fen), len(fen))) if fen else None,  # a Fraction is rounded half to even
    }
    missing = len(rows) - len(fen)
    return {
        part.key: part.word or (missing if part.name == "missing" else in_unit(figures[part.name], part))
        for part in parts_of(field, "AmountAggregate")
    }


def group_rank(group: tuple[Any, Sequence[NodeRow]], grouping: Grouping) -> tuple[Any, ...]:
    """What orders groups: the asked figure, and then their keys."""
    values, rows = group
    fen: list[Any] = [row.properties["amount"] for row in rows if row.properties.get("amount") is not None]
    by = {
        GroupOrder.KEY_ASC: (),
        GroupOrder.COUNT_DESC: (-len(rows),),
        GroupOrder.AMOUNT_DESC: (not fen, -sum(fen)),
        GroupOrder.AMOUNT_ASC: (not fen, sum(fen)),
    }[grouping.order]
    return *by, values
