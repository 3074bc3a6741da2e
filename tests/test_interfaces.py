"""The tools of the interface are pinned, and the examples ask what the schema answers."""

import json
import runpy
import sys
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from graphql import build_schema, parse, validate

ROOT = Path(__file__).resolve().parent.parent
OPERATIONS = sorted((ROOT / "examples" / "python" / "operations").glob("*.graphql"))


def test_every_npm_package_is_pinned_by_its_hash_and_names_no_registry() -> None:
    """The lock holds for every mirror of the registry, and no mirror can give other bytes."""
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    installed = {name: entry for name, entry in packages.items() if "node_modules/" in name and "link" not in entry}
    assert [name for name, entry in installed.items() if not entry["integrity"].startswith("sha512-")] == []
    assert [name for name, entry in installed.items() if "resolved" in entry] == []


@pytest.mark.parametrize("path", OPERATIONS, ids=lambda path: path.stem)
def test_an_example_asks_what_the_schema_answers(path: Path) -> None:
    """A change of the schema that breaks an example is seen without Node, too."""
    schema = build_schema((ROOT / "schema.graphql").read_text(encoding="utf-8"))
    errors = validate(schema, parse(path.read_text(encoding="utf-8")))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize(
    ("program", "arguments"),
    [
        ("compare_years", ["2025"]),
        ("compare_years", ["2024", "2025"]),
        ("compare_years", ["last", "this", "上海市财政局"]),
        ("funding_path", ["财行〔2007〕179号"]),
    ],
)
def test_an_example_that_is_asked_wrongly_says_how_to_ask_it(
    monkeypatch: pytest.MonkeyPatch, program: str, arguments: list[str]
) -> None:
    """Its client is not installed beside the service, and is not asked."""
    for module in ("budget_client", f"budget_client.{program}", "budget_client.funding_paths"):
        monkeypatch.setitem(sys.modules, module, MagicMock())
    monkeypatch.setattr(sys, "argv", [program, *arguments])
    with pytest.raises(SystemExit, match=f"`python {program}.py "):
        runpy.run_path(str(ROOT / "examples" / "python" / f"{program}.py"), run_name="__main__")
