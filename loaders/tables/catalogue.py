"""The official tables as data: which titles they bear and what their columns mean."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from graph.identity import fold
from graph.terms import BudgetTable, ClassificationScheme, Measure, MoneyUnit, Stage

# "5．2024年部门" "九、" "表1：2025年预算单位" "2024年度" -> what may stand before a table's name in its title
_BEFORE_NAME: Final = re.compile(
    r"""^(?:表?\s*(?:[一二三四五六七八九十]+|\d{1,2})\s*[、.．：:\s])?   # its ordinal in the list of contents
        (?:.{0,30}?(?=\d{4}年))?                                           # the body's name
        (?:\d{4}年度?)?
        (?:预算|决算)?(?:部门|单位|区级|市级|本级)*
    """,
    re.VERBOSE,
)

# "……………………" "....12" -> the leaders and page number of a list of contents
_LEADERS: Final = re.compile(r"[….·\s]{2,}\d*$|…+\d*$")


# "（续）" "(续表1)" "续表" -> what stands behind a title that the next page repeats
_CONTINUED: Final = re.compile(r"（?续表?\d*）?$")


@dataclass(frozen=True, slots=True)
class TableLayout:
    """One official table of a budget or of final accounts."""

    table: BudgetTable
    stage: Stage
    title: re.Pattern[str]
    unit: MoneyUnit
    columns: tuple[tuple[re.Pattern[str], Measure], ...]
    scheme: ClassificationScheme | None
    has_sides: bool

    def measure_of(self, headings: str) -> Measure | None:
        """What a column with these headings (joined by "/") holds; None for a column that holds no amount."""
        return next((measure for pattern, measure in self.columns if pattern.search(headings)), None)


@cache
def layouts(stage: Stage) -> tuple[TableLayout, ...]:
    """The tables of a budget, or of final accounts, in official order."""
    text = resources.files(__package__).joinpath("catalogue.toml").read_text(encoding="utf-8")
    return tuple(
        TableLayout(
            table=BudgetTable[entry["table"]],
            stage=stage,
            title=re.compile(entry["title"]),
            unit=MoneyUnit[entry["unit"]],
            columns=tuple((re.compile(pattern), Measure[measure]) for pattern, measure in entry["columns"]),
            scheme=ClassificationScheme[entry["scheme"]] if "scheme" in entry else None,
            has_sides=entry.get("sides", False),
        )
        for entry in tomllib.loads(text)["budget" if stage is Stage.BUDGET else "final_accounts"]
    )


def layout_titled(line: str, stage: Stage) -> TableLayout | None:
    """The table whose title the line is: the whole line, but for ordinal, year and body."""
    title = _CONTINUED.sub("", _LEADERS.sub("", fold(line)))
    if len(title) > 60:
        return None
    names = {title, _BEFORE_NAME.sub("", title, count=1)}
    return next((layout for layout in layouts(stage) if any(layout.title.fullmatch(name) for name in names)), None)
