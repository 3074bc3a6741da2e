"""The benchmarks' own rules: what counts as an equal answer, as a missed bar, as flat; and documents that still fit the schema."""

from pathlib import Path
from typing import Any

import pytest
from graphql import parse, validate

from benchmarks.api.answers import check, plain
from benchmarks.api.load import Measured, middle
from benchmarks.api.operations import OPERATIONS, Operation
from benchmarks.api.report import Row, mean_throughput, missed, table
from benchmarks.api.sample import Sample
from benchmarks.api.services import PEER, BenchmarkError
from benchmarks.growth import Timed
from benchmarks.growth import table as growth_table
from benchmarks.page import PAGE, write_table
from benchmarks.plain_strawberry import DOCUMENT
from service.documents import graphql_schema
from service.schema import build_schema

SAMPLE = Sample(
    lines=["l0", "l1"],
    places=[3, 4],
    projects=["p0", "p1"],
    departments=["d0", "d1"],
    regions=["310000", "310107"],
    years=[2024, 2025],
    coded=[(2024, "BASIC_BY_ECONOMIC", "301"), (2025, "EXPENDITURE_BY_FUNCTION", "201")],
    names=["专项经费", "培训经费"],
)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
def test_every_document_fits_the_schema(operation: Operation) -> None:
    """What the benchmark sends us is what the service answers."""
    assert validate(graphql_schema(build_schema()), parse(operation.document)) == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
def test_no_request_is_like_the_one_before_it(operation: Operation) -> None:
    """So that nothing could be answered from what was answered just now."""
    ours, _ = operation.all_variables(SAMPLE)
    assert ours[0] != ours[1]


def test_the_document_of_plain_strawberry_fits_the_schema() -> None:
    """The same document is sent to both."""
    assert validate(graphql_schema(build_schema()), parse(DOCUMENT)) == []


def test_an_answer_of_the_peer_is_equal_once_its_form_is_set_aside() -> None:
    """Edges, lists of one node, fen and cursors of its own."""
    ours = {
        "projects": {
            "nodes": [
                {"amount": "6510.5", "department": {"name": "财政局"}, "citations": {"nodes": [{"text": "《办法》"}]}}
            ],
            "pageInfo": {"hasNextPage": True, "endCursor": "WzFd"},
        }
    }
    peer = {
        "projects": {
            "edges": [
                {"node": {"amount": "651050", "department": [{"name": "财政局"}], "citations": [{"text": "《办法》"}]}}
            ],
            "pageInfo": {"hasNextPage": True, "endCursor": "YXJy"},
        }
    }
    assert plain(peer, fen=True) == plain(ours)


def test_an_aggregate_of_the_peer_is_equal_to_ours() -> None:
    """It nests the count and the sums once more."""
    ours = {"aggregate": {"count": 2, "amount": {"sum": "3", "min": "1"}}}
    peer = {"aggregate": {"count": {"nodes": 2}, "node": {"amount": {"sum": "300", "min": "100"}}}}
    assert plain(peer, fen=True) == plain(ours)


def test_the_peers_sources_are_read_from_their_json() -> None:
    """The parts that are asked of us, and nothing else."""
    assert plain({"sources": '[{"page": 2, "line": null, "text": "1.00"}]'}, fen=True) == {
        "sources": [{"page": 2, "text": "1.00"}]
    }


@pytest.mark.parametrize(
    "other",
    [[{"id": "b"}, {"id": "a"}], [{"id": "a"}], [{"id": "a"}, {"id": "c"}]],
    ids=["another order", "a node less", "another node"],
)
def test_answers_that_differ_end_the_benchmark(other: Any) -> None:
    """Nothing is timed that does not answer alike."""
    with pytest.raises(BenchmarkError, match="request 0 of page differ"):
        check(OPERATIONS[0], [{"lines": [{"id": "a"}, {"id": "b"}]}], [{"lines": other}], fen=True)


def test_hits_of_a_search_are_compared_without_order() -> None:
    """The peer answers kind by kind, in the order of Lucene."""
    (search,) = (one for one in OPERATIONS if one.is_unordered)
    ours = {"search": [{"hit": {"id": "b", "name": "乙"}}, {"hit": {"id": "a", "title": "甲"}}]}
    peer = {
        "searchPolicies": {"edges": [{"node": {"id": "a", "title": "甲"}}]},
        "searchProjects": {"edges": [{"node": {"id": "b", "name": "乙"}}]},
    }
    check(search, [ours], [peer], fen=True)


def row(ours: float, peer: float | None, our_p95: float = 1.0, peer_p95: float = 30.0) -> Row:
    """What was measured of an operation: requests a second, and p95."""
    measured = Measured(ours, 1.0, our_p95)
    return Row(OPERATIONS[0], measured, measured, Measured(peer, 1.0, peer_p95) if peer else None)


def test_each_bar_that_is_missed_is_named() -> None:
    """Throughput and p95 of one operation, and the mean of all."""
    assert list(missed([row(1000.0, 10.0), row(29.0, 10.0, peer_p95=2.9)])) == [
        "page: throughput 2.90× of the peer's, at least 3× is wanted",
        "page: p95 1/2.90 of the peer's, at most 1/3 is wanted",
    ]
    assert list(missed([row(40.0, 10.0)])) == ["all: throughput 4.00× as the geometric mean, at least 8× is wanted"]


def test_what_the_peer_cannot_express_counts_in_no_mean() -> None:
    """It is measured alone."""
    rows = [row(90.0, 10.0), row(5.0, None)]
    assert round(mean_throughput(rows), 6) == 9.0
    assert [line.split(" | ")[3] for line in table(rows) if line.startswith("| page")] == ["10 (1 / 30)", "–"]


def test_the_middle_of_runs_is_the_median_of_each_figure() -> None:
    """Of each apart: one slow round moves nothing."""
    runs = [Measured(1.0, 5.0, 9.0), Measured(2.0, 4.0, 8.0), Measured(100.0, 1.0, 1.0)]
    assert middle(runs) == Measured(2.0, 4.0, 8.0)


def test_growth_is_told_between_answers_of_the_same_length() -> None:
    """A small graph that cannot fill the page is left out; an aggregate may grow."""
    sizes = [10, 100, 1000]
    growth = {
        one.name: {
            10: Timed([0.001], [50]),
            100: Timed([0.004], [1000]),
            1000: Timed([0.008 if one.name in {"node", "aggregate"} else 0.0048], [1000]),
        }
        for one in OPERATIONS
    }
    verdicts = {line.split(" | ")[0][2:]: line.split(" | ")[4:] for line in list(growth_table(growth, sizes))[2:]}
    titles = {one.name: one.title for one in OPERATIONS}
    assert verdicts[titles["page"]] == ["1.20×", "flat |"]
    assert verdicts[titles["node"]] == ["2.00×", "**grows** |"]
    assert verdicts[titles["aggregate"]] == ["2.00×", "grows, as it may |"]


def test_a_table_is_written_between_its_marks_only(tmp_path: Path) -> None:
    """The text around it is written by hand, and the next run replaces what this one wrote."""
    page = tmp_path / "page.md"
    page.write_text("Text.\n<!-- api -->\n<!-- end -->\n<!-- growth -->\nkept\n<!-- end -->\n", encoding="utf-8")
    write_table("api", ["| first |"], page)
    write_table("api", ["| second |"], page)
    lines = page.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["Text.", "<!-- api -->", "| second |"]
    assert lines[-4:] == ["<!-- end -->", "<!-- growth -->", "kept", "<!-- end -->"]


def test_every_table_has_its_place_on_the_page() -> None:
    """docs/performance.md shows what each command writes."""
    text = PAGE.read_text(encoding="utf-8")
    assert [mark for mark in ("api", "growth", "plain-strawberry") if f"<!-- {mark} -->" not in text] == []


def test_the_peers_lock_names_no_registry() -> None:
    """Npm takes the packages from wherever the user's npm is told to."""
    assert "://" not in (PEER / "package-lock.json").read_text(encoding="utf-8")
