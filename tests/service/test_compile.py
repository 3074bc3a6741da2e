"""Selections become plans."""

from collections.abc import Mapping

import pytest

from graph.ontology import KINDS, kinds_of
from graph.plan import LIST_LIMIT, Field, Plan, Selection
from graph.terms import MoneyUnit
from service.compile import HIDDEN
from tests.service.conftest import Ask, Plans, RecordingReader, codes, messages


def fields(plan: Plan | Field, *keys: str) -> Mapping[str, tuple[Field, ...]]:
    """The selection below a response key of a plan, by kind; on the way, of whichever kind has that key."""
    field = plan.field if isinstance(plan, Plan) else plan
    for key in keys:
        field = next(part for parts in selected(field).values() for part in parts if part.key == key)
    return selected(field)


def selected(field: Field) -> Mapping[str, tuple[Field, ...]]:
    """What is selected of a field's value, by kind."""
    return (field.selection or Selection()).fields


def test_a_selection_is_asked_for_by_members_under_response_keys(plans: Plans) -> None:
    """An alias is the response key; the member is the one of the ontology."""
    plan = plans("{ d: disclosures { all: totalCount nodes { file: fileName } } }")["d"]
    assert plan.field.name == "disclosures"
    assert fields(plan)["Connection"][0] == Field("all", "total_count")
    assert fields(plan, "nodes") == {"Disclosure": (Field("file", "file_name"),)}


def test_each_root_field_is_a_plan_of_its_own(plans: Plans) -> None:
    """The same field twice under two aliases is two plans, in the order of the operation."""
    assert list(plans("{ b: regions { id } a: regions { id } dataset { version } }")) == ["b", "a", "dataset"]


def test_a_page_is_made_of_edges_and_nodes(plans: Plans) -> None:
    """The parts of a connection are asked for under their own kinds."""
    plan = plans("{ units { edges { cursor node { name } } pageInfo { hasNextPage endCursor } } }")["units"]
    assert fields(plan, "edges")["Edge"][0] == Field("cursor", "cursor")
    assert fields(plan, "edges", "node") == {"Unit": (Field("name", "name"),)}
    assert fields(plan, "pageInfo") == {
        "PageInfo": (Field("hasNextPage", "has_next_page"), Field("endCursor", "end_cursor"))
    }


def test_an_amount_is_asked_for_in_a_unit(plans: Plans) -> None:
    """Yuan, unless another unit is asked for, by a literal or a variable."""
    query = "query($u: MoneyUnit!) { projects { nodes { amount a: amount(unit: YI_YUAN) b: amount(unit: $u) } } }"
    assert fields(plans(query, u="WAN_YUAN")["projects"], "nodes")["Project"] == (
        Field("amount", "amount", unit=MoneyUnit.YUAN),
        Field("a", "amount", unit=MoneyUnit.YI_YUAN),
        Field("b", "amount", unit=MoneyUnit.WAN_YUAN),
    )


def test_sums_and_groups_are_asked_for_in_full(plans: Plans) -> None:
    """What stands in a group is asked for like anything else, its node by every kind."""
    plan = plans(
        "{ budgetLines { groups(by: [YEAR]) { keys { key label entity { id } } aggregate { amount { sum missing } } } } }"
    )["budgetLines"]
    assert [field.name for field in fields(plan, "groups", "keys")["GroupValue"]] == ["key", "label", "entity"]
    assert set(fields(plan, "groups", "keys", "entity")) == {kind.name for kind in KINDS}
    assert fields(plan, "groups", "aggregate", "amount")["AmountAggregate"] == (
        Field("sum", "sum", unit=MoneyUnit.YUAN),
        Field("missing", "missing"),
    )


def test_an_interface_is_asked_for_by_concrete_kinds(plans: Plans) -> None:
    """Each kind has what is asked of all, what is asked of it alone, and its name, which only the store knows."""
    query = """{ organisation(name: "a") { name ... on Department { units { name } } ... on Unit { department { id } } } }"""
    below = fields(plans(query)["organisation"])
    assert {kind: [part.key for part in parts] for kind, parts in below.items()} == {
        "Department": [HIDDEN, "name", "units"],
        "Unit": [HIDDEN, "name", "department"],
    }


def test_fragments_on_interfaces_reach_the_kinds_that_have_them(plans: Plans) -> None:
    """A fragment on an interface, spread within a union, is asked of the union's kinds of that interface."""
    query = """
        query { search(query: "财政") { hit { ...body ... on Project { year } } } }
        fragment body on Organisation { ...name region { ...name } }
        fragment name on Node { id }
    """
    hits = fields(plans(query)["search"], "hit")
    assert {kind: [part.key for part in parts] for kind, parts in hits.items()} == {
        "ClassificationCode": [HIDDEN],
        "Department": [HIDDEN, "id", "region"],
        "Disclosure": [HIDDEN],
        "LegalBasis": [HIDDEN],
        "Project": [HIDDEN, "year"],
        "Unit": [HIDDEN, "id", "region"],
    }
    assert fields(hits["Unit"][2]) == {"Region": (Field("id", "id"),)}


def test_the_name_of_a_type_is_answered_as_graphql_calls_it(plans: Plans) -> None:
    """A plan does not know what a connection of units is called, so the field brings the word."""
    plan = plans("{ units { kind: __typename nodes { __typename name } } }")["units"]
    assert fields(plan)["Connection"][0] == Field("kind", "__typename", word="UnitConnection")
    assert fields(plan, "nodes") == {"Unit": (Field("__typename", "__typename", word="Unit"), Field("name", "name"))}


def test_the_type_that_is_asked_for_below_an_interface_is_not_hidden_beside_it(plans: Plans) -> None:
    """Of kinds where another key or nothing stands for it, it is asked for under the key that no field can have."""
    query = """{ organisation(name: "a") { ... on Department { __typename } ... on Unit { kind: __typename __typename: id } } }"""
    below = fields(plans(query)["organisation"])
    assert {kind: [(part.key, part.name) for part in parts] for kind, parts in below.items()} == {
        "Department": [("__typename", "__typename")],
        "Unit": [(HIDDEN, "__typename"), ("kind", "__typename"), ("__typename", "id")],
    }


def test_equal_response_keys_are_merged(plans: Plans) -> None:
    """Selections under one response key are one selection, wherever they stand."""
    query = """
        query { regions { parent { id } ...more ... on Region { parent { level } } } }
        fragment more on Region { parent { id name } }
    """
    assert fields(plans(query)["regions"], "parent") == {
        "Region": (Field("id", "id"), Field("name", "name"), Field("level", "level"))
    }


@pytest.mark.parametrize(("wanted", "keys"), [(True, ["id", "name"]), (False, ["id", "code"])])
def test_what_is_skipped_is_not_asked_for(wanted: bool, keys: list[str], plans: Plans) -> None:
    """@skip and @include decide before the store is asked, on root fields as below them."""
    query = """
        query($x: Boolean!) {
          regions { id name @include(if: $x) ... @skip(if: $x) { code } }
          dataset @skip(if: true) { version }
        }
    """
    compiled = plans(query, x=wanted)
    assert list(compiled) == ["regions"]
    assert [part.key for part in fields(compiled["regions"])["Region"]] == keys


def test_fragments_that_multiply_are_compiled_once(plans: Plans) -> None:
    """A document of nested fragments, 2 to the power of 24 fields if written out, is a small plan."""
    levels = 24
    parts = [
        f"fragment f{n} on Region {{ a: parent {{ ...f{n + 1} }} b: parent {{ ...f{n + 1} }} }}" for n in range(levels)
    ]
    query = "\n".join(["{ regions { ...f0 } }", *parts, f"fragment f{levels} on Region {{ id }}"])
    first, second = fields(plans(query)["regions"])["Region"]
    for _ in range(levels - 1):
        one, other = selected(first)["Region"][0], selected(second)["Region"][0]
        assert id(one.selection) == id(other.selection)
        first, second = selected(first)["Region"]
    assert selected(first) == {"Region": (Field("id", "id"),)}


def test_an_operation_without_end_is_refused(ask: Ask) -> None:
    """Below interfaces a selection is compiled for each kind, and the sum has a limit: again in each request."""
    roots = " ".join(f'n{n}: node(id: "UmVnaW9uOjE") {{ ...f }}' for n in range(19))
    query = f"{{ {roots} }} fragment f on Node {{ {' '.join(f'a{m}: id' for m in range(50))} }}"
    refused = [codes(ask(RecordingReader(), query)) for _ in range(2)]
    assert refused == [["LIMIT_EXCEEDED"]] * 2


STEADY_AND_BOUND = """query($n: Int, $x: Boolean!) {
  regions { id name @include(if: $x) }
  units(first: $n) { nodes { name department { name } } totalCount }
  departments { nodes { units { projects(first: $n) { totalCount } name region { code } } } }
}"""


def test_what_mentions_no_variable_is_one_object_in_every_request(plans: Plans) -> None:
    """A store can keep what it made of a selection; only what variables say is planned anew."""
    one, other = (plans(STEADY_AND_BOUND, n=n, x=True) for n in (1, 2))
    assert [one[key] is other[key] for key in one] == [True, False, False]
    assert one["units"].field.selection is other["units"].field.selection
    assert [plan["units"].field.window.page.size for plan in (one, other) if plan["units"].field.window] == [1, 2]
    units = [fields(plan["departments"], "nodes", "units")["Unit"] for plan in (one, other)]
    assert [part is its_twin for part, its_twin in zip(*units, strict=True)] == [False, True, True]


def test_what_is_included_is_planned_for_each_choice(plans: Plans) -> None:
    """And once for all requests that make the same."""
    chosen = [plans(STEADY_AND_BOUND, x=x)["regions"] for x in (True, False, True, False)]
    keys = [[part.key for part in fields(plan)["Region"]] for plan in chosen]
    assert keys == [["id", "name"], ["id"]] * 2
    assert (chosen[0] is chosen[2], chosen[1] is chosen[3]) == (True, True)


def test_every_kind_is_found_below_an_interface() -> None:
    """The kinds of the interfaces are the ontology's."""
    assert kinds_of("Node") == tuple(kind.name for kind in KINDS)


@pytest.mark.parametrize(
    ("arguments", "size"), [("", 10), ("(first: null)", 10), ("(first: 0)", 0), ("(first: 50)", 50), ("(first: $n)", 3)]
)
def test_a_computed_list_is_as_long_as_its_first_says(plans: Plans, arguments: str, size: int) -> None:
    """Other lists end where no answer goes on."""
    query = "query($n: Int = 3) { units(first: $n) { totalCount } projects { nodes { {} } } }".replace(
        "{}", f"similarByLegalBasis{arguments} {{ sharedBases {{ title }} score }}"
    )
    (alike,) = fields(plans(query)["projects"], "nodes")["Project"]
    bases, _ = fields(alike)["SimilarProject"]
    assert (alike.name, alike.size, bases.size) == ("similar_by_legal_basis", size, LIST_LIMIT)


@pytest.mark.parametrize(("first", "code"), [(-1, "BAD_USER_INPUT"), (51, "LIMIT_EXCEEDED")])
def test_a_computed_list_of_no_length_is_refused(ask: Ask, first: int, code: str) -> None:
    """The message says where."""
    reader = RecordingReader()
    result = ask(
        reader, "query($n: Int) { projects { nodes { a: similarByLegalBasis(first: $n) { score } } } }", n=first
    )
    assert (codes(result), reader.calls) == ([code], [])
    assert messages(result)[0].startswith(f"a: first is {first}")
