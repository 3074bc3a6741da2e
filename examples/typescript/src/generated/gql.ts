/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query OrganisationOfName($name: String!) {\n    organisation(name: $name) {\n      id\n    }\n  }\n": typeof types.OrganisationOfNameDocument,
    "\n  query SpendingLineage($organisation: ID!, $year: Int!) {\n    spendingLineage(\n      organisation: $organisation\n      year: $year\n      levels: [FUNDING_SOURCE, EXPENDITURE_KIND, PROJECT]\n    ) {\n      undisclosed(unit: WAN_YUAN)\n      nodes {\n        key\n        level\n        label\n        undisclosed\n        amount(unit: WAN_YUAN)\n      }\n      links {\n        source\n        target\n        amount(unit: WAN_YUAN)\n        sources {\n          page\n          line\n          disclosure {\n            fileName\n          }\n        }\n      }\n    }\n  }\n": typeof types.SpendingLineageDocument,
};
const documents: Documents = {
    "\n  query OrganisationOfName($name: String!) {\n    organisation(name: $name) {\n      id\n    }\n  }\n": types.OrganisationOfNameDocument,
    "\n  query SpendingLineage($organisation: ID!, $year: Int!) {\n    spendingLineage(\n      organisation: $organisation\n      year: $year\n      levels: [FUNDING_SOURCE, EXPENDITURE_KIND, PROJECT]\n    ) {\n      undisclosed(unit: WAN_YUAN)\n      nodes {\n        key\n        level\n        label\n        undisclosed\n        amount(unit: WAN_YUAN)\n      }\n      links {\n        source\n        target\n        amount(unit: WAN_YUAN)\n        sources {\n          page\n          line\n          disclosure {\n            fileName\n          }\n        }\n      }\n    }\n  }\n": types.SpendingLineageDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OrganisationOfName($name: String!) {\n    organisation(name: $name) {\n      id\n    }\n  }\n"): typeof import('./graphql.js').OrganisationOfNameDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SpendingLineage($organisation: ID!, $year: Int!) {\n    spendingLineage(\n      organisation: $organisation\n      year: $year\n      levels: [FUNDING_SOURCE, EXPENDITURE_KIND, PROJECT]\n    ) {\n      undisclosed(unit: WAN_YUAN)\n      nodes {\n        key\n        level\n        label\n        undisclosed\n        amount(unit: WAN_YUAN)\n      }\n      links {\n        source\n        target\n        amount(unit: WAN_YUAN)\n        sources {\n          page\n          line\n          disclosure {\n            fileName\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.js').SpendingLineageDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
