"""Scores a folder as `zhishi score` does, up to the rows of the output tables."""

from .rules import two_decimals
from .schemes import SCHEMES
from .tables import read_folder

HEADERS = {
    "results.csv": ["subject", "period", "score", "rank", "grade", "flags"],
    "actions.csv": ["subject", "period", "action"],
    "nodes.csv": ["subject", "period", "node", "value"],
}


class WrongUse(Exception):
    """What the program answers with exit 2."""


def score_folder(scheme_id, folder, period, given):
    """Returns ({file: rows}, []) or (None, [Fault]); `given` are the settings as [(name, text)]."""
    scheme = SCHEMES[scheme_id]
    if not scheme.fits(period):
        raise WrongUse(f"{period} does not fit {scheme_id}")
    try:
        settings = scheme.settings(given)
    except ValueError as wrong:
        raise WrongUse(str(wrong)) from wrong
    data, faults = read_folder(folder, scheme, period, settings)
    if faults:
        return None, faults
    return tables_of(scheme.score(data, period, settings), period), []


def tables_of(outcome, period):
    """The rows of the three output tables, header first, in their order."""
    def in_order(rows):
        return sorted(rows, key=lambda row: [cell.encode() for cell in row])

    results = [[id, period, "" if r.score is None else two_decimals(r.score), "" if r.rank is None else str(r.rank),
                r.grade, ";".join(sorted(r.flags))] for id, r in outcome.results.items()]
    actions = [[id, period, action] for id, action in outcome.actions]
    nodes = [[id, period, node, two_decimals(value)] for (id, node), value in outcome.nodes.items()]
    rows = {"results.csv": results, "actions.csv": actions, "nodes.csv": nodes}
    return {file: [HEADERS[file]] + in_order(table) for file, table in rows.items()}
