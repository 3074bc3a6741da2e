"""Read in a fifth of the time, a page holds what plain pdfplumber finds on it."""

from dataclasses import dataclass
from io import BytesIO
from math import inf
from pathlib import Path
from typing import Any, Final

import pdfplumber
import pytest

from graph.facts import BoundingBox
from loaders.pdf import read_pdf
from loaders.pdf.canvas import Canvas
from loaders.pdf.content import FastInterpreter
from tests.loaders.pdf.drawing import pages_of, sheet

EVERYWHERE: Final = (-inf, -inf, inf, inf)


class UnclippedCanvas(Canvas):
    """A canvas on which all that is drawn can be seen, as pdfplumber sees it."""

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, EVERYWHERE if name == "clip" else value)


@dataclass(frozen=True)
class PlainPage:
    """What pdfplumber finds on a page."""

    characters: list[tuple[str, BoundingBox]]
    rules: set[BoundingBox]
    tables: list[list[list[str | None]]]


def comparable(box: BoundingBox) -> BoundingBox:
    """The box without what one order of adding makes different from another."""
    x0, top, x1, bottom = (round(value, 6) + 0.0 for value in box)
    return x0, top, x1, bottom


def plain_pages(content: bytes) -> list[PlainPage]:
    """Each page by pdfplumber."""
    pages = []
    with pdfplumber.open(BytesIO(content)) as document:
        for page in document.pages:
            edges = [edge for edge in page.edges if edge["orientation"] and max(edge["width"], edge["height"]) >= 1]
            pages.append(
                PlainPage(
                    [(char["text"], comparable(box_of(char))) for char in page.chars],
                    {comparable(box_of(edge)) for edge in edges},
                    page.extract_tables(),
                )
            )
            page.close()
    return pages


def box_of(found: dict[str, Any]) -> BoundingBox:
    """The box of something that pdfplumber found."""
    return found["x0"], found["top"], found["x1"], found["bottom"]


def drawn_budget() -> bytes:
    """Two pages with a title, a table with merged cells and a wrapped name, thin boxes as rules, and a note."""
    drawn, buffer = sheet()
    for page in (1, 2):
        drawn.setFont("STSong-Light", 12)
        drawn.drawString(200, 780, f"{page}. 部门支出预算总表")
        drawn.drawRightString(530, 760, "单位：元")
        for row in range(9):
            drawn.line(60, 740 - 24 * row, 530, 740 - 24 * row)
        for x in (60, 300, 400, 530):
            drawn.rect(x, 548, 0.5, 192, stroke=0, fill=1)
        drawn.rect(180, 548, 0.5, 168, stroke=0, fill=1)
        for row in range(1, 8):
            drawn.drawString(66, 724 - 24 * row, f"201 0{row}")
            drawn.drawString(186, 728 - 24 * row, "一般行政")
            drawn.drawString(186, 718 - 24 * row, "管理事务")
            drawn.drawRightString(520, 724 - 24 * row, f"{page}{row},000.00")
        drawn.drawString(66, 724, "功能分类科目")
        drawn.drawString(60, 500, "注：“三公”经费 另表列示。")
        drawn.showPage()
    drawn.save()
    return buffer.getvalue()


@pytest.fixture(scope="module", params=["a drawn budget", "the shared disclosures"])
def documents(request: pytest.FixtureRequest) -> list[tuple[bytes, list[PlainPage]]]:
    """Documents with what pdfplumber finds on their pages."""
    contents = [drawn_budget()]
    if request.param == "the shared disclosures":
        shared: Path = request.getfixturevalue("shared")
        contents = [path.read_bytes() for path in sorted((shared / "disclosures").glob("*.pdf"))]
    return [(content, plain_pages(content)) for content in contents]


def unclipped(content: bytes) -> list[Canvas]:
    """A canvas for each page, with all that is drawn on it."""
    canvases: list[Canvas] = []
    for page in pages_of(content):
        canvas = UnclippedCanvas()
        FastInterpreter(canvas.rsrcmgr, canvas).process_page(page)
        canvases.append(canvas)
    return canvases


def test_characters_are_the_same(documents: list[tuple[bytes, list[PlainPage]]]) -> None:
    """Text, box and order, before what cannot be seen is left out."""
    for content, plain in documents:
        for canvas, expected in zip(unclipped(content), plain, strict=True):
            assert [text for text, *_ in canvas.glyphs] == [text for text, _ in expected.characters]
            for glyph, (_, box) in zip(canvas.glyphs, expected.characters, strict=True):
                assert glyph[1:] == pytest.approx(box, abs=1e-6)


def test_rules_are_the_same(documents: list[tuple[bytes, list[PlainPage]]], monkeypatch: pytest.MonkeyPatch) -> None:
    """All sides of a point and more, before what is white on white is left out."""
    monkeypatch.setattr("loaders.pdf.canvas.is_white", lambda _: False)
    for content, plain in documents:
        for canvas, expected in zip(unclipped(content), plain, strict=True):
            assert {comparable(rule) for rule in canvas.rules} == expected.rules


def test_cells_are_the_same(documents: list[tuple[bytes, list[PlainPage]]]) -> None:
    """The texts of all tables, but for those of one column and those without a text."""
    for content, plain in documents:
        for page, expected in zip(read_pdf(content, "a.pdf", "").pages, plain, strict=True):
            kept = [table for table in expected.tables if len(table[0]) > 1 and any(map(any, table))]
            assert [grid.texts() for grid in page.grids] == kept
