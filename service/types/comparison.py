"""One column of one table, side by side."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import strawberry

from service.types.declare import asked, documented, money

if TYPE_CHECKING:
    from service.types.nodes import BudgetLine, ClassificationCode, Node


@documented
class ComparisonColumn:
    """What stands side by side with others: a year, a stage, a body or a region."""

    key: str = asked("What the cells call it.")
    label: str = asked("What it is called: 2025, 决算, 上海市普陀区财政局, 普陀区.")
    entity: Annotated[Node, strawberry.lazy("service.types.nodes")] | None = asked(
        "The region, department or unit that it is; null for years and stages."
    )


@documented
class ComparisonCell:
    """What a column discloses in a row."""

    column: str = asked("The key of its column.")
    amount: Decimal | None = money(
        "What is disclosed of it: printed amounts, added up; null where none is printed, and 0 where 0 is printed."
    )
    share: Decimal | None = asked(
        "Its part of the column's total (占比), rounded half even to 6 digits; null where either is not disclosed or the "
        "total is 0."
    )
    lines: list[Annotated[BudgetLine, strawberry.lazy("service.types.nodes")]] = asked(
        "The printed amounts that it adds up, at most 1000 of them; none of what is not disclosed."
    )


@documented
class ComparisonRow:
    """One code in all columns, or the totals, or what no code discloses."""

    classification: Annotated[ClassificationCode, strawberry.lazy("service.types.nodes")] | None = asked(
        "The code; null for totals, for what is not disclosed, and for a code that no document prints."
    )
    label: str = asked("The code's name; 合计 for the totals, and 未披露 for what they exceed the codes by.")
    cells: list[ComparisonCell] = asked("A cell for each column, in the order of the columns.")


@documented
class Comparison:
    """One column of one table of many budgets, side by side (比较).

    Money counts once, though a department's document and its units' documents hold the same: a department stands with its own
    document, or with those of its units where it published none. Of two editions of one budget the one counts that prints
    more. What is not disclosed is null and never 0.
    """

    columns: list[ComparisonColumn] = asked(
        "What is compared: years and stages in their order, bodies and regions as they are asked for, or else by name."
    )
    rows: list[ComparisonRow] = asked(
        "The totals (合计), then the codes in their order, then what the totals exceed the codes by (未披露), if they do in any "
        "column and no codes are asked for by name."
    )
    warnings: list[str] = asked("What is not like for like, and why.")
