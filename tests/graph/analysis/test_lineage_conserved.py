"""Money is conserved to the fen at every level, in generated documents and in all shared ones, and its total is the printed."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.disclosures import DisclosureFacts
from graph.facts import LineItem, ProjectFact
from graph.store.memory import MemoryReader
from graph.terms import BudgetTable, DisclosureKind, LineageLevel, Measure, Stage
from loaders.load import load_file
from tests.factories import citation, disclosure, project, unit
from tests.graph.analysis.flowing import amounts, assert_conserves, every_flow, lineage
from tests.graph.analysis.spending import ITEMS, economic, funded, in_wan_yuan, income, spent, total, with_fen

LEVEL: Final = LineageLevel
DEPARTMENTS: Final = {
    "上海市普陀区商务委员会": ("上海市普陀区投资促进中心", "上海市普陀区商务服务中心"),
    "上海市普陀区司法局": ("上海市普陀区法律援助中心",),
}

amount = st.integers(0, 50_000)
levels_asked = st.lists(st.sampled_from(list(LEVEL)), min_size=1, max_size=4, unique=True)


class Documents(NamedTuple):
    """What was generated, and the totals that stand for all of it."""

    facts: list[DisclosureFacts]
    printed: int  # fen


@st.composite
def tables(draw: st.DrawFn, most: int) -> list[LineItem]:
    """Tables that agree with each other or not, in 元 and fen or in 万元."""
    cells: list[LineItem] = []
    for code in ITEMS:
        basic, projects = draw(st.integers(0, most)), draw(st.integers(0, most))
        cells += spent(code, basic=basic, projects=projects, general=draw(st.sampled_from([None, 0])))
        cells += [income(code, one, draw(amount)) for one in (Measure.OTHER_INCOME, Measure.UNDERTAKING_INCOME)]
    cells += [economic("30101", "基本工资", draw(amount)), economic("30201", "办公费", draw(amount))]
    whole = sum(
        cell.amount.fen // 100
        for cell in cells
        if cell.table is BudgetTable.EXPENDITURE_BY_FUNCTION and cell.measure is Measure.TOTAL
    )
    cells.append(total(whole + draw(st.sampled_from([0, 0, 1, 40, -40, 1000, -1000]))))
    return in_wan_yuan(cells) if draw(st.booleans()) else with_fen(cells, draw(st.integers(0, 99)))


@st.composite
def projects(draw: st.DrawFn, names: Sequence[str]) -> list[ProjectFact]:
    """Projects with or without a source that pays them, parts and policies."""
    described: list[ProjectFact] = []
    for name in draw(st.lists(st.sampled_from(names), unique=True)):
        one = project(name, *draw(st.sampled_from([(), (citation("甲办法"),)])), amount=1 + draw(amount))
        source = draw(st.sampled_from([None, "FISCAL_APPROPRIATION", "OTHER_INCOME", "GENERAL_PUBLIC_BUDGET"]))
        described.append(funded(one, source, ("走访", draw(amount))) if source else one)
    return described


@st.composite
def country(draw: st.DrawFn) -> Documents:
    """Departments and units, each with a budget or without, and projects of both that share names."""
    facts: list[DisclosureFacts] = []
    printed = 0
    for department, units in DEPARTMENTS.items():
        own = draw(st.one_of(st.just([]), tables(50_000)))
        statements = draw(projects(["甲", "乙", "丙", "丁"]))
        listed = draw(st.sets(st.sampled_from(units)))
        facts.append(disclosure(*own, *statements, *map(unit, listed), organisation=department, sha256=_sha(facts)))
        printed += _total(own)
        for name in units:
            theirs = draw(st.one_of(st.just([]), tables(20_000)))
            forms = [
                msgspec.structs.replace(one, unit=name, is_form=True) for one in draw(projects(["甲", "乙", "戊"]))
            ]
            kind = DisclosureKind.UNIT_BUDGET
            facts.append(disclosure(*theirs, kind=kind, organisation=name, sha256=_sha(facts)))
            targets = DisclosureKind.PERFORMANCE_TARGETS
            facts.append(disclosure(*forms, kind=targets, organisation=department, sha256=_sha(facts)))
            printed += 0 if own and name in listed else _total(theirs)
    return Documents(facts, printed)


def _sha(facts: Sequence[DisclosureFacts]) -> str:
    return f"{len(facts):064x}"


def _total(cells: Sequence[LineItem]) -> int:
    return sum(cell.amount.fen for cell in cells if cell.label == "合计")


@settings(max_examples=300, deadline=None)
@given(country(), levels_asked)
def test_whatever_documents_say_money_is_conserved(documents: Documents, levels: list[LineageLevel]) -> None:
    """To the fen, at every node and level, though they contradict each other; and another total than the printed is told."""
    answer = lineage(MemoryReader.of(documents.facts), levels)
    assert_conserves(answer, levels)
    explained = [one for one in answer["warnings"] if one.startswith(("Printed parts come to another", "No table of"))]
    assert Decimal(answer["total"]) * 100 == documents.printed or explained


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(amount, amount), min_size=3, max_size=3), st.integers(0, 99), amount, levels_asked)
def test_money_of_documents_that_agree_counts_once(
    cells: list[tuple[int, int]], fen: int, asked: int, levels: list[LineageLevel]
) -> None:
    """A department's total is its own printed one, and its units' are theirs, whatever else the levels are."""
    name, units = next(iter(DEPARTMENTS.items()))
    own = [
        line
        for code, (basic, rest) in zip(ITEMS, cells, strict=True)
        for line in spent(code, basic=basic, projects=rest)
    ]
    theirs = [[line for line in own if line.code in codes] for codes in (["2011301"], ["2011308"])]
    documents = [
        disclosure(*with_fen(lines, fen), kind=DisclosureKind.UNIT_BUDGET, organisation=one, sha256=f"{n:064x}")
        for n, (one, lines) in enumerate(zip(units, theirs, strict=True))
    ]
    whole = disclosure(*with_fen(own, fen), project("甲", amount=asked), *map(unit, units), organisation=name)
    answer = lineage(MemoryReader.of([whole, *documents]), [*levels, *({LEVEL.UNIT} - {*levels})])
    assert answer["total"] == lineage(MemoryReader.of([whole]), levels)["total"]
    told = amounts(answer, LEVEL.UNIT)
    for one, document in zip(units, documents, strict=True):
        alone = lineage(MemoryReader.of([document]), [LEVEL.UNIT])
        assert told.get(one, 0) == Decimal(alone["total"])


def test_money_of_the_shared_documents_is_conserved_at_every_combination_of_levels(shared: Path) -> None:
    """Of all bodies of each year and stage, up to four levels."""
    facts = [load_file(path) for folder in ("seeds", "disclosures") for path in (shared / folder).iterdir()]
    reader = MemoryReader.of(facts)
    asked = {(one.disclosure.year, stage) for one in facts for stage in Stage}
    combined = [levels for size in range(1, 5) for levels in combinations(LEVEL, size)]
    spending = [
        (year, stage)
        for year, stage in sorted(asked)
        if lineage(reader, [LEVEL.REGION], year=year, stage=stage)["total"] != "0"
    ]
    assert len(spending) == 5
    for year, stage in spending:
        for levels, answer in every_flow(reader, year, stage, combined):
            assert_conserves(answer, levels)
