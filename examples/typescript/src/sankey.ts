// A front end's question: the data of a Sankey diagram of a body's money, from its sources to its projects.
//
// `npm run sankey [NAME YEAR]`, beside a service at GRAPHQL_ENDPOINT. Prints the JSON that d3-sankey takes: links name their
// ends by index. `value` sets a width; `amount` is what to show, exactly and with its unit.
import { ask } from "./ask.js";
import { graphql } from "./generated/index.js";
import type { SpendingLineageQuery } from "./generated/graphql.js";

const bodyOfName = graphql(/* GraphQL */ `
  query OrganisationOfName($name: String!) {
    organisation(name: $name) {
      id
    }
  }
`);

const lineageOfBody = graphql(/* GraphQL */ `
  query SpendingLineage($organisation: ID!, $year: Int!) {
    spendingLineage(
      organisation: $organisation
      year: $year
      levels: [FUNDING_SOURCE, EXPENDITURE_KIND, PROJECT]
    ) {
      undisclosed(unit: WAN_YUAN)
      nodes {
        key
        level
        label
        undisclosed
        amount(unit: WAN_YUAN)
      }
      links {
        source
        target
        amount(unit: WAN_YUAN)
        sources {
          page
          line
          disclosure {
            fileName
          }
        }
      }
    }
  }
`);

type Lineage = SpendingLineageQuery["spendingLineage"];
type Printed = Lineage["links"][number]["sources"][number];

/** What d3-sankey draws; a tooltip shows `printed`. */
function sankey({ nodes, links, undisclosed }: Lineage) {
  const index = new Map(nodes.map(({ key }, position) => [key, position]));
  return {
    undisclosed: `${undisclosed} 万元`,
    nodes: nodes.map(({ label, level, undisclosed, amount }) => ({ label, level, undisclosed, amount: `${amount} 万元` })),
    links: links.map(({ source, target, amount, sources }) => ({
      source: index.get(source),
      target: index.get(target),
      value: Number(amount),
      amount: `${amount} 万元`,
      printed: [...new Set(sources.map(place))],
    })),
  };
}

function place({ disclosure, page, line }: Printed): string {
  return `${disclosure.fileName} ${page ? `p. ${page}` : `line ${line}`}`;
}

const endpoint = process.env["GRAPHQL_ENDPOINT"] ?? "http://127.0.0.1:8000/graphql";
const [name = "中共上海市委组织部", year = "2024"] = process.argv.slice(2);
const { organisation } = await ask(endpoint, bodyOfName, { name });
if (!organisation) throw new Error(`No document names ${name}.`);
const { spendingLineage } = await ask(endpoint, lineageOfBody, { organisation: organisation.id, year: Number(year) });
console.log(JSON.stringify(sankey(spendingLineage), null, 2));
