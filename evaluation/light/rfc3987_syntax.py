"""Stands before the package of this name: jsonschema, which each process of Ray imports, does without it.

Where a developer's tool brings the real one, each of the dozen processes of a cluster takes four seconds
more to start, and on two busy processors a node dies of its agents' lateness.
"""

raise ImportError("left out")
