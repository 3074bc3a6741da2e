"""Documents of lines and grids for tests of the tables."""

from loaders.document import Cell, Document, Grid, Line, Medium, Page

ABOVE = "↑"


def grid(*rows: list[str | None], page: int = 1, left: float = 0, widths: list[float] | None = None) -> Grid:
    """A ruled grid; None is covered from the left, "↑" from above. Columns are 50 points wide, or as `widths` says."""
    widths = widths or [50.0] * len(rows[0])
    edges = [left + sum(widths[:index]) for index in range(len(widths) + 1)]
    made = []
    for number, row in enumerate(rows):
        cells: list[Cell | None] = []
        for index, text in enumerate(row):
            if text is None or text == ABOVE:
                cells.append(None)
                continue
            end = index + 1
            while end < len(row) and row[end] is None:
                end += 1
            cells.append(Cell(text, page, bbox=(edges[index], 20.0 * number, edges[end], 20.0 * number + 20)))
        made.append(tuple(cells))
    return Grid(tuple(made), page)


def document(*pages: list[str | Grid]) -> Document:
    """A PDF's document: texts are lines."""
    made = [
        Page(
            tuple(
                Line(block, number, page_number, (0, 0, 1, 1)) if isinstance(block, str) else block
                for number, block in enumerate(blocks, 1)
            ),
            page_number,
        )
        for page_number, blocks in enumerate(pages, 1)
    ]
    return Document("made.pdf", "0" * 64, Medium.PDF, tuple(made))


def text(content: str) -> Document:
    """A text's document: every line that is not blank."""
    lines = tuple(Line(line, number) for number, line in enumerate(content.splitlines(), 1) if line.strip())
    return Document("made.txt", "0" * 64, Medium.TEXT, (Page(lines),))
