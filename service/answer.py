"""Fetching: one call of the store answers all root fields of an operation, before graphql-core completes them.

No field has a resolver of its own. The extension below puts the store's values, or an error, in the place of each root field;
every field of every type then reads its value from its parent's under its response key.
"""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from graphql import (
    GraphQLAbstractType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLUnionType,
)
from graphql.execution import Executor
from strawberry import Schema
from strawberry.extensions import SchemaExtension

from graph.plan import Plan
from graph.store import Reader, Value
from service.compile import compile_operation
from service.context import Context


class AnswerFromStore(SchemaExtension):
    """Compiles an operation's root fields and asks the store for all of them at once."""

    async def on_execute(self) -> AsyncIterator[None]:
        """Sets the value that graphql-core begins with."""
        execution = self.execution_context
        assert execution.graphql_document
        assert isinstance(execution.context, Context)
        operation = Executor.build(
            graphql_schema(execution.schema),
            execution.graphql_document,
            raw_variable_values=execution.variables,
            operation_name=execution.operation_name,
        )
        if isinstance(operation, Executor):  # else graphql-core meets the same errors and reports them
            execution.root_value = await _answer(operation, execution.context.reader)
        yield


def graphql_schema(schema: Schema) -> GraphQLSchema:
    """The graphql-core schema that a Strawberry schema wraps."""
    return schema._schema  # noqa: SLF001  # Strawberry has no public name for it


def read_answers(schema: Schema) -> None:
    """Lets every field of a schema read its value from the answer, instead of what Strawberry would do."""
    for concrete in schema.schema_converter.type_map.values():
        declared = concrete.implementation
        if isinstance(declared, GraphQLObjectType):
            declared.is_type_of = None
            for field in declared.fields.values():
                field.resolve = _read_answer
        elif isinstance(declared, (GraphQLInterfaceType, GraphQLUnionType)):
            declared.resolve_type = _read_type


async def _answer(operation: Executor[Any], reader: Reader) -> dict[str, Value]:
    """The value of each root field by its response key; an exception stands for an error."""
    compiled = compile_operation(operation)
    plans = {key: plan for key, plan in compiled.items() if isinstance(plan, Plan)}
    answered: dict[str, Value] = dict(compiled)
    try:
        answered.update(zip(plans, await reader.answer(list(plans.values())) if plans else (), strict=True))
    except Exception as error:  # noqa: BLE001  # as of any resolver: graphql-core reports it at each field
        answered.update(dict.fromkeys(plans, error))
    return answered


def _read_answer(source: Mapping[str, Value], info: GraphQLResolveInfo[Context], **_arguments: object) -> Value:
    value = source[str(info.path.key)]
    if isinstance(value, Exception):
        raise value
    return value


def _read_type(value: Mapping[str, Value], _info: GraphQLResolveInfo[Context], _type: GraphQLAbstractType) -> str:
    return str(value["__typename"])
