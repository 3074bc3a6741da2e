"""Which citations name the same document: one LegalBasis for each, and never two documents in one.

Two citations name one document if they print the same number; or the same folded title, unless their numbers differ. A
title whose citations print two different numbers stays apart from both: wrongly merging two policies is worse than leaving
them apart (design.md §5).
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final, TypeAlias

from graph.assembly.regions import Place, region_at_start
from graph.assembly.tallies import Entry, Tallies, Tally, summed, tally_in
from graph.facts import Citation
from graph.identity import fold, fold_title, normalise_document_number
from graph.model import Graph, NodeRef, NodeRow
from graph.reference import policy_terms
from graph.terms import GovernmentLevel

# "上海市干部教育培训规划（2023-2027年）" "2023—2027年上海市干部教育培训规划" -> from, to
_YEAR_RANGE: Final = re.compile(r"[（(]?(?P<first>(?:19|20)\d{2})\s*[-—–－~～至]+\s*(?P<last>(?:19|20)\d{2})年?[）)]?")
_NUMBER_YEAR: Final = re.compile(r"〔(?P<year>\d{4})〕|(?P<spelled>(?:19|20)\d{2})年第")

_CITED, _TITLED, _ISSUED, _FORM, _CITED_IN, _NUMBERED = "cited", "title", "issuer", "form", "region", "number"
"""What a tally counts: citations, printed titles, issuers, forms of either, citing regions; of a title its numbers."""

Policies: TypeAlias = Mapping[str, str]
"""The policy that each title names where no number stands beside it."""


def title_key(title: str) -> str:
    """A title as a key: folded, with the range of years moved to the end, since it is printed before and after."""
    folded = fold_title(title)
    ranges = list(_YEAR_RANGE.finditer(folded))
    if len(ranges) != 1:
        return folded
    years = ranges[0]
    return f"{folded[: years.start()]}{folded[years.end() :]}（{years['first']}-{years['last']}）"


def policy_of(citation: Citation, policies: Policies) -> str:
    """The key of the policy that a citation names: its number, else what its title names."""
    number = number_of(citation)
    return policies[title_of(citation)] if number is None else number


def number_of(citation: Citation) -> str | None:
    """The document number that the citation prints, in its one form."""
    return normalise_document_number(citation.document_number) if citation.document_number else None


def title_of(citation: Citation) -> str:
    """The title that the citation prints, as a key."""
    return title_key(citation.title or "")


def count_citation(tallies: Tallies, citation: Citation, region: Place | None) -> None:
    """Counts a citation, for the policy of its number or else for its title; a number also counts for the title beside it."""
    number = number_of(citation)
    if number is None:
        tally_in(tallies, ("Title", title_of(citation))).update(_said(citation, region))
        return
    tally_in(tallies, ("LegalBasis", number)).update(_said(citation, region))
    if citation.title:
        tally_in(tallies, ("Title", title_of(citation)))[_NUMBERED, number] += 1


def policies_named(tallies: Tallies) -> Policies:
    """The policy that each title among the tallies names."""
    return {title: _policy_of_title(title, tally) for (kind, title), tally in tallies.items() if kind == "Title"}


def _policy_of_title(title: str, tally: Tally) -> str:
    """The key of the policy that citations of a title without a number name: the one number that others print, else the title."""
    numbers = [entry[1] for entry in tally if entry[0] == _NUMBERED]
    return numbers[0] if len(numbers) == 1 else f"《{title}》"


def settled(tallies: Tallies) -> Tallies:
    """What the citations without a number say, by the policy that their title names."""
    return summed(
        {("LegalBasis", policy): Counter({e: n for e, n in tallies["Title", title].items() if e[0] != _NUMBERED})}
        for title, policy in policies_named(tallies).items()
    )


def add_legal_basis(graph: Graph, ref: NodeRef, tally: Tally) -> None:
    """Adds a policy under the title that is printed most often."""
    key = ref[1]
    number = None if key.startswith("《") else key
    title = _most_printed(tally, _TITLED) or key
    year = _NUMBER_YEAR.search(number) if number else None
    node = graph.add(NodeRow(*ref))
    node.properties.update(
        title=title,
        document_number=number,
        issuer=_most_printed(tally, _ISSUED),
        level=_level(title, number, _texts(tally, _CITED_IN)),
        year=int(year["year"] or year["spelled"]) if year else None,
        document_type=document_type(title),
        aliases=tuple(sorted(_texts(tally, _FORM).keys() - {title, number or ""})),
        citation_count=tally[_CITED,],
    )


def _said(citation: Citation, region: Place | None) -> Iterator[Entry]:
    """What a citation says of the policy that it names.

    Of the regions that cite it those alone are told whose numbers begin alike elsewhere: the tally of a law that a whole
    country cites stays small.
    """
    yield (_CITED,)
    if citation.title:
        yield _TITLED, fold_wrapping(citation.title)
    if citation.issuer:
        yield _ISSUED, citation.issuer
    for form in (citation.title, citation.document_number):
        if form:
            yield _FORM, form
    for part in region.path if region else ():
        if part.key in policy_terms().districts_by_number_head.values():
            yield _CITED_IN, part.key


def _texts(tally: Tally, said: str) -> Counter[str]:
    """The texts that the tally counts under one heading."""
    return Counter({entry[1]: count for entry, count in tally.items() if entry[0] == said})


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


def _most_printed(tally: Tally, said: str) -> str | None:
    forms = _texts(tally, said)
    return min(forms, key=lambda form: (-forms[form], -len(form), form), default=None)
