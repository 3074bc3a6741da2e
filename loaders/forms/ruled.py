"""A form in grids → its answers: labels by their text, answers to their right or below, never by position."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.identity import fold
from graph.terms import MoneyUnit
from loaders.document import Grid, Ledger
from loaders.forms.answers import Answer, Answers, SubItemAnswer
from loaders.forms.indicators import IndicatorReader
from loaders.forms.rows import Placed, Row
from loaders.forms.vocabulary import (
    FORM_YEAR,
    GOALS,
    TEXTS,
    UNIT_NOTE,
    WITHOUT_FACT,
    Column,
    Label,
    LabelWord,
    vocabulary,
)
from loaders.money import UNIT_WORDS

# Boxes as characters, and as the glyphs of Wingdings that a PDF keeps in the private area.
_EMPTY: Final = "☐□\uf0a8\uf06f\uf0a3"
_CHECKED: Final = "☑☒■√✓\uf0fe\uf052\uf053"
CHECKED: Final = re.compile(f"[{_CHECKED}]")

# "结转项目 ☐ 其他一次性项目 ☑" -> (结转项目, ☐), (其他一次性项目, ☑)
BOX_BEHIND: Final = re.compile(rf"(?P<option>[^\s{_EMPTY}{_CHECKED}]+)\s*(?P<box>[{_EMPTY}{_CHECKED}]+)")
# "□结转项目 √其他一次性项目" -> (□, 结转项目), (√, 其他一次性项目)
BOX_BEFORE: Final = re.compile(rf"(?P<box>[{_EMPTY}{_CHECKED}]+)\s*(?P<option>[^\s{_EMPTY}{_CHECKED}]+)")

UNREAD_CELL: Final = "no rule of the target form reads this cell"
NOTHING: Final = "无"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A label of a row with the cells up to the next label."""

    word: LabelWord
    label: Placed
    cells: list[Placed]


def read_ruled_form(rows: Sequence[Row], ledger: Ledger) -> Answers:
    """The answers of a form whose rows these are."""
    reader = _FormReader(ledger, IndicatorReader(ledger))
    for row in rows:
        reader.read(row)
    _report_unread(rows, ledger)
    reader.answers.indicators = reader.indicators.indicators
    return reader.answers


def _report_unread(rows: Sequence[Row], ledger: Ledger) -> None:
    for row in rows:
        if isinstance(row.block, Grid):
            for placed in row.cells:
                if not ledger.is_settled(placed.part):
                    ledger.problem(placed.cell.source, UNREAD_CELL)
            ledger.read(row.block)


@dataclass(slots=True)
class _FormReader:
    """Goes down the rows; remembers what the rows above left open."""

    ledger: Ledger
    indicators: IndicatorReader
    answers: Answers = field(default_factory=Answers)
    _in_indicators: bool = False
    _in_sub_items: bool = False
    _sub_item_unit: MoneyUnit | None = None
    _goals: dict[Label, Placed] = field(default_factory=dict)  # goals whose text stands in a row below
    _last: Label | None = None  # the text that may go on behind a page break, or begin in the row below
    _is_begun: bool = False
    _held: list[Placed] = field(default_factory=list)  # text above its own label

    def read(self, row: Row) -> None:
        if self._read_title(row):
            return
        cells = self._without_groups(row)
        columns = {column for placed in cells if (column := vocabulary().columns.get(fold(placed.cell.text)))}
        if Column.TARGET in columns:
            self.indicators.read_heads(columns)
            self._in_indicators, self._in_sub_items = True, False
            self._goals.clear()
            self.ledger.ignore("heads of the indicators", *(placed.part for placed in cells))
        elif cells and self._is_labelled(cells):
            self._read_labels(cells)
        elif cells and row.in_grid:
            self._read_unlabelled(row, cells)

    def _read_title(self, row: Row) -> bool:
        """The form's heading, its year and the note of its money unit, in one row or in several, ruled or not."""
        heading = row.heading
        note = next((found for placed in row.cells if (found := UNIT_NOTE.fullmatch(fold(placed.cell.text)))), None)
        year = next((found for placed in row.cells if (found := FORM_YEAR.fullmatch(fold(placed.cell.text)))), None)
        if heading:
            printed = heading["year_before"] or heading["year_behind"]
            self.answers.year = int(printed) if printed else self.answers.year
        elif year and len(row.cells) == 1:
            self.answers.year = int(year["year"])
        elif note:
            self.answers.unit = UNIT_WORDS[note["unit"]]
        else:
            return False
        self.ledger.ignore("heading of a target form", *(placed.part for placed in row.cells))
        return True

    def _without_groups(self, row: Row) -> list[Placed]:
        """The row without the leading cells that only name a group of boxes (项目资金（元）, 绩效指标)."""
        cells = list(row.cells)
        while cells:
            is_group, unit = vocabulary().group_unit(cells[0].cell.text)
            if not is_group or not row.in_grid:
                break
            self.answers.unit = unit or self.answers.unit
            self.ledger.ignore("name of a group of boxes", cells.pop(0).part)
        return cells

    def _is_labelled(self, cells: list[Placed]) -> bool:
        """Whether a row asks for something. Among indicators only its first cell says so (备注)."""
        words = [vocabulary().label(placed.cell.text) for placed in cells]
        return words[0] is not None or (not self._in_indicators and any(words))

    def _read_labels(self, cells: list[Placed]) -> None:
        self._in_indicators = self._in_sub_items = False
        self._goals.clear()
        asked = _asked(cells)
        for index, one in enumerate(asked):
            self.ledger.ignore("label of a target form", one.label.part)
            self.answers.asked.add(one.word.label)
            repeated = any(later.word.label is one.word.label for later in asked[index + 1 :])
            self._read_answer(one, is_for_all_years=repeated)

    def _read_answer(self, asked: _Asked, *, is_for_all_years: bool) -> None:
        """The answer to one label. 其他资金 asks twice in a row: for all years, then for this one."""
        (label, unit), cells = asked.word, asked.cells
        if label is Label.SUB_ITEM_NAME or label is Label.SUB_ITEM_AMOUNT:
            self._in_sub_items = True
            self._sub_item_unit = unit or self._sub_item_unit
        elif is_for_all_years:
            self._ignore(cells)
        elif label in GOALS and not cells:
            self._goals[label] = asked.label
        else:
            if label in TEXTS:
                cells = self._held + cells
                self._held = []
                self._last, self._is_begun = label, bool(cells)
            for placed in cells:
                self._add(label, placed, unit)

    def _add(self, label: Label, placed: Placed, unit: MoneyUnit | None = None) -> None:
        if label in WITHOUT_FACT:
            self._ignore([placed])
        elif _boxes(placed.cell.text):
            self._read_boxes(placed, label)
        else:
            self.answers.add(label, Answer.of_cell(placed.cell, unit))
            self.ledger.read(placed.part)

    def _ignore(self, cells: Sequence[Placed]) -> None:
        for placed in cells:
            self.ledger.ignore("answer without a fact", placed.part)

    def _read_unlabelled(self, row: Row, cells: list[Placed]) -> None:
        if self._in_sub_items:
            self._read_sub_item(cells)
        elif self._goals:
            self._read_goals(row, cells)
        elif self._in_indicators or vocabulary().level1(cells[0].cell.text):
            self._in_indicators = True
            self.indicators.read(row, cells)
        elif _boxes(cells[0].cell.text):
            self._read_boxes(cells[0], None)
        elif len(cells) == 1 and self._last and (row.opens or not self._is_begun):
            self._is_begun = True
            self._add(self._last, cells[0])
        elif len(cells) == 1 and row.closes:
            self._held.append(cells[0])

    def _read_boxes(self, placed: Placed, label: Label | None) -> None:
        """The checked options. An option says itself what it answers, so a row that lost its label is read too."""
        for option, is_checked in _boxes(placed.cell.text):
            answered = vocabulary().options.get(fold(option), label)
            if is_checked and answered:
                self.answers.add(answered, Answer(option, Answer.of_cell(placed.cell).lines))
        self.ledger.read(placed.part)

    def _read_sub_item(self, cells: list[Placed]) -> None:
        """A sub-item with its amount; 无 says that there is none."""
        name, *rest = cells[:2]
        if fold(name.cell.text) != NOTHING:
            amount = Answer.of_cell(rest[0].cell, self._sub_item_unit) if rest else None
            self.answers.sub_items.append(SubItemAnswer(Answer.of_cell(name.cell), amount))
            self.ledger.rows_read += 1
        self.ledger.read(*(placed.part for placed in cells[:2]))

    def _read_goals(self, row: Row, cells: list[Placed]) -> None:
        """The goals' text below their labels: by column in the labels' own grid, behind a page break by what is open."""
        labels = list(self._goals)
        for index, placed in enumerate(cells):
            if len(cells) == len(labels):
                label = labels[index]
            elif begun := [goal for goal in labels if goal in self.answers.given]:
                label = begun[-1]
            else:
                left = [goal for goal, at in self._goals.items() if at.column <= placed.column]
                label = left[-1] if left and not row.opens else labels[-1]
            self._add(label, placed)


def _asked(cells: list[Placed]) -> list[_Asked]:
    """The labels of a row, each with the cells between it and the next one."""
    found = [(index, word) for index, placed in enumerate(cells) if (word := vocabulary().label(placed.cell.text))]
    ends = [*(index for index, _ in found[1:]), len(cells)]
    return [_Asked(word, cells[index], cells[index + 1 : end]) for (index, word), end in zip(found, ends, strict=True)]


def _boxes(text: str) -> list[tuple[str, bool]]:
    """The options of a text with whether their box is checked; the box stands before or behind all of them."""
    pattern = BOX_BEFORE if BOX_BEFORE.match(text.strip()) else BOX_BEHIND
    return [(found["option"], CHECKED.search(found["box"]) is not None) for found in pattern.finditer(text)]
