"""Stage 2: the marks in a text that only a citation carries – titles between 《》, document numbers – and its skeleton.

The skeleton is the text with every mark blanked out to 《…》 or №…, at the same length. The next stage reads sentences
from it without stumbling over what stands inside a title, and its offsets are the text's own.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.policies.heads import start_of_known_head
from loaders.citations.words import BLANK, CLOSING, DOCUMENT, HAN, JOINING, LEADING, OPENING, SQUARE

FILLING: Final = "\ue000"
STRAY: Final = "\ue001"
LONGEST_TITLE: Final = 200

TITLE: Final = f"《{FILLING}*》"
NUMBER: Final = f"№{FILLING}*"

_YEAR: Final = r"(?:19|20)\d\d"
_YEAR_WORD: Final = rf"{_YEAR}{BLANK}年{BLANK}"
_TERM: Final = r"[（(〔]第?[一二三四五六七八九十]{1,3}届[）)〕]"
_ORDINAL: Final = rf"第?{BLANK}(?:\d{{1,5}}|[一二三四五六七八九十百零〇]{{1,6}}){BLANK}号"

# "实施方案》" after 《松江区落实〈…规划》, whose inner title is closed by the wrong mark
REST_OF_OUTER_TITLE: Final = re.compile("[^《》〈〉。；、，（(]{1,30}》")
# "〈培训费管理办法〉" -> a title in the marks of an inner one; not the year in <2017>
ANGLED: Final = re.compile(
    rf"[〈＜<](?P<title>[^《》〈〉<>。；]{{3,80}}{DOCUMENT}(?:[（(][^（）()]{{1,12}}[）)])?)[〉＞>]"
)

# "沪财行〔2017〕45号" "沪府发改审[2004]第008号" "沪委组【2005】发字006号" "沪商规（2024）2号" "沪人社2017〕45号" "沪财〔2017 45号"
# "（沪财行〔2017〕45）" "沪财行〔2017〕45，" "沪财预〔2019〕12文件" "沪财行{2019}3号" -> head=沪财行, …; 号 may be missing where a
# bracket closes, or after a bracket that is a number's alone
YEAR_IN_BRACKETS: Final = re.compile(
    rf"""(?<!\d)(?P<head>{HAN}{{1,40}}(?:[（(]{HAN}{{1,4}}[)）])?)  # 沪财行, 京发改（审）
         {BLANK}
         (?P<year>
             (?P<square>{SQUARE}){{1,2}}{BLANK}{_YEAR}{BLANK}年?{BLANK}{CLOSING}{{0,2}}
           | {OPENING}{{1,2}}{BLANK}{_YEAR}{BLANK}年?{BLANK}{CLOSING}{{1,2}}
           | {_YEAR}{BLANK}{CLOSING} )
         {BLANK}{HAN}{{0,4}}?{BLANK}第?{BLANK}\d{{1,6}}(?:[-—之]\d{{1,2}})?{BLANK}
         (?:号(?![楼院线室门])|(?={CLOSING}|》)|(?(square)(?=[，,。；;：:《、文]|$)|(?!)))""",
    re.VERBOSE,
)

# "国务院令第752号" "国务院第752号令" "财政部公告2019年第87号" "国家发展改革委2017年第9号公告" "财政部 第87号令"
# "主席令（九届）第68号" "人大常委会公告〔十五届〕第45号" -> head=国务院, 财政部, …; not "2024年第1号台风": a year alone needs a
# body before it
ORDER_OR_ANNOUNCEMENT: Final = re.compile(
    rf"""(?<!\d)(?P<head>{HAN}{{1,40}}?)
         (?: {BLANK}(?:令|公告|通告){BLANK}(?:[（(]{_ORDINAL}[）)]|(?:{_YEAR_WORD}|{_TERM}{BLANK})?{_ORDINAL})
           | {BLANK}(?:{_YEAR_WORD})?第{_ORDINAL}{BLANK}(?:令|公告|通告)
           | (?<=[局部委署会院府办关行厅]){_YEAR_WORD}第{_ORDINAL} )""",
    re.VERBOSE,
)

# "根据松委" -> 松委; "的批复和普发改投" -> 普发改投: what a sentence puts before a head; not 和 in 工业和信息化部
BEFORE_HEAD: Final = re.compile(rf".*(?:{LEADING}|和(?!国|信息化|城乡|社会|改革)|[{JOINING}])")
# "（财政部、" before 国家税务总局公告2019年第87号, "根据财政部 税务总局 " before 海关总署公告2019年第39号 -> the further issuers
# of a joint announcement
JOINT_ISSUERS: Final = re.compile(
    rf"(?<=[（(〈])(?:{HAN}+(?:、|\s+))+$|(?:{HAN}{{1,20}}[部委局署会院厅行](?:\s+|、))+$"
)

# "、13号" "和15号" behind 沪财行〔2019〕12号 -> head and year are the number's before it; "、〔2019〕5号" -> the head is
SHARED_HEAD: Final = re.compile(
    rf"{BLANK}(?:[、，,和及与]|以及){BLANK}(?P<number>(?P<year>{SQUARE}{_YEAR}{CLOSING})?{BLANK}第?\d{{1,6}}号)"
)

LONGEST_ISSUERS: Final = 60

# "合同编号：" "服务合同（" -> the number that follows is no document's
OF_SOMETHING_ELSE: Final = re.compile(
    r"(?:(?:合同|协议|项目|招标|采购|标书|发票|工单|证书|许可证)(?:编?号|登记号)[:：]?|(?:合同|协议书?)[（(])\s*$"
)

# The head of a number is an abbreviation, that of an order a body's full name: 上海市第十五届人民代表大会常务委员会.
LONGEST_HEADS: Final = ((YEAR_IN_BRACKETS, 16), (ORDER_OR_ANNOUNCEMENT, 30))


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """What stands there."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether both hold a common character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Number(Span):
    """A document number; `shared` is the head, or head and year, that only the number before it in a list prints."""

    shared: str = ""

    def of(self, text: str) -> str:
        """The whole number: 沪财行〔2019〕13号 for the second of 沪财行〔2019〕12号、13号."""
        return f"{self.shared}{text[self.start : self.end]}"


@dataclass(frozen=True, slots=True)
class Marks:
    """The titles and numbers of a text, and its skeleton."""

    text: str
    titles: tuple[Span, ...]
    numbers: tuple[Number, ...]
    skeleton: str

    def number_at(self, start: int) -> Number:
        """The number that begins at a place."""
        return self.numbers[bisect_left(self.numbers, start, key=lambda number: number.start)]


def find_marks(text: str) -> Marks:
    """All outermost titles in 《》 and all document numbers outside them."""
    titles = find_titles(text)
    characters = [STRAY if character in "《》№" else character for character in text]
    for title in titles:
        characters[title.start : title.end] = ["《", *FILLING * (title.end - title.start - 2), "》"]
    numbers = find_numbers("".join(characters))
    for number in numbers:
        characters[number.start : number.end] = ["№", *FILLING * (number.end - number.start - 1)]
    return Marks(text, tuple(titles), tuple(numbers), "".join(characters))


def find_titles(text: str) -> list[Span]:
    """The outermost 《…》, and 〈…〉 where nothing is around it; a mark that nothing closes in its sentence is passed over."""
    found: list[Span] = []
    start = text.find("《")
    while start >= 0:
        end = _end_of_title(text, start)
        if end:
            found.append(Span(start, end))
        start = text.find("《", end or start + 1)
    angled = [Span(*matched.span()) for matched in ANGLED.finditer(text) if not find_numbers(matched["title"])]
    found += [span for span in angled if not any(span.overlaps(other) for other in found)]
    return sorted(found, key=lambda span: span.start)


def _end_of_title(text: str, start: int) -> int | None:
    depth = 0
    for index, character in enumerate(text[start : start + LONGEST_TITLE], start):
        if character in "。；\n":
            return None
        depth += (character == "《") - (character == "》")
        if depth == 0:
            return _end_beyond_inner_title(text, start, index + 1)
    return None


def _end_beyond_inner_title(text: str, start: int, end: int) -> int:
    """The end of a title whose 》 may have closed only the 〈 inside it."""
    inside = text[start:end]
    rest = REST_OF_OUTER_TITLE.match(text, end) if inside.count("〈") > inside.count("〉") else None
    return rest.end() if rest else end


def find_numbers(text: str) -> list[Number]:
    """The document numbers of a text, without the sentence's words before them, in their order."""
    found: list[Number] = []
    for pattern, longest_head in LONGEST_HEADS:
        for matched in pattern.finditer(text):
            start = _start_of_head(text, matched)
            number = Number(start, matched.end())
            if OF_SOMETHING_ELSE.search(text, max(0, start - 12), start):
                continue
            is_free = not any(number.overlaps(other) for other in found)
            if start < matched.end("head") <= start + longest_head and is_free:
                found += [number, *_of_same_head(text, number, matched)]
    return sorted(found, key=lambda span: span.start)


def _of_same_head(text: str, first: Number, matched: re.Match[str]) -> Iterator[Number]:
    """The numbers that a list goes on with: 、13号和15号 behind 沪财行〔2019〕12号."""
    if matched.re is not YEAR_IN_BRACKETS:
        return
    head, year = text[first.start : matched.end("head")], matched["year"]
    following = SHARED_HEAD.match(text, first.end)
    while following:
        year = "" if following["year"] else year
        yield Number(*following.span("number"), shared=f"{head}{year}")
        year = following["year"] or year
        following = SHARED_HEAD.match(text, following.end())


def _start_of_head(text: str, number: re.Match[str]) -> int:
    start, end = number.span("head")
    joint = (
        JOINT_ISSUERS.search(text, max(0, start - LONGEST_ISSUERS), start)
        if number.re is ORDER_OR_ANNOUNCEMENT
        else None
    )
    start = joint.start() if joint else start
    if start and text[start - 1] in "（(〈【[〔":
        return start
    before = BEFORE_HEAD.match(text, start, end)
    start = before.end() if before else start
    return start + start_of_known_head(text[start:end]) if number.re is YEAR_IN_BRACKETS else start
