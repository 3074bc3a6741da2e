"""The service over a store: what a client asks and gets."""

from typing import Any

import pytest
import strawberry
from graphql import (
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
)

from graph import terms
from graph.disclosures import Coverage, Disclosure, DisclosureFacts
from graph.facts import Citation, LineItem, Money, ProjectFact, Source
from graph.identity import node_id
from graph.store import Reader
from graph.store.memory import MemoryReader
from service.documents import graphql_schema
from service.types.declare import declared_name
from tests.conftest import NEO4J
from tests.service.conftest import Ask, codes

BUREAU = "上海市普陀区财政局"
CODES = ("201", "20106", "2010601", "2010602", "2010699")
NEEDED = {
    "Query.classificationCode": '(scheme: FUNCTIONAL, code: "2010601")',
    "Query.legalBasis": '(documentNumber: "普财〔2020〕3号")',
    "Query.node": f'(id: "{node_id("Disclosure", "ab" * 32)}")',
    "Query.nodes": f'(ids: ["{node_id("Region", "310107")}", "{node_id("Unit", "unknown")}"])',
    "Query.organisation": f'(name: "{BUREAU}")',
    "Query.search": '(query: "财政")',
    "Query.spendingLineage": "(year: 2026)",
    "Query.fundingPaths": f'(from: "{node_id("FundingSource", "OTHER_INCOME")}", to: "{node_id("Region", "310107")}")',
    "Query.timeline": f'(entity: "{node_id("Department", "310107/department/财政局")}")',
    "Query.compare": "(by: REGION, table: EXPENDITURE_BY_FUNCTION)",
    "Connection.groups": "(by: [YEAR, REGION])",
}
"""Arguments without which a field cannot be asked."""


def yuan(amount: int) -> Money:
    """An amount as printed in yuan."""
    return Money(amount * 100, terms.MoneyUnit.YUAN, str(amount))


def line(row: int, code: str, amount: int) -> LineItem:
    """A row of the table of expenditure, with its only cell."""
    return LineItem(
        table=terms.BudgetTable.EXPENDITURE_BY_FUNCTION,
        stage=terms.Stage.BUDGET,
        measure=terms.Measure.TOTAL,
        row=row,
        label=f"科目{code}",
        amount=yuan(amount),
        source=Source(str(amount), page=3, bbox=(1.0, 2.0, 3.0, 4.5)),
        scheme=terms.ClassificationScheme.FUNCTIONAL,
        code=code,
    )


@pytest.fixture(scope="module", params=["memory", NEO4J])
def reader(request: pytest.FixtureRequest) -> Reader:
    """One department budget with five rows, and a project that rests on one notice."""
    project = ProjectFact(
        name="财政信息化",
        year=2026,
        is_form=False,
        sources=(Source("财政信息化", page=9),),
        department=BUREAU,
        amount=yuan(1_234_567),
        citations=(Citation("《办法》（普财〔2020〕3号）", (Source("依据", page=9),), "办法", "普财〔2020〕3号"),),
        has_specific_basis=True,
    )
    disclosure = Disclosure(
        "ab" * 32,
        "a.pdf",
        "部门预算",
        terms.DisclosureKind.DEPARTMENT_BUDGET,
        2026,
        BUREAU,
        terms.OrganisationKind.DEPARTMENT,
        9,
    )
    lines = tuple(line(row, code, 100 + row) for row, code in enumerate(CODES))
    facts = [DisclosureFacts(disclosure, Coverage(1, 9, 5), (*lines, project))]
    if request.param == "memory":
        return MemoryReader.of(facts)
    filled: Reader = request.getfixturevalue("neo4j_store").reader_of(facts)
    return filled


def answer(ask: Ask, reader: Reader, query: str, **variables: object) -> Any:
    """The data of an operation that has no errors."""
    result = ask(reader, query, **variables)
    assert result.errors is None
    return result.data


def test_an_amount_is_followed_to_its_page_and_box(ask: Ask, reader: Reader) -> None:
    """From an organisation's name to a printed amount, its code, and where it stands."""
    query = """{
      organisation(name: "上海市普陀区 财政局", region: "普陀区") {
        __typename name region { code }
        budgetLines(filter: {code: {eq: "2010602"}}) {
          nodes {
            amount wan: amount(unit: WAN_YUAN) classification { name level parent { code } }
            sources { page text bbox { x0 bottom } disclosure { fileName } }
          }
        }
      }
    }"""
    assert answer(ask, reader, query)["organisation"] == {
        "__typename": "Department",
        "name": BUREAU,
        "region": {"code": "310107"},
        "budgetLines": {
            "nodes": [
                {
                    "amount": "103",
                    "wan": "0.0103",
                    "classification": {"name": "科目2010602", "level": 3, "parent": {"code": "20106"}},
                    "sources": [
                        {
                            "page": 3,
                            "text": "103",
                            "bbox": {"x0": 1.0, "bottom": 4.5},
                            "disclosure": {"fileName": "a.pdf"},
                        }
                    ],
                }
            ]
        },
    }


@pytest.mark.parametrize("size", [1, 2, 5])
def test_cursors_lead_through_all_pages_in_order(size: int, ask: Ask, reader: Reader) -> None:
    """Page by page, each node once, largest amount first."""
    query = """query($size: Int, $after: String) {
      budgetLines(first: $size, after: $after, orderBy: {field: AMOUNT, direction: DESC}) {
        nodes { amount } pageInfo { hasNextPage endCursor } totalCount
      }
    }"""
    seen: list[str] = []
    page = answer(ask, reader, query, size=size)["budgetLines"]
    seen += [node["amount"] for node in page["nodes"]]
    while page["pageInfo"]["hasNextPage"]:
        page = answer(ask, reader, query, size=size, after=page["pageInfo"]["endCursor"])["budgetLines"]
        seen += [node["amount"] for node in page["nodes"]]
    assert (seen, page["totalCount"]) == (["104", "103", "102", "101", "100"], 5)


ASKED_AS = {
    "Query.departments": "{ departments(#) { pageInfo { endCursor } } }",
    "Query.projects": "{ projects(#) { pageInfo { endCursor } } }",
    "Query.budgetLines": "{ budgetLines(#) { pageInfo { endCursor } } }",
    "Query.classificationCodes": "{ classificationCodes(#) { pageInfo { endCursor } } }",
    "Query.legalBases": "{ legalBases(#) { pageInfo { endCursor } } }",
    "Query.disclosures": "{ disclosures(#) { pageInfo { endCursor } } }",
    "Organisation.projects": f'{{ organisation(name: "{BUREAU}") {{ projects(#) {{ pageInfo {{ endCursor }} }} }} }}',
    "Organisation.budgetLines": f'{{ organisation(name: "{BUREAU}") {{ budgetLines(#) {{ pageInfo {{ endCursor }} }} }} }}',
    "LegalBasis.projects": '{ legalBasis(title: "办法") { projects(#) { pageInfo { endCursor } } } }',
}
"""Connections that hold a node; without a filter, and in the order of keys."""


def cursor_in(found: Any) -> Any:
    """The cursor that an answer ends with."""
    while "endCursor" not in found:
        (found,) = found.values()
    return found["endCursor"]


def test_a_cursor_leads_on_in_its_own_connection_alone(ask: Ask, reader: Reader) -> None:
    """Elsewhere it is refused, though its values might be those of a place there, too."""
    cursors = {name: cursor_in(answer(ask, reader, page.replace("#", "first: 1"))) for name, page in ASKED_AS.items()}
    outcomes = {
        (name, given): codes(ask(reader, f"query($c: String) {page.replace('#', 'after: $c')}", c=cursor))
        for name, page in ASKED_AS.items()
        for given, cursor in cursors.items()
    }
    assert outcomes == {pair: [] if pair[0] == pair[1] else ["BAD_USER_INPUT"] for pair in outcomes}


def test_sums_are_over_the_filter_and_not_the_page(ask: Ask, reader: Reader) -> None:
    """One node is shown, and the amounts of all three items add up."""
    query = """{
      budgetLines(first: 1, filter: {level: {eq: 3}}) {
        nodes { code }
        aggregate { count amount { sum max(unit: YI_YUAN) missing } }
        groups(by: [ORGANISATION]) { keys { label entity { ... on Department { name } } } aggregate { count } }
      }
    }"""
    assert answer(ask, reader, query)["budgetLines"] == {
        "nodes": [{"code": "2010601"}],
        "aggregate": {"count": 3, "amount": {"sum": "309", "max": "0.00000104", "missing": 0}},
        "groups": [{"keys": [{"label": BUREAU, "entity": {"name": BUREAU}}], "aggregate": {"count": 3}}],
    }


def test_projects_are_found_by_the_policy_behind_them(ask: Ask, reader: Reader) -> None:
    """From a policy to its projects by a filter, and back by a citation."""
    query = """{
      projects(filter: {legalBasis: {documentNumber: {eq: "普财〔2020〕3号"}}, amount: {gte: "1234567"}}) {
        nodes { name citations { nodes { text legalBasis { title citationCount } } } }
      }
      legalBasis(documentNumber: "普财[2020]第003号") { citations { nodes { project { name } } } }
    }"""
    policy = {"title": "办法", "citationCount": 1}
    assert answer(ask, reader, query) == {
        "projects": {
            "nodes": [
                {
                    "name": "财政信息化",
                    "citations": {"nodes": [{"text": "《办法》（普财〔2020〕3号）", "legalBasis": policy}]},
                }
            ]
        },
        "legalBasis": {"citations": {"nodes": [{"project": {"name": "财政信息化"}}]}},
    }


def test_an_id_of_an_answer_fetches_its_node(ask: Ask, reader: Reader) -> None:
    """Search gives an id; node() and the filters take it."""
    found = answer(ask, reader, '{ search(query: "财政信息") { score matched hit { ... on Project { id } } } }')[
        "search"
    ]
    (hit,) = found
    node = answer(ask, reader, "query($id: ID!) { node(id: $id) { id ... on Project { name } } }", id=hit["hit"]["id"])
    assert (hit["matched"], node) == ("财政信息化", {"node": {"id": hit["hit"]["id"], "name": "财政信息化"}})


def test_every_field_of_the_schema_is_answered(ask: Ask, reader: Reader, schema: strawberry.Schema) -> None:
    """No type declares a field that the store does not know, and no value has another type than is declared."""
    query = graphql_schema(schema).query_type
    assert query
    for name in query.fields:
        asked = selection_of(schema, query, name, depth=3)
        assert answer(ask, reader, f"{{ {asked} }}")[name] is not None


def selection_of(schema: strawberry.Schema, parent: GraphQLObjectType, name: str, depth: int) -> str:
    """A field with all that can be selected below it, so many levels deep; none where nothing can be."""
    returned = get_named_type(parent.fields[name].type)
    asked = f"{name}{NEEDED.get(f'{declared_name(parent)}.{name}', '')}"
    if is_leaf_type(returned):
        return asked
    if not depth:
        return ""
    if isinstance(returned, GraphQLObjectType):
        return f"{asked} {{ {everything_of(schema, returned, depth - 1)} }}"
    kinds = graphql_schema(schema).get_possible_types(returned)
    # One name may have different types in the kinds below an interface, so each kind has response keys of its own.
    parts = (f"... on {kind.name} {{ {everything_of(schema, kind, depth - 1, kind.name)} }}" for kind in kinds)
    return f"{asked} {{ {' '.join(parts)} }}"


def everything_of(schema: strawberry.Schema, kind: GraphQLObjectType, depth: int, prefix: str = "") -> str:
    """All fields of a type under response keys with a prefix, so many levels deep."""
    parts = {name: selection_of(schema, kind, name, depth) for name in kind.fields}
    return " ".join(["__typename", *(f"{prefix}_{name}: {part}" for name, part in parts.items() if part)])
