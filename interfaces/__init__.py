"""What holds the GraphQL interface to its promises: audits, linters, code generators, and the schema that was released."""
