"""An operation → the plans that a store would be asked, as text: for whoever asks why an answer is slow or empty."""

import dataclasses
from collections.abc import Mapping
from enum import Enum
from typing import Any

from graphql import parse, specified_rules, validate
from graphql.execution import Executor
from strawberry import Schema

from graph.errors import BadUserInput
from graph.plan import Plan
from service.answer import graphql_schema
from service.compile import compile_operation
from service.limits import RULES, TOKENS


def explain(schema: Schema, document: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """Each root field's plan as nested mappings by class name, or the message of the error in its place.

    Raises:
        BadUserInput: the operation is not valid, or its variables do not fit.
        GraphQLSyntaxError: the document cannot be parsed.
    """
    core = graphql_schema(schema)
    parsed = parse(document, max_tokens=TOKENS)
    errors = validate(core, parsed, (*RULES, *specified_rules))
    operation = errors or Executor.build(core, parsed, raw_variable_values=dict(variables))
    if not isinstance(operation, Executor):
        raise BadUserInput("; ".join(error.message for error in operation))
    return {
        key: _plain(compiled) if isinstance(compiled, Plan) else str(compiled)
        for key, compiled in compile_operation(operation).items()
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
