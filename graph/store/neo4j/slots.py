"""A plan without the values that a request gives it: requests that differ in those alone share one statement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

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
    Selection,
    Window,
)
from graph.plan import Any as Either

KEPT: Final = 4096
"""How many selections stay known: those of some hundred documents."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a value in a request, and what is made of it."""

    place: int
    makers: tuple[Callable[[Any], Any], ...] = ()

    def filled(self, values: Sequence[Any]) -> Any:
        """What stands there in a request."""
        value = values[self.place]
        for make in self.makers:
            value = make(value)
        return value


def made_of(make: Callable[[Any], Any], value: Any) -> Any:
    """What is made of a value, now or of that of each request."""
    return Slot(value.place, (*value.makers, make)) if isinstance(value, Slot) else make(value)


def filled(parameters: Mapping[str, Any], values: Sequence[Any]) -> dict[str, Any]:
    """A statement's parameters in one request."""
    return {name: value.filled(values) if isinstance(value, Slot) else value for name, value in parameters.items()}


def emptied(plan: Plan) -> tuple[Plan, list[Any]]:
    """The plan with slots for what a request gives it, and those values; plans that differ in nothing else become equal."""
    values: list[Any] = []
    return Plan(_root(plan.root, values), _field(plan.field, values)), values


def _slot(value: Any, values: list[Any]) -> Any:
    values.append(value)
    return Slot(len(values) - 1)


def _root(root: Root, values: list[Any]) -> Root:
    match root:
        case ByKeys(keys, single):
            return ByKeys(_keys(keys, values), single)
        case First(kinds, where):
            return First(kinds, _predicate(where, values))
        case Every(kinds, where):
            return Every(kinds, _predicate(where, values))
        case Search(text, size):
            return Search(_slot(text, values), size)
        case _:
            return root


def _keys(keys: Sequence[tuple[str, str] | None], values: list[Any]) -> tuple[Any, ...]:
    """Each kind's keys as one value: a statement must not depend on how many there are."""
    slots: dict[str, Any] = {}
    for kind, key in (pair for pair in keys if pair):
        slot = slots.get(kind) or slots.setdefault(kind, _slot([], values))
        values[slot.place].append(key)
    return tuple([pair and (pair[0], slots[pair[0]]) for pair in keys])


def _field(field: Field, values: list[Any]) -> Field:
    selection, window = _selection(field.selection, values), field.window
    if window is None:
        return field if selection is field.selection else replace(field, selection=selection)
    page = Page(
        window.page.size,
        _position(window.page.after, values),
        _position(window.page.before, values),
        window.page.backward,
    )
    where = _predicate(window.where, values)
    window = Window(where, window.order, page, _slot(window.fingerprint, values))
    return replace(field, selection=selection, window=window)


def _selection(selection: Selection | None, values: list[Any]) -> Selection | None:
    """One that is steady is the same object in all requests already."""
    if selection is None or selection.is_steady:
        return selection
    return _known(
        tuple([(kind, tuple([_field(one, values) for one in fields])) for kind, fields in selection.fields.items()])
    )


@lru_cache(KEPT)
def _known(fields: tuple[tuple[str, tuple[Field, ...]], ...]) -> Selection:
    """One object for all selections that hold the same."""
    return Selection(dict(fields), is_steady=True)


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
