"""What schemathesis holds against the service: its own check takes any error of a field for a fault of the server."""

from typing import Any

import schemathesis
from schemathesis import Case, CheckContext, Response

from service.masking import ErrorCode


@schemathesis.check
def refused_in_words_of_the_client(_context: CheckContext, response: Response, _case: Case[Any]) -> None:
    """Every answer is GraphQL's; what went wrong is the client's, and has a code."""
    assert response.status_code < 500, response.text
    codes = {ErrorCode(error["extensions"]["code"]) for error in response.json().get("errors", ())}
    assert ErrorCode.INTERNAL not in codes, response.text
