"""Counts and exact sums over the whole filter of a connection, and the same by groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Final

from graph.plan import Grouping, GroupKey, GroupOrder
from graph.store.records import Record
from graph.terms import MoneyUnit

_DIGITS: Final = {MoneyUnit.YUAN: 2, MoneyUnit.WAN_YUAN: 6, MoneyUnit.YI_YUAN: 10}


def money(fen: int, unit: MoneyUnit) -> Decimal:
    """Fen as an exact amount in a unit, without trailing zeros."""
    amount = Decimal(fen).scaleb(-_DIGITS[unit])
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


@dataclass(frozen=True, slots=True)
class Totals:
    """What a set of records adds up to, in fen; the average is rounded half to even to the fen."""

    count: int
    missing: int
    sum: int | None
    min: int | None
    max: int | None
    avg: int | None

    @classmethod
    def of(cls, records: Sequence[Record]) -> "Totals":
        """The totals of these records' amounts; an absent amount counts as missing, never as zero."""
        amounts: list[int] = [amount for record in records if (amount := getattr(record, "amount", None)) is not None]
        if not amounts:
            return cls(len(records), len(records), None, None, None, None)
        total = sum(amounts)
        average = int((Decimal(total) / len(amounts)).to_integral_value(ROUND_HALF_EVEN))
        return cls(len(records), len(records) - len(amounts), total, min(amounts), max(amounts), average)


@dataclass(frozen=True, slots=True)
class GroupPart:
    """One key of a group: its printed form and the node that it is, if it is one."""

    key: GroupKey
    label: str
    entity: Record | None
    sort: str


@dataclass(frozen=True, slots=True)
class GroupTotals:
    """A group with what its records add up to."""

    parts: tuple[GroupPart, ...]
    totals: Totals


def groups_of(records: Sequence[Record], grouping: Grouping) -> list[GroupTotals]:
    """The groups of these records, ordered and cut as the grouping says."""
    members: dict[tuple[str, ...], list[Record]] = {}
    parts: dict[tuple[str, ...], tuple[GroupPart, ...]] = {}
    for record in records:
        own = tuple(_PARTS[key](record) for key in grouping.by)
        identity = tuple(part.sort for part in own)
        parts.setdefault(identity, own)
        members.setdefault(identity, []).append(record)
    groups = [GroupTotals(parts[identity], Totals.of(members[identity])) for identity in sorted(members)]
    groups.sort(key=_ORDERS[grouping.order])
    return groups[: grouping.size]


_ORDERS: Final[dict[GroupOrder, Callable[[GroupTotals], Any]]] = {
    GroupOrder.KEY_ASC: lambda _: 0,
    GroupOrder.COUNT_DESC: lambda group: -group.totals.count,
    GroupOrder.AMOUNT_DESC: lambda group: (group.totals.sum is None, -(group.totals.sum or 0)),
    GroupOrder.AMOUNT_ASC: lambda group: (group.totals.sum is None, group.totals.sum or 0),
}


def _plain(key: GroupKey, member: str) -> Callable[[Record], GroupPart]:
    def part(record: Record) -> GroupPart:
        label = str(getattr(record, member))
        return GroupPart(key, label, None, label)

    return part


def _entity(key: GroupKey, find: Callable[[Any], Record | None], label: str) -> Callable[[Record], GroupPart]:
    def part(record: Record) -> GroupPart:
        entity = find(record)
        if entity is None:
            return GroupPart(key, "", None, "\uffff")  # nothing disclosed comes last
        return GroupPart(key, str(getattr(entity, label)), entity, entity.key)

    return part


def _organisation(record: Any) -> Any:
    if record.kind_name == "Project":
        return record.department or record.unit
    return record.organisation


_PARTS: Final[dict[GroupKey, Callable[[Record], GroupPart]]] = {
    GroupKey.YEAR: _plain(GroupKey.YEAR, "year"),
    GroupKey.STAGE: _plain(GroupKey.STAGE, "stage"),
    GroupKey.MEASURE: _plain(GroupKey.MEASURE, "measure"),
    GroupKey.ORGANISATION: _entity(GroupKey.ORGANISATION, _organisation, "name"),
    GroupKey.REGION: _entity(GroupKey.REGION, lambda record: getattr(_organisation(record), "region", None), "name"),
    GroupKey.CLASSIFICATION: _entity(GroupKey.CLASSIFICATION, lambda record: record.classification, "name"),
    GroupKey.FUNDING_SOURCE: _entity(GroupKey.FUNDING_SOURCE, lambda record: record.funding_source, "name"),
}
