"""tutorial: the measures of an invented county, by quarter (docs/schemes/tutorial.md)."""

from fractions import Fraction

from ..rules import (Outcome, Result, award_in_organs, by_thresholds, incomplete, mean, organ_group, r2,
                     rank_all)
from ..scheme import Flag, Number, Rated, Scheme, Words
from ..tables import Fault, period_kind

STATES = ("probation", "absent", "investigated")
VETO = {"accident", "pollution", "falsified"}
CRITICISM = {"criticised"}
ROLES = {"service": "resident", "summary": "superior"}  # item -> role
SHARES = ((2025, Fraction("0.40")), (2026, Fraction("0.30")))  # article 7: from the first day of the year


def months(quarter):
    first = 3 * int(quarter[-1]) - 2
    return [f"{quarter[:4]}-{month:02}" for month in range(first, first + 3)]


def quarter_before(quarter):
    year, number = int(quarter[:4]), int(quarter[-1])
    return f"{year}Q{number - 1}" if number > 1 else f"{year - 1}Q4"


class Tutorial(Scheme):
    id = "tutorial"
    period_kinds = ("quarter",)
    years = (2025, 2030)
    parameters = {"service.base": "80", "unit.excellent": "90", "unit.passed": "60", "share.good": "0.40",
                  "min.good": "85", "min.fair": "75", "min.average": "60"}
    fact_types = {"assigned": Number(1, whole=True), "done": Number(0, whole=True),
                  "veto:": Words(frozenset(VETO | CRITICISM))} | {state: Flag for state in STATES}

    def settings(self, given):
        values = super().settings(given)
        if "share.good" not in dict(given):
            values["share.good"] = None  # the period says which
        return values

    def fact_faults(self, row):
        yield from super().fact_faults(row)
        if row["key"].startswith("veto:") and period_kind(row["period"]) not in (None, "quarter"):
            yield "stands in a period that is no quarter"

    def rating_type(self, item, data):
        return Rated(frozenset({ROLES[item]})) if item in ROLES else None

    def rating_periods(self, period):
        return {period, *months(period)}

    def faults_across(self, data, period, settings):
        faults = []
        for id in data.subjects:
            assigned, done = (data.number(period, id, key) for key in ("assigned", "done"))
            if assigned is not None and done is not None and done > assigned:
                faults.append(Fault("facts.csv", data.fact_rows[period, id, "done"].line, "more done than assigned"))
        return faults

    def score(self, data, period, settings):
        out = Outcome()
        for id in self.of_kind(data, "unit"):
            out.results[id] = self.unit(data, id, period, settings, out)
        rank_all(out.results)
        persons = self.of_kind(data, "person")
        for id in persons:
            out.results[id] = self.person(data, id, period, out)
        rank_all(out.results)
        self.grade(data, persons, period, settings, out)
        self.act(data, persons, period, out)
        return out

    def unit(self, data, id, period, settings, out):
        """Articles 9 and 10."""
        assigned, done = (data.number(period, id, key) for key in ("assigned", "done"))
        work = None if assigned is None or done is None else 100 * done / assigned
        service = mean(data.rated(period, id, "service", "resident"))
        out.node(id, "work", work)
        out.node(id, "service", service)
        score = None if work is None or service is None else r2(work * service / settings["service.base"])
        words = {data.fact(period, id, key) for key in data.keys(period, id, "veto:")}
        if words & VETO:
            return Result(score=score, grade="不合格", flags={"vetoed"}, compared=("unit",))
        if score is None:
            return incomplete()
        grade = by_thresholds(score, [settings["unit.excellent"], settings["unit.passed"]], ("优秀", "合格", "不合格"))
        if not words & CRITICISM:
            return Result(score=score, grade=grade, compared=("unit",))
        if grade == "优秀":  # the next rule is asked
            grade = by_thresholds(score, [settings["unit.passed"]], ("合格", "不合格"))
        return Result(score=score, grade=grade, flags={"criticised"}, compared=("unit",))

    def person(self, data, id, period, out):
        """Articles 4, 5 and 8; the grade is still open."""
        rated = {month: mean(data.rated(month, id, "summary", "superior")) for month in months(period)}
        for month, value in rated.items():
            out.node(id, f"month.{month[5:]}", value)
        values = [value for value in rated.values() if value is not None]
        flags = {state for state in STATES if data.number(period, id, state) == 1}
        if not values and not flags:
            return incomplete()
        return Result(score=r2(mean(values)) if values else None, flags=flags, compared=organ_group(data, id))

    @staticmethod
    def is_head(data, id):
        parent = data.subjects.get(data.subjects[id]["parent"])
        return data.subjects[id]["role"] == "head" and parent is not None and parent["kind"] == "unit"

    def grade(self, data, persons, period, settings, out):
        """Articles 6, 7 and the end of 10."""
        counted = [id for id in persons if not out.results[id].flags]
        share = settings["share.good"]
        if share is None:
            share = [share for year, share in SHARES if year <= int(period[:4])][-1]

        def may_be_good(id):
            unit = data.subjects[id]["parent"]
            return not self.is_head(data, id) or out.results[unit].grade not in ("", "不合格")

        wanting = {id: out.results[id].score for id in counted
                   if out.results[id].score >= settings["min.good"] and may_be_good(id)}
        awarded, tied = award_in_organs(data, counted, wanting, share)
        for id in counted:
            lines = [settings["min.fair"], settings["min.average"]]
            grade = by_thresholds(out.results[id].score, lines, ("较好", "一般", "较差"))
            out.results[id].grade = "好" if id in awarded else grade
            out.results[id].flags |= {"tie_at_quota"} if id in tied else set()

    def act(self, data, persons, period, out):
        """Article 11."""
        for id in persons:
            grade, before = out.results[id].grade, data.fact(quarter_before(period), id, "grade")
            if grade == "较差" and before == "较差":
                out.act(id, "admonish")
            elif grade in ("一般", "较差"):
                out.act(id, "remind")
            if self.is_head(data, id) and out.results[data.subjects[id]["parent"]].grade == "不合格":
                out.act(id, "summon")
