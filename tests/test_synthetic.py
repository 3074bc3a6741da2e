"""The synthetic country of the benchmarks: repeatable, of the size asked for, and sound as a disclosure has to be."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import median

import pytest

from benchmarks.synthetic import synthetic_facts
from benchmarks.synthetic.__main__ import main
from graph.assembly import assemble
from graph.disclosures import DisclosureFacts
from graph.facts import LineItem, OrganisationMention, ProjectFact
from graph.facts_folder import FactsFolder
from graph.model import Graph
from graph.terms import BudgetTable, ClassificationScheme, DisclosureKind, Measure, OrganisationKind, Side, Stage
from loaders.money import cell_amount

NODES = 20_000
ACCOUNTS = {DisclosureKind.DEPARTMENT_FINAL_ACCOUNTS, DisclosureKind.UNIT_FINAL_ACCOUNTS}
BUDGETS = {DisclosureKind.DEPARTMENT_BUDGET, DisclosureKind.UNIT_BUDGET}
FUNDS = (Measure.GENERAL_PUBLIC_BUDGET, Measure.GOVERNMENT_FUND, Measure.STATE_CAPITAL)
THREE_PUBLIC_PARTS = (Measure.OVERSEAS_TRAVEL, Measure.RECEPTION, Measure.VEHICLE_PURCHASE, Measure.VEHICLE_OPERATION)


@cache
def country(seed: int = 0, nodes: int = NODES) -> tuple[DisclosureFacts, ...]:
    """The disclosures of a small country."""
    return tuple(synthetic_facts(nodes, seed))


@cache
def graph_of_country() -> Graph:
    """Its graph, which no test changes."""
    return assemble(country())


def stage_of(document: DisclosureFacts) -> Stage:
    """Whether a budget's or final accounts'."""
    return Stage.FINAL_ACCOUNTS if document.disclosure.kind in ACCOUNTS else Stage.BUDGET


def with_tables() -> list[DisclosureFacts]:
    """The budgets and final accounts."""
    return [document for document in country() if document.disclosure.kind in ACCOUNTS | BUDGETS]


def cells(document: DisclosureFacts, table: BudgetTable) -> dict[tuple[str, Measure], int]:
    """A coded table's amounts by code and column; the total has no code."""
    return {
        (fact.code or "", fact.measure): fact.amount.fen
        for fact in document.facts
        if isinstance(fact, LineItem) and fact.table is table and not fact.label.endswith("经费合计")
    }


def labelled(document: DisclosureFacts, table: BudgetTable, measure: Measure, side: Side) -> dict[str, int]:
    """One column of one side of a summary table, by label."""
    return {
        fact.label: fact.amount.fen
        for fact in document.facts
        if isinstance(fact, LineItem) and fact.table is table and fact.measure is measure and fact.side is side
    }


def column(amounts: Mapping[tuple[str, Measure], int], measure: Measure) -> dict[str, int]:
    """One column by code."""
    return {code: fen for (code, other), fen in amounts.items() if other is measure}


def sums_by_parent(
    amounts: Mapping[tuple[str, Measure], int], lengths: Sequence[int]
) -> dict[tuple[str, Measure], int]:
    """What the cells above the deepest codes ought to be, as their children say."""
    sums: Counter[tuple[str, Measure]] = Counter()
    for (code, measure), fen in amounts.items():
        if code:
            sums[code[: lengths[lengths.index(len(code)) - 1]], measure] += fen
    return dict(sums)


def test_two_calls_give_equal_facts() -> None:
    """A seed names one country."""
    assert list(synthetic_facts(6000)) == list(synthetic_facts(6000))


def test_another_seed_gives_other_documents() -> None:
    """No document of one country is in another."""
    hashes = [{document.disclosure.sha256 for document in country(seed)} for seed in (0, 1)]
    assert hashes[0] & hashes[1] == set()
    assert country(0)[0].facts != country(1)[0].facts


def test_a_smaller_country_is_the_beginning_of_a_larger_one() -> None:
    """The size says only where to stop."""
    small = country(nodes=7000)
    assert small == country()[: len(small)]
    assert len(small) < len(country())


@pytest.mark.parametrize("seed", [0, 1, 7])
@pytest.mark.parametrize("nodes", [6000, NODES])
def test_the_graph_has_the_size_that_was_asked_for(nodes: int, seed: int) -> None:
    """Five percent more or less, counted in the graph."""
    assert len(assemble(country(seed, nodes)).nodes) == pytest.approx(nodes, rel=0.05)


def test_the_order_of_documents_leaves_no_trace_in_the_graph() -> None:
    """Assembly of a shuffled country gives the same nodes and relationships."""
    shuffled = sorted(country(), key=lambda document: document.disclosure.title[::-1])
    expected, actual = graph_of_country(), assemble(shuffled)
    assert shuffled != list(country())
    assert actual.sorted_nodes() == expected.sorted_nodes()
    assert list(actual.sorted_edges()) == list(expected.sorted_edges())


def test_no_two_lines_of_a_document_are_one_node() -> None:
    """Each printed amount keeps a place of its own."""
    lines = sum(isinstance(fact, LineItem) for document in country() for fact in document.facts)
    assert Counter(kind for kind, _ in graph_of_country().nodes)["BudgetLine"] == lines


def test_every_kind_of_document_and_both_stages_of_every_table_occur() -> None:
    """Nothing that a store has to hold is missing from what it is measured with."""
    assert {document.disclosure.kind for document in country()} == set(DisclosureKind)
    tables = {
        (fact.table, stage_of(document))
        for document in country(nodes=60_000)
        for fact in document.facts
        if isinstance(fact, LineItem)
    }
    assert tables == {(table, stage) for table in BudgetTable for stage in Stage}


@pytest.mark.parametrize("table", [table for table in BudgetTable if table.value.endswith("_BY_FUNCTION")])
def test_classes_are_the_sums_of_groups_and_groups_of_items(table: BudgetTable) -> None:
    """类 = Σ 款, 款 = Σ 项 and 合计 = Σ 类 in every column."""
    for document in with_tables():
        amounts = cells(document, table)
        upper = {place: fen for place, fen in amounts.items() if len(place[0]) < 7}
        assert sums_by_parent(amounts, (0, 3, 5, 7)) == upper


def test_economic_classes_are_the_sums_of_their_items() -> None:
    """301 = Σ 301xx in every column, in budgets and in accounts."""
    for document in with_tables():
        amounts = cells(document, BudgetTable.BASIC_BY_ECONOMIC)
        upper = {place: fen for place, fen in amounts.items() if len(place[0]) == 3}
        sums = sums_by_parent(amounts, (0, 3, 5))
        assert {place: fen for place, fen in sums.items() if place[0]} == upper


def test_total_is_basic_and_project_expenditure_in_every_row() -> None:
    """合计 = 基本 + 项目."""
    for document in with_tables():
        for table in (BudgetTable.EXPENDITURE_BY_FUNCTION, BudgetTable.GENERAL_BUDGET_BY_FUNCTION):
            amounts = cells(document, table)
            for code, total in column(amounts, Measure.TOTAL).items():
                parts = (amounts.get((code, part), 0) for part in (Measure.BASIC, Measure.PROJECT))
                assert (table, code, sum(parts)) == (table, code, total)


def test_revenue_and_expenditure_agree_code_by_code() -> None:
    """Equal codes of the two tables have equal totals."""
    for document in with_tables():
        revenue = cells(document, BudgetTable.REVENUE_BY_FUNCTION)
        expenditure = cells(document, BudgetTable.EXPENDITURE_BY_FUNCTION)
        assert column(revenue, Measure.TOTAL) == column(expenditure, Measure.TOTAL)


def test_both_sides_of_a_summary_table_end_in_one_total() -> None:
    """收入总计 = 支出总计, with what is carried over in the accounts."""
    carried_over = set()
    for document in with_tables():
        for table in (BudgetTable.BALANCE_SUMMARY, BudgetTable.APPROPRIATION_SUMMARY):
            revenue = labelled(document, table, Measure.TOTAL, Side.REVENUE)
            expenditure = labelled(document, table, Measure.TOTAL, Side.EXPENDITURE)
            assert revenue["收入总计"] == expenditure["支出总计"]
            if stage_of(document) is Stage.FINAL_ACCOUNTS:
                carried = sum(fen for label, fen in revenue.items() if label.startswith("年初"))
                assert revenue["收入总计"] == revenue["本年收入合计"] + carried
                carried_over.add(carried > 0)
    assert carried_over == {False, True}


def test_the_fiscal_summary_splits_its_total_as_the_tables_of_the_funds_do() -> None:
    """财政拨款收支总表 against the three tables by payer, in budgets."""
    tables = (
        BudgetTable.GENERAL_BUDGET_BY_FUNCTION,
        BudgetTable.GOVERNMENT_FUND_BY_FUNCTION,
        BudgetTable.STATE_CAPITAL_BY_FUNCTION,
    )
    for document in with_tables():
        if stage_of(document) is Stage.BUDGET:
            split = [
                labelled(document, BudgetTable.APPROPRIATION_SUMMARY, fund, Side.EXPENDITURE).get("支出总计", 0)
                for fund in FUNDS
            ]
            assert split == [cells(document, table).get(("", Measure.TOTAL), 0) for table in tables]


def test_basic_expenditure_is_the_sum_of_its_economic_items() -> None:
    """T5's 基本 = T8's 合计; in the accounts 301 + 302 + 303 + 310."""
    for document in with_tables():
        basic = cells(document, BudgetTable.GENERAL_BUDGET_BY_FUNCTION)["", Measure.BASIC]
        economic = column(cells(document, BudgetTable.BASIC_BY_ECONOMIC), Measure.TOTAL)
        assert sum(fen for code, fen in economic.items() if len(code) == 3) == basic


def test_three_public_adds_up() -> None:
    """Travel, receptions and vehicles are the total, purchase and running the vehicles."""
    for document in with_tables():
        amounts: dict[Stage, dict[Measure, int]] = defaultdict(dict)
        for fact in document.facts:
            if isinstance(fact, LineItem) and fact.table is BudgetTable.THREE_PUBLIC:
                amounts[fact.stage][fact.measure] = fact.amount.fen
        assert set(amounts) == {Stage.BUDGET, stage_of(document)}
        for printed in amounts.values():
            assert sum(printed[part] for part in THREE_PUBLIC_PARTS) == printed[Measure.TOTAL]


def test_projects_are_a_part_of_project_expenditure_and_the_sum_of_their_own_parts() -> None:
    """Σ projects ≤ T3's 项目, Σ sub-items = the project."""
    for document in country():
        projects = [fact for fact in document.facts if isinstance(fact, ProjectFact)]
        for project in projects:
            parts = [part.amount.fen for part in project.sub_items if part.amount]
            assert not parts or (project.amount and project.amount.fen == sum(parts))
        if document.disclosure.kind in BUDGETS:
            limit = cells(document, BudgetTable.EXPENDITURE_BY_FUNCTION).get(("", Measure.PROJECT), 0)
            assert sum(project.amount.fen for project in projects if project.amount) <= limit


def test_a_department_of_one_unit_prints_what_that_unit_prints() -> None:
    """The unit's own edition has the department's lines."""
    lines: dict[tuple[str | None, int, Stage], dict[OrganisationKind | None, list[tuple[object, ...]]]] = defaultdict(
        dict
    )
    for document in with_tables():
        disclosure = document.disclosure
        units = sum(isinstance(fact, OrganisationMention) for fact in document.facts)
        if units <= 1:
            place = disclosure.organisation, disclosure.year, stage_of(document)
            lines[place][disclosure.organisation_kind] = [
                (fact.table, fact.measure, fact.row, fact.label, fact.amount)
                for fact in document.facts
                if isinstance(fact, LineItem)
            ]
    pairs = [editions for editions in lines.values() if len(editions) == 2]
    assert pairs
    for editions in pairs:
        assert editions[OrganisationKind.UNIT] == editions[OrganisationKind.DEPARTMENT]


def test_accounts_repeat_what_the_budget_planned_for_three_public() -> None:
    """预算数 in the accounts of a year = the budget of that year."""
    planned: dict[tuple[object, ...], dict[bool, int]] = defaultdict(dict)
    for document in with_tables():
        disclosure = document.disclosure
        body = disclosure.organisation, disclosure.organisation_kind, disclosure.year
        for fact in document.facts:
            if isinstance(fact, LineItem) and fact.table is BudgetTable.THREE_PUBLIC and fact.stage is Stage.BUDGET:
                planned[*body, fact.measure][disclosure.kind in BUDGETS] = fact.amount.fen
    twice = [figures for figures in planned.values() if len(figures) == 2]
    assert twice
    assert all(figures[True] == figures[False] for figures in twice)


def test_accounts_spend_most_of_what_the_budget_planned() -> None:
    """A body's basic expenditure of a year: between 85 and 100 percent of the plan."""
    basic: dict[tuple[object, ...], dict[Stage, int]] = defaultdict(dict)
    for document in with_tables():
        disclosure = document.disclosure
        body = disclosure.organisation, disclosure.organisation_kind, disclosure.year
        amounts = cells(document, BudgetTable.EXPENDITURE_BY_FUNCTION)
        basic[body][stage_of(document)] = amounts["", Measure.BASIC]
    rates = [both[Stage.FINAL_ACCOUNTS] * 100 // both[Stage.BUDGET] for both in basic.values() if len(both) == 2]
    assert rates
    assert [rate for rate in rates if not 85 <= rate <= 100] == []


def test_printed_text_reads_as_the_amount() -> None:
    """What stands at a source is the amount's digits in the table's unit."""
    for document in country(nodes=7000):
        for fact in document.facts:
            if isinstance(fact, LineItem):
                read = cell_amount(fact.source.text, fact.amount.unit)
                assert read is not None
                assert read.fen == fact.amount.fen


def test_every_body_stands_in_the_region_that_its_name_says() -> None:
    """Assembly finds the region of each organisation, and each unit's department."""
    graph = graph_of_country()
    placed = {body: region for body, region in graph.edges["IN_REGION"] if body[0] in ("Department", "Unit")}
    for body, region in placed.items():
        assert str(graph.nodes[region].properties["name"]) in str(graph.nodes[body].properties["name"])
    units = {ref for ref in graph.nodes if ref[0] == "Unit"}
    assert {unit for unit, _ in graph.edges["UNIT_OF"]} == units
    assert len(graph.edges["UNIT_OF"]) == len(units)


def test_a_few_documents_are_cited_by_many_and_most_by_one_or_two() -> None:
    """The long tail of legal bases."""
    projects = (fact for document in country(nodes=60_000) for fact in document.facts if isinstance(fact, ProjectFact))
    cited = sorted(Counter(citation.title for project in projects for citation in project.citations).values())
    assert median(cited) <= 2
    assert cited[-1] >= 10 * median(cited)


def test_a_disclosure_has_as_many_lines_as_real_ones() -> None:
    """Between what a small body's final accounts and a sub-district's budget print."""
    counts = [sum(isinstance(fact, LineItem) for fact in document.facts) for document in with_tables()]
    assert min(counts) >= 195
    assert max(counts) <= 900
    schemes = {fact.scheme for document in with_tables() for fact in document.facts if isinstance(fact, LineItem)}
    assert schemes == {None, ClassificationScheme.FUNCTIONAL, ClassificationScheme.DEPARTMENT_ECONOMIC}


def test_the_command_writes_the_facts_files_of_the_country(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of facts, one file for each document."""
    main(["--nodes", "5000", "--seed", "3", "--output", str(tmp_path)])
    written = {
        facts.disclosure.sha256: facts
        for facts in FactsFolder(tmp_path).read_all()
        if isinstance(facts, DisclosureFacts)
    }
    assert written == {facts.disclosure.sha256: facts for facts in synthetic_facts(5000, 3)}
    assert f"{len(written)}" in capsys.readouterr().out
