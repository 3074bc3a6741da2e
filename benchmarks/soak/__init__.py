"""The service under load and faults for a while, with every answer held against those that the data allow.

    python -m benchmarks.soak [--minutes 20] [--store memory] [--store neo4j]

64 connections ask every root field in every form, also late, half, all at once, or wrongly, while another process loads
documents, and while Neo4j is killed and started again. What each state of the data answers is worked out beforehand by an
embedded store of exactly those facts; an answer is right if it is that of a state that held while the request ran. All of it
stays on this machine and ends at its time.
"""
