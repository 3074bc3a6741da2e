"""Checks of what an appropriation carries over: by fund in the summary of final accounts (A4)."""

from collections.abc import Iterator, Sequence
from typing import Final

from graph.reconciliation.between_tables import INCOME_TOTAL, YEAR_EXPENDITURE, YEAR_INCOME
from graph.reconciliation.figures import Figure, summed
from graph.reconciliation.printed import TABLE_NAMES, Printed, Row
from graph.reconciliation.rules import NotExecutable, Verdict, equal
from graph.reconciliation.tables import MEASURE_NAMES, ORDINAL
from graph.terms import BudgetTable, Measure, Side

OPENING: Final = ("年初财政拨款结转和结余", "年初结转和结余")
CLOSING: Final = ("年末财政拨款结转和结余", "年末结转和结余")
_TABLE: Final = BudgetTable.APPROPRIATION_SUMMARY
_FUNDS: Final = (
    ("一般公共预算", Measure.GENERAL_PUBLIC_BUDGET),
    ("政府性基金", Measure.GOVERNMENT_FUND),
    ("国有资本经营", Measure.STATE_CAPITAL),
)


def openings_add_up(printed: Printed) -> Iterator[Verdict]:
    """What the year opens with is the sum of the funds below it."""
    opening = printed.labelled(_TABLE, OPENING, Side.REVENUE)
    if opening is None:
        return
    below = [figure for row in _lines(printed, opening, INCOME_TOTAL) if (figure := row.figure(Measure.TOTAL))]
    subject = f"{TABLE_NAMES[_TABLE]}/{opening.label}"
    if not below:
        yield NotExecutable(subject, "没有按资金列出年初结转和结余")
        return
    message = f"财政拨款收支总表“{opening.label}”应等于其下各资金之和"
    yield equal(subject, message, summed(below), opening.figure_or_nothing(Measure.TOTAL))


def funds_balance(printed: Printed) -> Iterator[Verdict]:
    """Opening balance and income less expenditure is the closing balance, of each fund."""
    opening = printed.labelled(_TABLE, OPENING, Side.REVENUE)
    spent = printed.labelled(_TABLE, YEAR_EXPENDITURE, Side.EXPENDITURE)
    closing = printed.labelled(_TABLE, CLOSING, Side.EXPENDITURE)
    incomes = _lines(printed, None, YEAR_INCOME)
    if spent is None or not incomes:
        return
    openings = _lines(printed, opening, INCOME_TOTAL) if opening else []
    for name, measure in _FUNDS:
        own = [row for row in incomes if name in row.label]
        carried = [row for row in openings if name in row.label]
        paid = spent.figure(measure)
        left = closing.figure(measure) if closing else None
        if not own and paid is None and left is None:
            continue
        subject = f"{TABLE_NAMES[_TABLE]}/{MEASURE_NAMES[measure]}/结转"
        if opening and not openings and opening.figure_or_nothing(Measure.TOTAL).fen:
            yield NotExecutable(subject, "没有按资金列出年初结转和结余")
            continue
        nothing = Figure.nothing((spent.evidence,))
        received = [row.figure_or_nothing(Measure.TOTAL) for row in (*carried, *own)]
        yield equal(
            subject,
            f"财政拨款收支总表{MEASURE_NAMES[measure]}：年初结转和结余＋本年收入－本年支出应等于年末结转和结余",
            summed(received or [nothing]).minus(paid or nothing),
            left or nothing,
        )


def _lines(printed: Printed, after: Row | None, before: Sequence[str]) -> list[Row]:
    """The numbered lines of the income side between two others."""
    end = printed.labelled(_TABLE, before, Side.REVENUE)
    if end is None:
        return []
    since = after.ordinal if after else -1
    rows = printed.rows(_TABLE, Side.REVENUE)
    return [row for row in rows if since < row.ordinal < end.ordinal and ORDINAL.fullmatch(row.label)]
