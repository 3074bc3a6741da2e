"""What one operation may ask for, and that finding it out is cheap."""

from typing import Any

import pytest
import strawberry
from graphql import (
    GraphQLCompositeType,
    OperationDefinitionNode,
    SelectionSetNode,
    get_introspection_query,
    parse,
)

from service import cost, documents, extent
from tests.service.http.conftest import Send


def nested(opening: str, depth: int, innermost: str) -> str:
    """A text within itself, so many times: "a { a { b } }"."""
    return opening * depth + innermost + " }" * depth


def bomb(levels: int) -> str:
    """A document that spreads its last fragment 2^levels times."""
    spreads = "".join(f"fragment F{level} on Query {{ ...F{level + 1} ...F{level + 1} }}\n" for level in range(levels))
    return f"{{ ...F0 }}\n{spreads}fragment F{levels} on Query {{ project {{ name }} }}"


def chain(count: int) -> str:
    """A document of so many fragments, each of which spreads the next."""
    links = "".join(f"fragment F{number} on Query {{ ...F{number + 1} }}\n" for number in range(count - 1))
    return f"{{ ...F0 }}\n{links}fragment F{count - 1} on Query {{ year }}"


def where(depth: int) -> str:
    """A filter of that many objects within one another."""
    return nested("{ all: ", depth - 1, '{ name: "x" }')


WITHIN = {
    "depth": "{ project { " + nested("parent { ", 13, "name") + " } }",
    "root fields": "{ " + "year " * 20 + "}",
    "fields": "{ project { " + "parent { name } " * 249 + "} }",
    "aliases": "{ project { " + " ".join(f"a{number}: name" for number in range(50)) + " } }",
    "directives": "{ year " + "@skip(if: false) " + "project { " + "name @skip(if: false) " * 49 + "} }",
    "input depth": f"{{ echo(where: {where(15)}) }}",
    "operations": " ".join(f"query Q{number} {{ year }}" for number in range(10)),
    "characters": "{ year } #" + "x" * 99_990,
    "spread fragments": bomb(4),
    "fragments": chain(50),
    "alias": "{ " + "a" * 128 + ": year }",
    "text": '{ echo(text: "' + "预" * 2_048 + '") }',
    "block text": '{ echo(text: """' + "预" * 2_048 + '""") }',
    "number": "{ nodes(ids: [" + "9" * 64 + "]) { name } }",
}

BEYOND = {
    "depth": "{ project { " + nested("parent { ", 14, "name") + " } }",
    "depth in a fragment": "{ year } fragment F on Project { " + nested("parent { ", 15, "name") + " }",
    "root fields": "{ " + "year " * 21 + "}",
    "fields": "{ project { " + "parent { name } " * 250 + "} }",
    "aliases": "{ project { " + " ".join(f"a{number}: name" for number in range(51)) + " } }",
    "aliases in fragments": "{ project { " + "...F " * 26 + "} } fragment F on Project { a: name b: name }",
    "directives": "{ year @skip(if: false) project { " + "name @skip(if: false) " * 50 + "} }",
    "input depth": f"{{ echo(where: {where(16)}) }}",
    "input depth of a default": f"query($where: ProjectFilter = {where(16)}) {{ echo(where: $where) }}",
    "operations": " ".join(f"query Q{number} {{ year }}" for number in range(11)),
    "characters": "{ year } #" + "x" * 99_991,
    "spread fragments": bomb(5),
    "fragments": chain(51),
    "alias": "{ " + "a" * 129 + ": year }",
    "field": "{ " + "a" * 129 + " }",
    "text": '{ echo(text: "' + "预" * 2_049 + '") }',
    "block text": '{ echo(text: """' + "预" * 2_049 + '""") }',
    "number": "{ nodes(ids: [" + "9" * 65 + "]) { name } }",
    "number of a size": "{ projects(first: " + "9" * 5_000 + ") { nodes { name } } }",
}


@pytest.mark.parametrize("query", WITHIN.values(), ids=WITHIN)
def test_an_operation_at_its_limit_is_answered(post: Send, query: str) -> None:
    """The last that fits."""
    assert post(query, operationName="Q0" if "Q0" in query else None).status_code == 200


@pytest.mark.parametrize("query", BEYOND.values(), ids=BEYOND)
def test_an_operation_beyond_a_limit_is_refused(post: Send, query: str) -> None:
    """The first that does not fit, with one error that names the limit."""
    response = post(query, operationName="Q0" if "Q0" in query else None)
    (error,) = response.json()["errors"]
    assert (response.status_code, error["extensions"]) == (400, {"code": "LIMIT_EXCEEDED"})


def test_the_introspection_query_of_graphiql_is_answered(post: Send) -> None:
    """With every option that makes it larger."""
    query = get_introspection_query(
        specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
    )
    assert "errors" not in post(query).json()


@pytest.mark.parametrize(("count", "status"), [(1_999, 200), (2_000, 400)])
def test_variables_hold_no_more_than_a_document_could(post: Send, count: int, status: int) -> None:
    """The limits are not passed by moving values out of the document; the list itself is one of them."""
    response = post("query($ids: [ID!]!) { nodes(ids: $ids) { name } }", {"ids": ["x"] * count})
    assert response.status_code == status


@pytest.mark.parametrize(("length", "status"), [(2_048, 200), (2_049, 400)])
def test_a_variable_holds_no_longer_text_than_a_document(post: Send, length: int, status: int) -> None:
    """Folding a text of a megabyte took two seconds."""
    where = {"all": [{"name": "预" * length}]}
    response = post("query($where: ProjectFilter) { echo(where: $where) }", {"where": where})
    assert response.status_code == status


@pytest.mark.parametrize(("depth", "status"), [(15, 200), (16, 400)])
def test_variables_nest_no_deeper_than_a_document_could(post: Send, depth: int, status: int) -> None:
    """A store follows a filter by recursion."""
    value: dict[str, object] = {"name": "x"}
    for _ in range(depth - 1):
        value = {"all": [value]}
    response = post("query($where: ProjectFilter) { echo(where: $where) }", {"where": value})
    assert response.status_code == status


class CountedExtents(extent._Extents):
    """Counts how many selections it measures."""

    visited = 0

    def _within(self, selections: SelectionSetNode | None) -> extent.Extent:
        self.visited += 1
        return super()._within(selections)


class CountedObjects(cost._Counting):
    """Counts how many selections it counts the objects of."""

    visited = 0

    def within(self, selections: SelectionSetNode, parent: GraphQLCompositeType) -> cost.Count:
        """As it is, and counted."""
        self.visited += 1
        return super().within(selections, parent)


@pytest.mark.parametrize("levels", [1, 30, 100])
def test_a_fragment_is_measured_once_however_often_it_is_spread(schema: strawberry.Schema, levels: int) -> None:
    """The work is bounded by the selections of the document, where spreads walked again would be 2^levels."""
    document = parse(bomb(levels))
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    extents = CountedExtents(document)
    assert extents.of_operation(operation).own_fields == 2**levels
    objects = CountedObjects(schema._schema, document, {})
    query_type = schema._schema.query_type
    assert query_type
    assert objects.within(operation.selection_set, query_type).fixed == 2**levels
    selection_sets = 1 + (levels + 1) + 1  # the operation's, the fragments', the project's
    assert (extents.visited, objects.visited) == (selection_sets + 1, selection_sets)  # the name has none to count


def test_a_document_is_parsed_and_validated_once(post: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its variables are, and whoever asks; a limit is part of the validation and never in its way."""
    calls: list[str] = []
    for name in ("parse", "validate_document"):
        original = getattr(documents, name)

        def counted(*given: Any, name: str = name, original: Any = original, **named: Any) -> Any:
            calls.append(name)
            return original(*given, **named)

        monkeypatch.setattr(documents, name, counted)
    for size in range(1, 6):
        query = "query($n: Int) { projects(first: $n) { nodes { name } } } # known by its text"
        assert post(query, {"n": size}).status_code == 200
    assert calls == ["parse", "validate_document"]
