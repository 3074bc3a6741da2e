"""What a form says under its labels, whichever way it was read."""

from dataclasses import dataclass, field
from typing import Self

from graph.facts import Indicator, Source
from graph.terms import MoneyUnit
from loaders.document import Cell, Line
from loaders.forms.vocabulary import Label
from loaders.passage import Passage


@dataclass(frozen=True, slots=True)
class Answer:
    """A printed answer; `unit` is the money unit that its own label prints."""

    text: str
    lines: tuple[Line, ...]
    unit: MoneyUnit | None = None

    @classmethod
    def of_cell(cls, cell: Cell, unit: MoneyUnit | None = None) -> Self:
        """The answer that a cell holds; the line breaks in it are wrapping."""
        lines = tuple(
            Line(part.strip(), cell.line or ordinal, cell.page, cell.bbox)
            for ordinal, part in enumerate(cell.text.splitlines(), start=1)
            if part.strip()
        )
        return cls(unwrapped(cell.text), lines, unit)

    @property
    def source(self) -> Source:
        """Where the answer begins, with the whole of it."""
        return self.lines[0].source_of(self.text)


@dataclass(frozen=True, slots=True)
class SubItemAnswer:
    """A row of 子项目 with its amount as printed; `amount` is None where the row prints none."""

    name: Answer
    amount: Answer | None


@dataclass(slots=True)
class Answers:
    """All that one form says. A label that is printed and has no answer is in `asked` only.

    `unit` is the money unit of the group of amounts (项目资金（元）), for answers whose label prints none.
    """

    given: dict[Label, list[Answer]] = field(default_factory=dict)
    asked: set[Label] = field(default_factory=set)
    sub_items: list[SubItemAnswer] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    year: int | None = None
    unit: MoneyUnit | None = None

    def add(self, label: Label, answer: Answer) -> None:
        """Adds an answer, or the next part of one that goes on."""
        self.given.setdefault(label, []).append(answer)

    def first(self, label: Label) -> Answer | None:
        """The answer's beginning, which is all of it where it is no text."""
        return next(iter(self.given.get(label, ())), None)

    def text(self, label: Label) -> str | None:
        """The whole answer; None where there is none."""
        return "".join(answer.text for answer in self.given.get(label, ())) or None

    def passage(self, label: Label) -> Passage | None:
        """The whole answer as running text that knows its lines."""
        lines = [line for answer in self.given.get(label, ()) for line in answer.lines]
        return Passage.of(lines) if lines else None


def unwrapped(text: str) -> str:
    """A cell's text as one line."""
    return "".join(part.strip() for part in text.splitlines())
