"""A document as the store keeps it: its facts and their digest on its Disclosure, and what it adds to the tallies of others.

So a document can be changed from any machine, knowing only the store. Nothing of this is in the ontology: no reader sees it.
"""

import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from graph.assembly import digest_of
from graph.assembly.budget_lines import add_lines
from graph.assembly.disclosures import add_disclosure
from graph.assembly.findings import add_findings
from graph.assembly.shared import tallies_of
from graph.assembly.tallies import Tallies
from graph.disclosures import DisclosureFacts
from graph.documents import Document
from graph.model import NodeRef
from graph.store.neo4j.differences import Part


@dataclass(frozen=True)
class Kept:
    """A document with its compressed facts, their digest, and what they add to tallies."""

    document: Document
    content: bytes
    digest: str
    tallies: Tallies

    @property
    def state(self) -> dict[NodeRef, dict[str, Any]]:
        """What the store keeps on the document's own node."""
        return {("Disclosure", self.document.disclosure.sha256): {"facts": self.content, "digest": self.digest}}

    @cached_property
    def alone(self) -> Part:
        """The document and what its tables become where no other document prints the same."""
        part = Part(state=self.state)
        add_disclosure(part.graph, self.document)
        add_lines(part.graph, self.document)
        add_findings(part.graph, self.document)
        return part

    @classmethod
    def of(cls, facts: DisclosureFacts) -> "Kept":
        """A document that is to be written."""
        content = zlib.compress(msgspec.json.encode(facts), level=1)
        return cls._made(facts, content, digest_of(facts))

    @classmethod
    def read(cls, content: bytes, digest: str) -> "Kept":
        """A document that was written before."""
        return cls._made(facts_in(content), content, digest)

    @classmethod
    def _made(cls, facts: DisclosureFacts, content: bytes, digest: str) -> "Kept":
        document = Document.of(facts)
        return cls(document, content, digest, tallies_of(document))


def facts_in(content: bytes) -> DisclosureFacts:
    """The facts that a Disclosure holds."""
    return msgspec.json.decode(zlib.decompress(content), type=DisclosureFacts)
