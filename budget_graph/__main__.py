"""`python -m budget_graph`."""

from budget_graph.command import main

main()
