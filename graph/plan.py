"""What a root field of a GraphQL operation asks of a store: one frozen value, whatever its depth.

A plan is a *root* (which nodes to begin with) and a *selection* (which members of them, and of what they lead to). A store
answers it with the values of a JSON text: dictionaries by response key in the order of the selection, lists, texts, numbers
and truths, None for what is not there. An amount is a text in plain notation, 0.172 and never 1.72E-1. The answer belongs to
whoever asked, who may change it. Neither side knows the other: no GraphQL type stands in a plan, and no Cypher.

A connection is a window over linked nodes. Its members are those of `CONNECTION_MEMBERS`, asked for like any others:

    Field("budgetLines", "budget_lines", window=Window(...), selection=Selection({"Connection": (
        Field("totalCount", "total_count"),
        Field("nodes", "nodes", selection=Selection({"BudgetLine": (Field("amount", "amount", unit=MoneyUnit.YUAN),)})),
    )}))
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Final, TypeAlias

from graph.terms import (
    BudgetTable,
    ClassificationScheme,
    ComparisonDimension,
    LineageLevel,
    Measure,
    MoneyUnit,
    Normalisation,
    Stage,
    Term,
)

LIST_LIMIT: Final = 1000
"""A list that is no connection ends here: no answer is unbounded."""

Scalar: TypeAlias = str | int | bool | None


class Operator(Enum):
    """How a comparison holds."""

    EQUAL = "eq"
    IN = "in"
    LESS = "lt"
    LESS_OR_EQUAL = "lte"
    GREATER = "gt"
    GREATER_OR_EQUAL = "gte"
    CONTAINS = "contains"
    STARTS_WITH = "startsWith"
    IS_NULL = "isNull"
    NAMED = "named"  # the name or title or one of the aliases, as far as titles are told apart


@dataclass(frozen=True, slots=True)
class Compare:
    """A property of a node against a constant; a property of nothing (null) satisfies only IS_NULL true.

    `member` is a property, or `key` for the node's own key. Money is compared in fen. `value` is a tuple for IN.
    """

    member: str
    operator: Operator
    value: Scalar | tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """At least one node that the link leads to satisfies the predicate; None for any."""

    link: str
    where: "Predicate"


@dataclass(frozen=True, slots=True)
class OfKind:
    """The node is of one of these kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; of no parts: true."""

    parts: tuple["Predicate", ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """Some part holds; of no parts: false."""

    parts: tuple["Predicate", ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Predicate"


Predicate: TypeAlias = Compare | Related | OfKind | All | Any | Not
EVERYTHING: Final = All()


@dataclass(frozen=True, slots=True)
class Order:
    """One criterion. Nulls come last in either direction; texts go by code point; the key always decides at the end."""

    member: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A keyset page: `size` nodes after or before a position, from the front or from the back."""

    size: int
    after: tuple[Scalar, ...] | None = None  # the sort values of a node and its key
    before: tuple[Scalar, ...] | None = None
    backward: bool = False  # the last `size` instead of the first


@dataclass(frozen=True, slots=True)
class Window:
    """Which of the linked nodes a connection shows, in which order."""

    where: Predicate
    order: tuple[Order, ...]
    page: Page
    fingerprint: str  # of field, filter and order: a cursor of another window is refused


class GroupKey(Term):
    """What groups of a connection are made by."""

    YEAR = "YEAR", "The budget year."
    STAGE = "STAGE", "Budget or final accounts."
    REGION = "REGION", "The region of the organisation."
    ORGANISATION = "ORGANISATION", "The organisation."
    CLASSIFICATION = "CLASSIFICATION", "The classification code."
    MEASURE = "MEASURE", "The column of the table."
    FUNDING_SOURCE = "FUNDING_SOURCE", "The funding source."


GROUPED_BY: Final[Mapping[str, tuple[GroupKey, ...]]] = {
    "BudgetLine": tuple(GroupKey),
    "Project": (GroupKey.YEAR, GroupKey.REGION, GroupKey.ORGANISATION),
}
"""What each kind can be grouped by: a project has no column and no code of its own."""


class GroupOrder(Term):
    """How groups are ordered; the groups' keys decide between equals."""

    AMOUNT_DESC = "AMOUNT_DESC", "The largest sum first."
    AMOUNT_ASC = "AMOUNT_ASC", "The smallest sum first."
    COUNT_DESC = "COUNT_DESC", "The most members first."
    KEY_ASC = "KEY_ASC", "By the groups' keys."


@dataclass(frozen=True, slots=True)
class Grouping:
    """Sums over the whole filter of a connection, by one or more keys."""

    by: tuple[GroupKey, ...]
    order: GroupOrder = GroupOrder.KEY_ASC
    size: int = 100


@dataclass(frozen=True, slots=True)
class Field:
    """One selected member under its response key.

    `name` is a member of the kind, or one of the words that every kind has: `id`, or `__typename`, which is answered by
    `word`: a plan does not say what GraphQL calls a connection of projects.
    """

    key: str
    name: str
    selection: "Selection | None" = None
    unit: MoneyUnit | None = None  # of an amount
    window: Window | None = None  # of a connection
    grouping: Grouping | None = None  # of a connection's groups
    size: int = LIST_LIMIT  # of a list that is no connection
    word: str | None = None  # of `__typename`


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """What is asked of a node or value, by its concrete kind; a kind that is not there is asked for nothing.

    Equal only to itself, so that a store can keep what it makes of one: what depends on no variable is the same object in
    every request for a document, and `is_steady`.
    """

    fields: Mapping[str, tuple[Field, ...]] = field(default_factory=dict)
    is_steady: bool = False


class ConnectionKind(StrEnum):
    """The values that a connection is made of, as kinds of a selection. The first is prefixed by the nodes' kind."""

    EDGE = "Edge"
    PAGE_INFO = "PageInfo"
    AGGREGATE = "Aggregate"
    AMOUNT_AGGREGATE = "AmountAggregate"
    GROUP = "Group"
    GROUP_VALUE = "GroupValue"


CONNECTION_MEMBERS: Final[Mapping[str, tuple[str, ...]]] = {
    "Connection": ("edges", "nodes", "page_info", "total_count", "aggregate", "groups"),
    ConnectionKind.EDGE: ("cursor", "node"),
    ConnectionKind.PAGE_INFO: ("has_next_page", "has_previous_page", "start_cursor", "end_cursor"),
    ConnectionKind.AGGREGATE: ("count", "amount"),
    ConnectionKind.AMOUNT_AGGREGATE: ("sum", "min", "max", "avg", "missing"),
    ConnectionKind.GROUP: ("keys", "aggregate"),
    ConnectionKind.GROUP_VALUE: ("key", "label", "entity"),
}
"""Members of connections. Selections of connections and edges are asked for under "Connection" and "Edge"; `entity` of a
group's key is a node of any kind."""


COMPUTED_MEMBERS: Final[Mapping[str, Mapping[str, str]]] = {
    "Project": {"similar_by_legal_basis": "SimilarProject"},
    "Department": {"counterparts": "Department"},
}
"""Members that no document prints and no store holds, by kind, with the kind of value or node that they are lists of: a store
works them out where they are asked for, as many as the field's `size` says, similar projects the best first, counterparts by
key."""


ANALYSED_MEMBERS: Final[Mapping[str, Mapping[str, str]]] = {
    "Project": {"previous_years": "ProjectLink", "next_years": "ProjectLink"},
    "Department": {"predecessors": "Succession", "successors": "Succession"},
    "Unit": {"predecessors": "Succession", "successors": "Succession"},
}
"""Members that no store works out, by kind, with the kind of value that they are lists of (`graph.analysis.members`)."""


@dataclass(frozen=True, slots=True)
class ByKeys:
    """Nodes by kind and key, None in the place of an unknown one; `single` answers the one node instead of a list."""

    keys: tuple[tuple[str, str] | None, ...]
    single: bool = False


@dataclass(frozen=True, slots=True)
class First:
    """The first node of these kinds that satisfies the predicate, by kind (in this order) and key, or None."""

    kinds: tuple[str, ...]
    where: Predicate


@dataclass(frozen=True, slots=True)
class Every:
    """All nodes of these kinds, as a list by key, or as a connection where the field has a window."""

    kinds: tuple[str, ...]
    where: Predicate = EVERYTHING


@dataclass(frozen=True, slots=True)
class Search:
    """Nodes whose searched properties hold the text, best match first: values of kind SearchResult (hit, score, matched)."""

    text: str
    size: int


@dataclass(frozen=True, slots=True)
class Shared:
    """Legal bases that several projects are based on, the most widely shared first: values of kind SharedCitation.

    Of the projects that a basis leads to, those count that are of one of the years, and of one of the regions or of a part of
    one; None for any. A project's region is that of its department, or else of its unit. The most projects come first, then
    the most departments, then the most regions; the key decides at the end.
    """

    link: str  # of a legal basis: `projects`, or `dependent_projects`
    years: tuple[int, ...] | None
    regions: tuple[str, ...] | None  # keys
    min_projects: int  # 1 at least
    min_departments: int
    min_regions: int
    size: int


@dataclass(frozen=True, slots=True)
class AboutDataset:
    """The one value of kind Dataset: which data answers."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """How the money of a body, of a region with all that lies in it, or of everybody flows in one year: a LineageGraph."""

    body: tuple[str, str] | None  # kind and key of a department or a unit
    region: str | None  # key
    year: int
    stage: Stage
    levels: tuple[LineageLevel, ...]


StoredRoot: TypeAlias = ByKeys | First | Every | Search | Shared | AboutDataset
"""What a store answers by itself."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The money of a project, a body or a budget line over the years: a Timeline.

    Of a body it is that of one row: a table (支出总表 unless it is given), a column (its total), and a code (the table's total).
    """

    entity: tuple[str, str]
    table: BudgetTable | None = None
    measure: Measure | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One column of one table, side by side by years, stages, bodies or regions: a Comparison.

    Of bodies, regions and years None asks for all; `stage` is not heeded where the columns are stages. Rows are the codes of
    a level, or those that `codes` names.
    """

    by: ComparisonDimension
    bodies: tuple[tuple[str, str], ...] | None  # kind and key of departments and units
    regions: tuple[str, ...] | None  # keys
    years: tuple[int, ...] | None
    stage: Stage
    table: BudgetTable
    measure: Measure
    scheme: ClassificationScheme | None
    codes: tuple[str, ...] | None
    level: int
    normalise: Normalisation


@dataclass(frozen=True, slots=True)
class FundingPaths:
    """How money leads from one node to another, shortest and largest first: values of kind FundingPath."""

    start: tuple[str, str]  # kind and key
    end: tuple[str, str]
    max_length: int
    size: int


AnalysedRoot: TypeAlias = Lineage | Timeline | Comparison | FundingPaths
"""What is worked out from several answers of a store (`graph.analysis`)."""

Root: TypeAlias = StoredRoot | AnalysedRoot


@dataclass(frozen=True, slots=True)
class Plan:
    """A root field: where to begin, and what to answer under its response key."""

    root: Root
    field: Field


def stored_root(plan: Plan) -> StoredRoot:
    """The root of a plan that a store answers by itself."""
    if not isinstance(plan.root, StoredRoot):
        raise TypeError(f"{type(plan.root).__name__} is answered by graph.analysis, and by no store.")
    return plan.root


SEARCH_MEMBERS: Final = ("hit", "score", "matched")
SHARED_MEMBERS: Final = (
    "legal_basis", "projects", "departments", "regions", "years", "project_count", "total_amount", "missing",
)  # fmt: skip
SIMILAR_MEMBERS: Final = ("project", "shared_bases", "score")
LINEAGE_MEMBERS: Final = {
    "LineageGraph": ("nodes", "links", "total", "traced", "undisclosed", "warnings"),
    "LineageNode": ("key", "level", "label", "entity", "undisclosed", "amount"),
    "LineageLink": ("source", "target", "amount", "sources"),
}
PATH_MEMBERS: Final = ("nodes", "relations", "amount", "sources", "truncated")
CONTINUITY_MEMBERS: Final = {
    "ProjectLink": ("project", "confidence", "reason"),
    "Succession": ("from_", "to", "year", "confidence", "evidence"),
    "Timeline": ("points",),
    "TimelinePoint": ("year", "stage", "amount", "change", "change_ratio", "note", "entity", "sources"),
}
COMPARISON_MEMBERS: Final = {
    "Comparison": ("columns", "rows", "warnings"),
    "ComparisonColumn": ("key", "label", "entity"),
    "ComparisonRow": ("classification", "label", "cells"),
    "ComparisonCell": ("column", "amount", "share", "lines"),
}
DATASET_MEMBERS: Final = ("version", "loaded_at", "disclosures", "nodes", "relationships", "store")
