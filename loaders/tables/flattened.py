"""Tables that an extractor flattened into lines: no rules, no empty cells, titles anywhere.

A page of a table begins with its unit (单位：元) or with its title, whichever the extractor wrote first; the title names the
table wherever it stands between two such beginnings. A coded row is one line, `201 32 01 行政运行 75,302,867 75,222,867`; the
columns of its amounts are proved by arithmetic or left open. A line of a two-sided table holds both halves.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.facts import LineItem, Money, UnreadCells
from graph.identity import fold
from graph.terms import BudgetTable, Measure, MoneyUnit, Side, Stage
from loaders.document import Document, Ledger, Line
from loaders.money import UNIT_WORDS, cell_amount
from loaders.tables.arithmetic import FlatRow, Placement, place_amounts
from loaders.tables.catalogue import TableLayout, layout_titled
from loaders.tables.codes import UNDECIDED_CODE, Code, read_code
from loaders.tables.ruled import BODY_LINE, UNIT_LINE

_AMOUNT: Final = r"[¥￥]?-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[¥￥]?-?\d+(?:\.\d+)?"

# "201 32 01 行政运行 75,302,867 75,222,867 80,000" "302 13 维修(护)费 466,000 466,000" -> code, name, amounts
CODED_ROW: Final = re.compile(
    rf"(?P<code>\d{{3}}(?:\s+\d{{2}}){{0,2}})\s+(?P<name>[^\d\s]\S*)(?P<amounts>(?:\s+(?:{_AMOUNT}))+)"
)

# "201 32 04 公务员事务 ① 13,368,000 13,368,000" -> code and name of a row whose amounts no pattern reads
CODED: Final = re.compile(r"(?P<code>\d{3}(?:\s+\d{2}){0,2})\s+(?P<name>[^\d\s]\S*)\s.*")

# "211,127,788 210,013,800 1,113,988合计" "合计 211,127,788 210,013,800" -> amounts of the total row
TOTAL_ROW: Final = re.compile(rf"(?:合计\s*)?(?P<amounts>(?:{_AMOUNT})(?:\s+(?:{_AMOUNT}))*)\s*(?:合计)?")

# "一、财政拨款收入 210,013,800" within a line of two halves -> name, amounts
NAMED_PART: Final = re.compile(rf"(?P<name>[^\d\s,.][^\s]*|\d[、.．][^\s]+)(?P<amounts>(?:\s+(?:{_AMOUNT}))*)(?=\s|$)")

# "三、卫生健康支出" "支出总计" "本年支出合计" "八、结转下年" "年末结转和结余" -> rows of the expenditure side
EXPENDITURE_ROW: Final = re.compile(r".*支出(?:总计|合计)?|.*结转下年.*|.*年[末终].*结[转余].*")

# "75,302,867" "47.91" -> what no heading holds
PRINTED_AMOUNT: Final = re.compile(r"\d,\d{3}|\d\.\d{2}(?!\d)")

UNREAD_ROW: Final = "a row of the table that no pattern reads"
UNDECIDED_COLUMNS: Final = "empty cells were lost and arithmetic does not decide the columns of the amounts"

_PART_MEASURES: Final = {
    BudgetTable.REVENUE_BY_FUNCTION: (
        Measure.FISCAL_APPROPRIATION,
        Measure.UNDERTAKING_INCOME,
        Measure.BUSINESS_INCOME,
        Measure.OTHER_INCOME,
    ),
    BudgetTable.EXPENDITURE_BY_FUNCTION: (Measure.BASIC, Measure.PROJECT),
    BudgetTable.GENERAL_BUDGET_BY_FUNCTION: (Measure.BASIC, Measure.PROJECT),
    BudgetTable.GOVERNMENT_FUND_BY_FUNCTION: (Measure.BASIC, Measure.PROJECT),
    BudgetTable.STATE_CAPITAL_BY_FUNCTION: (Measure.BASIC, Measure.PROJECT),
    BudgetTable.BASIC_BY_ECONOMIC: (Measure.PERSONNEL, Measure.PUBLIC),
    BudgetTable.APPROPRIATION_SUMMARY: (Measure.GENERAL_PUBLIC_BUDGET, Measure.GOVERNMENT_FUND, Measure.STATE_CAPITAL),
}
"""The columns after the total, in the official order of the budget's tables (上海市级部门预算, 2024)."""

_THREE_PUBLIC_MEASURES: Final = (
    Measure.TOTAL,
    Measure.OVERSEAS_TRAVEL,
    Measure.RECEPTION,
    Measure.VEHICLES,
    Measure.VEHICLE_PURCHASE,
    Measure.VEHICLE_OPERATION,
    Measure.AGENCY_OPERATION,
)

_INCOME_ROWS: Final = {
    "财政拨款收入": Measure.FISCAL_APPROPRIATION,
    "事业收入": Measure.UNDERTAKING_INCOME,
    "事业单位经营收入": Measure.BUSINESS_INCOME,
    "其他收入": Measure.OTHER_INCOME,
    "一般公共预算资金": Measure.GENERAL_PUBLIC_BUDGET,
    "政府性基金": Measure.GOVERNMENT_FUND,
    "国有资本经营预算": Measure.STATE_CAPITAL,
}
"""Rows of the income side that say what a column of another table adds up to."""

_ORDINAL: Final = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[、.．])")


@dataclass(slots=True)
class _Segment:
    """The lines of one table, title and headings included."""

    lines: list[Line] = field(default_factory=list)
    layout: TableLayout | None = None
    unit: MoneyUnit | None = None


def read_flattened_tables(
    document: Document, stage: Stage, ledger: Ledger
) -> tuple[list[LineItem | UnreadCells], set[BudgetTable]]:
    """The cells of all flattened tables, read and unread, and the tables found; of final accounts no flattened text is known."""
    if stage is Stage.FINAL_ACCOUNTS:
        return [], set()
    cells: list[LineItem | UnreadCells] = []
    found: set[BudgetTable] = set()
    income: dict[Measure, int] = {}
    for segment in _segments(document, stage):
        if segment.layout is None:
            continue
        read = list(_cells_of(segment, segment.layout, income, ledger))
        if read or segment.unit:  # a list of contents prints the titles alone
            found.add(segment.layout.table)
        headings = [
            line for line in segment.lines if not ledger.is_settled(line) and not PRINTED_AMOUNT.search(line.text)
        ]
        ledger.ignore("heading of a flattened table", *headings)
        cells += read
        if segment.layout.has_sides:
            income |= _income_of(segment, [cell for cell in read if isinstance(cell, LineItem)])
    return cells, found


def _segments(document: Document, stage: Stage) -> Iterator[_Segment]:
    """The tables one after another: each begins where the first of them does, at its unit or at its title."""
    lines = list(document.lines())
    marks = [
        (index, bool(UNIT_LINE.search(line.text)), layout_titled(line.text, stage)) for index, line in enumerate(lines)
    ]
    units = [index for index, is_unit, _ in marks if is_unit]
    titles = [index for index, _, layout in marks if layout]
    if not units or not titles:
        return
    starts = units if units[0] < titles[0] else titles
    for start, end in zip(starts, [*starts[1:], _end_of_tables(lines, starts[-1])], strict=True):
        segment = _Segment(lines[start:end])
        segment.layout = next((layout for index, _, layout in marks[start:end] if layout), None)
        unit = next((UNIT_LINE.search(line.text) for line in segment.lines if UNIT_LINE.search(line.text)), None)
        if unit is None or unit["unit"] in UNIT_WORDS:
            segment.unit = UNIT_WORDS[unit["unit"]] if unit else None
            yield segment


def _end_of_tables(lines: Sequence[Line], last_start: int) -> int:
    """Where the last table ends: before the next section's heading (其他相关情况说明), which is prose."""
    for index in range(last_start + 1, len(lines)):
        if fold(lines[index].text).endswith("情况说明"):
            return index
    return len(lines)


def _cells_of(
    segment: _Segment, layout: TableLayout, income: dict[Measure, int], ledger: Ledger
) -> Iterator[LineItem | UnreadCells]:
    unit = segment.unit or layout.unit
    if layout.table is BudgetTable.THREE_PUBLIC:
        yield from _three_public(segment, layout, unit, ledger)
    elif layout.has_sides:
        yield from _two_sided(segment, layout, unit, ledger)
    else:
        yield from _coded(segment, layout, unit, income, ledger)


def _amounts(text: str, unit: MoneyUnit) -> tuple[Money, ...]:
    """The amounts of a row; none at all where one is finer than a fen, since the others would take its place."""
    amounts = [cell_amount(token, unit) for token in text.split()]
    return tuple(amount for amount in amounts if amount) if all(amounts) else ()


@dataclass(frozen=True, slots=True)
class _PrintedRow:
    """A row with its amounts; with none, and with the reason, where they could not be read."""

    line: Line
    label: str
    code: Code | None
    amounts: tuple[Money, ...]
    side: Side | None = None
    reason: str = ""


def _coded(
    segment: _Segment, layout: TableLayout, unit: MoneyUnit, income: dict[Measure, int], ledger: Ledger
) -> Iterator[LineItem | UnreadCells]:
    rows = list(_coded_rows(segment, layout, unit))
    measures = _PART_MEASURES[layout.table]
    totals = {index: income[measure] for index, measure in enumerate(measures) if measure in income}
    codes = [row.code.code if row.code else None for row in rows]
    placements = _placed(rows, codes, measures, totals if layout.table is BudgetTable.REVENUE_BY_FUNCTION else {})
    for number, (row, placement) in enumerate(zip(rows, placements, strict=True)):
        yield from _cells(layout, row, number, placement, ledger)


def _coded_rows(segment: _Segment, layout: TableLayout, unit: MoneyUnit) -> Iterator[_PrintedRow]:
    """The rows as printed; one whose code cannot be decided stays unread, since without a code it would be the total."""
    assert layout.scheme is not None
    for line in segment.lines:
        text = line.text.strip()
        coded = CODED_ROW.fullmatch(text) or CODED.fullmatch(text)
        amounts = _amounts(coded["amounts"], unit) if coded and coded.re is CODED_ROW else ()
        if coded and (amounts or PRINTED_AMOUNT.search(text)):
            code = read_code([coded["code"]], layout.scheme, None)
            reason = UNDECIDED_CODE if code is None else "" if amounts else UNREAD_ROW
            yield _PrintedRow(line, coded["name"], code, amounts, reason=reason)
        elif "合计" in text and (total := TOTAL_ROW.fullmatch(text)) and (amounts := _amounts(total["amounts"], unit)):
            yield _PrintedRow(line, "合计", None, amounts)
        elif PRINTED_AMOUNT.search(text):
            yield _PrintedRow(line, "", None, (), reason=UNREAD_ROW)


def _placed(
    rows: Sequence[_PrintedRow], codes: Sequence[str | None], measures: Sequence[Measure], totals: dict[int, int]
) -> list[Placement | None]:
    """The columns of each row, among those that could be read; None where arithmetic does not decide them."""
    flat = {
        number: FlatRow(code, tuple(amount.fen for amount in row.amounts))
        for number, (row, code) in enumerate(zip(rows, codes, strict=True))
        if not row.reason
    }
    placed = dict(zip(flat, place_amounts(list(flat.values()), len(measures), totals), strict=True))
    return [placed.get(number) for number in range(len(rows))]


def _cells(
    layout: TableLayout, row: _PrintedRow, number: int, placement: Placement | None, ledger: Ledger
) -> Iterator[LineItem | UnreadCells]:
    """A row's total and the amounts in their columns, with what of them is open."""
    reason = row.reason or (UNDECIDED_COLUMNS if placement is None else "")
    if reason:
        ledger.problem(row.line.source, reason, row.line)
        code = row.code.code if row.code else None
        yield UnreadCells(layout.table, number, row.line.source, row.label, row.side, code)
    if row.reason:
        return
    ledger.read(row.line)
    ledger.rows_read += 1
    yield _item(layout, row, number, Measure.TOTAL, row.amounts[0])
    for column, amount in zip(placement or (), row.amounts[1:], strict=False):
        yield _item(layout, row, number, _PART_MEASURES[layout.table][column], amount)


def _item(layout: TableLayout, row: _PrintedRow, number: int, measure: Measure, amount: Money) -> LineItem:
    return LineItem(
        table=layout.table,
        stage=layout.stage,
        measure=measure,
        row=number,
        label=row.label,
        amount=amount,
        source=row.line.source,
        side=row.side,
        scheme=layout.scheme if row.code else None,
        code=row.code.code if row.code else None,
        printed_code=row.code.printed if row.code else None,
    )


def _two_sided(
    segment: _Segment, layout: TableLayout, unit: MoneyUnit, ledger: Ledger
) -> Iterator[LineItem | UnreadCells]:
    rows = [row for line in segment.lines for row in _halves(line, layout, unit)]
    income = {
        measure: row.amounts[0].fen
        for row in rows
        if row.side is Side.REVENUE and row.amounts and (measure := _INCOME_ROWS.get(_ORDINAL.sub("", row.label)))
    }
    measures = _PART_MEASURES.get(layout.table, ())
    numbers = [number for number, row in enumerate(rows) if row.side is Side.EXPENDITURE]
    expenditure = [rows[number] for number in numbers]
    totals = {index: income.get(measure, 0) for index, measure in enumerate(measures)}
    placed = dict(zip(numbers, _placed(expenditure, _levels(expenditure), measures, totals), strict=True))
    for number, row in enumerate(rows):
        yield from _cells(layout, row, number, placed.get(number, ()), ledger)


def _halves(line: Line, layout: TableLayout, unit: MoneyUnit) -> Iterator[_PrintedRow]:
    """The rows of both sides that a line holds; digits behind a name that are no amount are a row's that stays unread."""
    if UNIT_LINE.search(line.text) or BODY_LINE.search(line.text) or layout_titled(line.text, layout.stage):
        return
    text = line.text.strip()
    parts = list(NAMED_PART.finditer(text))
    ends = [*(part.start() for part in parts[1:]), len(text)]
    for part, end in zip(parts, ends, strict=True):
        side, amounts = _side_of(part["name"]), _amounts(part["amounts"], unit)
        if PRINTED_AMOUNT.search(text[part.end() : end]) or (part["amounts"] and not amounts):
            yield _PrintedRow(line, part["name"], None, (), side, UNREAD_ROW)
        elif amounts:
            yield _PrintedRow(line, part["name"], None, amounts, side)


def _levels(rows: Sequence[_PrintedRow]) -> list[str | None]:
    """Codes as arithmetic takes them: the classes stand under 本年支出合计 where that is printed, and all under 支出总计."""
    year = "100" if any(row.label == "本年支出合计" for row in rows) else ""
    named = {"支出总计": None, "本年支出合计": year}
    return [
        named[row.label] if row.label in named else f"{year if row.label.endswith('支出') else ''}{101 + number}"
        for number, row in enumerate(rows)
    ]


def _side_of(label: str) -> Side:
    return Side.EXPENDITURE if EXPENDITURE_ROW.fullmatch(label) else Side.REVENUE


def _income_of(segment: _Segment, items: Sequence[LineItem]) -> dict[Measure, int]:
    """What the income side of a table says of each source; a source that is printed without an amount has none."""
    printed = {fold(_ORDINAL.sub("", word)) for line in segment.lines for word in line.text.split()}
    amounts = {measure: 0 for label, measure in _INCOME_ROWS.items() if label in printed}
    for item in items:
        measure = _INCOME_ROWS.get(_ORDINAL.sub("", item.label))
        if measure and item.side is Side.REVENUE:
            amounts[measure] = item.amount.fen
    return amounts


def _three_public(
    segment: _Segment, layout: TableLayout, unit: MoneyUnit, ledger: Ledger
) -> Iterator[LineItem | UnreadCells]:
    """The one row of seven amounts; fewer of them do not say which cells are empty."""
    for line in segment.lines:
        total = TOTAL_ROW.fullmatch(line.text.strip())
        if not total and not PRINTED_AMOUNT.search(line.text):
            continue
        amounts = _amounts(total["amounts"], unit) if total else ()
        if len(amounts) != len(_THREE_PUBLIC_MEASURES):
            ledger.problem(line.source, "empty cells were lost and the amounts do not say which", line)
            yield UnreadCells(layout.table, 0, line.source)
            continue
        ledger.read(line)
        ledger.rows_read += 1
        row = _PrintedRow(line, "“三公”经费和机关运行经费", None, amounts)
        for measure, amount in zip(_THREE_PUBLIC_MEASURES, amounts, strict=True):
            yield _item(layout, row, 0, measure, amount)
