"""Counts and exact sums over the whole filter of a connection, and the same by groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Final

from graph.plan import Grouping, GroupKey, GroupOrder
from graph.store.records import Record
from graph.terms import MoneyUnit

_DIGITS: Final = {MoneyUnit.YUAN: 2, MoneyUnit.WAN_YUAN: 6, MoneyUnit.YI_YUAN: 10}


KEPT_AMOUNTS: Final = 1 << 16
"""How many amounts stay written in each unit: a quarter of a large answer's time goes into writing them anew."""


@cache
def money_in(unit: MoneyUnit) -> Callable[[int | None], str | None]:
    """Writes fen as an exact decimal in a unit: plain notation, without trailing zeros."""
    digits = _DIGITS[unit]
    fen_of_unit = 10**digits

    @lru_cache(KEPT_AMOUNTS)
    def write(fen: int | None) -> str | None:
        if fen is None:
            return None
        whole, rest = divmod(abs(fen), fen_of_unit)
        text = f"{whole}.{str(rest).zfill(digits).rstrip('0')}" if rest else str(whole)
        return f"-{text}" if fen < 0 else text

    return write


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
        average = round(Fraction(total, len(amounts)))  # a Fraction is rounded half to even
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
    readers = [_READERS[key] for key in grouping.by]
    members: dict[tuple[Any, ...], list[Record]] = {}
    for record in records:
        members.setdefault(tuple([read(record) for read in readers]), []).append(record)
    groups = [GroupTotals(tuple(map(_part, grouping.by, values)), Totals.of(held)) for values, held in members.items()]
    groups.sort(key=lambda group: [part.sort for part in group.parts])
    groups.sort(key=_ORDERS[grouping.order])
    return groups[: grouping.size]


_ORDERS: Final[dict[GroupOrder, Callable[[GroupTotals], Any]]] = {
    GroupOrder.KEY_ASC: lambda _: 0,
    GroupOrder.COUNT_DESC: lambda group: -group.totals.count,
    GroupOrder.AMOUNT_DESC: lambda group: (group.totals.sum is None, -(group.totals.sum or 0)),
    GroupOrder.AMOUNT_ASC: lambda group: (group.totals.sum is None, group.totals.sum or 0),
}


def _part(key: GroupKey, value: Any) -> GroupPart:
    if value is None:
        return GroupPart(key, "", None, "\uffff")  # nothing disclosed comes last
    if isinstance(value, Record):
        return GroupPart(key, _name(value), value, value.key)
    return GroupPart(key, str(value), None, str(value))


_name: Final[Callable[[Record], str]] = attrgetter("name")


def _organisation(record: Any) -> Any:
    if record.kind_name == "Project":
        return record.department or record.unit
    return record.organisation


def region_of(record: Any) -> Any:
    """The region of a line's organisation, or of a project's department or else unit; None where it has no such body."""
    return getattr(_organisation(record), "region", None)


_READERS: Final[dict[GroupKey, Callable[[Any], Any]]] = {
    GroupKey.YEAR: attrgetter("year"),
    GroupKey.STAGE: attrgetter("stage"),
    GroupKey.MEASURE: attrgetter("measure"),
    GroupKey.ORGANISATION: _organisation,
    GroupKey.REGION: region_of,
    GroupKey.CLASSIFICATION: attrgetter("classification"),
    GroupKey.FUNDING_SOURCE: attrgetter("funding_source"),
}
"""What a record's group by one key is made of: a node, or a printed value."""
