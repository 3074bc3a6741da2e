"""The types of the GraphQL schema: what may be asked, declared and documented. None of them fetches anything."""
