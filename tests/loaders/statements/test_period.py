"""When a project runs."""

import pytest

from loaders.statements.period import read_period


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ("2024年1月1日至2024年12月31日，其中：上半年拟办会议。", ("2024-01-01", "2024-12-31")),
        ("2025.1.1-2025.12.31", ("2025-01-01", "2025-12-31")),
        ("项目自2025年3月1日起至11月30日", ("2025-03-01", "2025-11-30")),
        ("2024年1月至2024年2月", ("2024-01-01", "2024-02-29")),
        ("2025年1月1日—2025年12月31日。培训：2025年3月1日至2025年4月1日", ("2025-01-01", "2025-12-31")),
        ("一期2024年1月1日至2024年6月30日，二期2024年7月1日至2025年6月30日", None),
        ("上半年2-6月；下半年9-12月。", None),
        ("2025年2月30日至2025年3月31日", None),
        ("2025年6月1日至2025年1月31日", None),
        ("第一至四季度支付尾款。", None),
    ],
)
def test_a_period_is_read_where_it_is_printed_in_full(schedule: str, expected: tuple[str, str] | None) -> None:
    """Days in any notation; a month stands for its first or last day; several periods or an impossible day give none."""
    period = read_period(schedule)
    assert (period and (period.start.isoformat(), period.end.isoformat())) == expected
