"""What the loader saw in a document, page by page: for whoever asks why a number is missing."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from loaders.document import Grid, Line
from loaders.load import facts_of, read_content, read_document


def explain_document(console: Console, file: Path, page: int | None) -> None:
    """Prints lines and grids with their places, then the facts by kind and what was left unread.

    Raises:
        DocumentError: the document gives no facts; what was seen is printed before.
    """
    document = read_document(read_content(file), file.name)
    for number, seen in enumerate(document.pages, 1):
        if page is None or page == number:
            console.rule(f"page {number}" if seen.number else "text")
            for block in seen.blocks:
                _show(console, block)
    facts = facts_of(document)
    on_page = [
        fact for fact in facts.facts if page is None or getattr(getattr(fact, "source", None), "page", page) == page
    ]
    disclosure = facts.disclosure
    console.rule(f"{disclosure.kind.value} {disclosure.year} {disclosure.organisation or ''}")
    for fact in on_page:
        console.print(escape(str(fact)), soft_wrap=True, highlight=False)
    for left in facts.coverage.unread:
        if page is None or left.source.page in {page, None}:
            console.print(f"left: {escape(left.source.text)} — {left.reason}", style="yellow", soft_wrap=True)


def _show(console: Console, block: Line | Grid) -> None:
    if isinstance(block, Line):
        place = block.bbox if block.page else f"line {block.number}"
        console.print(f"{place}  {escape(block.text)}", soft_wrap=True, highlight=False)
        return
    table = Table(title=f"grid {block.bbox or f'line {block.line}'}", show_header=False, show_lines=True)
    for row in block.rows:
        table.add_row(*(escape(cell.text) if cell else "[dim]↖[/dim]" for cell in row))
    console.print(table)
