"""What stands side by side, and what each column adds up."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from graph.analysis.asking import ROUNDING
from graph.analysis.comparison.bodies import Body, Period
from graph.analysis.comparison.sheets import Sheet
from graph.analysis.comparison.sums import Sum
from graph.plan import Predicate
from graph.terms import MoneyUnit, Stage

TOTAL: Final = ""
"""The key of the row of totals."""

STAGES: Final = {Stage.BUDGET: "预算", Stage.FINAL_ACCOUNTS: "决算"}


@dataclass(slots=True)
class Cell:
    """Printed amounts, added up."""

    fen: int = 0
    count: int = 0
    lines: list[str] = field(default_factory=list)  # keys
    summed: list[Predicate] = field(default_factory=list)  # of the lines that the store added up

    def add(self, fen: int, count: int = 1) -> None:
        """Adds what some lines come to."""
        self.fen += fen
        self.count += count


@dataclass(slots=True)
class Column:
    """What stands side by side with others: its cells by the keys of codes, and whose money they hold."""

    key: str
    label: str
    entity: tuple[str, str] | None = None
    cells: dict[str, Cell] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)  # of bodies that were read one by one
    plain: list[tuple[Body, Period]] = field(default_factory=list)  # departments that the store added up
    without_table: list[tuple[Body, Period]] = field(default_factory=list)
    silent: list[tuple[Body, Period]] = field(default_factory=list)  # that published nothing
    other_years: tuple[int, ...] = ()  # of which a region's bodies print the table

    @property
    def total(self) -> int | None:
        """What its table comes to, in fen; None where nothing is disclosed."""
        return self.cells[TOTAL].fen if TOTAL in self.cells else None

    @property
    def counted(self) -> list[tuple[Body, Period]]:
        """Whose money it holds."""
        return [*((sheet.body, sheet.period) for sheet in self.sheets), *self.plain]

    @property
    def left(self) -> int:
        """What the total exceeds all codes by, in fen."""
        return (self.total or 0) - sum(cell.fen for row, cell in self.cells.items() if row != TOTAL)

    @property
    def rounding(self) -> int:
        """By how much rounded figures may differ, in fen: final accounts are printed in 万元."""
        rounded = any(line.unit is MoneyUnit.WAN_YUAN for sheet in self.sheets for line in sheet.lines)
        if rounded or any(period.stage is Stage.FINAL_ACCOUNTS for _, period in self.plain):
            return ROUNDING * sum(cell.count for cell in self.cells.values())
        return 0

    def add_sheet(self, sheet: Sheet, rows: AbstractSet[str]) -> None:
        """Adds what a body prints, in the rows that are asked for; its classes where it prints no total."""
        self.sheets.append(sheet)
        coded = [(line.code, line) for line in sheet.lines if line.code in rows]
        for row, line in (*((TOTAL, line) for line in sheet.totals or sheet.classes), *coded):
            cell = self.cells.setdefault(row or TOTAL, Cell())
            cell.add(line.fen)
            cell.lines.append(line.key)

    def add_sum(self, added: Sum) -> None:
        """Adds what the store added up."""
        cell = self.cells.setdefault(added.code or TOTAL, Cell())
        cell.add(added.fen, added.count)
        cell.summed.append(added.where)


def columns_of_bodies(bodies: Iterable[Body]) -> dict[str, Column]:
    """A column for each body, by its key."""
    return {body.key: Column(body.key, body.label, body.ref) for body in bodies}


def columns_of_regions(names: Iterable[tuple[str, str]]) -> dict[str, Column]:
    """A column for each region, given by key and name."""
    return {key: Column(key, name, ("Region", key)) for key, name in names}


def columns_of_years(years: Iterable[int]) -> dict[str, Column]:
    """A column for each year, in their order."""
    return {str(year): Column(str(year), str(year)) for year in sorted(years)}


def columns_of_stages() -> dict[str, Column]:
    """The budget and the final accounts."""
    return {stage.value: Column(stage.value, label) for stage, label in STAGES.items()}
