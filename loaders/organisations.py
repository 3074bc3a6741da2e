"""Who belongs to whom: the units that a department's document lists (机构设置, 单位构成), the department of an own office."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.facts import OrganisationMention, Source
from graph.identity import fold, without_own_office
from graph.terms import OrganisationKind
from loaders.document import Document, Ledger, Line

# "上海市普陀区司法局机构设置" "二、部门决算单位构成" -> the heading of the list
UNITS_HEADING: Final = re.compile(r".{0,40}(?:机构设置|单位构成)(?:情况)?")

# "名词解释" "2024年部门预算编制说明" "第二部分 …" -> the heading after the list
NEXT_HEADING: Final = re.compile(r"名词解释|.*编制说明|第[一二三四五]部分.*|三、.*")

# "3．上海市党建服务中心" "具体包括： 1. 普陀区司法局本部" -> ordinal, the rest
LISTED_UNIT: Final = re.compile(r"(?:^|[：:]\s*)(?P<ordinal>\d{1,2})\s*[.．、]\s*(?P<rest>[^\d\s].*)$")

# "商务委本部，上海市普陀区商务委员会机关设9个内设机构" "…服务中心，不单列预算。" "…执法大队（下属参公事业单位）" -> the name alone
UNIT_NAME: Final = re.compile(r"(?P<name>.+?)(?:（下属[^）]*）)?(?:[，,。；;].*)?$")

# "上海市普陀区中小企业服务中心，不单列预算。" "预算不单列，并入本级" -> a unit whose money is in another's budget
NO_BUDGET: Final = re.compile(r"(?:不|未)单列|并入(?:本级|本部|机关)")

_OWN_OFFICE: Final = re.compile(r"(?:本级|本部)[）)]?$")

# "上海市财政局（单位）主要职能" -> 上海市财政局; "上海市普陀区财政局（本级）机构设置" -> the same; not "万里街道办事处（部门）主要职能"
_HEADED_AS_UNIT: Final = re.compile(r"(?P<name>.+)（(?:单位|本级|本部)）(?:主要职能|机构设置)(?:情况)?")

# "财政局" "教育委员会" "人民政府办公厅" -> the name of an organ of government, which has a budget as a department; not "党建服务中心"
_ORGAN: Final = re.compile(r"(?:局|委|委员会|办公室|办公厅|部|人民政府|街道办事处|法院|检察院)$")


def read_units(document: Document, ledger: Ledger) -> list[OrganisationMention]:
    """The units of a department, the department's own office first marked as such."""
    return [*_listed_units(document, ledger), *_tabled_units(document, ledger)]


def read_own_office(document: Document) -> list[OrganisationMention]:
    """The department whose own office published the document, where its headings say so.

    The municipality heads the document of a whole department with its name and （部门）, and that of the own office with the
    same name and （单位） (上海市财政局 2025, pages 3 and 4). Other units have no department of their name.
    """
    for line in document.lines():
        headed = _HEADED_AS_UNIT.fullmatch(fold(line.text))
        if headed and _ORGAN.search(headed["name"]):
            name = headed["name"]
            return [OrganisationMention(name, OrganisationKind.UNIT, line.source, department=name, is_own_office=True)]
    return []


def _mention(name: str, source: Source, said: str) -> OrganisationMention:
    return OrganisationMention(
        name=name,
        kind=OrganisationKind.UNIT,
        source=source,
        is_own_office=bool(_OWN_OFFICE.search(name)) and without_own_office(name) != "",
        has_own_budget=not NO_BUDGET.search(said),
    )


def _listed_units(document: Document, ledger: Ledger) -> Iterator[OrganisationMention]:
    lines = _section(list(document.lines()))
    expected = 1
    for position, line in enumerate(lines):
        item = LISTED_UNIT.search(line.text.strip())
        if not item or int(item["ordinal"]) != expected:
            continue
        expected += 1
        said = _whole_item(item["rest"], lines[position + 1 :])
        name = UNIT_NAME.fullmatch(said)
        if name:
            ledger.read(line)
            ledger.rows_read += 1
            yield _mention("".join(name["name"].split()), line.source, said)


def _whole_item(rest: str, following: Sequence[Line]) -> str:
    """A listed unit's name over the line's end, until the next item or a full stop."""
    text = rest
    for line in following:
        if "。" in text or "，" in text or LISTED_UNIT.search(line.text.strip()) or _ends_like_a_body(text):
            break
        text += line.text.strip()
    return text


def _ends_like_a_body(text: str) -> bool:
    return fold(text).endswith(
        (
            "局",
            "部",
            "委",
            "委员会",
            "中心",
            "队",
            "所",
            "院",
            "校",
            "站",
            "馆",
            "办公室",
            "办事处",
            "级）",
            "部）",
            "）",
        )
    )


def _section(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of the last section that is headed as the list of units; a list of contents names it, too."""
    starts = [index for index, line in enumerate(lines) if UNITS_HEADING.fullmatch(fold(line.text))]
    for start in reversed(starts):
        end = next(
            (index for index in range(start + 1, len(lines)) if NEXT_HEADING.fullmatch(fold(lines[index].text))),
            len(lines),
        )
        if any(LISTED_UNIT.search(line.text.strip()) for line in lines[start + 1 : end]):
            return lines[start + 1 : end]
    return ()


def _tabled_units(document: Document, ledger: Ledger) -> Iterator[OrganisationMention]:
    """Rows of a table headed 序号, 单位名称, 备注 (普陀区财政局 2024 accounts, page 5)."""
    for page in document.pages:
        for grid in page.grids:
            header = [fold(cell.text) if cell else "" for cell in grid.rows[0]]
            if "单位名称" not in header:
                continue
            ledger.read(grid)
            at = header.index("单位名称")
            for row in grid.rows[1:]:
                cell = row[at]
                name = UNIT_NAME.fullmatch("".join(cell.text.split())) if cell and cell.text.strip() else None
                if cell and name:
                    ledger.rows_read += 1
                    said = "".join(fold(other.text) for other in row if other)
                    yield _mention(name["name"], cell.source, said)
