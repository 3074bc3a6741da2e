"""The schema explains itself, and names nothing that the ontology does not."""

from collections.abc import Iterator, Mapping

import pytest
import strawberry
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    is_specified_scalar_type,
)

from graph.ontology import KINDS, VALUE_KINDS, Link, Property, ValueType, kinds_of, members_of
from graph.plan import (
    ANALYSED_MEMBERS,
    COMPARISON_MEMBERS,
    COMPUTED_MEMBERS,
    CONNECTION_MEMBERS,
    CONTINUITY_MEMBERS,
    DATASET_MEMBERS,
    GROUPED_BY,
    LINEAGE_MEMBERS,
    PATH_MEMBERS,
    SEARCH_MEMBERS,
    SHARED_MEMBERS,
    SIMILAR_MEMBERS,
)
from service.documents import graphql_schema
from service.types.declare import declaration, declared_name

FILTERS = (
    "BudgetLineFilter", "CitationFilter", "ClassificationCodeFilter", "DisclosureFilter", "FindingFilter", "LegalBasisFilter",
    "OrganisationFilter", "ProjectFilter",
)  # fmt: skip

ORDERED = ("BudgetLine", "LegalBasis", "Organisation", "Project")

OWN_MEMBERS: Mapping[str, tuple[str, ...]] = {
    **{str(kind): members for kind, members in CONNECTION_MEMBERS.items()},
    "SearchResult": SEARCH_MEMBERS,
    "SharedCitation": SHARED_MEMBERS,
    "SimilarProject": SIMILAR_MEMBERS,
    **LINEAGE_MEMBERS,
    **CONTINUITY_MEMBERS,
    "FundingPath": PATH_MEMBERS,
    **COMPARISON_MEMBERS,
    "Dataset": DATASET_MEMBERS,
}
"""What plans name besides the ontology's members."""


def test_everything_is_described_in_full_sentences(schema: strawberry.Schema) -> None:
    """Each type, field, argument, enum value and input field has a description that ends in a full stop."""
    undescribed = [
        name for name, text in descriptions(schema) if not (text and text.endswith(".") and not text[0].islower())
    ]
    assert undescribed == []


@pytest.mark.parametrize("kind", [kind.name for kind in (*KINDS, *VALUE_KINDS)])
def test_each_member_of_the_ontology_is_a_field_of_its_type(kind: str, schema: strawberry.Schema) -> None:
    """A type has the members of its kind, and no other: what it adds is the id that every node has, and what is computed."""
    fields = object_type(schema, kind).fields.values()
    expected = {*members_of(kind), *COMPUTED_MEMBERS.get(kind, ()), *ANALYSED_MEMBERS.get(kind, ())}
    assert {declaration(field).python_name for field in fields} - {"id"} == expected


def test_each_computed_member_is_a_list_of_its_values(schema: strawberry.Schema) -> None:
    """As long as its `first` says."""
    for kind, members in COMPUTED_MEMBERS.items():
        fields = {declaration(field).python_name: field for field in object_type(schema, kind).fields.values()}
        declared = {name: (str(fields[name].type), set(fields[name].args)) for name in members}
        assert declared == {name: (f"[{value}!]!", {"first"}) for name, value in members.items()}


@pytest.mark.parametrize("kind", [kind.name for kind in (*KINDS, *VALUE_KINDS)])
def test_what_may_be_missing_is_nullable(kind: str, schema: strawberry.Schema) -> None:
    """A field is non-null only where the ontology requires the member, or where it is a list."""
    for field in object_type(schema, kind).fields.values():
        member = members_of(kind).get(declaration(field).python_name)
        if isinstance(member, Property) and not member.required:
            assert not isinstance(field.type, GraphQLNonNull), member.name
        if isinstance(member, Link) and not member.many:
            assert isinstance(field.type, GraphQLNonNull) == (member.outgoing and member.relationship.required)


@pytest.mark.parametrize("kind", [kind.name for kind in (*KINDS, *VALUE_KINDS)])
def test_amounts_are_asked_for_in_a_unit(kind: str, schema: strawberry.Schema) -> None:
    """A field takes a unit if, and only if, the ontology says that it holds money."""
    for field in object_type(schema, kind).fields.values():
        member = members_of(kind).get(declaration(field).python_name)
        is_money = isinstance(member, Property) and member.value_type is ValueType.MONEY
        assert ("unit" in field.args) == is_money


def test_other_types_have_the_members_that_plans_name(schema: strawberry.Schema) -> None:
    """Connections, sums, results and the dataset have exactly the members that a store answers."""
    members: dict[str, set[str]] = {}
    for type_ in graphql_schema(schema).type_map.values():
        name = declared_name(type_)
        if isinstance(type_, GraphQLObjectType) and name in OWN_MEMBERS:
            members.setdefault(name, set()).update(declaration(field).python_name for field in type_.fields.values())
    assert members == {name: set(own) for name, own in OWN_MEMBERS.items()}


@pytest.mark.parametrize("name", FILTERS)
def test_each_line_of_a_filter_leads_to_members_of_the_ontology(name: str, schema: strawberry.Schema) -> None:
    """The path of a line follows links of the filter's kind to a member of the kind that they lead to."""
    filter_type = graphql_schema(schema).type_map[name]
    assert isinstance(filter_type, GraphQLInputObjectType)
    for line, field in filter_type.fields.items():
        if line in {"and", "or", "not"}:
            continue
        kind = name.removesuffix("Filter")
        for step in declaration(field).metadata["path"] or (declaration(field).python_name,):
            if step != "key":
                member = members_of(kinds_of(kind)[0])[step]
                kind = member.target if isinstance(member, Link) else kind


@pytest.mark.parametrize("kind", ORDERED)
def test_each_order_names_a_property_of_its_kind(kind: str, schema: strawberry.Schema) -> None:
    """What nodes are ordered by is a property that they have."""
    order_field = graphql_schema(schema).type_map[f"{kind}OrderField"]
    assert isinstance(order_field, GraphQLEnumType)
    for value in order_field.values:
        assert isinstance(members_of(kinds_of(kind)[0])[value.lower()], Property)


def test_nodes_that_can_be_grouped_have_sums(schema: strawberry.Schema) -> None:
    """A connection has groups if, and only if, the plan says what its nodes can be grouped by."""
    types = graphql_schema(schema).type_map
    grouped = {
        name for name in types if isinstance(types[name], GraphQLObjectType) and "groups" in fields_of(types[name])
    }
    assert grouped == {f"{kind}Connection" for kind in GROUPED_BY}


def object_type(schema: strawberry.Schema, name: str) -> GraphQLObjectType:
    """The object type of that name."""
    found = graphql_schema(schema).type_map[name]
    assert isinstance(found, GraphQLObjectType)
    return found


def fields_of(type_: object) -> Mapping[str, GraphQLField | GraphQLInputField]:
    """The fields of a type that has any."""
    if isinstance(type_, (GraphQLInterfaceType, GraphQLObjectType, GraphQLInputObjectType)):
        return dict(type_.fields)
    return {}


def descriptions(schema: strawberry.Schema) -> Iterator[tuple[str, str | None]]:
    """Whatever can be described in the schema, with its description."""
    for name, type_ in graphql_schema(schema).type_map.items():
        if name.startswith("__") or (isinstance(type_, GraphQLScalarType) and is_specified_scalar_type(type_)):
            continue
        yield name, type_.description
        if isinstance(type_, GraphQLEnumType):
            yield from ((f"{name}.{key}", value.description) for key, value in type_.values.items())
        for key, field in fields_of(type_).items():
            yield f"{name}.{key}", field.description
            if isinstance(field, GraphQLField):
                yield from ((f"{name}.{key}({key_})", given.description) for key_, given in field.args.items())
