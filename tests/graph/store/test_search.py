"""Search gives the same scores in every store."""

import asyncio

import pytest

from graph.plan import Field, Plan, Search, Selection
from tests.factories import disclosure, project
from tests.graph.store.conftest import ReaderOf


@pytest.mark.parametrize(
    ("name", "text", "score"),
    [
        ("一二三四五六七八九十甲乙丙丁戊己", "三四五六七", 0.1563),  # 0.15625, half way between two scores
        ("一二三四五六七八九十甲乙丙丁戊己", "一二三四五六七八九", 0.7813),
        ("一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥", "三四", 0.0313),
        ("一二三", "二三", 0.3333),
        ("一二三", "一二三", 1.0),
    ],
)
def test_a_score_is_the_same_to_the_last_digit_in_every_store(
    reader_of: ReaderOf, name: str, text: str, score: float
) -> None:
    """It is rounded, and stores round in different ways."""
    reader = reader_of([disclosure(project(name))])
    plan = Plan(Search(text, 5), Field("search", "search", Selection({"SearchResult": (Field("score", "score"),)})))
    assert asyncio.run(reader.answer([plan])) == [[{"score": score}]]
