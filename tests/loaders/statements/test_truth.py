"""The statements of the real disclosures against what people read in them."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from graph.facts import Citation, ProjectFact
from graph.identity import fold, fold_title
from graph.policies.numbers import normalise_document_number
from loaders.document import Ledger
from loaders.forms import read_forms
from loaders.pdf import read_pdf
from loaders.statements import read_statements
from loaders.text import read_text

WITH_STATEMENTS: Final = ("000", "003", "putuo_sfj_2026_dept", "putuo_sww_2025_dept", "wanli_2024", "wanli_2025")


@pytest.fixture(scope="module", params=WITH_STATEMENTS)
def disclosure(request: pytest.FixtureRequest, shared: Path) -> tuple[dict[str, Any], list[ProjectFact]]:
    """What people read in a document, and its statements as read here."""
    truth = json.loads((shared / "truth" / f"{request.param}.json").read_text(encoding="utf-8"))
    name = truth["file"]
    if name.endswith(".pdf"):
        document = read_pdf((shared / "disclosures" / name).read_bytes(), name, "0" * 64)
    else:
        document = read_text((shared / "seeds" / name).read_bytes(), name, "0" * 64)
    forms = {form.start: form.project.name for form in read_forms(document, Ledger(), truth["year"])}
    return truth, read_statements(document, Ledger(), truth["year"], forms)


Truth = tuple[dict[str, Any], list[ProjectFact]]


def by_name(projects: list[ProjectFact]) -> dict[str, ProjectFact]:
    """The projects by their folded names."""
    return {fold(project.name): project for project in projects}


def test_every_statement_is_found_under_its_name(disclosure: Truth) -> None:
    """As many statements as projects, each under the name that people gave it."""
    truth, projects = disclosure
    assert sorted(by_name(projects)) == sorted(fold(project["name"]) for project in truth["projects"])


def test_every_part_of_a_budget_is_read(disclosure: Truth) -> None:
    """The same sub-items with the same amounts, and no others."""
    truth, projects = disclosure
    read = by_name(projects)
    for project in truth["projects"]:
        expected = Counter(
            (fold(item["name"]), Decimal(str(item["amount_yuan"]))) for item in project.get("sub_items", [])
        )
        found = read[fold(project["name"])].sub_items
        assert (
            Counter((fold(item.name), Decimal(item.amount.fen if item.amount else 0) / 100) for item in found)
            == expected
        )


def test_every_citation_is_read(disclosure: Truth) -> None:
    """The same documents by title and number, and no others."""
    truth, projects = disclosure
    read = by_name(projects)
    for project in truth["projects"]:
        expected = [
            (
                fold_title(basis["title"]) if basis["title"] else None,
                normalise_document_number(basis["doc_number"]) if basis["doc_number"] else None,
                basis.get("article"),
                basis.get("issuer"),
            )
            for basis in project["legal_bases"]
        ]
        assert [named(citation) for citation in read[fold(project["name"])].citations] == expected


def test_a_stated_amount_is_the_one_that_people_read(disclosure: Truth) -> None:
    """Exactly, or to the last digit that the sentence prints where people took the form's."""
    truth, projects = disclosure
    read = by_name(projects)
    for project in truth["projects"]:
        amount = read[fold(project["name"])].amount
        if amount:
            expected = project.get("narrative_amount_yuan", project["amount_yuan"])
            assert Decimal(amount.fen) / 100 == Decimal(str(expected))


def named(citation: Citation) -> tuple[str | None, str | None, str | None, str | None]:
    """What a citation says about its document."""
    title = fold_title(citation.title) if citation.title else None
    return title, citation.document_number, citation.article, citation.issuer
