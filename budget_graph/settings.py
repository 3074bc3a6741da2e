"""All settings, declared once: docs/settings.md and the errors about them are made from here.

Read at the edge from environment variables, which win, and from `.env` in the working folder.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from dotenv import dotenv_values

from graph.errors import SettingsError

PREFIX = "BUDGET_GRAPH_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set; the variable of `data` is BUDGET_GRAPH_DATA."""

    data: Path = field(default=Path("data"), metadata={"says": "The folder of facts."})
    store: str = field(default="memory", metadata={"says": "`memory`: built from the facts when the service starts."})
    host: str = field(default="127.0.0.1", metadata={"says": "The address that the service listens on."})
    port: int = field(default=8000, metadata={"says": "The port that the service listens on."})
    workers: int = field(default=2, metadata={"says": "How many processes read documents."})

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
        settings = cls(**values)
        if settings.store != "memory":
            raise SettingsError(f"BUDGET_GRAPH_STORE is “{settings.store}”. The store of this version is `memory`.")
        return settings


def _of_file(path: Path) -> dict[str, str]:
    try:
        return {name: value or "" for name, value in dotenv_values(path).items()}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read ({error}). Write it as UTF-8 text, or remove it.") from None


def variable_of(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def _parse(variable: str, value: str, default: object) -> object:
    if isinstance(default, int):
        if not value.isdecimal() or not 0 < int(value) < 65_536:
            raise SettingsError(f"{variable} is “{value}”. Give a whole number from 1 to 65535.")
        return int(value)
    return Path(value) if isinstance(default, Path) else value
