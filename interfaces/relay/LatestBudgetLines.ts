// The amounts that all documents print, page by page backwards, of the root and of a code.
import { graphql } from "react-relay";

export const budgetLines = graphql`
  fragment LatestBudgetLines_query on Query
  @refetchable(queryName: "LatestBudgetLinesPaginationQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 25 }, cursor: { type: "String" }) {
    budgetLines(last: $count, before: $cursor, orderBy: [{ field: YEAR }])
      @connection(key: "LatestBudgetLines_budgetLines") {
      edges {
        node {
          id
          label
          amount
          organisation {
            name
          }
        }
      }
    }
  }
`;

export const code = graphql`
  fragment LatestBudgetLines_code on ClassificationCode
  @refetchable(queryName: "LatestBudgetLinesOfCodeQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 25 }, cursor: { type: "String" }) {
    budgetLines(last: $count, before: $cursor) @connection(key: "LatestBudgetLines_code_budgetLines") {
      edges {
        node {
          id
          amount
        }
      }
    }
  }
`;

export const query = graphql`
  query LatestBudgetLinesQuery {
    ...LatestBudgetLines_query
    classificationCode(scheme: FUNCTIONAL, code: "201") {
      ...LatestBudgetLines_code
    }
  }
`;
