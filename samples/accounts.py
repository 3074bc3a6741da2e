"""The facts of a department's final accounts (部门决算), all in 万元.

Final accounts print figures rounded from 元, so that sums differ by a hundredth here and there. Each printed figure is
therefore stated and nothing is derived but 合计 = 基本 + 项目, which real rows keep exactly.
"""

from decimal import Decimal
from typing import Final

import msgspec

ZERO: Final = Decimal(0)


class AccountRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A class, group or item: what was spent, and what other income came in under it."""

    code: str = ""
    basic: Decimal = ZERO
    project: Decimal = ZERO
    other_income: Decimal = ZERO
    budget: Decimal | None = None  # 年初预算
    purpose: str = ""
    reason: str = ""

    @property
    def spent(self) -> Decimal:
        """合计 of A3 and A5; all of it was paid from appropriation."""
        return self.basic + self.project

    @property
    def received(self) -> Decimal:
        """合计 of A2: the appropriation that was spent, and other income."""
        return self.spent + self.other_income


class Balance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """结转和结余 at both ends of the year."""

    opening: Decimal
    closing: Decimal


class Moved(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By how much a figure moved against the year before, signed, and why."""

    amount: Decimal
    reason: str


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit of the department, with the remark that the list prints."""

    name: str
    remark: str = ""


class Bought(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Government procurement by signed contracts; the parts are rounded each for itself."""

    total: Decimal
    goods: Decimal = ZERO
    works: Decimal = ZERO
    services: Decimal = ZERO
    small_and_medium: Decimal = ZERO
    small_and_micro: Decimal = ZERO


class Evaluated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Projects with targets, all of them tracked and evaluated, and their average score."""

    projects: int
    amount: Decimal
    score: Decimal


class Accounts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="accounts", tag_field="kind"):
    """A department's final accounts of one year."""

    year: int
    organisation: str
    duties: tuple[str, ...]
    units: tuple[Unit, ...]
    total: AccountRow
    rows: tuple[AccountRow, ...]
    economic: dict[str, Decimal]
    personnel: Decimal
    public: Decimal
    balance: Balance
    appropriation_balance: Balance
    total_moved: Moved
    spending_moved: Moved
    agency_moved: Moved
    reception_budget: Decimal
    bought: Bought
    evaluated: Evaluated
    equipment: int
    classes_in_summary: dict[str, Decimal] = {}  # where A1 and A4 round another way than A3

    @property
    def classes(self) -> dict[str, Decimal]:
        """Expenditure by class as A1 and A4 print it."""
        return {row.code: row.spent for row in self.rows if len(row.code) == 3} | self.classes_in_summary
