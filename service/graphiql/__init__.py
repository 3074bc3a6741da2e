"""GraphiQL at /graphql, from files of the machine's own: no request leaves it, so the page works offline.

The files come with the package `graphene-django-graphiql-static`, which the lock file pins like every other: GraphiQL 2.4.7
and React 17.0.2 as their projects publish them (compared byte by byte; the package ends two files with a line feed more),
and nothing that it would need in turn. Of that package no code is run; what the page loads is named here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from string import Template
from typing import Final

PACKAGE: Final = "graphene-django-graphiql-static"
FOLDER: Final = "graphene_django_graphiql_static/static/graphene_django_graphiql_static"
FILES: Final = ("react.production.min.js", "react-dom.production.min.js", "graphiql.min.js", "graphiql.min.css")
OWN_FILES: Final = ("start.js", "page.css")

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src data:; "  # GraphiQL's style sheet carries its fonts
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

_HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class GraphiqlAssets:
    """The files that the page loads, by the name under /graphql/assets/."""

    files: Mapping[str, Path]


def installed_assets() -> GraphiqlAssets | None:
    """GraphiQL's files as they are installed; None where they are not."""
    try:
        folder = Path(str(distribution(PACKAGE).locate_file(FOLDER)))
    except PackageNotFoundError:
        return None
    files = {name: folder / name for name in FILES} | {name: _HERE / name for name in OWN_FILES}
    return GraphiqlAssets(files) if all(path.is_file() for path in files.values()) else None


def page(assets: GraphiqlAssets | None, default_query: str) -> str:
    """The page that a browser gets: GraphiQL with a query to begin with, or how to get GraphiQL."""
    if assets is None:
        return (_HERE / "missing.html").read_text(encoding="utf-8")
    settings = json.dumps({"defaultQuery": default_query}, ensure_ascii=False).replace("<", "\\u003c")
    return Template((_HERE / "page.html").read_text(encoding="utf-8")).substitute(settings=settings)
