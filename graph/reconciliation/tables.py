"""Checks of a table in itself: rows across their columns, columns down their rows, codes under their parents.

A blank cell beside filled ones is nothing; a row without any part is not executable, since the column may not be printed.
Neither is a comparison that needs a cell that could not be read, or that fails where a row could not.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from graph.facts import UnreadCells
from graph.identity import fold
from graph.reconciliation.figures import Figure, summed
from graph.reconciliation.printed import CODED_TABLES, TABLE_NAMES, Printed, Row, bears
from graph.reconciliation.rules import Check, Compared, NotExecutable, Verdict, equal, equal_sum
from graph.terms import BudgetTable, Measure, Side, Stage

MEASURE_NAMES: Final[Mapping[Measure, str]] = {
    Measure.TOTAL: "合计",
    Measure.BASIC: "基本支出",
    Measure.PROJECT: "项目支出",
    Measure.PERSONNEL: "人员经费",
    Measure.PUBLIC: "公用经费",
    Measure.FISCAL_APPROPRIATION: "财政拨款收入",
    Measure.UNDERTAKING_INCOME: "事业收入",
    Measure.BUSINESS_INCOME: "经营收入",
    Measure.OTHER_INCOME: "其他收入",
    Measure.SUPERIOR_SUBSIDY: "上级补助收入",
    Measure.AFFILIATE_REMITTANCE: "附属单位上缴收入",
    Measure.GENERAL_PUBLIC_BUDGET: "一般公共预算",
    Measure.GOVERNMENT_FUND: "政府性基金预算",
    Measure.STATE_CAPITAL: "国有资本经营预算",
    Measure.REMITTED_TO_SUPERIOR: "上缴上级支出",
    Measure.BUSINESS_EXPENDITURE: "经营支出",
    Measure.SUBSIDY_TO_AFFILIATES: "对附属单位补助支出",
    Measure.OVERSEAS_TRAVEL: "因公出国（境）费",
    Measure.RECEPTION: "公务接待费",
    Measure.VEHICLES: "公务用车购置及运行费",
    Measure.VEHICLE_PURCHASE: "公务用车购置费",
    Measure.VEHICLE_OPERATION: "公务用车运行费",
    Measure.AGENCY_OPERATION: "机关运行经费",
    Measure.OPENING_BALANCE: "年初结转和结余",
    Measure.CURRENT_REVENUE: "本年收入",
    Measure.CURRENT_EXPENDITURE: "本年支出",
    Measure.CLOSING_BALANCE: "年末结转和结余",
}

# "一、一般公共服务支出" "十九、住房保障支出" -> a line of a summary that is a part of its total, not "1、一般公共预算资金"
ORDINAL: Final = re.compile(r"(?P<ordinal>[一二三四五六七八九十]+)、(?P<name>.+)")
# "1、一般公共预算资金" -> a part of the line above it
SUB_ORDINAL: Final = re.compile(r"\d+[.、](?P<name>.+)")

CARRIED_OVER: Final = (
    "上年结转",
    "上年结转和结余",
    "上年结转结余",
    "上年结转资金",
    "上年财政拨款结转",
    "年初结转和结余",
    "年初结转结余",
    "年初财政拨款结转和结余",
)
LEFT_FOR_NEXT_YEAR: Final = (
    "结转下年",
    "结转下年支出",
    "结转下年资金",
    "年末结转和结余",
    "年末结转结余",
    "年终结转结余",
    "年末财政拨款结转和结余",
)
"""How lines are called that carry money over from the year before, and into the next, with an ordinal or without."""


CUT_SHORT: Final = "没有读到合计行，而其他表格都有：本表可能没有读全"


def row_sums(table: BudgetTable, whole: Measure, parts: Sequence[Measure], side: Side | None = None) -> Check:
    """Each row's total is the sum of its columns."""

    def check(printed: Printed) -> Iterator[Verdict]:
        if _has_columns(printed, table, parts) or not printed.rows(table):
            for cells in printed.unread_rows(table, side):
                yield NotExecutable(f"{TABLE_NAMES[table]}/{cells.label or '未读的行'}", printed.why_unread([cells]))
        for row in printed.rows(table, side):
            unread = [cells for cells in row.unread if cells.measure in {None, whole, *parts}]
            if unread:
                yield NotExecutable(_place(row), printed.why_unread(unread))
                continue
            figure = row.figure(whole)
            filled = [part for measure in parts if (part := row.figure(measure))]
            if figure is None and not filled:
                continue
            subject = _place(row)
            if figure is None or not filled:
                if len(parts) > 1 and (filled or _has_columns(printed, table, parts)):
                    yield NotExecutable(subject, "该行只印有合计或只印有部分栏")
                continue
            names = "＋".join(MEASURE_NAMES[measure] for measure in parts)
            yield equal_sum(
                subject, f"{TABLE_NAMES[table]}“{row.name}”：{MEASURE_NAMES[whole]}应等于{names}", filled, figure
            )

    return check


def _has_columns(printed: Printed, table: BudgetTable, parts: Sequence[Measure]) -> bool:
    return any(row.figure(measure) for row in printed.rows(table) for measure in parts)


_BALANCED: Final = (
    Measure.OPENING_BALANCE,
    Measure.CURRENT_REVENUE,
    Measure.CURRENT_EXPENDITURE,
    Measure.CLOSING_BALANCE,
)


def balance(table: BudgetTable) -> Check:
    """Opening balance and income less expenditure is the closing balance, in each row (A8, A9)."""

    def check(printed: Printed) -> Iterator[Verdict]:
        for row in printed.rows(table):
            if row.figure(Measure.CURRENT_REVENUE) is None and row.figure(Measure.OPENING_BALANCE) is None:
                continue
            if unread := row.lacks(*_BALANCED):
                yield NotExecutable(_place(row), printed.why_unread(unread))
                continue
            opening, income, closing = (
                row.figure_or_nothing(measure)
                for measure in (Measure.OPENING_BALANCE, Measure.CURRENT_REVENUE, Measure.CLOSING_BALANCE)
            )
            spent = row.figure(Measure.CURRENT_EXPENDITURE) or row.figure_or_nothing(Measure.TOTAL)
            yield equal(
                _place(row),
                f"{TABLE_NAMES[table]}“{row.name}”：年初结转和结余＋本年收入－本年支出应等于年末结转和结余",
                opening.plus(income).minus(spent),
                closing,
            )

    return check


def code_sums(table: BudgetTable) -> Check:
    """The rows without a parent add up to 合计, and the rows under a code to that code, in each column (类 = Σ款, 款 = Σ项)."""

    def check(printed: Printed) -> Iterator[Verdict]:
        coded = printed.coded(table)
        unread = printed.unread_rows(table)
        if not coded:
            if unread:
                yield NotExecutable(TABLE_NAMES[table], printed.why_unread(unread))
            return
        repeated = {code for code, rows in coded.items() if len(rows) > 1}
        children: dict[str, list[Row]] = {}
        for code, rows in sorted(coded.items()):
            children.setdefault(_parent(code, coded), []).extend(rows)
        for cells in unread:
            children.setdefault(_parent(cells.code or "", coded), [])
        total = printed.total_row(table)
        if total is None:
            yield NotExecutable(f"{TABLE_NAMES[table]}/合计", "没有读到合计行")
        is_cut = total is None and any(printed.total_row(other) for other in CODED_TABLES)
        for parent, below in children.items():
            whole = coded[parent][0] if parent else total
            if whole is None:
                continue
            if parent in repeated or repeated.intersection(row.code or "" for row in below):
                yield NotExecutable(_place(whole), "同一科目编码印有不止一行")
                continue
            among = [cells for cells in unread if _may_stand_under(parent, cells, printed.rows(table), coded)]
            for verdict in _sums_down(printed, whole, below, among):
                match verdict:
                    case Compared(holds=False) if is_cut:
                        yield NotExecutable(verdict.subject, CUT_SHORT)
                    case _:
                        yield verdict

    return check


def _parent(code: str, coded: Collection[str]) -> str:
    return next((code[:length] for length in (5, 3) if len(code) > length and code[:length] in coded), "")


def _may_stand_under(parent: str, unread: UnreadCells, rows: Sequence[Row], coded: Collection[str]) -> bool:
    """Whether an unread row is one of those right under a code; without a code of its own, by where it stands."""
    if unread.code:
        return _parent(unread.code, coded) == parent
    if not parent:
        return True
    first, last = (end(row.ordinal for row in rows if (row.code or "").startswith(parent)) for end in (min, max))
    after = min((row.ordinal for row in rows if row.ordinal > last), default=unread.row + 1)
    return first < unread.row < after


def _sums_down(printed: Printed, whole: Row, rows: Sequence[Row], among: Sequence[UnreadCells]) -> Iterator[Verdict]:
    """The sums of each column, with the unread rows that may be among those that add up."""
    what = "各类" if whole.code is None else "各款" if len(whole.code) == 3 else "各项"
    family = (whole, *rows)
    columns = {measure for row in family for measure in (*row.items, *(cells.measure for cells in row.unread))}
    for measure in (measure for measure in Measure if measure in columns):
        filled = [figure for row in rows if (figure := row.figure(measure))]
        compared = equal_sum(
            f"{_place(whole)}/{MEASURE_NAMES[measure]}",
            f"{TABLE_NAMES[whole.table]}“{whole.name}”{MEASURE_NAMES[measure]}应等于{what}之和",
            filled or [Figure.nothing(((*rows, whole)[0].evidence,))],
            whole.figure_or_nothing(measure),
        )
        yield if_read(printed, compared, [cells for row in family for cells in row.lacks(measure)], among)


def if_read(
    printed: Printed, compared: Compared, lacking: Sequence[UnreadCells], among: Sequence[UnreadCells]
) -> Verdict:
    """The comparison; not executable where a cell of it is unread, or where it fails and an unread row may be part of it."""
    unread = [*lacking, *(() if compared.holds else among)]
    return NotExecutable(compared.subject, printed.why_unread(unread)) if unread else compared


def lines_sum(table: BudgetTable, side: Side, total: Sequence[str], carried: Sequence[str] = ()) -> Check:
    """The numbered lines above a total, and what is carried over, add up to it in each column."""

    def check(printed: Printed) -> Iterator[Verdict]:
        whole = printed.labelled(table, total, side)
        if whole is None:
            return
        lines = _parts([row for row in printed.rows(table, side) if row.ordinal < whole.ordinal], carried)
        among = [cells for cells in printed.unread_rows(table, side) if cells.row < whole.ordinal]
        if not lines:
            yield NotExecutable(_place(whole), printed.why_unread(among) if among else "没有读到合计之上的各行")
            return
        for measure in sorted(whole.items):
            filled = [figure for row in lines if (figure := row.figure(measure))]
            lacking = [cells for row in lines for cells in row.lacks(measure)]
            if not filled and measure is not Measure.TOTAL:
                yield NotExecutable(f"{_place(whole)}/{MEASURE_NAMES[measure]}", "各行没有这一栏")
                continue
            compared = equal_sum(
                f"{_place(whole)}/{MEASURE_NAMES[measure]}",
                f"{TABLE_NAMES[table]}“{whole.label}”{MEASURE_NAMES[measure]}应等于其上各行之和",
                filled or [Figure.nothing((lines[0].evidence,))],
                whole.figure_or_nothing(measure),
            )
            yield if_read(printed, compared, lacking, among)

    return check


def _parts(above: Sequence[Row], carried: Sequence[str]) -> list[Row]:
    """The numbered lines, and those that carry money over; the lines numbered anew below such a one are its own parts."""
    parts: list[Row] = []
    is_below_carried = False
    for row in above:
        is_carried = bears(row.label, carried)
        numbered = ORDINAL.fullmatch(row.label)
        is_below_carried = (is_carried and not numbered) or is_below_carried
        if is_carried or (numbered and not is_below_carried):
            parts.append(row)
    return parts


def sub_lines_sum(table: BudgetTable, side: Side, label: str) -> Check:
    """The lines 1、2、3、 below a line add up to it (一、财政拨款收入 in T1)."""

    def check(printed: Printed) -> Iterator[Verdict]:
        lines = printed.rows(table, side)
        whole = next((row for row in lines if row.label.endswith(label) and ORDINAL.fullmatch(row.label)), None)
        if whole is None:
            return
        below: list[Row] = []
        for row in lines:
            if row.ordinal > whole.ordinal:
                if not SUB_ORDINAL.fullmatch(row.label):
                    break
                below.append(row)
        figures = [figure for row in below if (figure := row.figure(Measure.TOTAL))]
        among = [cells for cells in printed.unread_rows(table, side) if SUB_ORDINAL.fullmatch(fold(cells.label))]
        if figures or among:
            compared = equal(
                _place(whole),
                f"{TABLE_NAMES[table]}“{whole.label}”应等于其下各项之和",
                summed(figures or [Figure.nothing((whole.evidence,))]),
                whole.figure_or_nothing(Measure.TOTAL),
            )
            yield if_read(printed, compared, whole.lacks(Measure.TOTAL), among)

    return check


def three_public_sums(whole: Measure, parts: Sequence[Measure]) -> Check:
    """A total of travel, receptions and vehicles is the sum of its parts, budgeted and spent."""

    def check(printed: Printed) -> Iterator[Verdict]:
        for stage in Stage:
            figure = printed.three_public(whole, stage)
            filled = [part for measure in parts if (part := printed.three_public(measure, stage))]
            subject = f"“三公”经费表/{MEASURE_NAMES[whole]}/{'预算数' if stage is Stage.BUDGET else '决算数'}"
            unread = printed.three_public_unread(whole, *parts)
            if unread and (figure or filled or stage is printed.stage):
                yield NotExecutable(subject, printed.why_unread(unread))
                continue
            if figure is None and not filled:
                continue
            if figure is None or not filled:
                yield NotExecutable(subject, "只印有合计或只印有部分项目")
                continue
            names = "＋".join(MEASURE_NAMES[measure] for measure in parts)
            yield equal(subject, f"“三公”经费表：{MEASURE_NAMES[whole]}应等于{names}", summed(filled), figure)

    return check


def _place(row: Row) -> str:
    return f"{TABLE_NAMES[row.table]}/{row.name}"
