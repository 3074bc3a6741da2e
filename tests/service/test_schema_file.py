"""The exported schema in the repository."""

from pathlib import Path

from service.schema import schema_text

EXPORTED = Path(__file__).resolve().parent.parent.parent / "schema.graphql"


def test_the_exported_schema_is_the_one_in_code() -> None:
    """schema.graphql at the project's root is what the code declares."""
    assert EXPORTED.read_text(encoding="utf-8") == schema_text()
