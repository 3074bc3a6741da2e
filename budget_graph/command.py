"""`budget-graph`: load documents, build and serve the graph, ask it, check and export it, and look at what the loader saw."""

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

from budget_graph.checking import RULE_IDS, chosen, json_lines, outcomes_of, report
from budget_graph.citing import citation_lines
from budget_graph.explaining import explain_document
from budget_graph.explaining_policy import explain_policy
from budget_graph.filling import Filling
from budget_graph.loading import Failed, Loaded, documents_in, load_documents
from budget_graph.reading import configured_store, read_facts
from budget_graph.registering import keep_registry, told_of_registry
from budget_graph.reporting import filled, progress, summary
from budget_graph.serving import example_queries, serve
from budget_graph.settings import MEMORY, Settings
from graph.assembly import assemble
from graph.citation_picture import PICTURES, export_citations
from graph.errors import BudgetGraphError, DamagedFacts
from graph.export import FORMATS, export
from graph.facts_folder import FactsFolder
from graph.plan import Plan
from graph.store.neo4j.bulk import write_import
from graph.store.neo4j.statements import question_of
from service.execution import Operation, execute
from service.explain import explain as explain_operation
from service.explain import plans_of
from service.http.access import new_key
from service.limits import EXTENSIONS
from service.schema import build_schema, schema_text

_Command = TypeVar("_Command", bound=Callable[..., Any])
T = TypeVar("T")

NEO4J_IMPORT = "neo4j"
CITATIONS = "citations"
INTERRUPTED = 130


def _reporting_errors(command: _Command) -> _Command:
    """Turns an error that a user can meet into one message and exit status 1."""

    @wraps(command)
    def guarded(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except BudgetGraphError as error:
            raise click.ClickException(str(error)) from None
        except BrokenPipeError:  # who reads the output has enough of it: click ends quietly
            raise
        except OSError as error:  # of a file that an option names
            raise click.ClickException(f"{error.filename}: {error.strerror}.") from None

    return guarded  # type: ignore[return-value] # same signature, by wraps


@click.group()
def main() -> None:
    """Chinese government budget disclosures as a graph that anyone can query."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(1, 64), help="How many processes read documents.")
@click.option(
    "--registry",
    "registry_file",
    type=click.Path(path_type=Path),
    help="A CSV list of official documents (title, document_number, issued, url) that enriches the policies from now on.",
)
@_reporting_errors
def load(paths: tuple[Path, ...], workers: int | None, registry_file: Path | None) -> None:
    """Read documents and folders of documents into facts and into the configured store.

    Exit status 0 only if every document was loaded; one that was not stops no other.
    """
    if not paths and not registry_file:
        raise click.UsageError("Name documents or folders to load, or a --registry.")
    settings = Settings.from_environment()
    folder = FactsFolder(settings.data)
    is_rebuilt = registry_file is not None and keep_registry(registry_file, folder)
    filling = _filling(settings)
    if filling and not is_rebuilt:
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
    if done:
        summary(Console(), done)
    damaged = [error for error in folder.read_all() if isinstance(error, DamagedFacts)]
    for error in damaged:
        console.print(str(error), style="red", soft_wrap=True)
    if registry_file:
        click.echo(told_of_registry(folder))
    if filling:
        loaded = [one.disclosure.sha256 for one in done if isinstance(one, Loaded)]
        _fill(filling, folder.sha256s() if is_rebuilt else loaded, whole=is_rebuilt)
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
    graph = assemble(read_facts(settings, strict=True), FactsFolder(settings.data).registry())
    edges = sum(map(len, graph.edges.values()))
    click.echo(
        f"Graph {graph.version}: {len(graph.nodes)} nodes, {edges} relationships. The memory store is built at each start."
    )


@main.command(name="serve")
@_reporting_errors
def serve_command() -> None:
    """Serve GraphQL and GraphiQL at /graphql.

    While a Neo4j store is away, requests are answered UNAVAILABLE, and the log says why.
    """
    settings = Settings.from_environment()
    click.echo(f"GraphQL and GraphiQL on http://{settings.host}:{settings.port}/graphql")
    click.echo(f"The store is {settings.neo4j or MEMORY}.")
    click.echo("Queries to try:\n")
    click.echo("\n\n".join(example_queries()))
    serve(settings)


@main.command()
@click.argument("name")
@click.option("--rate", type=click.IntRange(0), default=0, help="Requests a minute that it may send; 0 for any number.")
def key(name: str, rate: int) -> None:
    """Make an API key of that name: the key itself, and its entry for the file of BUDGET_GRAPH_KEYS."""
    secret, entry = new_key(name, rate)
    click.echo(f"Give this to {name}; it is shown once:\n\n{secret}\n", err=True)
    click.echo(entry, nl=False)


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
@click.option(
    "--only",
    type=click.Choice([CITATIONS]),
    help="Only policies with the projects and bodies that cite them, amounts as weights: for graphml and gexf.",
)
@_reporting_errors
def export_command(form: str, output: Path, only: str | None) -> None:
    """Write the GraphQL schema, or the graph in a stable order.

    The format neo4j is for the first load of a large graph into a server: see docs/neo4j.md.
    """
    if only and form not in PICTURES:
        raise click.UsageError(f"--only {CITATIONS} is a picture: give --format {' or '.join(PICTURES)}.")
    if form == "schema":
        output.write_text(schema_text(), encoding="utf-8")
        written = [output]
    else:
        settings = Settings.from_environment()
        facts, registry = read_facts(settings, strict=True), FactsFolder(settings.data).registry()
        if form == NEO4J_IMPORT:
            written = write_import(facts, output, registry)
        else:
            graph = assemble(facts, registry)
            written = export_citations(graph, form, output) if only else export(graph, form, output)
    click.echo("\n".join(str(path) for path in written))


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_reporting_errors
def citations(files: tuple[Path, ...]) -> None:
    """Print the official documents that plain texts cite, one JSON object a line.

    Of several files the lines follow one another, each file's name on the error stream before its own.
    """
    for file in files:
        if len(files) > 1:
            click.echo(str(file), err=True)
        for line in citation_lines(file):
            click.echo(line)


@main.command()
@click.argument("documents", nargs=-1)
@click.option("--rule", "rules", multiple=True, type=click.Choice(RULE_IDS), help="Only this rule; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: the findings, then the documents.")
@_reporting_errors
def check(documents: tuple[str, ...], rules: tuple[str, ...], as_json: bool) -> None:
    """Print where documents contradict themselves and each other: files, folders, loaded documents, or all loaded ones.

    A rule that could not be evaluated on a document is counted as such, and never as passed.
    """
    facts = chosen(documents, read_facts(Settings.from_environment()) if _are_loaded(documents) else [])
    outcomes = outcomes_of(facts, rules)
    for line in json_lines(facts, outcomes) if as_json else report(facts, outcomes):
        click.echo(line)


def _are_loaded(documents: tuple[str, ...]) -> bool:
    """Whether the folder of facts is asked for: by no name at all, or by one that is no path."""
    return not documents or not all(Path(name).exists() for name in documents)


class _DocumentUnlessNamed(click.Group):
    """`explain FILE` explains a document, unless the word names another command of the group."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        named = args[:1] and args[0] in self.commands and len(args) > 1
        return super().resolve_command(ctx, args if named else ["document", *args])


@main.group(cls=_DocumentUnlessNamed)
def explain() -> None:
    """Show what the loader saw in a document (`explain FILE`), or why citations are one policy (`explain policy NAME`)."""


@explain.command(name="document")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--page", type=click.IntRange(1), help="Only this page.")
@_reporting_errors
def explain_document_command(file: Path, page: int | None) -> None:
    """Show what the loader saw in a document: lines, grids, facts, and what it left."""
    explain_document(Console(), file, page)


@explain.command(name="policy")
@click.argument("name")
@_reporting_errors
def explain_policy_command(name: str) -> None:
    """Show why the citations of a policy, by number or title, are taken for one: every form, rule and place."""
    lines = asyncio.run(_explain_policy(Settings.from_environment(), name))
    click.echo("\n".join(lines))


async def _explain_policy(settings: Settings, name: str) -> list[str]:
    reader = configured_store(settings)
    try:
        return await explain_policy(reader, name)
    finally:
        await reader.close()


async def _answer(settings: Settings, operation: Operation) -> dict[str, Any]:
    reader = configured_store(settings)
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
    folder = FactsFolder(settings.data)
    return Filling(settings.neo4j, settings.limits, folder, folder.registry()) if settings.neo4j else None


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
