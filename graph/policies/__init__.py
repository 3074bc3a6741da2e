"""Policies: the laws, regulations, plans and notices that money is based on, and what tells two of them apart.

`numbers` and `titles` say what a printed number and a printed title mean, `heads` who issues a number, `names` which policy a
citation names, `links` what one policy does with another, `registry` what a list of official documents adds.
"""
