"""Printed amounts → Money: exact fen, never a float, and never without the unit that was printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from graph.facts import Money
from graph.terms import MoneyUnit

UNIT_WORDS: Final = {
    "元": MoneyUnit.YUAN,
    "万元": MoneyUnit.WAN_YUAN,
    "万": MoneyUnit.WAN_YUAN,  # 1720.00万 without 元: 普陀区商务委 2025, page 23
    "亿元": MoneyUnit.YI_YUAN,
    "亿": MoneyUnit.YI_YUAN,
}

_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９，．－", "0123456789,.-")

# "168,099,929" "47.91" "-27" "（27.5）" "￥80,000.00" -> a whole cell; thousands separators only where they belong
CELL_AMOUNT: Final = re.compile(r"[¥￥]?(?P<minus>-)?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?")

# "1 234 567" -> thousands parted by blanks; "1 2 3" -> letter-spaced digits
SPACED_THOUSANDS: Final = re.compile(r"-?\d{1,3}(?:[^\S\n]\d{3})+")
SPACED_DIGITS: Final = re.compile(r"-?\d(?:[^\S\n]+\d)+")

# "1,852.04万元" "54.31 万元" "5.00万" "42000元" "…租赁，30万元用于…" -> an amount inside a sentence
SENTENCE_AMOUNT: Final = re.compile(
    r"(?<![\d.])(?<!\d[,，])(?P<number>-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?)\s*(?P<unit>亿元|亿|万元|万(?![人人次字册份名页])|元)"
)


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """An amount inside a sentence, with where it stands in it."""

    money: Money
    start: int
    end: int


def cell_amount(text: str, unit: MoneyUnit) -> Money | None:
    """The amount that a table's cell holds, in the table's unit.

    None for an empty cell and for one that holds no amount (无, a dash): a blank says "not disclosed", while a printed
    0 or 0.00 is an amount of zero. Blanks and line breaks inside are letter-spacing and wrapping; but 1,200 above 300, or 0 beside
    8.30, are two amounts in one cell, and so none.
    """
    if _holds_several(text.translate(_FULL_WIDTH)):
        return None
    compact = "".join(text.split()).translate(_FULL_WIDTH)
    bracketed = re.fullmatch(r"[(（](.+)[)）]", compact)
    matched = CELL_AMOUNT.fullmatch(bracketed[1] if bracketed else compact)
    if not matched or re.match(r"0\d", matched["digits"]):
        return None
    fen = fen_of(matched["digits"] + (matched["decimals"] or ""), unit)
    if fen is None:
        return None
    return Money(fen=-fen if matched["minus"] or bracketed else fen, unit=unit, text=compact)


def _holds_several(printed: str) -> bool:
    """Whether a cell holds amounts of its own in its lines, or parted by blanks that are not those between thousands."""
    parts = printed.split()
    matched = [CELL_AMOUNT.fullmatch(part) for part in parts]
    forms = {len(one["decimals"] or "") for one in matched if one}
    if len(parts) < 2 or not all(matched) or len(forms) > 1:
        return False
    return SPACED_THOUSANDS.fullmatch(printed.strip()) is None and SPACED_DIGITS.fullmatch(printed.strip()) is None


def fen_of(number: str, unit: MoneyUnit) -> int | None:
    """A plain number in a unit as fen; None where it is finer than a fen, which no budget prints on purpose."""
    fen = Decimal(number.replace(",", "").replace("，", "")) * unit.fen
    return int(fen) if fen == fen.to_integral_value() else None


def stated_amounts(text: str) -> Iterator[StatedAmount]:
    """All amounts of a sentence with their units, in their order."""
    for matched in SENTENCE_AMOUNT.finditer(text.translate(_FULL_WIDTH)):
        unit = UNIT_WORDS[matched["unit"]]
        fen = fen_of(matched["number"], unit)
        if fen is not None:
            yield StatedAmount(Money(fen=fen, unit=unit, text=matched[0]), matched.start(), matched.end())
