"""The documents that were asked for lately: each is parsed, validated, measured and compiled once.

They are known by their text. (Strawberry's ValidationCache is keyed by the parsed document, whose hash visits all of it.)
"""

from functools import cached_property, lru_cache, partial
from typing import Final

import strawberry
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    get_operation_ast,
    parse,
    specified_rules,
)
from graphql.execution.values import VariableValues
from strawberry.schema.schema import validate_document

from service.compile import CompiledOperation
from service.cost import OperationCost
from service.extent import DocumentLimits

KEPT: Final = 128
"""How many documents, and how many of their operations, stay at hand."""


class KnownOperation:
    """An operation of a document, with what is made of it once."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, node: OperationDefinitionNode) -> None:
        self.node = node
        self.cost = OperationCost(schema, document, node)
        self.compile = partial(CompiledOperation, schema, document, node)

    def compiled(self, variables: VariableValues) -> CompiledOperation:
        """The operation with what @skip and @include leave in it: they can ask nothing but truths.

        Raises:
            GraphQLError: a truth that must be there is null.
        """
        truths = tuple((name, value) for name, value in variables.coerced.items() if isinstance(value, bool))
        return _compiled(self, truths)


@lru_cache(KEPT)
def _compiled(operation: KnownOperation, truths: tuple[tuple[str, bool], ...]) -> CompiledOperation:
    return operation.compile(VariableValues({}, dict(truths)))


class Document:
    """A document as a schema understands it."""

    def __init__(self, schema: strawberry.Schema, text: str, max_tokens: int | None) -> None:
        """Parses the text.

        Raises:
            GraphQLSyntaxError: it is no GraphQL document, or one of too many tokens.
        """
        self.node = parse(text, max_tokens=max_tokens)
        self._schema = schema
        self._operations: dict[str | None, KnownOperation] = {}

    @cached_property
    def errors(self) -> list[GraphQLError]:
        """What is wrong with it."""
        return validate_document(graphql_schema(self._schema), self.node, (DocumentLimits, *specified_rules))

    def operation(self, name: str | None) -> KnownOperation | None:
        """The operation of that name, or the only one; None where there are several, or none of that name."""
        if name not in self._operations and (node := get_operation_ast(self.node, name)):
            self._operations[name] = KnownOperation(graphql_schema(self._schema), self.node, node)
        return self._operations.get(name)


@lru_cache(KEPT)
def known_document(schema: strawberry.Schema, text: str, max_tokens: int | None) -> Document:
    """The document of that text."""
    return Document(schema, text, max_tokens)


def graphql_schema(schema: strawberry.Schema) -> GraphQLSchema:
    """The graphql-core schema that a Strawberry schema wraps."""
    return schema._schema  # noqa: SLF001  # Strawberry has no public name for it
