"""What a document says of its own structure: the tables of its contents, their places, which are empty, what the template left."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, TypeAlias

from graph.facts import ContentsEntry, DatedHeading, ListedSection, Source, TablePlace, TemplateRemnant
from graph.identity import fold
from graph.terms import BudgetTable, Stage
from loaders.document import Cell, Document, Line
from loaders.narratives.sections import CONTENTS, LEADERS, TABLES, Role, Section, divide, section_titled
from loaders.tables.catalogue import layout_titled

Structure: TypeAlias = ContentsEntry | ListedSection | TablePlace | DatedHeading

LISTED: Final = frozenset({"other matters", "projects"})

# "注:本部门2026年无政府性基金预算财政拨款安排的预算,故本表为空表。" "说明:…故本表无数据。" -> a note that a table is empty
EMPTY_NOTE: Final = re.compile(r"(?:注|说明|备注).*(?:本|此)表(?:为空表?|无数据|无内容|为零)")

# "注:本表反映部门本年度…" "说明:…" "本单位无政府性基金预算拨款支出。" -> any note below a table
NOTE: Final = re.compile(r"注|说明|备注|.*(?:无|没有|不涉及)[^。]*(?:预算|拨款|收支|支出|经费|数据)")

# "2025年部门预算编制说明" -> the heading of a section that is of a year
YEAR: Final = re.compile(r"(?<!\d)20\d\d年")

# "2024年“三公”经费预算数" "2024年度决算数" -> the heading of a column that is of a year
DATED_COLUMN: Final = re.compile(r"20\d\d年度?[^。,;:\d]{0,12}(?:预算|决算|执行)数")

# "局" "万元" "年" -> what stands behind a word to be filled
_CHOICE: Final = r"(?:(?:增加|增长|上升)[（(/](?:减少|下降)|(?:减少|下降)[（(/](?:增加|增长|上升))[）)]?"
_FILLED: Final = "局委办院处署厅市区县镇乡街部单中公年月日万元个项"

# "主要原因是：XX" "XXX" "××原因" "____" -> what stands for words, whatever is beside it; not within a code, a word or an address
_BLANK: Final = r"(?<![A-Za-z\d._/@])(?:[XxＸ×╳]{2,}|_{2,})(?![A-Za-z\d_/@]|\.[a-z])"

# "XX局" "20XX年" "○○街道" "X万元" "***局" "某某街道" "（单位名称）" "下降（增长）27.78%" "增加/减少5万元" -> words that the template
# leaves to be filled or chosen; not "X101" "7×24" 二○○五年, the column “比上年增加/减少”, or 根据年度增加（减少）情况
REMNANT: Final = re.compile(
    rf"(?:20)?[XxＸ×╳○]{{2,}}(?=[{_FILLED}])|{_BLANK}"
    rf"|(?<![A-Za-z\d])[XxＸ×╳○](?=\s*万元)|(?:\*{{2,}}|_{{2,}})(?=\s*[{_FILLED}])"
    r"|某某(?=局|委|办|街道|部|中心|单位)|[（(](?:部门|单位)名称[）)]"
    rf"|{_CHOICE}(?=\s*[\d_XxＸ×])|(?<=[数算比]){_CHOICE}$"
)


def read_structure(document: Document, stage: Stage) -> Iterator[Structure]:
    """The tables and sections of the list of contents, the places of the tables themselves, and the headings that name a year."""
    sections = divide(document, stage)
    contents = [line for section in sections if section.name == CONTENTS for line in section.lines]
    listed = {id(line) for line in contents}
    yield from _listed_tables(contents, stage)
    yield from _listed_sections(contents, sections)
    yield from _places([part for part in _parts(document) if id(part) not in listed], stage)
    yield from _dated_headings(document, sections)


def _listed_tables(contents: Sequence[Line], stage: Stage) -> Iterator[ContentsEntry]:
    """Those whose titles are a line of the list, or two."""
    for line, following in zip_longest(contents, contents[1:]):
        texts = [line.text]
        if following and not layout_titled(following.text, stage):
            texts.append(f"{line.text}{following.text}")
        for text in texts:
            layout = layout_titled(text, stage)
            if layout:
                yield ContentsEntry(layout.table, fold(text), line.source)
                break


def _listed_sections(contents: Sequence[Line], sections: Sequence[Section]) -> Iterator[ListedSection]:
    """The sections behind the tables: those before them are wherever a disclosure is more than a part of one."""
    places = {section.name: section.heading[0].source for section in reversed(sections) if section.heading}
    for line in contents:
        name = section_titled(line.text)
        if name in LISTED:
            yield ListedSection(LEADERS.sub("", fold(line.text)), line.source, places.get(name))


def _dated_headings(document: Document, sections: Iterable[Section]) -> Iterator[DatedHeading]:
    """Those of sections with figures and of the part with the tables, and those of columns; tables have their own titles."""
    for section in sections:
        text = fold("".join(line.text for line in section.heading))
        if (section.role is Role.FIGURES or section.name == TABLES) and YEAR.search(text):
            yield DatedHeading(text, section.heading[0].source)
    for part in _parts(document):
        text = fold(part.text)
        if DATED_COLUMN.fullmatch(text):
            yield DatedHeading(text, part.source)


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
