"""The rules common to all schemes: C1 to C9 and the words of C12."""

from dataclasses import dataclass, field
from fractions import Fraction

GRADES = {
    "优秀", "优良", "称职", "基本称职", "不称职", "好", "较好", "一般", "较差", "良好", "合格", "基本合格", "基本不合格",
    "不合格", "第一等次", "第二等次", "第三等次", "complete", "incomplete_visit",
}  # C12
QUARTER_GRADES = {"好", "较好", "一般", "较差"}


def r2(value):
    """C1: to two decimals, half away from zero."""
    hundredths = (abs(value) * 200 + 1) // 2
    return Fraction(hundredths if value >= 0 else -hundredths, 100)


def two_decimals(value):
    """A score or node as the output tables show it."""
    rounded = r2(value)
    hundredths = int(abs(rounded) * 100)
    return f"{'-' if rounded < 0 else ''}{hundredths // 100}.{hundredths % 100:02}"


def mean(values):
    """C6; None where there are none."""
    values = list(values)
    return sum(values, Fraction(0)) / len(values) if values else None


def clamp(value, limit):
    return max(-limit, min(limit, value))


@dataclass
class Result:
    """One row of results.csv before ranks are given; `compared` is its comparison group (C3)."""

    score: Fraction = None
    rank: int = None
    grade: str = ""
    flags: set = field(default_factory=set)
    compared: tuple = ()


INCOMPLETE = "incomplete"


def incomplete():
    """C2: no score, no rank, no grade, and this flag alone."""
    return Result(flags={INCOMPLETE})


@dataclass
class Outcome:
    results: dict = field(default_factory=dict)  # subject -> Result
    actions: set = field(default_factory=set)  # (subject, action)
    nodes: dict = field(default_factory=dict)  # (subject, node) -> Fraction

    def node(self, subject, name, value):
        if value is not None:
            self.nodes[subject, name] = value

    def act(self, subject, action):
        """Calls for an action, but never on somebody who is incomplete (C2)."""
        result = self.results.get(subject)
        if result is None or INCOMPLETE not in result.flags:
            self.actions.add((subject, action))


def rank_all(results, keys=None):
    """C3: competition rank by score, or by {id: key}, highest first, within each comparison group."""
    groups = {}
    for id, result in results.items():
        if result.score is not None:
            groups.setdefault(result.compared, {})[id] = result.score if keys is None else keys[id]
    for members in groups.values():
        for id, key in members.items():
            results[id].rank = 1 + sum(other > key for other in members.values())


def seats(n, share):
    """C4."""
    return n * share // 1


def award(candidates, q):
    """C4: gives q seats to {id: key}; returns (awarded, tied)."""
    blocks = {}
    for id, key in candidates.items():
        blocks.setdefault(key, set()).add(id)
    awarded = set()
    for key in sorted(blocks, reverse=True):
        left = q - len(awarded)
        if left <= 0:
            break
        if len(blocks[key]) > left:
            return awarded, blocks[key]
        awarded |= blocks[key]
    return awarded, set()


def apportion(total, sizes):
    """C5: {group: members} -> {group: seats}."""
    n = sum(sizes.values())
    if n == 0:
        return {group: 0 for group in sizes}
    given = {group: total * size // n for group, size in sizes.items()}
    order = sorted(sizes, key=lambda g: (-(Fraction(total * sizes[g], n) - given[g]), -sizes[g], g.encode()))
    for group in order[:total - sum(given.values())]:
        given[group] += 1
    return given


def organ(data, id):
    """C9: the nearest unit marked as an organ, else the chain's last subject if it is a unit, else None."""
    while True:
        row = data.subjects[id]
        if row["kind"] == "unit" and row.fields.get("organ", "") == "1":
            return id
        if not row["parent"]:
            return id if row["kind"] == "unit" else None
        id = row["parent"]


def organ_group(data, id):
    """The comparison group of C3 inside an organ."""
    return organ(data, id), data.subjects[id]["group"], data.subjects[id]["kind"]


def award_in_organs(data, counted, candidates, share):
    """C9, C5, C4: the seats of each organ over `counted`, shared out over its groups, awarded to {id: key}."""
    organs, awarded, tied = {}, set(), set()
    for id in counted:
        sizes = organs.setdefault(organ(data, id), {})
        group = data.subjects[id]["group"]
        sizes[group] = sizes.get(group, 0) + 1
    for here, sizes in organs.items():
        for group, q in apportion(seats(sum(sizes.values()), share), sizes).items():
            inside = {id: key for id, key in candidates.items()
                      if organ(data, id) == here and data.subjects[id]["group"] == group}
            won, equal = award(inside, q)
            awarded, tied = awarded | won, tied | equal
    return awarded, tied


UNFIT = {"party_removal", "party_probation_1", "party_probation_2", "party_expulsion", "refused"}
NOT_GRADED = {"demerit", "major_demerit", "downgrade", "removal", "party_serious_warning", "investigated", "resigned"}
NOT_GRADED_NEXT = {"major_demerit", "downgrade", "removal", "party_probation_1", "party_probation_2", "party_expulsion"}
NOT_GRADED_SECOND = {"party_probation_2", "party_expulsion"}
BARRED = {"warning", "party_warning", "admonished", "reassigned"}
DISCIPLINE = UNFIT | NOT_GRADED | NOT_GRADED_NEXT | NOT_GRADED_SECOND | BARRED


def special_state(data, id, period, absence_limit):
    """C8: ("unfit" | "no grade" | "barred" | "", flags) of a person in a year; teams and units have none."""
    if data.subjects[id]["kind"] != "person":
        return "", set()

    def words(years_before):
        year = year_before(period, years_before)
        return {data.fact(year, id, key) for key in data.keys(year, id, "discipline:")}

    if words(0) & UNFIT:
        return "unfit", {"unfit"}
    flags = set()
    if data.number(period, id, "probation") == 1:
        flags.add("probation")
    if (data.number(period, id, "absence.months") or 0) > absence_limit:
        flags.add("absent")
    if words(0) & NOT_GRADED or words(1) & NOT_GRADED_NEXT or words(2) & NOT_GRADED_SECOND:
        flags.add("not_graded")
    if flags:
        return "no grade", flags
    return ("barred", {"barred"}) if words(0) & BARRED else ("", set())


def year_before(period, years=1):
    """The period so many years before a year."""
    return f"{int(period) - years:04}"


def quarters(year):
    return [f"{year}Q{n}" for n in (1, 2, 3, 4)]


def merit_is_due(data, id, period, years):
    """Third-class merit: 优秀 also in each of the years before, none of them used up by the last such award (C8)."""
    last = data.number(period, id, "merit.year")
    if last is not None and last >= int(period):
        return False
    for back in range(1, int(years)):
        year = year_before(period, back)
        if data.fact(year, id, "grade") != "优秀" or (last is not None and int(year) <= last):
            return False
    return True


def by_thresholds(score, thresholds, grades):
    """The first grade whose threshold is reached; the last grade has none."""
    for least, grade in zip(thresholds, grades):
        if score >= least:
            return grade
    return grades[-1]
