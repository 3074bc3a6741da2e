"""What every store must answer, plan by plan."""

from typing import Any

import pytest

from graph.cursor import decode_cursor
from graph.plan import (
    AboutDataset,
    All,
    ByKeys,
    Compare,
    Every,
    Field,
    First,
    Grouping,
    GroupKey,
    GroupOrder,
    Not,
    Operator,
    Order,
    Page,
    Plan,
    Predicate,
    Related,
    Search,
    Selection,
)
from graph.plan import Any as Either
from graph.terms import MoneyUnit
from tests.graph.store.conftest import Ask, connection, nodes

COMMISSION = ("Department", "310107/department/商务委员会")
NAME = Field("name", "name")


def names(answer: Any) -> list[str]:
    """The names of an answer's nodes."""
    return [node["name"] for node in answer["nodes"]]


def test_keys_are_answered_in_their_order_with_none_for_the_unknown(ask: Ask) -> None:
    """`nodes` keeps places."""
    plan = Plan(
        ByKeys((None, COMMISSION, ("Department", "nowhere"))),
        Field("nodes", "nodes", Selection({"Department": (NAME, Field("type", "__typename", word="Department"))})),
    )
    assert ask(plan) == [None, {"name": "上海市普陀区商务委员会", "type": "Department"}, None]


def test_an_alias_is_the_key_of_its_value(ask: Ask) -> None:
    """The same member may be asked for twice, under two keys and in two units."""
    amounts = (Field("yuan", "amount", unit=MoneyUnit.YUAN), Field("wan", "amount", unit=MoneyUnit.WAN_YUAN))
    plan = Plan(
        First(("Project",), Compare("name", Operator.EQUAL, "科技创新专项")),
        Field("p", "p", Selection({"Project": amounts})),
    )
    assert ask(plan) == {"yuan": "1720", "wan": "0.172"}


def test_a_first_that_is_not_there_is_none(ask: Ask) -> None:
    """A lookup finds nothing without an error."""
    plan = Plan(First(("Project",), Compare("name", Operator.EQUAL, "x")), Field("p", "p", Selection({"Project": ()})))
    assert ask(plan) is None


NONE_PRINTED, SCIENCE, TRADE = "无金额项目", "科技创新专项", "贸易专项"
NUMBER = Compare("document_number", Operator.EQUAL, "普商〔2023〕1号")
BODY = Compare("name", Operator.NAMED, "上海市普陀区 商务委员会")


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (All(), [NONE_PRINTED, SCIENCE, TRADE]),
        (Either(), []),
        (Compare("name", Operator.CONTAINS, "专项"), [SCIENCE, TRADE]),
        (Compare("name", Operator.STARTS_WITH, "贸易"), [TRADE]),
        (Compare("name", Operator.IN, ()), []),
        (Compare("name", Operator.IN, (TRADE, "x")), [TRADE]),
        (Compare("amount", Operator.GREATER, 172000), [TRADE]),
        (Compare("amount", Operator.GREATER_OR_EQUAL, 172000), [SCIENCE, TRADE]),
        (Compare("amount", Operator.LESS, 292100), [SCIENCE]),
        (Compare("amount", Operator.IS_NULL, value=True), [NONE_PRINTED]),
        (Compare("amount", Operator.IS_NULL, value=False), [SCIENCE, TRADE]),
        (Not(Compare("amount", Operator.GREATER, 172000)), [NONE_PRINTED, SCIENCE]),
        (Related("department", BODY), [NONE_PRINTED, SCIENCE, TRADE]),
        (Related("citations", Related("legal_basis", NUMBER)), [SCIENCE, TRADE]),
        (Related("disclosures", Compare("file_name", Operator.EQUAL, "bureau.pdf")), []),
        (Either((Compare("name", Operator.EQUAL, TRADE), Compare("year", Operator.EQUAL, 2024))), [TRADE]),
    ],
)
def test_a_predicate_keeps_exactly_the_nodes_that_satisfy_it(ask: Ask, where: Predicate, expected: list[str]) -> None:
    """Operators, links, and, or and not; null satisfies no comparison."""
    assert sorted(names(ask(connection("Project", nodes("Project", NAME), where=where)))) == sorted(expected)


@pytest.mark.parametrize("descending", [False, True])
def test_nulls_come_last_in_either_direction(ask: Ask, descending: bool) -> None:
    """An amount that is not disclosed is neither the smallest nor the largest."""
    order = (Order("amount", descending),)
    found = names(ask(connection("Project", nodes("Project", NAME), order=order)))
    ascending = ["科技创新专项", "贸易专项"]
    assert found == [*(reversed(ascending) if descending else ascending), "无金额项目"]


@pytest.mark.parametrize("order", [(), (Order("amount"),), (Order("amount", descending=True), Order("year"))])
@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_of_any_size_join_to_the_whole_forwards_and_backwards(
    ask: Ask, order: tuple[Order, ...], size: int
) -> None:
    """A cursor is a position: nothing is skipped and nothing comes twice."""
    whole = names(ask(connection("BudgetLine", nodes("BudgetLine", Field("name", "label")), order=order)))
    for backward in (False, True):
        joined: list[str] = []
        position = None
        while True:
            page = Page(size, before=position, backward=True) if backward else Page(size, after=position)
            cursor = Field("cursor", "cursor")
            node = Field("node", "node", Selection({"BudgetLine": (Field("name", "label"),)}))
            answer = ask(
                connection(
                    "BudgetLine", Field("edges", "edges", Selection({"Edge": (cursor, node)})), order=order, page=page
                )
            )
            found = [edge["node"]["name"] for edge in answer["edges"]]
            if not found:
                break
            joined = found + joined if backward else joined + found
            edge = answer["edges"][0 if backward else -1]
            position = decode_cursor(edge["cursor"], "mark", len(order) + 1)
        assert joined == whole


def test_a_connection_tells_its_count_and_what_lies_around_the_page(ask: Ask) -> None:
    """The count is of the filter, not of the page."""
    flags = (Field("hasNextPage", "has_next_page"), Field("hasPreviousPage", "has_previous_page"))
    plan = connection(
        "Project",
        Field("totalCount", "total_count"),
        Field("pageInfo", "page_info", Selection({"PageInfo": flags})),
        page=Page(1),
    )
    assert ask(plan) == {"totalCount": 3, "pageInfo": {"hasNextPage": True, "hasPreviousPage": False}}


def test_an_aggregate_is_exact_and_counts_what_is_missing(ask: Ask) -> None:
    """An absent amount is not zero; the average is rounded half to even to the fen."""
    sums = [Field(name, name, unit=MoneyUnit.YUAN) for name in ("sum", "min", "max", "avg")]
    amounts = (*sums, Field("missing", "missing"))
    aggregate = Selection(
        {"Aggregate": (Field("count", "count"), Field("amount", "amount", Selection({"AmountAggregate": amounts})))}
    )
    assert ask(connection("Project", Field("aggregate", "aggregate", aggregate))) == {
        "aggregate": {
            "count": 3,
            "amount": {
                "sum": "4641",
                "min": "1720",
                "max": "2921",
                "avg": "2320.5",
                "missing": 1,
            },
        }
    }


def test_groups_sum_over_the_filter_and_name_what_they_are_of(ask: Ask) -> None:
    """Groups by organisation, the largest sum first; the key's node can be asked for."""
    keys = (
        Field("label", "label"),
        Field("entity", "entity", Selection({"Department": (Field("type", "__typename", word="Department"),)})),
    )
    group = (
        Field("keys", "keys", Selection({"GroupValue": keys})),
        Field("aggregate", "aggregate", Selection({"Aggregate": (Field("count", "count"),)})),
    )
    grouping = Grouping((GroupKey.ORGANISATION,), GroupOrder.AMOUNT_DESC)
    plan = connection("BudgetLine", Field("groups", "groups", Selection({"Group": group}), grouping=grouping))
    assert ask(plan) == {
        "groups": [
            {"keys": [{"label": name, "entity": {"type": "Department"}}], "aggregate": {"count": count}}
            for name, count in (("上海市普陀区商务委员会", 5), ("上海市财政局", 1))
        ]
    }


def test_what_no_row_prints_is_a_group_of_its_own(ask: Ask) -> None:
    """The total row has no code: its group has neither name nor node."""
    group = (Field("keys", "keys", Selection({"GroupValue": (Field("label", "label"), Field("entity", "entity"))})),)
    plan = connection(
        "BudgetLine",
        Field("groups", "groups", Selection({"Group": group}), grouping=Grouping((GroupKey.CLASSIFICATION,))),
    )
    assert ask(plan)["groups"][-1] == {"keys": [{"label": "", "entity": None}]}


def test_links_values_and_references_nest_to_any_depth(ask: Ask) -> None:
    """From a line to its organisation's region, and through its source to the document."""
    region = Field("region", "region", Selection({"Region": (NAME,)}))
    organisation = Field("organisation", "organisation", Selection({"Department": (region,)}))
    document = Field("disclosure", "disclosure", Selection({"Disclosure": (Field("file", "file_name"),)}))
    box = Field("bbox", "bbox", Selection({"BoundingBox": (Field("x0", "x0"),)}))
    sources = Field("sources", "sources", Selection({"Source": (Field("page", "page"), box, document)}))
    plan = Plan(
        First(("BudgetLine",), Compare("code", Operator.EQUAL, "2011350")),
        Field("line", "line", Selection({"BudgetLine": (organisation, sources)})),
    )
    assert ask(plan) == {
        "organisation": {"region": {"name": "普陀区"}},
        "sources": [{"page": 1, "bbox": {"x0": 10.0}, "disclosure": {"file": "commission.pdf"}}],
    }


def test_a_list_ends_at_its_size(ask: Ask) -> None:
    """No answer is unbounded."""
    plan = Plan(Every(("BudgetLine",)), Field("lines", "lines", Selection({"BudgetLine": (NAME,)[:0]}), size=2))
    assert len(ask(plan)) == 2


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("商务委员会", "上海市普陀区商务委员会"),
        ("普商2023", "某办法"),
        ("（普商）［２０２３］", "某办法"),
        ("2011350", "事业运行"),
        ("贸易专项", "贸易专项"),
        ("没有这个", None),
    ],
)
def test_search_finds_substrings_however_they_are_typed(ask: Ask, text: str, best: str | None) -> None:
    """Width, brackets and white space do not matter; the best match comes first."""
    named = {"Department": "name", "Project": "name", "LegalBasis": "title", "ClassificationCode": "name"}
    hit = Selection({kind: (Field("name", name),) for kind, name in named.items()})
    plan = Plan(Search(text, 5), Field("search", "search", Selection({"SearchResult": (Field("hit", "hit", hit),)})))
    found = ask(plan)
    assert (found[0]["hit"]["name"] if found else None) == best


@pytest.mark.parametrize("text", ["", "《》", "法。", "·"])
def test_a_search_for_less_than_two_characters_finds_nothing(ask: Ask, text: str) -> None:
    """Punctuation counts for none."""
    plan = Plan(Search(text, 5), Field("search", "search", Selection({"SearchResult": (Field("score", "score"),)})))
    assert ask(plan) == []


def test_an_exact_name_scores_highest(ask: Ask) -> None:
    """1 is an exact name, whatever else holds it."""
    fields = (Field("score", "score"), Field("matched", "matched"))
    plan = Plan(Search("某办法", 5), Field("search", "search", Selection({"SearchResult": fields})))
    assert ask(plan)[0] == {"score": 1.0, "matched": "某办法"}


def test_the_dataset_tells_what_answers(ask: Ask) -> None:
    """Counts of what was loaded."""
    fields = (Field("disclosures", "disclosures"), Field("nodes", "nodes"), Field("relationships", "relationships"))
    told = ask(Plan(AboutDataset(), Field("dataset", "dataset", Selection({"Dataset": fields}))))
    assert told == {"disclosures": 2, "nodes": 34, "relationships": 44}
