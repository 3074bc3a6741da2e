"""Which columns do a row's amounts stand in? Restored by arithmetic where flattening lost the empty cells.

A row begins with its total, and the amounts after it stand in some of the columns, in order. What must hold decides: a class
is the sum of its groups in every column, and the rows of the highest level add up to the total row. A row that fills every
column needs no proof. Of the others, the placements that break the fewest sums count, and a row is placed only if it stands
in the same columns in all of these: what is not so decided stays open.

In a table without an error nothing is broken. One wrong amount breaks the sums that it is part of, wherever the others
stand, so that the true placement is always among those that break the fewest: it may stay open, and is never replaced.

The search is small, because each parent's columns bound the choice of its children alone, and because what a column lacks
after some of them tells whether the others can still make it up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, TypeAlias

MAX_STATES: Final = 100_000
"""More sums than this under one parent are not searched: its rows stay undecided instead of stalling the load."""


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row with its code (None for the total row) and its amounts in fen, the total first."""

    code: str | None
    amounts: tuple[int, ...]

    @property
    def adds_up(self) -> bool:
        """Whether its total is the sum of what follows, so that no column of it was lost."""
        return self.amounts[0] == sum(self.amounts[1:])


Placement: TypeAlias = tuple[int, ...]
"""For each amount after the total, the index of its column among the parts."""


def place_amounts(
    rows: Sequence[FlatRow], parts: int, totals: Mapping[int, int] | None = None
) -> list[Placement | None]:
    """The column of each amount of each row; None for a row whose columns arithmetic does not decide.

    Args:
        rows: the table's rows; the one without a code is its total row.
        parts: how many columns follow the total.
        totals: what another table says that a column adds up to, by column.
    """
    best = _Search(rows, parts, totals or {}).best()
    return [next(iter(placements)) if len(placements) == 1 else None for placements in best]


_Lacking: TypeAlias = tuple[int | None, ...]
"""What each column of a parent still lacks while its rows are placed one by one; None where its sum is broken."""


@dataclass(frozen=True, slots=True)
class _Fewest:
    """How many sums the best placements of some rows break, and what they are for each of the rows."""

    broken: int
    placements: Mapping[int, frozenset[Placement]]


class _Search:
    """The placements that break the fewest sums, from the total row down to the items."""

    def __init__(self, rows: Sequence[FlatRow], parts: int, totals: Mapping[int, int]) -> None:
        self._rows = rows
        self._parts = parts
        self._totals = totals
        self._candidates = [list(combinations(range(parts), len(row.amounts) - 1)) for row in rows]
        self._placeable = [index for index, candidates in enumerate(self._candidates) if candidates]
        self._children = _children({index: rows[index].code for index in self._placeable})
        self._known: dict[tuple[int, Placement], _Fewest] = {}

    def best(self) -> list[frozenset[Placement]]:
        """The best placements of each row; all of one that is part of no sum, none of one with too many amounts."""
        total = [index for index in self._placeable if self._rows[index].code is None][:1]
        highest = total or self._children.get(None, [])
        fewest = self._apart(highest, [self._candidates[index] for index in highest])
        return [
            fewest.placements.get(index, frozenset(candidates)) for index, candidates in enumerate(self._candidates)
        ]

    def _below(self, index: int, placement: Placement) -> _Fewest:
        """The best placements of all rows below a row that stands in these columns."""
        if (index, placement) not in self._known:
            self._known[index, placement] = self._searched(index, self._spread(index, placement))
        return self._known[index, placement]

    def _searched(self, index: int, columns: Sequence[int]) -> _Fewest:
        """The rows under one that prints these columns; first only in columns where that one prints something.

        What lies outside them can be better only where the row itself lost an amount, and does not add up, or where amounts
        below it cancel each other.
        """
        children = self._children.get(self._rows[index].code, [])
        is_bound = self._rows[index].adds_up and all(min(self._rows[child].amounts) >= 0 for child in children)
        inside = self._together(children, [self._inside(child, columns) for child in children], columns)
        if inside.broken and not is_bound:
            inside = self._together(children, [self._candidates[child] for child in children], columns)
        contradicted = 0
        if self._rows[index].code is None:
            contradicted = sum(columns[column] != amount for column, amount in self._totals.items())
        return _Fewest(inside.broken + contradicted, inside.placements)

    def _inside(self, index: int, columns: Sequence[int]) -> list[Placement]:
        """A row's placements that put nothing into a column where its parent has nothing; all, where there is no such."""
        amounts = self._rows[index].amounts[1:]
        inside = [
            placement
            for placement in self._candidates[index]
            if all(columns[column] or not amount for column, amount in zip(placement, amounts, strict=True))
        ]
        return inside or self._candidates[index]

    def _together(self, rows: Sequence[int], options: Sequence[Sequence[Placement]], columns: Sequence[int]) -> _Fewest:
        """The choices that break the fewest sums, those of the rows' columns and those below each of them."""
        reached: list[dict[_Lacking, int]] = [
            {tuple(columns): 0}
        ]  # before each row: the fewest broken below those above
        to_come = [self._to_come(rows[count:]) for count in range(len(rows) + 1)]
        for index, placements, left in zip(rows, options, to_come[1:], strict=True):
            following: dict[_Lacking, int] = {}
            for lacking, broken in reached[-1].items():
                for placement in placements:
                    after = _after(lacking, self._spread(index, placement), left)
                    cost = broken + self._below(index, placement).broken
                    following[after] = min(cost, following.get(after, cost))
            if len(following) > MAX_STATES:
                return self._apart(rows, options)
            reached.append(following)
        least = min(broken + lacking.count(None) for lacking, broken in reached[-1].items())
        on_the_way = {one: broken for one, broken in reached[-1].items() if broken + one.count(None) == least}
        best: dict[int, frozenset[Placement]] = {}
        for number in reversed(range(len(rows))):
            steps = [
                (lacking, broken, placement)
                for lacking, broken in reached[number].items()
                for placement in options[number]
                if on_the_way.get(_after(lacking, self._spread(rows[number], placement), to_come[number + 1]))
                == broken + self._below(rows[number], placement).broken
            ]
            best[rows[number]] = frozenset(placement for _, _, placement in steps)
            on_the_way = {lacking: broken for lacking, broken, _ in steps}
        return self._with_below(least, best)

    def _to_come(self, rows: Sequence[int]) -> tuple[int, int]:
        """The least and the most that a column can still get from these rows."""
        amounts = [amount for index in rows for amount in self._rows[index].amounts[1:]]
        return sum(amount for amount in amounts if amount < 0), sum(amount for amount in amounts if amount > 0)

    def _apart(self, rows: Sequence[int], options: Sequence[Sequence[Placement]]) -> _Fewest:
        """The choices of rows that no sum holds together: the best of each alone."""
        broken, best = 0, {}
        for index, placements in zip(rows, options, strict=True):
            least = min(self._below(index, placement).broken for placement in placements)
            broken += least
            best[index] = frozenset(one for one in placements if self._below(index, one).broken == least)
        return self._with_below(broken, best)

    def _with_below(self, broken: int, best: Mapping[int, frozenset[Placement]]) -> _Fewest:
        placements = dict(best)
        for index, chosen in best.items():
            for placement in chosen:
                for lower, more in self._below(index, placement).placements.items():
                    placements[lower] = placements.get(lower, frozenset()) | more
        return _Fewest(broken, placements)

    def _spread(self, index: int, placement: Placement) -> tuple[int, ...]:
        """A row's amounts in their columns, 0 in the others."""
        columns = [0] * self._parts
        for amount, column in zip(self._rows[index].amounts[1:], placement, strict=True):
            columns[column] = amount
        return tuple(columns)


def _after(lacking: _Lacking, amounts: Sequence[int], to_come: tuple[int, int]) -> _Lacking:
    """What the columns lack with a row's amounts in them, as far as the rows to come can still bring it."""
    least, most = to_come
    after = (None if one is None else one - amount for one, amount in zip(lacking, amounts, strict=True))
    return tuple(one if one is not None and least <= one <= most else None for one in after)


def _children(codes: Mapping[int, str | None]) -> dict[str | None, list[int]]:
    """The indices of the rows right under each printed code; under None those of the highest level."""
    printed = {code for code in codes.values() if code}
    children: dict[str | None, list[int]] = {}
    for index, code in codes.items():
        if code is not None:
            above = (code[:length] for length in range(len(code) - 1, 2, -1))
            children.setdefault(next((code for code in above if code in printed), None), []).append(index)
    return children
