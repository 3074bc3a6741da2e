"""Stage 5: what a mention says about its document: title, number, article, issuer, and what it does with others."""

import re
from dataclasses import dataclass
from typing import Final

from graph.facts import RelatedDocument
from graph.policies.numbers import normalise_document_number
from graph.policies.titles import relation_of
from graph.terms import LegalBasisRelation
from loaders.citations.marks import Marks, Span, find_numbers
from loaders.citations.mentions import Mention
from loaders.citations.titles import Title
from loaders.citations.words import HAN, JOINING, LEADING, ORGANISATION, PROMULGATION

_BLANK: Final = r"[\s\u200b-\u200f\u2060\ufeff]+"

# "万里社区 W060701单元" -> the space, which wrapping left; not the one in "Digital Economy"
SPACE_OF_WRAPPING: Final = re.compile(rf"(?<![A-Za-z]){_BLANK}|{_BLANK}(?![A-Za-z])")

# "普陀区购买服务合同" "中标通知书" -> a thing of the project, no basis of it
NO_BASIS: Final = re.compile(r".*(?:合同|协议|协议书|中标通知书?|可行性研究报告|项目建议书|某某.*)")

# "；财政部、国家外国专家局" before 关于印发《…》的通知, "《…》和中共中央印发的" before 《…》 -> the words of the sentence
WORDS_BEFORE: Final = re.compile(rf"(?:{HAN}|[、\s])*$")
# "要求以及松江区委、区政府" -> 要求以及; "一、财政部" -> 一、
BEFORE_ISSUER: Final = re.compile(rf"(?:.*(?:{LEADING}|[{JOINING}])|[一二三四五六七八九十]{{1,3}}、)?[、和及与的等\s]*")
# "中共中央印发的" -> 印发的
AFTER_ISSUER: Final = re.compile(rf"(?:{PROMULGATION}|制[定订]|出台)?的?\s*$")

# "中共上海市委组织部" "松江区委、区政府" -> a body
ENDS_IN_ORGANISATION: Final = re.compile(rf".*{ORGANISATION}", re.DOTALL)
# "上海市" "普陀区" "上海市普陀区" right before 《会议费管理办法》 -> its government
REGION_ALONE: Final = re.compile(rf"(?:{HAN}{{2,3}}(?:省|市|自治区))?{HAN}{{2,3}}[省市区县]")
LONGEST_ISSUER: Final = 40


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document as one place of a text cites it; `start` and `end` are the place's offsets.

    At least one of title and number is there.
    """

    start: int
    end: int
    title: str | None
    number: str | None
    article: str | None
    issuer: str | None
    relation: LegalBasisRelation
    further_numbers: tuple[str, ...] = ()
    points_back: bool = False
    related: tuple[RelatedDocument, ...] = ()


def read_mention(mention: Mention, text: str, marks: Marks) -> CitedDocument | None:
    """The document of a mention; None where it names none (a contract, an empty 《》)."""
    printed = _printed_title(mention.title, text) if mention.title else ""
    title, number_inside = _title_and_number(_without_marks(printed))
    number = mention.number.of(text) if mention.number else number_inside
    if NO_BASIS.fullmatch(title) or not (title or number):
        return None
    if mention.title and mention.title.variant:
        title += SPACE_OF_WRAPPING.sub("", mention.title.variant.of(text))
    return CitedDocument(
        start=mention.start,
        end=mention.end,
        title=title or None,
        number=normalise_document_number(number) if number else None,
        article=SPACE_OF_WRAPPING.sub("", mention.article.of(text)) if mention.article else None,
        issuer=_issuer(text, marks.skeleton, mention.title.whole.start) if mention.title else None,
        relation=_relation(title, is_promulgated=bool(mention.title and mention.title.is_promulgated)),
        further_numbers=tuple(normalise_document_number(further.of(text)) for further in mention.further_numbers),
        points_back=bool(mention.title and mention.title.points_back),
    )


def _printed_title(title: Title, text: str) -> str:
    """The words of a title; of the second in 《预算法》及其实施条例 with the law's name before them."""
    stem = _without_marks(title.stem.of(text)) if title.stem else ""
    return stem + title.words.of(text)


def _without_marks(printed: str) -> str:
    """A title without its outermost marks and without the white space of wrapping."""
    compact = SPACE_OF_WRAPPING.sub("", printed)
    return compact[1:-1] if compact[:1] + compact[-1:] in {"《》", "〈〉", "＜＞", "<>"} else compact


def _title_and_number(title: str) -> tuple[str, str | None]:
    """A title apart from the number in brackets that ends it: 《关于加强…的意见（国发〔2019〕3号）》."""
    numbers = find_numbers(title)
    last = numbers[-1] if numbers else Span(0, 0)
    if last.start > 1 and title[last.start - 1] in "（(" and title[last.end :] in {"）", ")"}:
        return title[: last.start - 1], last.of(title)
    return title, None


def _issuer(text: str, skeleton: str, start: int) -> str | None:
    """The body that the sentence names just before a title; None where it names none."""
    before = WORDS_BEFORE.search(skeleton, max(0, start - LONGEST_ISSUER), start)
    words = text[before.start() : start] if before else ""
    words = AFTER_ISSUER.sub("", words)
    lead = BEFORE_ISSUER.match(words)
    issuer = SPACE_OF_WRAPPING.sub("", words[lead.end() :] if lead else words)
    return issuer if ENDS_IN_ORGANISATION.fullmatch(issuer) or REGION_ALONE.fullmatch(issuer) else None


def _relation(title: str, *, is_promulgated: bool) -> LegalBasisRelation:
    return LegalBasisRelation.PROMULGATES if is_promulgated else relation_of(title)
