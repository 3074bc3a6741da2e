"""Citations of official documents: what money is based on (立项依据), from the words of a sentence to typed records.

The stages, in the order a text passes them: `unwrapped` (line ends and zero-width characters), `marks` (titles and
numbers), `titles` (what is a title), `mentions` (title, number and article that belong together), `reading` (the fields),
`resolving` (short forms, back references and repetitions), `relating` (what one document does with another), `unspecific`
(what is left that names no document).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, NamedTuple

from graph.facts import Citation, UnspecificBasis
from graph.terms import UnspecificKind
from loaders.citations.marks import Span, find_marks
from loaders.citations.mentions import find_mentions
from loaders.citations.reading import CitedDocument, read_mention
from loaders.citations.relating import related
from loaders.citations.resolving import distinct, resolved
from loaders.citations.titles import find_short_forms
from loaders.citations.unspecific import find_unspecific
from loaders.citations.unwrapped import Unwrapped
from loaders.passage import Passage

__all__ = [
    "NO_BASES",
    "Bases",
    "CitedDocument",
    "find_bases",
    "find_citations",
    "find_cited_documents",
    "find_mentioned_documents",
]


@dataclass(frozen=True, slots=True)
class Bases:
    """What a 立项依据 rests on: the documents that it names, and what it calls upon without a name, both in printed order."""

    citations: tuple[Citation, ...]
    unspecific: tuple[UnspecificBasis, ...]


NO_BASES: Final = Bases((), ())


def find_bases(passage: Passage) -> Bases:
    """What a basis names; no citation where it names nothing (根据上级规定)."""
    found = _found(passage.text, passage.starts)
    return Bases(
        tuple(map(partial(_citation, passage), distinct(found.documents))),
        tuple(
            UnspecificBasis(kind, passage.text[span.start : span.end], passage.sources(span.start, span.end))
            for span, kind in found.unspecific
        ),
    )


def find_citations(passage: Passage) -> tuple[Citation, ...]:
    """The documents that a basis names, in printed order."""
    return find_bases(passage).citations


def find_cited_documents(text: str, line_starts: Sequence[int] = ()) -> list[CitedDocument]:
    """The documents that a text cites, each once for each article; `line_starts` are where its printed lines begin."""
    return distinct(find_mentioned_documents(text, line_starts))


def find_mentioned_documents(text: str, line_starts: Sequence[int] = ()) -> list[CitedDocument]:
    """Every place of a text that names a document or points back to one, in printed order."""
    return _found(text, line_starts).documents


class _Found(NamedTuple):
    """What the stages find in a text, with places of the text as printed."""

    documents: list[CitedDocument]
    unspecific: list[tuple[Span, UnspecificKind]]


def _found(text: str, line_starts: Sequence[int]) -> _Found:
    unwrapped = Unwrapped.of(text)
    marks = find_marks(unwrapped.text)
    mentions = find_mentions(marks, [unwrapped.place_of(start) for start in line_starts])
    read = [document for mention in mentions if (document := read_mention(mention, unwrapped.text, marks))]
    short_forms = [(span.start, span.of(unwrapped.text)) for span in find_short_forms(marks)]
    documents = related(resolved(read, short_forms), unwrapped.text)
    unspecific = sorted(find_unspecific(marks, read, documents), key=lambda found: found[0].start)
    return _Found(
        [_as_printed(document, unwrapped) for document in documents],
        [(Span(*unwrapped.printed(span.start, span.end)), kind) for span, kind in unspecific],
    )


def _as_printed(document: CitedDocument, unwrapped: Unwrapped) -> CitedDocument:
    start, end = unwrapped.printed(document.start, document.end)
    return replace(document, start=start, end=end)


def _citation(passage: Passage, document: CitedDocument) -> Citation:
    return Citation(
        text=passage.text[document.start : document.end],
        sources=passage.sources(document.start, document.end),
        title=document.title,
        document_number=document.number,
        article=document.article,
        issuer=document.issuer,
        relation=document.relation,
        further_numbers=document.further_numbers,
        related=document.related,
    )
