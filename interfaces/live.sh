#!/usr/bin/env bash
# What needs a service: the audits, and the examples, whose output is compared with what stands in examples/expected.
# Run by `make api-tools` beside one: see beside_service.py.
set -euo pipefail
cd "$(dirname "$0")/.."

expect() { # FILE COMMAND…: the command prints what the file holds
    "${@:2}" | diff -u "examples/expected/$1" - || { echo "examples/expected/$1 is not what was printed: $*"; exit 1; }
}

npm run -s audit -w interfaces
expect sankey.json npm run -s sankey -w examples/typescript
expect funding_path.txt examples/python/.venv/bin/python examples/python/funding_path.py
expect compare_years.csv examples/python/.venv/bin/python examples/python/compare_years.py
expect compare_years_of_one_body.csv \
    examples/python/.venv/bin/python examples/python/compare_years.py 2024 2025 上海市普陀区人民政府万里街道办事处
echo "examples: 4 of 4 printed what was expected"
