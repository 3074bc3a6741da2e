# One verb per habit; .ci/run calls only these. Everything lives in .venv and .cache.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CLIENT := examples/python/.venv
PIP := $(BIN)/python -m pip --disable-pip-version-check -q install

.PHONY: help setup run neo4j test lint types drift generate samples golden lock fuzz fuzz-long score clean \
	bench-parse bench-store bench-api bench-growth bench-strawberry bench-load \
	bench-first-load bench-citations bench-lineage bench-http soak api-tools release-schema
.DEFAULT_GOAL := help

help: ## Show this list
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 18

$(VENV)/runtime: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=/path/to/python3")'
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/development: requirements-dev.txt $(VENV)/runtime
	$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

setup: $(VENV)/runtime ## Make .venv with the pinned dependencies and .venv/bin/budget-graph

run: setup ## Load the sample disclosures and serve GraphQL with GraphiQL on 127.0.0.1:8000
	@BUDGET_GRAPH_DATA=.cache/samples $(BIN)/budget-graph load samples/disclosures
	@BUDGET_GRAPH_DATA=.cache/samples $(BIN)/budget-graph serve

neo4j: $(VENV)/development ## Run a Neo4j server of this machine alone until Ctrl-C; needs Java and Maven, no Docker
	@$(BIN)/python -m neo4j_server

test: $(VENV)/development ## Run the whole suite; its last lines say what ran on Neo4j, or what that lacks
	$(BIN)/python -m pytest -q $(PYTEST)

lint: $(VENV)/development ## Style, format and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/development ## mypy strict everywhere, pyright on the stores
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python

generate: $(VENV)/development ## Write every generated file anew
	$(BIN)/budget-graph export --format schema --output schema.graphql
	$(BIN)/python -m budget_graph.documents

drift: generate ## Fail when a generated file differs from what is committed
	git diff --exit-code -- schema.graphql docs README.md

node_modules: package-lock.json
	npm ci --ignore-scripts --no-progress
	@touch $@

$(CLIENT)/installed: examples/python/requirements.txt $(VENV)/development
	$(BIN)/uv venv -q --clear $(CLIENT)
	$(BIN)/uv pip install -q --python $(CLIENT) --require-hashes -r examples/python/requirements.txt
	@touch $@

api-tools: node_modules $(CLIENT)/installed ## Hold the API to its promises: linters, released schema, generated clients, audits; needs Node 18
	npm run -s breaking -w interfaces
	npm run -s lint -w interfaces
	npm run -s relay -w interfaces
	npm run -s generate -w examples/typescript
	npm run -s build -w examples/typescript
	cd examples/python && .venv/bin/ariadne-codegen >/dev/null && .venv/bin/mypy .
	$(BIN)/python -m interfaces.beside_service interfaces/live.sh
	git diff --exit-code -- examples && test -z "$$(git ls-files --others --exclude-standard examples)"

release-schema: ## Make schema.graphql the released one, which later ones must not break: see interfaces/README.md
	cp schema.graphql interfaces/released/schema.graphql

samples: $(VENV)/development ## Render the sample disclosures from their facts files
	$(BIN)/python -m samples.generate

golden: $(VENV)/development ## Write the samples' golden facts anew; review reads the diff
	$(BIN)/python -m tests.golden_facts

lock: $(VENV)/development ## Resolve the dependencies anew, with hashes and without a registry's name
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements.txt --group dev pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra mcp --group examples/python/pyproject.toml:dev examples/python/pyproject.toml -o examples/python/requirements.txt
	rm -rf node_modules package-lock.json && npm install --package-lock-only

fuzz: $(VENV)/development ## Fuzz the service's grammars and its operations for a minute, the same each time
	$(BIN)/python -m tests.fuzz --seconds 4
	$(BIN)/python -m tests.fuzz.operations --examples 10

fuzz-long: $(VENV)/development ## The same for half an hour, from another seed each time
	$(BIN)/python -m tests.fuzz --seconds 300 --seed $$(date +%s)
	$(BIN)/python -m tests.fuzz.operations --examples 500 --seed $$(date +%s)

score: $(VENV)/development ## Score the real documents of ../shared against their truth
	$(BIN)/python -m benchmarks.score

bench-parse: $(VENV)/development ## Time our reading of PDFs beside bare pdfplumber
	$(BIN)/python -m benchmarks.parse

bench-store: $(VENV)/development ## Memory and time of the embedded store's data beside networkx
	$(BIN)/python -m benchmarks.store

bench-api: $(VENV)/development ## Time the service on Neo4j beside @neo4j/graphql on the same server
	$(BIN)/python -m benchmarks.api

bench-growth: $(VENV)/development ## Time each operation on graphs of growing size
	$(BIN)/python -m benchmarks.growth

bench-strawberry: $(VENV)/development ## Time the service beside plain Strawberry resolvers on the same store
	$(BIN)/python -m benchmarks.plain_strawberry

bench-load: $(VENV)/development ## Time filling Neo4j beside a bare driver that writes the same rows
	$(BIN)/python -m benchmarks.load

bench-first-load: $(VENV)/development ## Time a first load by the offline importer beside batches of UNWIND
	$(BIN)/python -m benchmarks.first_load

bench-citations: $(VENV)/development ## Read every number of the registry of ../shared, and time it
	$(BIN)/python -m benchmarks.citations

bench-lineage: $(VENV)/development ## Time a department's lineage on growing graphs, and a comparison of 10,000 departments
	$(BIN)/python -m benchmarks.lineage
	$(BIN)/python -m benchmarks.comparison

bench-http: $(VENV)/development ## Time the same queries by text, by hash and by entity tag
	$(BIN)/python -m benchmarks.http

soak: $(VENV)/development ## Hold every answer right for 20 minutes on each store, under load and faults
	$(BIN)/python -m benchmarks.soak

clean: ## Remove everything that was made
	rm -rf $(VENV) $(CLIENT) .cache *.egg-info node_modules examples/typescript/dist interfaces/relay/__generated__
