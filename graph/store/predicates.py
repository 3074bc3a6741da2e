"""Predicates over records: which nodes satisfy one, found through the narrowest index that it offers."""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeAlias

from graph.ontology import kinds_of, members_of
from graph.plan import All, Compare, Not, OfKind, Operator, Predicate, Related
from graph.plan import Any as Either
from graph.policies.titles import title_key
from graph.store.records import Record, Snapshot, reverse_of
from graph.store.turns import in_time

Test: TypeAlias = Callable[[Record], bool]


def compile_predicate(predicate: Predicate) -> Test:
    """The predicate as a function of a record. A member that the record's kind does not have is null there."""
    match predicate:
        case All(parts):
            tests = [compile_predicate(part) for part in parts]
            return lambda record: all(test(record) for test in tests)
        case Either(parts):
            tests = [compile_predicate(part) for part in parts]
            return lambda record: any(test(record) for test in tests)
        case Not(part):
            negated = compile_predicate(part)
            return lambda record: not negated(record)
        case OfKind(kinds):
            return lambda record: record.kind_name in kinds
        case Related(link, where):
            return _related(link, compile_predicate(where))
        case Compare(member, operator, value):
            return _compare(member, operator, value)


def _related(link: str, test: Test) -> Test:
    def holds(record: Record) -> bool:
        linked: list[Record] | Record | None = getattr(record, link, None)
        if isinstance(linked, list):
            return any(test(one) for one in linked)
        return linked is not None and test(linked)

    return holds


def _compare(member: str, operator: Operator, value: Any) -> Test:
    if operator is Operator.IS_NULL:
        return lambda record: (getattr(record, member, None) is None) is value
    if operator is Operator.NAMED:
        wanted = title_key(value)
        return lambda record: any(title_key(name) == wanted for name in _names(record, member))
    holds = _OPERATIONS[operator]
    if operator is Operator.IN:
        value = frozenset(value)  # of a thousand texts, a tuple is gone through for each record

    def compare(record: Record) -> bool:
        own = getattr(record, member, None)
        return own is not None and holds(own, value)

    return compare


def _names(record: Record, member: str) -> Iterable[str]:
    name = getattr(record, member, None)
    return (*((name,) if name else ()), *(getattr(record, "aliases", None) or ()))


_OPERATIONS: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQUAL: lambda own, value: own == value,
    Operator.IN: lambda own, values: own in values,
    Operator.LESS: lambda own, value: own < value,
    Operator.LESS_OR_EQUAL: lambda own, value: own <= value,
    Operator.GREATER: lambda own, value: own > value,
    Operator.GREATER_OR_EQUAL: lambda own, value: own >= value,
    Operator.CONTAINS: lambda own, value: value in own,
    Operator.STARTS_WITH: lambda own, value: own.startswith(value),
}


class Finder:
    """Finds the records of some kinds that satisfy a predicate, by kind and key."""

    def __init__(self, snapshot: Snapshot) -> None:
        """A finder over one snapshot; its indexes are built when they are first of use."""
        self._snapshot = snapshot
        self._indexes: dict[tuple[str, str], dict[Any, list[Record]]] = {}

    def select(self, kinds: Sequence[str], predicate: Predicate) -> list[Record]:
        """All records of these kinds that satisfy the predicate, in the order of kinds and keys."""
        test = compile_predicate(predicate)
        found: list[Record] = []
        for kind in kinds:
            narrowed = self._narrow(kind, predicate)
            if narrowed is None:
                found += filter(test, in_time([*self._snapshot.records[kind].values()]))
            else:
                unique = {record.key: record for record in narrowed if record.kind_name == kind}
                found += sorted(filter(test, in_time([*unique.values()])), key=attrgetter("key"))
        return found

    def _narrow(self, kind: str, predicate: Predicate) -> list[Record] | None:
        """Records among which all that satisfy the predicate are; None where no index helps."""
        match predicate:
            case All(parts):
                narrowed = [found for part in parts if (found := self._narrow(kind, part)) is not None]
                return min(narrowed, key=len, default=None)
            case Either(parts):
                united: list[Record] = []
                for part in parts:
                    found = self._narrow(kind, part)
                    if found is None:
                        return None
                    united += found
                return united
            case Compare(member, Operator.EQUAL, value):
                return self._narrow_by_values(kind, member, [value])
            case Compare(member, Operator.IN, values):
                assert isinstance(values, tuple)
                return self._narrow_by_values(kind, member, values)
            case Related(link, where):
                return self._narrow_by_link(kind, link, where)
            case _:
                return None

    def _narrow_by_values(self, kind: str, member: str, values: Sequence[Any]) -> list[Record] | None:
        if member == "key":
            records = self._snapshot.records[kind]
            return [records[value] for value in values if value in records]
        if member not in members_of(kind):
            return []
        index = self._index(kind, member)
        return [record for value in set(values) for record in index.get(value, ())]

    def _index(self, kind: str, member: str) -> dict[Any, list[Record]]:
        index = self._indexes.get((kind, member))
        if index is None:
            index = self._indexes[kind, member] = {}
            for record in self._snapshot.records[kind].values():
                index.setdefault(getattr(record, member), []).append(record)
        return index

    def _narrow_by_link(self, kind: str, link: str, where: Predicate) -> list[Record] | None:
        if link not in members_of(kind):
            return []
        target, back = reverse_of(kind, link)
        if back is None:
            return None
        narrowed: list[Record] = []
        for other in self.select(kinds_of(target), where):
            held = getattr(other, back)
            narrowed += held if isinstance(held, list) else [] if held is None else [held]
        return narrowed
