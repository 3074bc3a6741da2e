"""Citations of official documents: what money is based on (立项依据), from the words of a sentence to typed records.

The stages, in the order a text passes them: `unwrapped` (line ends and zero-width characters), `marks` (titles and
numbers), `titles` (what is a title), `mentions` (title, number and article that belong together), `reading` (the fields),
`resolving` (short forms, back references and repetitions), `relating` (what one document does with another).
"""

from collections.abc import Sequence
from dataclasses import replace

from graph.facts import Citation
from loaders.citations.marks import find_marks
from loaders.citations.mentions import find_mentions
from loaders.citations.reading import CitedDocument, read_mention
from loaders.citations.relating import related
from loaders.citations.resolving import distinct, resolved
from loaders.citations.titles import find_short_forms
from loaders.citations.unwrapped import Unwrapped
from loaders.passage import Passage

__all__ = ["CitedDocument", "find_citations", "find_cited_documents", "find_mentioned_documents"]


def find_citations(passage: Passage) -> tuple[Citation, ...]:
    """The documents that a basis names, in printed order; empty where it names none (根据上级规定)."""
    return tuple(
        Citation(
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
        for document in find_cited_documents(passage.text, passage.starts)
    )


def find_cited_documents(text: str, line_starts: Sequence[int] = ()) -> list[CitedDocument]:
    """The documents that a text cites, each once for each article; `line_starts` are where its printed lines begin."""
    return distinct(find_mentioned_documents(text, line_starts))


def find_mentioned_documents(text: str, line_starts: Sequence[int] = ()) -> list[CitedDocument]:
    """Every place of a text that names a document or points back to one, in printed order."""
    unwrapped = Unwrapped.of(text)
    marks = find_marks(unwrapped.text)
    mentions = find_mentions(marks, [unwrapped.place_of(start) for start in line_starts])
    read = [document for mention in mentions if (document := read_mention(mention, unwrapped.text, marks))]
    short_forms = [(span.start, span.of(unwrapped.text)) for span in find_short_forms(marks)]
    documents = related(resolved(read, short_forms), unwrapped.text)
    return [_as_printed(document, unwrapped) for document in documents]


def _as_printed(document: CitedDocument, unwrapped: Unwrapped) -> CitedDocument:
    start, end = unwrapped.printed(document.start, document.end)
    return replace(document, start=start, end=end)
