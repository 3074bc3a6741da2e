"""What an operation costs, in points: an estimate of the objects that its answer can hold, and of what is worked out for it.

The objects are the product of the page sizes on the way to each. A connection holds as many as its `first` or `last` says. The
length of another list is not known before it is read: it is taken as LIST_SIZE, though it may be longer. A filter, an order, an
aggregate and groups go through all nodes of a connection, however few of them are shown: each time below a root field costs
PASS or LINE for each node that the connection belongs to. Each fragment is counted once, so the time is linear in the document.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLError,
    GraphQLField,
    GraphQLInt,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    Undefined,
    ValueNode,
    VariableNode,
    Visitor,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
    value_from_ast_untyped,
    visit,
)

from service.sizes import GROUPS, PAGE_SIZE

LIST_SIZE: Final = 10  # of a list that has no page size: sub-items, indicators, sources, units
WORKED_OUT: Final = frozenset({"spendingLineage", "fundingPaths", "timeline", "compare"})
INTROSPECTION: Final = frozenset({"__schema", "__type"})
ANALYSIS: Final = 20_000
"""Points of a root field that is worked out, whatever its answer holds: it reads all that a body, or a region, prints. And of
introspection, which no time limit can end."""

LINE: Final = 20
"""Points of each line of a connection's filter."""

PASS: Final = 100
"""Points of each criterion of its order, each aggregate, and each key of its groups."""

WHOLE: Final = 50
"""A connection of the root counts as so many below it: it goes through all that is loaded.

Measured over 20,000 nodes: going through a body's 1,500 budget lines takes 0.07 ms for a line of a filter, 0.3 for an aggregate
and 0.4 for a key of groups, through all 19,000 of them 1.4, 25 and 16 ms. So 200,000 points are a second of work at most."""

SIZES: Final = ("first", "last", "ids")  # arguments that say how many
LENGTHS: Final = ("orderBy", "by")  # arguments whose items are counted
KEPT_COUNTS: Final = 64  # of one operation


@dataclass(frozen=True, slots=True)
class Count:
    """Points below a selection; `paged` are those that a connection repeats for each node of its page.

    `through` are those of going through all of its nodes.
    """

    fixed: int = 0
    paged: int = 0
    through: int = 0


class Variable(NamedTuple):
    """What a variable says that matters: a size or length, and how many lines it brings into a filter."""

    size: int | None
    lines: int


class OperationCost:
    """What an operation costs, which depends on its variables."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        self._schema = schema
        self._document = document
        self._operation = operation
        self._variables = _CountedVariables()
        visit(document, self._variables)
        self._names = sorted(self._variables.of_sizes | self._variables.of_filters)
        self._defaults = {
            node.variable.name.value: value_from_ast_untyped(node.default_value)
            for node in operation.variable_definitions or ()
            if node.default_value
        }
        self._counted = lru_cache(KEPT_COUNTS)(self._count)

    def count(self, variables: Mapping[str, object]) -> int:
        """The points for these variables, counted once for all that ask for pages of the same sizes by filters as long."""
        values = {**self._defaults, **variables}
        return self._counted(*[self._given(name, values.get(name)) for name in self._names])

    def _given(self, name: str, value: object) -> Variable:
        return Variable(
            _size(value) if name in self._variables.of_sizes else None,
            _lines(value) if name in self._variables.of_filters else 0,
        )

    def _count(self, *given: Variable) -> int:
        root = self._schema.get_root_type(self._operation.operation)
        counting = _Counting(self._schema, self._document, dict(zip(self._names, given, strict=True)))
        return counting.within(self._operation.selection_set, root).fixed if root else 0


class _CountedVariables(Visitor):
    """Finds the variables that say how many nodes are asked for, and those that stand in filters."""

    def __init__(self) -> None:
        super().__init__()
        self.of_sizes: set[str] = set()
        self.of_filters: set[str] = set()

    def enter_argument(self, node: ArgumentNode, *_: object) -> None:
        if node.name.value == "filter":
            self.of_filters.update(_variables_in(node.value))
        elif node.name.value in SIZES + LENGTHS:
            self.of_sizes.update(_variables_in(node.value))


def _variables_in(value: ValueNode) -> Iterator[str]:
    match value:
        case VariableNode():
            yield value.name.value
        case ListValueNode(values=values):
            for item in values:
                yield from _variables_in(item)
        case ObjectValueNode(fields=fields):
            for field in fields:
                yield from _variables_in(field.value)


def _size(value: object) -> int | None:
    """What a value says of a size, as its coercion will have it: 100.0 is 100; what cannot be coerced will be refused."""
    if isinstance(value, list):
        return len(value)
    if isinstance(value, dict):
        return 1
    try:
        return max(int(GraphQLInt.parse_value(value)), 0)
    except GraphQLError:
        return None


def _lines(value: object) -> int:
    """How many lines a filter holds, with all filters in it."""
    if isinstance(value, dict):
        return sum(1 + _lines(inner) for inner in value.values())
    return sum(map(_lines, value)) if isinstance(value, list) else 0


class _Counting:
    """Counts the selections of one operation."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, given: Mapping[str, Variable]) -> None:
        self._schema = schema
        self._given = given
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._counted: dict[str, Count] = {}

    def within(self, selections: SelectionSetNode, parent: GraphQLCompositeType) -> Count:
        counts = [self._of_selection(selection, parent) for selection in selections.selections]
        return Count(
            sum(count.fixed for count in counts),
            sum(count.paged for count in counts),
            sum(count.through for count in counts),
        )

    def _of_selection(self, selection: SelectionNode, parent: GraphQLCompositeType) -> Count:
        if isinstance(selection, FieldNode):
            return self._of_field(selection, parent)
        if isinstance(selection, FragmentSpreadNode):
            return self._of_fragment(selection.name.value)
        assert isinstance(selection, InlineFragmentNode)
        condition = selection.type_condition
        return self.within(selection.selection_set, self._composite(condition.name.value) if condition else parent)

    def _of_fragment(self, name: str) -> Count:
        if name not in self._counted:
            fragment = self._fragments[name]
            self._counted[name] = self.within(
                fragment.selection_set, self._composite(fragment.type_condition.name.value)
            )
        return self._counted[name]

    def _of_field(self, node: FieldNode, parent: GraphQLCompositeType) -> Count:
        field = self._schema.get_field(parent, node.name.value)
        if not field or not node.selection_set:
            return Count()
        target = get_named_type(field.type)
        assert is_composite_type(target)
        inner = self.within(node.selection_set, target)
        is_root, name = parent is self._schema.query_type, node.name.value
        if _is_connection(target):
            through = (inner.through + self._shown_through(node)) * (WHOLE if is_root else 1)
            return Count(1 + inner.fixed + inner.paged * self._asked(node, field, PAGE_SIZE) + through)
        if _is_connection(parent) and name in {"edges", "nodes"}:
            return Count(paged=1 + inner.fixed)
        through = self._summed_through(node) if _is_connection(parent) else 0
        worked_out = ANALYSIS if is_root and name in WORKED_OUT | INTROSPECTION else 0
        if worked_out or not _is_list(field.type):
            return Count(1 + inner.fixed + worked_out, through=through)
        otherwise = GROUPS if through else LIST_SIZE
        return Count(self._asked(node, field, otherwise) * (1 + inner.fixed), through=through)

    def _shown_through(self, node: FieldNode) -> int:
        """What a connection goes through all of its nodes for, until it can show a page of them."""
        given = _arguments(node)
        lines = self._lines(given["filter"]) if "filter" in given else 0
        return LINE * lines + PASS * (self._size(given.get("orderBy")) or 0)

    def _summed_through(self, node: FieldNode) -> int:
        """What a member of a connection goes through all of its nodes for."""
        match node.name.value:
            case "aggregate":
                return PASS
            case "groups":
                return PASS * (self._size(_arguments(node).get("by")) or 1)
            case _:
                return 0

    def _asked(self, node: FieldNode, field: GraphQLField, otherwise: int) -> int:
        """What `first` or `last` asks for, or how many `ids` are given."""
        given = _arguments(node)
        for name in SIZES:
            if (size := self._size(given.get(name))) is not None:
                return size
        declared = field.args.get("first")
        default = declared.default_value if declared else Undefined
        return default if isinstance(default, int) else otherwise

    def _size(self, node: ValueNode | None) -> int | None:
        if isinstance(node, VariableNode):
            return self._given[node.name.value].size
        return _size(value_from_ast_untyped(node)) if node else None

    def _lines(self, node: ValueNode) -> int:
        match node:
            case VariableNode():
                return self._given[node.name.value].lines
            case ListValueNode(values=values):
                return sum(map(self._lines, values))
            case ObjectValueNode(fields=fields):
                return sum(1 + self._lines(field.value) for field in fields)
            case _:
                return 0

    def _composite(self, name: str) -> GraphQLCompositeType:
        target = self._schema.type_map[name]
        assert is_composite_type(target)
        return target


def _arguments(node: FieldNode) -> Mapping[str, ValueNode]:
    return {argument.name.value: argument.value for argument in node.arguments or ()}


def _is_connection(target: GraphQLCompositeType) -> bool:
    return target.name.endswith("Connection")


def _is_list(target: GraphQLOutputType) -> bool:
    return is_list_type(get_nullable_type(target))
