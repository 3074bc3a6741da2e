"""What a statement's amounts are broken down into: the year's in a list or by 其中, an item's in a list of its own.

党建工作共计203.00万元（其中，党建工作经费70.00万元，党建服务中心专项经费133.00万元），具体如下：1. … 3. 党建基础性工作15.00万元。主要
包括：①…9.00万元；②…3.00万元；③…3.00万元 (松江区委组织部 2025) are three breakdowns.
"""

from collections.abc import Iterator

from graph.facts import Breakdown, Money, SubItem
from loaders.passage import Passage
from loaders.statements.amounts import without_formula_marks
from loaders.statements.sub_items import item_with_amount, numbered_items, read_split

YEAR = "年度预算"


def read_breakdowns(printed: Passage) -> Iterator[Breakdown]:
    """The breakdowns of an appropriation, the year's first."""
    text = without_formula_marks(printed.text)
    items = numbered_items(text, printed.starts)
    split = read_split(printed, text[: items[0].start] if items else text)
    if split:
        yield Breakdown(YEAR, None, split, is_complete=False, source=split[0].source)
    listed = tuple(item_with_amount(printed, text, item) for item in items)
    if len(listed) > 1 and all(part.amount for part in listed):
        yield Breakdown(YEAR, None, listed, is_complete=True, source=listed[0].source)
    for item, part in zip(items, listed, strict=True):
        yield from _of_item(printed.part(item.words, item.end), part)


def _of_item(passage: Passage, whole: SubItem) -> Iterator[Breakdown]:
    """The list, or the 其中, behind an item's own amount."""
    text = without_formula_marks(passage.text)
    inner = numbered_items(text, passage.starts)
    listed = tuple(item_with_amount(passage, text, one) for one in inner)
    parts = listed or read_split(passage, text)
    if whole.amount and _is_one_amount(whole.amount) and len(parts) > 1 and all(part.amount for part in parts):
        yield Breakdown(whole.name, whole.amount, parts, is_complete=bool(listed), source=whole.source)


def _is_one_amount(money: Money) -> bool:
    """Whether an amount is printed as one, and not already the sum of the item's parts."""
    return "+" not in money.text
