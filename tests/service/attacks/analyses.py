"""Analyses of nothing, of everything, and of the same again and again."""

from typing import Any, Final

from graph.identity import node_id
from tests.service.attacks.attack import (
    ANSWERED,
    BEYOND_LIMIT,
    FIELD_BEYOND_LIMIT,
    FIELD_WRONG,
    WRONG_DOCUMENT,
    Attack,
    Outcome,
    Source,
    many,
    posted,
)

OURS: Final = Source.OURS
UNIT: Final = node_id("Unit", "x")
DEPARTMENT: Final = node_id("Department", "x")
REGION: Final = node_id("Region", "310000")
FUNDING: Final = node_id("FundingSource", "OTHER_INCOME")


def lineage(name: str, outcome: Outcome, arguments: str) -> Attack:
    """A diagram with these arguments."""
    return posted(
        f"a lineage {name}",
        OURS,
        outcome,
        f"{{ spendingLineage({arguments}) {{ nodes {{ key label }} links {{ source target amount }} }} }}",
    )


def compared(name: str, outcome: Outcome, arguments: str, **variables: Any) -> Attack:
    """A comparison with these arguments."""
    declared = "($ids: [ID!])" if "ids" in variables else ""
    document = f"query{declared} {{ compare(table: EXPENDITURE_BY_FUNCTION, {arguments}) {{ rows {{ label cells {{ amount }} }} }} }}"
    return posted(f"a comparison {name}", OURS, outcome, document, variables)


def paths(name: str, outcome: Outcome, start: str, end: str, more: str = "") -> Attack:
    """Paths between two ids."""
    document = f"query($a: ID!, $b: ID!) {{ fundingPaths(from: $a, to: $b{more}) {{ amount nodes {{ id }} }} }}"
    return posted(f"paths {name}", OURS, outcome, document, {"a": start, "b": end})


LINEAGES: Final = (
    lineage("of no levels", FIELD_WRONG, "year: 2024, levels: []"),
    lineage("of one level twice", FIELD_WRONG, "year: 2024, levels: [DEPARTMENT, DEPARTMENT]"),
    lineage("of one level 400 times", FIELD_WRONG, "year: 2024, levels: [" + "DEPARTMENT " * 400 + "]"),
    lineage("of a level that there is not", WRONG_DOCUMENT, "year: 2024, levels: [GALAXY]"),
    lineage("of one level", ANSWERED, "year: 2024, levels: [PROJECT]"),
    lineage("of a year before all", ANSWERED, "year: -2147483648"),
    lineage("of a year after all", ANSWERED, "year: 2147483647"),
    lineage("of a year beyond", WRONG_DOCUMENT, "year: 2147483648"),
    lineage("of a year of 2^63", WRONG_DOCUMENT, "year: 9223372036854775808"),
    lineage("of a body and a region", FIELD_WRONG, f'year: 2024, organisation: "{UNIT}", region: "{REGION}"'),
    lineage("of a body that is none", FIELD_WRONG, f'year: 2024, organisation: "{REGION}"'),
    lineage("of a region that is none", FIELD_WRONG, f'year: 2024, region: "{UNIT}"'),
    lineage("of an unknown body", FIELD_WRONG, f'year: 2024, organisation: "{UNIT}"'),
    lineage("of an id that is none", FIELD_WRONG, 'year: 2024, region: "x"'),
    posted(
        "10 lineages of everybody",
        OURS,
        BEYOND_LIMIT,
        "{ " + many("a#: spendingLineage(year: 202#) { links { source target amount } }", 10) + " }",
    ),
)

COMPARISONS: Final = (
    compared("of no bodies", ANSWERED, "by: UNIT, organisations: []"),
    compared("of no codes", ANSWERED, "by: YEAR, codes: []"),
    compared("of no years", ANSWERED, "by: YEAR, years: []"),
    compared("of 51 years", FIELD_BEYOND_LIMIT, f"by: YEAR, years: {list(range(2000, 2051))}"),
    compared("of 101 codes", FIELD_BEYOND_LIMIT, "by: YEAR, codes: [" + "".join(f'"{n}" ' for n in range(101)) + "]"),
    compared("of 51 bodies", FIELD_BEYOND_LIMIT, "by: UNIT, organisations: $ids", ids=[UNIT] * 51),
    compared("of 10,000 bodies", BEYOND_LIMIT, "by: UNIT, organisations: $ids", ids=[UNIT] * 10_000),
    compared("of one unknown body 50 times", FIELD_WRONG, "by: UNIT, organisations: $ids", ids=[UNIT] * 50),
    compared("of 50 bodies that are none", FIELD_WRONG, "by: UNIT, organisations: $ids", ids=[REGION] * 50),
    compared("of ids that are none", FIELD_WRONG, "by: REGION, regions: $ids", ids=["x"] * 50),
    compared("by level 0", FIELD_WRONG, "by: YEAR, level: 0"),
    compared("by level 2^31 - 1", FIELD_WRONG, "by: YEAR, level: 2147483647"),
    compared("of codes with Cypher", ANSWERED, 'by: YEAR, codes: ["\'}) DETACH DELETE n //"]'),
    posted(
        "a comparison of a table without codes",
        OURS,
        FIELD_WRONG,
        "{ compare(by: YEAR, table: BALANCE_SUMMARY) { warnings } }",
    ),
    posted(
        "20 comparisons of all units",
        OURS,
        BEYOND_LIMIT,
        "{ "
        + many(
            "a#: compare(by: UNIT, table: EXPENDITURE_BY_FUNCTION, level: 3) { warnings rows { cells { share } } }", 20
        )
        + " }",
    ),
)

PATHS: Final = (
    paths("from a node to itself", FIELD_WRONG, UNIT, UNIT),
    paths("from an id that is none", FIELD_WRONG, "x", UNIT),
    paths("from a kind without money", FIELD_WRONG, node_id("Disclosure", "x"), UNIT),
    paths("of length 0", FIELD_WRONG, FUNDING, REGION, ", maxLength: 0"),
    paths("of length -1", FIELD_WRONG, FUNDING, REGION, ", maxLength: -1"),
    paths("of length 9", FIELD_WRONG, FUNDING, REGION, ", maxLength: 9"),
    paths("of length 2^31 - 1", FIELD_WRONG, FUNDING, REGION, ", maxLength: 2147483647"),
    paths("as many as 51", FIELD_BEYOND_LIMIT, FUNDING, REGION, ", first: 51"),
    paths("as many as -1", FIELD_WRONG, FUNDING, REGION, ", first: -1"),
    paths("as many as none", ANSWERED, FUNDING, REGION, ", first: 0"),
    paths("as long and as many as there may be", ANSWERED, FUNDING, REGION, ", maxLength: 8, first: 50"),
    paths("between unknown nodes", FIELD_WRONG, UNIT, DEPARTMENT),
)

TIMELINES: Final = (
    posted("a timeline of an id that is none", OURS, FIELD_WRONG, '{ timeline(entity: "x") { points { year } } }'),
    posted("a timeline of a region", OURS, FIELD_WRONG, f'{{ timeline(entity: "{REGION}") {{ points {{ year }} }} }}'),
    posted(
        "a timeline of an unknown unit", OURS, FIELD_WRONG, f'{{ timeline(entity: "{UNIT}") {{ points {{ year }} }} }}'
    ),
    posted(
        "a timeline of an unknown unit by a code of 2,000 digits",
        OURS,
        FIELD_WRONG,
        f'{{ timeline(entity: "{UNIT}", code: "{"9" * 2_000}") {{ points {{ year }} }} }}',
    ),
)

SHARED: Final = (
    posted("what 0 projects share", OURS, FIELD_WRONG, "{ sharedCitations(minProjects: 0) { projects { id } } }"),
    posted(
        "what -1 departments share", OURS, FIELD_WRONG, "{ sharedCitations(minDepartments: -1) { projects { id } } }"
    ),
    posted(
        "what 2^31 - 1 projects share",
        OURS,
        ANSWERED,
        "{ sharedCitations(minProjects: 2147483647) { projects { id } } }",
    ),
    posted(
        "what is shared in 101 years",
        OURS,
        FIELD_BEYOND_LIMIT,
        f"{{ sharedCitations(years: {list(range(101))}) {{ projects {{ id }} }} }}",
    ),
    posted(
        "what is shared in 101 regions",
        OURS,
        FIELD_BEYOND_LIMIT,
        "query($ids: [ID!]) { sharedCitations(regions: $ids) { projects { id } } }",
        {"ids": [REGION] * 101},
    ),
    posted("what is shared in no region", OURS, ANSWERED, "{ sharedCitations(regions: []) { projects { id } } }"),
    posted("as much as 101", OURS, FIELD_BEYOND_LIMIT, "{ sharedCitations(first: 101) { projects { id } } }"),
    posted(
        "projects like 100 projects, 50 each",
        OURS,
        ANSWERED,
        "{ projects(first: 100) { nodes { similarByLegalBasis(first: 50) { score project { name } } } } }",
    ),
    posted("groups by nothing", OURS, FIELD_WRONG, "{ projects { groups(by: []) { aggregate { count } } } }"),
    posted(
        "groups by one key twice",
        OURS,
        FIELD_WRONG,
        "{ projects { groups(by: [YEAR, YEAR]) { aggregate { count } } } }",
    ),
    posted(
        "groups by one key 100 times",
        OURS,
        BEYOND_LIMIT,
        "{ projects { groups(by: [" + "YEAR " * 100 + "]) { aggregate { count } } } }",
    ),
    posted(
        "groups that 20 aliases ask for",
        OURS,
        ANSWERED,
        "{ "
        + many(
            "a#: budgetLines(first: 0) { groups(by: [ORGANISATION]) { aggregate { count amount { sum avg } } } }",
            20,
        )
        + " }",
    ),
)

ATTACKS: Final = (*LINEAGES, *COMPARISONS, *PATHS, *TIMELINES, *SHARED)
