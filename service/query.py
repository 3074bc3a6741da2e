"""The root fields: what every question begins with."""

from __future__ import annotations

from typing import Annotated, Final

import strawberry

from graph.terms import (
    BudgetTable,
    ClassificationScheme,
    ComparisonDimension,
    LineageLevel,
    Measure,
    Normalisation,
    Stage,
)
from service import roots
from service.inputs import (
    BudgetLineFilter,
    BudgetLineOrder,
    ClassificationCodeFilter,
    DisclosureFilter,
    FindingFilter,
    LegalBasisFilter,
    LegalBasisOrder,
    OrganisationFilter,
    OrganisationOrder,
    ProjectFilter,
    ProjectOrder,
)
from service.sizes import (
    CODE_LEVEL,
    HITS,
    LONGEST_SEARCH,
    MAX_CODES,
    MAX_COLUMNS,
    MAX_HITS,
    MAX_IDS,
    MAX_PATH_LENGTH,
    MAX_PATHS,
    MAX_SHARED,
    MAX_YEARS,
    PATH_LENGTH,
    PATHS,
    SHARED,
    SHARERS,
    SHORTEST_SEARCH,
)
from service.types.comparison import Comparison
from service.types.connections import Connection, MeasuredConnection
from service.types.continuity import Timeline
from service.types.declare import Argument, asked, connection, documented
from service.types.lineage import LineageGraph
from service.types.nodes import (
    BudgetLine,
    ClassificationCode,
    Department,
    Disclosure,
    Finding,
    FundingSource,
    LegalBasis,
    Node,
    Organisation,
    Project,
    Region,
    Unit,
)
from service.types.paths import FundingPath
from service.types.shared import SharedCitation

SearchHit = Annotated[
    Department | Unit | Project | LegalBasis | ClassificationCode | Disclosure,
    strawberry.union("SearchHit", description="What a search can find: whatever has a name, a title or a code."),
]


@documented
class SearchResult:
    """A node that a search found."""

    hit: SearchHit = asked("The node.")
    score: float = asked("How well it fits: 1 is an exact name; comparable within one search only.")
    matched: str = asked("The printed text that holds what was searched for.")


@documented
class Dataset:
    """Which data answers: changes whenever a load changes the graph."""

    version: str = asked(
        "A mark of the data: two services of one release with equal marks give equal answers to all but loadedAt and store."
    )
    loaded_at: str | None = asked(
        "When the data was loaded, in the form of ISO 8601; null where the store does not say."
    )
    disclosures: int = asked("How many documents it was read from.")
    nodes: int = asked("How many nodes the graph has.")
    relationships: int = asked("How many relationships the graph has.")
    store: str = asked("Which store answers: memory or neo4j.")


_ID: Final = {"id": Argument(strawberry.ID, "An id that an earlier answer gave.")}
_IDS: Final = {"ids": Argument(list[strawberry.ID], f"Ids that earlier answers gave, at most {MAX_IDS}.")}
_NAME_AND_REGION: Final = {
    "name": Argument(str, "A printed form of its name; width, white space and the form of brackets do not matter."),
    "region": Argument(str | None, "The name, the code or the id of its region, where the name alone does not decide."),
}
_SCHEME_AND_CODE: Final = {
    "scheme": Argument(ClassificationScheme, "The list of the code."),
    "code": Argument(str, "The digits: 3, 5 or 7 of them."),
}
_NUMBER_AND_TITLE: Final = {
    "document_number": Argument(str | None, "Its number (文号), with any form of brackets."),
    "title": Argument(str | None, "A printed form of its title."),
}
_SEARCH: Final = {
    "query": Argument(
        str,
        f"A text of {SHORTEST_SEARCH} to {LONGEST_SEARCH} characters; "
        "width, white space and the form of brackets do not matter.",
    ),
    "first": Argument(int | None, f"How many results, at most {MAX_HITS}.", HITS),
}
_LINEAGE: Final = {
    "organisation": Argument(strawberry.ID | None, "The id of a department or a unit; every body unless it is given."),
    "region": Argument(strawberry.ID | None, "The id of a region; not together with organisation."),
    "year": Argument(int, "The budget year."),
    "stage": Argument(Stage, "Whether planned or spent money is asked for.", Stage.BUDGET),
    "levels": Argument(
        list[LineageLevel] | None,
        "The levels that the money passes, each once, in the order that the diagram shows them; from source to project "
        "unless they are given.",
    ),
}
_PATHS: Final = {
    "from": Argument(
        strawberry.ID, "The id of a funding source, a department, a unit, a project, a policy or a region."
    ),
    "to": Argument(strawberry.ID, "The id of another of them."),
    "max_length": Argument(int | None, f"How many steps a path has at most, up to {MAX_PATH_LENGTH}.", PATH_LENGTH),
    "first": Argument(int | None, f"How many paths, at most {MAX_PATHS}.", PATHS),
}
_TIMELINE: Final = {
    "entity": Argument(strawberry.ID, "The id of a project, a department, a unit or a budget line."),
    "table": Argument(BudgetTable | None, "Of a body: the table; 支出总表 unless it is given."),
    "measure": Argument(Measure | None, "Of a body: the column; the row's total unless it is given."),
    "code": Argument(str | None, "Of a body: the code of the row; the table's total unless it is given."),
}
_COMPARISON: Final = {
    "by": Argument(ComparisonDimension, "What the columns are."),
    "organisations": Argument(
        list[strawberry.ID] | None,
        f"Ids of the departments and units whose money is compared, at most {MAX_COLUMNS}; by UNIT, a department stands for "
        "its units. Every body unless it is given.",
    ),
    "regions": Argument(
        list[strawberry.ID] | None,
        f"Ids of the regions whose own bodies count, at most {MAX_COLUMNS}: a city without its districts, so that it can "
        "stand beside them. Every region unless it is given.",
    ),
    "years": Argument(
        list[int] | None,
        f"The years whose money counts, at most {MAX_COLUMNS}; columns that are no years add them up. Unless it is given: by "
        "YEAR every year, and else the latest year of which anything is disclosed.",
    ),
    "stage": Argument(Stage, "Whether planned or spent money is compared; by STAGE it is not heeded.", Stage.BUDGET),
    "table": Argument(BudgetTable, "The table that is compared: one with totals and codes, or THREE_PUBLIC."),
    "measure": Argument(Measure, "The column of the table that is compared.", Measure.TOTAL),
    "scheme": Argument(ClassificationScheme | None, "The list of the codes, where the table prints several."),
    "codes": Argument(
        list[str] | None, f"The codes that rows are made of, at most {MAX_CODES}; those of a level unless it is given."
    ),
    "level": Argument(
        int | None,
        f"The level of the codes: 1 for classes (类), 2 for groups (款), 3 for items (项); {CODE_LEVEL} unless it or codes "
        "is given.",
    ),
    "normalise": Argument(Normalisation, "What columns of different size are compared by.", Normalisation.NONE),
}
_SHARED: Final = {
    "years": Argument(
        list[int] | None,
        f"The years whose projects count, at most {MAX_YEARS}; every year unless it is given, and none if it is empty.",
    ),
    "regions": Argument(
        list[strawberry.ID] | None,
        f"Ids of the regions whose projects count, at most {MAX_IDS}, each with all regions that belong to it: a city with "
        "its districts. Every region unless it is given, and none if it is empty.",
    ),
    "min_projects": Argument(int | None, "How many projects that count there must be, 1 or more.", SHARERS),
    "min_departments": Argument(
        int | None, "Of how many departments they must be, 1 or more; of any number unless it is given."
    ),
    "min_regions": Argument(
        int | None, "Of how many regions they must be, 1 or more; of any number unless it is given."
    ),
    "first": Argument(int | None, f"How many legal bases, at most {MAX_SHARED}.", SHARED),
    "through_others": Argument(
        bool | None,
        "Whether projects count, too, that name a document which carries the policy out, and not the policy itself.",
        default=False,
    ),
}


@documented
class Query:
    """Everything that can be asked. Nothing can be changed: the service only reads."""

    node: Node | None = asked("The node of an id; null where there is none.", _ID, root=roots.node)
    nodes: list[Node | None] = asked(
        "The nodes of some ids, in their order; null in the place of an unknown one.", _IDS, root=roots.nodes
    )
    dataset: Dataset = asked("Which data answers.", root=roots.dataset)
    regions: list[Region] = asked("All regions.", root=roots.every("Region"))
    organisation: Organisation | None = asked(
        "The department of a name, or else the unit of it; null where there is neither.",
        _NAME_AND_REGION,
        root=roots.organisation,
    )
    departments: Connection[Department] = connection(
        "All departments.", where=OrganisationFilter, order=OrganisationOrder, root=roots.every("Department")
    )
    units: Connection[Unit] = connection(
        "All units.", where=OrganisationFilter, order=OrganisationOrder, root=roots.every("Unit")
    )
    projects: MeasuredConnection[Project] = connection(
        "All projects.", where=ProjectFilter, order=ProjectOrder, root=roots.every("Project")
    )
    funding_sources: list[FundingSource] = asked("All funding sources.", root=roots.every("FundingSource"))
    classification_code: ClassificationCode | None = asked(
        "A code of the state's classification; null where no document prints it.",
        _SCHEME_AND_CODE,
        root=roots.classification_code,
    )
    classification_codes: Connection[ClassificationCode] = connection(
        "All classification codes.", where=ClassificationCodeFilter, root=roots.every("ClassificationCode")
    )
    budget_lines: MeasuredConnection[BudgetLine] = connection(
        "All printed amounts of tables.", where=BudgetLineFilter, order=BudgetLineOrder, root=roots.every("BudgetLine")
    )
    legal_basis: LegalBasis | None = asked(
        "The legal basis of a number or a title, or of both; null where no project names it.",
        _NUMBER_AND_TITLE,
        root=roots.legal_basis,
    )
    legal_bases: Connection[LegalBasis] = connection(
        "All legal bases.", where=LegalBasisFilter, order=LegalBasisOrder, root=roots.every("LegalBasis")
    )
    disclosures: Connection[Disclosure] = connection(
        "All documents that were loaded.", where=DisclosureFilter, root=roots.every("Disclosure")
    )
    findings: Connection[Finding] = connection(
        "What does not agree in the documents, or between them (勾稽).",
        where=FindingFilter,
        root=roots.every("Finding"),
    )
    search: list[SearchResult] = asked(
        "The departments, units, projects, legal bases, codes and documents whose names hold a text, best match first.",
        _SEARCH,
        root=roots.search,
    )
    spending_lineage: LineageGraph = asked(
        "Where the money of a body, of a region with all that lies in it, or of everybody comes from and goes to in one year, "
        "ready for a Sankey diagram (资金流向).",
        _LINEAGE,
        root=roots.spending_lineage,
    )
    funding_paths: list[FundingPath] = asked(
        "How money leads from one node to another, through bodies, projects and policies, the shortest and then the largest "
        "first (资金路径).",
        _PATHS,
        root=roots.funding_paths,
    )
    timeline: Timeline = asked(
        "The money of a project, a body or a row of a table over the years, with what changed (时间序列).",
        _TIMELINE,
        root=roots.timeline,
    )
    compare: Comparison = asked(
        "One column of one table side by side by region, department, unit, year or stage over codes, with shares, and with "
        "what is not like for like (比较).",
        _COMPARISON,
        root=roots.compare,
    )
    shared_citations: list[SharedCitation] = asked(
        "The policies that several projects are based on (共享的立项依据), those of the most projects first, then of the most "
        "departments, then of the most regions; the nodes' keys decide between equals.",
        _SHARED,
        root=roots.shared_citations,
    )
