"""Counts and exact sums over the whole filter of a connection, and the same by groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Final

from graph.plan import Grouping, GroupKey, GroupOrder
from graph.store.records import Record
from graph.store.turns import in_time
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
        amounts = amounts_of(records)
        if not amounts:
            return cls(len(records), len(records), None, None, None, None)
        total = sum(amounts)
        average = average_of(total, len(amounts))
        return cls(len(records), len(records) - len(amounts), total, min(amounts), max(amounts), average)


def amounts_of(records: Sequence[Record]) -> list[int]:
    """The amounts that these records disclose, in fen."""
    return [amount for record in records if (amount := getattr(record, "amount", None)) is not None]


def average_of(total: int, count: int) -> int:
    """An average in whole fen, half to even. In whole numbers: a Fraction took a third of the time of sums by groups."""
    whole, rest = divmod(total, count)
    return whole + (2 * rest > count or (2 * rest == count and whole % 2))


@dataclass(frozen=True, slots=True)
class GroupPart:
    """One key of a group: its printed form and the node that it is, if it is one."""

    key: GroupKey
    label: str
    entity: Record | None


@dataclass(frozen=True, slots=True)
class GroupTotals:
    """A group with what its records add up to."""

    parts: tuple[GroupPart, ...]
    totals: Totals


def groups_of(records: Sequence[Record], grouping: Grouping) -> list[GroupTotals]:
    """The groups of these records, ordered and cut as the grouping says; only what is left of them is written out."""
    readers = [_READERS[key] for key in grouping.by]
    members: dict[tuple[Any, ...], list[Record]] = {}
    for record in in_time(records):
        members.setdefault(tuple([read(record) for read in readers]), []).append(record)
    rank = _RANKS[grouping.order]
    places = {value: _place(value) for values in members for value in values}
    ordered = sorted(members.items(), key=lambda group: (rank(group[1]), [places[value] for value in group[0]]))
    return [
        GroupTotals(tuple(map(_part, grouping.by, values)), Totals.of(held))
        for values, held in ordered[: grouping.size]
    ]


_RANKS: Final[dict[GroupOrder, Callable[[Sequence[Record]], Any]]] = {
    GroupOrder.KEY_ASC: lambda _: 0,
    GroupOrder.COUNT_DESC: lambda held: -len(held),
    GroupOrder.AMOUNT_DESC: lambda held: _sum_rank(held, -1),
    GroupOrder.AMOUNT_ASC: lambda held: _sum_rank(held, 1),
}


def _sum_rank(held: Sequence[Record], sign: int) -> tuple[bool, int]:
    """Where a group stands by its sum; one that discloses no amount comes last."""
    amounts = amounts_of(held)
    return not amounts, sign * sum(amounts)


def _place(value: Any) -> str:
    """What a group is ordered by among those of one rank; nothing disclosed comes last."""
    if value is None:
        return "\uffff"
    return value.key if isinstance(value, Record) else str(value)


def _part(key: GroupKey, value: Any) -> GroupPart:
    if value is None:
        return GroupPart(key, "", None)
    if isinstance(value, Record):
        return GroupPart(key, _name(value), value)
    return GroupPart(key, str(value), None)


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
