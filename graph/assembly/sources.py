"""Sources of facts → values of nodes."""

from collections.abc import Iterable

from graph.facts import Source
from graph.model import RowValue


def source_row(sha256: str, source: Source) -> RowValue:
    """A source as a value; its disclosure stands as the key of its node."""
    box = source.bbox
    return {
        "page": source.page,
        "line": source.line,
        "text": source.text,
        "bbox": dict(zip(("x0", "top", "x1", "bottom"), box, strict=True)) if box else None,
        "disclosure": sha256,
    }


def source_rows(sha256: str, sources: Iterable[Source]) -> tuple[RowValue, ...]:
    """Several sources of one document as values, in printed order."""
    return tuple(source_row(sha256, source) for source in sources)
