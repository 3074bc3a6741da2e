"""What a document is: its kind, its year, whose it is. By its template's own words, never by its file's name.

A cover says it in so many words (上海市2025年市级单位预算 / 预算单位：上海市财政局). Text that others extracted often lacks the
cover; then the titles and heads of its tables say it, and last its project statements or target forms.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Final

from graph.errors import NotADisclosure
from graph.facts import ProjectFact
from graph.identity import fold
from graph.terms import DisclosureKind, OrganisationKind, Stage
from loaders.document import Document
from loaders.tables.catalogue import layout_titled
from loaders.tables.ruled import BODY_LINE

# "上海市普陀区2024年区级部门预算" "上海市2025年市级单位预算" "上海市普陀区财政局2024年度部门决算" "2024年度某局部门决算"
# -> before, year, after, scope, stage
COVER: Final = re.compile(
    r"(?P<before>[^\d]*?)(?P<year>20\d{2})年度?(?P<after>[^\d。]{0,40}?)(?:[市区县镇]级)?(?P<scope>部门|单位)(?P<stage>预算|决算)"
    r"(?!编制|情况|表|收入|支出|单位)"
)

# "预算主管部门：上海市普陀区商务委员会" "预算单位（公章）：上海市财政局" "预算主管部门：" -> scope, body
COVER_BODY: Final = re.compile(r"(?:预算)?(?:主管)?(?P<scope>单位|部门)(?:名称)?(?:（[^）]{1,4}）)?[：:](?P<body>.*)")

# "上海市普陀区民政局" "共青团上海市普陀区委员会" -> words of a cover that are a body's name; not "上海市普陀区", "公开"
COVER_NAME: Final = re.compile(r"[^\d。：:]{3,40}(?<![省市区县年])")
NO_NAME: Final = re.compile(r"目录|附件|公开|预算|决算|年度|说明")

# "2024年部门财务收支预算总表" "2025年预算单位收入预算总表" -> year, scope
TABLE_HEAD: Final = re.compile(r"(?P<year>20\d{2})年度?(?:预算)?(?P<scope>部门|单位)")

# "2025年部门预算编制说明" "第二部分某局2024年度部门决算表" "第三部分某局2024年度部门决算情况说明" -> body, year, scope
SECTION_HEAD: Final = re.compile(
    r"(?:第.部分)?(?P<body>[^\d，。；：]*)(?P<year>20\d{2})年度?(?P<scope>部门|单位)(?:预算编制说明|决算(?:情况说明|表))"
)

# "上海市普陀区人民政府万里街道办事处（部门）" -> the mark of which edition of its budget it is
SCOPE_MARK: Final = re.compile(r"[（(](?:部门|单位)[）)]$")

# "2025年项目预算绩效目标编报工作" "（2025年度）" "2024年度项目绩效目标汇总表" -> year
ANY_YEAR: Final = re.compile(r"(?P<year>20\d{2})\s*年")

_COVER_LINES: Final = 12
_COVER_PAGES: Final = 3  # a blank page or the list of contents may stand before it


@dataclass(frozen=True, slots=True)
class Recognition:
    """What the document says of itself."""

    kind: DisclosureKind
    stage: Stage
    year: int
    title: str | None
    organisation: str | None
    organisation_kind: OrganisationKind | None


def recognise(document: Document) -> Recognition:
    """The document's kind, year and body.

    Raises:
        NotADisclosure: no template's words stand in it.
    """
    recognised = _by_cover(document) or _by_tables(document) or _by_projects(document)
    if recognised is None:
        raise NotADisclosure(document.file_name)
    return recognised


def _by_cover(document: Document) -> Recognition | None:
    for page in document.pages[:_COVER_PAGES]:
        recognised = _by_page(document, [fold(line.text) for line in page.lines])
        if recognised:
            return recognised
    return None


def _by_page(document: Document, lines: Sequence[str]) -> Recognition | None:
    """What a page says that may be the cover."""
    if len(lines) > _COVER_LINES:
        return None  # a cover holds a few lines; a page of prose is none
    labelled = _labelled_bodies(lines)
    names = [line for line in lines if line not in labelled]
    cover = COVER.search("".join(names))
    if cover is None:
        return None
    stage = Stage.BUDGET if cover["stage"] == "预算" else Stage.FINAL_ACCOUNTS
    body = next((labelled[line] for line in labelled if cover["scope"] in line.partition(":")[0]), None)
    body = body or next(iter(labelled.values()), None) or _body_of_cover(cover) or _body_of_tables(document)
    return _recognition(stage, cover["scope"], int(cover["year"]), cover[0], body)


def _labelled_bodies(lines: Sequence[str]) -> dict[str, str]:
    """The lines of a cover that say whose it is, with the body: behind the colon, or on the next line."""
    bodies: dict[str, str] = {}
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        matched = COVER_BODY.fullmatch(line)
        if matched and matched["body"]:
            bodies[line] = matched["body"]
        elif matched and COVER_NAME.fullmatch(following):
            bodies |= {line: following, following: following}
    return bodies


def _body_of_cover(cover: re.Match[str]) -> str | None:
    """The body that a cover names in its title, or behind it: 2024年度 | 部门决算 | 上海市普陀区民政局."""
    behind = cover.string[cover.end() :]
    candidates = (cover["before"], cover["after"], re.split(r"\d", behind, maxsplit=1)[0])
    return next((name for name in candidates if COVER_NAME.fullmatch(name) and not NO_NAME.search(name)), None)


def _by_tables(document: Document) -> Recognition | None:
    """What the heads of a document's tables and sections say; a head may be wrapped."""
    lines = [line.text for line in document.lines()]
    wrapped = [fold(line + following) for line, following in pairwise(lines)]
    for stage in Stage:
        titles = [fold(line) for line in lines if layout_titled(line, stage)]
        if len(titles) < 2:
            continue
        sections = [matched for text in (*map(fold, lines), *wrapped) if (matched := SECTION_HEAD.fullmatch(text))]
        heads = [*sections, *(matched for title in titles if (matched := TABLE_HEAD.search(title)))]
        years = Counter(int(head["year"]) for head in heads)
        scopes = Counter(head["scope"] for head in heads)
        if years:
            body = _body_of_tables(document) or _most_printed(
                Counter(head["body"] for head in sections if head["body"])
            )
            return _recognition(stage, _most_printed(scopes) or "部门", _first(years), None, body)
    return None


def _body_of_tables(document: Document) -> str | None:
    """The body that most tables name above them (编制部门：…)."""
    lines = (line.text.strip() for line in document.lines())
    return _most_printed(Counter(matched["body"] for line in lines if (matched := BODY_LINE.search(line))))


def _by_projects(document: Document) -> Recognition | None:
    texts = [fold(line.text) for line in document.lines()]
    cells = [
        fold(cell.text) for page in document.pages for grid in page.grids for row in grid.rows for cell in row if cell
    ]
    has_statements = any(text.endswith("项目经费情况说明") or text == "项目经费情况说明" for text in texts)
    has_forms = any("绩效目标申报表" in text or "绩效目标填报表" in text for text in (*texts, *cells))
    years = Counter(int(matched["year"]) for text in (*texts, *cells) for matched in ANY_YEAR.finditer(text))
    headed = Counter(
        int(matched["year"])
        for text in (*texts, *cells)
        if len(text) < 40
        and (matched := ANY_YEAR.search(text))
        and ("年度" in text or text.strip("（）") == matched[0])
    )
    if not (has_statements or has_forms) or not years:
        return None
    kind = DisclosureKind.PROJECT_STATEMENTS if has_statements else DisclosureKind.PERFORMANCE_TARGETS
    title = next((text for text in texts if text.endswith("绩效目标汇总表")), None)
    return Recognition(kind, Stage.BUDGET, _first(headed or years), title, None, None)


def _recognition(stage: Stage, scope: str, year: int, title: str | None, body: str | None) -> Recognition:
    is_unit = scope == "单位"
    body = SCOPE_MARK.sub("", body) if body else None
    kinds = {
        (Stage.BUDGET, False): DisclosureKind.DEPARTMENT_BUDGET,
        (Stage.BUDGET, True): DisclosureKind.UNIT_BUDGET,
        (Stage.FINAL_ACCOUNTS, False): DisclosureKind.DEPARTMENT_FINAL_ACCOUNTS,
        (Stage.FINAL_ACCOUNTS, True): DisclosureKind.UNIT_FINAL_ACCOUNTS,
    }
    organisation_kind = OrganisationKind.UNIT if is_unit else OrganisationKind.DEPARTMENT
    return Recognition(kinds[stage, is_unit], stage, year, title, body, organisation_kind if body else None)


def body_of_projects(projects: Sequence[ProjectFact]) -> tuple[str, OrganisationKind] | None:
    """Whose document a set of statements and forms is: the department that all of them name, else their only unit.

    Forms of several units without a department share a document that is nobody's (the 2018 forms name no 主管部门).
    """
    for names, kind in (
        ({project.department for project in projects if project.department}, OrganisationKind.DEPARTMENT),
        ({project.unit for project in projects if project.unit}, OrganisationKind.UNIT),
    ):
        if len(names) == 1:
            return next(iter(names)), kind
    return None


def _most_printed(words: Counter[str]) -> str | None:
    return min(words, key=lambda word: (-words[word], word)) if words else None


def _first(years: Iterable[int] | Counter[int]) -> int:
    counted = Counter(years) if not isinstance(years, Counter) else years
    return min(counted, key=lambda year: (-counted[year], -year))
