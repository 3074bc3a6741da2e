"""The parts of a project's budget: 其中 …, or the items of a numbered list; only the first level of them.

Where both stand, 其中 is the first level and the list explains it: 党建工作共计203.00万元（其中，党建工作经费70.00万元，
党建服务中心专项经费133.00万元），具体如下：1. … (松江区委组织部 2025).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.facts import SubItem
from loaders.document import Ledger
from loaders.money import stated_amounts
from loaders.passage import Passage
from loaders.statements.amounts import Result, Role, added, find_results, outermost

# "1. " "2、" "（3）" "④" "一是" at the start of a line or behind a stop -> figure, circled, word
ITEM_NUMBER: Final = re.compile(
    r"\s*(?:[（(]?(?P<figure>\d{1,2})(?:[.．、](?!\d)|[）)])|(?P<circled>[①-⑳])|(?P<word>[一二三四五六七八九])是)\s*"
)
AFTER_STOP: Final = re.compile(r"(?<=[；;。：:，,\s])")

# "合计30万元" as a sentence or a line of its own behind a list, not "，合计13万元" in its last item
LIST_TOTAL: Final = re.compile(r"(?<![，,：:\s])\s*(?:以上)?(?:各项|费用)*(?:合计|共计|总计)")

# "其中：" "其中，" "包括" -> the parts of a total follow
SPLIT: Final = re.compile(r"(?:其中|包括|分别为|具体为)\s*[：:，,]?")

# "（含税），用于" before a part's name
BEFORE_NAME: Final = re.compile(r"(?:[（(][^（）()]*[）)])?[，,、；;：:\s]*(?:其中[：:，,]?|以及|和|及|用于)?\s*")
# "场地（含设备）租赁费" of "场地（含设备）租赁费，预计3场" -> up to the pause outside brackets
NAME: Final = re.compile(r"(?:[（(][^（）()]*[）)]|[^，,；;。：:])*")
# "约" "费用为" between a name and its amount; 费用 is the name's own where no 为 follows (宏观管理费用36.00万元)
AFTER_NAME: Final = re.compile(r"(?:费用?(?=为|约为|是))?(?:为|是|约|共计|合计|总计|共需|共|需|计|预计|安排|预算|\s)*$")
# "：" "共约" -> nothing of its own between a name and its amount
NOTHING_BETWEEN: Final = re.compile(r"\s*[：:]?" + AFTER_NAME.pattern)
# "合计" -> the total again; "第一季度用款计划" -> when money is paid; "财政拨款" -> where it comes from: none is a part
NO_PART: Final = re.compile(
    r"(?:以上)?(?:共计|合计|总计|小计|总额)?|.*(?:季度|月份).*|(?:当年)?财政(?:拨款|资金)|一般公共预算.*|(?:自有|自筹|其他)资金|上年结转.*"
)
# "）" "。" -> the bracket or the sentence of 其中 is over; tried without the brackets inside
ENDS_SPLIT: Final = re.compile(r"[）)。]")
# "用于" between an amount and what it is for (其中50万元用于场地租赁)
PURPOSE: Final = re.compile(r"\s*(?:拟?用于|为)\s*")


def read_sub_items(passage: Passage, text: str, ledger: Ledger) -> tuple[SubItem, ...]:
    """The parts of a budget; `text` is the passage's text without formula marks, at the same length."""
    items = numbered_items(text, passage.starts)
    split = read_split(passage, text[: items[0].start] if items else text)
    if split:
        return split
    found = [item_with_amount(passage, text, item) for item in items]
    if all(part.amount is None for part in found):
        return ()
    for part in found:
        if part.amount is None:
            ledger.problem(part.source, "an item of the budget without an amount of its own")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a numbered list: its place with the number, and where its words begin."""

    start: int
    words: int
    end: int


def numbered_items(text: str, line_starts: Sequence[int]) -> list[Item]:
    """The items of the first list of a text that counts 1, 2, 3 in one form of number."""
    places = sorted({0, *line_starts, *(matched.end() for matched in AFTER_STOP.finditer(text))})
    numbers: list[re.Match[str]] = []
    for place in places:
        matched = ITEM_NUMBER.match(text, place)
        if (
            matched
            and _figure(matched) == len(numbers) + 1
            and _form(matched) == _form(numbers[0] if numbers else matched)
        ):
            numbers.append(matched)
    if not numbers:
        return []
    totals = (place for place in places if place > numbers[-1].end() and LIST_TOTAL.match(text, place))
    ends = [*(number.start() for number in numbers[1:]), next(totals, len(text))]
    return [Item(number.start(), number.end(), end) for number, end in zip(numbers, ends, strict=True)]


def _figure(number: re.Match[str]) -> int:
    if number["figure"]:
        return int(number["figure"])
    return (
        ord(number["circled"]) - ord("①") + 1 if number["circled"] else "一二三四五六七八九".index(number["word"]) + 1
    )


def _form(number: re.Match[str]) -> str:
    """The number without its figure: . of 1., （） of （1）."""
    return re.sub(r"[\d\s]", "", number[0]) if number["figure"] else str(number.lastgroup)


def read_split(passage: Passage, lead: str) -> tuple[SubItem, ...]:
    """The parts of a total in one sentence, up to the end of the sentence or of the bracket around 其中."""
    stated = find_results(lead)
    at = _start_of_parts(lead, stated)
    if at is None:
        return ()
    results = [result for result in stated if result.start >= at]
    if results and not lead[at : results[0].start].strip():
        return _split_by_purpose(passage, lead, results)
    parts: list[SubItem] = []
    for result in results:
        words = lead[at : result.start]
        if ENDS_SPLIT.search(re.sub(r"[（(][^（）()]*[）)]", "", words)):
            break
        start = at + _length(BEFORE_NAME, words)
        name = _name(lead, start, result.start)
        if not NO_PART.fullmatch(name):
            parts.append(SubItem(name, passage.source(start, result.end), result.money))
        at = result.end
    return tuple(parts)


def _start_of_parts(lead: str, results: Sequence[Result]) -> int | None:
    """Where parts begin: behind 其中, or where the amounts before 共计 or behind the first add up to it."""
    announced = SPLIT.search(lead)
    if announced:
        return announced.end()
    fen = [result.money.fen for result in results]
    if len(fen) > 2 and results[-1].role is Role.SUMMED and sum(fen[:-1]) == fen[-1]:
        return 0
    return results[0].end if len(fen) > 2 and sum(fen[1:]) == fen[0] else None


def _split_by_purpose(passage: Passage, lead: str, results: Sequence[Result]) -> tuple[SubItem, ...]:
    """The parts of 其中50万元用于…，30万元用于…; none where an amount is without its purpose."""
    parts: list[SubItem] = []
    for result in results:
        purpose = PURPOSE.match(lead, result.end)
        if not purpose:
            return ()
        end = purpose.end() + _length(NAME, lead[purpose.end() :])
        parts.append(SubItem(_name(lead, purpose.end(), end), passage.source(result.start, end), result.money))
    return tuple(parts)


def item_with_amount(passage: Passage, text: str, item: Item) -> SubItem:
    """An item with the amount beside its name, or else what the results of its sentences add up to."""
    words = text[item.words : item.end]
    amounts = list(stated_amounts(words))
    results = find_results(words)
    named_until = min(_length(NAME, words), amounts[0].start if amounts else len(words))
    first = results[0] if results else None
    is_beside_name = first is not None and NOTHING_BETWEEN.fullmatch(words, named_until, first.start)
    stated = results[:1] if is_beside_name else outermost(results)
    end = item.words + (stated[-1].end if stated else named_until)
    return SubItem(
        name=_name(text, item.words, item.words + named_until),
        source=passage.source(item.words, end),
        amount=added(stated) if stated else None,
    )


def _name(text: str, start: int, end: int) -> str:
    """A part's name between two places, without what only leads to its amount."""
    words = text[start : start + min(_length(NAME, text[start:end]), end - start)]
    return "".join(AFTER_NAME.sub("", words).split())


def _length(pattern: re.Pattern[str], text: str) -> int:
    matched = pattern.match(text)
    return matched.end() if matched else 0
