"""What a document is: its kind, its year, whose it is. By its template's own words, never by its file's name.

A cover says it in so many words (上海市2025年市级单位预算 / 预算单位：上海市财政局). Text that others extracted often lacks the
cover; then the titles and heads of its tables say it, and last its project statements or target forms.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from graph.errors import NotADisclosure
from graph.facts import ProjectFact
from graph.identity import fold
from graph.terms import DisclosureKind, OrganisationKind, Stage
from loaders.document import Document
from loaders.tables.catalogue import layout_titled
from loaders.tables.ruled import BODY_LINE

# "上海市普陀区2024年区级部门预算" "上海市2025年市级单位预算" -> year, scope
BUDGET_COVER: Final = re.compile(r"(?P<year>20\d{2})年度?(?:[市区县镇]级)?(?P<scope>部门|单位)预算(?!编制说明|表)")

# "上海市普陀区财政局2024年度部门决算" "2024年度某局部门决算" -> body, year, scope
ACCOUNTS_COVER: Final = re.compile(
    r"(?P<before>[^\d]*?)(?P<year>20\d{2})年度?(?P<after>[^\d]*?)(?:[市区县镇]级)?(?P<scope>部门|单位)决算(?!编制|情况|表|收入|支出)"
)

# "预算主管部门：上海市普陀区商务委员会" "预算单位：上海市财政局" -> scope, body
COVER_BODY: Final = re.compile(r"(?:预算)?(?P<scope>主管部门|单位|部门)(?:名称)?[：:](?P<body>.+)")

# "2024年部门财务收支预算总表" "2025年预算单位收入预算总表" -> year, scope
TABLE_HEAD: Final = re.compile(r"(?P<year>20\d{2})年度?(?:预算)?(?P<scope>部门|单位)")

# "2025年部门预算编制说明" -> year, scope
EXPLANATION_HEAD: Final = re.compile(r"(?P<year>20\d{2})年度?(?P<scope>部门|单位)预算编制说明")

# "上海市普陀区人民政府万里街道办事处（部门）" -> the mark of which edition of its budget it is
SCOPE_MARK: Final = re.compile(r"[（(](?:部门|单位)[）)]$")

# "2025年项目预算绩效目标编报工作" "（2025年度）" "2024年度项目绩效目标汇总表" -> year
ANY_YEAR: Final = re.compile(r"(?P<year>20\d{2})\s*年")

_COVER_LINES: Final = 12


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
    lines = [fold(line.text) for line in document.pages[0].lines[:_COVER_LINES]]
    if len(document.pages[0].lines) > _COVER_LINES:
        return None  # a cover holds a few lines; a first page of prose is none
    cover = "".join(lines)
    body = next((matched for line in lines if (matched := COVER_BODY.fullmatch(line))), None)
    budget = BUDGET_COVER.search(cover)
    if budget:
        title = cover[:body_start] if body and (body_start := cover.find(body[0])) > 0 else cover
        name = body["body"] if body else None
        return _recognition(Stage.BUDGET, budget["scope"], int(budget["year"]), title, name)
    accounts = ACCOUNTS_COVER.search(cover)
    if accounts:
        name = body["body"] if body else accounts["before"] or accounts["after"] or _body_of_tables(document)
        return _recognition(Stage.FINAL_ACCOUNTS, accounts["scope"], int(accounts["year"]), accounts[0], name)
    return None


def _by_tables(document: Document) -> Recognition | None:
    lines = [line.text for line in document.lines()]
    for stage in Stage:
        titles = [line for line in lines if layout_titled(line, stage)]
        if len(titles) < 2:
            continue
        heads = [matched for line in lines if (matched := EXPLANATION_HEAD.fullmatch(fold(line)))]
        heads += [matched for title in titles if (matched := TABLE_HEAD.search(fold(title)))]
        years = Counter(int(head["year"]) for head in heads)
        scopes = Counter(head["scope"] for head in heads)
        if years:
            body = _body_of_tables(document)
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
