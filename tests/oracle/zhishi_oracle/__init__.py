"""A second opinion on every rule set: the same rules, written again from the specification alone.

Nothing here knows the schemes' files or the engine. Numbers are fractions (C1); the clause numbers in the docstrings
are those of the rules' specification.
"""
