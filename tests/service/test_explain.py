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


def test_the_plan_of_what_projects_share_shows_its_filters_and_sizes() -> None:
    """What is not given, and so not asked, is null."""
    document = "{ sharedCitations(years: [2025], first: 3) { projects { similarByLegalBasis(first: 4) { score } } } }"
    plan = explain(build_schema(), document, {})["sharedCitations"]["Plan"]
    least = {"min_projects": 2, "min_departments": 0, "min_regions": 0}
    assert plan["root"] == {"Shared": {"link": "projects", "years": [2025], "regions": None, **least, "size": 3}}
    (projects,) = plan["field"]["Field"]["selection"]["Selection"]["fields"]["SharedCitation"]
    (alike,) = projects["Field"]["selection"]["Selection"]["fields"]["Project"]
    assert (alike["Field"]["name"], alike["Field"]["size"]) == ("similar_by_legal_basis", 4)


def test_a_root_field_that_is_refused_shows_why() -> None:
    """The error stands in the plan's place."""
    assert "first is -1" in explain(build_schema(), "{ projects(first: -1) { totalCount } }", {})["projects"]


def test_an_invalid_operation_is_refused() -> None:
    """The message is the validation's."""
    with pytest.raises(BadUserInput, match="Cannot query field"):
        explain(build_schema(), "{ nothing }", {})
