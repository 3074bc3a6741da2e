"""The words that synthetic disclosures are made of; beside this file."""

import tomllib
from pathlib import Path
from typing import Any, Final

NAMES: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
