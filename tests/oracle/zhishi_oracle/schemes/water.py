"""water and water-term: a ministry's appraisal of provinces, by year and at the end of five years."""

from fractions import Fraction

from ..rules import Outcome, Result, by_thresholds, incomplete, mean, r2, rank_all, year_before
from ..scheme import Number, Rated, Scheme
from ..tables import Fault

LINES = {"use": "use.limit", "gdp_cut": "gdp_cut.target", "irrigation": "irrigation.target",
         "quality": "quality.target"}  # fact -> its limit or target
SHORT = {"use": "use", "gdp_cut": "gdp", "irrigation": "irrigation", "quality": "quality"}  # fact -> word of the rule
WATER_GRADES = ("优秀", "良好", "合格", "不合格")
THRESHOLDS = {"min.1": "90", "min.2": "80", "min.3": "60"}


class Water(Scheme):
    id = "water"
    parameters = {"p.use": "30", "p.gdp": "15", "p.irrigation": "15", "p.quality": "20", "p.management": "10",
                  "p.rectify": "10", "k": "5"} | THRESHOLDS
    fact_types = {fact: Number() for fact in LINES} | {limit: Number(above=0) for limit in LINES.values()} | {
        name: Number(low=0, whole=True) for name in ("problems.found", "problems.fixed")}

    def rating_type(self, item, data):
        return Rated(frozenset({"expert"})) if item == "management" else None

    def faults_across(self, data, period, settings):
        faults = []
        for id in self.of_kind(data, "unit"):
            found, fixed = (data.number(period, id, f"problems.{what}") for what in ("found", "fixed"))
            if found is not None and fixed is not None and fixed > found:
                line = data.fact_rows[period, id, "problems.fixed"].line
                faults.append(Fault("facts.csv", line, "more fixed than found"))
        return faults

    def score(self, data, period, settings):
        out = Outcome()
        for id in self.of_kind(data, "unit"):
            out.results[id] = self.unit(data, id, period, settings)
        rank_all(out.results)
        return out

    def unit(self, data, id, period, settings):
        points, flags = [], set()
        for fact, limit_name in LINES.items():
            actual, limit = data.number(period, id, fact), data.number(period, id, limit_name)
            if actual is None or limit is None:
                return incomplete()
            ratio = actual / limit
            shortfall = max(Fraction(0), ratio - 1 if fact == "use" else 1 - ratio)
            points.append(settings[f"p.{SHORT[fact]}"] * max(Fraction(0), 1 - settings["k"] * shortfall))
            if shortfall > 0:
                flags.add(f"red_line:{SHORT[fact]}")
        management = mean(data.rated(period, id, "management", "expert"))
        found, fixed = (data.number(period, id, f"problems.{what}") for what in ("found", "fixed"))
        if management is None or found is None or (found > 0 and fixed is None):
            return incomplete()
        points.append(settings["p.management"] * management / 100)
        points.append(settings["p.rectify"] * (fixed / found if found else 1))
        score = r2(sum(points))
        grade = by_thresholds(score, [settings[name] for name in THRESHOLDS], WATER_GRADES)
        if flags and grade == "优秀":
            grade = "良好"
        return Result(score=score, grade=grade, flags=flags, compared=(data.subjects[id]["group"],))


class WaterTerm(Scheme):
    id = "water-term"
    parameters = {"weight.final": "0.5"} | THRESHOLDS
    fact_types = {"score": Number(), "final": Number()}

    def score(self, data, period, settings):
        out = Outcome()
        for id in self.of_kind(data, "unit"):
            years = [data.number(year_before(period, back), id, "score") for back in (1, 2, 3, 4)]
            final = data.number(period, id, "final")
            if None in years or final is None:
                out.results[id] = incomplete()
                continue
            weight = settings["weight.final"]
            score = r2((1 - weight) * mean(years) + weight * final)
            grade = by_thresholds(score, [settings[name] for name in THRESHOLDS], WATER_GRADES)
            out.results[id] = Result(score=score, grade=grade, compared=(data.subjects[id]["group"],))
        rank_all(out.results)
        return out
