"""Checks of a document's structure: its list of contents, its empty tables, what the template left, its codes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graph.facts import (
    PAGE_WITHOUT_TEXT,
    ContentsEntry,
    DatedHeading,
    LineItem,
    ListedSection,
    Source,
    TablePlace,
    TemplateRemnant,
)
from graph.identity import fold
from graph.reconciliation.figures import Figure
from graph.reconciliation.outcomes import Evidence
from graph.reconciliation.printed import CODED_TABLES, FUNCTION_TABLES, TABLE_NAMES, Printed, Row
from graph.reconciliation.rounding import Interval
from graph.reconciliation.rules import Compared, NotExecutable, Verdict
from graph.reference import CLASS_DIGITS, EARLIEST_EDITION, classification_codes
from graph.terms import BudgetTable, ClassificationScheme, GovernmentLevel, Measure

# "2025年部门国有资本经营预算支出表" "其他事项说明" -> a line that may be the title of a table or of a section
UNREAD_HEADING: Final = re.compile(r"[^。,;]{2,50}(?:表|说明|情况)")
# "维修(护)费" -> what does not tell two names apart
BRACKETS: Final = re.compile("[()（）〔〕]")
# "2025年部门收入预算总表" "本部门2026年无…" -> year
TITLED_YEAR: Final = re.compile(r"(?<!\d)(?P<year>20\d\d)年")

_NOTED_WHEN_EMPTY: Final = (
    BudgetTable.GOVERNMENT_FUND_BY_FUNCTION,
    BudgetTable.STATE_CAPITAL_BY_FUNCTION,
    BudgetTable.THREE_PUBLIC,
)
_NONE: Final = Interval.exactly(0)


def contents_are_printed(printed: Printed) -> Iterator[Verdict]:
    """A table or a section that the list of contents names stands in the document; one with an unread title may be it."""
    places = {place.table: place for place in _places(printed)}
    filled = {item.table for item in printed.document.line_items}
    coverage = printed.document.facts.coverage
    is_complete = bool(coverage.tables_expected) and coverage.tables_found == coverage.tables_expected
    entries = [fact for fact in printed.document.facts.facts if isinstance(fact, ContentsEntry | ListedSection)]
    sources = [_place_of(entry, places) for entry in entries]
    for index, (entry, source) in enumerate(zip(entries, sources, strict=True)):
        name: str | None = "已印"
        if isinstance(entry, ContentsEntry):
            place = places.get(entry.table)
            subject = f"目录/{TABLE_NAMES[entry.table]}"
            name = place.title if place else "已印" if entry.table in filled or is_complete else None
        else:
            subject, name = f"目录/{entry.title}", "已印" if source else None
        lost = None if name else _lost_page(printed, entry.source, sources[:index], sources[index + 1 :])
        if lost:
            yield NotExecutable(subject, f"第{lost}页没有文字，可能就是所列的这一部分")
            continue
        yield _printed(printed, entry, subject, name, source)


def _place_of(entry: ContentsEntry | ListedSection, places: Mapping[BudgetTable, TablePlace]) -> Source | None:
    if isinstance(entry, ListedSection):
        return entry.place
    place = places.get(entry.table)
    return place.source if place else None


def _lost_page(
    printed: Printed, contents: Source, before: Sequence[Source | None], after: Sequence[Source | None]
) -> int | None:
    """A page without text between what the list of contents names before a part of the document and what it names after it."""
    first = max((place.page or 0 for place in before if place), default=contents.page or 0)
    last = min((place.page for place in after if place and place.page), default=None)
    unread = printed.document.facts.coverage.unread
    lost = [line.source.page or 0 for line in unread if line.reason == PAGE_WITHOUT_TEXT]
    return next((page for page in lost if first < page and (last is None or page < last)), None)


def _printed(
    printed: Printed, entry: ContentsEntry | ListedSection, subject: str, found: str | None, place: Source | None
) -> Verdict:
    unread = [line.source.text for line in printed.document.facts.coverage.unread]
    if found is None and any(UNREAD_HEADING.fullmatch(fold(text)) for text in unread):
        return NotExecutable(subject, "文件有没有读懂的标题，可能就是所列的这一部分")
    return Compared(
        subject,
        f"目录所列“{entry.title}”应在正文中",
        Figure.words(entry.title, entry.source, printed.sha256),
        Figure.words(found or "没有", place or entry.source, printed.sha256),
        found is not None,
    )


def tables_are_listed(printed: Printed) -> Iterator[Verdict]:
    """A table of the document stands in its list of contents, if that names tables."""
    entries = [fact for fact in printed.document.facts.facts if isinstance(fact, ContentsEntry)]
    listed = {entry.table: entry for entry in entries}
    for place in _places(printed) if entries else ():
        entry = listed.get(place.table)
        title = Figure.words(place.title, place.source, printed.sha256)
        yield Compared(
            f"目录/{TABLE_NAMES[place.table]}/所列",
            f"正文所印“{place.title}”应在目录中",
            title,
            Figure.words(entry.title if entry else "目录没有列出", (entry or entries[-1]).source, printed.sha256),
            entry is not None,
        )


def empty_tables_are_empty(printed: Printed) -> Iterator[Verdict]:
    """A table that its note calls empty holds no amount."""
    for place in _places(printed):
        if place.empty_note:
            amounts = [item for item in _items(printed, place.table) if item.amount.fen]
            actual = Figure.of_item(amounts[0], printed.sha256) if amounts else _nothing(printed, place)
            yield Compared(
                f"{TABLE_NAMES[place.table]}/空表说明",
                f"{TABLE_NAMES[place.table]}注明为空表，不应有金额",
                Figure.words("空表", place.empty_note, printed.sha256),
                actual,
                not amounts,
            )


def empty_tables_say_so(printed: Printed) -> Iterator[Verdict]:
    """A table of funds, of state capital or of 三公 that holds nothing carries its own note.

    Those of a municipality's own bodies carry none (上海市财政局 2025, pages 15 and 16; 市委组织部 2024), which is their template and no
    mistake of a document's.
    """
    empty = [
        place
        for place in _places(printed)
        if place.table in _NOTED_WHEN_EMPTY
        and not _items(printed, place.table)
        and not printed.unread_rows(place.table)
    ]
    region = printed.document.region
    is_municipal = region is not None and region.level is GovernmentLevel.MUNICIPAL
    for place in empty:
        note = place.empty_note or place.note
        if is_municipal and not any(other.note for other in empty):
            yield NotExecutable(f"{TABLE_NAMES[place.table]}/空表", "市级文件的空表都没有说明")
        else:
            yield Compared(
                f"{TABLE_NAMES[place.table]}/空表",
                f"{TABLE_NAMES[place.table]}没有金额，应注明为空表",
                Figure.words("空表说明", place.source, printed.sha256),
                Figure.words(note.text if note else "没有说明", note or place.source, printed.sha256),
                note is not None,
            )


def titles_are_of_the_year(printed: Printed) -> Iterator[Verdict]:
    """The titles of tables, in the list of contents and above them, and their notes are of the document's year."""
    for fact in printed.document.facts.facts:
        if not isinstance(fact, ContentsEntry | TablePlace):
            continue
        where = "目录" if isinstance(fact, ContentsEntry) else "表题"
        texts = [(where, fact.title, fact.source)]
        if isinstance(fact, TablePlace) and fact.empty_note:
            texts.append(("空表说明", fact.empty_note.text, fact.empty_note))
        for what, text, source in texts:
            years = _years_in(text)
            if years:
                name = f"{TABLE_NAMES[fact.table]}/{what}"
                yield _of_the_year(printed, name, years[0], source)


def headings_are_of_the_year(printed: Printed) -> Iterator[Verdict]:
    """The headings of sections and columns are of the document's year; a column of the year before stands beside one of its own."""
    headings = [fact for fact in printed.document.facts.facts if isinstance(fact, DatedHeading)]
    own = {TITLED_YEAR.sub("", heading.text) for heading in headings if printed.year in _years_in(heading.text)}
    for heading in headings:
        years = _years_in(heading.text)
        is_beside = years[0] == printed.year - 1 and TITLED_YEAR.sub("", heading.text) in own
        if not is_beside:
            yield _of_the_year(printed, heading.text, years[0], heading.source)


def _years_in(text: str) -> list[int]:
    return [int(found["year"]) for found in TITLED_YEAR.finditer(fold(text))]


def _of_the_year(printed: Printed, name: str, year: int, source: Source) -> Compared:
    return Compared(
        f"{name}/年份",
        f"“{name}”应为{printed.year}年",
        Figure.words(f"{printed.year}年", source, printed.sha256),
        Figure.words(f"{year}年", source, printed.sha256),
        year == printed.year,
    )


def template_is_filled(printed: Printed) -> Iterator[Verdict]:
    """Nothing of the template is left to be filled or chosen."""
    remnants = [fact for fact in printed.document.facts.facts if isinstance(fact, TemplateRemnant)]
    for remnant in remnants:
        yield Compared(
            f"{remnant.text}/{Evidence(printed.sha256, remnant.source).place}",
            f"模板用语“{remnant.text}”应已填写或选定",
            Figure.words("已填写", remnant.source, printed.sha256),
            Figure.words(remnant.text, remnant.source, printed.sha256),
            holds=False,
        )
    if not remnants and not printed.document.disclosure.is_searched_for_template:
        yield NotExecutable("模板用语", "事实文件早于本规则，须重新读取文件")
    elif not remnants:
        yield Compared("模板用语", "没有遗留的模板用语", Figure("无", _NONE, ()), Figure("无", _NONE, ()), holds=True)


def classes_are_listed(printed: Printed) -> Iterator[Verdict]:
    """A code's class is one of the state's classification, and so is its group where all groups of the class are known."""
    for row in _coded_rows(printed):
        if row.scheme is None or row.code is None:
            continue
        known = classification_codes()[row.scheme]
        code = row.code[:CLASS_DIGITS]
        is_judged = code in known.complete and EARLIEST_EDITION <= printed.year <= known.latest
        lacks_group = is_judged and code in known.classes and row.code not in known.codes
        classes = f"{min(known.classes)}–{max(known.classes)}所列各类"
        yield Compared(
            f"{TABLE_NAMES[row.table]}/{row.name}",
            f"{TABLE_NAMES[row.table]}“{row.name}”的编码应在政府收支分类科目之中",
            Figure(f"{code}所列各款" if lacks_group else classes, _NONE, (row.evidence,)),
            Figure(row.code, _NONE, (row.evidence,)),
            code in known.classes and not lacks_group,
        )


def names_are_listed(printed: Printed) -> Iterator[Verdict]:
    """A code bears the name that the state's classification gives it in the document's year, told once for each name."""
    told: set[tuple[ClassificationScheme, str, str]] = set()
    for row in _coded_rows(printed):
        if row.scheme is None or row.code is None or not row.label or (row.scheme, row.code, row.label) in told:
            continue
        told.add((row.scheme, row.code, row.label))
        known = classification_codes()[row.scheme]
        entry = known.codes.get(row.code)
        subject = f"科目{row.code}/{row.label}"
        if entry is None or not entry.since <= printed.year <= known.latest:
            yield NotExecutable(subject, "不知道该科目在该年度的名称")
            continue
        name, said = BRACKETS.sub("", entry.name), BRACKETS.sub("", row.label)
        if name != said and (name.startswith(said) or said.startswith(name)):
            yield NotExecutable(subject, f"名称与“{entry.name}”部分相同，可能没有读全")
            continue
        former = f"（{entry.since}年前的名称）" if entry.formerly == row.label else ""
        yield Compared(
            subject,
            f"科目{row.code}的名称“{row.label}”{former}应与政府收支分类科目一致",
            Figure(entry.name, _NONE, (row.evidence,)),
            Figure(row.label, _NONE, (row.evidence,)),
            name == said,
        )


def codes_have_parents(printed: Printed) -> Iterator[Verdict]:
    """A code stands below the code that it begins with; a parent that is missing is told once."""
    for table in CODED_TABLES:
        coded = printed.coded(table)
        lengths = {len(code) for code in coded}
        lacking: set[str] = set()
        for code, rows in sorted(coded.items()):
            length = {5: 3, 7: 5}.get(len(code), 0)
            if length not in lengths or code[:length] in lacking:
                continue
            parents = coded.get(code[:length], ())
            parent = parents[0] if parents else None
            unread = [cells for cells in printed.unread_rows(table) if cells.code in {None, code[:length]}]
            if parent is None and unread:
                yield NotExecutable(f"{TABLE_NAMES[table]}/{rows[0].name}", printed.why_unread(unread))
                continue
            if parent is None and any(row.label == "" for row in rows):
                yield NotExecutable(f"{TABLE_NAMES[table]}/{code}", "该行没有读到名称")
                continue
            lacking.update(() if parent else (code[:length],))
            yield Compared(
                f"{TABLE_NAMES[table]}/{rows[0].name}",
                f"{TABLE_NAMES[table]}“{rows[0].name}”应在其上级科目{code[:length]}之下",
                Figure(parent.name if parent else code[:length], _NONE, ((parent or rows[0]).evidence,)),
                Figure(rows[0].name, _NONE, (rows[0].evidence,)),
                parent is not None,
            )


def codes_have_parts(printed: Printed) -> Iterator[Verdict]:
    """A class or a group with an amount has groups or items below, where its table lists those of others."""
    for table in FUNCTION_TABLES:
        coded = printed.coded(table)
        lengths = {len(code) for code in coded}
        for code, rows in sorted(coded.items()):
            length = {3: 5, 5: 7}.get(len(code), 0)
            amount = rows[0].figure(Measure.TOTAL)
            if length not in lengths or amount is None or amount.fen == 0:
                continue
            below = [one for other in sorted(coded) if other[:-2] == code for one in coded[other]]
            subject = f"{TABLE_NAMES[table]}/{rows[0].name}/下级"
            unread = [cells for cells in printed.unread_rows(table) if (cells.code or code).startswith(code)]
            if not below and unread:
                yield NotExecutable(subject, printed.why_unread(unread))
                continue
            kind = "项" if length == 7 else "款"
            yield Compared(
                subject,
                f"{TABLE_NAMES[table]}“{rows[0].name}”有金额，其下应列有{kind}",
                Figure(f"所属各{kind}", _NONE, amount.sources),
                Figure("、".join(one.code or "" for one in below) or "没有", _NONE, ((below or rows)[0].evidence,)),
                bool(below),
            )


def codes_have_one_name(printed: Printed) -> Iterator[Verdict]:
    """A code has one name in all tables of a document."""
    first: dict[tuple[ClassificationScheme | None, str], Row] = {}
    for row in _coded_rows(printed):
        known = first.setdefault((row.scheme, row.code or ""), row)
        if known is not row and row.label and known.label:
            yield Compared(
                f"{TABLE_NAMES[row.table]}/{row.name}",
                f"科目{row.code}在各表中应为同一名称",
                Figure(f"{TABLE_NAMES[known.table]}“{known.label}”", _NONE, (known.evidence,)),
                Figure(f"{TABLE_NAMES[row.table]}“{row.label}”", _NONE, (row.evidence,)),
                BRACKETS.sub("", known.label) == BRACKETS.sub("", row.label),
            )


def _coded_rows(printed: Printed) -> Sequence[Row]:
    return [row for table in CODED_TABLES for row in printed.rows(table) if row.code]


def _places(printed: Printed) -> Sequence[TablePlace]:
    return [fact for fact in printed.document.facts.facts if isinstance(fact, TablePlace)]


def _items(printed: Printed, table: BudgetTable) -> Sequence[LineItem]:
    return [item for item in printed.document.line_items if item.table is table]


def _nothing(printed: Printed, place: TablePlace) -> Figure:
    return Figure.words("没有金额", place.source, printed.sha256)
