"""Document numbers (文号): head, year and sequence, however they are printed, and the one form that tells documents apart.

Sources: 党政机关公文处理工作条例 (中办发〔2012〕14号) §9 (五): 发文字号由发文机关代字、年份、发文顺序号组成; and the 11 thousand
numbers of the State Council and Shanghai that `make bench-citations` reads.
"""

import re
from dataclasses import dataclass
from typing import Final

from graph.identity import fold

_YEAR: Final = r"(?:19|20)\d\d"
_CHINESE_DIGITS: Final = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
}

# "文号：国发〔2020〕1号" "（沪府发〔2020〕1号）" -> what a list or a sentence prints around a number
_AROUND: Final = re.compile(
    r"(?:(?:发文)?(?:文号|字号|文字号):)?(?:[〔（《](?P<enclosed>.*号?)[〕）》]|(?P<number>.*))"
)

# "中发〔2014〕3号" "沪府发改审〔2004〕第008号" "普投资规范（2023）1号" "2017〕45号" "沪委组〔2005〕发字006号" "财发《2017 45"
# -> head, year, series, sequence
BRACKETED: Final = re.compile(
    rf"""(?P<head>[^\d〔（《:]*(?:[〔（《]\D{{1,6}}[〕）》])?)                                    # 沪财行, 京发改（审）
         (?:[〔（《]{{1,2}}(?P<year>{_YEAR})年?[〕）》]{{0,2}}|(?P<year_closed>{_YEAR})年?[〕）》]{{1,2}})
         (?P<series>[^\d第]{{0,6}})第?0*(?P<sequence>\d+(?:[-—之]\d+)?)号?""",
    re.VERBOSE,
)

_ORDINAL: Final = r"第?0*(?P<sequence>\d+|[零〇○一二三四五六七八九十百]+)号"

# "国务院令第752号" "沪府令63号" "财政部公告2019年第87号" "上海市人民代表大会常务委员会公告（第27号）" "主席令（九届）第68号"
ORDER: Final = re.compile(
    rf"""(?P<head>.*?)(?P<kind>令|公告|通告|公报)
         (?:[〔（《]第?(?P<term>[一二三四五六七八九十]+届)[〕）》])?[〔（《]?(?:第?(?P<year>{_YEAR})年)?{_ORDINAL}[〕）》]?""",
    re.VERBOSE,
)
# "国务院第752号令" "国家发展改革委2017年第9号公告"
ORDER_LAST: Final = re.compile(rf"(?P<head>\D*?)(?:(?P<year>{_YEAR})年)?{_ORDINAL}(?P<kind>令|公告|通告|公报)")
# "国家税务总局2019年第9号"
YEARLY: Final = re.compile(rf"(?P<head>\D+?)(?P<year>{_YEAR})年{_ORDINAL}")

STATE: Final = "中华人民共和国"
"""What 中华人民共和国国务院令 has more than 国务院令."""

# "财政部、税务总局公告2019年第39号" -> 、
JOINT: Final = re.compile("[、,]")

LONGEST: Final = 300
"""Characters of a number at most, as of a title: a longer text is none, and reading it takes the square of its length."""

COUNTED_THROUGH: Final = "国务院"
"""The issuer whose orders have one sequence since 1982."""


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number in its parts.

    `head` stands for issuer, topic and sort of document (沪财行), `series` for what some issuers print between year and
    sequence (发字). `kind` is 令, 公告 or the like where the number is one of an order or an announcement, and `term` that of
    the congress which it counts from (九届).
    """

    head: str
    year: int | None
    sequence: str
    series: str = ""
    kind: str = ""
    term: str = ""
    is_bracketed: bool = False

    def __str__(self) -> str:
        """The form that tells documents apart: 沪财行〔2017〕45号, 国务院令第752号, 财政部公告2019年第87号, 主席令〔九届〕第68号."""
        if self.kind or not self.is_bracketed:
            term = f"〔{self.term}〕" if self.term else ""
            return f"{self.head}{self.kind}{term}{f'{self.year}年' if self.year else ''}第{self.sequence}号"
        return f"{self.head}〔{self.year}〕{self.series}{self.sequence}号"

    @property
    def begins_anew(self) -> bool:
        """Whether another document of the same issuer has the same number in another year or term.

        So with orders and announcements that print neither, those of the State Council aside, which it counts through:
        主席令第68号 is a law of 2001, and one of 2021.
        """
        is_dated = self.is_bracketed or self.year or self.term
        return not is_dated and not self.head.startswith(COUNTED_THROUGH)


def parse_document_number(printed: str) -> DocumentNumber | None:
    """The parts of a number; None for a text that is none."""
    return _parse(fold(printed))


def normalise_document_number(printed: str) -> str:
    """A number as it is answered: 〔〕 around the year, no 第, no zero padding, 号 at the end.

    An order or an announcement keeps the words that it is printed with, and is only folded.
    """
    folded = fold(printed)
    number = _parse(folded)
    return str(number) if number and number.is_bracketed else folded


def document_number_key(printed: str) -> str:
    """What tells documents apart: 国务院第752号令 and 国务院令第752号 are one."""
    folded = fold(printed)
    return str(_parse(folded) or folded)


def _parse(folded: str) -> DocumentNumber | None:
    if len(folded) > LONGEST:
        return None
    if matched := BRACKETED.fullmatch(folded):
        return _bracketed(matched)
    for form in (ORDER_LAST, ORDER, YEARLY):
        if matched := form.fullmatch(folded):
            return _order(matched)
    around = _AROUND.fullmatch(folded)
    inside = around["enclosed"] or around["number"] if around else None
    return _parse(inside) if inside and len(inside) < len(folded) else None


def _bracketed(matched: re.Match[str]) -> DocumentNumber:
    year = int(matched["year"] or matched["year_closed"])
    return DocumentNumber(matched["head"], year, matched["sequence"], matched["series"], is_bracketed=True)


def _order(matched: re.Match[str]) -> DocumentNumber:
    parts = matched.groupdict()
    year = int(parts["year"]) if parts["year"] else None
    return DocumentNumber(
        JOINT.sub("", parts["head"]).removeprefix(STATE),
        year,
        _in_digits(parts["sequence"]),
        kind=parts.get("kind") or "",
        term=parts.get("term") or "",
    )


def _in_digits(sequence: str) -> str:
    """三十五 → 35, 一〇三 → 103; digits as they are."""
    if sequence.isdecimal():
        return sequence
    if not any(character in "十百" for character in sequence):
        return "".join(str(_CHINESE_DIGITS[character]) for character in sequence).lstrip("0") or "0"
    total = digit = 0
    for character in sequence:
        if character in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[character]
        else:
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
    return str(total + digit)
