"""jiangsu: one big appraisal, three papers, three linkages."""

from fractions import Fraction

from ..rules import Outcome, Result, award, by_thresholds, clamp, incomplete, r2, rank_all, seats, special_state
from ..scheme import Number, Scheme

TEAM_GRADES = ("优秀", "良好", "一般", "较差")
PERSON_GRADES = ("优秀", "称职", "基本称职", "不称职")
TEAM_CAP = {"第一等次": "优秀", "第二等次": "良好", "第三等次": "一般"}
PERSON_CAP = {"优秀": "优秀", "良好": "优秀", "一般": "称职", "较差": "基本称职"}
STAFF_SHARE = {"第一等次": "staff.first", "第二等次": "staff.second", "第三等次": "staff.third"}


class Jiangsu(Scheme):
    id = "jiangsu"
    parameters = {
        "party.base": "80", "bonus.limit": "10", "satisfaction.share": "0", "share.first": "0.30",
        "share.second": "0.50", "min.1": "90", "min.2": "75", "min.3": "60", "absence.limit": "6",
        "staff.first": "0.25", "staff.second": "0.20", "staff.third": "0.15",
    }
    has_special_states = True
    fact_types = {"dev.common": Number(), "dev.individual": Number(), "party": Number(), "satisfaction": Number(),
                  "staff": Number(low=0, whole=True), "own": Number(0, 100)}

    def score(self, data, period, settings):
        out = Outcome()
        units = self.of_kind(data, "unit")
        for id in units:
            out.results[id] = self.unit(data, id, period, settings, out)
        self.grade_units(out, settings)
        for id in units:
            staff, grade = data.number(period, id, "staff"), out.results[id].grade
            if staff is not None and grade:
                out.node(id, "staff_quota", seats(staff, settings[STAFF_SHARE[grade]]))
        for kind, parent_kind, rule in (("team", "unit", self.team), ("person", "team", self.person)):
            for id in self.of_kind(data, kind):
                row = data.subjects[id]
                if row["parent"] and data.subjects[row["parent"]]["kind"] == parent_kind and \
                        (kind == "team" or row["role"] == "leader"):
                    out.results[id] = rule(data, id, period, settings, out)
        rank_all(out.results)
        return out

    def unit(self, data, id, period, settings, out):
        """Clauses 1 and 2."""
        papers = [data.number(period, id, name) for name in ("dev.common", "dev.individual")]
        share, base = settings["satisfaction.share"], None
        if None not in papers:
            dev = sum(papers) + clamp(sum(data.points(period, id, "dev"), Fraction(0)), settings["bonus.limit"])
            out.node(id, "dev", dev)
            satisfaction = data.number(period, id, "satisfaction") if share else Fraction(0)
            if satisfaction is not None:
                base = (1 - share) * dev + share * satisfaction
                out.node(id, "base", base)
        party = data.number(period, id, "party")
        if base is None or party is None:
            return incomplete()
        return Result(score=r2(base * party / settings["party.base"]), compared=("unit", data.subjects[id]["group"]))

    def grade_units(self, out, settings):
        """Clause 3."""
        groups = {}
        for id, result in out.results.items():
            if result.score is not None:
                groups.setdefault(result.compared, {})[id] = result.score
        for scores in groups.values():
            first, tied = award(scores, seats(len(scores), settings["share.first"]))
            rest = {id: score for id, score in scores.items() if id not in first}
            second, tied_again = award(rest, seats(len(scores), settings["share.second"]))
            for id in scores:
                out.results[id].grade = "第一等次" if id in first else "第二等次" if id in second else "第三等次"
                if id in tied | tied_again:
                    out.results[id].flags.add("tie_at_quota")

    def capped(self, result, own, cap, grades):
        """The lower of two grades; a cap that bites leaves its flag."""
        if grades.index(own) < grades.index(cap):
            result.flags.add("capped")
            return cap
        return own

    def thresholds(self, settings):
        return [settings[f"min.{n}"] for n in (1, 2, 3)]

    def team(self, data, id, period, settings, out):
        """Clause 4, teams."""
        row, own = data.subjects[id], data.number(period, id, "own")
        above = out.results[row["parent"]].grade
        if own is None or not above:
            return incomplete()
        result = Result(score=r2(own), compared=("team", row["group"]))
        grade = by_thresholds(result.score, self.thresholds(settings), TEAM_GRADES)
        result.grade = self.capped(result, grade, TEAM_CAP[above], TEAM_GRADES)
        return result

    def person(self, data, id, period, settings, out):
        """Clause 4, persons, after C8."""
        row, own = data.subjects[id], data.number(period, id, "own")
        state, flags = special_state(data, id, period, settings["absence.limit"])
        result = Result(score=None if own is None else r2(own), flags=set(flags), compared=("person", row["group"]))
        if state in ("unfit", "no grade"):
            result.grade = "不称职" if state == "unfit" else ""
            return result
        team = out.results.get(row["parent"])
        if own is None or team is None or not team.grade:
            return incomplete()
        grade = by_thresholds(result.score, self.thresholds(settings), PERSON_GRADES)
        grade = self.capped(result, grade, PERSON_CAP[team.grade], PERSON_GRADES)
        result.grade = "称职" if state == "barred" and grade == "优秀" else grade
        return result
