"""An HTTP request → what it asks for and the form of the answer, or a refusal with its status.

Follows GraphQL over HTTP. A form, multipart or text/plain body is refused: a browser sends those across origins unasked.
"""

from dataclasses import dataclass, field
from typing import Any, Final

import orjson
from starlette.requests import Request

from service.execution import Operation
from service.masking import ErrorCode

MAX_BODY: Final = 1 << 20

FETCHES: Final = frozenset({"GET", "HEAD"})
"""Methods that name what they ask for in the address; the server sends no body to a HEAD."""

JSON: Final = "application/json"
GRAPHQL_RESPONSE: Final = "application/graphql-response+json"
HTML: Final = "text/html"


class Refused(Exception):
    """An HTTP request that carries no operation that can be answered; without a status the answer's code decides."""

    def __init__(
        self,
        status: int | None,
        message: str,
        code: ErrorCode = ErrorCode.BAD_USER_INPUT,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = headers or {}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: an operation of a document, which it sends or names."""

    query: str | None
    variables: dict[str, Any] = field(default_factory=dict)
    name: str | None = None
    document_id: str | None = None
    extensions: dict[str, Any] = field(default_factory=dict)

    def with_text(self, text: str, document: str | None) -> Operation:
        """The operation, now that the document's text is known."""
        return Operation(text, self.variables, self.name, document)


def media_type(request: Request, *, has_page: bool) -> str:
    """The form of the answer: the one of ours that the client likes best; a page only where there is one.

    A client that does not name the GraphQL media type gets JSON, whose status is 200 whatever became of the operation:
    those clients know no other.
    """
    liked = weights(",".join(request.headers.getlist("accept")) or "*/*")

    def quality(offer: str) -> float:
        return liked.get(offer, liked.get(f"{offer.partition('/')[0]}/*", liked.get("*/*", 0.0)))

    named = [offer for offer in (GRAPHQL_RESPONSE, JSON) if offer in liked]
    offers: list[str] = [*named, JSON, GRAPHQL_RESPONSE]
    if has_page and request.method in FETCHES and HTML in liked:
        offers = [HTML, *offers]
    best = max(offers, key=quality)
    if quality(best) == 0:
        raise Refused(406, f"The answer can be {GRAPHQL_RESPONSE} or {JSON}: accept one of them.")
    return best


def weights(accepted: str) -> dict[str, float]:
    """How much a client likes each of what it accepts: "text/html, */*;q=0.8" → {"text/html": 1.0, "*/*": 0.8}."""
    liked = {}
    for entry in accepted.split(","):
        name, *parameters = (part.strip().lower() for part in entry.split(";"))
        weight = next((text.removeprefix("q=") for text in parameters if text.startswith("q=")), "1")
        try:
            liked[name] = float(weight)
        except ValueError:
            continue  # a name with a malformed weight is as good as not sent
    return liked


async def read_request(request: Request) -> Asked:
    """What a GET's query string or a POST's JSON body asks for."""
    if request.method in FETCHES:
        return _asked(
            {
                name: _json(text.encode(), f"The parameter {name}") if name in ("variables", "extensions") else text
                for name, text in request.query_params.items()
                if text  # `variables=` is how a form says that there are none
            }
        )
    if request.method != "POST":
        raise Refused(405, "Send a GET or a POST request.", headers={"Allow": "GET, HEAD, POST"})
    content_type, *parameters = request.headers.get("content-type", "").lower().replace(" ", "").split(";")
    charsets = {text.removeprefix("charset=").strip('"') for text in parameters if text.startswith("charset=")}
    if content_type != JSON or not charsets <= {"utf-8", "utf8"}:
        raise Refused(415, f"Send the request as {JSON} in UTF-8.")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Refused(415, "Send the request without a content encoding.")
    return _asked(_json(await _body(request), "The body"))


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise Refused(413, f"The body is larger than {MAX_BODY} bytes.", ErrorCode.LIMIT_EXCEEDED)
    return bytes(body)


def _json(text: bytes, where: str) -> object:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Refused(400, f"{where} is no JSON in UTF-8, at line {error.lineno}, column {error.colno}.") from None


def _asked(sent: object) -> Asked:
    if isinstance(sent, list):
        raise Refused(400, "Send one operation a request: a list of them is not answered.")
    if not isinstance(sent, dict):
        raise Refused(400, "Send an object with the member query, and if needed variables and operationName.")
    query, name, document_id = (_text_of(sent, member) for member in ("query", "operationName", "documentId"))
    variables, extensions = (_object_of(sent, member) for member in ("variables", "extensions"))
    if query is not None and not query.strip():
        raise Refused(400, "The member query must be the text of a GraphQL document.")
    if query is not None and document_id is not None:
        raise Refused(400, "Send a query or a documentId, not both.")
    return Asked(query, variables, name or None, document_id, extensions)


def _text_of(sent: dict[str, Any], member: str) -> str | None:
    value = sent.get(member)
    if isinstance(value, str | None):
        return value
    raise Refused(400, f"The member {member} must be a text.")


def _object_of(sent: dict[str, Any], member: str) -> dict[str, Any]:
    value = sent.get(member)
    if isinstance(value, dict | None):
        return value or {}
    raise Refused(400, f"The member {member} must be an object.")
