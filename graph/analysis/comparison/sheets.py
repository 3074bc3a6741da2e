"""What single bodies print of a table: the totals and the codes of each, by one document of each year and stage."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Protocol, TypeVar

from graph.analysis.asking import all_linked, fen, is_one_of, key_of, linked, printed_units, selection
from graph.analysis.comparison.bodies import Body, Edition, Period, kinds_printing
from graph.plan import All, ByKeys, Compare, Comparison, Field, Operator, Plan, Predicate, Selection
from graph.plan import Any as Either
from graph.store import Reader
from graph.terms import BudgetTable, MoneyUnit

TOTAL_LABELS: Final = ("合计", "总计")
PARTS_OF_TOTAL: Final = ("人员经费合计", "公用经费合计")
"""What final accounts print of basic expenditure instead of one total (一般公共预算财政拨款基本支出决算表)."""

CLASS_LENGTH: Final = 3
"""Digits of a class (类)."""


class Line(NamedTuple):
    """One printed amount; `code` is the key of its code, None on a total."""

    key: str
    code: str | None
    label: str
    fen: int
    unit: MoneyUnit | None  # None where the text leaves it open


class Printed(Protocol):
    """What tells a total from other rows."""

    @property
    def code(self) -> str | None:
        """The row's code; None on a total."""

    @property
    def label(self) -> str:
        """What the row is called."""


T = TypeVar("T", bound=Printed)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a body prints of the table for a year and stage, by the document that prints most of it."""

    body: Body
    period: Period
    edition: Edition
    others: tuple[Edition, ...]  # that print other amounts of the same
    totals: tuple[Line, ...]
    lines: tuple[Line, ...]  # with codes

    @property
    def classes(self) -> tuple[Line, ...]:
        """The lines of classes (类), which make up the table."""
        return tuple(line for line in self.lines if line.code and len(line.code.rpartition("/")[2]) == CLASS_LENGTH)


async def read_sheets(
    asked: Comparison, counted: Mapping[Period, Sequence[Body]], codes: Sequence[str], reader: Reader
) -> list[Sheet]:
    """What the bodies that count print of totals and of some codes."""
    bodies = {body.ref: body for bodies in counted.values() for body in bodies}
    if not bodies:
        return []
    stages = sorted({period.stage.value for period in counted})
    where = All(
        (
            is_one_of("year", sorted({period.year for period in counted})),
            is_one_of("stage", stages),
            *column_of(asked),
            Either((Compare("code", Operator.IS_NULL, value=True), is_one_of("code", codes))),
        )
    )
    lines = all_linked("budget_lines", _LINE, where)
    asked_of = Selection({kind: (Field("id", "id"), lines) for kind in ("Department", "Unit")})
    (found,) = await reader.answer([Plan(ByKeys(tuple(bodies)), Field("bodies", "bodies", asked_of))])
    assert isinstance(found, list)
    printed = {ref: one["budget_lines"]["nodes"] for ref, one in zip(bodies, found, strict=True) if one}
    sheets = (
        _sheet(asked, body, period, printed.get(body.ref, ())) for period, some in counted.items() for body in some
    )
    return [sheet for sheet in sheets if sheet]


def column_of(asked: Comparison) -> tuple[Predicate, ...]:
    """The lines of the table's column."""
    return (
        Compare("table", Operator.EQUAL, asked.table.value),
        Compare("measure", Operator.EQUAL, asked.measure.value),
    )


def is_total(table: BudgetTable) -> Predicate:
    """The lines that say what the whole table comes to."""
    uncoded = Compare("code", Operator.IS_NULL, value=True)
    if table is BudgetTable.THREE_PUBLIC:
        return uncoded  # each column is a row of its own there: 公务接待费
    labels = (*TOTAL_LABELS, *PARTS_OF_TOTAL) if table is BudgetTable.BASIC_BY_ECONOMIC else TOTAL_LABELS
    return All((uncoded, is_one_of("label", labels)))


_LINE: Final = selection(
    "BudgetLine",
    "id",
    "year",
    "stage",
    "label",
    "amount",
    classification=linked("classification", selection("ClassificationCode", "id")),
    disclosures=linked("disclosures", selection("Disclosure", "id")),
    sources=linked("sources", selection("Source", "text")),
)


def _sheet(asked: Comparison, body: Body, period: Period, printed: Sequence[Mapping[str, Any]]) -> Sheet | None:
    of_period = [one for one in printed if (one["year"], one["stage"]) == (period.year, period.stage.value)]
    counts = Counter(key_of(document) for one in of_period for document in one["disclosures"])
    editions = body.published(period, asked.table)
    best = sorted(
        (one for one in editions if counts[one.key]),
        key=lambda one: (one.kind not in kinds_printing(period.stage), -counts[one.key], one.key),
    )
    if not best:
        return None
    chosen = [one for one in of_period if best[0].key in map(key_of, one["disclosures"])]
    left = {key_of(document) for one in of_period if one not in chosen for document in one["disclosures"]}
    lines = [_line(one) for one in chosen]
    return Sheet(
        body,
        period,
        best[0],
        tuple(one for one in best[1:] if one.key in left),
        tuple(totals_of(asked.table, lines)),
        tuple(line for line in lines if line.code),
    )


def _line(found: Mapping[str, Any]) -> Line:
    amount, code = fen(found["amount"]) or 0, found["classification"]
    return Line(
        key_of(found),
        key_of(code) if code else None,
        found["label"],
        amount,
        _unit_of(amount, (one["text"] for one in found["sources"])),
    )


def _unit_of(amount: int, texts: Iterable[str]) -> MoneyUnit | None:
    """The unit that an amount is printed in, as its text shows."""
    units = {unit for unit, _ in printed_units(amount, texts)}
    return units.pop() if len(units) == 1 else None


def totals_of(table: BudgetTable, lines: Sequence[T]) -> list[T]:
    """Of one document, the rows that say what the whole table comes to; parts of the total only where no total stands."""
    uncoded = [line for line in lines if not line.code]
    if table is BudgetTable.THREE_PUBLIC:
        return uncoded
    totals = [line for line in uncoded if line.label in TOTAL_LABELS]
    parts = [line for line in uncoded if line.label in PARTS_OF_TOTAL and table is BudgetTable.BASIC_BY_ECONOMIC]
    return totals[:1] or parts
