"""The HTTP side of the service, over a small schema of its own."""
