"""The service over a synthetic country, as it is deployed: `python -m tests.service.attacks.server PORT`."""

import sys

from benchmarks.synthetic import synthetic_facts
from graph.store.memory import MemoryReader
from service.app import create_app, serve
from service.limits import EXTENSIONS
from service.schema import build_schema

NODES = 20_000

if __name__ == "__main__":
    reader = MemoryReader.of(list(synthetic_facts(NODES)))
    serve(create_app(reader, build_schema(EXTENSIONS)), port=int(sys.argv[1]))
