"""An operation is answered by one call of the store, and completed from its values."""

from graph.errors import StoreUnavailable
from tests.service.conftest import Ask, RecordingReader

REGION = {"__typename": "Region", "id": "r", "name": "普陀区"}
DEEP = """
query {
  departments { nodes { units { projects { nodes { citations { nodes { legalBasis { title } } } } } } } }
  regions { organisations { nodes { budgetLines { aggregate { count } nodes { sources { disclosure { title } } } } } } }
  dataset { version }
}
"""


def test_an_operation_is_one_call_of_the_store_whatever_its_depth(ask: Ask) -> None:
    """All root fields, each with all below it, are asked for at once."""
    reader = RecordingReader()
    ask(reader, DEEP)
    assert [[plan.field.key for plan in call] for call in reader.calls] == [["departments", "regions", "dataset"]]


def test_values_are_read_under_response_keys(ask: Ask) -> None:
    """Aliases, concrete types, enums, exact decimals and lists come out as the store gave them."""
    line = {
        "name": "项目",
        "a": "100",
        "b": None,
        "funding": [{"amount": "0.10"}],
        "startDate": "2026-01-31",
    }
    reader = RecordingReader(
        {"one": {**line, "__typename": "Project"}, "regions": [{"name": "上海市", "level": "MUNICIPAL"}]}
    )
    query = """{
      one: node(id: "UHJvamVjdDox") {
        __typename
        ... on Project { name a: amount b: amount(unit: WAN_YUAN) funding { amount } startDate }
      }
      regions { __typename name level }
    }"""
    result = ask(reader, query)
    assert (result.errors, result.data) == (
        None,
        {
            "one": {
                "__typename": "Project",
                "name": "项目",
                "a": "100",
                "b": None,
                "funding": [{"amount": "0.10"}],
                "startDate": "2026-01-31",
            },
            "regions": [{"__typename": "Region", "name": "上海市", "level": "MUNICIPAL"}],
        },
    )


def test_unknown_nodes_are_null_in_their_place(ask: Ask) -> None:
    """A list of ids keeps its length and order."""
    result = ask(RecordingReader({"nodes": [None, REGION]}), '{ nodes(ids: ["UmVnaW9uOjE", "UmVnaW9uOjI"]) { id } }')
    assert (result.errors, result.data) == (None, {"nodes": [None, {"id": "r"}]})


def test_a_root_field_that_cannot_be_answered_leaves_the_others(ask: Ask) -> None:
    """The error stands in the field's place, with its code and path; the rest is asked for and answered."""
    reader = RecordingReader({"node": REGION})
    query = '{ wrong: organisation(name: "a") { projects(first: -1) { totalCount } } node(id: "UmVnaW9uOjE") { id } }'
    result = ask(reader, query)
    assert result.data == {"wrong": None, "node": {"id": "r"}}
    assert [(error.path, error.message, error.extensions) for error in result.errors or ()] == [
        (["wrong"], "projects: first is -1. It must be 0 or more.", {"code": "BAD_USER_INPUT"})
    ]
    assert [[plan.field.key for plan in call] for call in reader.calls] == [["node"]]


def test_without_an_answerable_field_the_store_is_not_asked(ask: Ask) -> None:
    """Neither introspection nor a refused field needs the store."""
    reader = RecordingReader()
    result = ask(reader, '{ __typename __type(name: "Region") { name } legalBasis { id } }')
    assert result.data == {"__typename": "Query", "__type": {"name": "Region"}, "legalBasis": None}
    assert reader.calls == []


def test_a_store_that_does_not_answer_is_the_error_of_every_field(ask: Ask) -> None:
    """Each root field says that the store is unavailable."""
    reader = RecordingReader(failure=StoreUnavailable("The store does not answer."))
    result = ask(reader, '{ a: node(id: "UmVnaW9uOjE") { id } b: organisation(name: "a") { id } }')
    assert result.data == {"a": None, "b": None}
    assert [(error.path, error.extensions) for error in result.errors or ()] == [
        (["a"], {"code": "UNAVAILABLE"}),
        (["b"], {"code": "UNAVAILABLE"}),
    ]


def test_a_fault_of_the_store_has_its_exception_behind_it(ask: Ask) -> None:
    """What is unexpected reaches graphql-core like any resolver's exception, so that its text can be masked."""
    fault = KeyError("secret")
    result = ask(RecordingReader(failure=fault), '{ node(id: "UmVnaW9uOjE") { id } }')
    assert [error.original_error for error in result.errors or ()] == [fault]


def test_wrong_variables_never_reach_the_store(ask: Ask) -> None:
    """graphql-core refuses the operation as it would without a store."""
    reader = RecordingReader()
    result = ask(reader, "query($n: Int!) { units(first: $n) { totalCount } }", n="many")
    assert (result.data, [error.path for error in result.errors or ()], reader.calls) == (None, [None], [])


def test_a_missing_variable_is_its_fields_error(ask: Ask) -> None:
    """Null for a unit that must be there is refused in the place of the root field that asks for it."""
    reader = RecordingReader({"b": REGION})
    query = """query($u: MoneyUnit) {
      a: node(id: "UHJvamVjdDox") { ... on Project { amount(unit: $u) } }
      b: node(id: "UmVnaW9uOjE") { id }
    }"""
    result = ask(reader, query, u=None)
    assert (result.data, [error.path for error in result.errors or ()]) == ({"a": None, "b": {"id": "r"}}, [["a"]])
