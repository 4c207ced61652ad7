"""chaohu: three focuses, quarterly, of a county-level city."""

from fractions import Fraction

from ..rules import (Outcome, Result, award_in_organs, by_thresholds, clamp, incomplete, mean, organ_group, r2,
                     rank_all)
from ..scheme import Flag, Number, Rated, Scheme

COMMON = ("moral", "ability", "diligence", "performance", "integrity")
ROLES = ("self", "peer", "leader", "responsible", "committee")
DIMENSIONS = ("quantity", "quality", "efficiency")
LEADERS = ("leader", "responsible")
STATES = ("probation", "absent", "investigated")


class Chaohu(Scheme):
    id = "chaohu"
    period_kinds = ("quarter",)
    parameters = {
        "weight.common": "0.30", "weight.individual": "0.70",
        "rater.self": "0.10", "rater.peer": "0.20", "rater.leader": "0.25", "rater.responsible": "0.25",
        "rater.committee": "0.20", "task.leader": "0.5", "task.responsible": "0.5",
        "dim.quantity": "0.4", "dim.quality": "0.4", "dim.efficiency": "0.2", "bonus.limit": "10",
        "focus.factor": "1",
        "min.good": "90", "min.fair": "75", "min.average": "60", "share.good": "0.40",
    }
    word_parameters = {"secret.below_k": "incomplete", "focus.item": ""}
    fact_types = {"probation": Flag, "absent": Flag, "investigated": Flag, "points:": Number()}

    def rating_type(self, item, data):
        if item in COMMON:
            return Rated(frozenset(ROLES))
        return Rated(frozenset(LEADERS)) if item.rpartition("/")[2] in DIMENSIONS and "/" in item else None

    def score(self, data, period, settings):
        out = Outcome()
        for id in self.of_kind(data, "person"):
            out.results[id] = self.person(data, id, period, settings, out)
        rank_all(out.results)
        self.hold_to_quota(data, settings, out)
        for id, result in out.results.items():
            if result.grade in ("一般", "较差"):
                out.act(id, "remind")
        return out

    def common(self, data, id, period, settings):
        """Clause 1, with C10 for the role `peer`."""
        items = []
        for item in COMMON:
            means = {role: mean(data.rated(period, id, item, role)) for role in ROLES}
            weights = {role: settings[f"rater.{role}"] for role in ROLES}
            if means["peer"] is None and settings["secret.below_k"] == "reweight":
                whole, left = sum(weights.values()), sum(weights.values()) - weights.pop("peer")
                if left == 0:
                    return None
                weights = {role: weight * whole / left for role, weight in weights.items()}
            if any(means[role] is None for role in weights):
                return None
            items.append(sum(weight * means[role] for role, weight in weights.items()))
        return mean(items)

    def individual(self, data, id, period, settings):
        """Clause 2."""
        total = points = Fraction(0)
        for key in data.keys(period, id, "points:"):
            task, p = key[len("points:"):], data.number(period, id, key)
            if p <= 0:
                continue
            if task == settings["focus.item"]:
                p *= settings["focus.factor"]
            worth = Fraction(0)
            for dimension in DIMENSIONS:
                for role in LEADERS:
                    rated = mean(data.rated(period, id, f"{task}/{dimension}", role))
                    if rated is None:
                        return None
                    worth += settings[f"dim.{dimension}"] * settings[f"task.{role}"] * rated
            total, points = total + p * worth, points + p
        return total / points if points else None

    def person(self, data, id, period, settings, out):
        """Clauses 3 to 5, but for the seats."""
        common = self.common(data, id, period, settings)
        individual = self.individual(data, id, period, settings)
        bonus = clamp(sum(data.points(period, id, "bonus"), Fraction(0)), settings["bonus.limit"])
        for name, value in (("common", common), ("individual", individual), ("bonus", bonus)):
            out.node(id, name, value)
        flags = {state for state in STATES if data.number(period, id, state) == 1}
        result = Result(compared=organ_group(data, id), flags=flags)
        if common is not None and individual is not None:
            result.score = r2(settings["weight.common"] * common + settings["weight.individual"] * individual + bonus)
        elif not flags:
            return incomplete()
        if not flags:
            result.grade = by_thresholds(
                result.score, [settings[f"min.{word}"] for word in ("good", "fair", "average")],
                ("好", "较好", "一般", "较差"))
        return result

    def hold_to_quota(self, data, settings, out):
        """Clause 5: 好 only within the seats of the organ."""
        counted = [id for id, result in out.results.items() if result.grade]
        wanting = {id: out.results[id].score for id in counted if out.results[id].grade == "好"}
        awarded, tied = award_in_organs(data, counted, wanting, settings["share.good"])
        for id in set(wanting) - awarded:
            out.results[id].grade = "较好"
            out.results[id].flags |= {"over_quota"} | ({"tie_at_quota"} if id in tied else set())
