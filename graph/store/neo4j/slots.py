"""A plan without the values that a request gives it: requests that differ in those alone share one statement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from graph.plan import (
    All,
    ByKeys,
    Compare,
    Every,
    Field,
    First,
    Not,
    Operator,
    Page,
    Plan,
    Predicate,
    Related,
    Root,
    Search,
    Window,
)
from graph.plan import Any as Either

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a value in a request, and what is made of it."""

    place: int
    make: Callable[[Any], Any] | None = None

    def filled(self, values: Sequence[Any]) -> Any:
        """What stands there in a request."""
        value = values[self.place]
        return self.make(value) if self.make else value


def made(make: Callable[[Any], T], value: Any) -> Any:
    """What is made of a value, now or of that of each request."""
    return Slot(value.place, make) if isinstance(value, Slot) else make(value)


def filled(parameters: Mapping[str, Any], values: Sequence[Any]) -> dict[str, Any]:
    """A statement's parameters in one request."""
    return {name: value.filled(values) if isinstance(value, Slot) else value for name, value in parameters.items()}


def emptied(plan: Plan) -> tuple[Plan, list[Any]]:
    """The plan with slots for what its root and its window are given, and those values.

    What a selection below is given stays: it is one object for all requests, or of this request alone.
    """
    values: list[Any] = []
    return Plan(_root(plan.root, values), _field(plan.field, values)), values


def _slot(value: Any, values: list[Any]) -> Any:
    values.append(value)
    return Slot(len(values) - 1)


def _root(root: Root, values: list[Any]) -> Root:
    match root:
        case ByKeys(keys, single):
            return ByKeys(tuple([pair and (pair[0], _slot(pair[1], values)) for pair in keys]), single)
        case First(kinds, where):
            return First(kinds, _predicate(where, values))
        case Every(kinds, where):
            return Every(kinds, _predicate(where, values))
        case Search(text, size):
            return Search(_slot(text, values), size)
        case _:
            return root


def _field(field: Field, values: list[Any]) -> Field:
    window = field.window
    if window is None:
        return field
    page = Page(
        window.page.size,
        _position(window.page.after, values),
        _position(window.page.before, values),
        window.page.backward,
    )
    where = _predicate(window.where, values)
    return replace(field, window=Window(where, window.order, page, _slot(window.fingerprint, values)))


def _position(position: tuple[Any, ...] | None, values: list[Any]) -> tuple[Any, ...] | None:
    """A position whose nulls stay: they decide about the statement."""
    return position and tuple([None if value is None else _slot(value, values) for value in position])


def _predicate(predicate: Predicate, values: list[Any]) -> Predicate:
    match predicate:
        case All(parts):
            return All(tuple([_predicate(part, values) for part in parts]))
        case Either(parts):
            return Either(tuple([_predicate(part, values) for part in parts]))
        case Not(part):
            return Not(_predicate(part, values))
        case Related(link, where):
            return Related(link, _predicate(where, values))
        case Compare(member, operator, value) if operator is not Operator.IS_NULL:
            return Compare(member, operator, _slot(value, values))
        case _:
            return predicate
