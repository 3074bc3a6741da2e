"""The project's own sample disclosures: real facts and figures in sentences of our own, laid out like the official ones.

`python -m samples.generate` renders every file of `facts/` into the disclosure beside it.
"""
