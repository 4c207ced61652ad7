"""diary: the log-style model of a bureau."""

from ..rules import (Outcome, Result, award_in_organs, by_thresholds, incomplete, mean, organ_group, quarters, r2,
                     rank_all, special_state)
from ..scheme import Rated, Scheme

ITEMS = {"head": ("duty", "execution"), "staff": ("ability", "tasks")}


class Diary(Scheme):
    id = "diary"
    parameters = {
        "weight.head": "0.25", "weight.staff": "0.50", "gate": "85", "share.excellent": "0.20", "share.good": "0.20",
        "min.competent": "60", "min.basic": "50", "absence.limit": "6",
    }
    has_special_states = True

    def rating_type(self, item, data):
        if item in ITEMS["head"] + ITEMS["staff"]:
            return Rated(frozenset({"superior"}))
        return Rated() if item == "comprehensive" else None

    def rating_periods(self, period):
        return {period, *quarters(period)}

    def subject_faults(self, row):
        if row["kind"] == "person" and row["role"] not in ("leader", "head", "staff"):
            yield "a role that is none of the three"  # C13

    def score(self, data, period, settings):
        out, routines = Outcome(), {}
        for id in self.of_kind(data, "person"):
            if data.subjects[id]["role"] in ITEMS:
                out.results[id], routines[id] = self.person(data, id, period, settings, out)
        rank_all(out.results)
        self.grade(data, settings, out, routines)
        return out

    def person(self, data, id, period, settings, out):
        """Clauses 1 to 4 and C8; the grade stays open where it is still to be found."""
        role = data.subjects[id]["role"]
        reviews, is_half = [], False
        for quarter in quarters(period):
            rated = [mean(data.rated(quarter, id, item, "superior")) for item in ITEMS[role]]
            if None not in rated:
                reviews.append(r2(mean(rated)))
                out.node(id, f"quarter.{quarter[4:]}", reviews[-1])
            elif rated != [None, None]:
                is_half = True
        routine = r2(mean(reviews)) if reviews and not is_half else None
        rates = data.rated(period, id, "comprehensive")
        comprehensive = r2(mean(rates)) if rates else None
        out.node(id, "routine", routine)
        out.node(id, "comprehensive", comprehensive)
        state, flags = special_state(data, id, period, settings["absence.limit"])
        result = Result(compared=organ_group(data, id), flags=set(flags))
        if routine is not None and comprehensive is not None:
            weight = settings[f"weight.{role}"]
            result.score = r2(weight * routine + (1 - weight) * comprehensive)
            if routine < settings["gate"]:
                result.flags.add("below_gate")
        elif state not in ("unfit", "no grade"):
            return incomplete(), None
        result.grade = {"unfit": "不称职", "no grade": ""}.get(state)
        return result, routine

    def grade(self, data, settings, out, routines):
        """Clauses 5 and 6."""
        counted = [id for id, result in out.results.items() if "incomplete" not in result.flags]
        graded = {id: out.results[id] for id in counted if out.results[id].grade is None}
        fit = {id: (result.score, routines[id]) for id, result in graded.items()
               if "barred" not in result.flags and routines[id] >= settings["gate"]}
        excellent, tied = award_in_organs(data, counted, fit, settings["share.excellent"])
        rest = {id: key for id, key in fit.items() if id not in excellent}
        good, tied_again = award_in_organs(data, counted, rest, settings["share.good"])
        for id, result in graded.items():
            if id in tied | tied_again:
                result.flags.add("tie_at_quota")
            if id in excellent or id in good:
                result.grade = "优秀" if id in excellent else "优良"
            else:
                result.grade = by_thresholds(result.score, (settings["min.competent"], settings["min.basic"]),
                                             ("称职", "基本称职", "不称职"))
