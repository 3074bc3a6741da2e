"""A Neo4j server in a throwaway folder, on free ports of this machine alone, from its start to its last file."""

import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, Neo4jError, ServiceUnavailable

from neo4j_server.release import CACHE, Neo4jServerError, Release

ADDRESS: Final = "127.0.0.1"
USER: Final = "neo4j"
FIRST_PASSWORD: Final = "neo4j"
START_TIMEOUT: Final = 120.0
"""Seconds until bolt must answer: 9 on an idle machine, several times that on a busy one."""
STOP_TIMEOUT: Final = 30.0
"""Seconds to close the databases after SIGTERM; then the process is killed."""

JVM_OPTIONS: Final = (
    "-XX:+UseG1GC",
    "-XX:+ExitOnOutOfMemoryError",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
)
"""What the neo4j.conf of Neo4j's archives passes to the JVM; the jars come without that file."""


@dataclass(frozen=True)
class Memory:
    """What a server may take, in Neo4j's notation; the default leaves a machine of 24 GiB to its other work."""

    heap: str = "1g"
    page_cache: str = "512m"


@dataclass(slots=True)
class Server:
    """A server that answers."""

    version: str
    uri: str
    user: str
    password: str
    http: str | None
    """The address of the HTTP API, if it was asked for."""
    folder: Path
    process: "subprocess.Popen[bytes]"

    @property
    def store(self) -> str:
        """The value of BUDGET_GRAPH_STORE for this server."""
        scheme, address = self.uri.split("://")
        return f"{scheme}://{self.user}:{self.password}@{address}"

    def start_again(self) -> None:
        """Starts it on the same folder and ports after its process was killed; it answers when it has recovered."""
        release = Release.chosen(self.version)
        self.process = _start(self.folder, release.lib(), release.java())


@contextmanager
def running_server(
    version: str | None = None, *, memory: Memory | None = None, http: bool = False, imported: Path | None = None
) -> Iterator[Server]:
    """A server of a release (by default that of NEO4J_VERSION, else of the pom) that is gone afterwards.

    `imported` is a folder that `budget-graph export --format neo4j` wrote: the server begins with that graph.

    Raises:
        Neo4jServerError: Java, Maven or the jars are missing, or the server did not start; the message says what to do.
    """
    release = Release.chosen(version)
    java, lib = release.java(), release.lib()
    folder = Path(tempfile.mkdtemp(prefix="server-", dir=CACHE))
    try:
        bolt_port, http_port = _free_ports()
        _configure(folder, lib, memory or Memory(), bolt_port, http_port if http else None)
        if imported:
            _import(folder, lib, java, imported)
        process = _start(folder, lib, java)
        try:
            password = secrets.token_urlsafe(16)
            _set_password(f"bolt://{ADDRESS}:{bolt_port}", password, process, folder)
            server = Server(
                release.version,
                f"neo4j://{ADDRESS}:{bolt_port}",
                USER,
                password,
                f"http://{ADDRESS}:{http_port}" if http else None,
                folder,
                process,
            )
            try:
                yield server
            finally:
                process = server.process
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        first.bind((ADDRESS, 0))
        second.bind((ADDRESS, 0))
        return first.getsockname()[1], second.getsockname()[1]


def _configure(folder: Path, lib: Path, memory: Memory, bolt_port: int, http_port: int | None) -> None:
    settings = {
        "server.directories.lib": lib,
        "server.default_listen_address": ADDRESS,
        "server.bolt.listen_address": f":{bolt_port}",
        "server.bolt.advertised_address": f"{ADDRESS}:{bolt_port}",
        "server.http.enabled": str(http_port is not None).lower(),
        "server.http.listen_address": f":{http_port or 0}",
        "server.https.enabled": "false",
        "server.memory.heap.initial_size": memory.heap,
        "server.memory.heap.max_size": memory.heap,
        "server.memory.pagecache.size": memory.page_cache,
        "db.tx_log.preallocate": "false",  # else 256 MB a database before the first node
        "dbms.usage_report.enabled": "false",
    }
    lines = [f"{name}={value}" for name, value in settings.items()]
    lines += [f"server.jvm.additional={option}" for option in JVM_OPTIONS]
    for name in ("conf", "data", "logs", "import", "plugins", "run"):
        (folder / name).mkdir()
    (folder / "conf" / "neo4j.conf").write_text("\n".join(lines), encoding="utf-8")


def _start(folder: Path, lib: Path, java: Path) -> "subprocess.Popen[bytes]":
    """The server's process, started as Neo4j's own start program would.

    That program knows the main class and the options of its release, which differ from 5.26 to 2026; run in earnest it
    would stay as the parent of the server, and stopping would be about two processes.
    """
    environment = {"NEO4J_HOME": str(folder), "NEO4J_CONF": str(folder / "conf"), "JAVA_HOME": str(java.parent.parent)}
    places = [f"-Dapp.home={folder}", f"-Dbasedir={folder}"]
    asking = ["-Xmx64m", "-cp", f"{lib}/*", *places, "org.neo4j.server.startup.Neo4jCommand", "console", "--dry-run"]
    told = subprocess.run([java, *asking], env=environment, capture_output=True, text=True, check=False)
    if told.returncode:
        raise Neo4jServerError(f"Neo4j refuses its configuration: {(told.stderr or told.stdout).strip()}")
    with (folder / "logs" / "console.log").open("wb") as log:
        return subprocess.Popen(
            shlex.split(told.stdout),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a Ctrl-C in the terminal is ours to answer
        )


def _import(folder: Path, lib: Path, java: Path, files: Path) -> None:
    """Fills the database by Neo4j's offline importer, before the server starts."""
    environment = {"NEO4J_HOME": str(folder), "NEO4J_CONF": str(folder / "conf"), "JAVA_HOME": str(java.parent.parent)}
    # The importer of 2026 needs them, too.
    opened = [option for option in JVM_OPTIONS if option.startswith("--add-opens=")]
    tool = ["-cp", f"{lib}/*", "org.neo4j.cli.AdminTool", "database", "import", "full", "@import.args", "neo4j"]
    told = subprocess.run(
        [java, *opened, *tool], env=environment, cwd=files, capture_output=True, text=True, check=False
    )
    if told.returncode:
        raise Neo4jServerError(f"Neo4j could not import {files}: {(told.stderr or told.stdout).strip()[-2000:]}")


def _set_password(uri: str, password: str, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    """Changes the first password as soon as bolt answers, and waits until the database does."""
    deadline = time.monotonic() + START_TIMEOUT
    changed = False
    while True:
        try:
            if not changed:
                _run(uri, FIRST_PASSWORD, "system", "ALTER CURRENT USER SET PASSWORD FROM $old TO $new", password)
                changed = True
            _run(uri, password, "neo4j", "RETURN 1", password)
        except (ServiceUnavailable, Neo4jError) as error:
            if process.poll() is not None or time.monotonic() > deadline or isinstance(error, AuthError):
                console = (folder / "logs" / "console.log").read_text(encoding="utf-8", errors="replace")
                raise Neo4jServerError(f"Neo4j did not start ({error}). Its last words:\n{console[-2000:]}") from error
            time.sleep(0.2)
        else:
            return


def _run(uri: str, password: str, database: str, statement: str, new: str) -> None:
    with GraphDatabase.driver(uri, auth=(USER, password)) as driver, driver.session(database=database) as session:
        session.run(statement, old=FIRST_PASSWORD, new=new).consume()


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_TIMEOUT)
    except subprocess.TimeoutExpired:
        pass
    finally:
        process.kill()
        process.wait()
