"""The command `tests/oracle/compare`."""

import argparse
import pathlib
import random
import shlex
import shutil
import tempfile

from random_data.faults import plant, plant_two
from random_data.generate import MAKERS, make_case, misuse
from zhishi_oracle.schemes import SCHEMES

from .cases import try_cases
from .program import Program, differences, unnamed
from .self_check import try_planted

WRONG_USE_SHARE = 0.15  # of the cases with faults
TWO_FAULTS_SHARE = 0.25
SHOWN_MAX = 5  # differing cases of one scheme that are kept and shown; the rest are only counted


def read_words(words):
    parser = argparse.ArgumentParser(prog="compare", description="Compares the program with the oracle.")
    parser.add_argument("program", nargs="?", help="the program zhishi")
    parser.add_argument("--cases", metavar="DIR", help="hold the oracle to cases with expected output instead")
    parser.add_argument("--scheme", action="append", choices=sorted(MAKERS), help="only this scheme; may be repeated")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--count", type=int, default=20, help="random cases a scheme")
    parser.add_argument("--faults", action="store_true", help="put one fault into each case")
    parser.add_argument("--schemes", metavar="DIR", help="schemes from DIR/<id>/scheme.yaml")
    parser.add_argument("--only-set", metavar="NAME=VALUE", action="append", default=[],
                        help="a setting for the program alone: what is compared must then differ")
    parser.add_argument("--self-check", action="store_true", help="show the comparison planted faults first")
    options = parser.parse_args(words)
    if (options.program is None) == (options.cases is None):
        parser.error("either PROGRAM or --cases DIR")
    return options


def try_one(program, scheme_id, seed, has_fault, kept, is_shown=True):
    """One random case, written below `kept`; what differs, in words. The folder stays only if it is shown."""
    sketch, settings = make_case(scheme_id, seed)
    here, period, planted = kept / f"{scheme_id}-{seed}{'-fault' if has_fault else ''}", sketch.period, []
    rng = random.Random(f"fault {scheme_id} {seed}")
    if has_fault and rng.random() < WRONG_USE_SHARE:
        period, settings = misuse(rng, SCHEMES[scheme_id])
    elif has_fault:
        planted = plant_two(sketch, scheme_id) if rng.random() < TWO_FAULTS_SHARE else [plant(sketch, scheme_id)]
    sketch.write(here / "in")
    wrong = differences(program, scheme_id, here / "in", period, settings)
    for fault in planted:
        wrong += [f"{fault.what}: {what}"
                  for what in unnamed(program, scheme_id, here / "in", period, settings, fault.place())]
    if wrong and is_shown:
        command = program.command(scheme_id, here / "in", period, settings, here / "got")
        (here / "command").write_text(shlex.join(command) + "\n")
        print(f"{scheme_id} seed {seed}{' with a fault' if has_fault else ''}: {here}")
        for what in wrong[:4]:
            print(f"    {what}")
    else:
        shutil.rmtree(here)
    return wrong


def try_random(program, scheme_ids, seeds, has_fault, is_kept=True):
    """All random cases of some schemes; (passed, failed). What differs is kept in a folder that is printed."""
    kept, passed, failed = pathlib.Path(tempfile.mkdtemp(prefix="zhishi-oracle-")), 0, 0
    for scheme_id in scheme_ids:
        shown = 0
        for seed in seeds:
            wrong = try_one(program, scheme_id, seed, has_fault, kept, is_kept and shown < SHOWN_MAX)
            passed, failed, shown = passed + (not wrong), failed + bool(wrong), shown + bool(wrong)
        if shown > SHOWN_MAX:
            print(f"{scheme_id}: {shown - SHOWN_MAX} more differ")
    if not failed or not is_kept:
        kept.rmdir()
    return passed, failed


def main(words):
    options = read_words(words)
    if options.cases:
        passed, failed = try_cases(options.cases)
    else:
        program = Program(options.program, options.schemes, [tuple(word.split("=", 1)) for word in options.only_set])
        if options.self_check:
            passed, failed = try_planted(program, lambda wrong, seed, has_fault: try_random(
                wrong, ["diary"], [seed], has_fault, is_kept=False))
        else:
            known = options.scheme or [id for id in program.scheme_ids() if id in MAKERS]
            seeds = range(options.seed, options.seed + options.count)
            passed, failed = try_random(program, known, seeds, options.faults)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0
