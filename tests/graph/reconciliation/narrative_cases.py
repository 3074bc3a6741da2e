"""For each rule of the sentences, the facts that keep it and those that break it."""

from typing import Any

from graph.facts import Fact
from graph.terms import BudgetTable, Direction, Side, Stage, Topic
from tests.graph.reconciliation.printing import ACCOUNTS, Case, cell, coded, stated

GENERAL = BudgetTable.GENERAL_BUDGET_BY_FUNCTION
SPENT = Stage.FINAL_ACCOUNTS
RUNNING = ("一般公共服务支出", "财政事务", "行政运行")


def _grown(**said: Any) -> list[Fact]:
    prior = stated(Topic.FUNCTION, "行政运行", "100.00万元", stage=SPENT, year=2024, path=RUNNING)
    return [prior, stated(Topic.FUNCTION, "行政运行", "120.00万元", path=RUNNING, compared_year=2024, **said)]


def _accounted(**said: Any) -> list[Fact]:
    budget = stated(Topic.FUNCTION, "行政运行", "100.00万元", path=RUNNING)
    return [budget, stated(Topic.FUNCTION, "行政运行", "98.20万元", stage=SPENT, path=RUNNING, **said)]


def _shared(share: str) -> list[Fact]:
    return [
        stated(Topic.EXPENDITURE, "本年支出合计", "200.00万元", stage=SPENT),
        stated(Topic.BASIC, "基本支出", "150.00万元", stage=SPENT, share=share),
    ]


def _procured(services: str) -> list[Fact]:
    return [
        stated(Topic.PROCUREMENT, "政府采购预算", "30.00万元"),
        stated(Topic.PROCUREMENT_GOODS, "政府采购货物预算", "10.00万元"),
        stated(Topic.PROCUREMENT_WORKS, "政府采购工程预算", "0.00万元"),
        stated(Topic.PROCUREMENT_SERVICES, "政府采购服务预算", services),
    ]


NARRATIVE_CASES = {
    "TEXT=TABLE": Case(
        [
            stated(Topic.REVENUE, "收入预算", "21,001万元"),
            cell(BudgetTable.BALANCE_SUMMARY, "收入总计", "210013800元", side=Side.REVENUE),
        ],
        [
            stated(Topic.REVENUE, "收入预算", "21,002万元"),
            cell(BudgetTable.BALANCE_SUMMARY, "收入总计", "210013800元", side=Side.REVENUE),
        ],
    ),
    "TEXT-CODES": Case(
        [stated(Topic.FUNCTION, "行政运行", "100元", path=RUNNING), *coded(GENERAL, "300元")],
        [
            stated(Topic.FUNCTION, "行政运行", "100元", path=("一般公共服务支出", "税收事务", "行政运行")),
            *coded(GENERAL, "300元"),
        ],
    ),
    "GROWTH": Case(
        _grown(direction=Direction.INCREASE, ratio="20.00"), _grown(direction=Direction.INCREASE, ratio="21.00")
    ),
    "ZERO-GROWTH": Case(
        _grown(direction=Direction.INCREASE, ratio="20.00"),
        [
            stated(Topic.RECEPTION, "公务接待费", "0.00万元", year=2024),
            stated(
                Topic.RECEPTION,
                "公务接待费",
                "1.00万元",
                compared_year=2024,
                direction=Direction.INCREASE,
                ratio="100.00",
            ),
        ],
    ),
    "DIRECTION": Case(_grown(direction=Direction.INCREASE), _grown(direction=Direction.DECREASE)),
    "RATE-DIRECTION": Case(
        _grown(direction=Direction.INCREASE, change="20.00万元", ratio="20.00"),
        _grown(direction=Direction.INCREASE, change="20.00万元", ratio="20.00", ratio_direction=Direction.DECREASE),
    ),
    "BUDGET-DIRECTION": Case(
        _accounted(against_budget=Direction.DECREASE), _accounted(against_budget=Direction.INCREASE), ACCOUNTS
    ),
    "COMPLETION": Case(_accounted(completion="98.20"), _accounted(completion="99.20"), ACCOUNTS),
    "SHARE": Case(_shared("75.00"), _shared("76.00"), ACCOUNTS),
    "YEARS": Case(_grown(), [stated(Topic.REVENUE, "收入预算", "1.00万元", compared_year=2025)]),
    "SAME-FIGURE": Case(
        [stated(Topic.REVENUE, "收入预算", "1.00万元"), stated(Topic.REVENUE, "收入预算", "10000元")],
        [stated(Topic.REVENUE, "收入预算", "1.00万元"), stated(Topic.REVENUE, "收入预算", "2.00万元")],
    ),
    "TEXT-PARTS": Case(_procured("20.00万元"), _procured("21.00万元")),
    "TEXT-RESERVED": Case(
        [
            stated(Topic.PROCUREMENT, "政府采购预算", "3.00万元"),
            stated(Topic.PROCUREMENT_SMALL_AND_MEDIUM, "面向中小企业", "3.00万元"),
        ],
        [
            stated(Topic.PROCUREMENT, "政府采购预算", "3.00万元"),
            stated(Topic.PROCUREMENT_SMALL_AND_MEDIUM, "面向中小企业", "4.00万元"),
        ],
    ),
}


def _moved(vehicles: str) -> list[Fact]:
    said = {"compared_year": 2024, "direction": Direction.INCREASE}
    return [
        stated(Topic.THREE_PUBLIC, "三公经费", "47.91万元", change="25万元", **said),
        stated(Topic.OVERSEAS_TRAVEL, "因公出国（境）费", "0万元", compared_year=2024, direction=Direction.UNCHANGED),
        stated(Topic.VEHICLES, "公务用车购置及运行费", "46.56万元", change=vehicles, **said),
        stated(Topic.RECEPTION, "公务接待费", "1.35万元", compared_year=2024, direction=Direction.UNCHANGED),
    ]


def _appropriated(change: str) -> list[Fact]:
    said = {"compared_year": 2024, "direction": Direction.DECREASE}
    return [
        stated(Topic.FISCAL_APPROPRIATION, "财政拨款收入", "21,002万元", change="27万元", **said),
        stated(Topic.FISCAL_APPROPRIATION, "财政拨款支出预算", "21,002万元", change=change, **said),
    ]


NARRATIVE_CASES["TEXT-MOVED"] = Case(_appropriated("27万元"), _appropriated("37万元"))
NARRATIVE_CASES["TEXT-CHANGES"] = Case(_moved("25万元"), _moved("15万元"))

NARRATIVE_CASES["VEHICLE-COUNT"] = Case(
    [
        stated(Topic.VEHICLE_PURCHASE, "公务用车购置费", "18.00万元"),
        stated(Topic.VEHICLE_PURCHASE_PLAN, "购置车辆", count=1),
    ],
    [
        stated(Topic.VEHICLE_PURCHASE, "公务用车购置费", "18.00万元"),
        stated(Topic.VEHICLE_PURCHASE_PLAN, "购置车辆", count=0),
    ],
)


def _listed(amount: str) -> list[Fact]:
    return [
        stated(Topic.GENERAL_PUBLIC_BUDGET, "一般公共预算拨款支出预算", "30.00万元"),
        stated(Topic.FUNCTION, "行政运行", "10.00万元", path=RUNNING),
        stated(Topic.FUNCTION, "信息化建设", amount, path=(*RUNNING[:2], "信息化建设")),
    ]


def _vehicles(others: int) -> list[Fact]:
    return [
        stated(Topic.VEHICLE_FLEET, "共有车辆", count=7),
        stated(Topic.VEHICLE_FLEET_BY_KIND, "执法执勤用车", count=1),
        stated(Topic.VEHICLE_FLEET_BY_KIND, "其他用车", count=others),
    ]


def _received(guests: int) -> list[Fact]:
    return [
        stated(Topic.RECEPTION, "公务接待费", "0.39万元", stage=SPENT),
        stated(Topic.GUESTS_RECEIVED, "", count=guests, stage=SPENT),
    ]


def _received_at_home(amount: str) -> list[Fact]:
    return [
        stated(Topic.RECEPTION, "公务接待费", "0.39万元", stage=SPENT),
        stated(Topic.DOMESTIC_RECEPTION, "国内公务接待支出", amount, stage=SPENT),
    ]


def _kept(kept: int) -> list[Fact]:
    return [stated(Topic.VEHICLES_KEPT, "公务用车保有量", count=kept), stated(Topic.VEHICLE_FLEET, "共有车辆", count=0)]


NARRATIVE_CASES |= {
    "TEXT-ITEMS": Case(_listed("20.01万元"), _listed("20.03万元")),
    "VEHICLE-KINDS": Case(_vehicles(6), _vehicles(5)),
    "MONEY-COUNT": Case(_received(26), _received(0), ACCOUNTS),
    "TEXT-IN-WHOLE": Case(_received_at_home("0.39万元"), _received_at_home("0.93万元"), ACCOUNTS),
    "VEHICLES-KEPT": Case(_kept(0), _kept(3), ACCOUNTS),
}
