"""All rules, in the order in which they are told."""

from typing import Final

from graph.reconciliation.across_rules import ACROSS_RULES
from graph.reconciliation.narrative_rules import NARRATIVE_RULES
from graph.reconciliation.project_rules import PROJECT_RULES
from graph.reconciliation.rules import Rule, RuleAcross
from graph.reconciliation.structure_rules import STRUCTURE_RULES
from graph.reconciliation.table_rules import COLUMN_RULES, ROW_RULES
from graph.reconciliation.total_rules import BETWEEN_RULES

RULES: Final[tuple[Rule, ...]] = (
    *ROW_RULES,
    *COLUMN_RULES,
    *BETWEEN_RULES,
    *NARRATIVE_RULES,
    *PROJECT_RULES,
    *STRUCTURE_RULES,
)
RULES_ACROSS: Final[tuple[RuleAcross, ...]] = ACROSS_RULES
