"""Sums over the whole filter of a connection as Cypher, and the same by groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from graph.plan import Field, Grouping, GroupKey, GroupOrder
from graph.store.aggregates import Totals
from graph.store.neo4j.conditions import Scope

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


def totals(row: Sequence[int | None]) -> Totals:
    """The totals of an aggregating row; the average is rounded half to even to the fen, as in every store."""
    count, present, total, least, greatest = row
    assert count is not None
    if not present or total is None:
        return Totals(count, count, None, None, None, None)
    average = int((Decimal(total) / present).to_integral_value(ROUND_HALF_EVEN))
    return Totals(count, count - present, total, least, greatest, average)


@dataclass(frozen=True, slots=True)
class KeyPart:
    """One key of a group: what binds it, its expression, and what it is ordered by."""

    key: GroupKey
    match: str
    variable: str
    sort: str


def key_parts(grouping: Grouping, variable: str, kind: str, scope: Scope) -> list[KeyPart]:
    """The keys of a grouping over nodes of that kind."""
    return [_key_part(key, variable, kind, scope) for key in grouping.by]


def _key_part(key: GroupKey, variable: str, kind: str, scope: Scope) -> KeyPart:
    own = scope.variable()
    if key in _PLAIN:
        return KeyPart(key, f"WITH *, {variable}.{_PLAIN[key]} AS {own}", own, f"toString({own})")
    if key in {GroupKey.ORGANISATION, GroupKey.REGION}:
        match = _organisation(variable, kind, own, scope, with_region=key is GroupKey.REGION)
    else:
        relationship = "LINE_UNDER" if key is GroupKey.CLASSIFICATION else "LINE_FROM"
        match = f"OPTIONAL MATCH ({variable})-[:{relationship}]->({own})"
    return KeyPart(key, match, own, f"{own} IS NULL, {own}.key")


def _organisation(variable: str, kind: str, own: str, scope: Scope, *, with_region: bool) -> str:
    """A line's organisation; a project's department, else the unit that carries it out."""
    body = scope.variable() if with_region else own
    region = f" OPTIONAL MATCH ({body})-[:IN_REGION]->({own})" if with_region else ""
    if kind != "Project":
        return f"OPTIONAL MATCH ({variable})-[:LINE_OF]->({body}){region}"
    department, unit = scope.variable(), scope.variable()
    return (
        f"OPTIONAL MATCH ({variable})-[:PROJECT_OF]->({department}) "
        f"OPTIONAL MATCH ({variable})-[:CARRIED_OUT_BY]->({unit}) "
        f"WITH *, coalesce({department}, {unit}) AS {body}{region}"
    )


def groups_of(filtered: str, variable: str, grouping: Grouping, parts: Sequence[KeyPart]) -> str:
    """The clauses that leave one row for each group: its keys and `totals`, in the grouping's order and up to its size."""
    keys = ", ".join(part.variable for part in parts)
    matched = " ".join(part.match for part in parts)
    order = ", ".join([*_ORDERS[grouping.order], *(part.sort for part in parts)])
    return (
        f"{filtered} {matched} WITH {keys}, {totals_of(variable)} AS totals "
        f"WITH * ORDER BY {order} LIMIT {int(grouping.size)}"
    )


_ORDERS: Final[dict[GroupOrder, tuple[str, ...]]] = {
    GroupOrder.KEY_ASC: (),
    GroupOrder.COUNT_DESC: ("totals[0] DESC",),
    GroupOrder.AMOUNT_DESC: ("totals[1] = 0", "totals[2] DESC"),
    GroupOrder.AMOUNT_ASC: ("totals[1] = 0", "totals[2]"),
}


def entity_kinds(key: GroupKey) -> tuple[str, ...]:
    """The kinds of node that a key may be; none for a key that is no node."""
    return _ENTITIES.get(key, ())


def selected(field: Field, kind: str) -> tuple[Field, ...]:
    """What is asked below a member of a connection."""
    return tuple(field.selection.fields.get(kind, ())) if field.selection else ()
