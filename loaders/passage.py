"""Lines joined into running text that still knows where each character was printed."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from graph.facts import Source
from loaders.document import Line


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive lines as one text without line breaks, so that a title may run over a line or a page.

    `starts[i]` is where line i begins in the text.
    """

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Self:
        """The passage of these lines; white space at the ends of a line is wrapping, not text."""
        kept = [line for line in lines if line.text.strip()]
        starts: list[int] = []
        text = ""
        for line in kept:
            starts.append(len(text))
            text += line.text.strip()
        return cls(text, tuple(kept), tuple(starts))

    def part(self, start: int, end: int) -> Self:
        """The passage of the characters from start to end, which still knows its lines."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(end - 1, start)) - 1, 0)
        starts = tuple(max(0, begin - start) for begin in self.starts[first : last + 1])
        return type(self)(self.text[start:end], self.lines[first : last + 1], starts)

    def sources(self, start: int, end: int) -> tuple[Source, ...]:
        """Where the characters from start to end stand: one source for each line that they touch."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(end - 1, start)) - 1, 0)
        return tuple(
            self.lines[index].source_of(self.text[max(start, self.starts[index]) : min(end, self._end_of_line(index))])
            for index in range(first, min(last + 1, len(self.lines)))
        )

    def source(self, start: int, end: int) -> Source:
        """The first line's place, with the whole text from start to end."""
        first = self.lines[max(bisect_right(self.starts, start) - 1, 0)]
        return first.source_of(self.text[start:end])

    def _end_of_line(self, index: int) -> int:
        return self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
