"""`budget-graph`: load documents, build and serve the graph, ask it, export it, and look at what the loader saw."""

import asyncio
import json
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

from budget_graph.documents import QUERIES
from budget_graph.explaining import explain_document
from budget_graph.filling import Filling
from budget_graph.loading import Failed, Loaded, documents_in, load_documents
from budget_graph.reporting import filled, progress, summary
from budget_graph.settings import MEMORY, Settings
from graph.assembly import assemble
from graph.errors import BudgetGraphError, DamagedFacts
from graph.export import FORMATS, export
from graph.facts import DisclosureFacts
from graph.facts_folder import FactsFolder
from graph.plan import Plan
from graph.store import Reader
from graph.store.memory import MemoryReader
from graph.store.neo4j import Neo4jReader
from graph.store.neo4j.bulk import write_import
from graph.store.neo4j.statements import question_of
from service.app import create_app, serve
from service.execution import Operation, execute
from service.explain import explain as explain_operation
from service.explain import plans_of
from service.graphiql import installed_assets
from service.limits import EXTENSIONS
from service.schema import build_schema, schema_text

_Command = TypeVar("_Command", bound=Callable[..., Any])
T = TypeVar("T")

NEO4J_IMPORT = "neo4j"
INTERRUPTED = 130


def _reporting_errors(command: _Command) -> _Command:
    """Turns an error that a user can meet into one message and exit status 1."""

    @wraps(command)
    def guarded(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except BudgetGraphError as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:  # of a file that an option names
            raise click.ClickException(f"{error.filename}: {error.strerror}.") from None

    return guarded  # type: ignore[return-value] # same signature, by wraps


@click.group()
def main() -> None:
    """Chinese government budget disclosures as a graph that anyone can query."""


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(1, 64), help="How many processes read documents.")
@_reporting_errors
def load(paths: tuple[Path, ...], workers: int | None) -> None:
    """Read documents and folders of documents into facts and into the configured store.

    Exit status 0 only if every document was loaded; one that was not stops no other.
    """
    settings = Settings.from_environment()
    folder = FactsFolder(settings.data)
    filling = _filling(settings)
    if filling:
        asyncio.run(filling.check())
    files, failed = documents_in(paths)
    done: list[Loaded | Failed] = [*failed]
    console = Console(stderr=True)
    with (
        _interruption_explained(console, lambda: f"{len(done)} of {len(files)} documents were read and are kept"),
        progress(console, len(files)) as advance,
    ):
        for result in load_documents(files, folder, workers or settings.workers):
            done.append(result)
            advance(result.path.name)
    summary(Console(), done)
    damaged = [error for error in folder.read_all() if isinstance(error, DamagedFacts)]
    for error in damaged:
        console.print(str(error), style="red", soft_wrap=True)
    if filling:
        _fill(filling, [one.disclosure.sha256 for one in done if isinstance(one, Loaded)], whole=False)
    if damaged or any(isinstance(result, Failed) for result in done):
        sys.exit(1)


@main.command()
@_reporting_errors
def build() -> None:
    """Make the configured store equal to the facts, without reading documents."""
    settings = Settings.from_environment()
    if filling := _filling(settings):
        _fill(filling, filling.folder.sha256s(), whole=True)
        return
    graph = assemble(_facts(settings, strict=True))
    edges = sum(map(len, graph.edges.values()))
    click.echo(
        f"Graph {graph.version}: {len(graph.nodes)} nodes, {edges} relationships. The memory store is built at each start."
    )


@main.command(name="serve")
@_reporting_errors
def serve_command() -> None:
    """Serve GraphQL and GraphiQL at /graphql.

    While a Neo4j store is away, requests are answered UNAVAILABLE, and /healthz says why.
    """
    settings = Settings.from_environment()
    reader = _reader(settings)
    examples = _example_queries()
    app = create_app(
        reader,
        build_schema(EXTENSIONS),
        graphiql=installed_assets(),
        default_query=examples[0] if examples else "",
    )
    click.echo(f"GraphQL and GraphiQL on http://{settings.host}:{settings.port}/graphql")
    click.echo(f"The store is {settings.neo4j or MEMORY}.")
    click.echo("Three queries to try:\n")
    click.echo("\n\n".join(examples))
    serve(app, settings.host, settings.port)


@main.command()
@click.argument("document")
@click.option("--variables", default="{}", help="The variables as a JSON object.")
@click.option(
    "--explain", is_flag=True, help="Show the plans, and the Cypher of Neo4j for them, instead of running them."
)
@_reporting_errors
def query(document: str, variables: str, explain: bool) -> None:
    """Answer a GraphQL operation in process, without a server."""
    values = _json_object(variables)
    if explain:
        click.echo(json.dumps(_explained(document, values), ensure_ascii=False, indent=2))
        return
    response = asyncio.run(_answer(Settings.from_environment(), Operation(document, values)))
    click.echo(json.dumps(response, ensure_ascii=False, indent=2))
    if response.get("errors"):
        sys.exit(1)


@main.command(name="export")
@click.option(
    "--format", "form", type=click.Choice(["schema", *FORMATS, NEO4J_IMPORT]), required=True, help="What to write."
)
@click.option(
    "--output", type=click.Path(path_type=Path), required=True, help="A file; for csv, parquet and neo4j a folder."
)
@_reporting_errors
def export_command(form: str, output: Path) -> None:
    """Write the GraphQL schema, or the graph in a stable order.

    The format neo4j is for the first load of a large graph into a server: see docs/neo4j.md.
    """
    if form == "schema":
        output.write_text(schema_text(), encoding="utf-8")
        written = [output]
    elif form == NEO4J_IMPORT:
        written = write_import(_facts(Settings.from_environment(), strict=True), output)
    else:
        written = export(assemble(_facts(Settings.from_environment(), strict=True)), form, output)
    click.echo("\n".join(str(path) for path in written))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--page", type=click.IntRange(1), help="Only this page.")
@_reporting_errors
def explain(file: Path, page: int | None) -> None:
    """Show what the loader saw in a document: lines, grids, facts, and what it left."""
    explain_document(Console(), file, page)


def _reader(settings: Settings) -> Reader:
    """The configured store."""
    if address := settings.neo4j:
        return Neo4jReader.at(address, settings.limits)
    return MemoryReader.of(_facts(settings))


async def _answer(settings: Settings, operation: Operation) -> dict[str, Any]:
    reader = _reader(settings)
    try:
        return await execute(build_schema(EXTENSIONS), reader, operation, "query")
    finally:
        await reader.close()


def _explained(document: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """Each root field's plan with the Cypher for it, or the message of the error in its place."""
    schema = build_schema(EXTENSIONS)
    explained: dict[str, Any] = explain_operation(schema, document, variables)
    for key, plan in plans_of(schema, document, variables).items():
        if isinstance(plan, Plan):
            asked = question_of(plan)
            explained[key] = {"plan": explained[key], "cypher": asked.statement.text, "parameters": asked.parameters}
    return explained


def _filling(settings: Settings) -> Filling | None:
    """How the configured store is filled; None for the embedded one, which is made of the facts at each start."""
    return Filling(settings.neo4j, settings.limits, FactsFolder(settings.data)) if settings.neo4j else None


def _fill(filling: Filling, sha256s: Sequence[str], *, whole: bool) -> None:
    """Fills the store with the facts of these documents, and shows how it goes and what came of it."""
    console = Console(stderr=True)
    done: list[str] = []
    with (
        _interruption_explained(console, lambda: f"{len(done)} of {len(sha256s)} disclosures were stored"),
        progress(console, len(sha256s)) as advance,
    ):

        def count(name: str) -> None:
            done.append(name)
            advance(name)

        result = _until_terminated(filling.run(sha256s, count, whole=whole))
    filled(Console(), filling.address, result)


def _until_terminated(work: Coroutine[Any, Any, T]) -> T:
    """Runs work until SIGTERM, which ends it as Ctrl-C does: by cancelling it, and not amid a message to the server.

    Raises:
        KeyboardInterrupt: it was ended.
    """

    async def run() -> T:
        task = asyncio.current_task()
        assert task
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await work

    try:
        return asyncio.run(run())
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


@contextmanager
def _interruption_explained(console: Console, so_far: Callable[[], str]) -> Iterator[None]:
    """Ends on Ctrl-C with what was done so far; and on SIGTERM as well, so that a supervisor stops the workers, too."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        console.print(f"Interrupted: {so_far()}. Run it again to complete it.")
        sys.exit(INTERRUPTED)
    finally:
        signal.signal(signal.SIGTERM, before)


def _facts(settings: Settings, *, strict: bool = False) -> list[DisclosureFacts]:
    """All facts of the configured folder; a damaged file is named on the error stream, and the others serve.

    Raises:
        DamagedFacts: a facts file is damaged, so that a graph that is to be complete would lack a document.
    """
    folder = FactsFolder(settings.data)
    facts: list[DisclosureFacts] = []
    for read in folder.read_all():
        if not isinstance(read, DamagedFacts):
            facts.append(read)
        elif strict:
            raise read
        else:
            click.echo(str(read), err=True)
    if not facts:
        click.echo(f"{folder.path} holds no facts: the graph is empty. Run `budget-graph load PATH…` first.", err=True)
    return facts


def _json_object(text: str) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except ValueError as error:
        raise click.ClickException(
            f"--variables is no JSON ({error}). Give an object, as in '{{\"year\": 2025}}'."
        ) from None
    if not isinstance(values, dict):
        raise click.ClickException("--variables is no JSON object. Give one, as in '{\"year\": 2025}'.")
    return values


def _example_queries() -> Sequence[str]:
    return [path.read_text(encoding="utf-8").strip() for path in sorted(QUERIES.glob("*.graphql"))]
