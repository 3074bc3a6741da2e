"""Values of a store → the data of a response, without visiting the fields one by one as graphql-core does.

A store answers a plan with the values of a JSON text, under the response keys of the operation and in their order. So the
data is there as soon as it is certain that graphql-core would write the same: no null where none may be, each value of its
type. That is what is checked here. Whatever does not pass, if only because it is an error, graphql-core completes from the
same values: it knows what to say of it.

All values that stand in one place of the selection are checked together, as a *column*: the names of all projects of the
answer, then their years. So nothing is called for each value, which would take longer than to write the answer.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import isfinite
from types import NoneType
from typing import Any, Final, TypeAlias

from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    GraphQLEnumType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLOutputType,
    TypeNameMetaFieldDef,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_non_null_type,
)

from graph.store import Value
from service.compile import HIDDEN, TYPE_NAME, CompiledOperation, Line, Outline
from service.documents import KEPT
from service.types.scalars import are_plain_decimals, is_date

Column: TypeAlias = Sequence[Any]
"""The values that stand in one place of a selection, all over the answer."""

Check: TypeAlias = Callable[[Column, list[dict[str, Value]]], bool]
"""Whether graphql-core would write these values as they are. Objects with a hidden type's name are added to the list."""


def complete(operation: CompiledOperation, answer: dict[str, Value]) -> bool:
    """Makes the answer the data of the response: all is there, and what was not asked for is taken out of it.

    Where graphql-core might write something else, the answer stays as it is, and the result is false.
    """
    hidden: list[dict[str, Value]] = []
    if operation.introspects or not _check(operation)([answer], hidden):
        return False
    for value in hidden:
        value.pop(HIDDEN, None)  # a node that stands in several places of an answer may be one object
    return True


def type_name(value: Mapping[str, Value]) -> Value:
    """The name of an object's type below an interface or union, whether or not it was asked for."""
    return value.get(HIDDEN) or value.get(TYPE_NAME)


@lru_cache(KEPT)
def _check(operation: CompiledOperation) -> Check:
    return _Checks().object(tuple(operation.roots.values()))


class _Checks:
    """Makes the checks of one operation, one for all places that share an outline."""

    def __init__(self) -> None:
        self._known: dict[int, Check] = {}

    def object(self, lines: Sequence[Line]) -> Check:
        keys = [line.key for line in lines]
        checks = [self._place(line.field.type, line) for line in lines]

        def holds(column: Column, hidden: list[dict[str, Value]]) -> bool:
            if any(map(keys.__ne__, map(list, column))):
                return False
            columns = zip(*map(dict.values, column), strict=True)
            return all(check(values, hidden) for check, values in zip(checks, columns, strict=True))

        return holds

    def _place(self, declared: GraphQLOutputType, line: Line) -> Check:
        """Values of a declared type, nulls among them only where it allows them."""
        python_type, check = self._values(declared, line)
        allowed = {python_type} if is_non_null_type(declared) else {python_type, NoneType}

        def holds(column: Column, hidden: list[dict[str, Value]]) -> bool:
            types = set(map(type, column))
            if not types <= allowed:
                return False
            if check is None or python_type not in types:
                return True
            return check([value for value in column if value is not None] if len(types) > 1 else column, hidden)

        return holds

    def _values(self, declared: GraphQLOutputType, line: Line) -> tuple[type, Check | None]:
        """The Python type of a declared type's values, and what else holds for them."""
        nullable = get_nullable_type(declared)
        if isinstance(nullable, GraphQLList):
            item = self._place(nullable.of_type, line)
            return list, lambda column, hidden: item(list(chain.from_iterable(column)), hidden)
        named = get_named_type(declared)
        if line.below:
            return dict, self._outline(named, line.below)
        python_type, test = _leaf(named, line)
        return python_type, test and (lambda column, _: test(column))

    def _outline(self, declared: GraphQLNamedType, outline: Outline) -> Check:
        check = self._known.get(id(outline))
        if check is None:
            checks = {kind: self.object(lines) for kind, lines in outline.lines.items()}
            check = _by_type(outline, checks) if is_abstract_type(declared) else next(iter(checks.values()))
            self._known[id(outline)] = check
        return check


def _by_type(outline: Outline, checks: Mapping[str, Check]) -> Check:
    """Objects of several types, each checked with those of its own."""
    hiding = {kind for kind, lines in outline.lines.items() if lines[0].key == HIDDEN}

    def holds(column: Column, hidden: list[dict[str, Value]]) -> bool:
        names = [type_name(value) for value in column]
        if set(map(type, names)) != {str}:
            return False
        typed: dict[Any, list[dict[str, Value]]] = {}
        for name, value in zip(names, column, strict=True):
            typed.setdefault(name, []).append(value)
        for name, values in typed.items():
            if name not in checks or not checks[name](values, hidden):
                return False
            if name in hiding:
                hidden.extend(values)
        return True

    return holds


Test: TypeAlias = Callable[[Column], bool]


def _are_dates(texts: Sequence[str]) -> bool:
    return all(map(is_date, texts))


def _are_finite(numbers: Sequence[float]) -> bool:
    return all(map(isfinite, numbers))


def _are_small(numbers: Sequence[int]) -> bool:
    return min(numbers) >= GRAPHQL_MIN_INT and max(numbers) <= GRAPHQL_MAX_INT


_SCALARS: Final[Mapping[str, tuple[type, Test | None]]] = {
    "Boolean": (bool, None),
    "Date": (str, _are_dates),
    "Decimal": (str, are_plain_decimals),
    "Float": (float, _are_finite),
    "ID": (str, None),
    "Int": (int, _are_small),
    "String": (str, None),
}


def _leaf(declared: GraphQLNamedType, line: Line) -> tuple[type, Test | None]:
    """The Python type of a scalar's or enum's values, and what else holds for a column of them."""
    if line.field is TypeNameMetaFieldDef:
        return str, {line.parent.name}.issuperset
    if isinstance(declared, GraphQLEnumType):
        return str, {name for name, term in declared.values.items() if term.value == name}.issuperset
    return _SCALARS[declared.name]
