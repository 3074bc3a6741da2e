"""The amounts of a budget's sentences, and which of them are results: not the price of a unit, not a factor.

Sentences work their amounts out in front of the reader: 3天×50人×300元/人/天=45000元 states one amount, and 预计10次，
每次2000元，共计2万元 another. The rules are those of 松江区委组织部 2025, where five of seven statements do so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from graph.facts import Money
from graph.terms import MoneyUnit
from loaders.money import StatedAmount, stated_amounts

# "$3\text{天} \times 50\text{人}$" -> the marks that an extractor writes around formulas
FORMULA_MARK: Final = re.compile(r"\\times|\\[a-z]+\{?|[{}$]")

# "3000元/人" "400元×6" -> after an amount that is a factor
FACTOR_AHEAD: Final = re.compile(r"\s*[/×*＊xX＋+]")
# "30元/张*260" "800×6" "每部1万元" "每人每天不超过550元" "分别给予5000元、5000元和" -> before one
FACTOR_BEHIND: Final = re.compile(r"[×*＊+＋/]\s*$|(?:每|人均|单价|标准)[^，,。；;：:]{0,14}$|分别[^。；;：:]{0,40}$")

# "=" -> what a calculation gives; "合计" -> what stands for the amounts before it
CALCULATED: Final = re.compile(r"[=＝]\s*$")
SUMMED: Final = re.compile(r"(?:共计|合计|总计|总共)(?:金额|约|为)*\s*$")

# "=110000元（11万元）" "=110000元，即11万元" "=110000元=11万元" -> between an amount and the same one, perhaps rounded
IN_OTHER_WORDS: Final = re.compile(r"\s*(?:[（(]|[，,]?\s*(?:即|折合|[=＝]))(?:即|合计|共计|总计|共|约|为)*\s*")
# "=110000元，合计11万元" -> between an amount and the same one, as the total of nothing else
SUMMED_ALONE: Final = re.compile(r"\s*[，,]?\s*(?:合计|共计|总计|总共|共)(?:约|为)*\s*")


class Role(Enum):
    """How a sentence comes to an amount."""

    STATED = auto()  # 培训费用：146400元
    SUMMED = auto()  # 合计120000元
    CALCULATED = auto()  # =45000元


@dataclass(frozen=True, slots=True)
class Result:
    """An amount that a text states as such, with its place; a computed one spans the amounts that it adds."""

    money: Money
    start: int
    end: int
    role: Role


def without_formula_marks(text: str) -> str:
    r"""The text at the same length with an extractor's formula marks blanked: 1600\text{元} → 1600 元."""
    return FORMULA_MARK.sub(lambda mark: "×".ljust(len(mark[0])) if mark[0] == r"\times" else " " * len(mark[0]), text)


def find_results(text: str) -> list[Result]:
    """The amounts that a text states, without unit prices and factors."""
    found: list[Result] = []
    for stated in stated_amounts(text):
        before = text[: stated.start]
        if FACTOR_AHEAD.match(text, stated.end) or (FACTOR_BEHIND.search(before) and not SUMMED.search(before)):
            continue
        if found and _states_again(found[-1], text, stated):
            continue
        role = Role.CALCULATED if CALCULATED.search(before) else Role.SUMMED if SUMMED.search(before) else Role.STATED
        found.append(Result(stated.money, stated.start, stated.end, role))
    return found


def _states_again(last: Result, text: str, stated: StatedAmount) -> bool:
    """Whether an amount is the one before it in other words."""
    between, coarser = (last.end, stated.start), max(_last_digit(last.money), _last_digit(stated.money))
    difference = abs(last.money.fen - stated.money.fen)
    if IN_OTHER_WORDS.fullmatch(text, *between):
        return 2 * difference <= coarser
    return difference == 0 and bool(SUMMED_ALONE.fullmatch(text, *between))


def agree(one: Money, other: Money) -> bool:
    """Whether two amounts are one, each printed to its own last digit."""
    return abs(one.fen - other.fen) <= max(_last_digit(one), _last_digit(other))


def _last_digit(money: Money) -> int:
    """What one step of the last printed digit is worth: 100 yuan in 54.31万元."""
    decimals = re.search(r"\.(\d+)", money.text)
    return money.unit.fen // 10 ** len(decimals[1]) if decimals else money.unit.fen


def outermost(results: Sequence[Result]) -> list[Result]:
    """The results that no other one contains.

    A stated amount contains the results behind it that add up to it (费用：50800元，then its parts), 合计 those before
    it; a stated amount also contains one calculation that gives it again (共计7800元。30元*260=7800元).
    """
    kept: list[Result] = []
    rest = list(results)
    while rest:
        result = rest.pop(0)
        if result.role is Role.SUMMED:
            del kept[len(kept) - _parts_at_end(kept, result.money.fen) :]
        if result.role is not Role.CALCULATED:
            del rest[: _parts_at_start(rest, result.money.fen)]
        kept.append(result)
    return kept


def _parts_at_start(results: Sequence[Result], fen: int) -> int:
    """How many results from the first on add up to an amount; one alone only where it is a calculation of it."""
    if results and results[0].money.fen == fen:
        return int(results[0].role is Role.CALCULATED)
    total = 0
    for count, result in enumerate(results, start=1):
        total += result.money.fen
        if total == fen:
            return count
    return 0


def _parts_at_end(results: Sequence[Result], fen: int) -> int:
    """How many results up to the last add up to an amount: at least two."""
    total = 0
    for count, result in enumerate(reversed(results), start=1):
        total += result.money.fen
        if total == fen:
            return count if count > 1 else 0
    return 0


def added(results: Sequence[Result]) -> Money:
    """The sum of results, with the digits of each as printed."""
    if len(results) == 1:
        return results[0].money
    fen = sum(result.money.fen for result in results)
    return Money(fen, MoneyUnit.YUAN, "+".join(result.money.text for result in results))
