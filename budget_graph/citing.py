"""The citations of plain texts as JSON lines: for corpora of a researcher's own."""

import json
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from loaders.citations import CitedDocument, find_mentioned_documents
from loaders.load import read_content
from loaders.text import LINE_END, decoded


def citation_lines(file: Path) -> Iterator[str]:
    """One JSON object for each place of a text that names a document; `start` and `end` count characters of the whole text.

    Raises:
        DocumentError: it cannot be opened, or is no text.
    """
    text = decoded(read_content(file), str(file))
    starts = [0, *(end.end() for end in LINE_END.finditer(text))]
    for document in find_mentioned_documents(text):
        line = bisect_right(starts, document.start)
        yield json.dumps({"line": line, **_fields(document, text)}, ensure_ascii=False)


def _fields(document: CitedDocument, text: str) -> dict[str, object]:
    return {
        "start": document.start,
        "end": document.end,
        "text": text[document.start : document.end],
        "title": document.title,
        "documentNumber": document.number,
        "article": document.article,
        "issuer": document.issuer,
        "relation": document.relation.value,
    }
