"""The names of classification codes as the samples print them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeAlias

Table: TypeAlias = Literal["functional", "economic", "account_classes"]

NAMES: Final = Path(__file__).with_name("facts") / "classification.toml"


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    return tables


def listed(table: Table) -> Mapping[str, str]:
    """One of the lists, code → name in the order of the codes."""
    return _tables()[table]


def name_of(code: str) -> str:
    """The name of a functional or an economic code; they never coincide."""
    return listed("functional").get(code) or listed("economic")[code]


def path_of(code: str) -> tuple[str, ...]:
    """The names of the class, the group and the item of a functional code."""
    return tuple(name_of(code[:length]) for length in (3, 5, 7) if length <= len(code))


def cells_of(code: str) -> tuple[str, str, str]:
    """The code over the three cells 类, 款, 项."""
    return code[:3], code[3:5], code[5:7]
