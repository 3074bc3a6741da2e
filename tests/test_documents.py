"""Docs and code talk: what is generated does not drift, and what exists is documented."""

import re
import tomllib
from pathlib import Path

import pytest

from budget_graph import documents
from budget_graph.command import main
from graph.ontology import KINDS

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    ("path", "made"),
    [
        ("docs/ontology.md", documents.ontology),
        ("docs/settings.md", documents.settings),
        ("docs/reconciliation.md", documents.reconciliation),
    ],
)
def test_generated_documents_are_what_the_declarations_say(path: str, made: "documents.Maker") -> None:
    """`make generate` writes them anew."""
    assert (ROOT / path).read_text(encoding="utf-8") == made()


@pytest.mark.parametrize("path", documents.ANSWERED, ids=lambda path: path.name)
def test_the_answers_of_documents_are_those_of_the_samples(path: Path) -> None:
    """A newcomer who pastes a query sees the answer that stands there."""
    text = path.read_text(encoding="utf-8")
    assert text.count("```json") == text.count("<!-- query ") > 1
    assert documents.answered(text) == text


def test_every_command_stands_in_the_readme() -> None:
    """A command that nobody can find does not exist."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in main.commands if f"budget-graph {name}" not in text] == []


def test_every_kind_of_node_stands_in_the_glossary() -> None:
    """The same word for the same thing, everywhere."""
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").lower()
    words = {kind.name: re.sub(r"(?<!^)(?=[A-Z])", " ", kind.name).lower() for kind in KINDS}
    assert [name for name, word in words.items() if word not in glossary] == []


def test_every_decision_names_what_was_rejected() -> None:
    """A decision without its alternatives cannot be reconsidered."""
    decisions = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert decisions
    assert [path.name for path in decisions if "Rejected" not in path.read_text(encoding="utf-8")] == []


def test_every_package_is_installed() -> None:
    """An installed copy has all that a checkout has."""
    declared = set(
        tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    )
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for name in ("budget_graph", "graph", "loaders", "service")
        for path in (ROOT / name).rglob("__init__.py")
    }
    assert declared == found
