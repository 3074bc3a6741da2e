"""Rows of the indicators' table → indicators.

Extractors shift the cells of a row, and a merged cell stands in its first row only: so a cell is known by what it is, a
first level, a second level, a name or a target, and the levels are carried down.
"""

from dataclasses import dataclass, field
from typing import Final

import msgspec

from graph.facts import Indicator
from loaders.document import Ledger
from loaders.forms.answers import unwrapped
from loaders.forms.rows import Placed, Row
from loaders.forms.target import read_target
from loaders.forms.vocabulary import Column, vocabulary

NO_NAME: Final = "a target without the name of its indicator"
NO_TARGET: Final = "an indicator without a target"
TOO_MANY: Final = "a row of indicators with more cells than a name and a target"


@dataclass(slots=True)
class IndicatorReader:
    """Reads the rows of one form's indicators in their order."""

    ledger: Ledger
    indicators: list[Indicator] = field(default_factory=list)
    has_second_level: bool = True
    _level1: str | None = None
    _level2: str | None = None
    _target_column: int | None = None  # of the indicator read last

    def read_heads(self, columns: set[Column]) -> None:
        """The table's heads: the form of 2018 has one level (分解目标内容) above the indicators."""
        self.has_second_level = Column.LEVEL2 in columns or Column.LEVEL1 not in columns

    def read(self, row: Row, cells: list[Placed]) -> None:
        """Reads a row without the cells that name groups."""
        rest = self._take_levels(cells)
        if not rest:
            self.ledger.ignore("indicator level", *(placed.part for placed in cells))
        elif len(rest) == 1 and row.opens and len(rest) == len(cells) and self.indicators:
            self._continue(row, rest[0])
        elif len(rest) == 1 and read_target(unwrapped(rest[0].cell.text)).operator:
            self.ledger.problem(rest[0].cell.source, NO_NAME)
        elif len(rest) <= 2:
            self._add(rest)
            self._target_column = rest[1].column if len(rest) == 2 else None
            self.ledger.read(*(placed.part for placed in cells))
        else:
            self.ledger.problem(rest[0].cell.source, TOO_MANY)

    def _take_levels(self, cells: list[Placed]) -> list[Placed]:
        """Takes the levels that stand before the name; gives the cells from the name on."""
        words = vocabulary()
        rest, taken = list(cells), list[str]()
        while rest and (level := self._level(rest[0], taken)) and not self._is_name(level, rest, taken):
            taken.append(level)
            del rest[0]
        first = next((level for level in taken if words.level1(level) and not self._is_below(level)), None)
        second = next((level for level in reversed(taken) if words.level2(level) and level != first), None)
        if first:
            self._level1, self._level2 = first, None
        if second:
            self._level1, self._level2 = first or words.owner(second, self._level1), second
        return rest

    def _level(self, placed: Placed, taken: list[str]) -> str | None:
        """The level that a cell names. A short second level (数量) is one only below the first that has it (产出目标)."""
        words = vocabulary()
        second = words.level2(placed.cell.text) if self.has_second_level else None
        above = taken[0] if taken else self._level1
        is_below = second is not None and (second.endswith("指标") or second in words.levels.get(above or "", ()))
        return words.level1(placed.cell.text) or (second if is_below else None)

    def _is_name(self, level: str, rest: list[Placed], taken: list[str]) -> bool:
        """Whether a level's word is the indicator's name: only a target follows, and the level stands already.

        松江区 2025, line 333: 成本指标, 经济成本指标, and again 经济成本指标 with the target 可控.
        """
        return len(rest) == 2 and (level in taken or level == self._level2)

    def _is_below(self, level: str) -> bool:
        """Whether a word that names a first level is the second one here: 成本指标 below 产出指标."""
        return self._level1 is not None and level in vocabulary().levels.get(self._level1, ())

    def _add(self, cells: list[Placed]) -> None:
        name, printed = (cells[0].cell, cells[1].cell if len(cells) == 2 else None)
        target = read_target(unwrapped(printed.text)) if printed else None
        if printed is None:
            self.ledger.problem(name.source, NO_TARGET)
        self.indicators.append(
            Indicator(
                name=unwrapped(name.text),
                text=unwrapped(printed.text) if printed else "",
                sources=(name.source, printed.source) if printed else (name.source,),
                level1=self._level1,
                level2=self._level2,
                operator=target.operator if target else None,
                value=target.value if target else None,
                unit=target.unit if target else None,
            )
        )
        self.ledger.rows_read += 1

    def _continue(self, row: Row, placed: Placed) -> None:
        """Joins what a page break cut off: the rest of a target in its or the last column, that of a name elsewhere."""
        last = self.indicators[-1]
        rest = unwrapped(placed.cell.text)
        sources = (*last.sources, placed.cell.source)
        if placed.column in {self._target_column, row.width - 1}:
            target = read_target(last.text + rest)
            whole = msgspec.structs.replace(
                last, text=last.text + rest, operator=target.operator, value=target.value, unit=target.unit
            )
        else:
            whole = msgspec.structs.replace(last, name=last.name + rest)
        self.indicators[-1] = msgspec.structs.replace(whole, sources=sources)
        self.ledger.read(placed.part)
