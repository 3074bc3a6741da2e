"""Stage 7: what one cited document does with another that the same text names.

A title says of itself what it forwards or carries out (`graph.policies.titles`). Here stands what only the text around tells:
a sentence (为落实《甲》制定的《乙》), a misquoted inner title whose document is named beside it, and plans of one name that the
state, the city and the district each made for the same years.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from graph.facts import RelatedDocument
from graph.identity import fold_title
from graph.policies.titles import documents_spoken_of, title_key, wider_titles
from graph.regions import region_of
from graph.terms import LegalBasisRelation
from loaders.citations.reading import CitedDocument

# "，普陀区制定了" between 《甲》 and 《乙》 -> 《乙》 carries out 《甲》, where 为落实, 根据 or the like stands before it; not
# "、财政部印发的", "和财政部印发的", "，财政部印发的": a list goes on
MADE_FOR_IT: Final = re.compile(
    r"(?!.*、|[，,]?(?:和|及|与|以及|并))[^。；;《》]{0,30}?(?:(?:研究)?(?:制定|制订)(?:了|的|下发|印发|出台)?|(?:出台|印发|发布)了?)"
)
# "为落实" "根据" before 《甲》
FOR_IT: Final = re.compile(r"(?:贯彻|落实|实施|执行|根据|依据|按照)[^。；;，,、《》]{0,10}$")
# "经" between 《甲》 and 《乙》
CHANGED_BY: Final = re.compile(r"[^。；;《》]{0,6}(?:经|根据|依据|由|按)")
# "修订" "作了修改" behind 《乙》 -> 《乙》 amends 《甲》
CHANGED: Final = re.compile(r"[^。；;《》]{0,6}(?:修订|修正|修改)")

MISQUOTED: Final = 0.9
ONE_NAME: Final = 0.8
"""How sure the judgements are that no sentence states."""

NEIGHBOURS: Final = 20
"""How many documents before and behind one are of the same basis, in a text that may be a whole book."""

LONGEST_SLIP: Final = 3
SHORTEST_TITLE: Final = 12
"""A title is misquoted by so many characters more or fewer in one place, and only where it is long enough to be meant."""


def related(documents: Sequence[CitedDocument], text: str) -> list[CitedDocument]:
    """The documents, each with those that it carries out, forwards or amends as the text tells and no title alone."""
    found: list[CitedDocument] = []
    for index, document in enumerate(documents):
        near = documents[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]
        others = [other for other in near if other is not document]
        before = documents[index - 1] if index else None
        after = documents[index + 1] if index + 1 < len(documents) else None
        relations = [*_misquoted(document, others), *_of_one_name(document, others)]
        relations += _made_for(before, document, text) if before else []
        relations += (
            _amending(before, document, text) if before and (after is None or after.start >= document.end) else []
        )
        found.append(replace(document, related=tuple(dict.fromkeys(relations))))
    return found


def _misquoted(document: CitedDocument, others: Sequence[CitedDocument]) -> Iterator[RelatedDocument]:
    """关于贯彻《…人民调解工作经费…》的实施意见 beside 《…人民调解经费…》（财行〔2007〕179号）: the first means the second."""
    for spoken in documents_spoken_of(document.title or ""):
        for other in others:
            name = fold_title(other.title or "")
            if name == spoken.title and other.number:
                reason = f"Its title names {other.title}, which the same text prints with its number."
                yield _to(other, spoken.relation, reason, spoken_of=spoken.title)
            elif slip := _slip(spoken.title, name):
                reason = (
                    f"Its title names {spoken.title}, which differs by {slip} from the title named in the same text."
                )
                yield _to(other, spoken.relation, reason, MISQUOTED, spoken_of=spoken.title)


def _slip(one: str, other: str) -> str | None:
    """What one title has more than the other, in one place; None where they differ otherwise, or by a year or a region."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    extra = len(longer) - len(shorter)
    if not 0 < extra <= LONGEST_SLIP or len(shorter) < SHORTEST_TITLE:
        return None
    at = next((place for place, character in enumerate(shorter) if longer[place] != character), len(shorter))
    is_inside = 0 < at < len(shorter) and longer[at + extra :] == shorter[at:]
    slip = longer[at : at + extra]
    tells_apart = any(character.isdigit() for character in slip) or region_of(slip)
    return slip if is_inside and not tells_apart else None


def _of_one_name(document: CitedDocument, others: Sequence[CitedDocument]) -> Iterator[RelatedDocument]:
    """上海市干部教育培训规划（2023-2027年） beside 全国干部教育培训规划（2023-2027年）: the city's carries out the state's."""
    wider = wider_titles(document.title or "")
    keys = [title_key(other.title or "") for other in others]
    nearest = next((title for title in wider if title in keys), None)
    if nearest:
        other = others[keys.index(nearest)]
        reason = f"It has the name and the years of {other.title}, a wider region's, which the same text names."
        yield _to(other, LegalBasisRelation.IMPLEMENTS, reason, ONE_NAME)


def _made_for(before: CitedDocument, document: CitedDocument, text: str) -> list[RelatedDocument]:
    between = text[before.end : document.start]
    if FOR_IT.search(text, max(0, before.start - 40), before.start) and MADE_FOR_IT.fullmatch(between):
        return [
            _to(before, LegalBasisRelation.IMPLEMENTS, "The sentence says that it was made to carry the other out.")
        ]
    return []


def _amending(before: CitedDocument, document: CitedDocument, text: str) -> list[RelatedDocument]:
    if CHANGED_BY.fullmatch(text[before.end : document.start]) and CHANGED.match(text, document.end):
        return [_to(before, LegalBasisRelation.AMENDS, "The sentence says that it changed the other.")]
    return []


def _to(
    other: CitedDocument,
    relation: LegalBasisRelation,
    reason: str,
    confidence: float = 1.0,
    spoken_of: str | None = None,
) -> RelatedDocument:
    return RelatedDocument(relation, other.title, other.number, reason, confidence, other.issuer, spoken_of)
