"""The way to a Neo4j server: its address, what the driver may take, and the failures in an operator's words.

The messages name settings and stand in logs and terminals; a service tells its clients none of them. No message carries a
password, an address or a text of the driver's.
"""

import logging
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, LiteralString, cast
from urllib.parse import SplitResult, unquote, urlsplit

from neo4j import AsyncDriver, AsyncGraphDatabase, NotificationMinimumSeverity
from neo4j.exceptions import (
    AuthError,
    ConnectionAcquisitionTimeoutError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
    UnsupportedServerProduct,
)

from graph.errors import SettingsError, StoreTimeout, StoreUnavailable

SCHEMES: Final = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})

LOST: Final = (ServiceUnavailable, SessionExpired)
"""What the driver raises when a connection cannot be had or breaks."""

TIMED_OUT: Final = frozenset(
    {
        "Neo.ClientError.Transaction.TransactionTimedOut",
        "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    }
)

# Unless whoever runs us handles the driver's log, a line of it for each failed question would go to the terminal.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is, and who asks it."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str = "neo4j"

    @classmethod
    def parse(cls, text: str, password: str = "") -> "Address":
        """Reads `neo4j://user:password@host:port/database`; a password that is given apart wins.

        Raises:
            SettingsError: the text is no such address. It is not repeated, since it may hold the password.
        """
        parts = _parts(text)
        if not parts:
            raise SettingsError(
                "BUDGET_GRAPH_STORE is neither `memory` nor the address of a Neo4j server. Give one like "
                "neo4j://USER@HOST:7687/DATABASE, and the password in BUDGET_GRAPH_STORE_PASSWORD: "
                "inside the address, its signs other than letters and digits must be percent-encoded."
            )
        return cls(
            uri=f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}",
            user=unquote(parts.username or "neo4j"),
            password=password or unquote(parts.password or ""),
            database=parts.path[1:] or "neo4j",
        )

    def __str__(self) -> str:
        return f"{self.uri}/{self.database}"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What the driver may take, and how long anything may last, in seconds."""

    connections: int = 50
    connect: int = 3
    """To open a connection."""
    wait: int = 5
    """For a free connection, opening it included."""
    query: int = 20
    """For the statements of one operation; the server ends what takes longer."""

    @property
    def answer(self) -> int:
        """For an answer as a whole: then the server is taken for gone, since it does not even end its queries."""
        return self.wait + self.query


def connect(address: Address, limits: Limits) -> AsyncDriver:
    """A driver, which opens its connections when they are needed: this asks nothing of the server."""
    return AsyncGraphDatabase.driver(
        address.uri,
        auth=(address.user, address.password) if address.password else None,
        connection_timeout=limits.connect,
        connection_acquisition_timeout=limits.wait,
        max_connection_pool_size=limits.connections,
        notifications_min_severity=NotificationMinimumSeverity.OFF,
        telemetry_disabled=True,
    )


@contextmanager
def failures_explained() -> Generator[None]:
    """Says what failed at the server in our own words; what only a fault of ours can cause goes through unchanged.

    Raises:
        StoreUnavailable: the server is away, refuses us, is no Neo4j, or is too busy.
        StoreTimeout: a query was ended at its time limit.
    """
    try:
        yield
    except LOST as error:
        raise StoreUnavailable(
            "Neo4j does not answer. Is it running, and is BUDGET_GRAPH_STORE its bolt address?"
        ) from error
    except ConnectionAcquisitionTimeoutError as error:
        raise StoreUnavailable(
            "No connection to Neo4j became free in time. Try again later, or raise BUDGET_GRAPH_STORE_CONNECTIONS."
        ) from error
    except UnsupportedServerProduct as error:
        raise StoreUnavailable("The server is not Neo4j. Set BUDGET_GRAPH_STORE to a Neo4j server.") from error
    except AuthError as error:
        raise StoreUnavailable(
            "Neo4j refuses the user or the password. Check BUDGET_GRAPH_STORE and BUDGET_GRAPH_STORE_PASSWORD."
        ) from error
    except Neo4jError as error:
        if (error.code or "").startswith("Neo.ClientError.Security."):
            raise StoreUnavailable(
                "Neo4j refuses the user for now: the password has expired or was never changed, or was wrong too often. "
                "Change it, or wait some seconds and check BUDGET_GRAPH_STORE_PASSWORD."
            ) from error
        if error.code in TIMED_OUT:
            raise StoreTimeout("The store gave up a query at its time limit. Ask for less at once.") from error
        if error.code == "Neo.ClientError.Database.DatabaseNotFound":
            raise StoreUnavailable(
                "Neo4j has no database of this name. Check the end of BUDGET_GRAPH_STORE; "
                "the Community edition has only the database neo4j."
            ) from error
        if isinstance(error, TransientError):
            raise StoreUnavailable("Neo4j is too busy or is starting. Try again later.") from error
        raise


def literal(text: str) -> LiteralString:
    """A statement that was built from the ontology's names alone; what a user gives is in its parameters."""
    return cast("LiteralString", text)  # type: ignore[redundant-cast] # mypy takes any text for a literal; pyright does not


def _parts(text: str) -> SplitResult | None:
    """The parts of a server's address; None for any other text."""
    try:
        parts = urlsplit(text)
        names_a_server = parts.scheme in SCHEMES and parts.hostname and parts.port != 0
    except ValueError:  # what stands where the port should is no number, or a bracket is open
        return None
    has_more = parts.query or parts.fragment or "/" in parts.path[1:]
    return parts if names_a_server and not has_more else None
