"""Ruled tables as disclosures print them: merged cells, wrapped names, and page breaks in the middle.

A row holds a `Box` where a cell begins and None where a merged cell covers it from the left or from above.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, TypeAlias

from samples.sheet import Sheet
from samples.typeface import text_width
from samples.wrapping import wrap

LINE_HEIGHT: Final = 1.25
PADDING: Final = 3.0
RULE: Final = 0.5


class Align(StrEnum):
    """Where a cell's text stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Box:
    """A cell with its text, and how many columns and rows it is merged over."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    align: Align = Align.CENTRE


Row: TypeAlias = Sequence[Box | None]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table of one unit of money, in the order it is printed."""

    widths: Sequence[float]
    header: Sequence[Row] = ()
    rows: Sequence[Row] = ()
    foot: Sequence[Row] = ()  # 合计 at the end
    repeats_header: bool = False  # on each page it goes on to; real tables do or do not
    lone_foot: bool = False  # 合计 alone on a page of its own: 万里街道 2025, page 18
    size: float = 9.5
    row_height: float = 24.0


@dataclass(slots=True)
class _Strip:
    """A row ready to be drawn: its cells, their lines and its height."""

    boxes: list[Box | None]
    lines: list[list[str]]
    height: float


def name(text: str) -> Box:
    """A cell of words."""
    return Box(text, align=Align.LEFT)


def figure(text: str) -> Box:
    """A cell of an amount."""
    return Box(text, align=Align.RIGHT)


def draw(sheet: Sheet, table: RuledTable) -> None:
    """Draws the table from where the sheet stands, over as many pages as it needs."""
    for number, page in enumerate(_pages(table, sheet.room, sheet.full_room)):
        if number:
            sheet.turn()
        _draw_page(sheet, table, page)


def _pages(table: RuledTable, first_room: float, full_room: float) -> list[list[_Strip]]:
    header = [_strip(table, row) for row in table.header]
    groups = [table.rows, table.foot] if table.lone_foot else [[*table.rows, *table.foot]]
    pages = [list(header)]
    for number, group in enumerate(groups):
        if number:
            pages.append(list(header) if table.repeats_header else [])
        for row in group:
            strip = _strip(table, row)
            room = (first_room if len(pages) == 1 else full_room) - _height(pages[-1])
            if strip.height > room:
                begun = _split(table, strip, room)
                if begun:
                    pages[-1].append(begun[0])
                    strip = begun[1]
                _continue_merged(pages[-1], strip, is_split=begun is not None)
                pages.append(list(header) if table.repeats_header else [])
            pages[-1].append(strip)
    return pages


def _strip(table: RuledTable, row: Row) -> _Strip:
    lines = [_lines(table, row, column) for column in range(len(row))]
    tallest = max((len(lines[i]) for i, box in enumerate(row) if box and box.rows == 1), default=1)
    height = max(table.row_height, tallest * table.size * LINE_HEIGHT + 2 * PADDING)
    return _Strip(list(row), lines, height)


def _lines(table: RuledTable, row: Row, column: int) -> list[str]:
    box = row[column]
    if not box or not box.text:
        return []
    width = sum(table.widths[column : column + box.columns]) - 2 * PADDING
    return wrap(box.text, table.size, width)


def _height(page: Sequence[_Strip]) -> float:
    return sum(strip.height for strip in page)


def _split(table: RuledTable, strip: _Strip, room: float) -> tuple[_Strip, _Strip] | None:
    """A row of running text cut where the page ends, as a form's 年度总体目标 is."""
    fitting = int((room - 2 * PADDING) / (table.size * LINE_HEIGHT))
    if fitting < 2 or max(map(len, strip.lines)) <= fitting:
        return None
    cut = [
        (_cut(box, lines[:fitting]), _cut(box, lines[fitting:]))
        for box, lines in zip(strip.boxes, strip.lines, strict=True)
    ]
    return _strip(table, [head for head, _ in cut]), _strip(table, [tail for _, tail in cut])


def _cut(box: Box | None, lines: list[str]) -> Box | None:
    return box and replace(box, text="\n".join(lines))


def _continue_merged(page: list[_Strip], following: _Strip, *, is_split: bool) -> None:
    """Cells merged over rows on both sides of a page break are drawn on both pages, with their text on both."""
    for index, strip in enumerate(page):
        for column, box in enumerate(strip.boxes):
            here = len(page) - index
            beyond = box.rows - here + is_split if box else 0
            if box and beyond > 0 and following.boxes[column] is None:
                strip.boxes[column] = replace(box, rows=here)
                following.boxes[column] = replace(box, rows=beyond)
                following.lines[column] = strip.lines[column]


def _draw_page(sheet: Sheet, table: RuledTable, page: Sequence[_Strip]) -> None:
    left = (sheet.width - sum(table.widths)) / 2
    sheet.rule_width(RULE)
    for index, strip in enumerate(page):
        for column, box in enumerate(strip.boxes):
            if box:
                x = left + sum(table.widths[:column])
                width = sum(table.widths[column : column + box.columns])
                height = _height(page[index : index + box.rows])
                sheet.box(x, sheet.y, width, height)
                _write_lines(sheet, table, box, strip.lines[column], (x, sheet.y, width, height))
        sheet.y += strip.height


def _write_lines(
    sheet: Sheet, table: RuledTable, box: Box, lines: Sequence[str], place: tuple[float, float, float, float]
) -> None:
    x, top, width, height = place
    leading = table.size * LINE_HEIGHT
    y = top + (height - leading * len(lines)) / 2
    for line in lines:
        free = width - text_width(line, table.size)
        offset = {Align.LEFT: PADDING, Align.CENTRE: free / 2, Align.RIGHT: free - PADDING}[box.align]
        sheet.write(x + offset, y + table.size, line, table.size)
        y += leading
