"""What an operation costs, by page sizes and by what is worked out."""

import pytest
import strawberry
from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, get_named_type, parse

from service import cost
from service.cost import ANALYSES, ANALYSIS, DEFAULT_PAGE, LIST_SIZE, ObjectCount
from service.documents import graphql_schema
from service.limits import OBJECTS
from service.schema import build_schema
from tests.service.http.conftest import Send


@pytest.mark.parametrize(
    ("query", "variables", "objects"),
    [
        ("{ year }", {}, 0),
        ("{ project { name } }", {}, 1),
        ("{ project { subItems { title } } }", {}, 1 + LIST_SIZE),
        ("{ projects { nodes { name } } }", {}, 1 + DEFAULT_PAGE),
        ("{ projects(first: 3) { nodes { name } } }", {}, 1 + 3),
        ("{ projects(first: 0) { nodes { name } } }", {}, 1),
        ("{ projects(first: -1) { nodes { name } } }", {}, 1),
        ("{ projects(first: null) { nodes { name } } }", {}, 1 + DEFAULT_PAGE),
        ("query($n: Int) { projects(first: $n) { nodes { name } } }", {"n": 4}, 1 + 4),
        ("query($n: Int = 5) { projects(first: $n) { nodes { name } } }", {}, 1 + 5),
        ("query($n: Int = 5) { projects(first: $n) { nodes { name } } }", {"n": 4}, 1 + 4),
        ("query($n: Int) { projects(first: $n) { nodes { name } } }", {"n": "four"}, 1 + DEFAULT_PAGE),
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
    counted = ObjectCount(schema._schema, document, operation)
    assert [counted.count(variables), counted.count(variables)] == [objects, objects]


@pytest.mark.parametrize(
    ("query", "objects"),
    [
        ("{ sharedCitations { missing } }", 20),
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
    assert ObjectCount(graphql_schema(build_schema()), document, operation).count({}) == objects


def test_objects_are_counted_once_for_pages_of_one_size(
    schema: strawberry.Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the variables, only sizes and the number of ids matter."""
    counted: list[cost.Sizes] = []

    class RecordedCounting(cost._Counting):
        def __init__(self, schema: GraphQLSchema, document: DocumentNode, sizes: cost.Sizes) -> None:
            counted.append(sizes)
            super().__init__(schema, document, sizes)

    monkeypatch.setattr(cost, "_Counting", RecordedCounting)
    document = parse(
        "query($n: Int, $ids: [ID!]!, $t: String) { echo(text: $t) nodes(ids: $ids) { citations(first: $n) { nodes { title } } } }"
    )
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    objects = ObjectCount(schema._schema, document, operation)
    asked: list[dict[str, object]] = [{"n": 4, "ids": ["a"]}, {"n": 4, "ids": ["b"], "t": "x"}, {"n": 5, "ids": ["b"]}]
    assert [objects.count(variables) for variables in asked] == [6, 6, 7]
    assert counted == [{"ids": 1, "n": 4}, {"ids": 1, "n": 5}]


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
    assert error["message"].startswith(f"The operation costs {1 + 10_000 * 21} points, of {OBJECTS} that are answered")


def test_an_analysis_costs_more_than_its_answer_holds() -> None:
    """Each root field that no store answers by itself, and none besides."""
    schema = graphql_schema(build_schema())
    document = parse('{ a: timeline(entity: "x") { points { year } } b: timeline(entity: "x") { points { year } } }')
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    assert ObjectCount(schema, document, operation).count({}) // ANALYSIS == 2
    assert schema.query_type
    worked_out = {"LineageGraph", "FundingPath", "Timeline", "Comparison"}
    fields = schema.query_type.fields.items()
    assert {name for name, field in fields if get_named_type(field.type).name in worked_out} == ANALYSES
