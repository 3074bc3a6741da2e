"""Disclosures that hold nothing but projects: statements with their forms (PDF), or forms alone (text)."""

from decimal import Decimal

import msgspec

from samples.project import Project


class Targets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many projects the body set targets for, and the money (万元) in them."""

    projects: int
    amount: Decimal


class Statements(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="statements", tag_field="kind"):
    """A body's project statements of one year, with their target forms."""

    year: int
    organisation: str
    targets: Targets
    projects: tuple[Project, ...]


class TargetForms(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="target_forms", tag_field="kind"):
    """A unit's target forms of one year, as text with tab-separated tables."""

    year: int
    projects: tuple[Project, ...]


def targets_sentence(statements: Statements) -> str:
    """绩效目标设置情况: the sentence that stands before the statements."""
    targets = statements.targets
    amount = format(targets.amount, ",.2f")
    return (
        f"{statements.year}年，{statements.organisation}开展了项目预算绩效目标编报工作，"
        f"编报绩效目标的项目{targets.projects}个，涉及项目预算资金{amount}万元。"
    )
