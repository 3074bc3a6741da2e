"""What loaders hand over: typed, frozen records that know where they were printed.

A fact never guesses. A value that the document does not print, or that cannot be decided, is None; the printed text
stays beside every value that was parsed. The facts of one document stand in one
`DisclosureFacts` (graph.disclosures).
"""

from datetime import date
from typing import Final, TypeAlias

import msgspec

from graph.terms import (
    BudgetTable,
    ClassificationScheme,
    Direction,
    LegalBasisRelation,
    Measure,
    MoneyUnit,
    OrganisationKind,
    Side,
    Stage,
    Topic,
    UnspecificKind,
)

UNREAD_AMOUNT: Final = "an amount of a sentence that no pattern reads"  # the reason of an unread line

PAGE_WITHOUT_TEXT: Final = "a page without text"  # likewise: a scan is an image, what it prints is not known

BoundingBox: TypeAlias = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points, origin at the page's top left."""


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where something is printed: a page and a box of a PDF, or a line of a text."""

    text: str
    page: int | None = None
    line: int | None = None
    bbox: BoundingBox | None = None


class Money(msgspec.Struct, frozen=True):
    """An exact amount: fen (分) inside, with the unit and the digits as printed."""

    fen: int
    unit: MoneyUnit
    text: str


class OrganisationMention(msgspec.Struct, frozen=True, omit_defaults=True, tag="organisation"):
    """An organisation that the document names as a department or as one of its units (机构设置, 单位构成)."""

    name: str
    kind: OrganisationKind
    source: Source
    department: str | None = None
    is_own_office: bool = False  # 本级, 本部: the department's own unit, under whatever short name
    has_own_budget: bool = (
        True  # not where the list says 不单列预算 or 并入本级: then no document of its own is to be expected
    )


class LineItem(msgspec.Struct, frozen=True, omit_defaults=True, tag="line_item"):
    """One filled cell of one of the nine tables."""

    table: BudgetTable
    stage: Stage
    measure: Measure
    row: int  # ordinal of the row among the table's rows, from 0
    label: str  # the row's name without white space: 行政运行, 合计, 一、财政拨款收入
    amount: Money
    source: Source
    side: Side | None = None
    scheme: ClassificationScheme | None = None
    code: str | None = None  # normalised: 2010301
    printed_code: str | None = None  # only where it differs from the code: 301 2 for 30102


class UnreadCells(msgspec.Struct, frozen=True, omit_defaults=True, tag="unread_cells"):
    """Cells of one of the nine tables that are printed and could not be read: one of a row, or a row's as a whole."""

    table: BudgetTable
    row: int  # ordinal of the row, counted with those of the line items
    source: Source
    label: str = ""
    side: Side | None = None
    code: str | None = None
    measure: Measure | None = None  # None where it could be any of the row's columns


class StatedFigure(msgspec.Struct, frozen=True, omit_defaults=True, tag="stated_figure"):
    """A figure of the document's sentences: an amount or a count, and how it moved."""

    topic: Topic
    stage: Stage
    year: int
    label: str  # what the sentence calls it: 收入预算, 行政运行
    source: Source
    amount: Money | None = None
    count: int | None = None
    code: str | None = None  # functional code where the sentence prints it
    path: tuple[str, ...] = ()  # the names of class, group and item where the sentence prints them
    compared_year: int | None = None
    compared_stage: Stage | None = None  # 比2024年预算, 比2024年预算执行数; None of 与2023年度相比
    direction: Direction | None = None
    change: Money | None = None
    ratio: str | None = None  # percent as printed: 12.08
    ratio_direction: Direction | None = (
        None  # only where the rate's word contradicts the change's: 减少5万元，增长1.07%
    )
    share: str | None = None  # percent of the whole as printed: 占99.79%
    share_of: str | None = None  # what the sentence calls the whole: 占本年支出合计的100.00%
    completion: str | None = None  # percent of the year's budget as printed: 完成年初预算的98.20%
    against_budget: Direction | None = None  # 决算数大于、小于或与预算数持平


class RelatedDocument(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document that a cited one carries out, forwards or amends, as the words around the citation tell and no title alone."""

    relation: LegalBasisRelation
    title: str | None
    document_number: str | None
    reason: str
    confidence: float = 1.0  # less for a judgement, which `reason` explains, than for what a sentence says
    issuer: str | None = None
    spoken_of: str | None = None  # the title by which the cited one's own title calls it, where that is misquoted


class Citation(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document that a project's 立项依据 names.

    `title` is what stands between the outermost 《》 (or the title without them), `document_number` is normalised to
    〔〕. At least one of them is there: a basis that names nothing is no citation. A joint document prints one number for each
    of its issuers: the others are `further_numbers`.
    """

    text: str
    sources: tuple[Source, ...]
    title: str | None = None
    document_number: str | None = None
    article: str | None = None
    issuer: str | None = None
    relation: LegalBasisRelation = LegalBasisRelation.CITES
    further_numbers: tuple[str, ...] = ()
    related: tuple[RelatedDocument, ...] = ()


class UnspecificBasis(msgspec.Struct, frozen=True):
    """A part of a project's 立项依据 that names no document."""

    kind: UnspecificKind
    text: str
    sources: tuple[Source, ...]


class SubItem(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of a project's budget (子项目)."""

    name: str
    source: Source
    amount: Money | None = None


class Indicator(msgspec.Struct, frozen=True, omit_defaults=True):
    """A performance indicator with its target (绩效指标).

    `value` is the printed figure without operator and unit, or the printed words where the target is no figure.
    """

    name: str
    text: str  # the target as printed: ≥95.00(%)
    sources: tuple[Source, ...]
    level1: str | None = None
    level2: str | None = None
    operator: str | None = None  # ≥ ≤ = > < 约
    value: str | None = None
    unit: str | None = None


class PrintedAmount(msgspec.Struct, frozen=True):
    """An amount where one part of a statement prints it: the overview's estimate, the appropriation's total."""

    amount: Money
    source: Source


class PrintedPeriod(msgspec.Struct, frozen=True):
    """The days between which a project runs, where a part of a statement other than its schedule prints them."""

    start: date
    end: date
    source: Source


class UnitPrice(msgspec.Struct, frozen=True):
    """A price for one of something: 3000元/人 of 处级干部体检, 每人每天不超过550元."""

    item: str  # the name of the list's item that prints it; empty outside of a list
    amount: Money
    units: tuple[str, ...]  # 人, 天
    source: Source


class CountInFormula(msgspec.Struct, frozen=True):
    """A count that a sentence states, and the count of the same unit in the calculation behind it: 面试约4天, ×4天."""

    stated: int
    calculated: int
    counter: str
    source: Source


class Calculation(msgspec.Struct, frozen=True):
    """A calculation that a statement works out: 3天×50人×300元/人/天=45000元, or 每人每天210元 for 200人次, 共计5万元.

    `expression` holds its numbers in yuan and in counts, with × ÷ + - and brackets: 3×50×300. `is_written_out` is False where
    the statement prints price and quantities in words.
    """

    expression: str
    result: Money
    source: Source
    is_written_out: bool = True


class Breakdown(msgspec.Struct, frozen=True):
    """An amount of a statement with the parts that it is broken down into.

    `is_complete` is True of a numbered list, False of 其中, which need not name every part. Without a total, the parts are those
    of the project's year.
    """

    label: str
    total: Money | None
    parts: tuple[SubItem, ...]
    is_complete: bool
    source: Source


class CountedParts(msgspec.Struct, frozen=True, omit_defaults=True):
    """A count or an area with its parts: 13人次（其中10人…，6人…）. `is_complete` where nothing is beside them: 地上 and 地下."""

    total: int
    counter: str  # 人次
    parts: tuple[int, ...]
    source: Source
    is_complete: bool = False


class Funding(msgspec.Struct, frozen=True, omit_defaults=True):
    """How much of a project's year a funding source pays; `source_code` is a code of reference/funding_sources.toml."""

    source_code: str
    amount: Money
    source: Source


class ProjectFact(msgspec.Struct, frozen=True, omit_defaults=True, tag="project"):
    """A project as one statement (项目经费情况说明) or one target form (绩效目标申报表) describes it."""

    name: str
    year: int
    is_form: bool
    sources: tuple[Source, ...]
    department: str | None = None  # 主管部门
    unit: str | None = None  # 实施单位 as a budget unit
    nature: str | None = None  # 项目性质
    category: str | None = None  # 项目类别
    start: date | None = None
    end: date | None = None
    amount: Money | None = None  # the year's: 年度资金申请总额, 年度预算安排
    whole: PrintedAmount | None = None  # that of all years, where a form prints it beside the year's: 项目总预算
    prior_year_budget: Money | None = None
    prior_year_actual: Money | None = None
    funding: tuple[Funding, ...] = ()
    sub_items: tuple[SubItem, ...] = ()
    appropriated: PrintedAmount | None = None  # what 六、年度预算安排 calls the total
    estimated: PrintedAmount | None = None  # 经测算，预算资金约… in 一、项目概述
    breakdowns: tuple[Breakdown, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    counted_parts: tuple[CountedParts, ...] = ()
    unit_prices: tuple[UnitPrice, ...] = ()
    counts_in_formulas: tuple[CountInFormula, ...] = ()
    overview_period: PrintedPeriod | None = None  # 拟于2025年1月至2025年11月实施 in 一、项目概述
    indicators: tuple[Indicator, ...] = ()
    citations: tuple[Citation, ...] = ()
    unspecific_bases: tuple[UnspecificBasis, ...] = ()
    has_specific_basis: bool | None = None  # None: the source has no 立项依据
    overview: str | None = None  # 一、项目概述
    basis: str | None = None  # 二、立项依据
    implementer: str | None = None  # 三、实施主体
    plan: str | None = None  # 四、实施方案
    schedule: str | None = None  # 五、实施周期
    schedule_source: Source | None = None
    appropriation: str | None = None  # 六、年度预算安排
    goal: str | None = None  # 七、绩效目标, 年度总体目标


class ContentsEntry(msgspec.Struct, frozen=True, tag="contents_entry"):
    """A table that the document's list of contents (目录) names."""

    table: BudgetTable
    title: str
    source: Source


class ListedSection(msgspec.Struct, frozen=True, omit_defaults=True, tag="listed_section"):
    """A section that the list of contents names, other than a table, and where its heading stands; None where it does not."""

    title: str
    source: Source
    place: Source | None = None


class TablePlace(msgspec.Struct, frozen=True, omit_defaults=True, tag="table_place"):
    """Where a table stands under its title, with its note, and the one that calls it empty (故本表为空表)."""

    table: BudgetTable
    title: str
    source: Source
    empty_note: Source | None = None
    note: Source | None = None


class DatedHeading(msgspec.Struct, frozen=True, tag="dated_heading"):
    """The heading of a section, or of a table's column, that names a year: 2024年“三公”经费预算数."""

    text: str
    source: Source


class TemplateRemnant(msgspec.Struct, frozen=True, tag="template_remnant"):
    """Words of the template that were to be filled or chosen: XX局, 下降（增长）."""

    text: str
    source: Source


Fact: TypeAlias = (
    OrganisationMention
    | LineItem
    | UnreadCells
    | StatedFigure
    | ProjectFact
    | ContentsEntry
    | ListedSection
    | TablePlace
    | DatedHeading
    | TemplateRemnant
)
