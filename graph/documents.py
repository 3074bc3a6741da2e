"""A document's facts with where they stand: the region, the body that published them, the bodies that they name."""

from dataclasses import dataclass

from graph.bodies import Body, body_named
from graph.disclosures import Disclosure, DisclosureFacts
from graph.facts import LineItem, OrganisationMention, ProjectFact
from graph.policies.governments import Citing
from graph.regions import Place, region_of
from graph.terms import OrganisationKind


@dataclass(frozen=True, slots=True)
class Document:
    """The facts of one document, whose names are read from where it stands; `publisher` is None where that is not decided."""

    facts: DisclosureFacts
    region: Place | None
    publisher: Body | None

    @classmethod
    def of(cls, facts: DisclosureFacts) -> "Document":
        """The document of these facts, in the region that its body's name says, read beside the one that its title says."""
        disclosure = facts.disclosure
        titled = region_of(disclosure.title)
        region = region_of(disclosure.organisation or "", titled) or titled
        if not disclosure.organisation or not disclosure.organisation_kind:
            return cls(facts, region, None)
        return cls(facts, region, body_named(disclosure.organisation, disclosure.organisation_kind, region))

    @property
    def disclosure(self) -> Disclosure:
        """The document itself."""
        return self.facts.disclosure

    @property
    def line_items(self) -> list[LineItem]:
        """The amounts of its tables, as printed."""
        return [fact for fact in self.facts.facts if isinstance(fact, LineItem)]

    @property
    def mentions(self) -> list[OrganisationMention]:
        """The organisations that it lists."""
        return [fact for fact in self.facts.facts if isinstance(fact, OrganisationMention)]

    @property
    def projects(self) -> list[ProjectFact]:
        """What it says of projects."""
        return [fact for fact in self.facts.facts if isinstance(fact, ProjectFact)]

    @property
    def citing(self) -> Citing:
        """Who cites what it cites."""
        return Citing(self.region, self.publisher.ref[1] if self.publisher else None)

    def department_of(self, mention: OrganisationMention) -> Body | None:
        """The body that a mention puts the organisation under."""
        if mention.department:
            return body_named(mention.department, OrganisationKind.DEPARTMENT, self.region)
        return self.publisher

    def bodies_of(self, project: ProjectFact) -> tuple[Body | None, Body | None]:
        """The department that answers for a project, and the unit that carries it out."""
        unit = body_named(project.unit, OrganisationKind.UNIT, self.region) if project.unit else None
        if project.department:
            return body_named(project.department, OrganisationKind.DEPARTMENT, self.region), unit
        if self.publisher and self.publisher.kind is OrganisationKind.DEPARTMENT:
            return self.publisher, unit
        return None, unit or self.publisher
