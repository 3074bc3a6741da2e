"""The closed vocabularies as GraphQL enums, each value described by the vocabulary itself."""

import inspect
from typing import Final

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from graph import terms
from graph.plan import GroupKey, GroupOrder
from graph.terms import Term


class OrderDirection(Term):
    """Which end of an order comes first; what has no value comes last either way."""

    ASC = "ASC", "The smallest value first."
    DESC = "DESC", "The largest value first."


class OrderField(Term):
    """What a connection can be ordered by; a value names the member of the nodes that it orders by."""

    @property
    def member(self) -> str:
        """The property that decides the order."""
        return self.value.lower()


class OrganisationOrderField(OrderField):
    """What departments and units can be ordered by."""

    NAME = "NAME", "The full name, by code point."


class ProjectOrderField(OrderField):
    """What projects can be ordered by."""

    NAME = "NAME", "The name, by code point."
    YEAR = "YEAR", "The budget year."
    AMOUNT = "AMOUNT", "The year's budget."


class BudgetLineOrderField(OrderField):
    """What budget lines can be ordered by."""

    YEAR = "YEAR", "The budget year."
    CODE = "CODE", "The row's classification code, digit by digit."
    AMOUNT = "AMOUNT", "The amount."


class LegalBasisOrderField(OrderField):
    """What legal bases can be ordered by."""

    TITLE = "TITLE", "The title, by code point."
    YEAR = "YEAR", "The year of the document number."
    CITATION_COUNT = "CITATION_COUNT", "How many citations name the document."


def _declare(vocabulary: type[Term]) -> None:
    strawberry.enum(vocabulary, description=inspect.getdoc(vocabulary))
    definition = inspect.getattr_static(vocabulary, "__strawberry_definition__")
    assert isinstance(definition, StrawberryEnumDefinition)
    says = {term.value: term.says for term in vocabulary}
    for value in definition.values:
        value.description = says[value.value]


_VOCABULARIES: Final[tuple[type[Term], ...]] = (
    terms.BudgetTable,
    terms.LegalBasisRelation,
    terms.ClassificationScheme,
    terms.ComparisonDimension,
    terms.Direction,
    terms.DisclosureKind,
    terms.GovernmentLevel,
    terms.IdentityRule,
    terms.LineageLevel,
    terms.Measure,
    terms.MoneyUnit,
    terms.Normalisation,
    terms.OrganisationKind,
    terms.Severity,
    terms.Stage,
    terms.Topic,
    terms.UnspecificKind,
    GroupKey,
    GroupOrder,
    OrderDirection,
    OrganisationOrderField,
    ProjectOrderField,
    BudgetLineOrderField,
    LegalBasisOrderField,
)

for _vocabulary in _VOCABULARIES:
    _declare(_vocabulary)
