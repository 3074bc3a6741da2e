"""Comparisons as tests ask for them, and their answers in few words."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from graph.analysis import AnalysingReader
from graph.plan import Comparison, Field, Plan, Selection
from graph.store import Reader
from graph.terms import (
    BudgetTable,
    ComparisonDimension,
    Measure,
    MoneyUnit,
    Normalisation,
    Stage,
)

LINE: Final = Selection({"BudgetLine": (Field("label", "label"), Field("amount", "amount", unit=MoneyUnit.YUAN))})
CELL: Final = Selection(
    {
        "ComparisonCell": (
            Field("column", "column"),
            Field("amount", "amount", unit=MoneyUnit.YUAN),
            Field("share", "share"),
            Field("lines", "lines", selection=LINE),
        )
    }
)
CODE: Final = Selection({"ClassificationCode": (Field("code", "code"),)})
ENTITY: Final = Selection({kind: (Field("name", "name"),) for kind in ("Region", "Department", "Unit")})
COMPARISON: Final = Selection(
    {
        "Comparison": (
            Field(
                "columns",
                "columns",
                selection=Selection(
                    {
                        "ComparisonColumn": (
                            Field("key", "key"),
                            Field("label", "label"),
                            Field("entity", "entity", selection=ENTITY),
                        )
                    }
                ),
            ),
            Field(
                "rows",
                "rows",
                selection=Selection(
                    {
                        "ComparisonRow": (
                            Field("classification", "classification", selection=CODE),
                            Field("label", "label"),
                            Field("cells", "cells", selection=CELL),
                        )
                    }
                ),
            ),
            Field("warnings", "warnings"),
        )
    }
)


def comparison(
    reader: Reader,
    by: ComparisonDimension,
    *bodies: tuple[str, str],
    regions: Sequence[str] | None = None,
    years: Sequence[int] | None = (2025,),
    stage: Stage = Stage.BUDGET,
    table: BudgetTable = BudgetTable.EXPENDITURE_BY_FUNCTION,
    measure: Measure = Measure.TOTAL,
    codes: Sequence[str] | None = None,
    level: int = 1,
    normalise: Normalisation = Normalisation.NONE,
) -> dict[str, Any]:
    """The answer of a store, with all its members."""
    root = Comparison(
        by,
        bodies or None,
        None if regions is None else tuple(regions),
        None if years is None else tuple(years),
        stage,
        table,
        measure,
        None,
        None if codes is None else tuple(codes),
        level,
        normalise,
    )
    plan = Plan(root, Field("comparison", "comparison", selection=COMPARISON))
    (answer,) = asyncio.run(AnalysingReader(reader).answer([plan]))
    assert isinstance(answer, dict)
    return answer


def labels(answer: dict[str, Any]) -> list[str]:
    """What the columns are called."""
    return [column["label"] for column in answer["columns"]]


def amounts(answer: dict[str, Any]) -> dict[str, list[str | None]]:
    """The amounts of the rows by their labels, in the order of the columns."""
    return {row["label"]: [cell["amount"] for cell in row["cells"]] for row in answer["rows"]}


def shares(answer: dict[str, Any]) -> dict[str, list[str | None]]:
    """The shares of the rows by their labels."""
    return {row["label"]: [cell["share"] for cell in row["cells"]] for row in answer["rows"]}


def warned(answer: dict[str, Any], word: str) -> list[str]:
    """The warnings that hold a word."""
    return [warning for warning in answer["warnings"] if word in warning]


def as_table(answer: dict[str, Any]) -> str:
    """The answer as docs/comparison.md shows it: amounts in yuan with shares, and the warnings below."""
    codes = [(row["classification"] or {}).get("code", "") for row in answer["rows"]]
    lines = [
        "| | |" + "".join(f" {label} | 占比 |" for label in labels(answer)),
        "|---|---|" + "--:|--:|" * len(labels(answer)),
    ]
    for code, row in zip(codes, answer["rows"], strict=True):
        cells = "".join(f" {cell['amount'] or '—'} | {cell['share'] or '—'} |" for cell in row["cells"])
        lines.append(f"| {code} | {row['label']} |{cells}")
    return "\n".join([*lines, "", *(f"- {warning}" for warning in answer["warnings"])]).strip()
