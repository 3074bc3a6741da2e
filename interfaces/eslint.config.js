import graphql from "@graphql-eslint/eslint-plugin";

const rulesOf = (...names) => Object.assign({}, ...names.map((name) => graphql.configs[`flat/${name}`].rules));

export default [
  {
    files: ["**/*.graphql"],
    plugins: { "@graphql-eslint": graphql },
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: "schema.graphql" } } },
    rules: {
      ...rulesOf("schema-recommended", "schema-relay"),
      // What has an identity implements Node, whose id GraphQL itself demands. The others are values of a node, such as a
      // bounding box or a source: they are equal when they say the same, so an id would tell nothing.
      "@graphql-eslint/strict-id-in-types": "off",
      // A list that may grow is a connection. One that a document bounds, such as the sources of an amount or the funding
      // of a project, is asked for whole; and connections have `nodes` beside `edges`.
      "@graphql-eslint/relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false }],
    },
  },
];
