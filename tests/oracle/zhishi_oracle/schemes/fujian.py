"""fujian: on-site research as routine appraisal."""

from fractions import Fraction

from ..rules import Outcome, Result, incomplete, mean, r2, rank_all
from ..scheme import Number, Rated, Scheme
from ..tables import Fault

CLASSES = ("city", "department", "small")
POINTS = [f"q{n:02}" for n in range(1, 16)]
TALKS = (1, 2, 3, 4)


class Fujian(Scheme):
    id = "fujian"
    period_kinds = ("special",)
    parameters = {"interviews.city": "300", "interviews.department": "100", "days": "14", "favour": "0.5"}
    fact_types = {name: Number(low=0, whole=True) for name in ("interviews", "days", "staff")} | {
        f"must:{k}:{what}": Number(low=0, whole=True) for k in TALKS for what in ("listed", "met")}

    def rating_type(self, item, data):
        return Rated(frozenset({"positive", "negative"}), high=None, whole=True) if item in POINTS else None

    def subject_faults(self, row):
        if row["kind"] == "unit" and row.fields.get("class", "") not in CLASSES:
            yield "unknown class"

    def faults_across(self, data, period, settings):
        faults = []
        for id in self.of_kind(data, "unit"):
            for k in TALKS:
                met = data.fact_rows.get((period, id, f"must:{k}:met"))
                if met and Fraction(met["value"]) > (data.number(period, id, f"must:{k}:listed") or 0):
                    faults.append(Fault("facts.csv", met.line, "more met than listed"))
        return faults

    def score(self, data, period, settings):
        out = Outcome()
        for id in self.of_kind(data, "unit"):
            out.results[id] = self.unit(data, id, period, settings)
        for id in self.of_kind(data, "person"):
            out.results[id] = self.person(data, id, period, settings)
        rank_all(out.results)
        return out

    def unit(self, data, id, period, settings):
        """Clause 1."""
        row = data.subjects[id]
        interviews, days, staff = (data.number(period, id, name) for name in ("interviews", "days", "staff"))
        listed = {k: data.number(period, id, f"must:{k}:listed") or 0 for k in TALKS}
        met = {k: data.number(period, id, f"must:{k}:met") for k in TALKS}
        if None in (interviews, days, staff) or any(listed[k] > 0 and met[k] is None for k in TALKS):
            return incomplete()
        needed = staff if row["class"] == "small" else settings[f"interviews.{row['class']}"]
        if row["class"] == "department":
            needed = min(needed, staff)
        all_listed, all_met = sum(listed.values()), sum(value or 0 for value in met.values())
        seen = min(Fraction(1), interviews / needed) if needed else Fraction(1)
        talked = all_met / all_listed if all_listed else Fraction(1)
        result = Result(score=r2(100 * (seen + talked) / 2), compared=("unit", row["group"]))
        for flag, is_raised in (("few_interviews", interviews < needed), ("short_stay", days < settings["days"]),
                                ("must_talk_missed", all_met < all_listed)):
            if is_raised:
                result.flags.add(flag)
        result.grade = "incomplete_visit" if result.flags else "complete"
        return result

    def person(self, data, id, period, settings):
        """Clause 2."""
        shares = []
        for point in POINTS:
            positive, negative = (sum(data.rated(period, id, point, role), Fraction(0))
                                  for role in ("positive", "negative"))
            if positive + negative == 0:
                return incomplete()
            shares.append(positive / (positive + negative))
        flags = {"focus_point"} if min(shares) < settings["favour"] else set()
        return Result(score=r2(100 * mean(shares)), flags=flags, compared=("person", data.subjects[id]["group"]))
