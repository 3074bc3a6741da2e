// The projects of a department or a unit, page by page forwards, as a list that loads more takes them.
import { graphql } from "react-relay";

export const projects = graphql`
  fragment OrganisationProjects_organisation on Organisation
  @refetchable(queryName: "OrganisationProjectsPaginationQuery")
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 25 }
    cursor: { type: "String" }
    filter: { type: "ProjectFilter" }
  ) {
    projects(first: $count, after: $cursor, filter: $filter, orderBy: [{ field: AMOUNT, direction: DESC }])
      @connection(key: "OrganisationProjects_projects", filters: ["filter", "orderBy"]) {
      totalCount
      aggregate {
        amount {
          sum(unit: WAN_YUAN)
          missing
        }
      }
      edges {
        node {
          id
          ...OrganisationProjects_project
        }
      }
    }
  }
`;

export const project = graphql`
  fragment OrganisationProjects_project on Project {
    name
    year
    amount(unit: WAN_YUAN)
    legalBases {
      id
      title
    }
    sources {
      page
      disclosure {
        id
        fileName
      }
    }
  }
`;

export const organisation = graphql`
  query OrganisationProjectsQuery($name: String!, $filter: ProjectFilter) {
    organisation(name: $name) {
      __typename
      name
      ...OrganisationProjects_organisation @arguments(filter: $filter)
    }
  }
`;
