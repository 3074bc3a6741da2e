"""From a document to the facts of its statements."""

import pytest

from loaders.document import Grid, Ledger
from loaders.statements import read_statements
from tests.loaders.statements.writing import document, statement


def test_a_statement_becomes_a_fact_with_all_it_says() -> None:
    """Name, year, amount, period, citations and the seven parts, with the places of heading and amount."""
    (project,) = read_statements(document(statement()), Ledger(), 2026)
    assert (project.name, project.year, project.is_form) == ("社区活动经费", 2026, False)
    assert project.amount is not None
    assert (project.amount.text, str(project.start), str(project.end)) == ("100万元", "2025-01-01", "2025-12-31")
    assert [citation.title for citation in project.citations] == ["某市社区工作办法"]
    assert (project.has_specific_basis, project.goal) == (True, "居民满意。")
    assert [(source.line, source.text) for source in project.sources] == [(1, "社区活动经费情况说明"), (14, "100万元")]


def test_every_line_of_a_statement_is_settled() -> None:
    """Nothing of a statement is left unread."""
    ledger = Ledger()
    read = document(statement())
    read_statements(read, ledger, 2025)
    assert ledger.unread(list(read.blocks())) == []


@pytest.mark.parametrize(("basis", "expected"), [("根据上级规定要求。", False), ("《甲办法》", True), ("", None)])
def test_a_basis_that_names_no_document_is_recorded_as_such(basis: str, expected: bool | None) -> None:
    """False is a vague basis, None a statement without one."""
    (project,) = read_statements(document(statement(basis=basis)), Ledger(), 2025)
    assert project.has_specific_basis is expected


def test_forms_name_the_statements_before_them() -> None:
    """Each nameless statement takes the name of the form behind it."""
    nameless = statement("项目经费情况说明")
    read = document(f"{nameless}| 项目名称 | 党建工作 |\n\n{nameless}| 项目名称 | 干部工作 |\n")
    starts = [position for position, block in enumerate(read.blocks()) if isinstance(block, Grid)]
    forms = dict(zip(starts, ["党建工作", "干部工作"], strict=True))
    assert [project.name for project in read_statements(read, Ledger(), 2025, forms)] == ["党建工作", "干部工作"]


def test_a_statement_that_names_no_project_is_reported() -> None:
    """It gives no fact under a guessed name."""
    ledger = Ledger()
    assert read_statements(document(statement("项目经费情况说明")), ledger, 2025) == []
    assert [reason for _, reason in ledger.problems] == ["a statement that names no project, or several"]
