"""How a target is read."""

from datetime import date

import pytest

from loaders.forms.target import dates, read_target


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥95.00 (%)", ("≥", "95.00", "%")),
        ("≥4（次）", ("≥", "4", "次")),
        ("≤650.00(元/人/天)", ("≤", "650.00", "元/人/天")),
        ("=100.00%", ("=", "100.00", "%")),
        ("＝1,200（人次）", ("=", "1,200", "人次")),
        ("约50(人)", ("约", "50", "人")),
        ("大于等于10000kb", ("≥", "10000", "kb")),
        ("不低于95％", ("≥", "95", "%")),
        ("考务完成量≥1500人次", ("≥", "1500", "人次")),
        ("=0", ("=", "0", None)),
        ("100%", (None, "100", "%")),
        ("0", (None, "0", None)),
        ("用户满意度达90%", (None, "用户满意度达90%", None)),
        ("3月底前", (None, "3月底前", None)),
        ("1小时内响应，3小时内到达", (None, "1小时内响应，3小时内到达", None)),
        ("≥90%且≤100%", (None, "≥90%且≤100%", None)),
        (" 及时 ", (None, "及时", None)),
    ],
)
def test_a_target_is_sign_figure_and_unit_or_words(text: str, expected: tuple[str | None, str, str | None]) -> None:
    """What is no figure stays as printed."""
    assert tuple(read_target(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-01-01", [date(2025, 1, 1)]),
        ("2018. 1. 31", [date(2018, 1, 31)]),
        ("2018年12月1日", [date(2018, 12, 1)]),
        ("20230101至20231231", [date(2023, 1, 1), date(2023, 12, 31)]),
        ("2025年1月", []),
        ("2025-13-01", []),
    ],
)
def test_full_dates_of_any_form_are_found(text: str, expected: list[date]) -> None:
    """A month alone and a month that does not exist are no dates."""
    assert dates(text) == expected
