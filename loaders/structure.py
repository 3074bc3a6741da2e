"""What a document says of its own structure: the tables of its contents, their places, which are empty, what the template left."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from graph.facts import ContentsEntry, Source, TablePlace, TemplateRemnant
from graph.identity import fold
from graph.terms import BudgetTable, Stage
from loaders.document import Cell, Document, Line
from loaders.narratives.sections import CONTENTS, divide
from loaders.tables.catalogue import layout_titled

# "注:本部门2026年无政府性基金预算财政拨款安排的预算,故本表为空表。" "说明:…故本表无数据。" -> a note that a table is empty
EMPTY_NOTE: Final = re.compile(r"(?:注|说明|备注).*(?:本|此)表(?:为空表?|无数据|无内容|为零)")

# "注:本表反映部门本年度…" "说明:…" "本单位无政府性基金预算拨款支出。" -> any note below a table
NOTE: Final = re.compile(r"注|说明|备注|.*(?:无|没有|不涉及)[^。]*(?:预算|拨款|收支|支出|经费|数据)")

# "XX局" "××单位" "20XX年" "下降（增长）27.78%" "增加/减少" -> words that the template leaves to be filled or chosen; not "X101" "7×24"
REMNANT: Final = re.compile(
    r"(?:20)?[XxＸ×╳○]{2,}(?=[局委办院处署厅市区县镇乡街部单中公年月日万元个项])"
    r"|(?:增加|增长|上升)[（(/](?:减少|下降)[）)]?(?!的?主要)|(?:减少|下降)[（(/](?:增加|增长|上升)[）)]?(?!的?主要)"
)


def read_structure(document: Document, stage: Stage) -> Iterator[ContentsEntry | TablePlace]:
    """The tables of the list of contents, and the places of the tables themselves."""
    contents = [line for section in divide(document, stage) if section.name == CONTENTS for line in section.lines]
    listed = {id(line) for line in contents}
    for line in contents:
        layout = layout_titled(line.text, stage)
        if layout:
            yield ContentsEntry(layout.table, fold(line.text), line.source)
    yield from _places([part for part in _parts(document) if id(part) not in listed], stage)


def _places(parts: Iterable[Line | Cell], stage: Stage) -> Iterator[TablePlace]:
    """Each table at its first title, with its first note and the one that calls it empty, before the next table's title."""
    places: dict[BudgetTable, Line] = {}
    notes: dict[BudgetTable, Source] = {}
    empty_notes: dict[BudgetTable, Source] = {}
    table: BudgetTable | None = None
    for part in parts:
        layout = layout_titled(part.text, stage) if isinstance(part, Line) else None
        if layout and isinstance(part, Line):
            table = layout.table
            places.setdefault(table, part)
        elif table and EMPTY_NOTE.match(fold(part.text)):
            empty_notes.setdefault(table, part.source)
            notes.setdefault(table, part.source)
        elif table and NOTE.match(fold(part.text)):
            notes.setdefault(table, part.source)
    for found, line in places.items():
        yield TablePlace(found, fold(line.text), line.source, empty_notes.get(found), notes.get(found))


def read_remnants(document: Document) -> Iterator[TemplateRemnant]:
    """What is left of the template, wherever it stands."""
    for part in _parts(document):
        remnant = REMNANT.search(part.text)
        if remnant:
            yield TemplateRemnant(remnant.group(), part.source)


def _parts(document: Document) -> Iterator[Line | Cell]:
    for block in document.blocks():
        yield from [block] if isinstance(block, Line) else [cell for row in block.rows for cell in row if cell]
