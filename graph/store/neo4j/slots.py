"""A plan without the values that a request gives it: requests that differ in those alone share one statement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from graph.plan import (
    AboutDataset,
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
    Search,
    Selection,
    Shared,
    StoredRoot,
    Window,
    stored_root,
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


@dataclass(frozen=True, slots=True)
class KeysByKind:
    """`ByKeys` whatever and how many the keys are: those of each kind as one value, and the kinds in their order as another.

    In the place of an unknown key stands no kind: an empty text.
    """

    keys: tuple[tuple[str, Slot], ...]
    kinds: Slot
    single: bool


@dataclass(frozen=True, slots=True)
class Emptied:
    """A plan with slots for what a request gives it; plans that differ in nothing else become equal."""

    root: First | Every | Search | Shared | AboutDataset | KeysByKind
    field: Field


def emptied(plan: Plan) -> tuple[Emptied, list[Any]]:
    """The plan without the values of a request, and those values."""
    values: list[Any] = []
    return Emptied(_root(stored_root(plan), values), _field(plan.field, values)), values


def _slot(value: Any, values: list[Any]) -> Any:
    values.append(value)
    return Slot(len(values) - 1)


def _root(root: StoredRoot, values: list[Any]) -> First | Every | Search | Shared | AboutDataset | KeysByKind:
    match root:
        case ByKeys(keys, single):
            return _by_kind(keys, values, single=single)
        case First(kinds, where):
            return First(kinds, _predicate(where, values))
        case Every(kinds, where):
            return Every(kinds, _predicate(where, values))
        case Search(text, size):
            return Search(_slot(text, values), size)
        case Shared():
            return _shared(root, values)
        case AboutDataset():
            return root


def _shared(root: Shared, values: list[Any]) -> Shared:
    """One whose absent filters stay: they decide about the statement."""
    return replace(
        root,
        years=None if root.years is None else _slot(root.years, values),
        regions=None if root.regions is None else _slot(root.regions, values),
        min_projects=_slot(root.min_projects, values),
        min_departments=_slot(root.min_departments, values),
        min_regions=_slot(root.min_regions, values),
    )


def _by_kind(keys: Sequence[tuple[str, str] | None], values: list[Any], *, single: bool) -> KeysByKind:
    by_kind: dict[str, list[str]] = {}
    for kind, key in (pair for pair in keys if pair):
        by_kind.setdefault(kind, []).append(key)
    slots = tuple([(kind, _slot(by_kind[kind], values)) for kind in sorted(by_kind)])
    return KeysByKind(slots, _slot([pair[0] if pair else "" for pair in keys], values), single)


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
