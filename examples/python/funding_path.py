"""A researcher's question: by which ways does money of a source reach a policy, and on which pages is each step printed?

`python funding_path.py [DOCUMENT_NUMBER SOURCE]`, beside a service at GRAPHQL_ENDPOINT.
"""

import asyncio
import os
import sys
from collections.abc import Iterator

from budget_client import BudgetClient, Printed
from budget_client.funding_paths import FundingPathsFundingPaths as Way
from budget_client.funding_paths import FundingPathsFundingPathsNodesDepartment as Department
from budget_client.funding_paths import FundingPathsFundingPathsNodesFundingSource as FundingSource
from budget_client.funding_paths import FundingPathsFundingPathsNodesLegalBasis as LegalBasis
from budget_client.funding_paths import FundingPathsFundingPathsNodesNode as Node
from budget_client.funding_paths import FundingPathsFundingPathsNodesProject as Project
from budget_client.funding_paths import FundingPathsFundingPathsNodesRegion as Region
from budget_client.funding_paths import FundingPathsFundingPathsNodesUnit as Unit

ENDPOINT = os.environ.get("GRAPHQL_ENDPOINT", "http://127.0.0.1:8000/graphql")


async def lines(document_number: str, source: str) -> Iterator[str]:
    """The ways from a source to the policy of a number, each with its citations."""
    async with BudgetClient(ENDPOINT) as client:
        ends = await client.way_ends(document_number)
        source_id = next((known.id for known in ends.funding_sources if known.code == source), None)
        if ends.legal_basis is None or source_id is None:
            sys.exit(f"No document names {document_number}, or there is no source {source}.")
        ways = await client.funding_paths(source_id, ends.legal_basis.id)
    return (line for way in ways for line in told(way))


def told(way: Way) -> Iterator[str]:
    """A way, what the whole of it can carry, and each place that prints a step, once."""
    yield " → ".join(map(name, way.nodes))
    yield "  not disclosed" if way.amount is None else f"  at most {way.amount:,} 元"
    for citation in dict.fromkeys(map(cited, way.sources)):
        yield f"  {citation}"


def name(place: FundingSource | Region | Department | Unit | Project | LegalBasis | Node) -> str:
    """What a place on the way is called."""
    match place:
        case Project():
            return f"{place.name} ({place.year})"
        case LegalBasis():
            return f"《{place.title}》{place.document_number or ''}"
        case Node():
            return place.typename__
        case _:
            return place.name


def cited(source: Printed) -> str:
    """A footnote: the document, the page or the line, and the words that stand there."""
    place = f"p. {source.page}" if source.page else f"line {source.line}"
    return f"{source.disclosure.title} ({source.disclosure.file_name}), {place}: “{source.text}”"


if __name__ == "__main__":
    match sys.argv[1:] or ["财行〔2007〕179号", "GENERAL_PUBLIC_BUDGET"]:
        case [number, source]:
            print(*asyncio.run(lines(number, source)), sep="\n")
        case _:
            sys.exit(__doc__)
