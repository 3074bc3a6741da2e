"""What a lineage knows of a body: the rows of its tables, its projects, and of a department its units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from graph.terms import BudgetTable, Measure

Printed: TypeAlias = tuple[Mapping[str, Any], ...]
"""Places of print, with what the question and the analysis ask of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One printed amount of a table; `code` is None on the table's total."""

    table: BudgetTable
    measure: Measure
    code: str | None
    label: str
    fen: int
    rounding: int  # by how much the amount may differ from the printed one, in fen
    printed: Printed


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a project's budget, or a policy that it rests on."""

    key: str
    label: str
    fen: int | None
    printed: Printed


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the year with what it says of its money."""

    key: str
    name: str
    fen: int | None
    rounding: int
    department: str | None  # key
    unit: str | None  # key
    funding: tuple[tuple[str, int], ...]  # codes of funding sources with fen
    sub_items: tuple[Part, ...]
    bases: tuple[Part, ...]
    printed: Printed


@dataclass(frozen=True, slots=True)
class Place:
    """The region or the department of a body."""

    key: str
    name: str


@dataclass(slots=True)
class Body:
    """A department or a unit with what its documents of one year and stage say; a department with its units."""

    kind: str
    key: str
    name: str
    region: Place
    amounts: int  # how many its tables print
    described: int  # how many projects name it
    units: list["Body"] = field(default_factory=list)
    department: Place | None = None  # of a unit
    rows: list[Row] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    statements: list[Project] = field(default_factory=list)  # of a unit that is asked for: its department's, of no unit

    @property
    def ref(self) -> tuple[str, str]:
        """Kind and key."""
        return self.kind, self.key
