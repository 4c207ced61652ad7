"""annual: the national frame of the annual appraisal."""

from ..rules import (Outcome, Result, award_in_organs, by_thresholds, incomplete, merit_is_due, organ_group,
                     r2, rank_all, special_state, year_before)
from ..scheme import Number, Scheme

COUNTS = ("q.good", "q.fair", "q.average", "q.poor")


class Annual(Scheme):
    id = "annual"
    parameters = {
        "share.excellent": "0.20", "min.good_quarters": "1", "min.competent": "60", "min.basic": "50",
        "absence.limit": "6", "merit.years": "3",
    }
    has_special_states = True
    fact_types = {"total": Number(), "merit.year": Number()} | {
        count: Number(low=0, whole=True) for count in COUNTS}

    def score(self, data, period, settings):
        out = Outcome()
        for id in self.of_kind(data, "person"):
            out.results[id] = self.person(data, id, period, settings)
        rank_all(out.results)
        self.grade(data, period, settings, out)
        for id in out.results:
            self.call_for_actions(data, id, period, settings, out)
        return out

    def person(self, data, id, period, settings):
        """Clause 1."""
        state, flags = special_state(data, id, period, settings["absence.limit"])
        total = data.number(period, id, "total")
        result = Result(score=None if total is None else r2(total), compared=organ_group(data, id), flags=set(flags))
        if state in ("unfit", "no grade"):
            result.grade = "不称职" if state == "unfit" else ""
            return result
        if total is None or any(data.fact(period, id, count) is None for count in COUNTS):
            return incomplete()
        result.grade = None
        return result

    def grade(self, data, period, settings, out):
        """Clauses 2 and 3."""
        counted = [id for id, result in out.results.items() if "incomplete" not in result.flags]
        graded = {id: out.results[id] for id in counted if out.results[id].grade is None}
        fit = {}
        for id, result in graded.items():
            good, _, average, poor = (data.number(period, id, count) for count in COUNTS)
            if "barred" not in result.flags and good >= settings["min.good_quarters"] and average == poor == 0 \
                    and result.score >= settings["min.competent"]:
                fit[id] = (good, result.score)
        excellent, tied = award_in_organs(data, counted, fit, settings["share.excellent"])
        for id, result in graded.items():
            if id in tied:
                result.flags.add("tie_at_quota")
            result.grade = "优秀" if id in excellent else by_thresholds(
                result.score, (settings["min.competent"], settings["min.basic"]), ("称职", "基本称职", "不称职"))

    def call_for_actions(self, data, id, period, settings, out):
        """Clause 4."""
        grade = out.results[id].grade
        if grade == "优秀":
            is_due = merit_is_due(data, id, period, settings["merit.years"])
            out.act(id, "merit_third_class" if is_due else "commend")
        elif grade == "基本称职":
            out.act(id, "admonish")
        elif grade == "不称职":
            is_second = data.fact(year_before(period), id, "grade") == "不称职"
            out.act(id, "dismiss" if is_second else "demote")
