"""Facts that tell of money, for tests of its lineage: cells of tables, and projects with their parts."""

from collections.abc import Sequence
from typing import Final

import msgspec

from graph.facts import Funding, LineItem, Money, ProjectFact, SubItem
from graph.terms import BudgetTable, ClassificationScheme, Measure, MoneyUnit
from tests.factories import line_item, source, yuan

OFFICE: Final = "上海市普陀区投资促进中心"
CENTRE: Final = "上海市普陀区商务服务中心"

ITEMS: Final = {"2011301": "行政运行", "2011308": "招商引资", "2080505": "养老保险"}


def spent(code: str, *, basic: int = 0, projects: int = 0, general: int | None = None) -> list[LineItem]:
    """An item's cells in the table of expenditure and, for what the general budget pays of it, in that budget's."""
    shares = {Measure.BASIC: basic, Measure.PROJECT: projects, Measure.TOTAL: basic + projects}
    tables = [BudgetTable.EXPENDITURE_BY_FUNCTION] + (
        [BudgetTable.GENERAL_BUDGET_BY_FUNCTION] if general is None else []
    )
    return [
        line_item(code, amount, label=ITEMS[code], measure=measure, table=table, row=int(code[-2:]))
        for table in tables
        for measure, amount in shares.items()
        if amount
    ]


def economic(code: str, label: str, amount: int) -> LineItem:
    """A row of basic expenditure by economic item."""
    item = line_item(code, amount, label=label, table=BudgetTable.BASIC_BY_ECONOMIC, row=int(code))
    return msgspec.structs.replace(item, scheme=ClassificationScheme.DEPARTMENT_ECONOMIC)


def income(code: str, measure: Measure, amount: int) -> LineItem:
    """A cell of the table of income."""
    return line_item(code, amount, label=ITEMS[code], measure=measure, table=BudgetTable.REVENUE_BY_FUNCTION, row=90)


def funded(one: ProjectFact, source_code: str, *parts: tuple[str, int]) -> ProjectFact:
    """A project that says which source pays it, and its parts."""
    assert one.amount
    return msgspec.structs.replace(
        one,
        funding=(Funding(source_code, one.amount, source()),),
        sub_items=tuple(SubItem(name, source(), yuan(amount)) for name, amount in parts),
    )


def total(amount: int, table: BudgetTable = BudgetTable.EXPENDITURE_BY_FUNCTION) -> LineItem:
    """The total of a table."""
    return line_item(None, amount, label="合计", table=table, row=98)


def in_wan_yuan(items: Sequence[LineItem]) -> list[LineItem]:
    """Cells as a table in 万元 prints them: rounded to 100 yuan."""
    return [_printed(item, *_wan_yuan(item.amount.fen)) for item in items]


def with_fen(items: Sequence[LineItem], fen: int) -> list[LineItem]:
    """Cells of so much more, as a table in 元 prints them."""
    return [
        _printed(item, item.amount.fen + fen, MoneyUnit.YUAN, f"{item.amount.fen // 100}.{fen:02}") for item in items
    ]


def _wan_yuan(fen: int) -> tuple[int, MoneyUnit, str]:
    hundreds = round(fen / 10_000)
    return hundreds * 10_000, MoneyUnit.WAN_YUAN, f"{hundreds // 100:,}.{hundreds % 100:02}"


def _printed(item: LineItem, fen: int, unit: MoneyUnit, text: str) -> LineItem:
    return msgspec.structs.replace(item, amount=Money(fen, unit, text), source=source(text))
