"""Tests of loaders.forms."""
