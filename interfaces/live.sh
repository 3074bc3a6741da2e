#!/usr/bin/env bash
# What needs a service: the audits, and what the programs of examples/ print, written to examples/printed.
# `make api-tools` runs it beside one (beside_service.py), and fails when anything differs from what is committed.
set -euo pipefail
cd "$(dirname "$0")/.."

npm run -s audit -w interfaces

cd examples
npm run -s sankey -w typescript >printed/sankey.json
python/.venv/bin/python python/funding_path.py >printed/funding_path.txt
python/.venv/bin/python python/compare_years.py >printed/compare_years.csv
python/.venv/bin/python python/compare_years.py 2024 2025 上海市普陀区人民政府万里街道办事处 >printed/compare_years_of_one_body.csv
python/.venv/bin/python python/mcp_ask.py >printed/mcp_ask.txt
echo "examples: 5 programs answered"
