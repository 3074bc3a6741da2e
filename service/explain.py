"""An operation → the plans that a store would be asked, as text: for whoever asks why an answer is slow or empty."""

import dataclasses
from collections.abc import Mapping
from enum import Enum
from typing import Any

from graphql import get_variable_values
from graphql.execution.values import VariableValues
from strawberry import Schema

from graph.errors import BadUserInput
from graph.plan import Plan
from service.compile import Compiled
from service.documents import graphql_schema, known_document
from service.limits import TOKENS


def plans_of(schema: Schema, document: str, variables: Mapping[str, Any]) -> Compiled:
    """The plan of each root field by its response key, or the error in its place.

    Raises:
        BadUserInput: the operation is not valid, or its variables do not fit.
        GraphQLSyntaxError: the document cannot be parsed.
    """
    known = known_document(schema, document, TOKENS)
    operation = known.operation(None)
    if known.errors or not operation:
        reasons = [error.message for error in known.errors]
        raise BadUserInput("; ".join(reasons) or "The document has several operations: explain one at a time.")
    definitions = operation.node.variable_definitions or ()
    given = get_variable_values(graphql_schema(schema), definitions, dict(variables))
    if not isinstance(given, VariableValues):
        raise BadUserInput("; ".join(error.message for error in given))
    return operation.compiled(given).plans(given)


def explain(schema: Schema, document: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """Each root field's plan as nested mappings by class name, or the message of the error in its place.

    Raises:
        BadUserInput: the operation is not valid, or its variables do not fit.
        GraphQLSyntaxError: the document cannot be parsed.
    """
    return {
        key: _plain(compiled) if isinstance(compiled, Plan) else str(compiled)
        for key, compiled in plans_of(schema, document, variables).items()
    }


def _plain(value: Any) -> Any:
    """A frozen value as JSON has it; what has its default value is left out."""
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {
            field.name: _plain(part)
            for field in dataclasses.fields(value)
            if (part := getattr(value, field.name)) != field.default
        }
        return {type(value).__name__: parts}
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value
