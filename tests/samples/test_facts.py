"""The facts files: exact sums, and the identities of shared figures."""

from decimal import Decimal
from itertools import pairwise

import pytest

from samples.accounts import AccountRow, Accounts
from samples.budget import Budget, economic_rows, total_of
from samples.project import Project
from samples.reading import Sample, read, sample_names
from samples.rounding import rounded_wan

SAMPLES = {name: read(name) for name in sample_names()}
BUDGETS = [sample for sample in SAMPLES.values() if isinstance(sample, Budget)]
BUDGET_NAMES = [name for name, sample in SAMPLES.items() if isinstance(sample, Budget)]

HALF_OF_THE_LAST_DIGIT = Decimal("0.005")


def projects_of(sample: Sample) -> tuple[Project, ...]:
    """The projects of any kind of sample."""
    return () if isinstance(sample, Accounts) else sample.projects


@pytest.mark.parametrize("budget", BUDGETS, ids=BUDGET_NAMES)
def test_items_add_up_to_the_total_that_the_real_document_prints(budget: Budget) -> None:
    """A digit that was copied wrongly would show here."""
    assert total_of(budget.rows).total == budget.printed_total


@pytest.mark.parametrize("budget", BUDGETS, ids=BUDGET_NAMES)
def test_economic_items_add_up_to_the_basic_expenditure_of_the_general_budget(budget: Budget) -> None:
    """T8's 合计 is T5's 基本支出."""
    classes = [row for row in economic_rows(budget.economic) if len(row.code) == 3]

    assert sum(row.total for row in classes) == total_of(budget.appropriated).basic


@pytest.mark.parametrize("budget", BUDGETS, ids=BUDGET_NAMES)
def test_running_the_office_by_class_adds_up_to_the_economic_classes(budget: Budget) -> None:
    """The city's T1 and T8 agree on 公用经费, where T1 prints it."""
    public = [row.total for row in economic_rows(budget.economic) if len(row.code) == 3 and not row.is_personnel]

    assert sum(budget.class_public.values()) in {Decimal(0), sum(public)}


@pytest.mark.parametrize("budget", BUDGETS, ids=BUDGET_NAMES)
def test_groups_and_classes_are_the_sums_of_what_stands_below_them(budget: Budget) -> None:
    """类 = Σ 款 = Σ 项, for basic and project expenditure."""
    for above, below in pairwise((3, 5, 7)):
        for row in budget.rows:
            parts = [part for part in budget.rows if len(part.code) == below and part.code.startswith(row.code)]
            if len(row.code) == above:
                assert (row.basic, row.project) == (sum(p.basic for p in parts), sum(p.project for p in parts))


@pytest.mark.parametrize("budget", BUDGETS, ids=BUDGET_NAMES)
def test_projects_cost_no_more_than_project_expenditure(budget: Budget) -> None:
    """A budget discloses some of its projects, so their sum is a part."""
    assert sum(project.amount for project in budget.projects) <= total_of(budget.rows).project


@pytest.mark.parametrize("name", SAMPLES)
def test_the_parts_of_a_project_add_up_to_it(name: str) -> None:
    """Sub-items and quarterly plans."""
    for project in projects_of(SAMPLES[name]):
        for parts in ([item.amount for item in project.items], project.quarters):
            assert not parts or sum(parts) == project.amount


def test_the_change_of_a_total_is_the_difference_of_two_years() -> None:
    """The 2025 budget of 万里街道 grew by what lies between its two samples."""
    before, after = read("putuo_wanli_2024_department"), read("putuo_wanli_2025_department")
    assert isinstance(before, Budget)
    assert isinstance(after, Budget)

    grown = rounded_wan(after.printed_total, 2) - rounded_wan(before.printed_total, 2)

    assert grown == after.expenditure_change.amount


def test_the_change_of_three_public_items_is_the_difference_of_two_years() -> None:
    """三公 of 万里街道 in 2025 against its sample of 2024."""
    before, after = read("putuo_wanli_2024_department"), read("putuo_wanli_2025_department")
    assert isinstance(before, Budget)
    assert isinstance(after, Budget)

    moved = after.three_public.total.amount - before.three_public.total.amount

    assert moved == after.three_public.total.change


def test_the_unit_edition_has_the_figures_of_its_department() -> None:
    """The department has one unit with a budget of its own."""
    department, unit = read("putuo_commerce_2025_department"), read("putuo_commerce_2025_unit")
    assert isinstance(department, Budget)
    assert isinstance(unit, Budget)

    assert (unit.edition, unit.rows, unit.economic) == ("单位", department.rows, department.economic)


def test_a_law_is_cited_by_two_departments_of_two_regions() -> None:
    """What the graph's shared citations need to have something to show."""
    citing = {
        name
        for name, sample in SAMPLES.items()
        for project in projects_of(sample)
        if any("《中华人民共和国公务员法》" in paragraph for paragraph in project.basis)
    }

    assert citing == {"shanghai_organisation_2024_department", "songjiang_organisation_2025_statements"}


def test_final_accounts_add_up_within_the_rounding_of_each_figure() -> None:
    """Figures in 万元 with two decimals: half a hundredth for each of them and for their sum."""
    accounts = read("putuo_finance_2024_accounts")
    assert isinstance(accounts, Accounts)

    for length in (3, 5, 7):
        rows = [row for row in accounts.rows if len(row.code) == length]
        assert_rounded_sum([row.spent for row in rows], accounts.total.spent)
        assert_rounded_sum([row.received for row in rows], accounts.total.received)
    assert_rounded_sum(list(accounts.classes.values()), accounts.total.spent)
    assert accounts.personnel + accounts.public == accounts.total.basic
    for code in ("301", "302", "303", "310"):
        items = [amount for item, amount in accounts.economic.items() if len(item) == 5 and item.startswith(code)]
        assert_rounded_sum(items, accounts.economic[code])


def test_both_sides_of_the_final_accounts_have_one_total() -> None:
    """年初结转 + 收入 = 支出 + 年末结转, for all money and for appropriation."""
    accounts = read("putuo_finance_2024_accounts")
    assert isinstance(accounts, Accounts)
    total: AccountRow = accounts.total

    assert accounts.balance.opening + total.received == total.spent + accounts.balance.closing
    assert accounts.appropriation_balance.opening == accounts.appropriation_balance.closing


def assert_rounded_sum(parts: list[Decimal], total: Decimal) -> None:
    """The parts make the total, as far as figures that are rounded one by one can."""
    assert abs(sum(parts) - total) <= HALF_OF_THE_LAST_DIGIT * (len(parts) + 1)
