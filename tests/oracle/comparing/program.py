"""Runs the program on one folder, and says how what it wrote differs from what the oracle says."""

import re
import shutil
import subprocess

from zhishi_oracle.output import HEADERS, WrongUse, score_folder

from .cases import difference, read_rows

SECONDS_MAX = 120
FAULTS_SHOWN_MAX = 100
FAULT_LINE = re.compile(r"(^|/)(subjects|ratings|facts|events|items)\.csv:[0-9]+: ")


class Program:
    """The program that is compared, and how its schemes are named to it."""

    def __init__(self, path, schemes_folder=None, only_set=()):
        self.path, self.schemes_folder, self.only_set = path, schemes_folder, list(only_set)

    def scheme_ids(self):
        """The schemes that the program knows."""
        done = subprocess.run([self.path, "scheme", "list"], capture_output=True, text=True, check=True)
        return [line.split()[0] for line in done.stdout.splitlines() if line.strip()]

    def command(self, scheme_id, folder, period, settings, out):
        scheme = scheme_id if self.schemes_folder is None else f"{self.schemes_folder}/{scheme_id}/scheme.yaml"
        words = [self.path, "score", "--scheme", scheme, "--data", str(folder), "--period", period, "--out", str(out)]
        for name, value in list(settings) + self.only_set:
            words += ["--set", f"{name}={value}"]
        return words + ["--nodes"]

    def run(self, scheme_id, folder, period, settings, out):
        """(exit code, stderr)."""
        shutil.rmtree(out, ignore_errors=True)
        done = subprocess.run(self.command(scheme_id, folder, period, settings, out), capture_output=True, text=True,
                              errors="replace", timeout=SECONDS_MAX)
        return done.returncode, done.stderr


def places_named(stderr):
    """Each `file:line` at the beginning of a line, the folder's path aside."""
    heads = [line.split(": ")[0] for line in stderr.splitlines()]
    return {head.rsplit("/", 1)[-1] for head in heads}


def differences(program, scheme_id, folder, period, settings):
    """Scores a folder with both; all that differs, in words, worst first."""
    out = folder.parent / "got"
    code, stderr = program.run(scheme_id, folder, period, settings, out)
    written = sorted(path.name for path in out.iterdir()) if out.exists() else []
    try:
        tables, faults = score_folder(scheme_id, folder, period, settings)
    except WrongUse as wrong:
        ends = [] if code == 2 else [f"exit {code}, not 2: {wrong}: {stderr[:300]!r}"]
        return ends + [f"wrote {name}" for name in written]
    if faults:
        ends = [] if code == 1 else [f"exit {code}, not 1: {stderr[:300]!r}"]
        return ends + [f"wrote {name}" for name in written] + misshapen(stderr)
    if code != 0:
        return [f"exit {code}: {stderr[:300]!r}"]
    found = [(name, difference(tables[name], read_rows(out / name, drop=("clause",)))) for name in HEADERS]
    return [f"{name}: {what}" for name, what in found if what]


def misshapen(stderr):
    """Lines on stderr that are no faults: at most 100 of them, each with its place, then how many more."""
    lines = stderr.splitlines()
    odd = [line for line in lines if not FAULT_LINE.search(line)]
    wrong = [f"no fault's line: {line!r}" for line in odd if len(lines) <= FAULTS_SHOWN_MAX]
    return wrong + ([f"{len(lines)} lines on stderr"] if len(lines) > FAULTS_SHOWN_MAX + 1 else [])


def unnamed(program, scheme_id, folder, period, settings, place):
    """What is wrong if a planted fault is not named by both."""
    out = folder.parent / "got"
    _, stderr = program.run(scheme_id, folder, period, settings, out)
    _, faults = score_folder(scheme_id, folder, period, settings)
    wrong = [] if place in {fault.place() for fault in faults} else [f"the oracle itself does not name {place}"]
    return wrong + ([] if place in places_named(stderr) else [f"stderr does not name {place}: {stderr[:300]!r}"])
