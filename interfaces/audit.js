// The audits of the GraphQL over HTTP specification, on the service at GRAPHQL_ENDPOINT; every one has to pass.
import { auditServer } from "graphql-http";

const AUDITS = 61; // of graphql-http 1.23: a release with more of them is looked at before it counts

const results = await auditServer({ url: process.env.GRAPHQL_ENDPOINT });
const failed = results.filter(({ status }) => status !== "ok");
for (const { status, id, name, reason } of failed) console.error(`${status} ${id} ${name}: ${reason}`);
console.log(`graphql-http: ${results.length - failed.length} of ${results.length} audits passed`);
if (failed.length || results.length !== AUDITS) process.exitCode = 1;
