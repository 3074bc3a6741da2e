"""What loading and filling show: a bar while they run, and then what was read, left and failed, and what the store holds."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from budget_graph.filling import Filled
from budget_graph.loading import Failed, Loaded
from graph.store.neo4j.connection import Address

_HEADS: Final = ("document", "kind", "year", "body", "tables", "rows", "left")


@contextmanager
def progress(console: Console, total: int) -> Iterator[Callable[[str], None]]:
    """A bar over the documents; the function that it gives takes the name of each that is done."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total)

        def advance(name: str) -> None:
            bar.update(task, advance=1, description=escape(name))

        yield advance


def summary(console: Console, results: Sequence[Loaded | Failed]) -> None:
    """The table of a load, by file; under it why documents failed."""
    loaded = sorted((result for result in results if isinstance(result, Loaded)), key=lambda result: result.path)
    failed = sorted((result for result in results if isinstance(result, Failed)), key=lambda result: result.path)
    table = Table(*(Column(head, overflow="fold") for head in _HEADS))
    for result in loaded:
        disclosure, coverage = result.disclosure, result.coverage
        table.add_row(
            result.path.name,
            disclosure.kind.value.lower().replace("_", " "),
            str(disclosure.year),
            disclosure.organisation or "several",
            f"{coverage.tables_found} of {coverage.tables_expected}" if coverage.tables_expected else "—",
            str(coverage.rows_read),
            str(len(coverage.unread)),
        )
    if loaded:
        console.print(table)
    for failure in failed:
        console.print(str(failure.error), style="red", soft_wrap=True, highlight=False)
    console.print(f"{len(loaded)} loaded, {len(failed)} failed.")


def filled(console: Console, address: Address, result: Filled) -> None:
    """What the filling changed, and what the store holds now."""
    about = result.dataset
    console.print(
        f"{address}: {result.written} written, {result.unchanged} unchanged, {result.removed} removed. "
        f"Graph {about['version']}: {about['disclosures']} disclosures, {about['nodes']} nodes, "
        f"{about['relationships']} relationships.",
        soft_wrap=True,
        highlight=False,
    )
