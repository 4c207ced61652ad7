"""Random organs with persons: diary, chaohu, chaohu-year, routine, annual."""

from zhishi_oracle.rules import BARRED, DISCIPLINE

from .sketch import Values, chance, plain

DISCIPLINES = sorted(DISCIPLINE)


def organs(sketch):
    """A few organs, nested or not; returns where persons may stand (parents), "" included."""
    rng, places = sketch.rng, [""]
    city = sketch.subject("city", "unit", organ="") if chance(rng, 0.5) else ""
    for n in range(rng.randint(1, 3)):
        here = sketch.subject(f"o{n}", "unit", city, organ=rng.choice(("1", "1", "", "0")))
        places.append(here)
        if chance(rng, 0.6):
            places.append(sketch.subject(f"o{n}-x", "unit", here, organ=rng.choice(("", "", "1"))))
        if chance(rng, 0.2):
            places.append(sketch.subject(f"o{n}-t", "team", rng.choice((here, "")), organ=""))
    return places if chance(rng, 0.7) else [rng.choice(places)]


# Sizes of the groups of one organ whose remainders are equal at a share of a fifth, or of a half (C5).
MEASURED = ((2, 7, 1), (7, 2, 1), (1, 6, 3), (6, 1, 3), (3, 8, 4, 5), (4, 9, 2), (9, 4, 2), (1, 3), (3, 1), (2, 2, 1))


def measured_staff(sketch, roles):
    """One organ with groups of such sizes, where nobody's inputs will go missing."""
    rng, ids = sketch.rng, []
    sketch.is_measured = True
    here = sketch.subject("o0", "unit", organ="1")
    sizes = rng.choice(MEASURED)
    for group, size in zip(rng.sample(["g0", "g1", "甲组", "G9", ""], len(sizes)), sizes):
        for _ in range(size):
            role = rng.choice([role for role in roles if role != "leader"])
            ids.append(sketch.subject(f"m{len(ids):03}", "person", here, group, role, organ=""))
    return ids


def staff_of(sketch, roles=("",), low=5, high=60):
    """Persons with groups and parents; returns their ids."""
    rng = sketch.rng
    if chance(rng, 0.2):
        return measured_staff(sketch, roles)
    places = organs(sketch)
    groups = rng.sample(["g0", "g1", "g2", "甲组", "G9", ""], rng.choice((1, 1, 2, 3, 4)))
    ids = []
    for n in range(rng.choice((0, 1, 3)) if chance(rng, 0.05) else rng.randint(low, high)):
        parent = rng.choice(ids) if ids and chance(rng, 0.03) else rng.choice(places)
        ids.append(sketch.subject(f"{rng.choice('apZ')}{n:03}", "person", parent, rng.choice(groups),
                                  rng.choice(roles), organ=rng.choice(("", "", "1"))))
    return ids


def special_facts(sketch, id, year):
    """C8: some of the facts that take a grade away, in the year and in the three before."""
    rng = sketch.rng
    if chance(rng, 0.3):
        sketch.fact(id, "probation", rng.choice(("0", "1", "1.0")), year)
    if chance(rng, 0.2):
        sketch.fact(id, "probation", "1", str(int(year) - 1))
    if chance(rng, 0.4):
        sketch.fact(id, "absence.months", rng.choice(("0", "5.999999", "6", "6.0", "6.000001", "7", "12")), year)
    for n, back in enumerate((0, 0, 1, 2, 3)):
        if chance(rng, 0.3):
            word = rng.choice(sorted(BARRED) if chance(rng, 0.4) else DISCIPLINES)
            sketch.fact(id, f"discipline:{n}", word, str(int(year) - back))


def finish(sketch, ids, missing=0.06):
    """Ties and gaps over what was made."""
    rng = sketch.rng
    likeness = {row["id"]: (row["kind"], row["role"] == "head") for row in sketch.tables["subjects"]}
    compared = {row["id"]: (row["group"], row["parent"], row["role"]) for row in sketch.tables["subjects"]}
    for _ in range(rng.randint(0, len(ids) // 2)):
        one = rng.choice(ids)
        near = [id for id in ids if compared[id] == compared[one]]
        other = rng.choice(near if chance(rng, 0.7) else ids)
        if one != other and likeness[one] == likeness[other]:
            sketch.twin(one, other)
    if chance(rng, 0.7) and not sketch.is_measured:
        sketch.drop(ids, missing)
    if chance(rng, 0.5):
        sketch.stray(ids)


def balanced_ratings(sketch, id, items, score, above):
    """At equal weights the score is the same whatever `above` is: only the routine score tells such persons apart."""
    for item in items:
        sketch.rate(id, item, "r0", "superior", score + above, f"{sketch.period}Q2")
    sketch.rate(id, "comprehensive", "r0", "peer", score - above)


def diary(sketch):
    rng, year = sketch.rng, sketch.period
    values = Values(rng, (85, 60, 50))
    ids = staff_of(sketch, ("head", "staff", "staff", "staff", "leader"))
    for id in ids:
        role = next(row["role"] for row in sketch.tables["subjects"] if row["id"] == id)
        items = ("duty", "execution") if role == "head" else ("ability", "tasks")
        value = values.one()
        if chance(rng, 0.3):
            balanced_ratings(sketch, id, items, rng.choice((88, 88, 91, 85, 87)), rng.choice((0, 1, 2, 3)))
            continue
        first = rng.choice((1, 1, 1, 1, 2, 3, 5))
        for quarter in range(1 if sketch.is_measured else first, 5):
            if chance(rng, 0.05):
                continue
            for item in items:
                for n in range(rng.choice((1, 1, 1, 2))):
                    sketch.rate(id, item, f"r{n}", "superior", values.near(value), f"{year}Q{quarter}")
        if chance(rng, 0.1):
            sketch.rate(id, "duty" if role == "staff" else "tasks", "r9", "superior", "3", f"{year}Q1")
        if chance(rng, 0.1):
            sketch.rate(id, "comprehensive", "-", "peer", values.near(value))
            sketch.rate(id, "comprehensive", "boss", "leader", values.near(value))
        else:
            for n in range(rng.randint(1, 4)):
                sketch.rate(id, "comprehensive", f"r{n}", rng.choice(("peer", "leader", "any")), values.near(value))
        if chance(rng, 0.3):
            special_facts(sketch, id, year)
    finish(sketch, ids)


def chaohu(sketch):
    rng = sketch.rng
    values = Values(rng, (90, 75, 60))
    ids = staff_of(sketch, high=25)
    for id in ids:
        value = values.one()
        is_flat = chance(rng, 0.4)
        near = (lambda v: v) if is_flat else values.near
        for item in ("moral", "ability", "diligence", "performance", "integrity"):
            for role in ("self", "peer", "leader", "responsible", "committee"):
                if role == "peer" and chance(rng, 0.3):
                    if chance(rng, 0.97):
                        sketch.rate(id, item, "-", role, near(value))
                    continue
                for n in range(rng.choice((1, 1, 2, 3))):
                    sketch.rate(id, item, f"{role}{n}", role, near(value))
        many = rng.choice((0, 1, 1, 2, 2, 3, 1, 1, 2, 1))
        for task in rng.sample(("epidemic", "invest", "rural", "cases", "a/b"), many):
            points = rng.choice(("5", "10", "12.5", "0.000001", "10", "5", "7", "10", "0", "-3"))
            sketch.fact(id, f"points:{task}", points)
            for dimension in ("quantity", "quality", "efficiency"):
                for role in ("leader", "responsible"):
                    sketch.rate(id, f"{task}/{dimension}", f"{role}0", role, near(value))
        for _ in range(rng.choice((0, 0, 1, 4))):
            sketch.event(id, "bonus", rng.choice(("3", "-3", "10", "-10", "0.005", "-0.01", "2.5")))
        if chance(rng, 0.15):
            for state in rng.sample(("probation", "absent", "investigated"), rng.randint(1, 2)):
                sketch.fact(id, state, rng.choice(("1", "1", "0")), rng.choice((sketch.period,) * 4 + ("2019Q1",)))
    finish(sketch, ids)


def chaohu_year(sketch):
    rng = sketch.rng
    values = Values(rng, (60, 75, 90))
    ids = staff_of(sketch)
    for id in ids:
        kinds = rng.choice((("好", "较好"), ("好", "较好"), ("较好",), ("好", "较好", "一般", "较差"), ("较差", "一般")))
        for quarter in (1, 2, 3, 4):
            if chance(rng, 0.1):
                continue
            sketch.fact(id, "score", values.one(), f"{sketch.period}Q{quarter}")
            sketch.fact(id, "grade", rng.choice(kinds), f"{sketch.period}Q{quarter}")
        sketch.fact(id, "score", values.one(), f"{int(sketch.period) - 1}Q4")
    finish(sketch, ids)


def routine(sketch):
    rng = sketch.rng
    values = Values(rng, (60, 75, 90))
    ids = staff_of(sketch)
    for id in ids:
        sketch.fact(id, "score", values.one())
        sketch.fact(id, "proposed", rng.choice(("好", "好", "较好", "一般", "较差")))
        if chance(rng, 0.15):
            for state in rng.sample(("probation", "absent", "investigated"), rng.randint(1, 2)):
                sketch.fact(id, state, rng.choice(("1", "1", "0")))
    finish(sketch, ids)


def earlier_grades(sketch, id, year):
    """Grades of the three years before, and when the last merit was awarded."""
    rng = sketch.rng
    is_always_excellent = chance(rng, 0.5)
    for back in (1, 2, 3):
        if is_always_excellent or chance(rng, 0.7):
            word = "优秀" if is_always_excellent else rng.choice(("优秀", "优秀", "称职", "不称职", "好"))
            sketch.fact(id, "grade", word, str(year - back))
    if chance(rng, 0.5):
        sketch.fact(id, "merit.year", year - rng.choice((-1, 0, 0, 1, 2, 2, 3, 3, 4)))


def annual(sketch):
    rng, year = sketch.rng, int(sketch.period)
    values = Values(rng, (60, 50, 60))
    values.pool = [plain(rng.uniform(60, 100), 1) for _ in range(4)]
    ids = staff_of(sketch)
    for id in ids:
        sketch.fact(id, "total", values.one())
        for count in ("q.good", "q.fair", "q.average", "q.poor"):
            many = (0, 1, 2, 3, 4) if count in ("q.good", "q.fair") else (0, 0, 0, 0, 0, 0, 1)
            sketch.fact(id, count, rng.choice(many))
        earlier_grades(sketch, id, year)
        if chance(rng, 0.3):
            special_facts(sketch, id, str(year))
    finish(sketch, ids)
