"""Small printed documents: cells, sentences and projects, and how a rule ends on them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec

from graph.documents import Document
from graph.facts import (
    Breakdown,
    Calculation,
    CountedParts,
    Fact,
    Funding,
    LineItem,
    Money,
    PrintedAmount,
    ProjectFact,
    StatedFigure,
    SubItem,
)
from graph.reconciliation import Outcome, reconcile
from graph.terms import (
    BudgetTable,
    CheckStatus,
    ClassificationScheme,
    DisclosureKind,
    Measure,
    MoneyUnit,
    Side,
    Stage,
    Topic,
)
from tests.factories import disclosure, source

ACCOUNTS = DisclosureKind.DEPARTMENT_FINAL_ACCOUNTS
BUDGET = DisclosureKind.DEPARTMENT_BUDGET


class Case(NamedTuple):
    """Facts that keep a rule, and facts that break it."""

    keeps: Sequence[Fact]
    breaks: Sequence[Fact]
    kind: DisclosureKind = BUDGET


def money(text: str) -> Money:
    """An amount as printed: 54.31万元, 1000元."""
    unit = MoneyUnit.WAN_YUAN if "万" in text else MoneyUnit.YUAN
    number = Decimal(text.rstrip("万元").replace(",", ""))
    return Money(int(number * unit.fen), unit, text)


def cell(
    table: BudgetTable,
    label: str,
    amount: str,
    measure: Measure = Measure.TOTAL,
    *,
    code: str | None = None,
    side: Side | None = None,
    row: int = 0,
    stage: Stage = Stage.BUDGET,
) -> LineItem:
    """A cell of a table."""
    economic = table is BudgetTable.BASIC_BY_ECONOMIC
    scheme = ClassificationScheme.DEPARTMENT_ECONOMIC if economic else ClassificationScheme.FUNCTIONAL
    return LineItem(
        table=table,
        stage=stage,
        measure=measure,
        row=row,
        label=label,
        amount=money(amount),
        source=source(amount, page=row + 1),
        side=side,
        scheme=scheme if code else None,
        code=code,
    )


def row(table: BudgetTable, label: str, number: Any = 0, **said: Any) -> list[LineItem]:
    """A row by its columns: TOTAL="3元", BASIC="1元", with its code, side and stage."""
    place = {name: said.pop(name) for name in ("code", "side", "stage") if name in said}
    return [cell(table, label, amount, Measure[measure], row=number, **place) for measure, amount in said.items()]


def coded(table: BudgetTable, total: str, *, stage: Stage = Stage.BUDGET, item: str = "2010601") -> list[LineItem]:
    """A class with one group and two items, the first of a code of its own, and a total."""
    return [
        cell(table, "一般公共服务支出", "300元", code="201", row=0, stage=stage),
        cell(table, "财政事务", "300元", code="20106", row=1, stage=stage),
        cell(table, "行政运行", "100元", code=item, row=2, stage=stage),
        cell(table, "信息化建设", "200元", code="2010607", row=3, stage=stage),
        cell(table, "合计", total, row=4, stage=stage),
    ]


def stated(topic: Topic, label: str, amount: str | None = None, **said: Any) -> StatedFigure:
    """A figure of a sentence of 2025's budget, with whatever else is said of it; a change by its printed amount."""
    change = said.pop("change", None)
    return StatedFigure(
        topic=topic,
        stage=said.pop("stage", Stage.BUDGET),
        year=said.pop("year", 2025),
        label=label,
        source=source(amount or label, page=7),
        amount=money(amount) if amount else None,
        change=money(change) if change else None,
        **said,
    )


def statement(
    *,
    appropriated: str | None = None,
    estimated: str | None = None,
    breakdowns: tuple[Breakdown, ...] = (),
    calculations: tuple[Calculation, ...] = (),
    counted_parts: tuple[CountedParts, ...] = (),
    name: str = "业务培训",
    year: int = 2025,
    **said: Any,
) -> ProjectFact:
    """A project's statement."""
    return ProjectFact(
        name=name,
        year=year,
        is_form=False,
        sources=(source(name, page=3),),
        appropriated=PrintedAmount(money(appropriated), source(appropriated, page=4)) if appropriated else None,
        estimated=PrintedAmount(money(estimated), source(estimated, page=3)) if estimated else None,
        breakdowns=breakdowns,
        calculations=calculations,
        counted_parts=counted_parts,
        **said,
    )


def form(
    amount: str, *funds: str, name: str = "业务培训", year: int = 2025, items: tuple[str, ...] = ()
) -> ProjectFact:
    """A project's target form."""
    return ProjectFact(
        name=name,
        year=year,
        is_form=True,
        sources=(source(name, page=5), source(amount, page=5)),
        amount=money(amount),
        funding=tuple(Funding("FISCAL_APPROPRIATION", money(fund), source(fund, page=5)) for fund in funds),
        sub_items=tuple(SubItem(item, source(item, page=5), money(item)) for item in items),
    )


def breakdown(*parts: str, total: str | None = None, is_complete: bool = True) -> Breakdown:
    """The parts of an amount."""
    items = tuple(SubItem(part, source(part, page=4), money(part)) for part in parts)
    return Breakdown("年度预算", money(total) if total else None, items, is_complete, source("年度预算", page=4))


def calculation(expression: str, result: str, *, is_written_out: bool = True) -> Calculation:
    """A calculation with what it is said to come to."""
    return Calculation(expression, money(result), source(f"{expression}={result}", page=4), is_written_out)


def ended(rule: str, *facts: Fact, kind: DisclosureKind = BUDGET, year: int = 2025) -> list[Outcome]:
    """How a rule ends on a document of these facts, which lacks a table and was searched for the template's words."""
    facts_of_document = disclosure(*facts, kind=kind, year=year)
    lacking = msgspec.structs.replace(facts_of_document.coverage, tables_found=8)
    searched = msgspec.structs.replace(facts_of_document.disclosure, is_searched_for_template=True)
    document = Document.of(msgspec.structs.replace(facts_of_document, coverage=lacking, disclosure=searched))
    return [outcome for outcome in reconcile(document) if outcome.rule == rule]


def statuses(outcomes: list[Outcome]) -> set[CheckStatus]:
    """How a rule ended, whatever the subjects."""
    return {outcome.status for outcome in outcomes}
