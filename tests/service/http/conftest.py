"""A small service: a schema with one field for each thing that can happen, over a reader that answers what it is told."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import strawberry
from starlette.applications import Starlette
from starlette.types import ASGIApp

from graph.errors import BadUserInput, DamagedFacts, StoreUnavailable
from graph.plan import Plan
from service.app import Offer, create_app
from service.limits import EXTENSIONS


@strawberry.input
class ProjectFilter:
    """A filter that nests."""

    name: str | None = None
    all: "list[ProjectFilter] | None" = None


@strawberry.type
class Citation:
    """What a project is based on."""

    title: str = "道路养护办法"


@strawberry.type
class Project:
    """A node with a list, a link to another node, and a connection."""

    name: str = "道路养护"

    @strawberry.field
    def parent(self) -> "Project | None":
        """The project that this one is part of."""
        return None

    @strawberry.field
    def sub_items(self) -> list[Citation]:
        """A list without a page size."""
        return []

    @strawberry.field
    def citations(self, first: int | None = None, last: int | None = None) -> "CitationConnection":
        """A connection."""
        return CitationConnection(nodes=[Citation()][: first or last])


@strawberry.type
class CitationConnection:
    """A page of citations."""

    nodes: list[Citation]


@strawberry.type
class ProjectConnection:
    """A page of projects."""

    nodes: list[Project]


@strawberry.type
class BrokenPart:
    """A part that fails for itself."""

    @strawberry.field
    def broken(self) -> str | None:
        """A fault of the service."""
        raise ValueError("the password is 12345")


@strawberry.type
class Query:
    """What can happen to a field."""

    @strawberry.field
    def year(self) -> int:
        """The plainest field."""
        return 2024

    @strawberry.field
    def echo(self, text: str = "预算", where: ProjectFilter | None = None) -> str:
        """Its argument."""
        return where.name or "" if where else text

    @strawberry.field
    def project(self) -> Project:
        """One node."""
        return Project()

    @strawberry.field
    def projects(self, first: int | None = None) -> ProjectConnection:
        """A connection."""
        return ProjectConnection(nodes=[Project()][:first])

    @strawberry.field
    def nodes(self, ids: list[strawberry.ID]) -> list[Project]:
        """As many as ids."""
        return [Project() for _ in ids]

    @strawberry.field
    def forged_cursor(self) -> str | None:
        """Something that the client can put right."""
        raise BadUserInput("The cursor is of another order.")

    @strawberry.field
    def store_down(self) -> str | None:
        """Something that passes."""
        raise StoreUnavailable("The store does not answer.")

    @strawberry.field
    def damaged(self) -> str | None:
        """An error for the operator, whose text names a file of the machine."""
        raise DamagedFacts("/srv/facts/1.json", "cut short")

    @strawberry.field
    def broken(self) -> str:
        """A fault of the service."""
        raise ValueError("the password is 12345")

    @strawberry.field
    def far_year(self) -> int | None:
        """A value that is none of its type."""
        return 20_240_000_000

    @strawberry.field
    def broken_parts(self) -> list["BrokenPart"]:
        """Ten faults of the service."""
        return [BrokenPart() for _ in range(10)]

    @strawberry.field
    def half_surrogate(self) -> str:
        """Text as a broken font gives it."""
        return "预算\ud800"

    @strawberry.field
    async def slow(self) -> int:
        """Longer than the service waits."""
        await asyncio.sleep(60)
        return 1


@dataclass
class StubReader:
    """Answers each plan with the same value, or fails."""

    value: object = field(default_factory=lambda: {"version": "1"})
    closed: bool = False

    async def answer(self, plans: Sequence[Plan]) -> Sequence[object]:
        """The value for each plan."""
        if isinstance(self.value, Exception):
            raise self.value
        return [self.value for _ in plans]

    def snapshot(self) -> "StubReader":
        """Itself."""
        return self

    async def close(self) -> None:
        """Remembers that it was closed."""
        self.closed = True


def ask(app: ASGIApp, method: str, path: str, **sent: Any) -> httpx.Response:
    """One HTTP request to the application, in process."""

    async def send() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://service") as client:
            return await client.request(method, path, **sent)

    return asyncio.run(send())


@pytest.fixture(scope="session")
def schema() -> strawberry.Schema:
    """The small schema, with the limits of the service."""
    return strawberry.Schema(Query, extensions=EXTENSIONS)


@pytest.fixture
def app(schema: strawberry.Schema) -> Starlette:
    """The service over the small schema, which waits a tenth of a second."""
    return create_app(StubReader(), schema, Offer(timeout=0.1))


Send = Callable[..., httpx.Response]


@pytest.fixture
def send(app: Starlette) -> Send:
    """Sends one HTTP request to the service."""
    return lambda method, path, **sent: ask(app, method, path, **sent)


@pytest.fixture
def post(send: Send) -> Send:
    """Posts a document as a client that knows the GraphQL media type."""

    def post(query: str, variables: dict[str, Any] | None = None, **members: Any) -> httpx.Response:
        body = {"query": query, "variables": variables, **members}
        return send("POST", "/graphql", json=body, headers={"Accept": "application/graphql-response+json"})

    return post
