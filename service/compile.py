"""Selection → plan: an operation's root fields, each with all that is selected below it, as what a store has to answer.

The selection is read as graphql-core executes it, with graphql-core's own collecting of fields: fragments by type, @skip and
@include, and equal response keys merged. Below an interface or union the same selection is read once for each concrete
kind, and the store is asked for `__typename` too, since only it knows what stands there.

The work is linear in the document for each concrete kind. A selection is compiled once for its type and the field nodes that
were merged into it, so a fragment that is spread in many places is compiled once, and its plan is shared; what merging
can still multiply ends at `MAX_FIELDS`.
"""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLObjectType,
    get_named_type,
    is_abstract_type,
    is_composite_type,
)
from graphql.execution import Executor, get_argument_values
from graphql.execution.collect_fields import FieldDetailsList, collect_fields, collect_subfields

from graph.errors import BadUserInput, LimitExceeded, RequestError
from graph.plan import EVERYTHING, Field, Plan, Predicate, Selection, Window
from service.predicates import Given, predicate
from service.types.declare import declaration, declared_name
from service.windows import grouping, window

MAX_FIELDS: Final = 10_000
"""How many fields the plans of an operation may hold: far more than any page of a front end needs."""

Compiled: TypeAlias = Mapping[str, Plan | Exception]
"""Each root field's plan by its response key, or the error that stands in its place."""


def compile_operation(operation: Executor[Any]) -> Compiled:
    """The plans of an operation's root fields; introspection is graphql-core's own and has none."""
    return _Compiler(operation).compile()


class _Compiler:
    """One operation on its way to plans."""

    def __init__(self, operation: Executor[Any]) -> None:
        self._operation = operation
        self._selections: dict[tuple[str, tuple[int, ...]], Selection] = {}
        self._field_count = 0

    def compile(self) -> Compiled:
        operation = self._operation
        query = operation.schema.query_type
        assert query
        collected = collect_fields(
            operation.schema, operation.fragments, operation.variable_values, query, operation.operation
        )
        return {
            key: self._root(query, key, details)
            for key, details in collected.grouped_field_set.items()
            if not _is_introspection(details)
        }

    def _root(self, query: GraphQLObjectType, key: str, details: FieldDetailsList) -> Plan | Exception:
        line = query.fields[_name(details)]
        try:
            begin = declaration(line).metadata["root"]
            return Plan(begin(self._given(line, details)), self._field(query, key, details))
        except Exception as error:  # noqa: BLE001  # as of any resolver: graphql-core reports it at the field
            return error

    def _field(self, parent: GraphQLObjectType, key: str, details: FieldDetailsList) -> Field:
        self._field_count += 1
        if self._field_count > MAX_FIELDS:
            raise LimitExceeded(f"The operation selects more than {MAX_FIELDS} fields. Ask for less at once.")
        line = parent.fields[_name(details)]
        given = self._given(line, details)
        returned = get_named_type(line.type)
        try:
            shown = _window(line, returned, given) if declared_name(returned) == "Connection" else None
            grouped = grouping(_kind_of_nodes(parent), given) if "by" in given else None
        except RequestError as error:
            # It stands in the root field's place, so it has to say where it arose.
            raise type(error)(f"{key}: {error}") from error
        return Field(
            key,
            declaration(line).python_name,
            selection=self._selection(returned, details) if is_composite_type(returned) else None,
            unit=given.get("unit"),
            window=shown,
            grouping=grouped,
        )

    def _given(self, line: GraphQLField, details: FieldDetailsList) -> Given:
        """The coerced arguments, defaults included; validation made sure that merged fields have the same."""
        return get_argument_values(line, details[0].node, self._operation.variable_values)

    def _selection(self, returned: GraphQLNamedType, details: FieldDetailsList) -> Selection:
        merged = returned.name, tuple(id(detail.node) for detail in details)
        if merged not in self._selections:
            self._selections[merged] = Selection(self._fields_by_kind(returned, details))
        return self._selections[merged]

    def _fields_by_kind(self, returned: GraphQLNamedType, details: FieldDetailsList) -> Mapping[str, tuple[Field, ...]]:
        if is_abstract_type(returned):
            kinds = self._operation.schema.get_possible_types(returned)
            return {kind.name: (_TYPE_NAME, *self._fields(kind, details, abstract=True)) for kind in kinds}
        assert isinstance(returned, GraphQLObjectType)
        return {declared_name(returned): self._fields(returned, details)}

    def _fields(
        self, kind: GraphQLObjectType, details: FieldDetailsList, *, abstract: bool = False
    ) -> tuple[Field, ...]:
        operation = self._operation
        collected = collect_subfields(
            operation.schema, operation.fragments, operation.variable_values, operation.operation, kind, details
        )
        fields = tuple(
            self._field(kind, key, parts)
            for key, parts in collected.grouped_field_set.items()
            if not _is_introspection(parts)
        )
        if abstract and any(field.key == _TYPE_NAME.key for field in fields):
            raise BadUserInput("The alias “__typename” is taken: the type of the node stands there.")
        return fields


_TYPE_NAME: Final = Field("__typename", "__typename")


def _name(details: FieldDetailsList) -> str:
    return details[0].node.name.value


def _is_introspection(details: FieldDetailsList) -> bool:
    return _name(details).startswith("__")


def _kind_of_nodes(connection: GraphQLNamedType) -> str:
    assert isinstance(connection, GraphQLObjectType)
    name: str = get_named_type(connection.fields["nodes"].type).name
    return name


def _window(line: GraphQLField, connection: GraphQLNamedType, given: Given) -> Window:
    where: Predicate = EVERYTHING
    if given.get("filter") is not None:
        filter_type = line.args["filter"].type
        assert isinstance(filter_type, GraphQLInputObjectType)
        where = predicate(filter_type, given["filter"])
    return window(_kind_of_nodes(connection), where, given)
