"""How long reading a PDF takes beside bare pdfplumber, and what a second process gains.

`python -m benchmarks.parse PATH...` reads PDFs and folders of them; without a path the real disclosures beside the
checkout, or else the project's own samples. Both readers are timed in one run, in turns, as CPU time of one process;
the medians are compared, since only a ratio holds on another machine. The throughput of processes is wall-clock time.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Final, TypeAlias

import click
import pdfplumber
from rich.console import Console
from rich.table import Table

from graph.errors import DocumentError
from loaders.load import load_file

Reader: TypeAlias = Callable[[Path], object]

HIGHEST_RATIO: Final = 1.0
LOWEST_SPEED_UP: Final = 1.85
POOL_SECONDS: Final = 6.0  # what one process reads for each measurement, so that the last document weighs little
POOL_REPETITIONS: Final = 3

PROJECT: Final = Path(__file__).resolve().parent.parent
DISCLOSURES: Final = PROJECT.parent / "shared" / "disclosures"
SAMPLES: Final = PROJECT / "samples" / "disclosures"


def read(path: Path) -> object:
    """The project's whole way from a PDF to its facts: characters, lines, grids, boxes, tables, sentences, projects."""
    return load_file(path)


def read_with_pdfplumber(path: Path) -> object:
    """The same pages by pdfplumber alone: text and tables once each."""
    with pdfplumber.open(BytesIO(path.read_bytes())) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(pdf.pages)


@dataclass(frozen=True)
class Comparison:
    """The CPU seconds that one document takes, medians of the repetitions."""

    path: Path
    ours: float
    bare: float

    @property
    def ratio(self) -> float:
        """Below 1 where ours is faster."""
        return self.ours / self.bare


def compare(paths: Sequence[Path], reader: Reader, repetitions: int) -> list[Comparison]:
    """Each document's time by the reader and by pdfplumber, which take turns in going first."""
    seconds: dict[tuple[Path, Reader], list[float]] = {}
    for repetition in range(repetitions):
        readers = (reader, read_with_pdfplumber) if repetition % 2 else (read_with_pdfplumber, reader)
        for path in paths:
            for each in readers:
                start = process_time()
                each(path)
                seconds.setdefault((path, each), []).append(process_time() - start)
    return [
        Comparison(path, median(seconds[path, reader]), median(seconds[path, read_with_pdfplumber])) for path in paths
    ]


def pool_seconds(paths: Sequence[Path], reader: Reader, processes: int) -> float:
    """The wall-clock seconds that so many processes take for the documents, once they have started."""
    with ProcessPoolExecutor(processes) as pool:
        list(pool.map(reader, paths[-processes:]))  # starts them and imports what they need
        start = perf_counter()
        list(pool.map(reader, paths))
        return perf_counter() - start


def speed_up(comparisons: Sequence[Comparison], reader: Reader) -> float:
    """How much more two processes read than one in the same time: by document, the longest first."""
    rounds = ceil(POOL_SECONDS / sum(each.ours for each in comparisons))
    longest_first = sorted(comparisons, key=lambda each: -each.ours)
    paths = [each.path for each in longest_first for _ in range(rounds)]
    gains = [pool_seconds(paths, reader, 1) / pool_seconds(paths, reader, 2) for _ in range(POOL_REPETITIONS)]
    return median(gains)


def readable(paths: Sequence[Path], reader: Reader) -> Iterator[Path]:
    """The PDFs among the files and folders that the reader can read at all."""
    for path in paths:
        for file in sorted(path.rglob("*.pdf")) if path.is_dir() else [path]:
            try:
                reader(file)
            except DocumentError as error:
                click.echo(f"left out: {error}", err=True)
            else:
                yield file


def report(comparisons: Sequence[Comparison], gain: float) -> Table:
    """The comparison as a table for a person."""
    table = Table("document", "ours, ms", "pdfplumber, ms", "ratio", title="CPU time of one process, medians")
    for column in table.columns[1:]:
        column.justify = "right"
    total = Comparison(Path("all"), sum(each.ours for each in comparisons), sum(each.bare for each in comparisons))
    for each in [*comparisons, total]:
        table.add_row(each.path.name, f"{each.ours * 1000:.0f}", f"{each.bare * 1000:.0f}", f"{each.ratio:.2f}")
    table.caption = f"ratio at most {HIGHEST_RATIO}; 2 processes read {gain:.2f} x 1, at least {LOWEST_SPEED_UP}"
    return table


def measure(paths: Sequence[Path], reader: Reader, repetitions: int) -> bool:
    """Compares, prints, and says whether the goals are met."""
    documents = list(readable(paths, reader))
    if not documents:
        raise click.UsageError("no PDF to read")
    comparisons = compare(documents, reader, repetitions)
    gain = speed_up(comparisons, reader)
    Console().print(report(comparisons, gain))
    ratio = sum(each.ours for each in comparisons) / sum(each.bare for each in comparisons)
    return ratio <= HIGHEST_RATIO and gain >= LOWEST_SPEED_UP


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--repetitions", default=5, show_default=True, help="How often each document is read by each reader.")
def main(paths: tuple[Path, ...], repetitions: int) -> None:
    """Times the reading of PDFs."""
    defaults = [DISCLOSURES if DISCLOSURES.is_dir() else SAMPLES]
    sys.exit(0 if measure(paths or defaults, read, repetitions) else 1)


if __name__ == "__main__":
    main()
