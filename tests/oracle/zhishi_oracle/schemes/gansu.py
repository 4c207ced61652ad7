"""gansu: the quality of appraisal."""

from fractions import Fraction

from ..rules import (Outcome, Result, award, by_thresholds, incomplete, mean, merit_is_due, quarters, r2,
                     rank_all, seats, special_state)
from ..scheme import Number, Rated, Scheme
from ..tables import Fault, number

QUESTIONS = [f"p{n:02}" for n in range(1, 26)]


class Gansu(Scheme):
    id = "gansu"
    parameters = {
        "weight.routine": "0.40", "political.excellent": "90", "political.qualified": "80", "share.team": "0.30",
        "share.person": "0.25", "absence.limit": "6", "min.2": "75", "min.3": "60", "spread": "0.30",
        "merit.years": "3",
    }
    has_special_states = True
    fact_types = {"routine": Number(), "annual": Number(), "merit.year": Number()}

    def rating_type(self, item, data):
        if item in QUESTIONS:
            return Rated(frozenset({"political"}), high=Fraction(1), whole=True)
        declared = [number(row["full"]) for row in data.items if row["item"] == item]
        return Rated(frozenset({"department"}), high=declared[0]) if declared else None  # no high if it is unreadable

    def faults_across(self, data, period, settings):
        """Clause 1: who answers for a subject answers all of it."""
        answers = {}
        for row in data.ratings:
            if row["period"] == period and row["item"] in QUESTIONS:
                answers.setdefault((row["subject"], row["rater"]), []).append(row.line)
        return [Fault("ratings.csv", min(lines), "questions were left out")
                for lines in answers.values() if len(lines) < len(QUESTIONS)]

    def score(self, data, period, settings):
        out, political = Outcome(), {}
        for id in data.subjects:
            compared = self.comparison_set(data, id)
            if compared:
                out.results[id], political[id] = self.subject(data, id, period, settings, out, compared)
        rank_all(out.results)
        self.grade(data, settings, out, political)
        for id in out.results:
            self.call_for_actions(data, id, period, settings, out, political[id])
        self.spread_of_departments(data, period, settings, out)
        return out

    def comparison_set(self, data, id):
        """Clause 3: teams of one group, principals of one group, deputies of one team; None: not of the scheme."""
        row = data.subjects[id]
        if row["kind"] == "team":
            return "team", row["group"]
        in_team = row["kind"] == "person" and row["parent"] and data.subjects[row["parent"]]["kind"] == "team"
        if in_team and row["role"] == "principal":
            return "principal", row["group"]
        return ("deputy", row["parent"]) if in_team and row["role"] == "deputy" else None

    def subject(self, data, id, period, settings, out, compared):
        """Clauses 1 and 2."""
        answers = [value for item in QUESTIONS for value in data.rated(period, id, item, "political")]
        political = r2(100 * mean(answers)) if answers else None
        routines = [data.number(quarter, id, "routine") for quarter in quarters(period)]
        routine, annual = None if None in routines else mean(routines), data.number(period, id, "annual")
        out.node(id, "political", political)
        out.node(id, "routine", routine)
        state, flags = special_state(data, id, period, settings["absence.limit"])
        result = Result(compared=compared, flags=set(flags), grade={"unfit": "不称职", "no grade": ""}.get(state))
        if routine is not None and annual is not None:
            weight = settings["weight.routine"]
            result.score = r2(weight * routine + (1 - weight) * annual)
        if (result.score is None or political is None) and result.grade is None:
            return incomplete(), political
        if political is not None and political < settings["political.excellent"]:
            result.flags.add("political_bar")
        return result, political

    def grade(self, data, settings, out, political):
        """Clauses 3 and 4."""
        sets = {}
        for id, result in out.results.items():
            if "incomplete" not in result.flags:
                sets.setdefault(result.compared, []).append(id)
        for compared, members in sets.items():
            is_team = compared[0] == "team"
            graded = {id: out.results[id] for id in members if out.results[id].grade is None}
            fit = {id: result.score for id, result in graded.items() if not {"barred", "political_bar"} & result.flags
                   and result.score >= settings["min.2"]}
            won, tied = award(fit, seats(len(members), settings["share.team" if is_team else "share.person"]))
            words = ("良好", "一般", "较差") if is_team else ("称职", "基本称职", "不称职")
            for id, result in graded.items():
                result.grade = "优秀" if id in won else by_thresholds(
                    result.score, (settings["min.2"], settings["min.3"]), words)
                if id in tied:
                    result.flags.add("tie_at_quota")

    def call_for_actions(self, data, id, period, settings, out, political):
        """Clause 5."""
        grade, is_team = out.results[id].grade, data.subjects[id]["kind"] == "team"
        if political is not None and political < settings["political.qualified"]:
            out.act(id, "analyse_and_rectify")
        if is_team and grade in ("一般", "较差"):
            out.act(id, "summons_talk")
            for other, result in out.results.items():
                if data.subjects[other]["parent"] == id and result.compared[:1] != ("deputy",) and \
                        data.subjects[other]["role"] == "principal":
                    out.act(other, "no_promotion_1y")
        if not is_team and grade == "基本称职":
            out.act(id, "admonish")
        if not is_team and grade == "不称职":
            out.act(id, "demote")
        if not is_team and grade == "优秀" and merit_is_due(data, id, period, settings["merit.years"]):
            out.act(id, "merit_third_class")

    def spread_of_departments(self, data, period, settings, out):
        """Clause 6."""
        for row in data.items:
            item, full = row["item"], Fraction(row["full"])
            if item in QUESTIONS:
                continue
            values = [data.rated(period, id, item, "department") for id in self.of_kind(data, "team")]
            means = [mean(team) for team in values if team]
            if len(means) < 2:
                continue
            if (max(means) - min(means)) / full < settings["spread"]:
                out.actions.add((f"item:{item}", "halve_points_next_year"))
            if all(value == full for team in values for value in team):
                out.actions.add((f"item:{item}", "full_marks_to_all"))
