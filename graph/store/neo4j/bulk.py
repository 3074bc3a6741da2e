"""The first load of a large graph: everything as the CSV files of Neo4j's offline importer.

The importer fills a database that does not exist yet, many times as fast as transactions do, and a later change finds there
exactly what the writer would have left. The whole graph is held in memory meanwhile.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TextIO, cast

from graph.assembly import add_funding_sources, changed_version, empty_version
from graph.assembly.budget_lines import add_lines
from graph.assembly.disclosures import add_disclosure
from graph.assembly.findings import add_findings, add_findings_across
from graph.assembly.policies import Policies, settled
from graph.assembly.tallies import summed
from graph.disclosures import DisclosureFacts
from graph.model import NodeRef
from graph.policies.registry import NO_REGISTRY, Registry
from graph.store.neo4j.changes import add_projects, shared_part
from graph.store.neo4j.differences import Part
from graph.store.neo4j.kept import Kept
from graph.store.neo4j.names import labels_of
from graph.store.neo4j.schema import SCHEMA, reference_of

ARGUMENTS: Final = "import.args"
"""The importer's arguments, one a line: `neo4j-admin database import full @import.args neo4j`, in the folder."""

_ARRAYS: Final = "\x1f"
"""Between the elements of a list: the separator that no printed text holds."""

_TYPES: Final = {bool: "boolean", int: "long", str: "string", list: "string[]", bytes: "byte[]"}


def whole_part(documents: Iterable[DisclosureFacts], registry: Registry = NO_REGISTRY) -> tuple[Part, str]:
    """The graph of a set of disclosures with all that the store keeps for itself, and its version."""
    facts = {one.disclosure.sha256: one for one in documents}
    kept = [Kept.of(facts.pop(sha256)) for sha256 in sorted(facts)]
    tallies = summed(one.tallies for one in kept)
    tallies = summed([tallies, settled(tallies, registry)])
    policies = Policies(tallies, registry)
    part = shared_part(tallies, policies)
    add_funding_sources(part.graph)
    for one in kept:
        add_disclosure(part.graph, one.document)
        add_lines(part.graph, one.document)
        add_findings(part.graph, one.document)
        part.state.update(one.state)
    those_kept = [one.document for one in kept]
    add_projects(part, those_kept, policies)
    add_findings_across(part.graph, those_kept)
    return part, changed_version(empty_version(registry), come=[one.digest for one in kept])


def write_import(documents: Iterable[DisclosureFacts], folder: Path, registry: Registry = NO_REGISTRY) -> list[Path]:
    """Writes the importer's files into a folder, and gives their paths; the last is that of its arguments."""
    part, version = whole_part(documents, registry)
    folder.mkdir(parents=True, exist_ok=True)
    dataset = {"key": "dataset", "schema": SCHEMA, "reference": reference_of(registry), "version": version}
    nodes = {"Dataset": _write_nodes(folder, "Dataset", [dataset])}
    refs: dict[str, list[NodeRef]] = {}
    for ref in sorted(part.graph.nodes):
        refs.setdefault(ref[0], []).append(ref)
    for kind, its in refs.items():
        nodes[kind] = _write_nodes(folder, kind, (properties for _, properties in part.properties_of(its)))
    edges = [
        (name, _write_edges(folder, name, *ends, pairs))
        for name, by_ends in _by_ends(part).items()
        for ends, pairs in by_ends.items()
    ]
    arguments = folder / ARGUMENTS
    arguments.write_text("\n".join(_arguments(nodes, edges)), encoding="utf-8")
    return [*nodes.values(), *(path for _, path in edges), arguments]


def _by_ends(part: Part) -> dict[str, dict[tuple[str, str], list[tuple[str, str]]]]:
    """The keys of each relationship's ends, by its name and the kinds of its ends."""
    found: dict[str, dict[tuple[str, str], list[tuple[str, str]]]] = {}
    for name, source, target in part.graph.sorted_edges():
        found.setdefault(name, {}).setdefault((source[0], target[0]), []).append((source[1], target[1]))
    return found


def _arguments(nodes: dict[str, Path], edges: Iterable[tuple[str, Path]]) -> Iterator[str]:
    # Neo4j 2026 takes no path without a folder.
    yield from (f"--nodes={':'.join(labels_of(kind))}=./{path.name}" for kind, path in nodes.items())
    yield from (f"--relationships={name}=./{path.name}" for name, path in edges)
    yield from (f"--array-delimiter=U+{ord(_ARRAYS):04X}", "--multiline-fields=true", "--overwrite-destination")


def _write_nodes(folder: Path, kind: str, rows: Iterable[dict[str, Any]]) -> Path:
    path, held = folder / f"{kind}.csv", list(rows)
    columns = {name: _TYPES[type(value)] for row in held for name, value in row.items() if name != "key"}
    with path.open("w", encoding="utf-8") as file:
        _write(file, [f"key:ID({kind})", *(f"{name}:{type_}" for name, type_ in columns.items())])
        for row in held:
            _write(file, [row["key"], *(row.get(name) for name in columns)])
    return path


def _write_edges(folder: Path, name: str, source: str, target: str, pairs: Iterable[tuple[str, str]]) -> Path:
    path = folder / f"{name}.{source}.{target}.csv"
    with path.open("w", encoding="utf-8") as file:
        _write(file, [f":START_ID({source})", f":END_ID({target})"])
        for pair in pairs:
            _write(file, pair)
    return path


def _write(file: TextIO, values: Iterable[Any]) -> None:
    """A line; an empty field is no value, and a quoted one a text."""
    file.write(",".join(map(_field, values)))
    file.write("\n")


def _field(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case bytes():
            return _quoted(_ARRAYS.join(str(byte - 256 if byte > 127 else byte) for byte in value))
        case list():
            return _quoted(_ARRAYS.join(cast("list[str]", value)))
        case _:
            return _quoted(str(value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
