"""The result of an operation → the response that a client sees: codes from a closed list, and no internals.

What a client can put right is said: a typing error, a value without meaning, a limit. What it cannot, the text of an
unexpected exception, is logged once under the request's id and replaced. However many errors there are and however much of the
request they repeat, what is shown of them has a bound.
"""

import logging
import re
from collections.abc import Sequence
from enum import StrEnum
from traceback import format_exception
from typing import Any, Final

from graphql import FieldNode, GraphQLError, GraphQLSyntaxError
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

MAX_ERRORS: Final = 5  # of a request that is not executed: more help nobody, and cost a prober nothing
MAX_FIELD_ERRORS: Final = 20  # of a request that is executed: as many as it may have root fields
MAX_MESSAGE: Final = 400  # characters; graphql-core repeats a whole literal, and that may be a long list
MAX_LOCATIONS: Final = 5  # of one error: a name that is defined twice stands in many places

# "Syntax Error: Document contains more than 2000 tokens. Parsing aborted." "Document is nested too deeply. Parsing aborted."
# "Validation aborted." -> the work was stopped because the document is too large, not because it is wrong
STOPPED_WORK: Final = re.compile(r"(?:Parsing|Validation|Execution) aborted\.$")

_log = logging.getLogger(__name__)


class ErrorCode(StrEnum):
    """What kind of error: `extensions.code` of every error of a response."""

    GRAPHQL_PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    DOCUMENT_NOT_TRUSTED = "DOCUMENT_NOT_TRUSTED"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    RATE_LIMITED = "RATE_LIMITED"
    TIMEOUT = "TIMEOUT"
    UNAVAILABLE = "UNAVAILABLE"
    INTERNAL = "INTERNAL"


def respond(result: ExecutionResult, request_id: str) -> dict[str, Any]:
    """The response to an operation; without `data` where it was refused before its execution began."""
    errors = result.errors or []
    refused = isinstance(result, PreExecutionError) or (
        result.data is None and all(error.path is None for error in errors)
    )
    before_execution = (
        ErrorCode.GRAPHQL_VALIDATION_FAILED if isinstance(result, PreExecutionError) else ErrorCode.BAD_USER_INPUT
    )
    response: dict[str, Any] = {}
    if errors:
        most = MAX_ERRORS if refused else MAX_FIELD_ERRORS
        coded = [(error, _code(error, before_execution)) for error in errors[:most]]
        _log_faults([error for error, code in coded if code is ErrorCode.INTERNAL], request_id)
        response["errors"] = [_shown(error, code, request_id) for error, code in coded]
        if not refused and len(errors) > most:
            note = f"{len(errors) - most} more errors are not shown. Put these right first."
            response["errors"] += refusal(note, ErrorCode.LIMIT_EXCEEDED)["errors"]
    if not refused:
        response["data"] = result.data
    if result.extensions and not refused:
        response["extensions"] = result.extensions
    return response


def refusal(message: str, code: ErrorCode) -> dict[str, Any]:
    """The response to what never became an operation."""
    return {"errors": [{"message": _cut(message), "extensions": {"code": code}}]}


def log_unexpected(error: BaseException, request_id: str) -> str:
    """Keeps an unexpected exception for the operator, and gives the sentence that the client gets instead."""
    _log.error("request %s: %s", request_id, type(error).__name__, exc_info=error)
    return _instead(request_id)


def _log_faults(errors: Sequence[GraphQLError], request_id: str) -> None:
    """Keeps what stopped some fields, each once: one exception may stop them all, and one line fail for every row."""
    faults = [error.original_error or error for error in errors]
    for fault in {"".join(format_exception(fault)): fault for fault in faults}.values():
        log_unexpected(fault, request_id)


def _instead(request_id: str) -> str:
    return f"Something went wrong in the service. Report the request id {request_id}."


def _shown(error: GraphQLError, code: ErrorCode, request_id: str) -> dict[str, Any]:
    """One error as a client sees it."""
    shown: dict[str, Any] = {**error.formatted, "message": _cut(error.message), "extensions": {"code": code}}
    if "locations" in shown:
        shown["locations"] = shown["locations"][:MAX_LOCATIONS]
    if code is ErrorCode.INTERNAL:
        shown["message"] = _instead(request_id)
    return shown


def _cut(message: str) -> str:
    """The message up to its bound, its end included: that says what to do."""
    half = MAX_MESSAGE // 2
    return message if len(message) <= MAX_MESSAGE else f"{message[: half - 1]} … {message[-half + 2 :]}"


def _code(error: GraphQLError, before_execution: ErrorCode) -> ErrorCode:
    stated = str((error.extensions or {}).get("code"))
    if stated in ErrorCode.__members__:
        return ErrorCode(stated)
    if STOPPED_WORK.search(error.message):
        return ErrorCode.LIMIT_EXCEEDED
    if isinstance(error, GraphQLSyntaxError):
        return ErrorCode.GRAPHQL_PARSE_FAILED
    return ErrorCode.INTERNAL if _is_unexpected(error) else before_execution


def _is_unexpected(error: GraphQLError) -> bool:
    """Whether a fault of the program's own stopped a field, or the operation as a whole.

    What is wrong with a client's value is said of a place in the document: under no path of the answer, or, where only the
    execution finds it, at the value itself. What stands at a field and has no code is a resolver's, or a value of the
    store's that is none of its type.
    """
    if error.path is not None:
        return all(isinstance(node, FieldNode) for node in error.nodes or ())
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause is not None and not error.nodes
