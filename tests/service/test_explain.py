"""The plan of an operation, shown without running it."""

import pytest

from graph.errors import BadUserInput
from service.explain import explain
from service.schema import build_schema


def test_the_plan_of_each_root_field_is_shown_under_its_key() -> None:
    """Nothing is asked of a store."""
    shown = explain(build_schema(), '{ one: projects(first: 3) { totalCount } node(id: "UHJvamVjdDp4") { id } }', {})
    assert shown["one"]["Plan"]["root"] == {"Every": {"kinds": ["Project"]}}
    assert shown["one"]["Plan"]["field"]["Field"]["window"]["Window"]["page"] == {"Page": {"size": 3}}
    assert shown["node"]["Plan"]["root"] == {"ByKeys": {"keys": [["Project", "x"]], "single": True}}


def test_a_root_field_that_is_refused_shows_why() -> None:
    """The error stands in the plan's place."""
    assert "first is -1" in explain(build_schema(), "{ projects(first: -1) { totalCount } }", {})["projects"]


def test_an_invalid_operation_is_refused() -> None:
    """The message is the validation's."""
    with pytest.raises(BadUserInput, match="Cannot query field"):
        explain(build_schema(), "{ nothing }", {})
