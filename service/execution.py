"""An operation → the response to it, however it was asked for: over HTTP, or in process by the command line."""

import logging
import re
from dataclasses import dataclass, field
from typing import Any, Final

import strawberry
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from graph.errors import BadUserInput
from graph.store import Reader
from service.context import Context
from service.masking import ErrorCode, refusal, respond

# Strawberry logs each client's typing error with a traceback; what is unexpected is logged by service.masking.
logging.getLogger("strawberry.execution").setLevel(logging.CRITICAL)

# "# A list\nquery List($first: Int) { … }" -> List
_FIRST_NAME: Final = re.compile(r"(?:[\s,\ufeff]|#[^\r\n]*+)*+query\s++([_A-Za-z][_0-9A-Za-z]*+)")


@dataclass(frozen=True, slots=True)
class Operation:
    """What a client asks to be executed; `document` is what it calls the document, where it may send the name alone."""

    query: str
    variables: dict[str, Any] = field(default_factory=dict)
    name: str | None = None
    document: str | None = None

    @property
    def called(self) -> str | None:
        """What an operator knows it by: the name that is asked for, or that its document begins with."""
        first = _FIRST_NAME.match(self.query)
        return self.name or (first[1] if first else None)


class NotAQuery(BadUserInput):
    """A mutation or a subscription: the service is read-only."""


async def execute(schema: strawberry.Schema, reader: Reader, operation: Operation, request_id: str) -> dict[str, Any]:
    """The response, ready to be written as JSON; what is unexpected is logged under the request's id.

    Raises:
        NotAQuery: what HTTP says to that depends on the method.
    """
    try:
        result = await schema.execute(
            operation.query,
            variable_values=operation.variables,
            operation_name=operation.name,
            context_value=Context(reader=reader),
            allowed_operation_types={OperationType.QUERY},
        )
    except CannotGetOperationTypeError:
        return refusal("The document has no such operation.", ErrorCode.BAD_USER_INPUT)
    except InvalidOperationTypeError as error:
        raise NotAQuery(f"The service answers queries; it has no {error.operation_type.value}.") from None
    return respond(result, request_id)
