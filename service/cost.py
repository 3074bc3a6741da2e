"""What an operation costs, in points: one for each object that its answer can hold, and more for what is worked out.

The objects are the product of the page sizes on the way to each. A connection holds as many as its `first` or `last` says. The
length of another list is not known before it is read: it is taken as LIST_SIZE. Each fragment is counted once, so the time is
linear in the document.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLField,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
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

DEFAULT_PAGE: Final = 25  # of a connection without first and last
LIST_SIZE: Final = 10  # of a list that has no page size: sub-items, indicators, sources, units
ANALYSES: Final = frozenset({"spendingLineage", "fundingPaths", "timeline", "compare"})
ANALYSIS: Final = 20_000
"""Points of a root field that is worked out, whatever its answer holds: it reads all that a body, or a region, prints."""

SIZES: Final = ("first", "last", "ids")  # arguments that say how many
KEPT_COUNTS: Final = 64  # of one operation


@dataclass(frozen=True, slots=True)
class Count:
    """Objects below a selection; `paged` are those that a connection repeats for each node of its page."""

    fixed: int = 0
    paged: int = 0


Sizes: TypeAlias = Mapping[str, int | None]
"""What the variables say that are page sizes or lists of ids; None where one says nothing."""


class ObjectCount:
    """The largest number of objects, connections and edges that an operation's answer can hold, by page sizes."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        self._schema = schema
        self._document = document
        self._operation = operation
        sizes = _SizeVariables()
        visit(document, sizes)
        self._names = sorted(sizes.names)
        self._defaults = {
            node.variable.name.value: value_from_ast_untyped(node.default_value)
            for node in operation.variable_definitions or ()
            if node.default_value
        }
        self._counted = lru_cache(KEPT_COUNTS)(self._count)

    def count(self, variables: Mapping[str, object]) -> int:
        """The number for these variables, counted once for all that ask for pages of the same sizes."""
        given = {**self._defaults, **variables}
        return self._counted(*[_size(given.get(name)) for name in self._names])

    def _count(self, *sizes: int | None) -> int:
        root = self._schema.get_root_type(self._operation.operation)
        counting = _Counting(self._schema, self._document, dict(zip(self._names, sizes, strict=True)))
        return counting.within(self._operation.selection_set, root).fixed if root else 0


class _SizeVariables(Visitor):
    """Finds the variables that say how many nodes are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_argument(self, node: ArgumentNode, *_: object) -> None:
        if node.name.value in SIZES and isinstance(node.value, VariableNode):
            self.names.add(node.value.name.value)


def _size(value: object) -> int | None:
    if isinstance(value, list):
        return len(value)
    return max(value, 0) if isinstance(value, int) else None


class _Counting:
    """Counts the selections of one operation."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, sizes: Sizes) -> None:
        self._schema = schema
        self._sizes = sizes
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._counted: dict[str, Count] = {}

    def within(self, selections: SelectionSetNode, parent: GraphQLCompositeType) -> Count:
        fixed = paged = 0
        for selection in selections.selections:
            if isinstance(selection, FieldNode):
                count = self._of_field(selection, parent)
            elif isinstance(selection, FragmentSpreadNode):
                count = self._of_fragment(selection.name.value)
            else:
                assert isinstance(selection, InlineFragmentNode)
                condition = selection.type_condition
                count = self.within(
                    selection.selection_set, self._composite(condition.name.value) if condition else parent
                )
            fixed += count.fixed
            paged += count.paged
        return Count(fixed, paged)

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
        if _is_connection(target):
            return Count(1 + inner.fixed + inner.paged * self._asked(node, field, DEFAULT_PAGE))
        worked_out = ANALYSIS if parent is self._schema.query_type and node.name.value in ANALYSES else 0
        if worked_out or not _is_list(field.type):
            return Count(1 + inner.fixed + worked_out)
        if _is_connection(parent) and node.name.value in {"edges", "nodes"}:
            return Count(paged=1 + inner.fixed)
        return Count(self._asked(node, field, LIST_SIZE) * (1 + inner.fixed))

    def _asked(self, node: FieldNode, field: GraphQLField, otherwise: int) -> int:
        """What `first` or `last` asks for, or how many `ids` are given."""
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        for name in SIZES:
            if name in given and (size := self._value(given[name])) is not None:
                return size
        declared = field.args.get("first")
        default = declared.default_value if declared else Undefined
        return default if isinstance(default, int) else otherwise

    def _value(self, node: ValueNode) -> int | None:
        return self._sizes[node.name.value] if isinstance(node, VariableNode) else _size(value_from_ast_untyped(node))

    def _composite(self, name: str) -> GraphQLCompositeType:
        target = self._schema.type_map[name]
        assert is_composite_type(target)
        return target


def _is_connection(target: GraphQLCompositeType) -> bool:
    return target.name.endswith("Connection")


def _is_list(target: GraphQLOutputType) -> bool:
    return is_list_type(get_nullable_type(target))
