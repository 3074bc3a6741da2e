"""Which citations name the same document: one LegalBasis for each, and never two documents in one.

Two citations name one document if they print the same number; or the same folded title, unless their numbers differ. A
title whose citations print two different numbers stays apart from both: wrongly merging two policies is worse than leaving
them apart (design.md §5).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from graph.assembly.regions import Place, region_at_start
from graph.facts import Citation
from graph.identity import fold, fold_title, normalise_document_number
from graph.model import NodeRow
from graph.reference import policy_terms
from graph.terms import GovernmentLevel

# "上海市干部教育培训规划（2023-2027年）" "2023—2027年上海市干部教育培训规划" -> from, to
_YEAR_RANGE: Final = re.compile(r"[（(]?(?P<first>(?:19|20)\d{2})\s*[-—–－~～至]+\s*(?P<last>(?:19|20)\d{2})年?[）)]?")
_NUMBER_YEAR: Final = re.compile(r"〔(?P<year>\d{4})〕|(?P<spelled>(?:19|20)\d{2})年第")


def title_key(title: str) -> str:
    """A title as a key: folded, with the range of years moved to the end, since it is printed before and after."""
    folded = fold_title(title)
    ranges = list(_YEAR_RANGE.finditer(folded))
    if len(ranges) != 1:
        return folded
    years = ranges[0]
    return f"{folded[: years.start()]}{folded[years.end() :]}（{years['first']}-{years['last']}）"


@dataclass(slots=True)
class LegalBasisIndex:
    """All citations of all documents, resolved to the policies that they name."""

    _numbers_of_title: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _titles_of_key: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _issuers_of_key: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _forms_of_key: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _regions_of_key: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _count_of_key: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, citations: Iterable[tuple[Citation, Place | None]]) -> "LegalBasisIndex":
        """The index of these citations, each with the region of its document; a number that one prints is known to all."""
        index = cls()
        known = list(citations)
        for citation, _ in known:
            if citation.title and citation.document_number:
                number = normalise_document_number(citation.document_number)
                index._numbers_of_title[title_key(citation.title)].add(number)
        for citation, region in known:
            index._note(citation, region)
        return index

    def key(self, citation: Citation) -> str:
        """The key of the policy that the citation names: its number where any citation of it prints one, else its title."""
        if citation.document_number:
            return normalise_document_number(citation.document_number)
        title = title_key(citation.title or "")
        numbers = self._numbers_of_title.get(title, set())
        return next(iter(numbers)) if len(numbers) == 1 else f"《{title}》"

    def rows(self) -> Iterable[NodeRow]:
        """The policies as nodes."""
        for key in sorted(self._count_of_key):
            yield self._row(key)

    def _note(self, citation: Citation, region: Place | None) -> None:
        key = self.key(citation)
        self._count_of_key[key] += 1
        if citation.title:
            self._titles_of_key[key][fold_wrapping(citation.title)] += 1
        if citation.issuer:
            self._issuers_of_key[key][citation.issuer] += 1
        self._regions_of_key[key].update(part.key for part in (region.path if region else ()))
        self._forms_of_key[key].update(form for form in (citation.title, citation.document_number) if form)

    def _row(self, key: str) -> NodeRow:
        number = None if key.startswith("《") else key
        title = _most_printed(self._titles_of_key.get(key)) or key
        year = _NUMBER_YEAR.search(number) if number else None
        row = NodeRow("LegalBasis", key)
        row.properties.update(
            title=title,
            document_number=number,
            issuer=_most_printed(self._issuers_of_key.get(key)),
            level=_level(title, number, self._regions_of_key[key]),
            year=int(year["year"] or year["spelled"]) if year else None,
            document_type=document_type(title),
            aliases=tuple(sorted(self._forms_of_key[key] - {title, number or ""})),
            citation_count=self._count_of_key[key],
        )
        return row


def fold_wrapping(title: str) -> str:
    """A title as printed, without the white space that wrapping left in it."""
    return re.sub(r"\s+", "", title)


def document_type(title: str) -> str | None:
    """What kind of document the title says that it is: the last of the known words that it ends with, 试行 and years aside."""
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", fold_title(title)).rstrip("》")
    endings = [word for word in policy_terms().document_types if bare.endswith(word)]
    return max(endings, key=len, default=None)


def _level(title: str, number: str | None, citing: Collection[str]) -> str | None:
    """The level that number or title tells; None where neither decides. `citing` are the regions of the documents that cite it."""
    level = _level_of_number(number or "", citing) or _level_of_title(title)
    return level.value if level else None


def _level_of_number(number: str, citing: Collection[str]) -> GovernmentLevel | None:
    terms = policy_terms()
    heads = [head for head in terms.levels_by_number_head if number.startswith(head)]
    head = max(heads, key=len, default="")
    district = terms.districts_by_number_head.get(number.removeprefix("沪")[:1])
    if district and len(head) <= len("沪"):
        return GovernmentLevel.DISTRICT if district in citing else None
    return terms.levels_by_number_head.get(head)


def _level_of_title(title: str) -> GovernmentLevel | None:
    levels = policy_terms().levels_by_title
    known = next((levels[head] for head in levels if fold(title).startswith(head)), None)
    region = region_at_start(title)
    return known or (region.level if region else None)


def _most_printed(forms: Counter[str] | None) -> str | None:
    return min(forms, key=lambda form: (-forms[form], -len(form), form)) if forms else None
