"""Text that others extracted from a disclosure → a document of one page: numbered lines, and grids where rows show.

Two ways of writing a table's row are known: cells between pipes (markdown) and cells between tabs. Remnants of HTML are
the extractor's and not the government's, so they are taken off here: a tag disappears, a checkbox becomes ☑ or ☐, an
entity becomes its character. A blank line is no line; how many stand between two lines shows in their numbers.
"""

import html
import re
from itertools import groupby
from typing import Final

from graph.errors import EmptyDocument, UnsupportedDocument
from loaders.document import Cell, Document, Grid, Line, Medium, Page

# BOM first: UTF-8 without it would keep U+FEFF before the first word. GB18030 holds GBK and GB2312.
ENCODINGS: Final = ("utf-8-sig", "gb18030")

# Characters that no text holds: a picture or an archive decodes as GB18030 more often than not.
BINARY: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")

# "a\r\nb" -> a, b. Not str.splitlines, which also breaks at U+2028 and so loses the numbers that an editor shows.
LINE_END: Final = re.compile(r"\r\n|\r|\n")

# '<input checked="" type="checkbox"/>' -> state=' checked="" type="checkbox"/'
CHECKBOX: Final = re.compile(r"<input\b(?P<state>[^<>]*)>", re.IGNORECASE)

# "</p> <p>" "<br/>" -> a line break inside a cell
BREAK: Final = re.compile(r"</p>\s*<p\b[^<>]*>|<br\s*/?>", re.IGNORECASE)

# '<h3 style="text-align: center;">' "</p>"; never "<某办法>", where < and > stand for 〈 and 〉
TAG: Final = re.compile(
    r"</?(?:p|h[1-6]|b|i|u|strong|em|sup|sub|span|div|center|font|table|thead|tbody|tr|td|th)\b[^<>]*>", re.IGNORECASE
)

# "| 项目名称 | 党建工作 | |" -> the cells between the outer pipes
PIPE_ROW: Final = re.compile(r"\s*\|(?P<cells>.*)\|\s*")

# "a \| b" holds no cell border
PIPE: Final = re.compile(r"(?<!\\)\|")

TAB: Final = re.compile(r"\t")

# "---" ":--:" "--" -> a cell of the row that only aligns markdown's columns
ALIGNMENT: Final = re.compile(r":?-{2,}:?")


def read_text(content: bytes, file_name: str, sha256: str) -> Document:
    """A text file as a document of one page without number.

    Raises:
        EmptyDocument: no visible character is in it.
        UnsupportedDocument: it is no text.
    """
    text = decoded(content, file_name)
    if not text.strip():
        raise EmptyDocument(file_name)
    blocks: list[Line | Grid] = []
    numbered = [(number, line) for number, line in enumerate(LINE_END.split(text), start=1)]
    for splitter, run in groupby(numbered, key=lambda entry: _splitter(entry[1])):
        rows = list(run)
        grid = _grid(rows, splitter) if splitter else None
        if grid:
            blocks.append(grid)
        elif splitter is not PIPE:
            blocks.extend(Line(_plain(line).rstrip(), number) for number, line in rows if _plain(line).strip())
    return Document(file_name, sha256, Medium.TEXT, (Page(tuple(blocks)),))


def decoded(content: bytes, file_name: str) -> str:
    """A text file's text.

    Raises:
        UnsupportedDocument: it is no text.
    """
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if BINARY.search(text):
            raise UnsupportedDocument(file_name, "it holds binary data")
        return text
    raise UnsupportedDocument(file_name, "it is neither UTF-8 nor GB18030")


def _splitter(line: str) -> re.Pattern[str] | None:
    """What separates the cells of a line; None for a line that is no row."""
    if PIPE_ROW.fullmatch(line):
        return PIPE
    return TAB if "\t" in line else None


def _grid(rows: list[tuple[int, str]], splitter: re.Pattern[str]) -> Grid | None:
    """Consecutive rows as one grid, its short rows filled up with empty cells.

    None for lines that tabs only indent, and for rows that hold nothing but alignment.
    """
    if splitter is TAB and not any("\t" in line.lstrip() for _, line in rows):
        return None
    cells = [[Cell(_plain(part).strip(), line=number) for part in _parts(line, splitter)] for number, line in rows]
    kept = [row for row in cells if not all(ALIGNMENT.fullmatch(cell.text) for cell in row)]
    if not kept:
        return None
    width = max(len(row) for row in kept)
    filled = tuple(tuple(row + [Cell("", line=row[0].line)] * (width - len(row))) for row in kept)
    return Grid(filled, line=filled[0][0].line)


def _parts(line: str, splitter: re.Pattern[str]) -> list[str]:
    row = PIPE_ROW.fullmatch(line)
    inside = row["cells"] if row and splitter is PIPE else line
    return [part.replace(r"\|", "|") for part in splitter.split(inside)]


def _plain(text: str) -> str:
    """The text without the extractor's HTML: 结转项目 <input checked="" type="checkbox"/> → 结转项目 ☑."""
    boxed = CHECKBOX.sub(lambda box: "☑" if "checked" in box["state"].lower() else "☐", text)
    return html.unescape(TAG.sub("", BREAK.sub("\n", boxed))).replace("\xa0", " ")
