"""What stands side by side: counted once, printed or null, and what is not like for like told."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.assembly import assemble
from graph.disclosures import DisclosureFacts
from graph.errors import BadUserInput, LimitExceeded
from graph.facts import LineItem, Money
from graph.store import Reader
from graph.store.memory import MemoryReader
from graph.terms import BudgetTable, ComparisonDimension, DisclosureKind, Measure, MoneyUnit, Normalisation, Stage
from loaders.load import load_file
from tests.conftest import NEO4J
from tests.factories import COMMISSION, disclosure, line_item, source, unit
from tests.graph.analysis.comparing import amounts, as_table, comparison, labels, shares, warned
from tests.neo4j_store import Neo4jStore

Stored = Callable[[Sequence[DisclosureFacts]], Reader]

ROOT: Final = Path(__file__).resolve().parents[3]

BY: Final = ComparisonDimension
BUREAU: Final = "上海市普陀区财政局"
CITY: Final = "上海市财政局"
CENTRE: Final = "上海市普陀区中小企业服务中心"
DEPARTMENT: Final = ("Department", "310107/department/商务委员会")
FINANCE: Final = ("Department", "310107/department/财政局")
OF_CENTRE: Final = ("Unit", "310107/unit/中小企业服务中心")
OF_CITY: Final = ("Unit", "310000/unit/财政局")
NAMES: Final = {"201": "一般公共服务支出", "208": "社会保障和就业支出", "20113": "商贸事务", "2011301": "行政运行"}


def table(total: int | None, **codes: int) -> list[LineItem]:
    """The total and some codes of the table of expenditure; codes as `c201=100`."""
    rows = [
        line_item(name[1:], amount, label=NAMES[name[1:]], row=at) for at, (name, amount) in enumerate(codes.items())
    ]
    return rows + ([line_item(None, total, label="合计", row=99)] if total is not None else [])


def in_wan_yuan(item: LineItem) -> LineItem:
    """The same amount, printed in 万元."""
    wan = Decimal(item.amount.fen) / 1_000_000
    return msgspec.structs.replace(
        item, amount=Money(item.amount.fen, MoneyUnit.WAN_YUAN, f"{wan:.2f}"), source=source(f"{wan:.2f}")
    )


def accounts(items: Sequence[LineItem]) -> list[LineItem]:
    """The same rows of final accounts."""
    return [msgspec.structs.replace(in_wan_yuan(one), stage=Stage.FINAL_ACCOUNTS) for one in items]


@pytest.fixture(params=["memory", NEO4J])
def stored(request: pytest.FixtureRequest) -> Stored:
    """A reader of some documents, of either store."""
    if request.param == "memory":
        return MemoryReader.of
    store: Neo4jStore = request.getfixturevalue("neo4j_store")
    return store.reader_of


BUDGET: Final = disclosure(*table(1000, c201=700, c20113=700, c208=200), unit(CENTRE))
OTHER: Final = "上海市普陀区商务服务中心"
OF_2024: Final = disclosure(*table(800, c201=800), year=2024, sha256="2" * 64)
OF_THE_CENTRE: Final = disclosure(
    *table(300, c201=300), kind=DisclosureKind.UNIT_BUDGET, organisation=CENTRE, sha256="3" * 64
)
OF_THE_CITY: Final = disclosure(
    *table(5000, c201=0, c208=5000), kind=DisclosureKind.UNIT_BUDGET, organisation=CITY, sha256="4" * 64
)
OF_THE_BUREAU: Final = disclosure(
    *accounts(table(600_000, c201=600_000)),
    kind=DisclosureKind.DEPARTMENT_FINAL_ACCOUNTS, organisation=BUREAU, sha256="5" * 64,
)  # fmt: skip
ALL: Final = [BUDGET, OF_2024, OF_THE_CENTRE, OF_THE_CITY, OF_THE_BUREAU]


def test_years_stand_side_by_side(stored: Stored) -> None:
    """With shares of each column's total, what codes leave of it, and null for what is not printed."""
    answer = comparison(stored(ALL), BY.YEAR, DEPARTMENT, years=None)
    assert labels(answer) == ["2024", "2025"]
    assert amounts(answer) == {
        "合计": ["800", "1000"],
        "一般公共服务支出": ["800", "700"],
        "社会保障和就业支出": [None, "200"],
        "未披露": ["0", "100"],
    }
    assert shares(answer)["一般公共服务支出"] == ["1", "0.7"]
    assert shares(answer)["未披露"] == ["0", "0.1"]
    assert [row["classification"] for row in answer["rows"]] == [None, {"code": "201"}, {"code": "208"}, None]
    assert [[line["amount"] for line in cell["lines"]] for cell in answer["rows"][2]["cells"]] == [[], ["200"]]
    assert answer["rows"][3]["cells"][1]["lines"] == []
    assert answer["warnings"] == []


def test_regions_add_departments_and_units_of_silent_departments(stored: Stored) -> None:
    """The centre's money is in its department's document; the city's bureau published no other document than a unit's."""
    answer = comparison(stored(ALL), BY.REGION)
    assert labels(answer) == ["上海市", "普陀区"]
    assert [column["entity"] for column in answer["columns"]] == [{"name": "上海市"}, {"name": "普陀区"}]
    assert amounts(answer)["合计"] == ["5000", "1000"]
    assert amounts(answer)["一般公共服务支出"] == ["0", "700"]
    assert amounts(answer)["未披露"] == ["0", "100"]
    assert [line["label"] for line in answer["rows"][1]["cells"][1]["lines"]] == ["一般公共服务支出"]
    without = comparison(stored([OF_THE_CENTRE, OF_THE_CITY]), BY.REGION, regions=["310107", "310000"])
    assert labels(without) == ["普陀区", "上海市"]
    assert amounts(without)["合计"] == ["300", "5000"]


def test_bodies_stand_by_themselves(stored: Stored) -> None:
    """Departments as they are asked for, or all by name; a department stands for its units by UNIT."""
    reader = stored(ALL)
    both = comparison(reader, BY.DEPARTMENT, OF_CENTRE, DEPARTMENT)
    assert labels(both) == [CENTRE, COMMISSION]
    assert amounts(both)["合计"] == ["300", "1000"]
    assert labels(comparison(reader, BY.DEPARTMENT)) == [COMMISSION, BUREAU]
    assert labels(comparison(reader, BY.UNIT)) == [CENTRE, CITY]
    assert labels(comparison(reader, BY.UNIT, DEPARTMENT)) == [CENTRE]


def test_a_unit_that_is_named_beside_its_department_counts_once(stored: Stored) -> None:
    """Where columns are no bodies."""
    reader = stored(ALL)
    assert amounts(comparison(reader, BY.YEAR, DEPARTMENT, OF_CENTRE))["合计"] == ["1000"]
    assert amounts(comparison(reader, BY.YEAR, OF_CENTRE))["合计"] == ["300"]


def test_two_editions_of_one_budget_are_one(stored: Stored) -> None:
    """The one that prints more counts, in a region as by itself, and a warning tells."""
    other = disclosure(*table(999, c201=999), sha256="9" * 64)
    for answer in (
        comparison(stored([BUDGET, other]), BY.REGION),
        comparison(stored([BUDGET, other]), BY.YEAR, DEPARTMENT),
    ):
        assert amounts(answer)["合计"] == ["1000"]
        assert amounts(answer)["一般公共服务支出"] == ["700"]
        assert warned(answer, "Several editions")
    again = msgspec.structs.replace(BUDGET.disclosure, sha256="9" * 64)
    same = msgspec.structs.replace(BUDGET, disclosure=again)
    answer = comparison(stored([BUDGET, same]), BY.REGION)
    assert amounts(answer)["合计"] == ["1000"]
    assert not warned(answer, "Several editions")


def test_rows_are_the_codes_that_are_asked_for(stored: Stored) -> None:
    """Of a level, or by name, those that nobody prints included."""
    reader = stored(ALL)
    groups = comparison(reader, BY.YEAR, DEPARTMENT, level=2)
    assert amounts(groups) == {"合计": ["1000"], "商贸事务": ["700"], "未披露": ["300"]}
    named = comparison(reader, BY.REGION, regions=["310107"], codes=["208", "999", "20113"])
    assert list(amounts(named)) == ["合计", "商贸事务", "社会保障和就业支出", "999"]
    assert amounts(named)["999"] == [None]
    assert named["rows"][3]["classification"] is None


def test_the_latest_year_counts_unless_years_are_asked_for(stored: Stored) -> None:
    """By YEAR every year does; several years add up in other columns."""
    reader = stored(ALL)
    assert amounts(comparison(reader, BY.REGION, years=None))["合计"] == ["5000", "1000"]
    assert labels(comparison(reader, BY.YEAR, years=None)) == ["2024", "2025"]
    both = comparison(reader, BY.REGION, years=[2024, 2025])
    assert amounts(both)["合计"] == ["5000", "1800"]
    assert warned(both, "different years")
    assert warned(both, "Several years") == ["Several years are added up in one column: 普陀区 2024、2025."]
    assert not warned(comparison(reader, BY.REGION, years=[2025]), "different years")


def test_columns_without_a_total_have_no_shares() -> None:
    """A warning tells so where shares are asked for."""
    reader = MemoryReader.of([BUDGET, disclosure(*table(0), organisation=BUREAU, sha256="6" * 64)])
    answer = comparison(reader, BY.DEPARTMENT, FINANCE, normalise=Normalisation.SHARE_OF_TOTAL)
    assert amounts(answer) == {"合计": ["0"]}
    assert shares(answer) == {"合计": [None]}
    assert warned(answer, "No shares")
    assert not warned(
        comparison(reader, BY.DEPARTMENT, DEPARTMENT, normalise=Normalisation.SHARE_OF_TOTAL), "No shares"
    )


def test_what_is_not_there_is_refused() -> None:
    """A column less would hide it."""
    reader = MemoryReader.of(ALL)
    with pytest.raises(BadUserInput):
        comparison(reader, BY.DEPARTMENT, ("Department", "310107/department/无"))
    with pytest.raises(BadUserInput):
        comparison(reader, BY.REGION, regions=["999999"])
    many = [disclosure(*table(1), organisation=f"上海市第{one}局", sha256=f"{one:064}") for one in range(51)]
    with pytest.raises(LimitExceeded):
        comparison(MemoryReader.of(many), BY.DEPARTMENT)


@st.composite
def published(draw: st.DrawFn) -> list[DisclosureFacts]:
    """Budgets of two departments and of their units, in one edition or two, whose totals agree, are wrong or are missing."""
    documents = [disclosure(unit(CENTRE), kind=DisclosureKind.PROJECT_STATEMENTS, sha256="f" * 64)]
    for number, name in enumerate((COMMISSION, COMMISSION, BUREAU, CITY, CENTRE, CENTRE)):
        if draw(st.booleans()):
            amount = st.integers(0, 3)
            kind = DisclosureKind.UNIT_BUDGET if name in (CENTRE, CITY) else DisclosureKind.DEPARTMENT_BUDGET
            codes = draw(st.dictionaries(st.sampled_from(["c201", "c208", "c20113"]), amount))
            items = table(draw(st.none() | amount), **codes)
            documents.append(
                disclosure(
                    *items,
                    kind=kind,
                    organisation=name,
                    year=draw(st.sampled_from([2024, 2025])),
                    sha256=f"{number:064}",
                )
            )
    return documents


@settings(max_examples=200, deadline=None)
@given(published(), st.sampled_from([BY.REGION, BY.YEAR]), st.integers(1, 2))
def test_a_region_comes_to_what_its_bodies_do(
    documents: list[DisclosureFacts], by: ComparisonDimension, level: int
) -> None:
    """Whether the store adds up or each body is read: cells, shares and lines."""
    reader = MemoryReader.of(documents)
    bodies = [("Department", f"310107/department/{name}") for name in ("商务委员会", "财政局")] + [OF_CITY, OF_CENTRE]
    graph = assemble(documents)
    known = [body for body in bodies if body in graph.nodes]
    regions = sorted({key.partition("/")[0] for _, key in known})
    whole = comparison(reader, by, regions=regions, years=[2024, 2025], level=level)
    named = comparison(reader, by, *known, regions=regions, years=[2024, 2025], level=level)
    for answer in (whole, named):
        for cell in (cell for row in answer["rows"] for cell in row["cells"]):
            cell["lines"].sort(key=repr)
    assert whole["rows"] == named["rows"]
    assert whole["columns"] == named["columns"]


BESIDE: Final = disclosure(*table(10, c201=10), organisation=BUREAU, sha256="7" * 64)
RENAMED: Final = disclosure(
    line_item("201", 5, label="公共服务"), line_item(None, 5, label="合计", row=9), year=2024, sha256="8" * 64
)
WARNINGS: Final[dict[str, tuple[list[DisclosureFacts], list[DisclosureFacts], dict[str, Any]]]] = {
    "Budget beside final accounts": (
        [BUDGET, OF_THE_BUREAU],
        [BUDGET],
        {"by": BY.STAGE},
    ),
    "A department edition beside a unit edition": ([BUDGET, OF_THE_CITY], [BUDGET, BESIDE], {"by": BY.REGION}),
    "本级 beside a whole department": ([BESIDE, OF_THE_CITY], [BESIDE, OF_THE_CENTRE], {"by": BY.REGION}),
    "A table is missing": (
        [BUDGET, disclosure(unit(CENTRE), organisation=BUREAU, sha256="6" * 64)],
        [BUDGET, BESIDE],
        {"by": BY.REGION},
    ),
    "Another edition of the code list": ([BUDGET, RENAMED], [BUDGET, OF_2024], {"by": BY.YEAR, "years": None}),
    "Another unit of measure": (
        [OF_THE_CITY, disclosure(*map(in_wan_yuan, table(None, c201=10_000)), organisation=BUREAU, sha256="6" * 64)],
        [OF_THE_CITY, BESIDE],
        {"by": BY.REGION},
    ),
    "No total is printed": (
        [disclosure(*table(None, c201=70, c208=30))], [BUDGET], {"by": BY.REGION},
    ),
    "contradicts itself": ([disclosure(*table(70, c201=70, c208=30))], [BUDGET], {"by": BY.REGION}),
    "different bodies": ([BUDGET, OF_2024, BESIDE], [BUDGET, OF_2024], {"by": BY.YEAR, "years": None}),
    "different numbers of bodies": ([BUDGET, BESIDE, OF_THE_CITY], [BUDGET, OF_THE_CITY], {"by": BY.REGION}),
}  # fmt: skip


@pytest.mark.parametrize("word", WARNINGS)
def test_what_is_not_like_for_like_is_told(stored: Stored, word: str) -> None:
    """And nothing where it is."""
    unlike, alike, asked = WARNINGS[word]
    given = dict(asked)
    by = given.pop("by")
    assert len(warned(comparison(stored(unlike), by, **given), word)) == 1
    assert warned(comparison(stored(alike), by, **given), word) == []


def items(year: int, **amounts: int) -> DisclosureFacts:
    """A budget of items that are all called 事业运行."""
    rows = [line_item(code[1:], amount, label="事业运行", row=at) for at, (code, amount) in enumerate(amounts.items())]
    return disclosure(
        *rows, line_item(None, sum(amounts.values()), label="合计", row=9), year=year, sha256=f"{year:064}"
    )


@pytest.mark.parametrize(
    ("earlier", "later", "expected"), [
        ({"c2010350": 100}, {"c2010399": 120}, ["2010350 in 2024; 2010399 in 2025"]),
        ({"c2010350": 100}, {"c2010350": 120}, []),
        ({"c2010350": 100}, {"c2010350": 60, "c2010399": 60}, []),
        ({"c2010350": 60, "c2010150": 60}, {"c2010150": 60, "c2010399": 60}, ["2010150、2010350 in 2024; 2010150、2010399 in 2025"]),
    ],
)  # fmt: skip
def test_a_name_that_stands_at_another_code_in_another_year_is_told(
    stored: Stored, earlier: dict[str, int], later: dict[str, int], expected: list[str]
) -> None:
    """What stands at one code is nothing, or all, of what stands at the other; a code beside it is no move."""
    reader = stored([items(2024, **earlier), items(2025, **later)])
    answer = comparison(reader, BY.YEAR, DEPARTMENT, years=None, level=3)
    assert warned(answer, "Another code") == [
        f"Another code of one name: 事业运行 is {one}. What moved between codes is not joined." for one in expected
    ]


def test_what_is_not_published_is_told(stored: Stored) -> None:
    """With what is loaded in its place, which is not compared."""
    reader = stored(ALL)
    answer = comparison(reader, BY.DEPARTMENT, FINANCE, DEPARTMENT)
    assert amounts(answer)["合计"] == [None, "1000"]
    assert warned(answer, "Not disclosed") == [
        f"Not disclosed in column {BUREAU}: {BUREAU} (2025 预算). What is loaded of it: 2025 决算."
    ]
    assert warned(comparison(reader, BY.DEPARTMENT, DEPARTMENT), "Not disclosed") == []


def test_regions_that_print_nothing_for_the_latest_year_are_told(stored: Stored) -> None:
    """With the years that they print; of years that are asked for nothing else is looked up."""
    reader = stored([OF_2024, OF_THE_CITY])
    latest = comparison(reader, BY.REGION, years=None)
    assert amounts(latest)["合计"] == ["5000", None]
    said = "Not disclosed in column 普陀区: no body prints the table for what is compared."
    assert warned(latest, "no body prints") == [f"{said} It is printed for 2024."]
    assert warned(comparison(reader, BY.REGION, regions=["310000", "310107"]), "no body prints") == [said]


def test_silent_units_of_a_silent_department_are_told(stored: Stored) -> None:
    """Where only some of its units published, they are not all of its money."""
    listed = disclosure(*table(800, c201=800), unit(CENTRE), unit(OTHER), year=2024, sha256="2" * 64)
    reader = stored([listed, OF_THE_CENTRE])
    for answer in (comparison(reader, BY.REGION), comparison(reader, BY.YEAR, DEPARTMENT)):
        assert amounts(answer)["合计"] == ["300"]
        assert warned(answer, "Not disclosed") == [f"Not disclosed in column {labels(answer)[0]}: {OTHER} (2025 预算)."]


def test_an_own_office_beside_its_department_is_called_so(stored: Stored) -> None:
    """Both bear one name, and warnings name the columns."""
    office = disclosure(
        *table(300, c201=300), kind=DisclosureKind.UNIT_BUDGET, organisation=COMMISSION, sha256="3" * 64
    )
    own = ("Unit", DEPARTMENT[1].replace("/department/", "/unit/"))
    answer = comparison(stored([BUDGET, office]), BY.DEPARTMENT, DEPARTMENT, own)
    assert labels(answer) == [COMMISSION, f"{COMMISSION}（本级）"]
    assert len(warned(answer, "A department edition beside a unit edition")) == 1
    assert warned(answer, "本级 beside") == [
        f"本级 beside a whole department: of {COMMISSION}（本级） only the own office counts, of {COMMISSION} all units do."
    ]
    silent = comparison(stored([BUDGET, office]), BY.STAGE, DEPARTMENT, own)
    assert warned(silent, "Not disclosed in column 决算") == [
        f"Not disclosed in column 决算: {COMMISSION} (2025 决算)、{COMMISSION}（本级） (2025 决算). What is loaded of it: 2025 预算."
    ]


def test_rounding_of_amounts_in_wan_yuan_is_not_undisclosed() -> None:
    """Each figure in 万元 may differ by 50 yuan."""
    facts = disclosure(*map(in_wan_yuan, table(1_000_100, c201=500_000, c208=500_000)))
    assert list(amounts(comparison(MemoryReader.of([facts]), BY.YEAR, DEPARTMENT))) == [
        "合计", "一般公共服务支出", "社会保障和就业支出",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def real(shared: Path) -> Reader:
    """The shared documents."""
    return MemoryReader.of(
        [load_file(path) for folder in ("seeds", "disclosures") for path in (shared / folder).iterdir()]
    )


@pytest.fixture(scope="module")
def samples() -> Reader:
    """The documents that are committed."""
    return MemoryReader.of([load_file(path) for path in (ROOT / "samples" / "disclosures").iterdir()])


WANLI: Final = ("Department", "310107/department/人民政府万里街道办事处")


@pytest.mark.parametrize("documents", ["samples", "real"])
def test_the_worked_answers_are_those_of_the_documents(documents: str, request: pytest.FixtureRequest) -> None:
    """docs/comparison.md shows 万里街道 2024 → 2025 by function, and the city's and Putuo's finance bureaus side by side."""
    reader: Reader = request.getfixturevalue(documents)
    text = (ROOT / "docs" / "comparison.md").read_text(encoding="utf-8")
    assert as_table(comparison(reader, BY.YEAR, WANLI, years=[2024, 2025])) in text
    assert as_table(comparison(reader, BY.STAGE, OF_CITY, FINANCE, years=[2024, 2025])) in text
    assert as_table(comparison(reader, BY.DEPARTMENT, OF_CITY, FINANCE, years=[2025])) in text


def test_three_public_columns_are_their_own_totals(real: Reader) -> None:
    """A column of “三公”经费 is one printed row."""
    answer = comparison(
        real, BY.STAGE, FINANCE, years=[2024], table=BudgetTable.THREE_PUBLIC, measure=Measure.RECEPTION
    )
    assert list(amounts(answer)) == ["合计"]
