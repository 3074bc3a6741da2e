"""The shared documents of forms, against what they contain."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.facts import Money
from graph.identity import fold
from loaders.document import Ledger
from loaders.forms import read_forms
from loaders.text import read_text

NUMBERS = ("001", "002", "003", "004")


def truth(shared: Path, number: str) -> list[dict[str, Any]]:
    """The projects that a document contains."""
    projects: list[dict[str, Any]] = json.loads((shared / f"truth/{number}.json").read_text(encoding="utf-8"))[
        "projects"
    ]
    return projects


def read_shared(shared: Path, number: str) -> Any:
    """The projects that its forms give."""
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    document = read_text(path.read_bytes(), path.name, "")
    return [form.project for form in read_forms(document, Ledger())]


def yuan(money: Money | None) -> Decimal | None:
    """An amount as the truth files print it."""
    return Decimal(money.fen) / 100 if money else None


def expected_yuan(value: float | None) -> Decimal | None:
    """An amount of a truth file."""
    return None if value is None else Decimal(str(value))


@pytest.mark.parametrize("number", NUMBERS)
def test_fields(shared: Path, number: str) -> None:
    """Name, year, bodies, kinds, dates and amounts of every project."""
    expected = [
        (
            fold(one["name"]),
            one["year"],
            one["department"],
            one["implementing_unit"],
            one["nature"],
            one["category"],
            one["start"],
            one["end"],
            expected_yuan(one["amount_yuan"]),
            expected_yuan(one.get("prior_year_budget_yuan")),
            expected_yuan(one.get("prior_year_actual_yuan")),
        )
        for one in truth(shared, number)
    ]
    actual = [
        (
            fold(one.name),
            one.year,
            one.department,
            one.unit,
            one.nature,
            one.category,
            str(one.start),
            str(one.end),
            yuan(one.amount),
            yuan(one.prior_year_budget),
            yuan(one.prior_year_actual),
        )
        for one in read_shared(shared, number)
    ]
    assert actual == expected


@pytest.mark.parametrize("number", NUMBERS)
def test_funding(shared: Path, number: str) -> None:
    """The three sources of every project's year."""
    keys = {"FISCAL_APPROPRIATION": "fiscal_yuan", "CARRIED_OVER": "carryover_yuan", "OTHER_INCOME": "other_yuan"}
    expected = [
        {code: Decimal(str(one[key])) for code, key in keys.items() if key in one} for one in truth(shared, number)
    ]
    actual = [{part.source_code: yuan(part.amount) for part in one.funding} for one in read_shared(shared, number)]
    assert actual == expected


def test_sub_items(shared: Path) -> None:
    """Those of the forms of 2018."""
    expected = [
        [(item["name"], Decimal(str(item["amount_yuan"]))) for item in one["sub_items"]] for one in truth(shared, "002")
    ]
    actual = [[(item.name, yuan(item.amount)) for item in one.sub_items] for one in read_shared(shared, "002")]
    assert actual == expected


@pytest.mark.parametrize("number", NUMBERS)
def test_indicators(shared: Path, number: str) -> None:
    """Every indicator whose target the document decides: sign, figure and unit; none is invented."""
    for expected, actual in zip(truth(shared, number), read_shared(shared, number), strict=True):
        wanted = [_indicator(one) for one in expected["indicators"] if one["value"] is not None]
        open_names = {fold(one["name"]) for one in expected["indicators"] if one["value"] is None}
        got = [(fold(one.name), one.operator, fold(one.value or ""), one.unit) for one in actual.indicators]
        # 003, line 766 (党代表满意度, 满意) stands in the document and is missing in the truth file.
        known = [one for one in got if one[0] not in open_names and one[0] != "党代表满意度"]
        assert sorted(known, key=str) == sorted(wanted, key=str)


@pytest.mark.parametrize("number", NUMBERS)
def test_levels_are_right_where_they_are_given(shared: Path, number: str) -> None:
    """A level of forms without rules may be open, but not wrong."""
    for expected, actual in zip(truth(shared, number), read_shared(shared, number), strict=True):
        levels = {fold(one["name"]): (one["level1"], one["level2"]) for one in expected["indicators"]}
        given = {fold(one.name): (one.level1, one.level2) for one in actual.indicators if one.level1}
        assert {name: level for name, level in given.items() if name in levels} == {
            name: levels[name] for name in given if name in levels
        }


def _indicator(one: dict[str, Any]) -> tuple[str, str | None, str, str | None]:
    return fold(one["name"]), one["operator"], fold(one["value"]), one["unit"]
