from typing import Any, Optional

from .async_base_client import AsyncBaseClient
from .compare_years import CompareYears, CompareYearsCompare
from .funding_paths import FundingPaths, FundingPathsFundingPaths
from .organisation_id import OrganisationId, OrganisationIdOrganisation
from .way_ends import WayEnds


def gql(q: str) -> str:
    return q


class BudgetClient(AsyncBaseClient):
    async def organisation_id(
        self, name: str, **kwargs: Any
    ) -> Optional[OrganisationIdOrganisation]:
        query = gql("""
            query OrganisationId($name: String!) {
              organisation(name: $name) {
                __typename
                id
                name
              }
            }
            """)
        variables: dict[str, object] = {"name": name}
        response = await self.execute(
            query=query, operation_name="OrganisationId", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return OrganisationId.model_validate(data).organisation

    async def compare_years(
        self, organisations: list[str], years: list[int], **kwargs: Any
    ) -> CompareYearsCompare:
        query = gql("""
            query CompareYears($organisations: [ID!]!, $years: [Int!]!) {
              compare(
                by: YEAR
                organisations: $organisations
                years: $years
                table: EXPENDITURE_BY_FUNCTION
              ) {
                columns {
                  key
                }
                rows {
                  label
                  cells {
                    column
                    amount
                    share
                  }
                }
                warnings
              }
            }
            """)
        variables: dict[str, object] = {"organisations": organisations, "years": years}
        response = await self.execute(
            query=query, operation_name="CompareYears", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return CompareYears.model_validate(data).compare

    async def way_ends(self, document_number: str, **kwargs: Any) -> WayEnds:
        query = gql("""
            query WayEnds($documentNumber: String!) {
              fundingSources {
                id
                code
              }
              legalBasis(documentNumber: $documentNumber) {
                id
              }
            }
            """)
        variables: dict[str, object] = {"documentNumber": document_number}
        response = await self.execute(
            query=query, operation_name="WayEnds", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return WayEnds.model_validate(data)

    async def funding_paths(
        self, source: str, policy: str, **kwargs: Any
    ) -> list[FundingPathsFundingPaths]:
        query = gql("""
            query FundingPaths($source: ID!, $policy: ID!) {
              fundingPaths(from: $source, to: $policy, first: 3) {
                amount
                relations
                nodes {
                  __typename
                  ... on FundingSource {
                    name
                  }
                  ... on Region {
                    name
                  }
                  ... on Department {
                    name
                  }
                  ... on Unit {
                    name
                  }
                  ... on Project {
                    name
                    year
                  }
                  ... on LegalBasis {
                    title
                    documentNumber
                  }
                }
                sources {
                  ...Printed
                }
              }
            }

            fragment Printed on Source {
              page
              line
              text
              disclosure {
                title
                fileName
              }
            }
            """)
        variables: dict[str, object] = {"source": source, "policy": policy}
        response = await self.execute(
            query=query, operation_name="FundingPaths", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return FundingPaths.model_validate(data).funding_paths
