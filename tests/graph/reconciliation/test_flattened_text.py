"""One amount of a flattened text changed: what contradicts it is found where it stands, and nothing else."""

from pathlib import Path

import pytest

from graph.documents import Document
from graph.reconciliation import Outcome, reconcile
from graph.terms import CheckStatus
from loaders.load import facts_of, read_document

SEED = "seeds/000_70ced8013d8867f3.txt"


def outcomes(shared: Path, line: int, old: str, new: str) -> list[Outcome]:
    """How the rules end on the shared text with one string of one line changed."""
    lines = (shared / SEED).read_text(encoding="utf-8").split("\n")
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    return list(reconcile(Document.of(facts_of(read_document("\n".join(lines).encode(), SEED)))))


def findings(ended: list[Outcome]) -> set[tuple[str, str]]:
    """What failed, by rule and subject."""
    return {(outcome.rule, outcome.subject) for outcome in ended if outcome.status is CheckStatus.FAILED}


@pytest.fixture(scope="module")
def known(shared: Path) -> set[tuple[str, str]]:
    """What the text itself contradicts."""
    return findings(outcomes(shared, 1, "", ""))


CHANGED = [
    (192, "549,950", "594,950", {"T3-ROW", "T3-CODES"}),
    (112, "583,988", "538,988", {"T2-ROW", "T2-CODES"}),
    (400, "985,997 985,997", "985,997 985,979", {"T8-ROW", "T8-CODES"}),
    (436, "25,161,371 25,161,371", "25,161,371 25,161,671", {"T8-ROW", "T8-CODES"}),
    (495, "25,923,871", "25,932,871", {"T8-ROW", "T8-CODES"}),
    (503, "43.20", "34.20", {"T9-TOTAL", "TEXT=TABLE"}),
]


@pytest.mark.parametrize(("line", "old", "new", "rules"), CHANGED)
def test_a_wrong_amount_is_found_by_the_sums_that_it_is_part_of(
    line: int, old: str, new: str, *, rules: set[str], shared: Path, known: set[tuple[str, str]]
) -> None:
    """The other rows keep their columns, so that no other rule has anything to say."""
    found = findings(outcomes(shared, line, old, new)) - known
    assert {rule for rule, _ in found} == rules


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        (196, "13,368,000", "① 13,368,000"),
        (188, "168,099,929", "168,099,O29"),
        (76, "210,013,800", "210,013,8O0"),
        (503, "478.92", "478.9Z"),
    ],
)
def test_an_amount_that_cannot_be_read_is_no_finding(
    line: int, old: str, new: str, shared: Path, known: set[tuple[str, str]]
) -> None:
    """The comparisons that need it say where it stands."""
    after = outcomes(shared, line, old, new)
    assert findings(after) <= known
    assert any(f"有未读的行或栏（第{line}行" in outcome.reason for outcome in after)
