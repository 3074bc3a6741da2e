"""The read-only GraphQL API over the budget graph."""
