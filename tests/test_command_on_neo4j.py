"""The command line with a Neo4j server as its store, and without the server."""

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner, Result

from budget_graph.command import main
from graph.facts_folder import FactsFolder
from graph.store.neo4j.commits import EMPTYING
from tests.neo4j_store import Neo4jStore

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "disclosures"
STATEMENTS = SAMPLES / "songjiang_organisation_2025_statements.pdf"
TARGETS = SAMPLES / "shanghai_training_2025_targets.txt"
COUNTS = "{ dataset { version disclosures nodes relationships } }"

# "neo4j://…: 2 written, 0 unchanged, 0 removed. Graph …" -> "2 written, 0 unchanged, 0 removed"
CHANGES = re.compile(r"\d+ written, \d+ unchanged, \d+ removed")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of facts of this test."""
    monkeypatch.setenv("BUDGET_GRAPH_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def store(neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> Neo4jStore:
    """The configured store: an empty database."""
    neo4j_store.clear()
    address = neo4j_store.address
    monkeypatch.setenv("BUDGET_GRAPH_STORE", f"{address.uri.replace('://', f'://{address.user}@')}/{address.database}")
    monkeypatch.setenv("BUDGET_GRAPH_STORE_PASSWORD", address.password)
    return neo4j_store


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A configured server that is not there."""
    monkeypatch.setenv("BUDGET_GRAPH_STORE", "neo4j://neo4j:secret@127.0.0.1:1")


def run(*arguments: str | Path) -> Result:
    """Calls the command line in process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def changes(result: Result) -> str:
    """What a command says that it changed in the store."""
    [said] = CHANGES.findall(result.stdout)
    return str(said)


def counts() -> str:
    """What the configured store says of itself."""
    return run("query", COUNTS).stdout


@pytest.mark.neo4j
@pytest.mark.usefixtures("store")
def test_a_load_fills_the_store_with_what_the_embedded_one_makes_of_the_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Version and counts; loading again writes nothing."""
    assert changes(run("load", TARGETS)) == "1 written, 0 unchanged, 0 removed"
    assert changes(run("load", TARGETS, STATEMENTS)) == "1 written, 1 unchanged, 0 removed"
    stored = counts()
    monkeypatch.setenv("BUDGET_GRAPH_STORE", "memory")
    assert json.loads(stored) == json.loads(counts())


@pytest.mark.neo4j
@pytest.mark.usefixtures("store")
def test_a_load_takes_the_connections_that_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few the service may have: a commit is announced over another one."""
    monkeypatch.setenv("BUDGET_GRAPH_STORE_CONNECTIONS", "1")
    assert changes(run("load", TARGETS)) == "1 written, 0 unchanged, 0 removed"


@pytest.mark.neo4j
@pytest.mark.usefixtures("store")
def test_a_build_makes_the_store_equal_to_the_facts(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the folder lacks is removed, what the store lacks is written, and the rest stays."""
    assert run("load", TARGETS).exit_code == 0
    [of_targets] = FactsFolder(data).files()
    kept = of_targets.read_bytes()
    assert run("load", STATEMENTS).exit_code == 0
    of_targets.unlink()
    assert changes(run("build")) == "0 written, 1 unchanged, 1 removed"
    of_targets.write_bytes(kept)
    assert changes(run("build")) == "1 written, 1 unchanged, 0 removed"
    stored = counts()
    monkeypatch.setenv("BUDGET_GRAPH_STORE", "memory")
    assert json.loads(stored) == json.loads(counts())


@pytest.mark.neo4j
def test_a_graph_of_another_form_is_left_by_a_load_and_replaced_by_a_build(store: Neo4jStore) -> None:
    """With what belongs to it: nodes, constraints and indexes."""
    assert run("load", TARGETS).exit_code == 0
    store.execute("MATCH (d:Dataset) SET d.schema = 0 CREATE (:Region {key: '1', name: '2'}) RETURN 1 AS answer")
    store.run(store.driver.execute_query("CREATE INDEX of_before FOR (n:Region) ON (n.before)"))
    refused = run("load", STATEMENTS)
    assert refused.exit_code == 1
    assert "The graph is stored in form 0" in refused.output
    assert changes(run("build")) == "1 written, 0 unchanged, 0 removed"
    assert store.execute("SHOW INDEXES YIELD name WHERE name = 'of_before' RETURN count(*) AS answer") == 0
    assert json.loads(counts())["data"]["dataset"]["disclosures"] == 1


@pytest.mark.neo4j
def test_what_is_left_of_a_graph_that_was_being_emptied_is_no_graph(store: Neo4jStore) -> None:
    """Also where its form is that of this release: no load adds to it, and a build begins with nothing."""
    assert run("load", TARGETS).exit_code == 0
    store.execute(
        f"MATCH (d:Dataset) SET d.changes = {EMPTYING} WITH d MATCH (n:Project) DETACH DELETE n RETURN 1 AS answer"
    )
    assert "The graph is stored in form 0" in run("load", STATEMENTS).output
    assert changes(run("build")) == "1 written, 0 unchanged, 0 removed"


@pytest.mark.neo4j
def test_a_build_that_was_ended_while_it_emptied_another_form_is_completed_by_the_next(
    data: Path, store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left of the other form is told from what belongs to this one until the last of it is gone."""
    assert run("load", STATEMENTS).exit_code == 0
    store.execute("MATCH (d:Dataset) SET d.schema = 0 RETURN 1 AS answer")
    store.execute("MATCH (n:BudgetLine|Project) DETACH DELETE n RETURN 1 AS answer")
    with monkeypatch.context() as patched:
        patched.setattr("graph.store.neo4j.database.literal", _ended)
        assert run("build").exit_code != 0
    assert changes(run("build")) == "1 written, 0 unchanged, 0 removed"
    memory = {"BUDGET_GRAPH_STORE": "memory", "BUDGET_GRAPH_DATA": str(data)}
    assert json.loads(counts()) == json.loads(CliRunner(env=memory).invoke(main, ["query", COUNTS]).stdout)


def _ended(_: str) -> NoReturn:
    raise KeyboardInterrupt


@pytest.mark.neo4j
@pytest.mark.usefixtures("store")
def test_a_damaged_facts_file_stops_a_build_before_it_removes_anything(data: Path) -> None:
    """It is named, so that whoever builds can load its document again."""
    assert run("load", TARGETS, STATEMENTS).exit_code == 0
    damaged = FactsFolder(data).files()[0]
    damaged.write_bytes(damaged.read_bytes()[:100])
    result = run("build")
    assert result.exit_code == 1
    assert f"{damaged}: the facts file is damaged" in result.output
    assert json.loads(counts())["data"]["dataset"]["disclosures"] == 2


@pytest.mark.neo4j
@pytest.mark.parametrize(("how", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 130), (signal.SIGKILL, -9)])
def test_an_interrupted_build_is_completed_by_the_next(store: Neo4jStore, how: signal.Signals, status: int) -> None:
    """What it leaves is whole, and says how far it came."""
    memory = {"BUDGET_GRAPH_STORE": "memory"}
    assert CliRunner(env=memory).invoke(main, ["load", str(SAMPLES)]).exit_code == 0
    process = subprocess.Popen(
        [sys.executable, "-m", "budget_graph", "build"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    # Asked of the server itself: on a machine at work a command takes as long as the whole build.
    while not store.execute("MATCH (d:Disclosure) RETURN count(d) AS answer") and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(how)
    output, _ = process.communicate(timeout=60)
    assert (process.returncode, "Traceback" in output) == (status, False), output
    assert "disclosures were stored. Run it again to complete it." in output or how is signal.SIGKILL
    before = stored_disclosures()
    assert 0 < before < len(list(SAMPLES.iterdir()))
    assert changes(run("build")) == f"{len(list(SAMPLES.iterdir())) - before} written, {before} unchanged, 0 removed"
    assert json.loads(counts()) == json.loads(CliRunner(env=memory).invoke(main, ["query", COUNTS]).stdout)


def stored_disclosures() -> int:
    """How many disclosures the store says that it holds."""
    answer = json.loads(run("query", "{ dataset { disclosures } }").stdout)["data"]
    return int(answer["dataset"]["disclosures"]) if answer else 0


@pytest.mark.usefixtures("away")
def test_a_load_whose_store_is_away_says_so_before_it_reads_anything(data: Path) -> None:
    """One message without a password."""
    result = run("load", TARGETS)
    assert (result.exit_code, data.exists()) == (1, False)
    assert result.output == "Error: Neo4j does not answer. Is it running, and is BUDGET_GRAPH_STORE its bolt address?\n"


@pytest.mark.usefixtures("away")
def test_a_query_whose_store_is_away_is_answered_unavailable() -> None:
    """As over HTTP, and with the reason."""
    result = run("query", COUNTS)
    assert result.exit_code == 1
    (error,) = json.loads(result.stdout)["errors"]
    assert error["extensions"] == {"code": "UNAVAILABLE"}
    assert error["message"] == "Neo4j does not answer. Is it running, and is BUDGET_GRAPH_STORE its bolt address?"


@pytest.mark.usefixtures("away")
def test_the_cypher_of_an_operation_is_shown_without_a_server() -> None:
    """For each root field its plan, its statement and the parameters of what the user gave."""
    result = run(
        "query", "--explain", '{ projects(filter: {name: {eq: "道路养护"}}) { totalCount } now: dataset { version } }'
    )
    shown = json.loads(result.stdout)
    assert list(shown) == ["projects", "now"]
    assert list(shown["projects"]) == ["plan", "cypher", "parameters"]
    assert "MATCH (n0:Project)" in shown["projects"]["cypher"]
    assert "道路养护" not in shown["projects"]["cypher"]
    assert "道路养护" in shown["projects"]["parameters"].values()


def test_a_store_that_is_none_is_refused_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """With an example of one."""
    monkeypatch.setenv("BUDGET_GRAPH_STORE", "noe4j://neo4j:secret@host")
    result = run("build")
    assert result.exit_code == 1
    assert "Give one like neo4j://USER@HOST:7687/DATABASE" in result.output
    assert "secret" not in result.output


@pytest.mark.neo4j
@pytest.mark.usefixtures("store")
def test_a_registry_makes_the_stored_graph_anew(data: Path, tmp_path: Path) -> None:
    """With all documents that were loaded before; the same one again changes nothing, and a lost one is told."""
    registry = tmp_path / "policies.csv"
    registry.write_text(
        "title,document_number,issued,url\n关于规范本市公务员考试考务费支出管理的通知,沪公局发〔2017〕33号,2017-11-30,\n",
        encoding="utf-8",
    )
    assert changes(run("load", STATEMENTS)) == "1 written, 0 unchanged, 0 removed"
    assert changes(run("load", "--registry", registry)) == "1 written, 0 unchanged, 0 removed"
    asked = '{ legalBasis(documentNumber: "沪公局发〔2017〕33号") { issued } }'
    assert json.loads(run("query", asked).stdout)["data"]["legalBasis"] == {"issued": "2017-11-30"}
    assert changes(run("load", "--registry", registry, TARGETS)) == "1 written, 0 unchanged, 0 removed"
    next(data.glob("registry*")).unlink()
    refused = run("load", TARGETS)
    assert refused.exit_code == 1
    assert "Run `budget-graph build`" in refused.output
