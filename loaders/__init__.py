"""Bytes → facts: reads budget disclosures, as PDF or as text that others extracted, into typed facts.

`pdf/` and `text.py` read bytes into a `Document` (pages of lines and grids, each with its place); `recognise.py` says what
the document is; `tables/`, `organisations.py`, `narratives/`, `forms/`, `statements/` and `citations/` read facts out of
it; `load.py` puts them together.
"""
