"""Reconciliation (勾稽): whether what a disclosure prints agrees with itself, and with other disclosures.

`table_rules` and `total_rules` declare the identities of the tables as data, `tables` and `between_tables` how such an identity
is checked; `engine` evaluates all rules. Pure functions of facts: no store, no reading of documents.
"""

from graph.reconciliation.declared import RULES, RULES_ACROSS
from graph.reconciliation.engine import checked, reconcile, reconcile_across
from graph.reconciliation.outcomes import Evidence, Outcome

__all__ = ["RULES", "RULES_ACROSS", "Evidence", "Outcome", "checked", "reconcile", "reconcile_across"]
