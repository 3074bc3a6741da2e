"""Columns → the value of kind Comparison as a question asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from graph.analysis.asking import entities
from graph.analysis.comparison.codes import Code
from graph.analysis.comparison.columns import TOTAL, Cell, Column
from graph.analysis.comparison.likeness import warnings_of
from graph.errors import LimitExceeded
from graph.plan import Comparison, Every, Field, Plan
from graph.store import Reader, Value
from graph.store.aggregates import money_in
from graph.terms import BudgetTable, MoneyUnit

SHARE_DIGITS: Final = 6

MOST_SUMMED: Final = 100
"""Cells that the store added up whose lines are answered at once: each is a search of its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """A code in all columns, the totals, or what no code discloses."""

    label: str
    cells: Sequence[Cell | None]  # by column
    code: str | None = None  # key


def rows_of(asked: Comparison, columns: Sequence[Column], codes: Sequence[Code]) -> list[Row]:
    """The totals, the codes that are printed or asked for, and what is not disclosed."""
    rows = [Row("合计", [column.cells.get(TOTAL) for column in columns])]
    rows += [
        Row(code.name, [column.cells.get(code.key) for column in columns], code.key if code.is_known else None)
        for code in _shown(asked, columns, codes)
    ]
    if asked.codes is None and asked.table is not BudgetTable.THREE_PUBLIC:
        left = [_left(column) for column in columns]
        if any(cell and cell.fen for cell in left):
            rows.append(Row("未披露", left))
    return rows


def _shown(asked: Comparison, columns: Sequence[Column], codes: Sequence[Code]) -> list[Code]:
    """The codes that any column prints; of those that are asked for by name each."""
    rows = [code for code in codes if code.is_row]
    shown = [code for code in rows if any(code.key in column.cells for column in columns)]
    for digits in asked.codes or ():
        if not any(code.code == digits for code in shown):
            shown.append(next((code for code in rows if code.code == digits), Code.never_printed(digits)))
    return sorted(shown, key=lambda code: (code.code, code.key))


def _left(column: Column) -> Cell | None:
    """What a column's total exceeds its codes by, more than rounding may."""
    return None if column.total is None else Cell(column.left if column.left > column.rounding else 0)


async def shaped(
    asked: Comparison, columns: Sequence[Column], codes: Sequence[Code], field: Field, reader: Reader
) -> dict[str, Any]:
    """The answer, with the nodes that it leads to."""
    answer: dict[str, Any] = {}
    for part in _fields(field, "Comparison"):
        match part.name:
            case "columns":
                answer[part.key] = await _shaped_columns(columns, part, reader)
            case "rows":
                answer[part.key] = await _shaped_rows(rows_of(asked, columns, codes), columns, part, reader)
            case "warnings":
                answer[part.key] = warnings_of(asked, columns, codes)
            case _:
                answer[part.key] = part.word
    return answer


def _fields(field: Field, kind: str) -> tuple[Field, ...]:
    return field.selection.fields.get(kind, ()) if field.selection else ()


async def _shaped_columns(columns: Sequence[Column], asked: Field, reader: Reader) -> list[dict[str, Any]]:
    fields = _fields(asked, "ComparisonColumn")
    refs = [column.entity for column in columns if column.entity]
    known = {part.key: await entities(reader, refs, part) for part in fields if part.name == "entity"}
    return [{part.key: _column_member(column, part, known) for part in fields} for column in columns]


def _column_member(column: Column, asked: Field, known: Mapping[str, Mapping[tuple[str, str], Any]]) -> Value:
    match asked.name:
        case "key":
            return column.key
        case "label":
            return column.label
        case "entity":
            return known[asked.key].get(column.entity) if column.entity else None
        case _:
            return asked.word


async def _shaped_rows(
    rows: Sequence[Row], columns: Sequence[Column], asked: Field, reader: Reader
) -> list[dict[str, Any]]:
    fields = _fields(asked, "ComparisonRow")
    refs = [("ClassificationCode", row.code) for row in rows if row.code]
    known = {part.key: await entities(reader, refs, part) for part in fields if part.name == "classification"}
    cells = {part.key: await _shaped_cells(rows, columns, part, reader) for part in fields if part.name == "cells"}

    def member(number: int, part: Field) -> Value:
        row = rows[number]
        match part.name:
            case "classification":
                return known[part.key].get(("ClassificationCode", row.code)) if row.code else None
            case "label":
                return row.label
            case "cells":
                return cells[part.key][number]
            case _:
                return part.word

    return [{part.key: member(number, part) for part in fields} for number in range(len(rows))]


async def _shaped_cells(
    rows: Sequence[Row], columns: Sequence[Column], asked: Field, reader: Reader
) -> list[list[dict[str, Any]]]:
    """The cells of each row."""
    fields = _fields(asked, "ComparisonCell")
    cells = [cell for row in rows for cell in row.cells]
    lines = {part.key: iter(await _lines(cells, part, reader)) for part in fields if part.name == "lines"}

    def member(cell: Cell | None, column: Column, part: Field) -> Value:
        match part.name:
            case "column":
                return column.key
            case "amount":
                return money_in(part.unit or MoneyUnit.YUAN)(cell.fen if cell else None)
            case "share":
                return share_of(cell, column.total)
            case "lines":
                return next(lines[part.key])
            case _:
                return part.word

    return [
        [
            {part.key: member(cell, column, part) for part in fields}
            for cell, column in zip(row.cells, columns, strict=True)
        ]
        for row in rows
    ]


def share_of(cell: Cell | None, total: int | None) -> str | None:
    """A cell's part of a total: 6 digits, rounded half to even, in plain notation without trailing zeros."""
    if cell is None or not total:
        return None
    rounded = round(Fraction(cell.fen * 10**SHARE_DIGITS, total))
    return format(Decimal(rounded).scaleb(-SHARE_DIGITS).normalize(), "f")


async def _lines(cells: Sequence[Cell | None], asked: Field, reader: Reader) -> list[list[Any]]:
    """The lines of each cell, by key, as many as a list holds.

    Raises:
        LimitExceeded: more cells of whole regions than can be searched at once.
    """
    summed = [(number, where) for number, cell in enumerate(cells) if cell for where in cell.summed]
    if len(summed) > MOST_SUMMED:
        raise LimitExceeded(
            f"The lines of {len(summed)} sums over whole regions are asked for; at most {MOST_SUMMED} can be. "
            "Ask for fewer codes or columns, or name the organisations."
        )
    keys = list(dict.fromkeys(key for cell in cells if cell for key in sorted(cell.lines)[: asked.size]))
    known = await entities(reader, [("BudgetLine", key) for key in keys], asked)
    added = await reader.answer([Plan(Every(("BudgetLine",), where), asked) for _, where in summed]) if summed else ()
    answers = [[known["BudgetLine", key] for key in sorted(cell.lines)[: asked.size]] if cell else [] for cell in cells]
    for (number, _), found in zip(summed, added, strict=True):
        assert isinstance(found, list)
        answers[number] = [*answers[number], *found][: asked.size]
    return answers
