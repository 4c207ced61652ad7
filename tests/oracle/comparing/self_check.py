"""Shows the comparison a program with a planted fault, one of each kind: each must be noticed."""

import contextlib
import io
import pathlib
import shutil
import stat
import tempfile

from .cases import try_cases
from .program import Program

# A setting that the program alone is given, of the scheme that every program has.
PLANTED_SETTING = ("gate", "86")
# What a faulty program does to the true one's run: (name, has_fault, script). $code, $out and $errors are at hand.
PLANTED = (
    ("a grade is another", False,
     """sed -i 's/,称职,/,基本称职,/' "$out/results.csv" """),
    ("a score is off by some hundredths", False,
     """sed -i '2s/\\.[0-9][0-9],/.99,/;3s/\\.[0-9][0-9],/.98,/' "$out/results.csv" """),
    ("a node is lost", False, """sed -i '$d' "$out/nodes.csv" """),
    ("an action is made up", False, """printf 'x,2025,demote,\\n' >>"$out/actions.csv" """),
    ("rows stand in another order", False,
     """cd "$out" && { head -n 1 results.csv; tail -n +2 results.csv | sort -r; } >x && mv x results.csv"""),
    ("a fault's line is another", True, """sed -i -E 's/csv:([0-9]+)/csv:9\\1/' "$errors" """),
    ("a fault is not found", True, """code=0; : >"$errors" """),
    ("a file is left behind", True, """[ "$code" -ne 1 ] || { mkdir -p "$out" && : >"$out/results.csv"; } """),
    ("wrong use is taken for wrong data", True, """[ "$code" -ne 2 ] || code=1 """),
    ("a fault takes two lines", True, """sed -i 'a and more' "$errors" """),
)
SCRIPT = """#!/bin/bash
errors=$(mktemp)
for word; do [ "$before" != --out ] || out=$word; before=$word; done
"{program}" "$@" 2>"$errors"; code=$?
{fault}
cat "$errors" >&2; rm -f "$errors"
exit "$code"
"""


SEEDS = range(1, 9)  # one of these random cases must show the fault
CASE = pathlib.Path(__file__).parents[3] / "schemes" / "diary" / "cases" / "small"


def is_wrong_case_noticed(folder):
    """Whether the oracle, held to a case with one grade changed, says so."""
    case = pathlib.Path(folder) / "diary" / "small"
    shutil.copytree(CASE, case)
    results = case / "expected" / "results.csv"
    results.write_text(results.read_text().replace(",优良,", ",优秀,", 1))
    return try_cases(folder) == (0, 1)


def try_planted(true_program, try_seed):
    """Calls `try_seed(program, seed, has_fault)` -> (passed, failed) on each wrong program; (noticed, missed)."""
    noticed = missed = 0
    with tempfile.TemporaryDirectory() as folder:
        programs = [("a setting of the program alone", False, Program(true_program.path, only_set=[PLANTED_SETTING]))]
        for name, has_fault, fault in PLANTED:
            path = pathlib.Path(folder) / f"{name.replace(' ', '-')}"
            path.write_text(SCRIPT.format(program=pathlib.Path(true_program.path).resolve(), fault=fault))
            path.chmod(path.stat().st_mode | stat.S_IXUSR)
            programs.append((name, has_fault, Program(str(path))))
        for name, has_fault, program in programs:
            with contextlib.redirect_stdout(io.StringIO()):
                is_noticed = any(try_seed(program, seed, has_fault)[1] for seed in SEEDS)
            noticed, missed = noticed + is_noticed, missed + (not is_noticed)
            print(f"planted: {name}: {'noticed' if is_noticed else 'NOT NOTICED'}")
        with contextlib.redirect_stdout(io.StringIO()):
            is_noticed = is_wrong_case_noticed(pathlib.Path(folder) / "cases")
        noticed, missed = noticed + is_noticed, missed + (not is_noticed)
        print(f"planted: a case that expects another grade: {'noticed' if is_noticed else 'NOT NOTICED'}")
    return noticed, missed
