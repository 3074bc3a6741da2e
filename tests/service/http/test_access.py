"""Who may ask, and how often."""

import hashlib
from contextlib import suppress
from pathlib import Path

import pytest
import strawberry
from starlette.applications import Starlette
from starlette.requests import Request

from graph.errors import SettingsError
from service.app import Offer, create_app
from service.http.access import PERIOD, Access, Key, Rates, new_key, read_keys
from service.http.request import Refused
from tests.service.http.conftest import StubReader, ask

ASKED = {"query": "{ year }"}
SITE = "https://budget.example"
SHA256 = "0a" * 32


def service(schema: strawberry.Schema, access: Access) -> Starlette:
    """The service with rules of access."""
    return create_app(StubReader(), schema, Offer(access=access))


@pytest.fixture
def keyed(schema: strawberry.Schema) -> Starlette:
    """A service that answers two keys alone, of which one is slow."""
    named = {"fast": Key("newspaper", 0), "slow": Key("student", 2)}
    return service(
        schema, Access({hashlib.sha256(key.encode()).hexdigest(): name for key, name in named.items()}, needs_key=True)
    )


def test_reading_is_public_unless_the_operator_says_otherwise(schema: strawberry.Schema) -> None:
    """A key that is not known is refused even so: its owner believes to have a rate of his own."""
    app = service(schema, Access())
    assert ask(app, "POST", "/graphql", json=ASKED).status_code == 200
    refused = ask(app, "POST", "/graphql", json=ASKED, headers={"X-Api-Key": "unknown"})
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic fast"}])
def test_without_a_key_that_is_known_nothing_is_answered(keyed: Starlette, headers: dict[str, str]) -> None:
    """In the words of GraphQL, with what HTTP wants to know."""
    response = ask(keyed, "POST", "/graphql", json=ASKED, headers=headers)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert response.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


@pytest.mark.parametrize(
    "headers", [{"Authorization": "Bearer fast"}, {"authorization": "bearer  fast"}, {"X-Api-Key": "fast"}]
)
def test_a_key_is_sent_in_either_header(keyed: Starlette, headers: dict[str, str]) -> None:
    """Any number of times, where it has no rate."""
    response = ask(keyed, "POST", "/graphql", json=ASKED, headers=headers)
    assert (response.status_code, "RateLimit" in response.headers) == (200, False)


def test_a_rate_is_told_and_kept(keyed: Starlette) -> None:
    """With the headers of the IETF's draft, and the time to wait."""
    answers = [ask(keyed, "POST", "/graphql", json=ASKED, headers={"X-Api-Key": "slow"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert {answer.headers["RateLimit-Policy"] for answer in answers} == {'"minute";q=2;w=60'}
    assert [answer.headers["RateLimit"] for answer in answers] == [
        '"minute";r=1;t=30',
        '"minute";r=0;t=60',
        '"minute";r=0;t=30',
    ]
    assert answers[2].headers["Retry-After"] == "30"
    assert answers[2].json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"


def test_a_rate_comes_back_evenly() -> None:
    """Each client has its own, and a pause fills it no further than to a minute's worth."""
    clock = [0.0]
    rates = Rates(now=lambda: clock[0])

    def taken(client: str, rate: int = 60) -> int:
        for number in range(1000):
            try:
                rates.take(client, rate)
            except Refused:
                return number
        return 1000

    assert (taken("a"), taken("a"), taken("b")) == (60, 0, 60)
    clock[0] += 10
    assert taken("a") == 10
    clock[0] += 100 * PERIOD
    assert taken("a") == 60
    assert taken("c", rate=0) == 1000


def test_clients_are_forgotten_after_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses cost an attacker nothing, and must not fill the memory."""
    monkeypatch.setattr("service.http.access.CLIENTS_KEPT", 3)
    rates = Rates()
    for number in range(10):
        rates.take(str(number), 60)
    assert list(rates._empty_until) == ["7", "8", "9"]


def test_pages_of_listed_sites_may_read_answers(schema: strawberry.Schema) -> None:
    """No other origin is told that it may, and none is reflected."""
    app = service(schema, Access(origins=(SITE,)))
    allowed = ask(app, "POST", "/graphql", json=ASKED, headers={"Origin": SITE})
    assert allowed.headers["Access-Control-Allow-Origin"] == SITE
    assert "Origin" in allowed.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in allowed.headers
    for origin in ("https://evil.example", "null", f"{SITE}.evil.example"):
        other = ask(app, "POST", "/graphql", json=ASKED, headers={"Origin": origin})
        assert "Access-Control-Allow-Origin" not in other.headers
    preflight = {
        "Origin": SITE,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    assert ask(app, "OPTIONS", "/graphql", headers=preflight).headers["Access-Control-Allow-Origin"] == SITE


@pytest.mark.parametrize(
    "asked",
    [
        {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"},
        {"Origin": SITE, "Access-Control-Request-Method": "DELETE"},
        {"Origin": SITE, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-other"},
    ],
)
def test_a_preflight_is_refused_as_every_other(schema: strawberry.Schema, asked: dict[str, str]) -> None:
    """No origin is allowed by it."""
    response = ask(service(schema, Access(origins=(SITE,))), "OPTIONS", "/graphql", headers=asked)
    [error] = response.json()["errors"]
    assert (response.status_code, error["extensions"]) == (400, {"code": "BAD_USER_INPUT"})
    assert error["message"].startswith("Disallowed CORS")
    assert "Origin" in response.headers["Vary"]
    assert "Access-Control-Allow-Origin" not in response.headers


def test_without_listed_sites_cors_is_not_spoken(schema: strawberry.Schema) -> None:
    """A preflight is a method like any other."""
    preflight = {"Origin": SITE, "Access-Control-Request-Method": "POST"}
    response = ask(service(schema, Access()), "OPTIONS", "/graphql", headers=preflight)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}, 200),
        ({}, 200),
    ],
)
def test_pages_of_other_sites_cannot_embed_requests(
    schema: strawberry.Schema, headers: dict[str, str], status: int
) -> None:
    """An image of a page makes each visitor's browser ask, with nobody who reads the answer; links lead here as ever."""
    response = ask(service(schema, Access()), "GET", "/graphql", params=ASKED, headers=headers)
    assert response.status_code == status


def test_a_new_key_is_one_of_the_file_that_its_entry_stands_in(tmp_path: Path) -> None:
    """Which does not hold the key itself."""
    file = tmp_path / "keys.toml"
    secret, entry = new_key("newspaper", 600)
    other, further = new_key("student", 0)
    file.write_text(f"{entry}\n{further}", encoding="utf-8")
    keys = read_keys(file)
    assert keys[hashlib.sha256(secret.encode()).hexdigest()] == Key("newspaper", 600)
    assert keys[hashlib.sha256(other.encode()).hexdigest()] == Key("student", 0)
    assert secret not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "[[key]]",
        '[[key]]\nname = "a"\nsha256 = "12"',
        "key = 1",
        "[",
        '[[key]]\nname = "a"\nsha256 = 1',
        f'[[keys]]\nname = "a"\nsha256 = "{SHA256}"',
        f'[[key]]\nname = "a"\nsha256 = "{SHA256}"\nrat = 1',
        f'[[key]]\nname = "a"\nsha256 = "{SHA256}"\nrate = -5',
        f'[[key]]\nname = "a"\nsha256 = "{SHA256}"\nrate = 1.9',
        f'[[key]]\nname = ""\nsha256 = "{SHA256}"',
        b"\xff",
    ],
)
def test_a_file_that_holds_no_keys_is_said_to_hold_none(tmp_path: Path, text: str | bytes) -> None:
    """Before the service starts, and by its path: a word that is misspelt would leave a key without its rate."""
    file = tmp_path / "keys.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SettingsError, match="is no file of keys"):
        read_keys(file)


@pytest.mark.parametrize("name", ['a"b\\', "two\nlines", "\x7f\t\x01", "上海市财政局", "𠮷"])
def test_any_name_can_be_given_to_a_key(tmp_path: Path, name: str) -> None:
    """Whatever stands in it, its entry is read as it was given."""
    file = tmp_path / "keys.toml"
    file.write_text(new_key(name, 1)[1], encoding="utf-8", newline="")
    assert list(read_keys(file).values()) == [Key(name, 1)]


@pytest.mark.parametrize(("other", "message"), [("a", "two keys of the name “a”"), ("b", "two keys of the sha256")])
def test_two_keys_that_would_share_a_rate_are_refused(tmp_path: Path, other: str, message: str) -> None:
    """Each takes from the other, and the log could not tell them apart."""
    file = tmp_path / "keys.toml"
    hashes = {"a": "0b" * 32, "b": SHA256.upper()}
    entries = [("a", SHA256), (other, hashes[other])]
    file.write_text("".join(f'[[key]]\nname = "{name}"\nsha256 = "{sha256}"\n' for name, sha256 in entries))
    with pytest.raises(SettingsError, match=message):
        read_keys(file)


@pytest.mark.parametrize(
    ("addresses", "answered"),
    [
        (["2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::"], 1),
        (["2001:db8::1", "2001:db8:0:1::1"], 2),
        (["192.0.2.1", "192.0.2.2", "::ffff:192.0.2.1"], 2),
        (["elsewhere:1", "elsewhere:2"], 2),
    ],
)
def test_addresses_that_one_client_is_given_have_one_rate(addresses: list[str], answered: int) -> None:
    """An IPv6 network of 64 bits is what a household has; an IPv4 address may come in either writing."""
    access = Access(rate=1)
    admitted = 0
    for address in addresses:
        request = Request({"type": "http", "method": "GET", "headers": [], "client": (address, 1)})
        with suppress(Refused):
            access.admit(request)
            admitted += 1
    assert admitted == answered
