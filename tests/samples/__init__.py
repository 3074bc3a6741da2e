"""Tests of the sample disclosures and of the generator that renders them."""
