"""What one GraphQL operation may ask for: its document's size and shape, and what it may cost.

The shape is part of a document's validation, whose verdict is kept with the document; the cost depends on the variables and is
counted before each execution.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from strawberry.extensions import SchemaExtension

from graph.errors import BadUserInput, LimitExceeded
from service.context import document_of
from service.extent import TEXT

CHARACTERS: Final = 100_000  # of a document: many of them are kept
TOKENS: Final = 2_000
VARIABLE_VALUES: Final = 2_000  # as many as a document could write out
VARIABLE_LEVELS: Final = 30  # objects in lists, and twice as deep as a document's
POINTS: Final = 200_000  # that an operation may cost


class OperationLimits(SchemaExtension):
    """Refuses an operation that is too large, or that is not the only one and not named, before it is executed."""

    _cost: int | None = None

    def on_operation(self) -> Iterator[None]:
        """Takes the document from those that are known, with what is wrong with it; a new one is parsed within bounds.

        In one hook, since Strawberry makes a context manager of each for each operation.
        """
        context = self.execution_context
        if len(context.query or "") > CHARACTERS:
            raise LimitExceeded(f"The document is longer than {CHARACTERS} characters. Move its values into variables.")
        context.parse_options["max_tokens"] = TOKENS
        document = document_of(context)
        context.graphql_document = document.node
        context.pre_execution_errors = document.errors
        yield

    def on_execute(self) -> Iterator[None]:
        """Counts what depends on the variables, of the operation that is asked for."""
        context = self.execution_context
        asked = context._provided_operation_name  # noqa: SLF001  # the public name is the first operation's where none is asked
        operation = document_of(context).operation(asked)
        if not operation:
            raise BadUserInput("The document has several operations: say which by operationName.")
        variables = context.variables or {}
        _check_variables(variables)
        self._cost = operation.cost.count(variables)
        if self._cost > POINTS:
            raise LimitExceeded(
                f"The operation costs {self._cost} points, of {POINTS} that are answered: an estimate of what its answer could "
                "hold and of what is worked out for it. Ask for smaller pages (first), or for fewer sums, filters and orders."
            )
        yield

    def get_results(self) -> dict[str, Any]:
        """What the operation costs, told with each answer."""
        return {"cost": {"requested": self._cost, "limit": POINTS}} if self._cost is not None else {}


EXTENSIONS: Final = (OperationLimits,)
"""What `build_schema` is given: the limits come before anything is compiled."""


def _check_variables(variables: Mapping[str, object]) -> None:
    """The limits of a document hold for what it moves into variables, too."""
    count = levels = 0
    level: list[object] = list(variables.values())
    while level:
        count += len(level)
        levels += 1
        if count > VARIABLE_VALUES:
            raise LimitExceeded(
                f"The variables hold more than {VARIABLE_VALUES} values. Split them into several requests."
            )
        if levels > VARIABLE_LEVELS:
            raise LimitExceeded(f"The variables nest deeper than {VARIABLE_LEVELS} levels.")
        if any(isinstance(value, str) and len(value) > TEXT for value in level):
            raise LimitExceeded(f"The variables hold a text of more than {TEXT} characters.")
        level = [inner for value in level for inner in _values_of(value)]


def _values_of(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
