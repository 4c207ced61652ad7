"""hotline: the citizens' hotline's monthly ranking."""

import math
from fractions import Fraction

from ..rules import Outcome, Result, incomplete, r2, rank_all
from ..scheme import Number, Scheme
from ..tables import Fault

COUNTS = ("answered", "solved", "satisfied")


class Hotline(Scheme):
    id = "hotline"
    period_kinds = ("month",)
    parameters = {"w.answered": "0.10", "w.solved": "0.45", "w.satisfied": "0.45", "bottom": "0.10", "least": "5"}
    fact_types = {name: Number(low=0, whole=True) for name in ("cases", *COUNTS)}

    def faults_across(self, data, period, settings):
        faults = []
        for id in self.of_kind(data, "unit"):
            cases = data.number(period, id, "cases")
            for name in COUNTS:
                if cases is not None and (data.number(period, id, name) or 0) > cases:
                    line = data.fact_rows[period, id, name].line
                    faults.append(Fault("facts.csv", line, f"{name} above cases"))
        return faults

    def score(self, data, period, settings):
        out = Outcome()
        for id in self.of_kind(data, "unit"):
            cases = data.number(period, id, "cases")
            counts = {name: data.number(period, id, name) for name in COUNTS}
            if cases is None or (cases > 0 and None in counts.values()):
                out.results[id] = incomplete()
            elif cases == 0:
                out.results[id] = Result(flags={"no_cases"})
            else:
                points = sum((settings[f"w.{name}"] * count for name, count in counts.items()), Fraction(0))
                out.results[id] = Result(score=r2(100 * points / cases), compared=(data.subjects[id]["group"],))
        rank_all(out.results)
        self.name_lagging(data, settings, out)
        return out

    def name_lagging(self, data, settings, out):
        scored = {}
        for id, result in out.results.items():
            if result.score is not None:
                scored.setdefault(result.compared, []).append(id)
        for members in scored.values():
            if len(members) < settings["least"]:
                continue
            k = math.ceil(len(members) * settings["bottom"])
            for unit in members:
                if out.results[unit].rank - 1 >= len(members) - k:
                    out.results[unit].flags.add("lagging")
                    for id in self.of_kind(data, "person"):
                        if data.subjects[id]["parent"] == unit and data.subjects[id]["role"] == "principal":
                            out.act(id, "defer_promotion")
