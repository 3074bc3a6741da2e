"""Stage 6: short forms and back references point to the document that they stand for; repetitions fall together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from graph.identity import fold_title
from graph.policies.numbers import document_number_key
from graph.regions import region_of
from graph.terms import LegalBasisRelation
from loaders.citations.reading import CitedDocument
from loaders.citations.words import DOCUMENT, HAN, LAW

# "办法" "实施意见" "上述通知" -> a kind of document and no name of one
KIND_ONLY: Final = re.compile(rf"(?:本|该|此|上述)?(?:实施|管理|工作|暂行|试行|若干){{0,2}}{DOCUMENT}")

# "某办法（试行）" -> 某办法: a back reference names the kind alone
VARIANT: Final = re.compile(r"（[^（）]*）$")

# "考试大纲" "条例" -> stands for 《党政领导干部公开选拔和竞争上岗考试大纲》, or the regulation, cited before it; neither 教育法
# behind 《义务教育法》 nor 档案条例 behind 《上海市档案条例》 does: laws are that short, and a longer end may be another
# government's document
SHORT_END: Final = re.compile(rf"条例|(?!.*(?:条例|{LAW})$){HAN}{{2,4}}")

# 《公务员法》 for 《中华人民共和国公务员法》
STATE: Final = "中华人民共和国"

REACH: Final = 30
"""How many mentions back a short form may point, in a text that may be a whole book."""

NOTICE: Final = "通知"
"""What a notice is called whose title is that of the document it carries."""


def resolved(documents: Sequence[CitedDocument], short_forms: Sequence[tuple[int, str]]) -> list[CitedDocument]:
    """The documents with each short form and back reference replaced by what it stands for.

    `short_forms` are the names that the text declares (以下简称), with their places: each stands for the document cited
    last before it. What points at nothing is left out, a mere 《办法》 among it: it names no document.
    """
    known: list[CitedDocument] = []
    for document in documents:
        near = known[-REACH:]
        referent = _pointed_at(document, near) if document.points_back else _referent(document, near, short_forms)
        if referent is None and (document.points_back or _names_only_a_kind(document)):
            continue
        known.append(_standing_for(document, referent) if referent else document)
    return known


def distinct(documents: Sequence[CitedDocument]) -> list[CitedDocument]:
    """Each document once for each of its articles, with the number that any of its places prints."""
    kept: list[CitedDocument] = []
    places: dict[str, list[int]] = {}  # in `kept`, by title and by number
    for document in documents:
        names = _names(document)
        near = sorted({place for name in names for place in places.get(name, ())})
        at = next((place for place in near if _repeats(document, kept[place])), None)
        if at is None:
            at = len(kept)
            kept.append(document)
        elif document.number and not kept[at].number:
            kept[at] = replace(kept[at], number=document.number, further_numbers=document.further_numbers)
        for name in names:
            places.setdefault(name, []).append(at)
    return kept


def _names(document: CitedDocument) -> list[str]:
    """By what a document may be known again."""
    title = [f"《{fold_title(document.title)}》"] if document.title else []
    return [*title, *([document_number_key(document.number)] if document.number else [])]


def _standing_for(document: CitedDocument, referent: CitedDocument) -> CitedDocument:
    return replace(
        document,
        title=referent.title,
        number=referent.number,
        further_numbers=referent.further_numbers,
        relation=LegalBasisRelation.CITES,
        points_back=True,
    )


def _names_only_a_kind(document: CitedDocument) -> bool:
    return document.number is None and bool(KIND_ONLY.fullmatch(document.title or ""))


def _pointed_at(document: CitedDocument, earlier: Sequence[CitedDocument]) -> CitedDocument | None:
    """The document cited last that is of the kind which 该办法 says."""
    kind = document.title or ""
    return next((one for one in reversed(earlier) if any(name.endswith(kind) for name in _called(one))), None)


def _called(document: CitedDocument) -> Iterator[str]:
    if document.title:
        yield VARIANT.sub("", fold_title(document.title))
    if document.relation is LegalBasisRelation.PROMULGATES:
        yield NOTICE


def _referent(
    document: CitedDocument, earlier: Sequence[CitedDocument], short_forms: Sequence[tuple[int, str]]
) -> CitedDocument | None:
    """The earlier document that a short form stands for; None for a document under its own name."""
    if document.title is None or document.number:
        return None
    name = fold_title(document.title)
    for place, short_form in short_forms:
        before = [candidate for candidate in earlier if candidate.start < place]
        if place < document.start and fold_title(short_form) == name and before:
            return before[-1]
    titles = {fold_title(candidate.title): candidate for candidate in earlier if candidate.title}
    if name in titles:
        return None
    endings = [title for title in titles if SHORT_END.fullmatch(name) and title.endswith(name)]
    return titles.get(STATE + name) or (titles[endings[0]] if len(endings) == 1 else None)


def _repeats(document: CitedDocument, earlier: CitedDocument) -> bool:
    """Whether a citation says nothing that an earlier one did not, but perhaps its number."""
    if (
        document.number
        and earlier.number
        and document_number_key(document.number) != document_number_key(earlier.number)
    ):
        return False
    if _of_two_governments(document.issuer, earlier.issuer):
        return False
    if document.title and earlier.title:
        is_same = fold_title(document.title) == fold_title(earlier.title)
    else:
        is_same = document.number is not None and earlier.number is not None
    says_more = document.article is not None and document.article != earlier.article
    return (
        is_same
        and not says_more
        and (document.points_back or document.article == earlier.article or not document.article)
    )


def _of_two_governments(issuer: str | None, other: str | None) -> bool:
    """Whether two issuers are of different places: 财政部 and 普陀区财政局 may each have their 会议费管理办法."""
    places = [region_of(name) for name in (issuer, other) if name]
    return len({place.key for place in places if place}) > 1
