"""routine: the national frame of the routine appraisal, by quarter."""

from ..rules import QUARTER_GRADES, Outcome, Result, award_in_organs, incomplete, organ_group, r2, rank_all
from ..scheme import Flag, Number, Scheme, Words

STATES = ("probation", "absent", "investigated")


class Routine(Scheme):
    id = "routine"
    period_kinds = ("quarter",)
    parameters = {"share.good": "0.40"}
    fact_types = {"score": Number(0, 100), "proposed": Words(frozenset(QUARTER_GRADES)),
                  "probation": Flag, "absent": Flag, "investigated": Flag}

    def score(self, data, period, settings):
        out = Outcome()
        for id in self.of_kind(data, "person"):
            score, proposed = data.number(period, id, "score"), data.fact(period, id, "proposed")
            flags = {state for state in STATES if data.number(period, id, state) == 1}
            if not flags and (score is None or proposed is None):
                out.results[id] = incomplete()
                continue
            out.results[id] = Result(score=None if score is None else r2(score), grade="" if flags else proposed,
                                     flags=flags, compared=organ_group(data, id))
        rank_all(out.results)
        counted = [id for id, result in out.results.items() if result.grade]
        wanting = {id: out.results[id].score for id in counted if out.results[id].grade == "好"}
        awarded, tied = award_in_organs(data, counted, wanting, settings["share.good"])
        for id in set(wanting) - awarded:
            out.results[id].grade = "较好"
            out.results[id].flags |= {"over_quota"} | ({"tie_at_quota"} if id in tied else set())
        return out
