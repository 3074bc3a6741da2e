"""Checks between two tables of one document: totals, functional classes, equal codes, and parts of wholes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.reconciliation.figures import Figure, summed
from graph.reconciliation.printed import TABLE_NAMES, Printed, Row
from graph.reconciliation.rules import Check, NotExecutable, Verdict, at_most, equal
from graph.reconciliation.tables import MEASURE_NAMES, ORDINAL
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
        """Its amount, nothing where it is empty beside filled cells; None without the row."""
        row = self.row(printed)
        return row.figure_or_nothing(self.measure) if row else None


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
        """Its amount; None where the table has none of the codes, or one of them twice."""
        coded = {code: rows for code, rows in printed.coded(self.table).items() if len(code) == 3}
        wanted = [code for code in sorted(coded) if (code in self.codes if self.codes else code not in self.but)]
        if not wanted or any(len(coded[code]) > 1 for code in wanted):
            return None
        return summed([coded[code][0].figure_or_nothing(self.measure) for code in wanted])


def equal_cells(
    expected: Sequence[Cell | Codes], actual: Sequence[Cell | Codes], optional: Sequence[Cell] = ()
) -> Check:
    """A sum of cells is another sum of cells; `optional` ones are added to the expected side where they are printed."""

    def check(printed: Printed) -> Iterator[Verdict]:
        sides = [[(cell, cell.figure(printed)) for cell in side] for side in (expected, actual)]
        names = ["＋".join(cell.name for cell in side) for side in (expected, actual)]
        subject = f"{names[1]}＝{names[0]}"
        missing = [cell.name for side in sides for cell, figure in side if figure is None]
        if len(missing) == len(expected) + len(actual):
            return
        if missing:
            yield NotExecutable(subject, f"没有读到{'、'.join(missing)}")
            return
        left, right = ([figure for _, figure in side if figure] for side in sides)
        more = [(cell, figure) for cell in optional if (figure := cell.figure(printed))]
        said = "＋".join([names[0], *(cell.name for cell, _ in more)])
        yield equal(subject, f"{names[1]}应等于{said}", summed([*left, *(figure for _, figure in more)]), summed(right))

    return check


def fund_table(table: BudgetTable, measure: Measure, total: Sequence[str], column: Measure = Measure.TOTAL) -> Check:
    """What the appropriation's summary pays from a fund is what the fund's own table spends; an empty table is nothing."""

    def check(printed: Printed) -> Iterator[Verdict]:
        summary = printed.labelled(BudgetTable.APPROPRIATION_SUMMARY, total, Side.EXPENDITURE)
        own = printed.total_row(table)
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
        yield equal(
            subject,
            f"{TABLE_NAMES[table]}合计应等于财政拨款收支总表的{MEASURE_NAMES[measure]}",
            summary.figure_or_nothing(measure),
            spent,
        )

    return check


def equal_classes(summary: BudgetTable, measure: Measure, by_code: BudgetTable) -> Check:
    """Each functional class of a summary is the class of the same name in a table by codes."""

    def check(printed: Printed) -> Iterator[Verdict]:
        classes = {row.label: row for code, rows in printed.coded(by_code).items() for row in rows if len(code) == 3}
        if not classes:
            return
        for row in printed.rows(summary, Side.EXPENDITURE):
            named = ORDINAL.fullmatch(row.label)
            figure = row.figure(measure)
            if not named or figure is None or figure.fen == 0:
                continue
            subject = f"{TABLE_NAMES[summary]}/{row.label}"
            other = classes.get(named["name"])
            if other is None:
                yield NotExecutable(subject, f"{TABLE_NAMES[by_code]}没有读到同名的类")
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
            if not twins:
                continue
            subject = f"{TABLE_NAMES[table]}/{rows[0].name}"
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
                if figure:
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
            if figure is None:
                continue
            subject = f"“三公”经费表/{MEASURE_NAMES[measure]}"
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
