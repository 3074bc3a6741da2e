"""Fixtures of the service: a schema, and readers that remember what they were asked."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
import strawberry
from strawberry.types import ExecutionResult

from graph.plan import Plan
from graph.store import Value
from service.context import Context
from service.schema import build_schema

Ask = Callable[..., ExecutionResult]
Plans = Callable[..., dict[str, Plan]]


class RecordingReader:
    """Answers each root field with a prepared value, and remembers every call."""

    def __init__(self, values: Mapping[str, Value] | None = None, failure: Exception | None = None) -> None:
        self.calls: list[tuple[Plan, ...]] = []
        self._values = values or {}
        self._failure = failure

    async def answer(self, plans: Sequence[Plan]) -> Sequence[Value]:
        """The prepared values under the plans' response keys, or the failure."""
        self.calls.append(tuple(plans))
        if self._failure:
            raise self._failure
        return [self._values.get(plan.field.key) for plan in plans]

    def snapshot(self) -> "RecordingReader":
        """Itself."""
        return self

    async def close(self) -> None:
        """Nothing is held."""


def codes(result: ExecutionResult) -> list[str | None]:
    """The codes of a result's errors."""
    return [(error.extensions or {}).get("code") for error in result.errors or ()]


def messages(result: ExecutionResult) -> list[str]:
    """The messages of a result's errors."""
    return [error.message for error in result.errors or ()]


@pytest.fixture(scope="session")
def schema() -> strawberry.Schema:
    """The schema without the limits of a service."""
    return build_schema()


@pytest.fixture(scope="session")
def ask(schema: strawberry.Schema) -> Ask:
    """Executes an operation against a reader."""

    def execute(reader: Any, query: str, **variables: object) -> ExecutionResult:
        return asyncio.run(schema.execute(query, variable_values=variables, context_value=Context(reader)))

    return execute


@pytest.fixture(scope="session")
def plans(ask: Ask) -> Plans:
    """The plans of an operation, by response key, as the reader gets them in its one call."""

    def compiled(query: str, **variables: object) -> dict[str, Plan]:
        reader = RecordingReader()
        result = ask(reader, query, **variables)
        refused = [error for error in result.errors or () if "non-nullable" not in error.message]
        assert refused == []
        (call,) = reader.calls
        return {plan.field.key: plan for plan in call}

    return compiled
