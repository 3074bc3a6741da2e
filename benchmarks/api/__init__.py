"""Our API beside @neo4j/graphql, the library that a user of Neo4j would pick instead, on one Neo4j and one data set.

    python -m benchmarks.api [--nodes 1000000] [--rounds 5]

Both are asked over HTTP by wrk for what a front end would send (documents/), each by one process, and ours on the embedded
store, too. No request is the same as the one before it, no response is cached, and the answers are found equal before any
of them is timed. benchmarks/peer/ is what a good user would make of the library: the same labels and indexes, limits
everywhere, nothing selected that is not shown, and no mutations.
"""
