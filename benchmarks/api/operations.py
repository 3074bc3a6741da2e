"""The operations of a front end: for each the document that we are sent, the one for the peer, and their variables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from benchmarks.api.sample import Sample, line_cursor, line_id
from graph.identity import node_id
from graph.store.search import fold_for_search

DOCUMENTS: Final = Path(__file__).with_name("documents")

Variables: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """What is sent to both services.

    `variables` draws those of one request for each of the services. `says` tells what the peer does otherwise, or why it
    is not asked. The order of the answer is compared unless `is_unordered`.
    """

    name: str
    title: str
    variables: Callable[[Sample, int], tuple[Variables, Variables]]
    says: str = ""
    is_unordered: bool = False
    is_flat: bool = True
    """Whether the time may not grow with the data: a page, a look-up."""

    @property
    def document(self) -> str:
        """The document for our service."""
        return (DOCUMENTS / f"{self.name}.graphql").read_text(encoding="utf-8")

    @property
    def peer_document(self) -> str | None:
        """The document for the peer; None where it cannot express the operation."""
        path = DOCUMENTS / f"{self.name}.peer.graphql"
        return path.read_text(encoding="utf-8") if path.exists() else None

    def all_variables(self, sample: Sample) -> tuple[Sequence[Variables], Sequence[Variables]]:
        """The variables of every request, for our service and for the peer."""
        both = [self.variables(sample, number) for number in range(len(sample.lines))]
        return [ours for ours, _ in both], [peers for _, peers in both]


def _first(_: Sample, number: int) -> tuple[Variables, Variables]:
    """25 on the average, since a first page has nothing else that could differ."""
    variables = {"first": 21 + number % 9}
    return variables, variables


def _deep(sample: Sample, number: int) -> tuple[Variables, Variables]:
    return {"after": line_cursor(sample.lines[number])}, {"offset": sample.places[number] + 1}


def _two_levels(sample: Sample, number: int) -> tuple[Variables, Variables]:
    variables = {"year": sample.years[number], "first": 96 + number % 5}
    return variables, variables


def _three_levels(sample: Sample, number: int) -> tuple[Variables, Variables]:
    region, year = sample.regions[number], sample.years[number]
    return {"region": node_id("Region", region), "year": year}, {"region": region, "year": year}


def _aggregate(sample: Sample, number: int) -> tuple[Variables, Variables]:
    year, table, code = sample.coded[number]
    variables = {"year": year, "table": table, "class": code}
    return variables, variables


def _groups(sample: Sample, number: int) -> tuple[Variables, Variables]:
    year, table, _ = sample.coded[number]
    return {"year": year, "table": table}, {}


def _project(sample: Sample, number: int) -> tuple[Variables, Variables]:
    key = sample.projects[number]
    return {"id": node_id("Project", key)}, {"key": key}


def _search(sample: Sample, number: int) -> tuple[Variables, Variables]:
    name = sample.names[number]
    folded = fold_for_search(name)
    pairs = " AND ".join(f'"{folded[at : at + 2]}"' for at in range(len(folded) - 1))
    return {"text": name}, {"text": name, "pairs": pairs}


def _node(sample: Sample, number: int) -> tuple[Variables, Variables]:
    key = sample.lines[number]
    return {"id": line_id(key)}, {"key": key}


def _organisation(sample: Sample, number: int) -> tuple[Variables, Variables]:
    variables = {"name": sample.departments[number]}
    return variables, variables


OPERATIONS: Final = (
    Operation(
        "page", "page of 25 in key order, and whether more follow", _first,
        "is asked for its connection, which alone tells whether more follow",
    ),
    Operation("list", "the same 25 alone", _first, "is asked for its plain list, its fastest form"),
    Operation(
        "deep_page", "page of 25 at a deep place", _deep, "is asked by offset, since it has no cursors of its own",
    ),
    Operation("two_levels", "page of 100 projects, their departments, citations and policies", _two_levels),
    Operation("three_levels", "a region's departments, their projects, citations; filtered and ordered", _three_levels),
    Operation(
        "project", "project with citations, policies and sources", _project, "gives the sources as the JSON text in store",
    ),
    Operation("node", "node by id", _node, "is asked by the key, which is indexed"),
    Operation("organisation", "department by name with its 25 largest lines", _organisation),
    Operation("aggregate", "count, sum, least and most over a filter", _aggregate, is_flat=False),
    Operation(
        "groups", "sums by class over a filter", _groups,
        "cannot be asked: its groups hold nodes, and no sums of them", is_flat=False,
    ),
    Operation(
        "search", "search in all names", _search,
        "is asked once for each kind, on the same index, with the text as a filter; its order is Lucene's and not compared",
        is_unordered=True, is_flat=False,
    ),
)  # fmt: skip
