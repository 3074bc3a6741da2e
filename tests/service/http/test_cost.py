"""What an operation costs, by page sizes and by what is worked out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
import strawberry
from graphql import (
    DocumentNode,
    GraphQLSchema,
    OperationDefinitionNode,
    get_introspection_query,
    get_named_type,
    parse,
)

from service import cost
from service.cost import ANALYSIS, LINE, LIST_SIZE, PASS, WHOLE, WORKED_OUT, OperationCost
from service.documents import graphql_schema
from service.limits import POINTS
from service.schema import build_schema
from service.sizes import GROUPS, PAGE_SIZE
from tests.service.http.conftest import Send

ROOT: Final = Path(__file__).resolve().parents[3]
FOLDERS: Final = ("docs/queries", "docs/queries/api", "examples/python/operations", "benchmarks/soak/documents")
DOCUMENTS: Final = [path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.graphql"))]
YEAR: Final = "filter: { year: { eq: 2024 } }"


@pytest.mark.parametrize(
    ("query", "variables", "objects"),
    [
        ("{ year }", {}, 0),
        ("{ project { name } }", {}, 1),
        ("{ project { subItems { title } } }", {}, 1 + LIST_SIZE),
        ("{ projects { nodes { name } } }", {}, 1 + PAGE_SIZE),
        ("{ projects(first: 3) { nodes { name } } }", {}, 1 + 3),
        ("{ projects(first: 0) { nodes { name } } }", {}, 1),
        ("{ projects(first: -1) { nodes { name } } }", {}, 1),
        ("{ projects(first: null) { nodes { name } } }", {}, 1 + PAGE_SIZE),
        ("query($n: Int) { projects(first: $n) { nodes { name } } }", {"n": 4}, 1 + 4),
        ("query($n: Int = 5) { projects(first: $n) { nodes { name } } }", {}, 1 + 5),
        ("query($n: Int = 5) { projects(first: $n) { nodes { name } } }", {"n": 4}, 1 + 4),
        ("query($n: Int) { projects(first: $n) { nodes { name } } }", {"n": "four"}, 1 + PAGE_SIZE),
        ("query($n: Int) { projects(first: $n) { nodes { name } } }", {"n": 4.0}, 1 + 4),
        ('{ nodes(ids: ["a", "b", "c"]) { name } }', {}, 3),
        ("query($ids: [ID!]!) { nodes(ids: $ids) { name } }", {"ids": ["a", "b"]}, 2),
        ("{ project { citations(last: 7) { nodes { title } } } }", {}, 1 + 1 + 7),
        ("{ projects(first: 50) { nodes { citations(first: 100) { nodes { title } } } } }", {}, 1 + 50 * (1 + 1 + 100)),
        ("{ projects(first: 3) { ...Page } } fragment Page on ProjectConnection { nodes { name } }", {}, 1 + 3),
        (
            "{ projects(first: 3) { ... { nodes { name } } ... on ProjectConnection { nodes { name } } } }",
            {},
            1 + 3 + 3,
        ),
        ("{ projects(first: 2) { nodes { ...P } } project { ...P } } fragment P on Project { parent { name } }", {}, 7),
    ],
)
def test_objects_are_counted_by_page_sizes(
    schema: strawberry.Schema, query: str, variables: dict[str, object], objects: int
) -> None:
    """Connections, lists and links below one another multiply."""
    document = parse(query)
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    counted = OperationCost(schema._schema, document, operation)
    assert [counted.count(variables), counted.count(variables)] == [objects, objects]


@pytest.mark.parametrize(
    ("query", "objects"),
    [
        ("{ sharedCitations { missing } }", 20),
        ("{ projects { groups(by: YEAR) { aggregate { count } } } }", 1 + WHOLE * PASS + GROUPS * (1 + 1)),
        ("{ sharedCitations(first: 100) { legalBasis { title } projects { name } } }", 100 * (1 + 1 + LIST_SIZE)),
        ("{ node(id: 1) { ... on Project { similarByLegalBasis { score } } } }", 1 + 10),
        (
            "{ projects(first: 7) { nodes { similarByLegalBasis(first: 50) { project { name } } } } }",
            1 + 7 * (1 + 50 * (1 + 1)),
        ),
    ],
)
def test_what_projects_share_is_counted_by_page_sizes(query: str, objects: int) -> None:
    """A list with `first` holds as many as that says, or as its default."""
    document = parse(query)
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    assert OperationCost(graphql_schema(build_schema()), document, operation).count({}) == objects


def test_objects_are_counted_once_for_pages_of_one_size(
    schema: strawberry.Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the variables, only sizes and the number of ids matter."""
    counted: list[Mapping[str, cost.Variable]] = []

    class RecordedCounting(cost._Counting):
        def __init__(self, schema: GraphQLSchema, document: DocumentNode, given: Mapping[str, cost.Variable]) -> None:
            counted.append(given)
            super().__init__(schema, document, given)

    monkeypatch.setattr(cost, "_Counting", RecordedCounting)
    document = parse(
        "query($n: Int, $ids: [ID!]!, $t: String) { echo(text: $t) nodes(ids: $ids) { citations(first: $n) { nodes { title } } } }"
    )
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    objects = OperationCost(schema._schema, document, operation)
    asked: list[dict[str, object]] = [{"n": 4, "ids": ["a"]}, {"n": 4, "ids": ["b"], "t": "x"}, {"n": 5, "ids": ["b"]}]
    assert [objects.count(variables) for variables in asked] == [6, 6, 7]
    assert counted == [{"ids": (1, 0), "n": (size, 0)} for size in (4, 5)]


def test_only_the_operation_that_is_asked_for_is_counted(post: Send) -> None:
    """A document may hold a large one beside it."""
    large = "query Large { " + "projects(first: 1000) { nodes { subItems { title } } } " * 20 + "}"
    assert post(f"query Small {{ year }} {large}", operationName="Small").json()["data"] == {"year": 2024}


def test_an_answer_that_could_be_too_large_is_refused_before_it_is_asked_for(post: Send) -> None:
    """The message gives both numbers."""
    (error,) = post("{ projects(first: 10000) { nodes { subItems { title } sub: subItems { title } } } }").json()[
        "errors"
    ]
    assert error["extensions"] == {"code": "LIMIT_EXCEEDED"}
    assert error["message"].startswith(f"The operation costs {1 + 10_000 * 21} points, of {POINTS} that are answered")


def test_an_analysis_costs_more_than_its_answer_holds() -> None:
    """Each root field that no store answers by itself, and none besides."""
    schema = graphql_schema(build_schema())
    document = parse('{ a: timeline(entity: "x") { points { year } } b: timeline(entity: "x") { points { year } } }')
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    assert OperationCost(schema, document, operation).count({}) // ANALYSIS == 2
    assert schema.query_type
    worked_out = {"LineageGraph", "FundingPath", "Timeline", "Comparison"}
    fields = schema.query_type.fields.items()
    assert {name for name, field in fields if get_named_type(field.type).name in worked_out} == WORKED_OUT


@pytest.mark.parametrize(
    ("query", "variables", "passes"),
    [
        ("{ budgetLines(first: 0) { totalCount } }", {}, 0),
        ("{ budgetLines(first: 0) { aggregate { count } } }", {}, WHOLE * PASS),
        ("{ budgetLines(first: 0) { groups(by: YEAR, first: 0) { aggregate { count } } } }", {}, WHOLE * PASS),
        (
            "{ budgetLines(first: 0) { groups(by: [YEAR, STAGE], first: 0) { aggregate { count } } } }",
            {},
            WHOLE * 2 * PASS,
        ),
        (
            "query($k: [GroupKey!]!) { budgetLines(first: 0) { groups(by: $k, first: 0) { aggregate { count } } } }",
            {"k": ["YEAR", "STAGE"]},
            WHOLE * 2 * PASS,
        ),
        (
            "{ budgetLines(first: 0) { ...G } } fragment G on BudgetLineConnection { aggregate { count } }",
            {},
            WHOLE * PASS,
        ),
        ("{ budgetLines(first: 0, orderBy: { field: AMOUNT }) { totalCount } }", {}, WHOLE * PASS),
        (
            "{ budgetLines(first: 0, orderBy: [{ field: AMOUNT }, { field: CODE }]) { totalCount } }",
            {},
            WHOLE * 2 * PASS,
        ),
        ("query($o: [BudgetLineOrder!]) { budgetLines(first: 0, orderBy: $o) { totalCount } }", {}, 0),
        (f"{{ budgetLines(first: 0, {YEAR}) {{ totalCount }} }}", {}, WHOLE * 2 * LINE),
        (
            "query($y: Int) { budgetLines(first: 0, filter: { year: { eq: $y } }) { totalCount } }",
            {"y": 2024},
            WHOLE * 2 * LINE,
        ),
        (
            "query($f: BudgetLineFilter) { budgetLines(first: 0, filter: $f) { totalCount } }",
            {"f": {"or": [{"year": {"eq": 2024}}, {"year": {"eq": 2025}}]}},
            WHOLE * 5 * LINE,
        ),
        (
            "query($f: [BudgetLineFilter!]) { budgetLines(first: 0, filter: { or: $f }) { totalCount } }",
            {"f": [{"year": {"eq": 2024}}, {"year": {"eq": 2025}}]},
            WHOLE * 5 * LINE,
        ),
        (
            f"{{ departments(first: 8) {{ nodes {{ budgetLines(first: 0, {YEAR}) {{ aggregate {{ count }} }} }} }} }}",
            {},
            8 * (2 * LINE + PASS),
        ),
    ],
)
def test_going_through_a_whole_connection_costs_more_than_what_it_shows(
    query: str, variables: dict[str, object], passes: int
) -> None:
    """Each line of a filter, each criterion of an order, each aggregate and each key of groups; more at the root."""
    shown = cost_of(query, variables) - passes
    assert 0 <= shown < 30


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.stem for path in DOCUMENTS])
def test_what_front_ends_ask_costs_a_fifth_of_what_is_answered_at_most(path: Path) -> None:
    """The worked queries, the examples' and those of the soak."""
    assert cost_of(path.read_text(encoding="utf-8"), {}) <= POINTS // 5


def test_introspection_costs_as_an_analysis() -> None:
    """The usual query of clients' tools is answered, and even five of it, but not twenty aliases of a smaller one."""
    usual = get_introspection_query(input_value_deprecation=True, specified_by_url=True, schema_description=True)
    assert ANALYSIS < cost_of(usual, {}) < POINTS // 5
    aliases = " ".join(f"a{number}: __schema {{ types {{ name }} }}" for number in range(20))
    assert cost_of(f"{{ {aliases} }}", {}) > POINTS


def cost_of(query: str, variables: dict[str, object]) -> int:
    """What the first operation of a document costs."""
    document = parse(query)
    operation = next(node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    return OperationCost(graphql_schema(build_schema()), document, operation).count(variables)
