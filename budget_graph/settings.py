"""All settings, declared once: docs/settings.md and the errors about them are made from here.

Read at the edge from environment variables, which win, and from `.env` in the working folder.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from dotenv import dotenv_values

from graph.errors import SettingsError
from graph.store.neo4j.connection import Address, Limits

PREFIX: Final = "BUDGET_GRAPH_"
MEMORY: Final = "memory"

_TRUTHS: Final = {
    "true": True,
    "1": True,
    "yes": True,
    "on": True,
    "false": False,
    "0": False,
    "no": False,
    "off": False,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set; the variable of `data` is BUDGET_GRAPH_DATA."""

    data: Path = field(default=Path("data"), metadata={"says": "The folder of facts."})
    store: str = field(
        default=MEMORY,
        repr=False,
        metadata={
            "says": "`memory`: built from the facts at each start. Or the address of a Neo4j server, as in "
            "`neo4j://user:password@host:7687/database`; also `neo4j+s`, `neo4j+ssc`, `bolt`, `bolt+s`, `bolt+ssc`. "
            "The user and the database are `neo4j` unless they are given."
        },
    )
    store_password: str = field(
        default="", repr=False, metadata={"says": "The password of Neo4j, so that it need not stand in the address."}
    )
    store_connections: int = field(
        default=Limits.connections, metadata={"says": "How many connections to Neo4j may be open at once."}
    )
    store_connect_seconds: int = field(
        default=Limits.connect, metadata={"says": "How long opening a connection to Neo4j may take."}
    )
    store_wait_seconds: int = field(
        default=Limits.wait,
        metadata={"says": "How long an operation waits for a connection to Neo4j, opening included."},
    )
    store_query_seconds: int = field(
        default=Limits.query, metadata={"says": "How long the queries of one operation may take; then Neo4j ends them."}
    )
    host: str = field(default="127.0.0.1", metadata={"says": "The address that the service listens on."})
    port: int = field(default=8000, metadata={"says": "The port that the service listens on."})
    processes: int = field(
        default=1,
        metadata={"says": "How many processes answer requests. Each holds an embedded store of its own."},
    )
    request_seconds: int = field(
        default=30, metadata={"says": "How long one request may take, from its first byte to its answer."}
    )
    fresh_seconds: int = field(
        default=0,
        metadata={"says": "How long a client may use an answer without asking whether it still is one (`max-age`)."},
    )
    graphiql: bool = field(default=True, metadata={"says": "Whether browsers get GraphiQL at /graphql."})
    cors_origins: tuple[str, ...] = field(
        default=(),
        metadata={"says": "The sites whose pages may ask: `https://a.example, https://b.example`. Never a wildcard."},
    )
    keys: Path | None = field(
        default=None, metadata={"says": "The file of API keys, whose entries `budget-graph key` makes."}
    )
    needs_key: bool = field(default=False, metadata={"says": "Whether only requests with a key are answered."})
    rate: int = field(
        default=0,
        metadata={
            "says": "How many requests a minute an address, or an IPv6 network of 64 bits, may send without a key; 0 for any number."
        },
    )
    trusted_documents: Path | None = field(
        default=None,
        metadata={
            "says": "A manifest of documents (texts by id, or Apollo's persisted query manifest): nothing else is answered."
        },
    )
    log: str = field(
        default="text",
        metadata={"says": "`text`: what needs attention, for people. `json`: that and a line for each request."},
    )
    workers: int = field(default=2, metadata={"says": "How many processes read documents."})

    @property
    def neo4j(self) -> Address | None:
        """The Neo4j server that is the store, or None for the embedded one.

        Raises:
            SettingsError: the store is neither.
        """
        return None if self.store == MEMORY else Address.parse(self.store, self.store_password)

    @property
    def limits(self) -> Limits:
        """What the driver of that server may take."""
        return Limits(
            connections=self.store_connections,
            connect=self.store_connect_seconds,
            wait=self.store_wait_seconds,
            query=self.store_query_seconds,
        )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """The settings of an environment, by default the process's own with `.env`.

        Raises:
            SettingsError: a value that cannot be used, or a variable that no setting has.
        """
        if environment is None:
            environment = {**_of_file(Path(".env")), **os.environ}
        given = {name: value for name, value in environment.items() if name.startswith(PREFIX) and value}
        known = {variable_of(entry.name): entry for entry in fields(cls)}
        unknown = sorted(set(given) - set(known))
        if unknown:
            raise SettingsError(
                f"{unknown[0]} is no setting. Known are {', '.join(sorted(known))}; see docs/settings.md."
            )
        values: dict[str, Any] = {
            known[name].name: _parse(name, value, known[name].default) for name, value in given.items()
        }
        return cls(**values)


def _of_file(path: Path) -> dict[str, str]:
    try:
        return {name: value or "" for name, value in dotenv_values(path).items()}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read ({error}). Write it as UTF-8 text, or remove it.") from None


def variable_of(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def _parse(variable: str, value: str, default: object) -> object:
    match default:
        case bool():
            if value.lower() not in _TRUTHS:
                raise SettingsError(f"{variable} is “{value}”. Give true or false.")
            return _TRUTHS[value.lower()]
        case int():
            least = min(default, 1)
            if not value.isdecimal() or not least <= int(value) < 65_536:
                raise SettingsError(f"{variable} is “{value}”. Give a whole number from {least} to 65535.")
            return int(value)
        case tuple():
            return tuple(part for part in re.split(r"[,\s]+", value) if part)
        case str():
            return value
        case _:
            return Path(value)
