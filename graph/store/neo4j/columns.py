"""Rows of a statement → values of the answer.

A node comes back as a row of *columns*, by position and not by name, so that nothing is sent twice. What a link to one node
leads to stands in the same row; what one to many leads to is a column that holds a list of rows. (The driver calls a Python
function for each list that it decodes, so a list for every node would cost a fifth of the time of a large answer.)

What reads the rows is written as one Python expression for the whole answer, as
`[{'name': row1[0], 'amount': f0(row1[1])} for row1 in row0[0]]`: to call a function for each node and member takes three
times as long. Its text holds positions, and names and words as literals; nothing else of a request gets into it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from graph.store.written import written

Shaper: TypeAlias = Callable[[Any], Any]
"""What makes a value of the answer."""

Functions: TypeAlias = dict[str, Callable[..., Any]]
"""The functions that a written expression calls, by the names that it has for them."""


class Place(NamedTuple):
    """A column of a row; rows in a column of a row are of the next level."""

    level: int = 0
    number: int = 0

    def __str__(self) -> str:
        return f"row{self.level}[{self.number}]"

    def moved(self, columns: int) -> "Place":
        """The place so many columns on."""
        return Place(self.level, self.number + columns)


Written: TypeAlias = Callable[[Place, Functions], str]
"""Writes what makes a value, given the place of the first of its columns."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked in one place: its columns as Cypher, and what makes a value of them.

    `certain` is the number of a column that is null only where there is no node at all.
    """

    columns: tuple[str, ...]
    written: Written
    certain: int | None = None

    def shaper(self, first: int = 0) -> Shaper:
        """The function that makes the value of a row, where its columns begin with that one."""
        functions: Functions = {}
        text = self.written(Place(number=first), functions)
        return written(f"lambda row0: {text}", {**functions})


def word(text: str | None) -> Part:
    """A value that is known."""
    return Part((), lambda _place, _functions: repr(text))


def column(expression: str, *, certain: bool = False) -> Part:
    """The value of an expression."""
    return Part((expression,), lambda place, _: str(place), 0 if certain else None)


def made(make: Callable[..., Any], *parts: Part) -> Part:
    """What a function makes of the values of some parts."""
    row = _Row(parts)
    return Part(row.columns, lambda place, functions: call(make, row.written(place, functions), functions), row.certain)


def record(members: Sequence[tuple[str, Part]]) -> Part:
    """A dictionary of parts by response key."""
    row = _Row([part for _, part in members])

    def written(place: Place, functions: Functions) -> str:
        values = row.written(place, functions)
        return f"{{{', '.join(f'{key!r}: {value}' for (key, _), value in zip(members, values, strict=True))}}}"

    return Part(row.columns, written, row.certain)


def listing(parts: Sequence[Part]) -> Part:
    """A list of parts."""
    row = _Row(parts)
    return Part(row.columns, lambda place, functions: f"[{', '.join(row.written(place, functions))}]", row.certain)


def optional(part: Part, sign: str) -> Part:
    """None where there is no node; `sign` is a column that tells so if none of the part does."""
    known = part if part.certain is not None else Part((*part.columns, sign), part.written, len(part.columns))

    def written(place: Place, functions: Functions) -> str:
        return f"(None if {place.moved(known.certain or 0)} is None else {known.written(place, functions)})"

    return Part(known.columns, written)


def rows(expression: str, part: Part) -> Part:
    """A list of what is made of each row of a column."""
    return Part((expression,), lambda place, functions: each(part, str(place), place.level + 1, functions))


def rows_by_key(expression: str, part: Part) -> Part:
    """A dictionary of what is made of each row of a column, by the key that stands before the part's own columns."""

    def written(place: Place, functions: Functions) -> str:
        inner = Place(place.level + 1)
        return f"{{{inner}: {part.written(inner.moved(1), functions)} for row{inner.level} in {place}}}"

    return Part((expression,), written)


def each(part: Part, found: str, level: int, functions: Functions, *, first: int = 0) -> str:
    """The text of a list of what is made of each row that an expression gives."""
    return f"[{part.written(Place(level, first), functions)} for row{level} in {found}]"


def call(function: Callable[..., Any], given: Iterable[str], functions: Functions) -> str:
    """The text of a call."""
    name = next((name for name, known in functions.items() if known is function), f"f{len(functions)}")
    functions[name] = function
    return f"{name}({', '.join(given)})"


def one_of(expression: str, parts: Mapping[str, Part]) -> Part:
    """A node of one of several kinds: the column holds its kind with the columns of that kind, or null."""
    shapers = {kind: part.shaper(first=1) for kind, part in parts.items()}

    def shape(row: Sequence[Any] | None) -> Any:
        return None if row is None else shapers[row[0]](row)

    return made(shape, column(expression, certain=True))


class _Row:
    """Parts beside one another."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts: list[tuple[int, Part]] = []
        columns: list[str] = []
        for part in parts:
            self._parts.append((len(columns), part))
            columns += part.columns
        self.columns = tuple(columns)

    @property
    def certain(self) -> int | None:
        return next((number + part.certain for number, part in self._parts if part.certain is not None), None)

    def written(self, place: Place, functions: Functions) -> Iterator[str]:
        return (part.written(place.moved(number), functions) for number, part in self._parts)
