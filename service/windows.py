"""Arguments of a connection → its window: filter, order and keyset page.

Relay leaves `first` with `last` open and lets a negative number through; both are errors here, and no combination of
arguments asks for more than a page holds.
"""

from collections.abc import Sequence
from typing import Any

from graph.cursor import decode_cursor, fingerprint
from graph.errors import BadUserInput, LimitExceeded
from graph.ontology import Property, ValueType, kinds_of, members_of
from graph.plan import GROUPED_BY, Grouping, GroupOrder, Order, Page, Predicate, Scalar, Window
from service.predicates import Given
from service.sizes import GROUPS, MAX_CRITERIA, MAX_GROUPS, MAX_PAGE_SIZE, PAGE_SIZE
from service.types.enums import OrderDirection


def window(connection: str, kind: str, where: Predicate, given: Given) -> Window:
    """The window that a connection's arguments ask for, over nodes of a kind or of an interface.

    Raises:
        BadUserInput: a page or cursor without meaning.
        LimitExceeded: a page larger than any.
    """
    criteria = given.get("orderBy") or ()
    if len(criteria) > MAX_CRITERIA:
        raise LimitExceeded(f"orderBy takes at most {MAX_CRITERIA} criteria.")
    order = tuple(
        Order(criterion["field"].member, criterion["direction"] == OrderDirection.DESC) for criterion in criteria
    )
    mark = fingerprint(connection, where, order)
    backward = given.get("last") is not None
    if backward and given.get("first") is not None:
        raise BadUserInput("first and last are given together. Ask for one end of the nodes.")
    page = Page(
        size(given, "last" if backward else "first", PAGE_SIZE, MAX_PAGE_SIZE),
        after=_position(kind, order, mark, given.get("after")),
        before=_position(kind, order, mark, given.get("before")),
        backward=backward,
    )
    return Window(where, order, page, mark)


def grouping(kind: str, given: Given) -> Grouping:
    """How the nodes of a connection are to be grouped.

    Raises:
        BadUserInput: no key, a key twice, or one that the nodes do not have.
        LimitExceeded: more groups than a list holds.
    """
    keys = tuple(given["by"])
    if not keys or len(set(keys)) < len(keys):
        raise BadUserInput("by takes at least one key, and each key once.")
    foreign = ", ".join(key for key in keys if key not in GROUPED_BY[kind])
    if foreign:
        raise BadUserInput(f"{kind} has no {foreign} of its own. It is grouped by {', '.join(GROUPED_BY[kind])}.")
    return Grouping(keys, given.get("orderBy") or GroupOrder.KEY_ASC, size(given, "first", GROUPS, MAX_GROUPS))


def size(given: Given, name: str, default: int, most: int) -> int:
    """How many are asked for by the argument of that name."""
    number: int | None = given.get(name)
    if number is None:
        return default
    if number < 0:
        raise BadUserInput(f"{name} is {number}. It must be 0 or more.")
    if number > most:
        raise LimitExceeded(f"{name} is {number}; at most {most} can be asked for at once.")
    return number


def _position(kind: str, order: Sequence[Order], mark: str, cursor: str | None) -> tuple[Scalar, ...] | None:
    if cursor is None:
        return None
    position = decode_cursor(cursor, mark, len(order) + 1)
    *values, key = position
    members: Any = members_of(kinds_of(kind)[0])
    if not isinstance(key, str) or not all(
        _can_hold(members[criterion.member], value) for criterion, value in zip(order, values, strict=True)
    ):
        raise BadUserInput("The cursor was not given by this service.")
    return position


def _can_hold(member: Property, value: Scalar) -> bool:
    """Whether a value of a cursor can be compared with the property: a mark is no signature, and anyone can forge one."""
    number = member.value_type in {ValueType.INTEGER, ValueType.MONEY}
    if isinstance(value, int):
        return number and type(value) is int and abs(value) < 2**63
    return value is None or (isinstance(value, str) and not number)
