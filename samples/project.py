"""A project as a statement (项目经费情况说明) and a target form (绩效目标申报表) describe it."""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec


class SubItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a project's budget, in 元."""

    name: str
    amount: Decimal


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """A row of a form: both levels, the indicator's name, and its target as printed."""

    level1: str
    level2: str
    name: str
    target: str


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A target form of the generation with three indicator levels."""

    department: str
    unit: str
    nature: str
    category: str
    start: date
    end: date
    goal: str
    indicators: tuple[Indicator, ...]


class Project(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A project of one year; `amount` is its money of the year in 元.

    `heading` is the statement's title, which the documents form in three ways: 科技创新专项经费情况说明,
    交通工具购置及更新项目经费情况说明, and 项目经费情况说明 without a name.
    """

    name: str
    amount: Decimal
    heading: str = ""
    overview: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    implementer: str = ""
    plan: tuple[str, ...] = ()
    schedule: str = ""
    lead: str = ""  # what stands before the amount: 2025年度项目总预算
    unit: Literal["万元", "万"] = "万元"
    items: tuple[SubItem, ...] = ()
    quarters: tuple[Decimal, ...] = ()  # printed instead of a total and its parts: 第一季度用款计划15万元
    goal: str = "详见单位的项目绩效目标表"
    form: Form | None = None
