"""The other process that loads: puts the facts of a file into a folder, in the place of those of the same document."""

import sys
from pathlib import Path

import msgspec

from graph.disclosures import DisclosureFacts
from graph.facts_folder import FactsFolder

if __name__ == "__main__":
    facts, folder = map(Path, sys.argv[1:])
    FactsFolder(folder).write(msgspec.json.decode(facts.read_bytes(), type=DisclosureFacts))
