"""The real disclosures' sentences against what people read in them."""

import json
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest

from graph.facts import Money, StatedFigure
from graph.terms import Direction, Stage, Topic
from loaders.document import Ledger
from loaders.narratives import read_narratives
from loaders.pdf import read_pdf
from loaders.text import read_text

BUDGETS: Final = ("putuo_sfj_2026_dept", "putuo_sww_2025_dept", "sh_czj_unit_2025", "wanli_2024", "wanli_2025")
ACCOUNTS: Final = ("putuo_czj_2024_final", "putuo_gzj_2024_final")
TEXTS: Final = ("000", "003")
ALL: Final = (*BUDGETS, *ACCOUNTS, *TEXTS)

# key of the truth → topic, stage, words of the label, which of amount, change and ratio
STATED: Final = {
    "revenue_wan": (Topic.REVENUE, None, "", "amount"),
    "expenditure_wan": (Topic.EXPENDITURE, None, "", "amount"),
    "appropriation_wan": (Topic.FISCAL_APPROPRIATION, Stage.BUDGET, "收入", "amount"),
    "revenue_change_wan": (Topic.FISCAL_APPROPRIATION, Stage.BUDGET, "收入", "change"),
    "expenditure_change_wan": (Topic.FISCAL_APPROPRIATION, Stage.BUDGET, "支出预算", "change"),
    "gov_fund_wan": (Topic.GOVERNMENT_FUND, Stage.BUDGET, "", "amount"),
    "state_capital_wan": (Topic.STATE_CAPITAL, Stage.BUDGET, "", "amount"),
    "general_budget_wan": (Topic.GENERAL_PUBLIC_BUDGET, None, "", "amount"),
    "general_budget_change_wan": (Topic.GENERAL_PUBLIC_BUDGET, None, "", "change"),
    "general_budget_change_pct": (Topic.GENERAL_PUBLIC_BUDGET, None, "", "ratio"),
    "initial_budget_wan": (Topic.GENERAL_PUBLIC_BUDGET, Stage.BUDGET, "", "amount"),
    "total_wan": (Topic.REVENUE_AND_EXPENDITURE, Stage.FINAL_ACCOUNTS, "", "amount"),
    "change_pct": (Topic.REVENUE_AND_EXPENDITURE, Stage.FINAL_ACCOUNTS, "", "ratio"),
    "appropriation_revenue_wan": (Topic.FISCAL_APPROPRIATION, Stage.FINAL_ACCOUNTS, "财政拨款收入", "amount"),
    "appropriation_total_wan": (Topic.FISCAL_APPROPRIATION, Stage.FINAL_ACCOUNTS, "总计", "amount"),
    "appropriation_total_change_wan": (Topic.FISCAL_APPROPRIATION, Stage.FINAL_ACCOUNTS, "总计", "change"),
    "appropriation_total_change_pct": (Topic.FISCAL_APPROPRIATION, Stage.FINAL_ACCOUNTS, "总计", "ratio"),
    "other_income_wan": (Topic.OTHER_INCOME, None, "", "amount"),
    "basic_wan": (Topic.BASIC, Stage.FINAL_ACCOUNTS, "", "amount"),
    "general_basic_wan": (Topic.BASIC, Stage.FINAL_ACCOUNTS, "一般公共预算财政拨款基本支出", "amount"),
    "project_wan": (Topic.PROJECT, Stage.FINAL_ACCOUNTS, "", "amount"),
    "personnel_wan": (Topic.PERSONNEL, Stage.FINAL_ACCOUNTS, "", "amount"),
    "public_wan": (Topic.PUBLIC, Stage.FINAL_ACCOUNTS, "", "amount"),
    "three_public_budget_wan": (Topic.THREE_PUBLIC, Stage.BUDGET, "", "amount"),
    "three_public_final_wan": (Topic.THREE_PUBLIC, Stage.FINAL_ACCOUNTS, "", "amount"),
    "agency_operating_wan": (Topic.AGENCY_OPERATION, Stage.FINAL_ACCOUNTS, "", "amount"),
    "agency_operating_change_wan": (Topic.AGENCY_OPERATION, Stage.FINAL_ACCOUNTS, "", "change"),
    "agency_operating_change_pct": (Topic.AGENCY_OPERATION, Stage.FINAL_ACCOUNTS, "", "ratio"),
}
COMPARED_OTHERWISE: Final = {
    "change_vs_prior_wan", "change_direction", "prior_year", "prior_year_as_printed", "appropriation_total_change", "items",
}  # fmt: skip
NOT_STATED: Final = {
    "reason",  # free words
    "completion_pct",  # a fact has the ratio of a change only
    "revenue_change_basis", "expenditure_change_basis",  # whether 预算 or 预算执行数 of the year before: no field of a fact
    "precision", "change_note", "change_of",  # remarks of the reader
}  # fmt: skip
THREE_PUBLIC: Final = {
    "合计": Topic.THREE_PUBLIC,
    "因公出国(境)费": Topic.OVERSEAS_TRAVEL,
    "因公出国（境）费": Topic.OVERSEAS_TRAVEL,
    "公务接待费": Topic.RECEPTION,
    "公务用车小计": Topic.VEHICLES,
    "公务用车购置及运行费": Topic.VEHICLES,
    "购置费": Topic.VEHICLE_PURCHASE,
    "公务用车购置费": Topic.VEHICLE_PURCHASE,
    "运行费": Topic.VEHICLE_OPERATION,
    "公务用车运行费": Topic.VEHICLE_OPERATION,
    "机关运行经费": Topic.AGENCY_OPERATION,
}
PROCUREMENT: Final = {
    "total": Topic.PROCUREMENT,
    "合计": Topic.PROCUREMENT,
    "goods": Topic.PROCUREMENT_GOODS,
    "货物": Topic.PROCUREMENT_GOODS,
    "works": Topic.PROCUREMENT_WORKS,
    "工程": Topic.PROCUREMENT_WORKS,
    "services": Topic.PROCUREMENT_SERVICES,
    "服务": Topic.PROCUREMENT_SERVICES,
    "sme_reserved": Topic.PROCUREMENT_SMALL_AND_MEDIUM,
    "面向中小企业预留": Topic.PROCUREMENT_SMALL_AND_MEDIUM,
    "micro_reserved": Topic.PROCUREMENT_SMALL_AND_MICRO,
    "预留给小型和微型企业": Topic.PROCUREMENT_SMALL_AND_MICRO,
}
TOTALS_OF_000: Final = {
    "收入预算": Topic.REVENUE,
    "财政拨款收入": Topic.FISCAL_APPROPRIATION,
    "事业收入": Topic.UNDERTAKING_INCOME,
    "事业单位经营收入": Topic.BUSINESS_INCOME,
    "其他收入": Topic.OTHER_INCOME,
    "支出预算": Topic.EXPENDITURE,
    "财政拨款支出预算": Topic.FISCAL_APPROPRIATION,
    "一般公共预算拨款支出预算": Topic.GENERAL_PUBLIC_BUDGET,
    "政府性基金拨款支出预算": Topic.GOVERNMENT_FUND,
    "国有资本经营预算拨款支出预算": Topic.STATE_CAPITAL,
}
DIRECTIONS: Final = {"增加": Direction.INCREASE, "减少": Direction.DECREASE, "持平": Direction.UNCHANGED}


class Disclosure:
    """A document's truth, and what this stage reads of it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.truth: dict[str, Any] = json.loads((folder / "truth" / f"{name}.json").read_text(encoding="utf-8"))
        (path,) = [*folder.glob(f"*/{name}.pdf"), *folder.glob(f"seeds/{name}_*.txt")]
        content = path.read_bytes()
        read = read_pdf if path.suffix == ".pdf" else read_text
        self.document = read(content, path.name, sha256(content).hexdigest())
        self.stage = Stage.FINAL_ACCOUNTS if name in ACCOUNTS else Stage.BUDGET
        self.ledger = Ledger()
        self.figures = read_narratives(self.document, self.stage, self.truth["year"], self.ledger)

    def about(self, topic: Topic, stage: Stage | None = None, label: str = "") -> list[StatedFigure]:
        """The figures of a topic."""
        wanted = stage or self.stage
        return [
            figure
            for figure in self.figures
            if figure.topic is topic and figure.stage is wanted and figure.label.endswith(label)
        ]


@pytest.fixture
def disclosure(shared: Path, request: pytest.FixtureRequest) -> Disclosure:
    """The document that the test is about, read once a run."""
    return read_once(shared, request.param)


@cache
def read_once(folder: Path, name: str) -> Disclosure:
    """A document and its truth."""
    return Disclosure(folder, name)


def of_documents(*names: str) -> pytest.MarkDecorator:
    """Runs a test for each of these documents."""
    return pytest.mark.parametrize("disclosure", names, indirect=True)


def in_wan(money: Money | None) -> Decimal | None:
    """An amount in 万元."""
    return Decimal(money.fen) / 1_000_000 if money else None


def signed_change(figure: StatedFigure) -> Decimal | None:
    """The change, negative for a decrease."""
    change = in_wan(figure.change)
    return -change if change is not None and figure.direction is Direction.DECREASE else change


def printed(value: float) -> Decimal:
    """A number of the truth, exactly."""
    return Decimal(str(value))


def part_of(figure: StatedFigure, part: str) -> Decimal | None:
    """The amount, the change or the ratio."""
    if part == "ratio":
        return Decimal(figure.ratio) if figure.ratio else None
    return in_wan(figure.amount) if part == "amount" else signed_change(figure)


@of_documents(*BUDGETS, *ACCOUNTS)
def test_the_totals_of_the_sentences_are_the_truths(disclosure: Disclosure) -> None:
    """Every figure that the truth names is read, and no other of its topic, stage and name."""
    truth = disclosure.truth["narrative"]
    wanted = {key: {printed(truth[key])} for key in STATED if key in truth}
    found = {}
    for key in wanted:
        topic, stage, label, part = STATED[key]
        found[key] = {part_of(figure, part) for figure in disclosure.about(topic, stage, label)}

    assert found == wanted


@of_documents(*BUDGETS, *ACCOUNTS)
def test_every_key_of_the_truth_is_compared_or_has_no_place_in_a_fact(disclosure: Disclosure) -> None:
    """What the truth has and this stage cannot state stands in NOT_STATED, with the reason."""
    assert set(disclosure.truth["narrative"]) <= {*STATED, *COMPARED_OTHERWISE, *NOT_STATED}


@of_documents(*BUDGETS, *ACCOUNTS)
def test_the_change_against_the_year_before_is_the_truths(disclosure: Disclosure) -> None:
    """Budgets compare the appropriation, accounts the total; the year is as printed, also where that is wrong."""
    truth = disclosure.truth["narrative"]
    topic, label = (
        (Topic.REVENUE_AND_EXPENDITURE, "")
        if disclosure.stage is Stage.FINAL_ACCOUNTS
        else (Topic.FISCAL_APPROPRIATION, "支出预算")
    )
    (figure,) = disclosure.about(topic, label=label)

    assert signed_change(figure) == printed(truth["change_vs_prior_wan"])
    assert figure.direction is DIRECTIONS[truth["change_direction"]]
    assert figure.compared_year == truth.get("prior_year_as_printed", truth["prior_year"])
    if "appropriation_total_change" in truth:
        (total,) = disclosure.about(Topic.FISCAL_APPROPRIATION, label="总计")
        assert total.direction is DIRECTIONS[truth["appropriation_total_change"]]


@of_documents(*BUDGETS)
def test_the_list_of_a_budget_is_the_truths(disclosure: Disclosure) -> None:
    """Each code with its amount and, where printed, execution of the year before, direction and rate."""
    items = disclosure.truth["narrative"]["items"]
    planned = disclosure.about(Topic.FUNCTION)
    executed = disclosure.about(Topic.FUNCTION, Stage.FINAL_ACCOUNTS)
    compared = {figure.path: figure for figure in planned if figure.direction}

    stated = [(figure.path, in_wan(figure.amount)) for figure in planned]
    wanted = [
        (tuple(item["path"]), printed(amount))
        for item in items
        for amount in dict.fromkeys((item["amount_wan"], item.get("planned_wan", item["amount_wan"])))
    ]
    assert stated == wanted
    assert [(figure.path, figure.year, in_wan(figure.amount)) for figure in executed] == [
        (tuple(item["path"]), item["prior_year"], printed(item["prior_exec_wan"]))
        for item in items
        if "prior_exec_wan" in item
    ]
    assert {
        path: (figure.direction, figure.ratio and Decimal(figure.ratio), in_wan(figure.amount))
        for path, figure in compared.items()
    } == {
        tuple(item["path"]): (
            DIRECTIONS[item["direction"]],
            None if item["change_pct"] is None else printed(item["change_pct"]),
            printed(item["planned_wan"]),
        )
        for item in items
        if "direction" in item
    }


@of_documents(*BUDGETS)
def test_a_printed_code_is_the_truths(disclosure: Disclosure) -> None:
    """Only where the sentence prints its digits."""
    items = disclosure.truth["narrative"]["items"]
    codes = dict.fromkeys((figure.path, figure.code) for figure in disclosure.about(Topic.FUNCTION))

    assert list(codes) == [(tuple(item["path"]), item.get("code_printed")) for item in items]


@of_documents(*ACCOUNTS)
def test_the_list_of_accounts_is_the_truths(disclosure: Disclosure) -> None:
    """Each code with budget and outcome, in the printed order; the classes before it have no truth."""
    items = disclosure.truth["narrative"]["items"]

    for stage, key in ((Stage.BUDGET, "budget_wan"), (Stage.FINAL_ACCOUNTS, "amount_wan")):
        listed = [figure for figure in disclosure.about(Topic.FUNCTION, stage) if len(figure.path) == 3]
        assert [(figure.path, in_wan(figure.amount)) for figure in listed] == [
            (tuple(item["path"]), printed(item[key])) for item in items
        ]


@of_documents(*BUDGETS, "000")
def test_three_public_expenses_of_a_budget_are_the_truths(disclosure: Disclosure) -> None:
    """The sentences state what the table holds; a blank cell is stated as 0."""
    truth = disclosure.truth["three_public"]
    wanted = {topic: printed(truth[key]) for key, topic in THREE_PUBLIC.items() if key in truth}

    for topic, amount in wanted.items():
        assert [in_wan(figure.amount) for figure in disclosure.about(topic)] == [amount]


@of_documents("putuo_gzj_2024_final")
def test_three_public_expenses_of_accounts_are_the_truths(disclosure: Disclosure) -> None:
    """The outcome of each part; the other accounts leave the table's cells empty."""
    for key, amount in disclosure.truth["three_public"].items():
        assert [in_wan(figure.amount) for figure in disclosure.about(THREE_PUBLIC[key])] == [printed(amount)]


@of_documents("000")
def test_changes_of_three_public_expenses_are_the_truths(disclosure: Disclosure) -> None:
    """持平 is a change of 0 there."""
    for key, change in disclosure.truth["three_public"]["change_vs_2023"].items():
        (figure,) = disclosure.about(THREE_PUBLIC[key])
        assert (figure.compared_year, signed_change(figure) or Decimal(0)) == (2023, printed(change))


@of_documents(*BUDGETS, *ACCOUNTS, "000")
def test_procurement_is_the_truths(disclosure: Disclosure) -> None:
    """In total, by kind, and what is reserved."""
    truth = disclosure.truth.get("procurement_wan") or disclosure.truth["procurement"]

    for key, topic in PROCUREMENT.items():
        if key in truth:
            assert [in_wan(figure.amount) for figure in disclosure.about(topic)] == [printed(truth[key])]


@of_documents(*ALL)
def test_projects_with_targets_are_the_truths(disclosure: Disclosure) -> None:
    """Their number and money; budget units, tracked and assessed projects and scores have no topic."""
    truth = disclosure.truth["performance"]
    (projects,) = disclosure.about(Topic.PERFORMANCE_PROJECTS, Stage.BUDGET)
    (amount,) = disclosure.about(Topic.PERFORMANCE_AMOUNT, Stage.BUDGET)

    assert (projects.count, in_wan(amount.amount)) == (truth["projects"], printed(truth["amount_wan"]))


@of_documents("000")
def test_assets_are_the_truths(disclosure: Disclosure) -> None:
    """Of the day that the sentence says; the kinds of vehicles have no topic of their own."""
    truth = disclosure.truth["vehicles"]
    counts = {
        (figure.topic, figure.year): figure.count for figure in disclosure.figures if figure.count is not None
    }  # fmt: skip

    held, planned = int(truth["as_of"][:4]), disclosure.truth["year"]
    assert counts[Topic.VEHICLE_FLEET, held] == truth["total"]
    assert counts[Topic.LARGE_EQUIPMENT, held] == truth["equipment_over_1m"]
    assert counts[Topic.VEHICLE_PURCHASE_PLAN, planned] == truth["planned_purchase_2024"]["total"]
    assert counts[Topic.LARGE_EQUIPMENT_PLAN, planned] == truth["planned_purchase_2024"]["equipment_over_1m"]


@of_documents("000")
def test_the_totals_of_a_text_are_the_truths(disclosure: Disclosure) -> None:
    """Totals by their printed names, classes by theirs, and the change of the appropriation."""
    truth = dict(disclosure.truth["narrative_totals_wan"])
    change = truth.pop("比2023年预算减少")
    topics = {figure.label: figure.topic for figure in disclosure.figures}

    stated = {figure.label: in_wan(figure.amount) for figure in disclosure.figures if figure.label in truth}
    assert stated == {label: printed(amount) for label, amount in truth.items()}
    assert {label: topics[label] for label in truth} == {
        label: TOTALS_OF_000.get(label, Topic.FUNCTION) for label in truth
    }
    assert {signed_change(figure) for figure in disclosure.about(Topic.FISCAL_APPROPRIATION)} == {-printed(change)}


@of_documents(*ALL)
def test_no_amount_of_a_sentence_is_left_unread(disclosure: Disclosure) -> None:
    """The one problem is a rate that one of the accounts prints without its sign."""
    gzj = [("增长 13.95", "a change without a unit")] if "gzj" in disclosure.document.file_name else []

    assert [(source.text, reason) for source, reason in disclosure.ledger.problems] == gzj
