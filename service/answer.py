"""Fetching: one call of the store answers all root fields of an operation.

No field has a resolver of its own. The extension below makes the store's values the data of the response. Where that does not
do, it puts the values, or an error, in the place of each root field; every field of every type then reads its value
from its parent's under its response key, as graphql-core completes the response.
"""

from collections.abc import AsyncIterator, Mapping

from graphql import (
    ExecutionResult,
    GraphQLAbstractType,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLUnionType,
    get_variable_values,
)
from graphql.execution.values import VariableValues
from strawberry import Schema
from strawberry.extensions import SchemaExtension

from graph.analysis import AnalysingReader
from graph.plan import Plan
from graph.store import Reader, Value
from service.compile import Compiled, CompiledOperation
from service.complete import complete, type_name
from service.context import Context, document_of
from service.documents import graphql_schema


class AnswerFromStore(SchemaExtension):
    """Compiles an operation's root fields and asks the store for all of them at once."""

    async def on_execute(self) -> AsyncIterator[None]:
        """Sets the result, or the value that graphql-core begins with."""
        execution = self.execution_context
        assert isinstance(execution.context, Context)
        compiled = self._compiled()
        if compiled:  # else graphql-core meets the same errors and reports them
            operation, variables = compiled
            answer = await _answer(operation.plans(variables), AnalysingReader(execution.context.reader))
            if complete(operation, answer):
                execution.result = ExecutionResult(answer, None)
            else:
                execution.root_value = answer
        yield

    def _compiled(self) -> tuple[CompiledOperation, VariableValues] | None:
        """The operation and its coerced variables; None where the variables do not fit it."""
        execution = self.execution_context
        operation = document_of(execution).operation(execution.operation_name)
        assert operation
        definitions = operation.node.variable_definitions or ()
        schema = graphql_schema(execution.schema)
        variables = get_variable_values(schema, definitions, execution.variables or {}, max_errors=1)
        try:
            return (operation.compiled(variables), variables) if isinstance(variables, VariableValues) else None
        except GraphQLError:
            return None


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


async def _answer(compiled: Compiled, reader: Reader) -> dict[str, Value]:
    """The value of each root field by its response key; an exception stands for an error."""
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
    return str(type_name(value))
