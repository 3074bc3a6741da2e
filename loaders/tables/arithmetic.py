"""Which columns do a row's amounts stand in? Restored by arithmetic where flattening lost the empty cells.

A row begins with its total, and the amounts after it stand in some of the columns, in order. What must hold decides: a
row's total is the sum of its columns, a class is the sum of its groups in every column, and the rows of the highest level
add up to the total row. An assignment counts only if it is the same in every solution; what is not so proved stays open.

For a class with its groups the search is small (2 to the number of rows under one parent), because each parent's columns
bound the choice of its children alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod
from typing import Final, TypeAlias

MAX_COMBINATIONS: Final = 200_000
"""More choices than this under one parent are not searched: the rows stay undecided instead of stalling the load."""


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row with its code (None for the total row) and its amounts in fen, the total first."""

    code: str | None
    amounts: tuple[int, ...]


Placement: TypeAlias = tuple[int, ...]
"""For each amount after the total, the index of its column among the parts."""


def place_amounts(
    rows: Sequence[FlatRow], parts: int, totals: Mapping[int, int] | None = None
) -> list[Placement | None]:
    """The column of each amount of each row; None for a row whose columns arithmetic does not prove.

    Args:
        rows: the table's rows; the one without a code is its total row.
        parts: how many columns follow the total.
        totals: what another table says that a column adds up to, by column.
    """
    search = _Search(rows, parts)
    total = next((index for index, row in enumerate(rows) if row.code is None), None)
    possible: list[set[Placement]] = [set() for _ in rows]
    if total is None:
        possible = [set(options) for options in search.candidates]
    else:
        for option in search.candidates[total]:
            columns = search.spread(total, option)
            below = search.under(None, columns) if _agrees(columns, totals or {}) else None
            if below is not None:
                possible[total].add(option)
                for index, placements in below.items():
                    possible[index] |= placements
    return [next(iter(placements)) if len(placements) == 1 else None for placements in possible]


def _agrees(columns: Sequence[int], totals: Mapping[int, int]) -> bool:
    return all(columns[column] == amount for column, amount in totals.items())


class _Search:
    """All placements that the sums allow, from the total row down to the items."""

    def __init__(self, rows: Sequence[FlatRow], parts: int) -> None:
        self._rows = rows
        self._parts = parts
        self.candidates = [self._candidates(row) for row in rows]
        self._children = _children(rows)

    def spread(self, index: int, placement: Placement) -> tuple[int, ...]:
        """A row's amounts in their columns, 0 in the others."""
        columns = [0] * self._parts
        for amount, column in zip(self._rows[index].amounts[1:], placement, strict=True):
            columns[column] = amount
        return tuple(columns)

    def under(self, parent: str | None, columns: Sequence[int]) -> dict[int, set[Placement]] | None:
        """The placements of every row below a parent that stand in some solution with these columns; None without one."""
        children = self._children.get(parent, [])
        if not children:
            return {}
        options = [self._within(index, columns) for index in children]
        if prod(map(len, options)) > MAX_COMBINATIONS:
            return None
        possible: dict[int, set[Placement]] = {}
        for choice in product(*options):
            spreads = [self.spread(index, placement) for index, placement in zip(children, choice, strict=True)]
            if any(sum(column) != wanted for column, wanted in zip(zip(*spreads, strict=True), columns, strict=True)):
                continue
            below = [
                self.under(self._rows[index].code, spread) for index, spread in zip(children, spreads, strict=True)
            ]
            if any(branch is None for branch in below):
                continue
            for index, placement in zip(children, choice, strict=True):
                possible.setdefault(index, set()).add(placement)
            for branch in below:
                for index, placements in (branch or {}).items():
                    possible.setdefault(index, set()).update(placements)
        return possible or None

    def _within(self, index: int, columns: Sequence[int]) -> list[Placement]:
        """A row's placements that put nothing into a column where its parent has nothing; amounts are not negative."""
        amounts = self._rows[index].amounts[1:]
        if any(amount < 0 for amount in amounts):
            return self.candidates[index]
        return [
            placement
            for placement in self.candidates[index]
            if all(columns[column] or not amount for column, amount in zip(placement, amounts, strict=True))
        ]

    def _candidates(self, row: FlatRow) -> list[Placement]:
        """The placements that keep the order, where the amounts add up to the row's total."""
        rest = row.amounts[1:]
        if len(rest) > self._parts or (rest and sum(rest) != row.amounts[0]):
            return []
        return list(combinations(range(self._parts), len(rest)))


def _children(rows: Sequence[FlatRow]) -> dict[str | None, list[int]]:
    """The indices of the rows right under each printed code; under None those of the highest level."""
    codes = {row.code for row in rows if row.code}
    children: dict[str | None, list[int]] = {}
    for index, row in enumerate(rows):
        if row.code is not None:
            above = (row.code[:length] for length in range(len(row.code) - 1, 2, -1))
            children.setdefault(next((code for code in above if code in codes), None), []).append(index)
    return children
