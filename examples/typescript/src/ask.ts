import type { TypedDocumentString } from "./generated/graphql.js";

/** What the service says of an operation that it does not answer, or of a field that it could not. */
interface ServiceError {
  message: string;
  extensions: { code: string };
}

/** An operation's answer, typed by the operation; an error of the service stops it with its code. */
export async function ask<Answer, Variables>(
  endpoint: string,
  operation: TypedDocumentString<Answer, Variables>,
  variables: Variables,
): Promise<Answer> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: operation.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Answer | null; errors?: ServiceError[] };
  if (errors || !data) {
    const said = errors?.map(({ message, extensions }) => `${extensions.code}: ${message}`) ?? [];
    throw new Error([`HTTP ${response.status}`, ...said].join("\n"));
  }
  return data;
}
