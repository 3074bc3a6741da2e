"""Sums over the whole filter of a connection as Cypher, and the same by groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from graph.plan import Field, GroupKey, GroupOrder, Selection
from graph.store.aggregates import Totals, average_of
from graph.store.neo4j.columns import Part, column, listing, made, optional, record, rows, word
from graph.store.neo4j.conditions import Scope
from graph.store.neo4j.pages import Origin, Summed
from graph.store.shaping import shape_aggregate

Nodes: TypeAlias = Callable[[Selection | None, str, Sequence[str], Scope], Part]
"""What is asked of a node, by its variable and the kinds that it may be of."""

_ENTITIES: Final[dict[GroupKey, tuple[str, ...]]] = {
    GroupKey.ORGANISATION: ("Department", "Unit"),
    GroupKey.REGION: ("Region",),
    GroupKey.CLASSIFICATION: ("ClassificationCode",),
    GroupKey.FUNDING_SOURCE: ("FundingSource",),
}
"""Keys that are nodes, with the kinds that they may be of."""

_PLAIN: Final = {GroupKey.YEAR: "year", GroupKey.STAGE: "stage", GroupKey.MEASURE: "measure"}
"""Keys that are properties of the grouped nodes."""


def totals_of(variable: str) -> str:
    """Count, present amounts, sum, least and greatest, as an aggregating expression."""
    amount = f"{variable}.amount"
    return f"[count({variable}), count({amount}), sum({amount}), min({amount}), max({amount})]"


def _totals(row: Sequence[int | None]) -> Totals:
    """The totals of an aggregating row; the average is rounded half to even to the fen, as in every store."""
    count, present, total, least, greatest = row
    assert count is not None
    if not present or total is None:
        return Totals(count, count, None, None, None, None)
    return Totals(count, count - present, total, least, greatest, average_of(total, present))


def aggregate(asked: Field, expression: str) -> Part:
    """What is asked of totals, which stand in an expression."""
    shape_totals = shape_aggregate(asked.selection)

    def shape(row: Sequence[int | None]) -> Any:
        return shape_totals(_totals(row))

    return made(shape, column(expression))


@dataclass(frozen=True, slots=True)
class _KeyPart:
    """One key of a group: what binds it, its expression, and what it is ordered by."""

    key: GroupKey
    match: str
    variable: str
    sort: str


def _key_part(key: GroupKey, variable: str, kind: str, summed: Summed, scope: Scope) -> _KeyPart:
    own = scope.variable()
    if key in _PLAIN:
        return _KeyPart(key, f"WITH *, {variable}.{_PLAIN[key]} AS {own}", own, f"toString({own})")
    if key is GroupKey.ORGANISATION:
        match = _organisation_of(variable, kind, own, summed, scope)
    elif key is GroupKey.REGION:
        body = scope.variable()
        found = _organisation_of(variable, kind, body, summed, scope)
        match = f"{found} OPTIONAL MATCH ({body})-[:IN_REGION]->({own})"
    else:
        relationship = "LINE_UNDER" if key is GroupKey.CLASSIFICATION else "LINE_FROM"
        match = f"OPTIONAL MATCH ({variable})-[:{relationship}]->({own})"
    return _KeyPart(key, match, own, f"{own} IS NULL, {own}.key")


def _organisation_of(variable: str, kind: str, own: str, summed: Summed, scope: Scope) -> str:
    """Binds a line's organisation, which the filter may have looked up, or a project's."""
    if kind == "Project":
        return organisation_of_project(variable, own, scope)
    if known := summed.bound.get("LINE_OF"):
        return f"WITH *, {known} AS {own}"
    return f"MATCH ({variable})-[:LINE_OF]->({own})"


def organisation_of_project(project: str, own: str, scope: Scope) -> str:
    """Binds a project's department, else the unit that carries it out."""
    department, unit = scope.variable(), scope.variable()
    return (
        f"OPTIONAL MATCH ({project})-[:PROJECT_OF]->({department}) "
        f"OPTIONAL MATCH ({project})-[:CARRIED_OUT_BY]->({unit}) "
        f"WITH *, coalesce({department}, {unit}) AS {own}"
    )


_ORDERS: Final[dict[GroupOrder, tuple[str, ...]]] = {
    GroupOrder.KEY_ASC: (),
    GroupOrder.COUNT_DESC: ("totals[0] DESC",),
    GroupOrder.AMOUNT_DESC: ("totals[1] = 0", "totals[2] DESC"),
    GroupOrder.AMOUNT_ASC: ("totals[1] = 0", "totals[2]"),
}


def selected(field: Field, kind: str) -> tuple[Field, ...]:
    """What is asked below a member of a connection."""
    return tuple(field.selection.fields.get(kind, ())) if field.selection else ()


def grouped(asked: Field, origin: Origin, summed: Summed, scope: Scope, nodes: Nodes) -> Part:
    """The groups of all nodes that `summed` matches: of each what is asked of its keys, and its totals."""
    grouping = asked.grouping
    assert grouping
    keys = [_key_part(key, origin.variable, origin.kinds[0], summed, scope) for key in grouping.by]
    group = record([(one.key, _member(one, keys, scope, nodes)) for one in selected(asked, "Group")])
    order = ", ".join([*_ORDERS[grouping.order], *(key.sort for key in keys)])
    found = (
        f"{summed.match} {' '.join(key.match for key in keys)} "
        f"WITH {', '.join(key.variable for key in keys)}, {totals_of(origin.variable)} AS totals "
        f"WITH * ORDER BY {order} LIMIT {scope.parameter(grouping.size)}"
    )
    if clauses := " ".join(filter(None, (scope.clauses(key.variable) for key in keys))):
        found = f"{found} {clauses} WITH * ORDER BY {order}"
    return rows(scope.sum(origin.around, found, f"collect([{', '.join(group.columns)}])"), group)


def _member(asked: Field, keys: Sequence[_KeyPart], scope: Scope, nodes: Nodes) -> Part:
    match asked.name:
        case "aggregate":
            return aggregate(asked, "totals")
        case "keys":
            fields = selected(asked, "GroupValue")
            return listing([record([(one.key, _key_shown(one, key, scope, nodes)) for one in fields]) for key in keys])
        case _:
            return word(asked.word)


def _key_shown(asked: Field, key: _KeyPart, scope: Scope, nodes: Nodes) -> Part:
    """What is asked of the value of a key; one that is a node has its name for a label."""
    kinds = _ENTITIES.get(key.key)
    match asked.name:
        case "key":
            return word(key.key.value)
        case "label":
            return column(f"coalesce({key.variable}.name, '')" if kinds else f"toString({key.variable})")
        case "entity" if kinds:
            return optional(nodes(asked.selection, key.variable, kinds, scope), f"{key.variable}.key")
        case _:
            return word(asked.word)
