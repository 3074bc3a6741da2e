"""Citations of official documents: what money is based on (立项依据), from the words of a sentence to typed records.

The stages, in the order a text passes them: `marks` (titles and numbers), `titles` (what is a title), `mentions` (title,
number and article that belong together), `reading` (the fields), `resolving` (short forms and repetitions).
"""

from collections.abc import Sequence

from graph.facts import Citation
from loaders.citations.marks import find_marks
from loaders.citations.mentions import find_mentions
from loaders.citations.reading import CitedDocument, read_mention
from loaders.citations.resolving import resolve
from loaders.citations.titles import find_short_forms
from loaders.passage import Passage

__all__ = ["CitedDocument", "find_citations", "find_cited_documents"]


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
        )
        for document in find_cited_documents(passage.text, passage.starts)
    )


def find_cited_documents(text: str, line_starts: Sequence[int] = ()) -> list[CitedDocument]:
    """The documents that a text cites; `line_starts` are the offsets where its printed lines begin."""
    marks = find_marks(text)
    mentions = find_mentions(marks, line_starts)
    documents = [document for mention in mentions if (document := read_mention(mention, text, marks))]
    short_forms = [(span.start, span.of(text)) for span in find_short_forms(marks)]
    return resolve(documents, short_forms)
