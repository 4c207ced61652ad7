"""taobei: target-responsibility appraisal of units, with a half-year preliminary."""

from fractions import Fraction

from ..rules import Outcome, Result, by_thresholds, incomplete, mean, r2, rank_all, year_before
from ..scheme import Rated, Scheme
from ..tables import number, period_kind

ITEMS = {"key": "office", "target": "office", "routine": "office", "daily": "office", "leader": "leader",
         "public": "public", "client": "client"}  # item -> role
UNIT_GRADES = ("优秀", "良好", "合格", "基本合格", "基本不合格", "不合格")


class Taobei(Scheme):
    id = "taobei"
    parameters = {
        "w.key": "0.30", "w.target": "0.20", "w.routine": "0.10", "w.daily": "0.05", "w.leader": "0.20",
        "w.public": "0.10", "w.client": "0.05", "innovation.limit": "5",
        "min.1": "90", "min.2": "80", "min.3": "70", "min.4": "60", "min.5": "50",
    }

    def fits(self, period):
        return period_kind(period) == "year" or (period_kind(period) == "half" and period.endswith("H1"))

    def rating_type(self, item, data):
        return Rated(frozenset({ITEMS[item]})) if item in ITEMS else None

    def event_faults(self, row):
        if row["item"] == "innovation" and (number(row["points"]) or 0) < 0:
            yield "an innovation cannot be negative"

    def score(self, data, period, settings):
        out = Outcome()
        for id in self.of_kind(data, "unit"):
            out.results[id] = self.unit(data, id, period, settings)
        rank_all(out.results)
        principals = [id for id in self.of_kind(data, "person") if data.subjects[id]["role"] == "principal" and
                      data.subjects.get(data.subjects[id]["parent"], {"kind": ""})["kind"] == "unit"]
        for id in principals:
            self.principal(data, id, period, out)
        if period_kind(period) == "year":
            for id in self.of_kind(data, "unit"):
                if out.results[id].grade == "基本不合格":
                    out.act(id, "follow_up")
        return out

    def unit(self, data, id, period, settings):
        """Clauses 1 to 3."""
        means = {item: mean(data.rated(period, id, item, role)) for item, role in ITEMS.items()}
        if None in means.values():
            return incomplete()
        innovation = sum(data.points(period, id, "innovation"), Fraction(0))
        deduction = sum((abs(points) for points in data.points(period, id, "deduction")), Fraction(0))
        score = r2(sum(settings[f"w.{item}"] * value for item, value in means.items())
                   + min(innovation, settings["innovation.limit"]) - deduction)
        grade = by_thresholds(score, [settings[f"min.{n}"] for n in range(1, 6)], UNIT_GRADES)
        return Result(score=score, grade=grade, compared=(data.subjects[id]["group"],))

    def principal(self, data, id, period, out):
        """Clauses 4 and 5."""
        unit = data.subjects[id]["parent"]
        grade, flags = out.results[unit].grade, set()
        if "incomplete" in out.results[unit].flags:
            flags = {"incomplete"}
        elif grade in ("优秀", "良好"):
            flags = {"may_excel", "preferred"} if grade == "优秀" else {"may_excel"}
        else:
            flags = {"barred"}
        out.results[id] = Result(flags=flags)
        if period_kind(period) == "year" and grade == "不合格":
            out.act(id, "admonish")
            if data.fact(year_before(period), unit, "grade") == "不合格":
                out.act(id, "demote")
