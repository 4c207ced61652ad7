"""chaohu-year: the annual use of chaohu's quarters."""

from ..rules import GRADES, QUARTER_GRADES, Outcome, Result, incomplete, mean, organ_group, quarters, r2, rank_all
from ..scheme import Number, Scheme
from ..tables import period_kind


class ChaohuYear(Scheme):
    id = "chaohu-year"
    parameters = {"accountable.count": "2"}
    fact_types = {"score": Number()}

    def fact_faults(self, row):
        yield from super().fact_faults(row)
        is_of_quarter = row["key"] == "grade" and period_kind(row["period"]) == "quarter"
        if is_of_quarter and row["value"] in GRADES - QUARTER_GRADES:
            yield "no grade of a quarter"  # C12

    def score(self, data, period, settings):
        out, keys = Outcome(), {}
        for id in self.of_kind(data, "person"):
            found = [(data.fact(q, id, "grade"), data.number(q, id, "score")) for q in quarters(period)]
            found = [quarter for quarter in found if quarter != (None, None)]
            if not found or any(None in quarter for quarter in found):
                out.results[id] = incomplete()
                continue
            grades = [grade for grade, _ in found]
            result = Result(score=r2(mean(score for _, score in found)), compared=organ_group(data, id))
            out.results[id] = result
            poor = grades.count("较差")
            if poor or "一般" in grades:
                result.flags.add("barred")
                out.act(id, "hold_accountable" if poor >= settings["accountable.count"] else "remind")
            elif "好" in grades:
                result.flags.add("priority")
            standing = {"priority": 2, "barred": 0}
            keys[id] = (standing.get(next(iter(result.flags), ""), 1), grades.count("好"), result.score)
        rank_all(out.results, keys)
        return out
