"""Figures in the making: later clauses say how a figure moved, and may state it again."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from graph.facts import Money, Source, StatedFigure
from graph.terms import Direction, Stage
from loaders.narratives.naming import Subject


@dataclass(frozen=True, slots=True)
class Value:
    """An amount or a count."""

    amount: Money | None = None
    count: int | None = None

    def equals(self, other: "Value") -> bool:
        """Whether both are one value, whatever the decimals printed."""
        fen, other_fen = (value.amount.fen if value.amount else None for value in (self, other))
        return (fen, self.count) == (other_fen, other.count)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a figure is about, planned or spent, and when."""

    subject: Subject
    stage: Stage
    year: int

    def equals(self, other: "Matter") -> bool:
        """Whether both are one matter, by whichever of its words; the parts of a whole are told apart by theirs."""
        same_subject = self.subject.name is other.subject.name and self.subject.path == other.subject.path
        same_part = self.subject.whole is None or self.subject.label == other.subject.label
        return same_subject and same_part and (self.stage, self.year) == (other.stage, other.year)


_OPPOSITES: Final = {Direction.INCREASE, Direction.DECREASE}


class Comparison(NamedTuple):
    """How a figure moved against that of a year; None is what the words do not say."""

    year: int
    direction: Direction | None = None
    change: Money | None = None
    ratio: str | None = None
    stage: Stage | None = None
    ratio_direction: Direction | None = None  # where the rate's word is the opposite of the change's

    def joined(self, more: "Comparison") -> "Comparison | None":
        """Both as one; None where they contradict each other other than by the words of a change and of its rate."""
        if {self.direction, more.direction} == _OPPOSITES:
            if self.change and more.ratio and not (self.ratio or more.change):
                return self._replace(ratio_direction=more.direction).joined(more._replace(direction=None))
            if self.ratio and more.change and not (self.change or more.ratio):
                return self._replace(direction=None, ratio_direction=self.direction).joined(more)
        if any(
            known is not None and said is not None and known != said for known, said in zip(self, more, strict=True)
        ):
            return None
        return self._replace(**{name: said for name, said in more._asdict().items() if said is not None})


class Rates(NamedTuple):
    """What a sentence says of a figure as a part, and against the year's budget; None is what the words do not say."""

    share: str | None = None
    share_of: str | None = None
    completion: str | None = None
    against_budget: Direction | None = None


@dataclass(slots=True)
class Draft:
    """A figure as far as it is known; one that is only compared has no value."""

    matter: Matter
    value: Value
    source: Source
    comparison: Comparison | None = None
    rates: Rates = field(default_factory=Rates)

    def rate(self, rates: Rates) -> None:
        """Takes what is said of the figure; what was said first stays."""
        said = {name: new for name, new in rates._asdict().items() if getattr(self.rates, name) is None}
        self.rates = self.rates._replace(**said)

    def compare(self, comparison: Comparison) -> bool:
        """Takes a comparison, or more about it; False where it contradicts the one before."""
        joined = self.comparison.joined(comparison) if self.comparison else comparison
        self.comparison = joined or self.comparison
        return joined is not None

    def figure(self) -> StatedFigure | None:
        """The fact; None for a figure that is not kept."""
        subject = self.matter.subject
        if subject.name.topic is None:
            return None
        return StatedFigure(
            topic=subject.name.topic,
            stage=self.matter.stage,
            year=self.matter.year,
            label=subject.label,
            source=self.source,
            amount=self.value.amount,
            count=self.value.count,
            code=subject.code,
            path=subject.path,
            compared_year=self.comparison.year if self.comparison else None,
            compared_stage=self.comparison.stage if self.comparison else None,
            direction=self.comparison.direction if self.comparison else None,
            change=self.comparison.change if self.comparison else None,
            ratio=self.comparison.ratio if self.comparison else None,
            ratio_direction=self.comparison.ratio_direction if self.comparison else None,
            **self.rates._asdict(),
        )


@dataclass(slots=True)
class Drafts:
    """A document's figures in the order in which they were stated first."""

    _drafts: list[Draft] = field(default_factory=list)

    def add(self, draft: Draft) -> Draft:
        """Takes a new one."""
        self._drafts.append(draft)
        return draft

    def latest(self, matter: Matter, value: Value | None = None) -> Draft | None:
        """The last one about a matter, of this value if one is given."""
        for draft in reversed(self._drafts):
            if draft.matter.equals(matter) and (value is None or draft.value.equals(value)):
                return draft
        return None

    def figures(self) -> list[StatedFigure]:
        """The facts."""
        return [figure for draft in self._drafts if (figure := draft.figure())]
