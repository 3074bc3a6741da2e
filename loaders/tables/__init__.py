"""The nine tables of a budget, and the nine of final accounts → line items.

Where the document draws its tables, `ruled` reads them cell by cell; where an extractor flattened them into lines, `flattened`
restores the columns by arithmetic and leaves open what arithmetic does not prove.
"""

from dataclasses import dataclass

from graph.facts import LineItem, UnreadCells
from graph.terms import BudgetTable, Stage
from loaders.document import Document, Ledger
from loaders.tables.catalogue import layouts
from loaders.tables.flattened import read_flattened_tables
from loaders.tables.ruled import read_ruled_tables


@dataclass(frozen=True, slots=True)
class TablesRead:
    """The line items of a document's tables, what of them could not be read, and which were found, empty ones included."""

    items: tuple[LineItem, ...]
    unread: tuple[UnreadCells, ...]
    found: frozenset[BudgetTable]
    expected: int


def read_tables(document: Document, stage: Stage, ledger: Ledger) -> TablesRead:
    """All tables of the official layout that the document prints."""
    cells, found = read_ruled_tables(document, stage, ledger)
    if not found:
        cells, found = read_flattened_tables(document, stage, ledger)
    return TablesRead(
        items=tuple(cell for cell in cells if isinstance(cell, LineItem)),
        unread=tuple(cell for cell in cells if isinstance(cell, UnreadCells)),
        found=frozenset(found),
        expected=len(layouts(stage)),
    )
