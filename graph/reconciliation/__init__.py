"""Reconciliation (勾稽): whether what a disclosure prints agrees with itself, and with other disclosures.

The modules named `*_rules` declare what has to equal what; `declared` holds all rules, `engine` evaluates them. How an identity is
checked stands in `tables`, `between_tables` and `balances` for the nine tables, in `narratives`, `movements`, `narrated_parts` and
`narrated` for the sentences, in `projects` and `indicators` for statements and forms, in `structures` for the document itself, and in
`across` and `units` with `pairs` between documents. `figures` over `rounding` are what they all compare. Pure functions
of facts: no store, no reading of documents.
"""

from graph.reconciliation.declared import RULES, RULES_ACROSS
from graph.reconciliation.engine import checked, reconcile, reconcile_across
from graph.reconciliation.outcomes import Evidence, Outcome

__all__ = ["RULES", "RULES_ACROSS", "Evidence", "Outcome", "checked", "reconcile", "reconcile_across"]
