"""Holds the oracle to the cases whose expected output stands beside them: the reading of the rules is tried here."""

import csv
import pathlib
import shlex

from zhishi_oracle.output import HEADERS, score_folder
from zhishi_oracle.schemes import SCHEMES


def read_rows(path, drop=()):
    """The rows of a table without some columns, or None if it is not there."""
    if not path.exists():
        return None
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        rows = list(csv.reader(file))
    keep = [at for at, name in enumerate(rows[0]) if name not in drop] if rows else []
    return [[row[at] for at in keep if at < len(row)] for row in rows]


def difference(expected, got):
    """The first row that differs, in words, or None."""
    if got is None:
        return "not written"
    for line, (one, other) in enumerate(zip(expected, got), 1):
        if one != other:
            return f"line {line}: expected {','.join(one)}  got {','.join(other)}"
    return None if len(expected) == len(got) else f"{len(expected)} lines expected, {len(got)} written"


def read_arguments(text):
    """(period, [(name, value)]) of a case's args file."""
    words = shlex.split(text)
    given = [word.split("=", 1) for at, word in enumerate(words) if words[at - 1] == "--set"]
    return words[words.index("--period") + 1], [tuple(pair) for pair in given]


def scheme_of(case):
    """The scheme of a case, from the folders in which it stands: DIR/<scheme>/<case> or <scheme>/cases/<case>."""
    return next((folder.name for folder in case.parents if folder.name in SCHEMES), None)


def try_case(case):
    """What the oracle gets wrong in one case, in words."""
    period, given = read_arguments((case / "args").read_text())
    tables, faults = score_folder(scheme_of(case), case / "in", period, given)
    expected = case / "expected"
    if (expected / "fault").exists():
        places = {fault.place() for fault in faults}
        return [f"does not name {place}: {sorted(places)[:5]}"
                for place in (expected / "fault").read_text().split() if place not in places]
    if faults:
        return [f"finds a fault: {faults[0].place()}: {faults[0].what}"]
    found = [(name, difference(read_rows(expected / name), tables[name])) for name in HEADERS]
    return [f"{name}: {what}" for name, what in found if what]


def try_cases(folder):
    """Every case under a folder; (passed, failed)."""
    root, passed, failed = pathlib.Path(folder), 0, 0
    for case in sorted(path.parent for path in root.resolve().rglob("args") if scheme_of(path.parent)):
        wrong = try_case(case)
        passed, failed = passed + (not wrong), failed + bool(wrong)
        for what in wrong:
            print(f"{case.relative_to(root.resolve())}: {what}")
    return passed, failed
