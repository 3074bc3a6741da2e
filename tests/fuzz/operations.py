"""Operations drawn from the schema, sent to a running service: `python -m tests.fuzz.operations --examples 10`."""

import argparse
import os
import subprocess
import sys

from tests.service.attacks.running import ROOT, running_service

CHECK = "refused_in_words_of_the_client"


def main() -> None:
    """Lets schemathesis draw so many operations for each root field."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--examples", type=int, default=10, help="for each root field")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with running_service() as service:
        drawn = ["--phases", "fuzzing", "--max-examples", str(given.examples), "--seed", str(given.seed)]
        held = ["--checks", CHECK, "--max-response-time", "2", "--suppress-health-check", "all", "--warnings", "off"]
        # A null for every argument that may be null asks for little: what is given is drawn.
        command = [
            "run",
            f"http://127.0.0.1:{service.port}/graphql",
            *drawn,
            *held,
            "--generation-graphql-allow-null",
            "false",
        ]
        environment = os.environ | {"SCHEMATHESIS_HOOKS": "tests.fuzz.schemathesis_checks", "PYTHONPATH": str(ROOT)}
        sys.exit(
            subprocess.run(
                [sys.executable, "-m", "schemathesis.cli", *command], env=environment, check=False
            ).returncode
        )


if __name__ == "__main__":
    main()
