"""How many objects the answer of an operation can hold: the product of the page sizes on the way to each.

A connection holds as many as its `first` or `last` says. The length of another list is not known before it is read: it is
taken as LIST_SIZE. Each fragment is counted once, so the time is linear in the document.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graphql import (
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
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
    value_from_ast_untyped,
)

DEFAULT_PAGE: Final = 25  # of a connection without first and last
LIST_SIZE: Final = 10  # of a list that has no page size: sub-items, indicators, sources, units


@dataclass(frozen=True, slots=True)
class Count:
    """Objects below a selection; `paged` are those that a connection repeats for each node of its page."""

    fixed: int = 0
    paged: int = 0


def count_objects(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, object]
) -> int:
    """The largest number of objects, connections and edges that the answer can hold, by page sizes."""
    root = schema.get_root_type(operation.operation)
    return _Counting(schema, document, operation, variables).within(operation.selection_set, root).fixed if root else 0


class _Counting:
    """Counts the selections of one operation."""

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Mapping[str, object],
    ) -> None:
        self._schema = schema
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._counted: dict[str, Count] = {}
        defaults = {
            node.variable.name.value: value_from_ast_untyped(node.default_value)
            for node in operation.variable_definitions or ()
            if node.default_value
        }
        self._variables = {**defaults, **variables}

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
            return Count(1 + inner.fixed + inner.paged * self._size(node, field, DEFAULT_PAGE))
        if not _is_list(field.type):
            return Count(1 + inner.fixed)
        if _is_connection(parent) and node.name.value in {"edges", "nodes"}:
            return Count(paged=1 + inner.fixed)
        return Count(self._size(node, field, LIST_SIZE) * (1 + inner.fixed))

    def _size(self, node: FieldNode, field: GraphQLField, otherwise: int) -> int:
        """What `first` or `last` asks for, or how many `ids` are given."""
        given = {argument.name.value: self._value(argument.value) for argument in node.arguments or ()}
        for name in ("first", "last", "ids"):
            value = given.get(name)
            if isinstance(value, list):
                return len(value)
            if isinstance(value, int):
                return max(value, 0)
        declared = field.args.get("first")
        default = declared.default_value if declared else Undefined
        return default if isinstance(default, int) else otherwise

    def _value(self, node: ValueNode) -> object:
        return self._variables.get(node.name.value) if isinstance(node, VariableNode) else value_from_ast_untyped(node)

    def _composite(self, name: str) -> GraphQLCompositeType:
        target = self._schema.type_map[name]
        assert is_composite_type(target)
        return target


def _is_connection(target: GraphQLCompositeType) -> bool:
    return target.name.endswith("Connection")


def _is_list(target: GraphQLOutputType) -> bool:
    return is_list_type(get_nullable_type(target))
