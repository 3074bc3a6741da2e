"""Selection → plan: an operation's root fields, each with all that is selected below it, as what a store has to answer.

The selection is read as graphql-core executes it, with graphql-core's own collecting of fields: fragments by type, @skip and
@include, and equal response keys merged. Below an interface or union the same selection is read once for each concrete
kind, and the store is asked for the type's name, too, since only it knows what stands there.

What an operation selects is its *outline*: the same in every request, as long as @skip and @include leave the same in it. It
is made once. A request only gives arguments their values, and only where they mention variables: a field that mentions none,
nor any below it, is planned once, and its plan is one object for all requests.

The work is linear in the document for each concrete kind. A selection is outlined once for its type and the field nodes that
were merged into it, so a fragment that is spread in many places is outlined once, and its plan is shared; what merging
can still multiply ends at `MAX_FIELDS`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    TypeNameMetaFieldDef,
    ValueNode,
    VariableNode,
    get_argument_values,
    get_named_type,
    is_abstract_type,
    is_composite_type,
)
from graphql.execution.collect_fields import FieldDetailsList, FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues

from graph.errors import LimitExceeded, RequestError
from graph.plan import EVERYTHING, LIST_LIMIT, Field, Plan, Predicate, Selection, Window
from service.predicates import Given, predicate
from service.types.declare import declaration, declared_name
from service.windows import grouping, size, window

MAX_FIELDS: Final = 10_000
"""How many fields the plans of an operation may hold: far more than any page of a front end needs."""

TYPE_NAME: Final = "__typename"

HIDDEN: Final = ""
"""The response key of a type's name that nobody asked for: no field of an operation can have it."""

Compiled: TypeAlias = Mapping[str, Plan | Exception]
"""Each root field's plan by its response key, or the error that stands in its place."""


@dataclass(slots=True)
class Line:
    """One response key of a type: the field that stands there, and what is selected below it."""

    key: str
    parent: GraphQLObjectType
    field: GraphQLField
    node: FieldNode  # validation made sure that what is merged with it has the same arguments
    below: "Outline | None"
    is_steady: bool  # no argument mentions a variable, here or below
    planned: Field | None = None  # of a steady line


@dataclass(slots=True)
class Outline:
    """What is selected of a value, by the kinds that it may be of."""

    lines: Mapping[str, tuple[Line, ...]]
    is_steady: bool
    planned: Selection | None = None


class CompiledOperation:
    """An operation with what @skip and @include leave in it."""

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: VariableValues,
    ) -> None:
        """Reads the root fields; of the variables, the truths alone, which are all that @skip and @include can ask."""
        self._schema = schema
        self._operation = operation
        self._variables = variables
        self._fragments = {
            node.name.value: FragmentDetails(node)
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        assert schema.query_type
        self._query = schema.query_type
        collected = collect_fields(schema, self._fragments, variables, self._query, operation).grouped_field_set
        self._collected = {
            key: details for key, details in collected.items() if not details[0].node.name.value.startswith("__")
        }
        self.introspects = len(self._collected) < len(collected)
        """Whether it asks something of the schema itself, which graphql-core answers and no plan does."""
        self.roots: dict[str, Line] = {}
        """The root fields, as far as they were planned."""
        self._planned: dict[str, Plan] = {}  # of steady lines
        self._outlines: dict[tuple[str, tuple[int, ...]], Outline] = {}
        self._field_count = 0

    def plans(self, variables: VariableValues) -> Compiled:
        """The plans of the root fields in one request; introspection has none."""
        planning = _Planning(variables)
        return {key: self._plan(key, details, planning) for key, details in self._collected.items()}

    def _plan(self, key: str, details: FieldDetailsList, planning: "_Planning") -> Plan | Exception:
        if key in self._planned:
            return self._planned[key]
        try:
            if key not in self.roots:
                self.roots[key] = self._line(self._query, key, details)
            plan = planning.root(self.roots[key])
        except Exception as error:  # noqa: BLE001  # as of any resolver: graphql-core reports it at the field
            return error
        if self.roots[key].is_steady:
            self._planned[key] = plan
        return plan

    def _line(self, parent: GraphQLObjectType, key: str, details: FieldDetailsList) -> Line:
        self._field_count += 1
        if self._field_count > MAX_FIELDS:
            raise LimitExceeded(f"The operation selects more than {MAX_FIELDS} fields. Ask for less at once.")
        node = details[0].node
        field = self._schema.get_field(parent, node.name.value)
        assert field
        returned = get_named_type(field.type)
        below = self._outline(returned, details) if is_composite_type(returned) else None
        is_steady = not any(_mentions_variable(argument.value) for argument in node.arguments or ())
        return Line(key, parent, field, node, below, is_steady and (below is None or below.is_steady))

    def _outline(self, returned: GraphQLNamedType, details: FieldDetailsList) -> Outline:
        merged = returned.name, tuple(id(detail.node) for detail in details)
        if merged not in self._outlines:
            lines = dict(self._lines_by_kind(returned, details))
            is_steady = all(line.is_steady for parts in lines.values() for line in parts)
            self._outlines[merged] = Outline(lines, is_steady)
        return self._outlines[merged]

    def _lines_by_kind(
        self, returned: GraphQLNamedType, details: FieldDetailsList
    ) -> Iterator[tuple[str, tuple[Line, ...]]]:
        if not is_abstract_type(returned):
            assert isinstance(returned, GraphQLObjectType)
            yield declared_name(returned), self._lines(returned, details)
            return
        for kind in self._schema.get_possible_types(returned):
            lines = self._lines(kind, details)
            if not any(line.key == TYPE_NAME and line.field is TypeNameMetaFieldDef for line in lines):
                hidden = Line(HIDDEN, kind, TypeNameMetaFieldDef, details[0].node, None, is_steady=True)
                lines = (hidden, *lines)
            yield kind.name, lines

    def _lines(self, kind: GraphQLObjectType, details: FieldDetailsList) -> tuple[Line, ...]:
        collected = collect_subfields(self._schema, self._fragments, self._variables, self._operation, kind, details)
        return tuple(self._line(kind, key, parts) for key, parts in collected.grouped_field_set.items())


class _Planning:
    """One request's variables on their way into the plans of an operation."""

    def __init__(self, variables: VariableValues) -> None:
        self._variables = variables
        self._planned: dict[int, Selection] = {}  # of outlines that mention variables

    def root(self, line: Line) -> Plan:
        given = self._given(line)
        begin = declaration(line.field).metadata["root"]
        return Plan(begin(given), self._field(line, given))

    def _field(self, line: Line, given: Given) -> Field:
        if line.field is TypeNameMetaFieldDef:
            return Field(line.key, TYPE_NAME, word=line.parent.name)
        name, returned = declaration(line.field).python_name, get_named_type(line.field.type)
        try:
            shown = _window(line, returned, given) if declared_name(returned) == "Connection" else None
            grouped = grouping(_kind_of_nodes(line.parent), given) if name == "groups" else None
            sizes = declaration(line.field).metadata.get("sizes")
            listed = size(given, "first", *sizes) if sizes else LIST_LIMIT
        except RequestError as error:
            # It stands in the root field's place, so it has to say where it arose.
            raise type(error)(f"{line.key}: {error}") from error
        return Field(
            line.key,
            name,
            selection=self._selection(line.below) if line.below else None,
            unit=given.get("unit"),
            window=shown,
            grouping=grouped,
            size=listed,
        )

    def _selection(self, outline: Outline) -> Selection:
        """The outline's selection, one object for all places that share it."""
        planned = outline.planned or self._planned.get(id(outline))
        if planned is None:
            fields = {kind: tuple(map(self._selected, lines)) for kind, lines in outline.lines.items()}
            planned = Selection(fields, outline.is_steady)
            if outline.is_steady:
                outline.planned = planned
            else:
                self._planned[id(outline)] = planned
        return planned

    def _selected(self, line: Line) -> Field:
        planned = line.planned or self._field(line, self._given(line))
        if line.is_steady:
            line.planned = planned
        return planned

    def _given(self, line: Line) -> Given:
        """The coerced arguments, defaults included."""
        return get_argument_values(line.field, line.node, self._variables)


def _mentions_variable(value: ValueNode) -> bool:
    match value:
        case ListValueNode(values=values):
            return any(map(_mentions_variable, values))
        case ObjectValueNode(fields=fields):
            return any(_mentions_variable(field.value) for field in fields)
        case _:
            return isinstance(value, VariableNode)


def _kind_of_nodes(connection: GraphQLNamedType) -> str:
    assert isinstance(connection, GraphQLObjectType)
    name: str = get_named_type(connection.fields["nodes"].type).name
    return name


def _window(line: Line, connection: GraphQLNamedType, given: Given) -> Window:
    where: Predicate = EVERYTHING
    if given.get("filter") is not None:
        filter_type = line.field.args["filter"].type
        assert isinstance(filter_type, GraphQLInputObjectType)
        where = predicate(filter_type, given["filter"])
    return window(_coordinate(line), _kind_of_nodes(connection), where, given)


def _coordinate(line: Line) -> str:
    """A field's name in the schema, `Organisation.projects`: that of the interface which declares it, if one does.

    What is asked of an organisation is planned for departments and for units, with the same cursor.
    """
    name = line.node.name.value
    declaring = next((interface for interface in line.parent.interfaces if name in interface.fields), line.parent)
    return f"{declaring.name}.{name}"
