"""Rules between documents: each passes on documents that agree and fails on those that do not."""

import msgspec
import pytest

from graph.disclosures import DisclosureFacts
from graph.documents import Document
from graph.facts import Fact
from graph.reconciliation import RULES_ACROSS, Outcome, reconcile_across
from graph.terms import BudgetTable, CheckStatus, Direction, DisclosureKind, Side, Stage, Topic
from tests.factories import disclosure, unit
from tests.graph.reconciliation.printing import ACCOUNTS, cell, form, row, stated, statement, statuses

SPENDING = BudgetTable.EXPENDITURE_BY_FUNCTION
GENERAL = BudgetTable.GENERAL_BUDGET_BY_FUNCTION
SUMMARY = BudgetTable.BALANCE_SUMMARY
SPENT = Stage.FINAL_ACCOUNTS
CENTRE = "上海市普陀区中小企业服务中心"
SCHOOL = "上海市普陀区商务学校"
UNIT = DisclosureKind.UNIT_BUDGET


def published(
    number: int,
    *facts: Fact,
    kind: DisclosureKind = DisclosureKind.DEPARTMENT_BUDGET,
    year: int = 2025,
    body: str | None = None,
) -> DisclosureFacts:
    """A document of the commission, or of another body."""
    made = {"organisation": body} if body else {}
    return disclosure(*facts, sha256=f"{number:064}", kind=kind, year=year, **made)


def spending(amount: str) -> list[Fact]:
    """A table of expenditure with one class."""
    return [cell(SPENDING, "教育支出", amount, code="205"), cell(SPENDING, "合计", amount, row=1)]


def prior(base: str) -> list[DisclosureFacts]:
    """Two budgets of following years, of which the later has grown by 5万元."""
    later = stated(
        Topic.THREE_PUBLIC, "三公经费", "15.00万元", change="5.00万元", compared_year=2024, direction=Direction.INCREASE
    )
    return [published(1, later), published(2, stated(Topic.THREE_PUBLIC, "三公经费", base, year=2024), year=2024)]


def balances(opening: str) -> list[DisclosureFacts]:
    """Accounts that open with an amount, after accounts that closed with 5万元."""
    closed = cell(SUMMARY, "年末结转和结余", "5.00万元", side=Side.EXPENDITURE, stage=SPENT)
    opened = cell(SUMMARY, "年初结转和结余", opening, side=Side.REVENUE, stage=SPENT)
    return [published(1, opened, kind=ACCOUNTS), published(2, closed, kind=ACCOUNTS, year=2024)]


def accounted(budget: str) -> list[DisclosureFacts]:
    """Accounts that call an amount the year's budget, and that year's budget, which printed 50000元."""
    said = stated(Topic.FUNCTION, "行政运行", budget, path=("教育支出", "教育管理事务", "行政运行"))
    printed = [
        cell(GENERAL, "教育支出", "50000元", code="205"),
        cell(GENERAL, "教育管理事务", "50000元", code="20501", row=1),
        cell(GENERAL, "行政运行", "50000元", code="2050101", row=2),
    ]
    return [published(1, said, kind=ACCOUNTS), published(2, *printed)]


def of_two_units(amount: str) -> list[DisclosureFacts]:
    """A department of 50元 with the documents of its two units."""
    return [
        published(1, unit(CENTRE), unit(SCHOOL), *spending("50元")),
        published(2, *spending("20元"), kind=UNIT, body=CENTRE),
        published(3, *spending(amount), kind=UNIT, body=SCHOOL),
    ]


def of_one_unit(amount: str) -> list[DisclosureFacts]:
    """A department of 50元 with its only unit's own edition."""
    return [
        published(1, unit("商务委本部", is_own_office=True), *spending("50元")),
        published(2, *spending(amount), kind=UNIT),
    ]


def in_two_documents(amount: str) -> list[DisclosureFacts]:
    """A statement of 5万元 in a budget, and the project's form in another document of the department."""
    forms = published(2, form(amount), kind=DisclosureKind.PERFORMANCE_TARGETS)
    return [published(1, statement(appropriated="5.00万元")), forms]


def published_twice(amount: str) -> list[DisclosureFacts]:
    """A budget of 50元, and another copy of it."""
    return [published(1, *spending("50元")), published(2, *spending(amount))]


CASES = {
    "PRIOR-YEAR": (prior("10.00万元"), prior("11.00万元")),
    "OPENING=CLOSING": (balances("5.00万元"), balances("5.02万元")),
    "ACCOUNTS=BUDGET": (accounted("5.00万元"), accounted("6.00万元")),
    "UNITS=DEPARTMENT": (of_two_units("30元"), of_two_units("31元")),
    "UNIT-IN-DEPARTMENT": (of_two_units("30元"), of_two_units("60元")),
    "EDITIONS": (of_one_unit("50元"), of_one_unit("51元")),
    "COPIES": (published_twice("50元"), published_twice("51元")),
    "STATEMENT=FORM": (in_two_documents("50000元"), in_two_documents("60000元")),
}


def ended(rule: str, facts: list[DisclosureFacts]) -> list[Outcome]:
    """How a rule ends on documents."""
    return [outcome for outcome in reconcile_across([Document.of(one) for one in facts]) if outcome.rule == rule]


def test_every_rule_has_a_case() -> None:
    """A rule without one is not tested."""
    assert {rule.id for rule in RULES_ACROSS} == CASES.keys()


@pytest.mark.parametrize("rule", CASES)
def test_documents_that_agree_pass(rule: str) -> None:
    """And give no finding."""
    found = statuses(ended(rule, CASES[rule][0]))
    assert CheckStatus.PASSED in found
    assert CheckStatus.FAILED not in found


@pytest.mark.parametrize("rule", CASES)
def test_documents_that_contradict_each_other_fail(rule: str) -> None:
    """With a place in each of them."""
    failed = [outcome for outcome in ended(rule, CASES[rule][1]) if outcome.status is CheckStatus.FAILED]
    assert failed
    for outcome in failed:
        assert len(outcome.sha256s) >= 2
        assert {one.sha256 for one in (*outcome.expected_sources, *outcome.actual_sources)} == set(outcome.sha256s)


@pytest.mark.parametrize("rule", CASES)
def test_the_order_of_documents_does_not_matter(rule: str) -> None:
    """Nor that one is given twice."""
    documents = [Document.of(one) for one in CASES[rule][1]]
    assert reconcile_across(documents) == reconcile_across([*documents[::-1], documents[0]])


def test_a_department_whose_units_are_not_all_there_is_not_compared() -> None:
    """The missing one is named."""
    department, centre, _ = of_two_units("30元")
    [outcome] = [one for one in ended("UNITS=DEPARTMENT", [department, centre]) if len(one.sha256s) > 1]
    assert outcome.status is CheckStatus.NOT_EXECUTABLE
    assert "商务学校" in outcome.reason


def test_a_document_alone_is_not_applicable() -> None:
    """Every rule says so of it."""
    outcomes = reconcile_across([Document.of(published(1, *spending("50元"), *row(GENERAL, "合计", TOTAL="5元")))])
    assert statuses(list(outcomes)) == {CheckStatus.NOT_APPLICABLE}
    assert [outcome.rule for outcome in outcomes] == [rule.id for rule in RULES_ACROSS]


def test_a_unit_without_a_budget_of_its_own_is_not_missing() -> None:
    """商务委's centre is 不单列预算, so that its office is its only unit."""
    office, centre = unit("商务委本部", is_own_office=True), unit(CENTRE)
    merged = msgspec.structs.replace(centre, has_own_budget=False)
    documents = [published(1, office, merged, *spending("50元")), published(2, *spending("50元"), kind=UNIT)]
    assert statuses(ended("EDITIONS", documents)) == {CheckStatus.PASSED}


def test_the_only_unit_is_not_told_twice() -> None:
    """That it prints more than its department is a finding of EDITIONS alone."""
    assert statuses(ended("UNIT-IN-DEPARTMENT", of_one_unit("51元"))) == {CheckStatus.NOT_APPLICABLE}


@pytest.mark.parametrize("copy", ["10.00万元", "11.00万元"])
def test_another_copy_does_not_silence_the_rules(copy: str) -> None:
    """Each copy of last year's document is held against this year's."""
    later, before = prior("11.00万元")
    other = published(3, stated(Topic.THREE_PUBLIC, "三公经费", copy, year=2024), year=2024)
    wrong = {before.disclosure.sha256, *([other.disclosure.sha256] if copy == "11.00万元" else [])}
    failed = [one for one in ended("PRIOR-YEAR", [later, before, other]) if one.status is CheckStatus.FAILED]
    assert {sha for one in failed for sha in one.sha256s} - {later.disclosure.sha256} == wrong


def test_copies_of_a_unit_are_each_held_against_the_department() -> None:
    """A wrong one beside a right one."""
    documents = [*of_two_units("30元"), published(4, *spending("31元"), kind=UNIT, body=SCHOOL)]
    found = ended("UNITS=DEPARTMENT", documents)
    assert statuses(found) == {CheckStatus.PASSED, CheckStatus.FAILED}
    assert len({(one.sha256s, one.subject) for one in found}) == len(found)


@pytest.mark.parametrize(
    ("of_department", "of_unit"),
    [
        (
            cell(SUMMARY, "二、教育支出", "50元", side=Side.EXPENDITURE),
            cell(SUMMARY, "一、教育支出", "51元", side=Side.EXPENDITURE),
        ),
        (cell(BudgetTable.THREE_PUBLIC, "合计", "5.00万元"), cell(BudgetTable.THREE_PUBLIC, "合计", "5.02万元")),
        (
            cell(BudgetTable.GOVERNMENT_FUND_BY_FUNCTION, "城乡社区支出", "50元", code="212"),
            cell(BudgetTable.GOVERNMENT_FUND_BY_FUNCTION, "城乡社区支出", "51元", code="212"),
        ),
        (stated(Topic.PROCUREMENT, "政府采购预算", "5.00万元"), stated(Topic.PROCUREMENT, "政府采购预算", "6.00万元")),
        (
            stated(Topic.PERFORMANCE_PROJECTS, "编报绩效目标的项目", count=12),
            stated(Topic.PERFORMANCE_PROJECTS, "编报绩效目标的项目", count=21),
        ),
    ],
)
def test_editions_agree_in_every_table_and_in_what_only_sentences_say(of_department: Fact, of_unit: Fact) -> None:
    """Lines of a summary by their names, whatever their ordinals."""
    office = unit("商务委本部", is_own_office=True)
    documents = [published(1, office, of_department), published(2, of_unit, kind=UNIT)]
    assert statuses(ended("EDITIONS", documents)) == {CheckStatus.FAILED}


def test_a_table_that_one_document_lacks_is_not_compared() -> None:
    """It may not have been read."""
    office = unit("商务委本部", is_own_office=True)
    documents = [published(1, office, *spending("50元")), published(2, cell(SUMMARY, "收入总计", "5元"), kind=UNIT)]
    assert statuses(ended("EDITIONS", documents)) == {CheckStatus.NOT_EXECUTABLE}


@pytest.mark.parametrize(
    ("total", "name", "status"),
    [
        ("50000元", "机关服务", CheckStatus.FAILED),
        ("60000元", "机关服务", CheckStatus.NOT_EXECUTABLE),
        ("50000元", "行政运行", CheckStatus.NOT_EXECUTABLE),
    ],
)
def test_an_item_of_the_accounts_that_the_budget_does_not_list(total: str, name: str, status: CheckStatus) -> None:
    """It is doubtful where the budget's items are all there, and none bears the name (here two do)."""
    said = stated(Topic.FUNCTION, name, "3.00万元", path=("教育支出", "教育管理事务", name))
    printed = [
        cell(GENERAL, "合计", total),
        cell(GENERAL, "行政运行", "20000元", code="2050101", row=1),
        cell(GENERAL, "行政运行", "30000元", code="2050901", row=2),
    ]
    [outcome] = ended("ACCOUNTS=BUDGET", [published(1, said, kind=ACCOUNTS), published(2, *printed)])
    assert outcome.status is status
