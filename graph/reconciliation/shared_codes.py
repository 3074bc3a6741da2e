"""Checks that a code of one table stands in another that lists the same money: a code that is wrong in one of them only."""

from collections.abc import Iterator, Sequence
from typing import Final

from graph.reconciliation.figures import Figure, summed
from graph.reconciliation.printed import TABLE_NAMES, Printed, Row
from graph.reconciliation.rounding import Interval
from graph.reconciliation.rules import Check, Compared, NotExecutable, Verdict
from graph.terms import BudgetTable, Measure

_PARENT_LENGTHS: Final = {5: 3, 7: 5}  # of a group and of an item
_NONE: Final = Interval.exactly(0)


def codes_stand_in(table: BudgetTable, other: BudgetTable, *, of_equal_parents: bool = False) -> Check:
    """A code with an amount stands in the other table, too; one that lacks its parent there as well is told with it.

    `of_equal_parents`: only where what stands above the code has one amount in both tables. Income may be carried over, and what
    was carried over is spent under other codes.
    """

    def check(printed: Printed) -> Iterator[Verdict]:
        theirs = printed.coded(other)
        for code, rows in sorted(printed.coded(table).items()):
            row, twins, parent = rows[0], theirs.get(code, ()), _parent(printed, other, code)
            amount = row.figure(Measure.TOTAL)
            if amount is None or amount.fen == 0:
                continue
            if twins:
                yield _compared(row, other, _listed(twins[0].name, twins), holds=True)
            elif parent and (not of_equal_parents or _is_of_one_amount(_parent(printed, table, code), parent)):
                yield _missing(printed, row, parent)

    return check


def _parent(printed: Printed, table: BudgetTable, code: str) -> Row | None:
    """The row that a code is part of: its group's, its class's, or 合计; None without it, or of several."""
    length = _PARENT_LENGTHS.get(len(code))
    if length is None:
        return printed.total_row(table)
    rows = printed.coded(table).get(code[:length], ())
    return rows[0] if len(rows) == 1 else None


def _is_of_one_amount(own: Row | None, parent: Row) -> bool:
    if own is None or own.lacks(Measure.TOTAL) or parent.lacks(Measure.TOTAL):
        return False
    return own.figure_or_nothing(Measure.TOTAL).interval == parent.figure_or_nothing(Measure.TOTAL).interval


def _missing(printed: Printed, row: Row, parent: Row) -> Verdict:
    """What a table lists in place of a code, where it was read whole: nothing is unread, and what it lists adds up."""
    subject = f"{TABLE_NAMES[row.table]}/{row.name}"
    length = len(row.code or "")
    below = [
        one
        for code, rows in sorted(printed.coded(parent.table).items())
        for one in rows
        if len(code) == length and code.startswith(parent.code or "")
    ]
    unread = [*printed.unread_rows(parent.table), *(cells for one in (parent, *below) for cells in one.unread)]
    if unread:
        return NotExecutable(subject, printed.why_unread(unread))
    parts = summed([one.figure_or_nothing(Measure.TOTAL) for one in below]) if below else None
    if parts is None or not parts.interval.overlaps(parent.figure_or_nothing(Measure.TOTAL).interval):
        return NotExecutable(subject, f"{TABLE_NAMES[parent.table]}“{parent.name}”之下可能没有读全")
    listed = f"{parent.name}之下：{'、'.join(one.code or '' for one in below)}"
    return _compared(row, parent.table, _listed(listed, [parent, *below]), holds=False)


def _listed(text: str, rows: Sequence[Row]) -> Figure:
    return Figure(text, _NONE, tuple(row.evidence for row in rows))


def _compared(row: Row, other: BudgetTable, listed: Figure, *, holds: bool) -> Compared:
    return Compared(
        f"{TABLE_NAMES[row.table]}/{row.name}",
        f"{TABLE_NAMES[row.table]}“{row.name}”应在{TABLE_NAMES[other]}之中",
        listed,
        _listed(row.name, [row]),
        holds,
    )
