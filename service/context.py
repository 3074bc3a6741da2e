"""What lives as long as one request."""

from dataclasses import dataclass

from strawberry.types import ExecutionContext

from graph.store import Reader
from service.documents import Document, known_document


@dataclass(slots=True)
class Context:
    """The context of a GraphQL request: who answers its plans, and its document once it is known."""

    reader: Reader
    document: Document | None = None


def document_of(execution: ExecutionContext) -> Document:
    """The document of an execution, parsed within the limit that is set for it; it is looked up once."""
    context = execution.context
    assert isinstance(context, Context)
    if context.document is None:
        max_tokens = execution.parse_options.get("max_tokens")
        context.document = known_document(execution.schema, execution.query or "", max_tokens)
    return context.document
