"""The model of the budget graph: facts, ontology, identity, assembly, plans and stores.

Data flows loaders → facts → graph → service; imports point here from both sides and this package imports neither.
"""
