"""Work that an answer does not show: sums, filters and orders that go through far more nodes than a page holds."""

from typing import Any, Final

from tests.service.attacks.attack import ANSWERED, BEYOND_LIMIT, Attack, Outcome, Source, many, posted

OURS: Final = Source.OURS
KEYS: Final = "ORGANISATION YEAR STAGE MEASURE CLASSIFICATION REGION FUNDING_SOURCE"
GROUPS: Final = f"groups(by: [{KEYS}], first: 1, orderBy: AMOUNT_DESC) {{ keys {{ label }} }}"
ORDER: Final = "orderBy: [" + "{ field: AMOUNT, direction: DESC }" * 5 + "]"
FILTER: Final = {"or": [{"code": {"contains": f"{number}x"}} for number in range(49)]}


def below_a_page(name: str, outcome: Outcome, template: str, count: int, **variables: Any) -> Attack:
    """Connections of the body of each of 100 budget lines: what is asked of them, so many times."""
    declared = "($where: BudgetLineFilter)" if variables else ""
    fields = many(template, count)
    document = f"query{declared} {{ budgetLines(first: 100) {{ nodes {{ organisation {{ {fields} }} }} }} }}"
    return posted(f"{name} below a page of 100", OURS, outcome, document, variables)


ATTACKS: Final = (
    below_a_page("groups of 40 connections", BEYOND_LIMIT, f"a#: budgetLines(first: 0) {{ totalCount {GROUPS} }}", 40),
    below_a_page("groups of 2 connections", ANSWERED, f"a#: budgetLines(first: 0) {{ totalCount {GROUPS} }}", 2),
    below_a_page(
        "sums of 19 connections", ANSWERED, "a#: budgetLines(first: 0) { aggregate { amount { sum avg } } }", 19
    ),
    below_a_page("orders of 40 connections", BEYOND_LIMIT, f"a#: budgetLines(first: 1, {ORDER}) {{ totalCount }}", 40),
    below_a_page("orders of 3 connections", ANSWERED, f"a#: budgetLines(first: 1, {ORDER}) {{ totalCount }}", 3),
    below_a_page(
        "filters of 20 connections",
        BEYOND_LIMIT,
        "a#: budgetLines(filter: $where, first: #) { totalCount }",
        20,
        where=FILTER,
    ),
    below_a_page(
        "a filter of 99 lines", ANSWERED, "a#: budgetLines(filter: $where, first: #) { totalCount }", 1, where=FILTER
    ),
    below_a_page(
        "an in of 1,000 for 20 connections",
        ANSWERED,
        "a#: budgetLines(filter: $where, first: #) { totalCount }",
        20,
        where={"code": {"in": [f"{number}x" for number in range(1_000)]}},
    ),
    posted(
        "12 groups of all budget lines",
        OURS,
        BEYOND_LIMIT,
        "{ budgetLines(first: 0) { " + many(f"a#: {GROUPS}", 12) + " } }",
    ),
    posted(
        "5 groups of all budget lines",
        OURS,
        ANSWERED,
        "{ budgetLines(first: 0) { " + many(f"a#: {GROUPS}", 5) + " } }",
    ),
    posted(
        "20 groups of all budget lines in 20 root fields",
        OURS,
        BEYOND_LIMIT,
        "{ " + many(f"a#: budgetLines(first: 0) {{ {GROUPS} }}", 20) + " }",
    ),
    posted(
        "a filter of 99 lines for 20 root fields",
        OURS,
        BEYOND_LIMIT,
        "query($where: BudgetLineFilter) { "
        + many("a#: budgetLines(filter: $where, first: #) { totalCount }", 20)
        + " }",
        {"where": FILTER},
    ),
    posted(
        "a filter by what 16 links lead to",
        OURS,
        ANSWERED,
        "query($where: BudgetLineFilter) { budgetLines(filter: $where, first: 1) { totalCount } }",
        {
            "where": {
                "or": [
                    {
                        "disclosure": {"fileName": {"contains": "p"}},
                        "stage": "FINAL_ACCOUNTS",
                        "code": {"contains": f"{number}x"},
                    }
                    for number in range(16)
                ]
            }
        },
    ),
)
