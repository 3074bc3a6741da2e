"""Documents of a few lines, for the tests of the narrative stage."""

from collections.abc import Iterable

from graph.facts import StatedFigure
from graph.terms import Stage
from loaders.document import Document, Ledger, Line, Medium, Page
from loaders.narratives import read_narratives


def pdf_of(*pages: Iterable[str]) -> Document:
    """A PDF whose pages print these lines."""
    return Document(
        "lines.pdf", "0" * 64, Medium.PDF, tuple(_page(number, lines) for number, lines in enumerate(pages, 1))
    )


def _page(page: int, lines: Iterable[str]) -> Page:
    numbered = enumerate(lines, 1)
    return Page(tuple(Line(text, n, page, (50, 20.0 * n, 500, 20.0 * n + 12)) for n, text in numbered), page)


def explained(
    *lines: str, stage: Stage = Stage.BUDGET, year: int = 2025, ledger: Ledger | None = None
) -> list[StatedFigure]:
    """The figures of these lines under the heading of a section with figures."""
    return read_narratives(pdf_of(["其他相关情况说明", *lines]), stage, year, ledger or Ledger())
