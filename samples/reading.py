"""Facts files (TOML) → typed facts, exact: a decimal in TOML is never a float."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeAlias

import msgspec

from samples.accounts import Accounts
from samples.budget import Budget
from samples.statements import Statements, TargetForms

Sample: TypeAlias = Budget | Accounts | Statements | TargetForms

FACTS: Final = Path(__file__).with_name("facts")

SHARED_BY_ALL: Final = frozenset({"classification", "glossary"})


def sample_names() -> list[str]:
    """The names of all samples, which are those of their facts files."""
    return sorted({file.stem for file in FACTS.glob("*.toml")} - SHARED_BY_ALL)


def read(name: str) -> Sample:
    """One sample's facts."""
    sample: Sample = msgspec.convert(_stated(name), Sample)
    return sample


def _stated(name: str) -> dict[str, Any]:
    """What the file states, on top of what the file that it extends states."""
    text = (FACTS / f"{name}.toml").read_text(encoding="utf-8")
    stated: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
    extended = stated.pop("extends", None)
    return _stated(extended) | stated if extended else stated
