"""Fuzzes the targets one after the other by coverage: `python -m tests.fuzz --seconds 10`.

An input that fails is written to .cache/fuzz; with its cause mended it belongs among the seeds.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Final

SEEDS: Final = Path(__file__).with_name("seeds")
FOUND: Final = Path(".cache/fuzz")
GRAMMARS: Final = [
    "graph.cursor",
    "graph.identity",
    "graph.policies",
    "graph.store.memory",
    "service.predicates",
    "service.roots",
    "service.types.scalars",
    "service.windows",
]
"""Whose branches lead the fuzzer: all that parses by itself, and what compares the parsed."""

LONGEST: Final = 512
"""Bytes of an input: more than any grammar of ours needs."""


def main() -> None:
    """Runs each target in a process of its own, since libFuzzer ends the one that it runs in."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=10, help="for each target")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--target", help="only this one, in this process")
    given = options.parse_args()
    if given.target:
        fuzz(given.target, given.seconds, given.seed)
    for target in sorted(path.name for path in SEEDS.iterdir()):
        command = ["--target", target, "--seconds", str(given.seconds), "--seed", str(given.seed)]
        subprocess.run([sys.executable, "-m", "tests.fuzz", *command], check=True)


def fuzz(target: str, seconds: int, seed: int) -> None:
    """Runs one target until its time is over or it fails."""
    import atheris  # noqa: PLC0415  # it exists for few platforms, and is no part of the suite

    with atheris.instrument_imports(include=GRAMMARS):
        from tests.fuzz.targets import TARGETS, words  # noqa: PLC0415  # what is imported here is measured
    found = FOUND / target
    found.mkdir(parents=True, exist_ok=True)
    dictionary = FOUND / "words"
    dictionary.write_text("\n".join(f'"\\"{word}\\":"' for word in words()))
    drawn = [f"-seed={seed}", f"-dict={dictionary}", f"-max_len={LONGEST}"]
    bounds = [f"-max_total_time={seconds}", "-timeout=5", "-rss_limit_mb=1024"]
    shown = [f"-artifact_prefix={FOUND}/{target}-", "-print_final_stats=1", "-verbosity=0"]
    atheris.Setup([target, *drawn, *bounds, *shown, str(found), str(SEEDS / target)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
