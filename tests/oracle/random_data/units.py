"""Random units: taobei, hotline, jiangsu, fujian, water, water-term."""

from zhishi_oracle.rules import BARRED

from .persons import finish, special_facts
from .sketch import Values, chance, plain


def unit_ids(sketch, low=5, high=30, **attributes):
    """Units in a few groups, some below others; attributes are functions that give a value."""
    rng, ids = sketch.rng, []
    groups = rng.sample(["town", "department", "街道", "A", ""], rng.randint(1, 3))
    for n in range(rng.choice((0, 1, 2)) if chance(rng, 0.05) else rng.randint(low, high)):
        parent = rng.choice(ids) if ids and chance(rng, 0.1) else ""
        more = {name: give() for name, give in attributes.items()}
        ids.append(sketch.subject(f"{rng.choice('uX')}{n:03}", "unit", parent, rng.choice(groups), **more))
    return ids


def principals(sketch, units):
    """Persons below units: principals, one or two or none, and others who do not belong."""
    rng = sketch.rng
    for unit in units:
        for n in range(rng.choice((0, 1, 1, 1, 2))):
            sketch.subject(f"{unit}-p{n}", "person", unit, "x", "principal")
        if chance(rng, 0.3):
            sketch.subject(f"{unit}-d", "person", unit, "", rng.choice(("deputy", "")))
    if units and chance(rng, 0.5):
        sketch.subject("nobody", "person", "", "", "principal")
        team = sketch.subject("team0", "team", units[0])
        sketch.subject("below-team", "person", team, "", "principal")


def taobei(sketch):
    rng = sketch.rng
    values = Values(rng, (90, 80, 70, 60, 50))
    units = unit_ids(sketch)
    year = int(sketch.period[:4])
    for id in units:
        value = values.one()
        near = (lambda v: v) if chance(rng, 0.5) else values.near
        for item in ("key", "target", "routine", "daily", "leader", "public", "client"):
            role = item if item in ("leader", "public", "client") else "office"
            if role == "public" and chance(rng, 0.1):
                sketch.rate(id, item, "-", role, near(value))
                continue
            for n in range(rng.choice((1, 1, 2, 3))):
                sketch.rate(id, item, f"r{n}", role, near(value))
        for _ in range(rng.choice((0, 0, 1, 3))):
            sketch.event(id, "innovation", rng.choice(("1", "2.5", "0.01", "0", "5")))
        for _ in range(rng.choice((0, 0, 1, 2))):
            sketch.event(id, "deduction", rng.choice(("-1", "2.25", "-0.005", "-30")))
        for period in (str(year - 1), str(year)):
            if chance(rng, 0.6):
                sketch.fact(id, "grade", rng.choice(("不合格", "不合格", "合格", "优秀")), period)
    finish(sketch, units)
    principals(sketch, units)


def hotline(sketch):
    rng, units = sketch.rng, unit_ids(sketch)
    for id in units:
        cases = rng.choice((0, 1, 3, 7, 200, rng.randint(1, 999)))
        sketch.fact(id, "cases", cases)
        for name in ("answered", "solved", "satisfied"):
            sketch.fact(id, name, rng.choice((0, cases, cases // 2, rng.randint(0, cases))))
        if chance(rng, 0.2):
            sketch.fact(id, "cases", "5", "2001-01")
            sketch.fact(id, "solved", "9", "2001-01")
    finish(sketch, units)
    principals(sketch, units)


def jiangsu(sketch):
    rng = sketch.rng
    values = Values(rng, (90, 75, 60))
    units, teams, people = unit_ids(sketch, 3, 12), [], []
    for id in units:
        sketch.fact(id, "dev.common", values.one())
        sketch.fact(id, "dev.individual", rng.choice(("0", "10", "12.5", values.anything(0, 30))))
        sketch.fact(id, "party", rng.choice(("80", "80", values.one())))
        sketch.fact(id, "satisfaction", values.one())
        sketch.fact(id, "staff", rng.choice((0, 1, 4, 20, 39, 40, rng.randint(1, 300))))
        for _ in range(rng.choice((0, 0, 1, 4))):
            sketch.event(id, "dev", rng.choice(("3", "-3", "10", "-10", "0.005", "1.25")))
    finish(sketch, units)
    for id in units:
        for n in range(rng.choice((0, 1, 1, 2))):
            teams.append(sketch.subject(f"{id}-t{n}", "team", id, rng.choice(("班子", ""))))
    if chance(rng, 0.3):
        teams.append(sketch.subject("stray-team", "team", "", "班子"))
    for team in teams:
        sketch.fact(team, "own", rng.choice(("92", values.one())))
        for n in range(0 if team == "stray-team" else rng.randint(0, 4)):
            id = sketch.subject(f"{team}-p{n}", "person", team, "干部", rng.choice(("leader",) * 6 + ("clerk",)))
            people.append(id)
            sketch.fact(id, "own", rng.choice(("95", values.one())))
            if chance(rng, 0.3):
                special_facts(sketch, id, sketch.period)
            elif chance(rng, 0.2):
                sketch.fact(id, "discipline:1", rng.choice(sorted(BARRED)))
    if len(people) > 1:
        sketch.twin(*rng.sample(people, 2))
    sketch.drop(teams + people, 0.06)


def fujian(sketch):
    rng = sketch.rng
    units = unit_ids(sketch, 3, 20, **{"class": lambda: rng.choice(("city", "department", "small"))})
    for id in units:
        staff = rng.choice((0, 20, 99, 100, 101, 400))
        sketch.fact(id, "staff", staff)
        sketch.fact(id, "interviews", rng.choice((0, 20, staff, 99, 100, 299, 300, 301, 150)))
        sketch.fact(id, "days", rng.choice((0, 13, 14, 15, 30)))
        for k in rng.sample((1, 2, 3, 4), rng.randint(0, 4)):
            listed = rng.choice((0, 1, 3, 7))
            sketch.fact(id, f"must:{k}:listed", listed)
            if listed or chance(rng, 0.5):
                sketch.fact(id, f"must:{k}:met", rng.choice((listed, listed, rng.randint(0, listed))))
    people = []
    for n in range(rng.randint(3, 15)):
        id = sketch.subject(f"k{n:02}", "person", rng.choice([*units, ""]), rng.choice(("干部", "")))
        people.append(id)
        for q in range(1, 16):
            last = (0, 0) if n % 5 == 0 else (9, 1)
            yes, no = rng.choice(((10, 0), (10, 10), (7, 3), (49, 51), (0, 4), (3, 1), last))
            for rater in ("tally", "second")[:rng.choice((1, 1, 2))]:
                if yes or chance(rng, 0.5):
                    sketch.rate(id, f"q{q:02}", rater, "positive", yes)
                if no or chance(rng, 0.5):
                    sketch.rate(id, f"q{q:02}", rater, "negative", no)
        if chance(rng, 0.3):
            sketch.rate(id, "q01", "crowd", "positive", rng.choice((101, 5000, 999999999)))
    # A met without its listed is a fault; a listed without its met is a gap.
    finish(sketch, units + people, 0)
    sketch.drop(units + people, 0.06, lambda table, row: not row.get("key", "").endswith(":listed"))


def water(sketch):
    rng, units = sketch.rng, unit_ids(sketch)
    values = Values(rng, (90, 80, 60))
    for id in units:
        is_good = chance(rng, 0.6)
        for fact, limit in (("use", "use.limit"), ("gdp_cut", "gdp_cut.target"), ("irrigation", "irrigation.target"),
                            ("quality", "quality.target")):
            bound = rng.choice(("100", "55.1", "16.8", "0.000001", "405.25"))
            factor = rng.choice((1, 1, 0.9 if fact == "use" else 1.1) if is_good else (1, 1.1, 0.9, 1.2, 0.8, 1.001))
            sketch.fact(id, limit, bound)
            sketch.fact(id, fact, bound if factor == 1 else plain(float(bound) * factor))
        for n in range(rng.choice((1, 1, 2, 3))):
            sketch.rate(id, "management", f"e{n}", "expert", rng.choice(("0", "100", values.one())))
        found = rng.choice((0, 0, 3, 20))
        sketch.fact(id, "problems.found", found)
        if found or chance(rng, 0.5):
            sketch.fact(id, "problems.fixed", rng.choice((0, found, rng.randint(0, found))))
    finish(sketch, units)


def water_term(sketch):
    rng, units = sketch.rng, unit_ids(sketch)
    values = Values(rng, (90, 80, 60))
    for id in units:
        value = values.one()
        near = (lambda v: v) if chance(rng, 0.5) else values.near
        for back in (0, 1, 2, 3, 4, 5):
            sketch.fact(id, "score", near(value), str(int(sketch.period) - back))
        sketch.fact(id, "final", near(value))
    finish(sketch, units)
