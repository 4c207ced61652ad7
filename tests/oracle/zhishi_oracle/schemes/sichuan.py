"""sichuan: annual appraisal of teams and leaders, with a negative list."""

from ..rules import Outcome, Result, award, by_thresholds, incomplete, r2, rank_all, seats, special_state
from ..scheme import Number, Scheme, Words

FACTS = ("political", "duty", "key", "democratic")
CLASSES = {"city": ("0.30", "0.30", "0.30", "0.10"), "county": ("0.25", "0.30", "0.35", "0.10"),
           "department": ("0.30", "0.40", "0.20", "0.10")}
LISTED = {"pending": "negative_pending", "no_grade": "not_graded", "cap": "capped"}  # word -> flag


class Sichuan(Scheme):
    id = "sichuan"
    parameters = {f"w.{name}.{fact}": weight for name, weights in CLASSES.items()
                  for fact, weight in zip(FACTS, weights)} | {
        "share.team": "0.30", "share.person": "0.25", "absence.limit": "6", "min.2": "75", "min.3": "60"}
    has_special_states = True
    fact_types = {fact: Number(0, 100) for fact in FACTS} | {
        "negative:": Words(frozenset({"pending", "cleared", "cap", "no_grade"}))}

    def subject_faults(self, row):
        if row["kind"] in ("person", "team") and row.fields.get("class", "") not in CLASSES:
            yield "unknown class"

    def score(self, data, period, settings):
        out = Outcome()
        for id, row in data.subjects.items():
            if row["kind"] in ("person", "team"):
                out.results[id] = self.subject(data, id, period, settings)
        rank_all(out.results)
        self.grade(settings, out)
        for id, result in out.results.items():
            if result.grade == "优秀" and data.subjects[id]["kind"] == "person":
                out.act(id, "training_roster")
            elif result.grade in ("一般", "较差", "基本称职", "不称职"):
                out.act(id, "remind")
        return out

    def subject(self, data, id, period, settings):
        """Clauses 1 and 2."""
        row = data.subjects[id]
        values = [data.number(period, id, fact) for fact in FACTS]
        state, flags = special_state(data, id, period, settings["absence.limit"])
        words = {data.fact(period, id, key) for key in data.keys(period, id, "negative:")}
        flags = flags | {flag for word, flag in LISTED.items() if word in words}
        result = Result(flags=flags, compared=(row["kind"], row["group"]))
        if None not in values:
            result.score = r2(sum(settings[f"w.{row['class']}.{fact}"] * value for fact, value in zip(FACTS, values)))
        if state == "unfit":
            result.grade = "不称职"
        elif state == "no grade" or words & {"pending", "no_grade"}:
            result.grade = ""
        elif result.score is None:
            return incomplete()
        else:
            result.grade = None
        return result

    def grade(self, settings, out):
        """Clause 3."""
        sets = {}
        for id, result in out.results.items():
            if "incomplete" not in result.flags:
                sets.setdefault(result.compared, []).append(id)
        for (kind, _), members in sets.items():
            graded = {id: out.results[id] for id in members if out.results[id].grade is None}
            fit = {id: result.score for id, result in graded.items()
                   if not {"barred", "capped"} & result.flags and result.score >= settings["min.2"]}
            won, tied = award(fit, seats(len(members), settings[f"share.{kind}"]))
            words = ("良好", "一般", "较差") if kind == "team" else ("称职", "基本称职", "不称职")
            for id, result in graded.items():
                result.grade = "优秀" if id in won else by_thresholds(
                    result.score, (settings["min.2"], settings["min.3"]), words)
                if id in tied:
                    result.flags.add("tie_at_quota")
