"""`python -m neo4j_server`: a server until Ctrl-C."""

import signal

import click

from neo4j_server.release import VERSION_VARIABLE, Neo4jServerError
from neo4j_server.server import Memory, running_server


@click.command()
@click.option("--version", envvar=VERSION_VARIABLE, help="The release; by default the one that the suite runs on.")
@click.option("--heap", default=Memory.heap, show_default=True, help="Memory for queries.")
@click.option("--page-cache", default=Memory.page_cache, show_default=True, help="Memory for the files of the graph.")
@click.option("--http", is_flag=True, help="Serve the HTTP API, too.")
def main(version: str | None, heap: str, page_cache: str, http: bool) -> None:
    """Run a Neo4j server of this machine alone in a throwaway folder until it is interrupted."""
    # Ended by `kill`, it must stop the server and remove the folder as by Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with running_server(version, memory=Memory(heap, page_cache), http=http) as server:
            click.echo(
                f"Neo4j {server.version} answers on {server.uri}; user {server.user}, password {server.password}"
            )
            if server.http:
                click.echo(f"HTTP on {server.http}")
            click.echo(f"\n    export BUDGET_GRAPH_STORE={server.store}\n")
            click.echo(f"lets every command of budget-graph use it. Its logs are in {server.folder / 'logs'}.")
            click.echo("Ctrl-C stops it and removes what it holds.")
            server.process.wait()
            raise click.ClickException(f"The server ended by itself with status {server.process.returncode}.")
    except KeyboardInterrupt:
        click.echo("Stopped.")
    except Neo4jServerError as error:
        raise click.ClickException(str(error)) from None


if __name__ == "__main__":
    main()
