"""Writes the facts files of a synthetic country."""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.synthetic import synthetic_facts
from graph.facts_folder import FactsFolder


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes the facts files of a synthetic country, and prints how many and how fast."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.synthetic", description=main.__doc__)
    parser.add_argument("--nodes", type=int, required=True, help="about how many nodes the graph shall have")
    parser.add_argument("--seed", type=int, default=0, help="which country; 0 if not given")
    parser.add_argument("--output", type=Path, required=True, help="the folder of facts")
    wanted = parser.parse_args(arguments)
    folder, written = FactsFolder(wanted.output), Counter[str]()
    start = time.perf_counter()
    for document in synthetic_facts(wanted.nodes, wanted.seed):
        folder.write(document)
        written["documents"] += 1
        written.update(type(fact).__name__ for fact in document.facts)
    seconds = time.perf_counter() - start
    for name, number in sorted(written.items()):
        print(f"{name:20} {number:>12,}")
    print(f"about {wanted.nodes / seconds:,.0f} nodes' facts a second")


if __name__ == "__main__":
    main()
