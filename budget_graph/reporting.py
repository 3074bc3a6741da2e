"""What a load shows: a bar while it runs, and a table of what was read, what was left and what failed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from budget_graph.loading import Failed, Loaded

_HEADS: Final = ("document", "kind", "year", "body", "tables", "rows", "left")


@contextmanager
def progress(console: Console, total: int) -> Iterator[Callable[[Loaded | Failed], None]]:
    """A bar over the documents; the function that it gives takes each result."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total)

        def advance(result: Loaded | Failed) -> None:
            bar.update(task, advance=1, description=result.path.name)

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
