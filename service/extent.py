"""How far a document's selections reach, and how far they may: its verdict is a validation rule's, and cached with the rest.

Each limit is checked in time linear in the document: a fragment is measured once, however often it is spread. (The
depth and alias limiters that Strawberry ships walk every spread again: 744 bytes of nested fragments take them seconds.)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graphql import (
    ArgumentNode,
    ASTValidationRule,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Token,
    TokenKind,
    ValueNode,
)

from graph.errors import LimitExceeded

OPERATIONS: Final = 10
FRAGMENTS: Final = 50
DEPTH: Final = 15  # of fields: GraphiQL's own introspection query needs all of them
INPUT_DEPTH: Final = 15  # of input objects within one another
ROOT_FIELDS: Final = 20
FIELDS: Final = 500  # GraphiQL's introspection query has 229
ALIASES: Final = 50
DIRECTIVES: Final = 50
NAME: Final = 128  # an answer repeats an alias for each object: one of 40,000 characters made 8 MB of a page of 100
NUMBER: Final = 64  # twice the digits of a decimal; beyond 4,300 Python refuses to read one, in words of its own
TEXT: Final = 2_048  # characters of one text: as many as the longest cursor has

_LONGEST: Final[Mapping[TokenKind, tuple[str, int]]] = {
    TokenKind.NAME: ("name", NAME),
    TokenKind.INT: ("number", NUMBER),
    TokenKind.FLOAT: ("number", NUMBER),
    TokenKind.STRING: ("text", TEXT),
    TokenKind.BLOCK_STRING: ("text", TEXT),
}


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a selection reaches, with each fragment counted wherever it is spread."""

    depth: int = 0
    own_fields: int = 0  # of its own level
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    input_depth: int = 0

    def beside(self, other: "Extent") -> "Extent":
        """Both, on one level."""
        return Extent(
            max(self.depth, other.depth),
            self.own_fields + other.own_fields,
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.directives + other.directives,
            max(self.input_depth, other.input_depth),
        )


class DocumentLimits(ASTValidationRule):
    """No operation of a document is larger than the service answers.

    Raises instead of reporting: the rules after it, whose time is quadratic in the fields, must not see a larger one.
    """

    def enter_document(self, document: DocumentNode, *_: object) -> None:
        """Measures the whole document at once, with the fragments that no operation spreads."""
        _refuse_long_words(document)
        extents = _Extents(document)
        operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        if len(operations) > OPERATIONS:
            raise GraphQLError(f"The document has more than {OPERATIONS} operations.", extensions=_CODE)
        if len(extents.fragments) > FRAGMENTS:
            raise GraphQLError(f"The document has more than {FRAGMENTS} fragments.", extensions=_CODE)
        for operation in operations:
            extent = extents.of_operation(operation)
            _refuse_beyond(operation, "root fields", extent.own_fields, ROOT_FIELDS)
            _refuse_too_large(operation, extent)
        for fragment in extents.fragments.values():
            _refuse_too_large(fragment, extents.of_fragment(fragment.name.value))


_CODE: Final = {"code": LimitExceeded.code}


def _refuse_long_words(document: DocumentNode) -> None:
    assert document.loc
    token: Token | None = document.loc.start_token
    while token:
        what, longest = _LONGEST.get(token.kind, ("", 0))
        if what and len(token.value or "") > longest:
            message = f"The document has a {what} of more than {longest} characters."
            raise GraphQLError(message, source=document.loc.source, positions=[token.start], extensions=_CODE)
        token = token.next


def _refuse_too_large(node: OperationDefinitionNode | FragmentDefinitionNode, extent: Extent) -> None:
    _refuse_beyond(node, "levels of fields", extent.depth, DEPTH)
    _refuse_beyond(node, "levels of input objects", extent.input_depth, INPUT_DEPTH)
    _refuse_beyond(node, "fields", extent.fields, FIELDS)
    _refuse_beyond(node, "aliases", extent.aliases, ALIASES)
    _refuse_beyond(node, "directives", extent.directives, DIRECTIVES)


def _refuse_beyond(node: OperationDefinitionNode | FragmentDefinitionNode, what: str, count: int, limit: int) -> None:
    if count > limit:
        name = f" {node.name.value}" if node.name else ""
        kind = "fragment" if isinstance(node, FragmentDefinitionNode) else "operation"
        raise GraphQLError(f"The {kind}{name} has more than {limit} {what}.", node, extensions=_CODE)


class _Extents:
    """Measures the selections of one document, each of its fragments once."""

    def __init__(self, document: DocumentNode) -> None:
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._measured: dict[str, Extent] = {}

    def of_operation(self, operation: OperationDefinitionNode) -> Extent:
        extent = self._within(operation.selection_set).beside(_marks(operation.directives))
        for variable in operation.variable_definitions or ():
            extent = extent.beside(_marks(variable.directives))
            extent = extent.beside(Extent(input_depth=_input_depth(variable.default_value)))
        return extent

    def _within(self, selections: SelectionSetNode | None) -> Extent:
        extent = Extent()
        for selection in selections.selections if selections else ():
            extent = extent.beside(_marks(selection.directives))
            if isinstance(selection, FieldNode):
                extent = extent.beside(self._of_field(selection))
            elif isinstance(selection, FragmentSpreadNode):
                extent = extent.beside(self.of_fragment(selection.name.value))
            elif isinstance(selection, InlineFragmentNode):
                extent = extent.beside(self._within(selection.selection_set))
        return extent

    def _of_field(self, field: FieldNode) -> Extent:
        inner = self._within(field.selection_set)
        return Extent(
            1 + inner.depth,
            1,
            1 + inner.fields,
            (field.alias is not None) + inner.aliases,
            inner.directives,
            max(inner.input_depth, _deepest(field.arguments)),
        )

    def of_fragment(self, name: str) -> Extent:
        if name not in self._measured:
            self._measured[name] = Extent()  # a fragment that spreads itself ends here; another rule refuses it
            if fragment := self.fragments.get(name):
                self._measured[name] = self._within(fragment.selection_set).beside(_marks(fragment.directives))
        return self._measured[name]


def _marks(directives: Iterable[DirectiveNode] | None) -> Extent:
    nodes = tuple(directives or ())
    return Extent(directives=len(nodes), input_depth=max((_deepest(node.arguments) for node in nodes), default=0))


def _deepest(arguments: Iterable[ArgumentNode] | None) -> int:
    return max((_input_depth(argument.value) for argument in arguments or ()), default=0)


def _input_depth(value: ValueNode | None) -> int:
    if isinstance(value, ObjectValueNode):
        return 1 + max((_input_depth(field.value) for field in value.fields), default=0)
    if isinstance(value, ListValueNode):
        return max((_input_depth(item) for item in value.values), default=0)
    return 0
