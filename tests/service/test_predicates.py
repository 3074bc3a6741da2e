"""Filters become predicates of a plan."""

import pytest

from graph.identity import node_id
from graph.plan import EVERYTHING, All, Any, Compare, Not, Operator, Predicate, Related
from service.predicates import MAX_DEPTH, MAX_LINES, MAX_VALUES, NOTHING
from tests.service.conftest import Ask, Plans, RecordingReader, codes, messages

PUTUO = node_id("Region", "310107")
PROJECT = node_id("Project", "310107|a|2026|b")

PROJECTS = "query($f: ProjectFilter) { projects(filter: $f) { totalCount } }"

FILTERS: list[tuple[str, str, Predicate]] = [
    ("projects", "{}", EVERYTHING),
    ("projects", "{name: {}}", EVERYTHING),
    ("projects", "{department: {name: {}}}", EVERYTHING),
    ("projects", "{and: []}", EVERYTHING),
    ("projects", "{or: []}", NOTHING),
    ("projects", "{not: {}}", Not(EVERYTHING)),
    ("projects", '{name: {eq: "a"}}', Compare("name", Operator.EQUAL, "a")),
    ("projects", '{name: {in: ["a", "b"]}}', Compare("name", Operator.IN, ("a", "b"))),
    ("projects", "{name: {in: []}}", Compare("name", Operator.IN, ())),
    ("projects", '{name: {startsWith: "a"}}', Compare("name", Operator.STARTS_WITH, "a")),
    ("projects", "{nature: {isNull: true}}", Compare("nature", Operator.IS_NULL, True)),
    ("projects", "{hasSpecificBasis: false}", Compare("has_specific_basis", Operator.EQUAL, False)),
    (
        "projects",
        "{year: {gte: 2020, lt: 2024}}",
        All((Compare("year", Operator.GREATER_OR_EQUAL, 2020), Compare("year", Operator.LESS, 2024))),
    ),
    (
        "projects",
        '{department: {name: {contains: "a"}, kind: UNIT}}',
        Related(
            "department",
            All((Compare("name", Operator.CONTAINS, "a"), Compare("kind", Operator.EQUAL, "UNIT"))),
        ),
    ),
    (
        "projects",
        '{legalBasis: {documentNumber: {eq: "a"}}}',
        Related("citations", Related("legal_basis", Compare("document_number", Operator.EQUAL, "a"))),
    ),
    (
        "projects",
        '{disclosure: {fileName: {eq: "a.pdf"}}}',
        Related("disclosures", Compare("file_name", Operator.EQUAL, "a.pdf")),
    ),
    (
        "projects",
        "{or: [{year: {eq: 2024}}, {not: {year: {eq: 2025}}}]}",
        Any((Compare("year", Operator.EQUAL, 2024), Not(Compare("year", Operator.EQUAL, 2025)))),
    ),
    (
        "budgetLines",
        '{scheme: FUNCTIONAL, level: {eq: 3}, code: {startsWith: "201"}}',
        All(
            (
                Related("classification", Compare("scheme", Operator.EQUAL, "FUNCTIONAL")),
                Compare("code", Operator.STARTS_WITH, "201"),
                Related("classification", Compare("level", Operator.EQUAL, 3)),
            )
        ),
    ),
    ("budgetLines", "{table: [THREE_PUBLIC]}", Compare("table", Operator.IN, ("THREE_PUBLIC",))),
    ("budgetLines", "{measure: []}", Compare("measure", Operator.IN, ())),
    ("budgetLines", "{stage: BUDGET}", Compare("stage", Operator.EQUAL, "BUDGET")),
    (
        "departments",
        f'{{region: {{eq: "{PUTUO}"}}}}',
        Related("region", Compare("key", Operator.EQUAL, "310107")),
    ),
    (
        "departments",
        f'{{region: {{in: ["{PROJECT}", "{PUTUO}"]}}}}',
        Related("region", Compare("key", Operator.IN, ("310107",))),
    ),
    ("departments", f'{{region: {{eq: "{PROJECT}"}}}}', Related("region", NOTHING)),
    ("departments", "{region: {in: []}}", Related("region", NOTHING)),
    ("disclosures", f'{{id: {{eq: "{node_id("Disclosure", "ab")}"}}}}', Compare("key", Operator.EQUAL, "ab")),
]

AMOUNTS = [
    ("eq", "1.5", Compare("amount", Operator.EQUAL, 150)),
    ("eq", "0.001", NOTHING),
    ("gt", "1.005", Compare("amount", Operator.GREATER, 100)),
    ("gte", "1.005", Compare("amount", Operator.GREATER_OR_EQUAL, 101)),
    ("lt", "1.005", Compare("amount", Operator.LESS, 101)),
    ("lte", "1.005", Compare("amount", Operator.LESS_OR_EQUAL, 100)),
    ("lt", "-1.005", Compare("amount", Operator.LESS, -100)),
    ("gt", "-1.005", Compare("amount", Operator.GREATER, -101)),
    ("gt", "9" * 34, Compare("amount", Operator.GREATER, 2**63 - 1)),
    ("gt", "12345678901234567.89", Compare("amount", Operator.GREATER, 1234567890123456789)),
]


@pytest.mark.parametrize(("field", "given", "predicate"), FILTERS)
def test_a_filter_is_a_predicate(field: str, given: str, predicate: Predicate, plans: Plans) -> None:
    """Each line asks for its member or link; what is absent asks nothing."""
    plan = plans(f"{{ {field}(filter: {given}) {{ totalCount }} }}")[field]
    assert plan.field.window
    assert plan.field.window.where == predicate


@pytest.mark.parametrize(("operator", "yuan", "predicate"), AMOUNTS)
def test_amounts_are_compared_exactly(operator: str, yuan: str, predicate: Predicate, plans: Plans) -> None:
    """A limit in yuan, with however many decimals, divides whole fen as it divides numbers."""
    plan = plans(f'{{ projects(filter: {{amount: {{{operator}: "{yuan}"}}}}) {{ totalCount }} }}')["projects"]
    assert plan.field.window
    assert plan.field.window.where == predicate


def test_a_filter_in_a_variable_is_the_same(plans: Plans) -> None:
    """A variable's absent lines stay absent, and its values are coerced like literals."""
    plan = plans(PROJECTS, f={"amount": {"gte": "2"}, "and": [{"year": {"in": [2024]}}]})["projects"]
    assert plan.field.window
    assert plan.field.window.where == All(
        (Compare("amount", Operator.GREATER_OR_EQUAL, 200), Compare("year", Operator.IN, (2024,)))
    )


@pytest.mark.parametrize(
    "given", [{"name": None}, {"name": {"eq": None}}, {"and": None}, {"not": None}, {"or": [{"year": None}]}]
)
def test_an_explicit_null_is_refused(given: object, ask: Ask) -> None:
    """Null is no operand: a forgotten variable must not match everything."""
    result = ask(RecordingReader(), PROJECTS, f=given)
    assert codes(result) == ["BAD_USER_INPUT"]
    assert "is null in a filter" in messages(result)[0]


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"and": [{"year": {}}] * MAX_LINES}, id="too many lines"),
        pytest.param({"name": {"in": ["a"] * (MAX_VALUES + 1)}}, id="too long a list"),
    ],
)
def test_an_endless_filter_is_refused(given: object, ask: Ask) -> None:
    """The work of a filter is bounded."""
    assert codes(ask(RecordingReader(), PROJECTS, f=given)) == ["LIMIT_EXCEEDED"]


def test_a_bottomless_filter_is_refused(ask: Ask) -> None:
    """Filters nest in filters only so deep."""
    given: dict[str, object] = {}
    for _ in range(MAX_DEPTH + 1):
        given = {"not": given}
    assert codes(ask(RecordingReader(), PROJECTS, f=given)) == ["LIMIT_EXCEEDED"]


def test_an_id_that_is_none_is_refused(ask: Ask) -> None:
    """A text that no answer gave is no id."""
    result = ask(RecordingReader(), '{ departments(filter: {region: {eq: "no id"}}) { totalCount } }')
    assert codes(result) == ["BAD_USER_INPUT"]
