"""What a user would write with Strawberry alone: types with a resolver method for each field, over the same records.

    python -m benchmarks.plain_types FACTS PORT

The part of our schema that benchmarks.plain_strawberry asks for, under the same names, so that one document has one answer
from both. Strawberry's own caches for parsing and validation are on; nothing is limited.
"""

import gc
import sys
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Final

import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache

from graph.assembly import assemble
from graph.errors import DamagedFacts
from graph.facts_folder import FactsFolder
from graph.identity import node_id
from graph.store.records import Record, Snapshot

FEN: Final = {"YUAN": 2, "WAN_YUAN": 6, "YI_YUAN": 10}
"""By how many digits an amount in fen is shifted."""


@strawberry.enum
class MoneyUnit(Enum):
    """The unit that an amount is wanted in."""

    YUAN = "YUAN"
    WAN_YUAN = "WAN_YUAN"
    YI_YUAN = "YI_YUAN"


@strawberry.type
class BudgetLine:
    """One printed amount."""

    record: strawberry.Private[Any]

    @strawberry.field
    def id(self) -> strawberry.ID:
        """The opaque id."""
        return strawberry.ID(node_id("BudgetLine", self.record.key))

    @strawberry.field
    def year(self) -> int:
        """The budget year."""
        year: int = self.record.year
        return year

    @strawberry.field
    def stage(self) -> str:
        """Whether it was planned or spent."""
        return str(self.record.stage)

    @strawberry.field
    def table(self) -> str:
        """The table that it stands in."""
        return str(self.record.table)

    @strawberry.field
    def measure(self) -> str:
        """The column that it stands in."""
        return str(self.record.measure)

    @strawberry.field
    def label(self) -> str:
        """The row as printed."""
        return str(self.record.label)

    @strawberry.field
    def code(self) -> str | None:
        """The row's code."""
        code: str | None = self.record.code
        return code

    @strawberry.field
    def amount(self, unit: MoneyUnit = MoneyUnit.YUAN) -> str:
        """The amount, exactly."""
        return f"{Decimal(self.record.amount).scaleb(-FEN[unit.value]).normalize():f}"


@strawberry.type
class BudgetLineConnection:
    """One page of lines."""

    nodes: list[BudgetLine]


@strawberry.type
class Department:
    """A body with a budget."""

    record: strawberry.Private[Any]

    @strawberry.field
    def name(self) -> str:
        """Its name."""
        return str(self.record.name)

    @strawberry.field
    def budget_lines(self, first: int) -> BudgetLineConnection:
        """The printed amounts of its tables."""
        return BudgetLineConnection(nodes=[BudgetLine(record=record) for record in self.record.budget_lines[:first]])


@strawberry.type
class DepartmentConnection:
    """One page of departments."""

    nodes: list[Department]


@strawberry.type
class Query:
    """Where an operation begins."""

    @strawberry.field
    def departments(self, info: strawberry.Info[Snapshot, None], first: int) -> DepartmentConnection:
        """The departments by their keys."""
        records: list[Record] = list(info.context.records["Department"].values())
        return DepartmentConnection(nodes=[Department(record=record) for record in records[:first]])


class Plain(GraphQL[Snapshot, None]):
    """Strawberry's own ASGI application; its context is the snapshot."""

    snapshot: Snapshot

    async def get_context(self, request: object, response: object) -> Snapshot:  # noqa: ARG002
        """The data of every request."""
        return self.snapshot


def _snapshot(facts: FactsFolder) -> Snapshot:
    return Snapshot(assemble(read for read in facts.read_all() if not isinstance(read, DamagedFacts)))


def main() -> None:
    """Serves the plain types over a folder of facts."""
    folder, port = sys.argv[1:]
    schema = strawberry.Schema(query=Query, extensions=[ParserCache, ValidationCache])
    plain = Plain(schema, graphql_ide=None)
    gc.disable()
    plain.snapshot = _snapshot(FactsFolder(Path(folder)))
    gc.enable()
    gc.collect()
    gc.freeze()
    app = Starlette(routes=[Route("/graphql", plain)])
    uvicorn.run(app, port=int(port), access_log=False, log_level="warning", server_header=False)


if __name__ == "__main__":
    main()
