"""An HTTP request → the GraphQL operation it asks for and the form of the answer, or a refusal with its status.

Follows GraphQL over HTTP. A form, multipart or text/plain body is refused: a browser sends those across origins unasked.
"""

from typing import Final

import orjson
from starlette.requests import Request

from service.execution import Operation
from service.masking import ErrorCode

MAX_BODY: Final = 1 << 20

JSON: Final = "application/json"
GRAPHQL_RESPONSE: Final = "application/graphql-response+json"
HTML: Final = "text/html"


class Refused(Exception):
    """An HTTP request that carries no operation that can be answered."""

    def __init__(
        self,
        status: int,
        message: str,
        code: ErrorCode = ErrorCode.BAD_USER_INPUT,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = headers or {}


def media_type(request: Request) -> str:
    """The form of the answer: the one of ours that the client likes best.

    A client that does not name the GraphQL media type gets JSON, whose status is 200 whatever became of the operation:
    those clients know no other.
    """
    liked = _liked(",".join(request.headers.getlist("accept")) or "*/*")

    def quality(offer: str) -> float:
        return liked.get(offer, liked.get(f"{offer.partition('/')[0]}/*", liked.get("*/*", 0.0)))

    named = [offer for offer in (GRAPHQL_RESPONSE, JSON) if offer in liked]
    offers: list[str] = [*named, JSON, GRAPHQL_RESPONSE]
    if request.method == "GET" and HTML in liked:
        offers = [HTML, *offers]
    best = max(offers, key=quality)
    if quality(best) == 0:
        raise Refused(406, f"The answer can be {GRAPHQL_RESPONSE} or {JSON}: accept one of them.")
    return best


def _liked(accept: str) -> dict[str, float]:
    """How much the client likes each media range: "text/html, */*;q=0.8" → {"text/html": 1.0, "*/*": 0.8}."""
    liked = {}
    for entry in accept.split(","):
        media_range, *parameters = (part.strip().lower() for part in entry.split(";"))
        weight = next((text.removeprefix("q=") for text in parameters if text.startswith("q=")), "1")
        try:
            liked[media_range] = float(weight)
        except ValueError:
            continue  # a range with a malformed weight is as good as not sent
    return liked


async def read_operation(request: Request) -> Operation:
    """The operation of a GET's query string or of a POST's JSON body."""
    if request.method == "GET":
        return _operation(
            {
                name: _json(text.encode(), f"The parameter {name}") if name in ("variables", "extensions") else text
                for name, text in request.query_params.items()
                if text  # `variables=` is how a form says that there are none
            }
        )
    if request.method != "POST":
        raise Refused(405, "Send a GET or a POST request.", headers={"Allow": "GET, POST"})
    content_type, *parameters = request.headers.get("content-type", "").lower().replace(" ", "").split(";")
    charsets = {text.removeprefix("charset=").strip('"') for text in parameters if text.startswith("charset=")}
    if content_type != JSON or not charsets <= {"utf-8", "utf8"}:
        raise Refused(415, f"Send the request as {JSON} in UTF-8.")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Refused(415, "Send the request without a content encoding.")
    return _operation(_json(await _body(request), "The body"))


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


def _operation(asked: object) -> Operation:
    if isinstance(asked, list):
        raise Refused(400, "Send one operation a request: a list of them is not answered.")
    if not isinstance(asked, dict):
        raise Refused(400, "Send an object with the member query, and if needed variables and operationName.")
    query, name, variables = (asked.get(member) for member in ("query", "operationName", "variables"))
    if not isinstance(query, str) or not query.strip():
        raise Refused(400, "The member query must be the text of a GraphQL document.")
    if not isinstance(name, str | None):
        raise Refused(400, "The member operationName must be a text.")
    for member in ("variables", "extensions"):
        if not isinstance(asked.get(member), dict | None):
            raise Refused(400, f"The member {member} must be an object.")
    return Operation(query, variables or {}, name)
