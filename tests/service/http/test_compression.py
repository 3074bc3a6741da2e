"""Large answers go compressed to who likes it."""

import pytest

from tests.service.http.conftest import Send

LARGE = {"query": "query($text: String!) { echo(text: $text) }", "variables": {"text": "预算" * 1000}}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("br, gzip;q=0.8, *;q=0.1", "gzip"),
        ("gzip;q=1.0, identity;q=0.5", "gzip"),
        ("gzip;q=0, identity", None),
        ("gzip;q=0.5, identity", None),
        ("gzip;q=0", None),
        ("x-gzip-like", None),
        ("identity", None),
        ("", None),
    ],
)
def test_a_large_answer_has_the_encoding_that_the_client_likes(send: Send, accepted: str, encoding: str | None) -> None:
    """Whether it is compressed or not, caches are told that it might be, once."""
    response = send("POST", "/graphql", json=LARGE, headers={"Accept-Encoding": accepted})
    assert (response.headers.get("Content-Encoding"), response.json()["data"]["echo"]) == (encoding, "预算" * 1000)
    assert response.headers["Vary"] == "Accept, Accept-Encoding"


def test_a_small_answer_is_not_compressed(send: Send) -> None:
    """It goes in one packet as it is."""
    response = send("POST", "/graphql", json={"query": "{ year }"}, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response.headers
    assert response.headers["Vary"] == "Accept, Accept-Encoding"
