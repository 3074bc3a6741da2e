// Opens GraphiQL on this service. The address holds the query, so that it can be sent to someone else.
"use strict";

const settings = JSON.parse(document.getElementById("settings").textContent);
const address = new URL(window.location.href);

function remember(name, text) {
  if (text) {
    address.searchParams.set(name, text);
  } else {
    address.searchParams.delete(name);
  }
  window.history.replaceState(null, "", address);
}

ReactDOM.render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: address.origin + address.pathname }),
    defaultQuery: settings.defaultQuery,
    query: address.searchParams.get("query") ?? undefined,
    variables: address.searchParams.get("variables") ?? undefined,
    operationName: address.searchParams.get("operationName") ?? undefined,
    onEditQuery: (text) => remember("query", text),
    onEditVariables: (text) => remember("variables", text),
    onEditOperationName: (text) => remember("operationName", text),
  }),
  document.getElementById("graphiql"),
);
