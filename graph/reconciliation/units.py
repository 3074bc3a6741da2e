"""Checks between documents of one year: a department's and its units', and two copies of one document."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final, TypeAlias

from graph.facts import LineItem, StatedFigure
from graph.reconciliation.figures import Figure, summed
from graph.reconciliation.narratives import figure_of, name_of
from graph.reconciliation.pairs import copies, families
from graph.reconciliation.printed import TABLE_NAMES, Printed, Row
from graph.reconciliation.rules import NotExecutable, Verdict, at_most, equal
from graph.reconciliation.tables import MEASURE_NAMES, ORDINAL, SUB_ORDINAL
from graph.terms import BudgetTable, Measure, Side, Topic

Documents: TypeAlias = Sequence[Printed]
Rows: TypeAlias = Mapping[str, Sequence[Row]]
"""A table's rows by what is the same in all documents: a code, a label without its ordinal."""

_SUMMARIES: Final = (BudgetTable.BALANCE_SUMMARY, BudgetTable.APPROPRIATION_SUMMARY)
_SIDES: Final = {Side.REVENUE: "收入", Side.EXPENDITURE: "支出", None: ""}
_MAY_BE_EMPTY: Final = (
    BudgetTable.GOVERNMENT_FUND_BY_FUNCTION,
    BudgetTable.STATE_CAPITAL_BY_FUNCTION,
    BudgetTable.THREE_PUBLIC,
)
_STATED: Final = (
    Topic.PROCUREMENT,
    Topic.PROCUREMENT_GOODS,
    Topic.PROCUREMENT_WORKS,
    Topic.PROCUREMENT_SERVICES,
    Topic.PROCUREMENT_SMALL_AND_MEDIUM,
    Topic.PROCUREMENT_SMALL_AND_MICRO,
    Topic.PERFORMANCE_PROJECTS,
    Topic.PERFORMANCE_AMOUNT,
    Topic.VEHICLE_FLEET,
    Topic.VEHICLE_PURCHASE_PLAN,
    Topic.LARGE_EQUIPMENT,
    Topic.LARGE_EQUIPMENT_PLAN,
)


def units_are_department(documents: Documents) -> Iterator[Verdict]:
    """The units' documents add up to the department's, table by table and row by row, and in what the sentences alone say."""
    for family in families(documents):
        if family.is_one_unit:
            continue  # EDITIONS
        if family.missing:
            reason = f"没有这些单位的文件：{'、'.join(family.missing)}"
            yield NotExecutable("各单位之和", reason, _shas(family.department, *family.units))
            continue
        yield from _same(family.department, family.units, "各单位之和应等于部门")


def editions_agree(documents: Documents) -> Iterator[Verdict]:
    """Where a department has one unit only, that unit's edition prints what the department's does."""
    for family in families(documents):
        if family.is_one_unit:
            yield from _same(family.department, family.units, "单位文件应等于部门文件")


def copies_agree(documents: Documents) -> Iterator[Verdict]:
    """A document that was published twice prints the same amounts in both."""
    for pair in copies(documents):
        yield from _same(pair.one, (pair.other,), "同一文件的两份应相同")


def units_are_part(documents: Documents) -> Iterator[Verdict]:
    """No amount of a unit's document is more than the department's for the same row."""
    for family in families(documents):
        if family.is_one_unit:
            continue  # EDITIONS
        for unit, table in product(family.units, BudgetTable):
            wholes = _rows_of(family.department, table)
            for key, rows in _rows_of(unit, table).items():
                if len(rows) == 1 and len(wholes.get(key, ())) == 1:
                    yield from _parts_of_row(wholes[key][0], rows[0])


def _parts_of_row(whole: Row, part: Row) -> Iterator[Verdict]:
    for measure, name in MEASURE_NAMES.items():
        figure = part.figure(measure)
        if figure:
            subject = f"{TABLE_NAMES[part.table]}/{part.name}/{name}"
            yield at_most(subject, f"{subject}：单位不应大于部门", whole.figure_or_nothing(measure), figure)


def _same(whole: Printed, parts: Documents, says: str) -> Iterator[Verdict]:
    for table in BudgetTable:
        yield from _same_tables(table, whole, parts, says)
    yield from _same_statements(whole, parts, says)


def _same_tables(table: BudgetTable, whole: Printed, parts: Documents, says: str) -> Iterator[Verdict]:
    wholes, of_parts = _rows_of(whole, table), [_rows_of(part, table) for part in parts]
    if not any((wholes, *of_parts)):
        return
    if table not in _MAY_BE_EMPTY and not all((wholes, *of_parts)):
        yield NotExecutable(TABLE_NAMES[table], "一份文件没有读到该表", _shas(whole, *parts))
        return
    for key in sorted(wholes.keys() | {key for rows in of_parts for key in rows}):
        row, rows = wholes.get(key, ()), [rows[key] for rows in of_parts if key in rows]
        if len(row) <= 1 and all(len(part) == 1 for part in rows):
            yield from _same_rows(f"{TABLE_NAMES[table]}/{key}", says, row, [part[0] for part in rows])


def _rows_of(printed: Printed, table: BudgetTable) -> Rows:
    if table is BudgetTable.THREE_PUBLIC:
        return _columns_of_three_public(printed)
    if table in _SUMMARIES:
        return _lines_of(printed, table)
    total = printed.total_row(table)
    return {**printed.coded(table), **({"合计": (total,)} if total else {})}


def _lines_of(printed: Printed, table: BudgetTable) -> Rows:
    """The lines of a summary by side and name: the ordinal depends on which other lines there are."""
    lines: dict[str, list[Row]] = defaultdict(list)
    for row in printed.rows(table):
        numbered = ORDINAL.fullmatch(row.label) or SUB_ORDINAL.fullmatch(row.label)
        lines[f"{_SIDES[row.side]}/{numbered['name'] if numbered else row.label}"].append(row)
    return lines


def _columns_of_three_public(printed: Printed) -> Rows:
    """The columns of the “三公” table as one row: budgets print them in one, accounts plan and outcome side by side."""
    items: dict[Measure, LineItem] = {}
    for row in printed.rows(BudgetTable.THREE_PUBLIC):
        for measure, item in row.items.items():
            items.setdefault(measure, item)
    if not items:
        return {}
    return {"合计": (Row(BudgetTable.THREE_PUBLIC, 0, None, "合计", None, None, items, printed.sha256),)}


def _same_rows(name: str, says: str, whole: Sequence[Row], parts: Sequence[Row]) -> Iterator[Verdict]:
    """The columns of the units' rows add up to those of the department's; a row or a cell that is not there is nothing."""
    for measure, column in MEASURE_NAMES.items():
        filled = [figure for row in parts if (figure := row.figure(measure))]
        figure = whole[0].figure(measure) if whole else None
        if figure or filled:
            nothing = Figure.nothing((figure or filled[0]).sources)
            subject = f"{name}/{column}"
            yield equal(subject, f"{subject}：{says}", summed(filled) if filled else nothing, figure or nothing)


def _same_statements(whole: Printed, parts: Documents, says: str) -> Iterator[Verdict]:
    """What stands in the sentences alone: procurement, performance targets, vehicles and equipment."""
    for topic in _STATED:
        stated = _only(whole, topic)
        of_parts = [(part, found) for part in parts if (found := _only(part, topic))]
        if stated is None or not of_parts:
            continue
        subject = name_of(stated)
        if len(of_parts) < len(parts):
            yield NotExecutable(subject, "某份文件没有读到该数", _shas(whole, *parts))
            continue
        total = summed([_figure(part, found) for part, found in of_parts])
        yield equal(subject, f"“{subject}”：{says}", total, _figure(whole, stated))


def _only(printed: Printed, topic: Topic) -> StatedFigure | None:
    """The figure of a topic, however often it is stated; None where the document prints two."""
    found = [stated for stated in printed.figures if stated.topic is topic]
    values = {(stated.stage, stated.year, stated.amount and stated.amount.fen, stated.count) for stated in found}
    return found[0] if len(values) == 1 else None


def _figure(printed: Printed, stated: StatedFigure) -> Figure:
    if stated.count is not None:
        return Figure.of_count(stated.count, stated.source, printed.sha256)
    return figure_of(printed, stated)


def _shas(*documents: Printed) -> tuple[str, ...]:
    return tuple(sorted(document.sha256 for document in documents))
