"""The command line: the one place that knows loaders, graph and service together."""
