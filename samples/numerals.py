"""Numbers as headings and table lines count: 一, 十, 十一, 二十六."""

from typing import Final

DIGITS: Final = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """A number from 1 to 99."""
    tens, ones = divmod(number, 10)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")
