"""Lines that only number a page."""

import pytest

from loaders.page_numbers import is_page_number


@pytest.mark.parametrize("text", ["12", "- 12 -", "—3—", "第3页", "第 12 页 共 40 页", "3/40"])
def test_a_page_number_is_one(text: str) -> None:
    """However it is dressed."""
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["12.00", "12%", "2024年", "第3项", "2026", "1,200"])
def test_another_figure_is_none(text: str) -> None:
    """An amount or a year may stand alone on a line."""
    assert not is_page_number(text)
