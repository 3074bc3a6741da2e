"""Pages whose text is written by hand and whose tables are written by the benchmarks, each between marks of its own."""

import platform
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
PAGE: Final = DOCS / "performance.md"
OPERATIONS: Final = DOCS / "operations.md"


def write_table(name: str, lines: Iterable[str], page: Path = PAGE) -> None:
    """Puts the lines between `<!-- name -->` and `<!-- end -->`, with the day and the machine."""
    place = re.compile(rf"<!-- {name} -->\n.*?<!-- end -->", re.DOTALL)
    text = page.read_text(encoding="utf-8")
    assert place.search(text), f"{page.name} has no place for {name}"
    table = "\n".join([*lines, "", _machine()])
    page.write_text(place.sub(lambda _: f"<!-- {name} -->\n{table}\n<!-- end -->", text), encoding="utf-8")


def _machine() -> str:
    day = datetime.now(UTC).date().isoformat()
    return f"Measured on {day}: {cpu_count()} cores, {platform.system()}, Python {platform.python_version()}."
