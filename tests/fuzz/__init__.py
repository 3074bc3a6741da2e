"""Inputs drawn by machines: coverage-guided bytes for what the service parses itself, and operations drawn from the schema."""
