"""A budget's facts as its facts file states them, and what follows from them.

Only the lowest codes carry amounts. Classes, groups and totals are sums, so that every identity of the nine tables
holds by construction; `printed_total` keeps the total that the real document prints, which a test compares.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal, Self

import msgspec

from samples.project import Project
from samples.rounding import rounded_wan

ZERO: Final = Decimal(0)
PERSONNEL_CLASSES: Final = frozenset({"301", "303"})  # 工资福利支出, 对个人和家庭的补助; the others are 公用经费


class Style(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a body prints: decimals, separators, what stands for nothing, and where tables break."""

    decimals: int = 0
    separators: bool = True
    nothing: str = ""  # in the tables by code: blank, 0 or 0.00
    total_decimals: int = 2  # of the totals in 编制说明; the city prints whole 万元
    total_nothing: str = "0"
    wan_nothing: str = "0"  # in the other sentences
    by_class: bool = False  # the sentences name classes only (市级), not items
    item_word: str = ""  # 科目 between the item's name and its amount
    empty_word: str = ""  # 无 in an empty T6 and T7
    has_empty_note: bool = True  # 故本表为空表 under them
    repeats_header: tuple[str, ...] = ()  # of T2, T3, T5, T8
    lone_foot: tuple[str, ...] = ()
    blank_rows: int = 3

    @property
    def summary_nothing(self) -> str:
        """T1 and T4 leave blank what the tables by code print as 0, and agree with them on 0.00."""
        return self.nothing if self.nothing == "0.00" else ""

    def yuan(self, amount: Decimal, *, nothing: str | None = None) -> str:
        """An amount of a table in 元."""
        separator = "," if self.separators else ""
        if not amount:
            return self.nothing if nothing is None else nothing
        return format(amount, f"{separator}.{self.decimals}f")

    def total(self, yuan: Decimal) -> str:
        """An amount in 元 as 编制说明 prints it in 万元."""
        rounded = rounded_wan(yuan, self.total_decimals)
        return format(rounded, f",.{self.total_decimals}f") if yuan else self.total_nothing

    def wan(self, amount: Decimal) -> str:
        """An amount of another sentence in 万元."""
        return format(amount, ",.2f") if amount else self.wan_nothing


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An item (项) of the functional classification with its expenditure, and what pays for it besides appropriation."""

    code: str
    basic: Decimal = ZERO
    project: Decimal = ZERO
    other_basic: Decimal = ZERO  # the part of `basic` that 其他收入 pays
    other_project: Decimal = ZERO
    purpose: str = ""  # 主要用于…
    executed: Decimal | None = None  # 万元 of the year before
    reason: str = ""

    @property
    def appropriated(self) -> Self:
        """The item without what other income pays."""
        return msgspec.structs.replace(
            self,
            basic=self.basic - self.other_basic,
            project=self.project - self.other_project,
            other_basic=ZERO,
            other_project=ZERO,
        )


class ThreePublicItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An item of 三公 in 万元, how it moved against the year before, and why."""

    amount: Decimal = ZERO
    change: Decimal = ZERO
    reason: str = ""


class ThreePublic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Travel, receptions, vehicles and agency operation in 万元; `agencies` is who runs on the latter."""

    agency_operation: Decimal
    travel: ThreePublicItem = ThreePublicItem()
    purchase: ThreePublicItem = ThreePublicItem()
    operation: ThreePublicItem = ThreePublicItem()
    reception: ThreePublicItem = ThreePublicItem()
    vehicles_reason: str = ""
    agencies: str = ""

    @property
    def vehicles(self) -> ThreePublicItem:
        """Purchase and operation together."""
        parts = (self.purchase, self.operation)
        return ThreePublicItem(
            sum((part.amount for part in parts), ZERO), sum((part.change for part in parts), ZERO), self.vehicles_reason
        )

    @property
    def total(self) -> ThreePublicItem:
        """Everything but agency operation."""
        parts = (self.travel, self.vehicles, self.reception)
        return ThreePublicItem(sum((part.amount for part in parts), ZERO), sum((part.change for part in parts), ZERO))


class Procurement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Government procurement in 万元, and what is reserved for smaller enterprises where the body says so."""

    goods: Decimal = ZERO
    works: Decimal = ZERO
    services: Decimal = ZERO
    small_and_medium: Decimal | None = None
    small_and_micro: Decimal | None = None


class Performance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many projects have performance targets, and the money (万元) in them."""

    projects: int
    amount: Decimal
    units: int | None = None


class Assets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Vehicles by kind and large equipment: held, and planned for the year."""

    vehicles: dict[str, int] = {}
    equipment: int = 0
    planned_vehicles: dict[str, int] = {}
    planned_equipment: int = 0


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By how much (万元, signed) a total moved against the year before, and what it is compared with."""

    amount: Decimal
    base: Literal["预算", "预算执行数"] = "预算"


class Structure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """机构设置: the sentence that opens it, and the units by name."""

    opening: tuple[str, ...]
    units: tuple[str, ...] = ()


class Budget(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="budget", tag_field="kind", dict=True):
    """A department's or a unit's budget of one year."""

    edition: Literal["部门", "单位"]
    year: int
    region: str
    level: Literal["市级", "区级"]
    organisation: str
    printed_total: Decimal
    duties: tuple[str, ...]
    structure: Structure
    revenue_change: Change
    expenditure_change: Change
    change_reason: str
    items: tuple[Item, ...]
    economic: dict[str, Decimal]
    three_public: ThreePublic
    procurement: Procurement
    performance: Performance
    assets: Assets = Assets()
    class_purposes: dict[str, str] = {}
    class_public: dict[str, Decimal] = {}  # 公用经费 by class: the city's T1 splits basic expenditure
    style: Style = Style()
    projects: tuple[Project, ...] = ()

    @cached_property
    def rows(self) -> tuple["FunctionRow", ...]:
        """T3: classes, groups and items in the order of their codes, with the sums of what they hold."""
        return function_rows(self.items)

    @cached_property
    def appropriated(self) -> tuple["FunctionRow", ...]:
        """T5: the same without what other income pays."""
        return function_rows([item.appropriated for item in self.items])

    @cached_property
    def other_income(self) -> Decimal:
        """其他收入 of the year."""
        return sum((item.other_basic + item.other_project for item in self.items), ZERO)


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """A row of T2, T3 or T5."""

    code: str
    basic: Decimal
    project: Decimal
    other: Decimal

    @property
    def total(self) -> Decimal:
        """合计."""
        return self.basic + self.project


@dataclass(frozen=True, slots=True)
class EconomicRow:
    """A row of T8."""

    code: str
    total: Decimal

    @property
    def is_personnel(self) -> bool:
        """Whether its class is 人员经费."""
        return self.code[:3] in PERSONNEL_CLASSES


def function_rows(items: Sequence[Item]) -> tuple[FunctionRow, ...]:
    """Items with their groups and classes above them."""
    codes = _with_parents([item.code for item in items], (3, 5, 7))
    return tuple(_sum(code, [item for item in items if item.code.startswith(code)]) for code in codes)


def economic_rows(amounts: dict[str, Decimal]) -> tuple[EconomicRow, ...]:
    """Economic items with their classes above them."""
    return tuple(
        EconomicRow(code, sum((amount for item, amount in amounts.items() if item.startswith(code)), ZERO))
        for code in _with_parents(list(amounts), (3, 5))
    )


def total_of(rows: Sequence[FunctionRow]) -> FunctionRow:
    """The 合计 row."""
    classes = [row for row in rows if len(row.code) == 3]
    return FunctionRow(
        "",
        sum((row.basic for row in classes), ZERO),
        sum((row.project for row in classes), ZERO),
        sum((row.other for row in classes), ZERO),
    )


def _sum(code: str, items: Sequence[Item]) -> FunctionRow:
    return FunctionRow(
        code,
        basic=sum((item.basic for item in items), ZERO),
        project=sum((item.project for item in items), ZERO),
        other=sum((item.other_basic + item.other_project for item in items), ZERO),
    )


def _with_parents(codes: Sequence[str], lengths: Sequence[int]) -> list[str]:
    return list(dict.fromkeys(code[:length] for code in codes for length in lengths))
