"""GraphiQL: the page, its files and what it may do."""

import hashlib
import re
from pathlib import Path

import pytest
import strawberry
from starlette.applications import Starlette

from service.app import Offer, create_app
from service.graphiql import FILES, GraphiqlAssets, installed_assets, page
from tests.service.http.conftest import StubReader, ask

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}

# sha256 of the files in the tarballs of graphiql 2.4.7, react 17.0.2 and react-dom 17.0.2
PUBLISHED = {
    "graphiql.min.js": "9ff2ca6842eea42d47fcf53a8e8cfec9b7912474f6c4275e904b7a39830e3995",
    "graphiql.min.css": "3ac6ccf8b4077271478b4887ec050ab9e66f0dc101a32ff3e2127b8f1d5ca6c3",
    "react.production.min.js": "229bbf4d0e7488209564152c6723497f1ac3934136ca1684233d2fa88fa4146f",
    "react-dom.production.min.js": "9db33292007ab6c38527b39d5663e976a305564e19b2a5a8713ea2b2c00f505d",
}


@pytest.fixture(scope="module")
def assets() -> GraphiqlAssets:
    """GraphiQL as it is installed with the project's dependencies."""
    installed = installed_assets()
    assert installed, "the package with GraphiQL's files is a dependency of the project"
    return installed


@pytest.fixture
def with_graphiql(schema: strawberry.Schema, assets: GraphiqlAssets) -> Starlette:
    """The service with GraphiQL."""
    return create_app(StubReader(), schema, Offer(graphiql=assets, default_query="# <年份>\n{ year }"))


def test_graphiql_is_the_one_that_its_project_publishes(assets: GraphiqlAssets) -> None:
    """The package that brings it is not its project's: it may end a file with one line feed more, and nothing else."""

    def digests(path: Path) -> set[str]:
        content = path.read_bytes()
        return {hashlib.sha256(text).hexdigest() for text in (content, content.removesuffix(b"\n"))}

    assert {name: PUBLISHED[name] in digests(assets.files[name]) for name in FILES} == dict.fromkeys(FILES, True)


def test_a_browser_gets_the_page(with_graphiql: Starlette) -> None:
    """Under the address that programs send their queries to."""
    response = ask(with_graphiql, "GET", "/graphql", headers=BROWSER)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "<title>预算图谱 · GraphiQL</title>" in response.text
    assert response.headers["Vary"] == "Accept, Accept-Encoding"


def test_the_page_begins_with_the_query_that_it_was_given(with_graphiql: Starlette) -> None:
    """Written so that no query can end the element that it stands in."""
    text = ask(with_graphiql, "GET", "/graphql", headers=BROWSER).text
    assert r'{"defaultQuery": "# \u003c年份>\n{ year }"}' in text


def test_the_page_loads_nothing_from_elsewhere(with_graphiql: Starlette) -> None:
    """Each file that it names is served beside it, and the browser is told to ask nobody else."""
    response = ask(with_graphiql, "GET", "/graphql", headers=BROWSER)
    addresses = re.findall(r'(?:src|href)="([^"]*)"', response.text)
    addresses.remove("data:,")
    assert [ask(with_graphiql, "GET", address).status_code for address in addresses] == [200] * 6
    assert "default-src 'none'; script-src 'self';" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_a_browser_loads_a_file_once(with_graphiql: Starlette) -> None:
    """And asks whether it is the same still: another release may bring another."""
    first = ask(with_graphiql, "GET", "/graphql/assets/start.js")
    told = {"Cache-Control": "public, no-cache", "X-Content-Type-Options": "nosniff", "ETag": first.headers["ETag"]}
    again = ask(
        with_graphiql, "GET", "/graphql/assets/start.js", headers={"If-None-Match": f"W/{first.headers['ETag']}"}
    )
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert [{name: response.headers[name] for name in told} for response in (first, again)] == [told, told]


@pytest.mark.parametrize("name", ["style.css", "page.html", "..%2fpage.html", "%2e%2e/__init__.py"])
def test_no_other_file_is_served(with_graphiql: Starlette, name: str) -> None:
    """Neither of the package nor of the service."""
    assert ask(with_graphiql, "GET", f"/graphql/assets/{name}").status_code == 404


def test_without_graphiql_the_page_says_how_to_get_it(schema: strawberry.Schema) -> None:
    """Wherever it is, to whoever looks; and the service answers."""
    app = create_app(StubReader(), schema)
    text = ask(app, "GET", "/graphql", headers=BROWSER).text
    assert "GraphiQL is not installed beside this service" in text
    assert "http://" not in text
    assert ask(app, "POST", "/graphql", json={"query": "{ year }"}).json()["data"] == {"year": 2024}


def test_a_package_that_lacks_a_file_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that half works would be worse than one that says what is missing."""
    monkeypatch.setattr("service.graphiql.FOLDER", "nowhere")
    assert installed_assets() is None


def test_a_package_that_is_not_installed_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with dependencies that someone else chose."""
    monkeypatch.setattr("service.graphiql.PACKAGE", "no-such-package")
    assert installed_assets() is None


def test_the_page_without_assets_loads_nothing() -> None:
    """It must show on any machine."""
    assert "<script" not in page(None, "{ year }")


def test_graphiql_can_be_off(schema: strawberry.Schema, assets: GraphiqlAssets) -> None:
    """Then a browser gets what every client gets, and no file is served."""
    app = create_app(StubReader(), schema, Offer(graphiql=assets, has_page=False))
    response = ask(app, "GET", "/graphql", headers=BROWSER, params={"query": "{ year }"})
    assert response.json()["data"] == {"year": 2024}
    assert ask(app, "GET", "/graphql/assets/start.js").status_code == 404
