"""Loads the real documents of ../shared, serves them, and holds the score against the bars of the issue.

    python -m benchmarks.score

Exit status 1 if a bar is missed. The bars stand here once; ../shared/score.py prints the figures.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.api.services import our_service

SHARED: Final = Path(__file__).resolve().parents[2] / "shared"
PROGRAM: Final = Path(sys.executable).with_name("budget-graph")

AT_LEAST: Final = {
    "facts": 1.0,
    "cells": 0.998,
    "projects": 1.0,
    "amounts": 1.0,
    "sub-items": 0.97,
    "indicators": 0.97,
    "citations": 0.99,
}
AT_MOST: Final = {"extra cells": 5, "extra citations": 0}

# "cells 3442/3442 = 1.0000" "extra cells 0/0" "extra citations 0" -> name, hits, wanted
FIGURE: Final = re.compile(r"(?P<name>[a-z][a-z -]*[a-z]) (?P<hits>\d+)(?:/(?P<wanted>\d+))?")


def main() -> int:
    """Scores and returns the exit status."""
    if not SHARED.is_dir():
        print("../shared is not beside this checkout; there is nothing to score.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        settings = {"BUDGET_GRAPH_DATA": folder}
        documents = [str(SHARED / "seeds"), str(SHARED / "disclosures")]
        subprocess.run([PROGRAM, "load", *documents], env={**os.environ, **settings}, check=True)
        with our_service(settings) as url:
            return _score(url)


def _score(url: str) -> int:
    truth = [str(path) for path in sorted((SHARED / "truth").glob("*.json"))]
    command = [sys.executable, str(SHARED / "score.py"), url, *truth, "--show", "5"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    print(run.stdout, run.stderr, sep="\n")
    if run.returncode:
        return run.returncode
    missed = list(_missed(run.stdout.strip().splitlines()[-1]))
    print("\n".join(missed) or "every bar is met")
    return 1 if missed else 0


def _missed(totals: str) -> list[str]:
    figures = {figure["name"]: figure for part in totals.split(";") if (figure := FIGURE.search(part))}
    missed = [f"{name} is missing from the score" for name in (*AT_LEAST, *AT_MOST) if name not in figures]
    for name, bar in AT_LEAST.items():
        if name in figures and int(figures[name]["hits"]) < bar * int(figures[name]["wanted"] or 0):
            missed.append(f"{name}: {figures[name][0]} is under {bar}")
    for name, limit in AT_MOST.items():
        if name in figures and int(figures[name]["hits"]) > limit:
            missed.append(f"{name}: {figures[name]['hits']} is over {limit}")
    return missed


if __name__ == "__main__":
    sys.exit(main())
