"""Makes the small documents of these tests: a statement as text, read by the text reader."""

from loaders.document import Document, Ledger, Line
from loaders.passage import Passage
from loaders.statements.amounts import without_formula_marks
from loaders.statements.sub_items import read_sub_items
from loaders.text import read_text


def document(text: str) -> Document:
    """A text file of these lines."""
    return read_text(text.encode(), "statements.txt", "0" * 64)


def statement(
    heading: str = "社区活动经费情况说明",
    overview: str = "开展社区活动。",
    basis: str = "《某市社区工作办法》",
    budget: str = "社区活动经费2025年预算100万元。",
    schedule: str = "2025年1月1日至2025年12月31日",
) -> str:
    """A statement of seven parts."""
    return (
        f"{heading}\n一、项目概述\n{overview}\n二、立项依据\n{basis}\n三、实施主体\n某街道办事处\n四、实施方案\n"
        f"1.准备；\n2.举办。\n五、实施周期\n{schedule}\n六、年度预算安排\n{budget}\n七、绩效目标\n居民满意。\n"
    )


def passage(*lines: str) -> Passage:
    """Running text of these lines."""
    return Passage.of(Line(text, number) for number, text in enumerate(lines, start=1))


def parts(*lines: str) -> list[tuple[str, str | None]]:
    """Name of each part of a budget and its amount in yuan."""
    printed = passage(*lines)
    found = read_sub_items(printed, without_formula_marks(printed.text), Ledger())
    return [(item.name, f"{item.amount.fen / 100:.0f}" if item.amount else None) for item in found]
