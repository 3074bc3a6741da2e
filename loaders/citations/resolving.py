"""Stage 5: short forms inside one text point back to the document they stand for, and repetitions fall together."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.identity import fold_title
from loaders.citations.reading import CitedDocument
from loaders.citations.words import DOCUMENT

# "办法" "实施意见" "上述通知" -> a kind of document and no name of one
KIND_ONLY: Final = re.compile(rf"(?:本|该|此|上述)?(?:实施|管理|工作|暂行|试行|若干){{0,2}}{DOCUMENT}")

# 《考试大纲》 for 《党政领导干部公开选拔和竞争上岗考试大纲》; a longer end may be the title of another government's document
LONGEST_ENDING: Final = 4

# 《公务员法》 for 《中华人民共和国公务员法》
STATE: Final = "中华人民共和国"


def resolve(documents: Sequence[CitedDocument], short_forms: Sequence[tuple[int, str]]) -> list[CitedDocument]:
    """The documents with each short form replaced by what it stands for, and each document once for each article.

    `short_forms` are the names that the text declares (以下简称), with their places: each stands for the document cited
    last before it. A mere 《办法》 that points at nothing is dropped: it names no document.
    """
    resolved: list[CitedDocument] = []
    for document in documents:
        referent = _referent(document, resolved, short_forms)
        if referent is None and document.number is None and KIND_ONLY.fullmatch(document.title or ""):
            continue
        meant = replace(document, title=referent.title, number=referent.number) if referent else document
        if not any(_repeats(meant, earlier, points_back=referent is not None) for earlier in resolved):
            resolved.append(meant)
    return resolved


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
    endings = [title for title in titles if len(name) <= LONGEST_ENDING and title.endswith(name) and title != name]
    return titles.get(STATE + name) or (titles[endings[0]] if len(endings) == 1 else None)


def _repeats(document: CitedDocument, earlier: CitedDocument, *, points_back: bool) -> bool:
    """Whether a citation says nothing that an earlier one did not."""
    if document.number and earlier.number and document.number != earlier.number:
        return False
    if document.title and earlier.title:
        is_same = fold_title(document.title) == fold_title(earlier.title)
    else:
        is_same = document.number is not None and document.number == earlier.number
    says_more = document.article is not None and document.article != earlier.article
    return is_same and not says_more and (points_back or document.article == earlier.article or not document.article)
