"""Checks between two tables of one document: totals, functional classes, equal codes, and parts of wholes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.facts import UnreadCells
from graph.identity import fold
from graph.reconciliation.figures import Figure, summed
from graph.reconciliation.printed import TABLE_NAMES, TOTAL_LABELS, Printed, Row, bears
from graph.reconciliation.rules import Check, NotExecutable, Verdict, at_most, equal
from graph.reconciliation.tables import LEFT_FOR_NEXT_YEAR, MEASURE_NAMES, ORDINAL, if_read
from graph.terms import BudgetTable, Measure, Side

INCOME_TOTAL = ("收入总计",)
EXPENDITURE_TOTAL = ("支出总计",)
YEAR_INCOME = ("本年收入合计",)
YEAR_EXPENDITURE = ("本年支出合计",)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by table, column and the labels that its row may bear; without labels, that of the row 合计."""

    table: BudgetTable
    measure: Measure = Measure.TOTAL
    labels: Sequence[str] = ()
    side: Side | None = None

    @property
    def name(self) -> str:
        """The cell as a reader would call it."""
        return f"{TABLE_NAMES[self.table]}“{self.labels[0] if self.labels else '合计'}”{MEASURE_NAMES[self.measure]}"

    def row(self, printed: Printed) -> Row | None:
        """Its row."""
        if self.labels:
            return printed.labelled(self.table, self.labels, self.side)
        return printed.total_row(self.table)

    def figure(self, printed: Printed) -> Figure | None:
        """Its amount, nothing where it is empty beside filled cells; None without the row, or where it is unread."""
        row = self.row(printed)
        return row.figure_or_nothing(self.measure) if row and not row.lacks(self.measure) else None

    def unread(self, printed: Printed) -> tuple[UnreadCells, ...]:
        """What of the document could not be read and may be this cell."""
        row = self.row(printed)
        if row:
            return row.lacks(self.measure)
        names = self.labels or TOTAL_LABELS
        return tuple(
            cells
            for cells in printed.unread_rows(self.table, self.side)
            if cells.code is None and (not cells.label or bears(fold(cells.label), names))
        )


@dataclass(frozen=True, slots=True)
class Codes:
    """The sum of rows by their codes: 301 and 303 of the basic expenditure; all three-digit codes but those without."""

    table: BudgetTable
    codes: Sequence[str] = ()
    but: Sequence[str] = ()
    measure: Measure = Measure.TOTAL

    @property
    def name(self) -> str:
        """The sum as a reader would call it."""
        return f"{TABLE_NAMES[self.table]}{'＋'.join(self.codes) if self.codes else '其他各类'}"

    def figure(self, printed: Printed) -> Figure | None:
        """Its amount; None where the table has none of the codes, or one of them twice, or where one is unread."""
        rows = self._rows(printed)
        if not rows or len({row.code for row in rows}) < len(rows) or self.unread(printed):
            return None
        return summed([row.figure_or_nothing(self.measure) for row in rows])

    def unread(self, printed: Printed) -> tuple[UnreadCells, ...]:
        """What of the document could not be read and may be part of it."""
        rows = printed.unread_rows(self.table)
        lacking = [cells for row in self._rows(printed) for cells in row.lacks(self.measure)]
        return (*lacking, *(cells for cells in rows if cells.code is None or self._wants(cells.code)))

    def _rows(self, printed: Printed) -> list[Row]:
        return [row for code, rows in sorted(printed.coded(self.table).items()) if self._wants(code) for row in rows]

    def _wants(self, code: str) -> bool:
        return len(code) == 3 and (code in self.codes if self.codes else code not in self.but)


def equal_cells(
    expected: Sequence[Cell | Codes],
    actual: Sequence[Cell | Codes],
    optional: Sequence[Cell] = (),
    carried: Sequence[Cell] = (),
) -> Check:
    """A sum of cells is another sum of cells.

    `optional` ones are added to the expected side where they are printed. So are those `carried` over from the year before or
    into the next, unless the other table counts them already: the form of the Ministry does, that of Shanghai does not.
    """

    def check(printed: Printed) -> Iterator[Verdict]:
        sides = [[(cell, cell.figure(printed)) for cell in side] for side in (expected, actual)]
        names = ["＋".join(cell.name for cell in side) for side in (expected, actual)]
        subject = f"{names[1]}＝{names[0]}"
        missing = [cell.name for side in sides for cell, figure in side if figure is None]
        unread = [cells for cell in (*expected, *actual) for cells in cell.unread(printed)]
        if len(missing) == len(expected) + len(actual) and not unread:
            return
        if missing:
            yield NotExecutable(subject, printed.why_unread(unread) if unread else f"没有读到{'、'.join(missing)}")
            return
        left, right = ([figure for _, figure in side if figure] for side in sides)
        more = [(cell, figure) for cell in (*optional, *carried) if (figure := cell.figure(printed))]
        said = "＋".join([names[0], *(cell.name for cell, _ in more)])
        compared = equal(
            subject, f"{names[1]}应等于{said}", summed([*left, *(figure for _, figure in more)]), summed(right)
        )
        if carried and not compared.holds:
            counted = equal(subject, f"{names[1]}应等于{names[0]}", summed(left), summed(right))
            compared = counted if counted.holds else compared
        among = [cells for cell in (*optional, *carried) for cells in cell.unread(printed)]
        yield if_read(printed, compared, (), among)

    return check


def fund_table(table: BudgetTable, measure: Measure, total: Sequence[str], column: Measure = Measure.TOTAL) -> Check:
    """What the appropriation's summary pays from a fund is what the fund's own table spends; an empty table is nothing."""

    def check(printed: Printed) -> Iterator[Verdict]:
        summary = printed.labelled(BudgetTable.APPROPRIATION_SUMMARY, total, Side.EXPENDITURE)
        own = printed.total_row(table)
        cells = (Cell(BudgetTable.APPROPRIATION_SUMMARY, measure, total, Side.EXPENDITURE), Cell(table, column))
        unread = [one for cell in cells for one in cell.unread(printed)] if summary or own else []
        if unread and (own or any(one.measure is measure for one in unread)):
            yield NotExecutable(f"{TABLE_NAMES[table]}/合计", printed.why_unread(unread))
            return
        if summary is None:
            if own:
                yield NotExecutable(TABLE_NAMES[table], "没有读到财政拨款收支总表的支出合计")
            return
        figure = summary.figure(measure)
        if own is None and figure is None:
            return
        subject = f"{TABLE_NAMES[table]}/合计"
        if own is None and figure and figure.fen != 0:
            yield NotExecutable(subject, f"财政拨款收支总表有{MEASURE_NAMES[measure]}，本表没有读到合计")
            return
        if own is None:
            return
        spent = own.figure(column) or own.figure_or_nothing(Measure.TOTAL)
        paid = summary.figure_or_nothing(measure)
        left = Cell(BudgetTable.APPROPRIATION_SUMMARY, measure, LEFT_FOR_NEXT_YEAR, Side.EXPENDITURE).figure(printed)
        if left and total is EXPENDITURE_TOTAL and not paid.interval.overlaps(spent.interval):
            paid = paid.minus(left)
        yield equal(subject, f"{TABLE_NAMES[table]}合计应等于财政拨款收支总表的{MEASURE_NAMES[measure]}", paid, spent)

    return check


def equal_classes(summary: BudgetTable, measure: Measure, by_code: BudgetTable) -> Check:
    """Each functional class of a summary is the class of the same name in a table by codes."""

    def check(printed: Printed) -> Iterator[Verdict]:
        classes = {row.label: row for code, rows in printed.coded(by_code).items() for row in rows if len(code) == 3}
        if not classes:
            return
        for row in printed.rows(summary, Side.EXPENDITURE):
            named = None if bears(row.label, LEFT_FOR_NEXT_YEAR) else ORDINAL.fullmatch(row.label)
            figure = row.figure(measure)
            if named and (unread := row.lacks(measure)):
                yield NotExecutable(f"{TABLE_NAMES[summary]}/{row.label}", printed.why_unread(unread))
                continue
            if not named or figure is None or figure.fen == 0:
                continue
            subject = f"{TABLE_NAMES[summary]}/{row.label}"
            other = classes.get(named["name"])
            if other is None:
                yield NotExecutable(subject, f"{TABLE_NAMES[by_code]}没有读到同名的类")
                continue
            if unread := other.lacks(Measure.TOTAL):
                yield NotExecutable(subject, printed.why_unread(unread))
                continue
            yield equal(
                subject,
                f"{TABLE_NAMES[summary]}“{named['name']}”应等于{TABLE_NAMES[by_code]}的同名类",
                other.figure_or_nothing(Measure.TOTAL),
                figure,
            )

    return check


def equal_codes(table: BudgetTable, measure: Measure, other: BudgetTable, other_measure: Measure) -> Check:
    """A code that stands in both tables has one amount."""

    def check(printed: Printed) -> Iterator[Verdict]:
        theirs = printed.coded(other)
        for code, rows in sorted(printed.coded(table).items()):
            twins = theirs.get(code, ())
            subject = f"{TABLE_NAMES[table]}/{rows[0].name}"
            if unread := _unread_of(printed, code, (rows, measure), (twins, other_measure), other):
                yield NotExecutable(subject, printed.why_unread(unread))
                continue
            if not twins:
                continue
            if len(rows) > 1 or len(twins) > 1:
                yield NotExecutable(subject, "同一科目编码印有不止一行")
                continue
            yield equal(
                subject,
                f"“{rows[0].name}”：{TABLE_NAMES[table]}{MEASURE_NAMES[measure]}"
                f"应等于{TABLE_NAMES[other]}{MEASURE_NAMES[other_measure]}",
                twins[0].figure_or_nothing(other_measure),
                rows[0].figure_or_nothing(measure),
            )

    return check


def _unread_of(
    printed: Printed,
    code: str,
    own: tuple[Sequence[Row], Measure],
    twins: tuple[Sequence[Row], Measure],
    other: BudgetTable,
) -> list[UnreadCells]:
    """What could not be read of a code's amounts in two tables; of the other's row, where it has none, any without a code."""
    rows = [] if twins[0] else [cells for cells in printed.unread_rows(other) if cells.code in {None, code}]
    return rows + [cells for side, measure in (own, twins) for row in side for cells in row.lacks(measure)]


def parts_by_code(part: BudgetTable, whole: BudgetTable, measures: Sequence[Measure]) -> Check:
    """A code's amount in a table of one source is no more than in the table of all sources."""

    def check(printed: Printed) -> Iterator[Verdict]:
        wholes = printed.coded(whole)
        for code, rows in sorted(printed.coded(part).items()):
            twins = wholes.get(code, ())
            if len(rows) > 1 or len(twins) != 1:
                yield NotExecutable(f"{TABLE_NAMES[part]}/{rows[0].name}", f"{TABLE_NAMES[whole]}没有唯一的同一科目")
                continue
            for measure in measures:
                figure = rows[0].figure(measure)
                if unread := (*rows[0].lacks(measure), *twins[0].lacks(measure)):
                    subject = f"{TABLE_NAMES[part]}/{rows[0].name}/{MEASURE_NAMES[measure]}"
                    yield NotExecutable(subject, printed.why_unread(unread))
                elif figure:
                    yield at_most(
                        f"{TABLE_NAMES[part]}/{rows[0].name}/{MEASURE_NAMES[measure]}",
                        f"“{rows[0].name}”{MEASURE_NAMES[measure]}：{TABLE_NAMES[part]}不应大于{TABLE_NAMES[whole]}",
                        twins[0].figure_or_nothing(measure),
                        figure,
                    )

    return check


def three_public_parts(codes: Sequence[tuple[str, Measure]]) -> Check:
    """An economic item for travel, receptions or vehicles is part of the same item of the 三公 table, never more."""

    def check(printed: Printed) -> Iterator[Verdict]:
        coded = printed.coded(BudgetTable.BASIC_BY_ECONOMIC)
        total = printed.three_public(Measure.TOTAL)
        for code, measure in codes:
            rows = coded.get(code, ())
            figure = rows[0].figure(Measure.TOTAL) if len(rows) == 1 else None
            whole = printed.three_public(measure)
            subject = f"“三公”经费表/{MEASURE_NAMES[measure]}"
            unread = [cells for row in rows for cells in row.lacks(Measure.TOTAL)]
            unread += printed.three_public_unread(measure) if figure and whole is None else ()
            if unread:
                yield NotExecutable(subject, printed.why_unread(unread))
                continue
            if figure is None:
                continue
            if whole is None and total is None:
                yield NotExecutable(subject, "没有读到“三公”经费表的金额")
                continue
            yield at_most(
                subject,
                f"基本支出经济分类表“{rows[0].name}”不应大于“三公”经费表的{MEASURE_NAMES[measure]}",
                whole or Figure.nothing(total.sources if total else ()),
                figure,
            )

    return check
