"""One side of a comparison: a value as printed or computed, with what it may stand for and where it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from graph.facts import LineItem, Money, Source
from graph.reconciliation.outcomes import Evidence
from graph.reconciliation.rounding import Interval, amount_of, percentage_of, total


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its interval; `fen` is None for counts, percentages and words."""

    text: str
    interval: Interval
    sources: tuple[Evidence, ...]
    fen: int | None = None

    @classmethod
    def of(cls, money: Money, source: Source, sha256: str) -> "Figure":
        """A printed amount."""
        return cls(printed(money), amount_of(money), (Evidence(sha256, source),), money.fen)

    @classmethod
    def of_item(cls, item: LineItem, sha256: str) -> "Figure":
        """The amount of a table's cell."""
        return cls.of(item.amount, item.source, sha256)

    @classmethod
    def of_count(cls, count: int, source: Source, sha256: str, unit: str = "") -> "Figure":
        """A printed count."""
        return cls(f"{count}{unit}", Interval.exactly(count), (Evidence(sha256, source),))

    @classmethod
    def of_percentage(cls, text: str, source: Source, sha256: str) -> "Figure":
        """A printed percentage."""
        return cls(f"{text}%", percentage_of(text), (Evidence(sha256, source),))

    @classmethod
    def nothing(cls, sources: tuple[Evidence, ...]) -> "Figure":
        """An empty cell of a row that has others: nothing; the sources are those of the row."""
        return cls("空", Interval.exactly(0), sources, 0)

    @classmethod
    def words(cls, text: str, source: Source, sha256: str) -> "Figure":
        """What no number is: a title, a code, a direction."""
        return cls(text, Interval.exactly(0), (Evidence(sha256, source),))

    def plus(self, other: "Figure") -> "Figure":
        """The sum of both."""
        return summed((self, other))

    def minus(self, other: "Figure") -> "Figure":
        """The difference of both."""
        fen = self.fen - other.fen if self.fen is not None and other.fen is not None else None
        return Figure(f"{self.text}－{other.text}", self.interval - other.interval, _united((self, other)), fen)


def summed(figures: Sequence[Figure]) -> Figure:
    """The sum of figures, with the sources of all of them."""
    if len(figures) == 1:
        return figures[0]
    known = [figure.fen for figure in figures if figure.fen is not None]
    return Figure(
        text="＋".join(figure.text for figure in figures if figure.text != "空") or "空",
        interval=total(figure.interval for figure in figures),
        sources=_united(figures),
        fen=sum(known) if len(known) == len(figures) else None,
    )


def percentage(interval: Interval, sources: tuple[Evidence, ...]) -> Figure:
    """A computed percentage: the interval that rounded inputs allow."""
    low, high = rounded(interval.low), rounded(interval.high)
    return Figure(f"{low}%" if low == high else f"{low}%至{high}%", interval, sources)


def rounded(value: Fraction) -> str:
    """A value with two decimals, half away from zero, as documents print it."""
    hundredths = int(abs(value) * 100 + Fraction(1, 2))
    return f"{'-' if value < 0 and hundredths else ''}{hundredths // 100}.{hundredths % 100:02}"


def printed(money: Money) -> str:
    """An amount with its unit: cells print none."""
    text = "".join(money.text.split())
    return text if text.endswith(("元", "亿", "万")) else text + _UNIT_WORDS[money.unit.value]


_UNIT_WORDS = {"YUAN": "元", "WAN_YUAN": "万元", "YI_YUAN": "亿元"}


def _united(figures: Sequence[Figure]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence for figure in figures for evidence in figure.sources))
