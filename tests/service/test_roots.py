"""Where the root fields begin."""

import pytest

from graph.identity import node_id
from graph.plan import (
    AboutDataset,
    All,
    Any,
    ByKeys,
    Compare,
    Comparison,
    Every,
    First,
    Operator,
    Related,
    Root,
    Search,
    Shared,
)
from graph.terms import (
    BudgetTable,
    ComparisonDimension,
    Measure,
    Normalisation,
    Stage,
)
from service import roots
from tests.service.conftest import Ask, Plans, RecordingReader, codes

PUTUO = node_id("Region", "310107")


def region(text: str, *more: Compare) -> Related:
    """In a region of that name or code, or of one more mark."""
    named = Compare("name", Operator.NAMED, text)
    return Related("region", Any((named, Compare("code", Operator.EQUAL, text), *more)))


BUREAU = Compare("name", Operator.NAMED, "财政局")
NUMBER = Compare("key", Operator.EQUAL, "沪财行〔2017〕45号")
TITLE = Compare("title", Operator.NAMED, "办法")

ROOTS: list[tuple[str, Root]] = [
    (f'node(id: "{PUTUO}") {{ id }}', ByKeys((("Region", "310107"),), single=True)),
    (f'node(id: "{node_id("Planet", "1")}") {{ id }}', ByKeys((None,), single=True)),
    (f'node(id: "{node_id("Organisation", "1")}") {{ id }}', ByKeys((None,), single=True)),
    (
        f'nodes(ids: ["{PUTUO}", "{node_id("Planet", "1")}", "{PUTUO}"]) {{ id }}',
        ByKeys((("Region", "310107"), None, ("Region", "310107"))),
    ),
    ("nodes(ids: []) { id }", ByKeys(())),
    ("dataset { version }", AboutDataset()),
    ("regions { name }", Every(("Region",))),
    ("departments { totalCount }", Every(("Department",))),
    ("units { totalCount }", Every(("Unit",))),
    ("projects { totalCount }", Every(("Project",))),
    ("fundingSources { code }", Every(("FundingSource",))),
    ("classificationCodes { totalCount }", Every(("ClassificationCode",))),
    ("budgetLines { totalCount }", Every(("BudgetLine",))),
    ("legalBases { totalCount }", Every(("LegalBasis",))),
    ("disclosures { totalCount }", Every(("Disclosure",))),
    ('organisation(name: "财政局") { name }', First(("Department", "Unit"), BUREAU)),
    (
        'organisation(name: "财政局", region: "普陀区") { name }',
        First(("Department", "Unit"), All((BUREAU, region("普陀区")))),
    ),
    (
        f'organisation(name: "财政局", region: "{PUTUO}") {{ name }}',
        First(("Department", "Unit"), All((BUREAU, region(PUTUO, Compare("key", Operator.EQUAL, "310107"))))),
    ),
    (
        'classificationCode(scheme: FUNCTIONAL, code: "201") { name }',
        First(
            ("ClassificationCode",),
            All((Compare("scheme", Operator.EQUAL, "FUNCTIONAL"), Compare("code", Operator.EQUAL, "201"))),
        ),
    ),
    ('legalBasis(documentNumber: "沪财行【2017】第045号") { title }', First(("LegalBasis",), All((NUMBER,)))),
    ('legalBasis(title: "办法") { title }', First(("LegalBasis",), All((TITLE,)))),
    ('legalBasis(title: "《办法》") { title }', First(("LegalBasis",), All((TITLE,)))),
    (
        'legalBasis(title: "办法", documentNumber: "沪财行[2017]45号") { title }',
        First(("LegalBasis",), All((NUMBER, TITLE))),
    ),
    ('search(query: " 财 政") { score }', Search("财政", 20)),
    ('search(query: "财政", first: 0) { score }', Search("财政", 0)),
    ("sharedCitations { missing }", Shared("projects", None, None, 2, 0, 0, 20)),
    (
        "sharedCitations(years: null, regions: null, minProjects: null, first: null, throughOthers: null) { missing }",
        Shared("projects", None, None, 2, 0, 0, 20),
    ),
    ("sharedCitations(years: [], regions: [], first: 0) { missing }", Shared("projects", (), (), 2, 0, 0, 0)),
    (
        f"""sharedCitations(
            years: [2025, 2024], regions: ["{PUTUO}", "{node_id("Region", "nowhere")}"],
            minProjects: 1, minDepartments: 3, minRegions: 4, first: 100, throughOthers: true
        ) {{ missing }}""",
        Shared("dependent_projects", (2025, 2024), ("310107", "nowhere"), 1, 3, 4, 100),
    ),
]

REFUSED = [
    ('node(id: "no id") { id }', "BAD_USER_INPUT"),
    ('nodes(ids: ["no id"]) { id }', "BAD_USER_INPUT"),
    (f"nodes(ids: {['x'] * 101}) {{ id }}".replace("'", '"'), "LIMIT_EXCEEDED"),
    ("legalBasis { title }", "BAD_USER_INPUT"),
    ('legalBasis(title: "") { title }', "BAD_USER_INPUT"),
    ('search(query: "财 \u200b") { score }', "BAD_USER_INPUT"),
    ('search(query: "《法》。")  { score }', "BAD_USER_INPUT"),
    (f'search(query: "{"财" * 101}") {{ score }}', "BAD_USER_INPUT"),
    ('search(query: "财政", first: -1) { score }', "BAD_USER_INPUT"),
    ('search(query: "财政", first: 101) { score }', "LIMIT_EXCEEDED"),
    ("compare(by: YEAR, table: BALANCE_SUMMARY) { warnings }", "BAD_USER_INPUT"),
    ("compare(by: YEAR, table: APPROPRIATION_SUMMARY) { warnings }", "BAD_USER_INPUT"),
    ("compare(by: YEAR, table: EXPENDITURE_BY_FUNCTION, level: 0) { warnings }", "BAD_USER_INPUT"),
    ("compare(by: YEAR, table: EXPENDITURE_BY_FUNCTION, level: 4) { warnings }", "BAD_USER_INPUT"),
    (f'compare(by: UNIT, table: THREE_PUBLIC, organisations: ["{PUTUO}"]) {{ warnings }}', "BAD_USER_INPUT"),
    (f"compare(by: YEAR, table: THREE_PUBLIC, years: {[*range(51)]}) {{ warnings }}", "LIMIT_EXCEEDED"),
    ('sharedCitations(regions: ["no id"]) { missing }', "BAD_USER_INPUT"),
    (f'sharedCitations(regions: ["{PUTUO}", "{node_id("Unit", "1")}"]) {{ missing }}', "BAD_USER_INPUT"),
    (f"sharedCitations(regions: [{f'{PUTUO!r}, ' * 101}]) {{ missing }}".replace("'", '"'), "LIMIT_EXCEEDED"),
    (f"sharedCitations(years: {[2025] * 101}) {{ missing }}", "LIMIT_EXCEEDED"),
    ("sharedCitations(minProjects: 0) { missing }", "BAD_USER_INPUT"),
    ("sharedCitations(minDepartments: 0) { missing }", "BAD_USER_INPUT"),
    ("sharedCitations(minRegions: -1) { missing }", "BAD_USER_INPUT"),
    ("sharedCitations(first: -1) { missing }", "BAD_USER_INPUT"),
    ("sharedCitations(first: 101) { missing }", "LIMIT_EXCEEDED"),
]


@pytest.mark.parametrize(("field", "root"), ROOTS)
def test_a_root_field_begins_at_its_nodes(field: str, root: Root, plans: Plans) -> None:
    """The arguments say which nodes the plan begins with."""
    (plan,) = plans(f"{{ {field} }}").values()
    assert plan.root == root


@pytest.mark.parametrize(("field", "code"), REFUSED)
def test_what_cannot_begin_is_refused(field: str, code: str, ask: Ask) -> None:
    """A root field without meaning, or beyond a limit, never reaches the store."""
    reader = RecordingReader()
    result = ask(reader, f"{{ {field} }}")
    assert (codes(result), reader.calls) == ([code], [])


def test_a_comparison_takes_each_id_once_and_classes_unless_a_level_is_given() -> None:
    """It is worked out from several answers of the store, so its root reaches none."""
    asked = {
        "by": ComparisonDimension.YEAR,
        "stage": Stage.BUDGET,
        "table": BudgetTable.THREE_PUBLIC,
        "measure": Measure.TOTAL,
        "normalise": Normalisation.NONE,
    }
    given = {
        "organisations": [node_id("Unit", "1")] * 2,
        "regions": [PUTUO, PUTUO],
        "years": [2025, 2024],
        "codes": ["301"],
    }
    assert roots.compare(asked | given) == Comparison(
        ComparisonDimension.YEAR,
        (("Unit", "1"),),
        ("310107",),
        (2025, 2024),
        Stage.BUDGET,
        BudgetTable.THREE_PUBLIC,
        Measure.TOTAL,
        None,
        ("301",),
        1,
        Normalisation.NONE,
    )
