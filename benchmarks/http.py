"""What HTTP saves a front end: the same queries asked by text, by their hash, and by the tag of the answer that it has.

    python -m benchmarks.http [--rounds 3] [--stores memory]

All forms are asked of one service in one run, in another order in each round. A persisted operation is asked twice over:
with variables that nobody has asked with before, so that the store answers, and with variables that were, so that its kept
answer goes out; the first says what leaving out the text is worth, the second what the kept answer is.
"""

import hashlib
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import click
import orjson

from benchmarks.api.data import filled_server, write_facts
from benchmarks.api.load import CONNECTIONS, Measured, body, measure, middle, post
from benchmarks.api.services import BenchmarkError, our_service
from benchmarks.page import OPERATIONS, write_table
from neo4j_server import Memory

NODES: Final = 20_000
SECONDS: Final = 3
REPEATED: Final = 40
"""Variables in turn, of every form but those that nobody has asked with before."""
FRESH: Final = {"page": 6_000, "page, gzip": 6_000, "line": 20_000}
"""Variables for one run that nobody has asked with before; it must not come to their end."""

PAGE: Final = """
query ($least: Decimal!) {
  projects(filter: { amount: { gte: $least } }, first: 100) {
    nodes {
      id
      name
      year
      amount
      department { name region { name } }
      unit { name }
      sources { page text }
      citations(first: 10) { nodes { text legalBasis { title documentNumber } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""
LINE: Final = """
query ($id: ID!, $unit: MoneyUnit!) {
  line: node(id: $id) { ... on BudgetLine { id year label code amount(unit: $unit) } }
}
"""
LINES: Final = """
query ($after: String) {
  budgetLines(first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
}
"""


class Form(StrEnum):
    """How a query is asked."""

    POST = "POST, text"
    GET = "GET, text"
    FRESH = "GET, persisted, new variables"
    KEPT = "GET, persisted, asked before"
    KNOWN = "GET, text, If-None-Match: 304"


BARS: Final = {Form.KEPT: 1.3, Form.KNOWN: 10.0}
"""Times the throughput of the same query as a GET with its text, which is answered by the store."""


@dataclass(frozen=True, slots=True)
class Query:
    """One document with the variables of many requests, and whether its answers are wanted compressed."""

    name: str
    title: str
    document: str
    variables: Sequence[dict[str, Any]]
    encoding: str = "identity"

    def requests(self, form: Form, url: str, number: int) -> list[bytes]:
        """What one run of a form sends; the runs of new variables each have variables of their own."""
        repeated = self.variables[:REPEATED]
        match form:
            case Form.POST:
                return [body(self.document, one) for one in repeated]
            case Form.GET:
                return [self.by_text(one) for one in repeated]
            case Form.KEPT:
                return [self.by_hash(one) for one in repeated]
            case Form.FRESH:
                start = REPEATED + number * FRESH[self.name]
                return [self.by_hash(one) for one in self.variables[start : start + FRESH[self.name]]]
            case Form.KNOWN:
                return [path + b"\t" + _tag(url, path) for path in map(self.by_text, repeated)]

    def by_text(self, variables: dict[str, Any]) -> bytes:
        """The path of a GET that carries the document."""
        return _path({"query": self.document, "variables": orjson.dumps(variables)})

    def by_hash(self, variables: dict[str, Any], *, with_text: bool = False) -> bytes:
        """The path of a GET that names the document; with its text, the service knows the name afterwards.

        It is another text than the one that is sent: a kept answer goes to everybody who asks for the same by GET.
        """
        document = f"# persisted{self.document}"
        named = {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(document.encode()).hexdigest()}}
        sent = {"query": document} if with_text else {}
        return _path({**sent, "variables": orjson.dumps(variables), "extensions": orjson.dumps(named)})


Timed = dict[tuple[str, Form], Measured]


@click.command()
@click.option("--rounds", default=3, show_default=True, help="Runs of each form.")
@click.option("--stores", default="memory,neo4j", show_default=True, help="The stores that are asked.")
def main(rounds: int, stores: str) -> None:
    """Time the forms in which a query can be asked, and hold the ratios against the bars."""
    lines: list[str] = []
    misses: list[str] = []
    for store in stores.split(","):
        with ExitStack() as stack:
            url = _service(stack, store)
            queries = list(_queries(url, rounds))
            timed = _timed(url, queries, rounds)
        lines += [f"{TITLES[store]}:", "", *table(queries, timed), ""]
        if store == "memory":  # of Neo4j the version of the data alone is a question to the server
            misses += missed(queries, timed)
    click.echo("\n".join(lines))
    said = f"{NODES:,} nodes, {CONNECTIONS} connections, medians of {rounds} rounds."
    write_table("http", [said, "", *lines[:-1]], OPERATIONS)
    click.echo("\n".join(misses) or "every bar is met")
    sys.exit(1 if misses else 0)


TITLES: Final = {"memory": "The embedded store", "neo4j": "Neo4j"}


def table(queries: Sequence[Query], timed: Timed) -> Iterator[str]:
    """The rates of all forms, each beside the GET that carries the document's text."""
    yield f"| requests/s (p50 / p95 in ms), times the GET by text | {' | '.join(one.title for one in queries)} |"
    yield f"|---|{'--:|' * len(queries)}"
    for form in Form:
        runs = [(timed[one.name, form], timed[one.name, Form.GET]) for one in queries]
        cells = [f"{run.rate:,.0f} ({run.p50:.2f} / {run.p95:.2f}) {run.rate / text.rate:.1f}×" for run, text in runs]
        yield f"| {form.value} | {' | '.join(cells)} |"


def missed(queries: Sequence[Query], timed: Timed) -> Iterator[str]:
    """The bars that are not reached. They hold for pages: a look-up is as short as reading its request."""
    for query in queries:
        for form, bar in BARS.items():
            ratio = timed[query.name, form].rate / timed[query.name, Form.GET].rate
            if query.document == PAGE and ratio < bar:
                yield f"{query.title}, {form.value}: {ratio:.1f}× instead of {bar:g}×"


def _service(stack: ExitStack, store: str) -> str:
    facts = write_facts(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "facts", NODES)
    if store == "memory":
        return stack.enter_context(our_service({"BUDGET_GRAPH_DATA": str(facts)}))
    server = stack.enter_context(filled_server(facts, Memory()))
    return stack.enter_context(our_service({"BUDGET_GRAPH_STORE": server.store}))


def _queries(url: str, rounds: int) -> Iterator[Query]:
    """The queries, with variables enough for all rounds; amounts below a yuan leave every page as it is."""
    pages = REPEATED + (rounds + 1) * FRESH["page"]
    amounts = [{"least": f"{number / 1_000_000:.6f}"} for number in range(2 * pages)]
    lines = [{"id": one, "unit": unit} for unit in ("YUAN", "WAN_YUAN", "YI_YUAN") for one in _line_ids(url)]
    yield Query("page", "page of 100 projects", PAGE, amounts[:pages])
    yield Query("page, gzip", "the same, gzip", PAGE, amounts[pages:], "gzip")
    yield Query("line", "one budget line", LINE, lines)


def _line_ids(url: str) -> list[str]:
    ids: list[str] = []
    after = None
    while True:
        found = orjson.loads(post(url, body(LINES, {"after": after})))["data"]["budgetLines"]
        ids += [node["id"] for node in found["nodes"]]
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            return ids


def _timed(url: str, queries: Sequence[Query], rounds: int) -> Timed:
    """The middle of the runs of each form; the first round warms and is not counted."""
    for query in queries:
        for variables in query.variables[:REPEATED]:
            _get(url, query.by_hash(variables, with_text=True))
    runs: dict[tuple[str, Form], list[Measured]] = {}
    for number in range(rounds + 1):
        for query in queries:
            for form in sorted(Form, key=list(Form).index, reverse=bool(number % 2)):
                run = _run(url, query, form, number)
                if number:
                    runs.setdefault((query.name, form), []).append(run)
        click.echo(f"round {number} of {rounds}" if number else "warm")
    return {place: middle(figures) for place, figures in runs.items()}


def _run(url: str, query: Query, form: Form, number: int) -> Measured:
    sent = query.requests(form, url, number)
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"\n".join(sent))
        file.flush()
        run = measure(url, Path(file.name), SECONDS, 304 if form is Form.KNOWN else 200, query.encoding)
    if form is Form.FRESH and run.rate * SECONDS >= len(sent):
        raise BenchmarkError(f"{len(sent)} new variables of {query.name} were not enough: raise FRESH.")
    return run


def _path(parameters: dict[str, Any]) -> bytes:
    return f"/graphql?{urlencode(parameters)}".encode()


def _tag(url: str, path: bytes) -> bytes:
    """The entity tag of an answer."""
    tag = _get(url, path).headers["ETag"]
    if tag is None:
        raise BenchmarkError(f"An answer has no entity tag: {path.decode()[:200]}")
    return str(tag).encode()


def _get(url: str, path: bytes) -> Any:
    parts = urlsplit(url)
    with urllib.request.urlopen(f"{parts.scheme}://{parts.netloc}{path.decode()}") as response:
        answer = response.read()
        if b'"errors":' in answer:
            raise BenchmarkError(f"{answer[:2000].decode()}\nis answered to\n{path.decode()[:500]}")
        return response


if __name__ == "__main__":
    main()
