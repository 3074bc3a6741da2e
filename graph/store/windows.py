"""Ordered windows over records: keyset pages that neither skip nor count through what lies before them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cmp_to_key, partial
from typing import Any

from graph.plan import Order, Page, Scalar
from graph.store.records import Record


@dataclass(frozen=True, slots=True)
class PageOfRecords:
    """The records of one page, and whether others lie before and after it."""

    records: Sequence[Record]
    has_previous: bool
    has_next: bool


def sort_records(records: Sequence[Record], order: Sequence[Order]) -> list[Record]:
    """The records by these criteria and then by kind and key; nulls come last in either direction."""
    ordered = sorted(records, key=lambda record: (record.key, record.kind_name))
    for criterion in reversed(order):
        present = [record for record in ordered if getattr(record, criterion.member, None) is not None]
        absent = [record for record in ordered if getattr(record, criterion.member, None) is None]
        present.sort(key=lambda record: getattr(record, criterion.member), reverse=criterion.descending)
        ordered = present + absent
    return ordered


def position_of(record: Record, order: Sequence[Order]) -> tuple[Scalar, ...]:
    """Where a record stands in that order: its values and its key."""
    return (*(getattr(record, criterion.member, None) for criterion in order), record.key)


def page_of(ordered: Sequence[Record], order: Sequence[Order], page: Page) -> PageOfRecords:
    """The page of an ordered list that lies between two positions."""
    place = cmp_to_key(partial(_compare, order))

    def key(record: Record) -> Any:
        return place(position_of(record, order))

    start = bisect_right(ordered, place(page.after), key=key) if page.after else 0
    end = bisect_left(ordered, place(page.before), key=key) if page.before else len(ordered)
    end = max(start, end)
    if page.backward:
        first, last = max(start, end - page.size), end
    else:
        first, last = start, min(end, start + page.size)
    return PageOfRecords(ordered[first:last], has_previous=first > 0, has_next=last < len(ordered))


def _compare(order: Sequence[Order], one: Sequence[Scalar], other: Sequence[Scalar]) -> int:
    descending = [*(criterion.descending for criterion in order), False]
    for mine, theirs, reverse in zip(one, other, descending, strict=True):
        if mine == theirs:
            continue
        if mine is None or theirs is None:
            return 1 if mine is None else -1
        smaller = mine < theirs  # type: ignore[operator] # both are values of one property
        return -1 if smaller != reverse else 1
    return 0
