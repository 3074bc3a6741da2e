"""The registry of official documents beside the facts: kept once it is given, and what it adds is told."""

from pathlib import Path

from graph.assembly import registry_matches
from graph.errors import DamagedFacts
from graph.facts_folder import FactsFolder
from graph.policies.registry import read_registry
from loaders.load import read_content


def keep_registry(file: Path, folder: FactsFolder) -> bool:
    """Keeps a registry with the facts; whether it is another one than before, so that the graph is to be made anew.

    Raises:
        UnreadableFile: it cannot be opened.
        UnreadableRegistry: it is no registry; the one before stays.
    """
    registry = read_registry(read_content(file), str(file))
    before = folder.registry()
    folder.write_registry(registry)
    return registry != before


def told_of_registry(folder: FactsFolder) -> str:
    """How many policies the registry enriches, and how many it leaves alone."""
    facts = [one for one in folder.read_all() if not isinstance(one, DamagedFacts)]
    told = registry_matches(facts, folder.registry())
    return (
        f"Registry: {told.entries} documents. Of {told.policies} policies {told.matched} matched beyond doubt, "
        f"{told.ambiguous} were ambiguous and {told.unknown} are not in it."
    )
