"""Random teams with their leaders: gansu, sichuan."""

from .persons import earlier_grades, finish, special_facts
from .sketch import Values, chance

CATEGORIES = ("市州", "省直部门", "事业单位", "国有企业", "贫困县")


def answers(sketch, id):
    """Whole answers of a few raters: 25 questions each, about the two political thresholds."""
    rng = sketch.rng
    for rater in range(rng.choice((0,) + (1, 2, 2) * 5 + (4,))):
        no = rng.choice((0, 0, 0, 1, 1, 2, 3, 5, 6, 12))
        refused = set(rng.sample(range(1, 26), no))
        for n in range(1, 26):
            sketch.rate(id, f"p{n:02}", f"r{rater}", "political", 0 if n in refused else 1)


def gansu(sketch):
    rng, year = sketch.rng, int(sketch.period)
    values = Values(rng, (75, 60))
    categories = rng.sample(CATEGORIES, rng.randint(1, 3))
    teams, ids = [], []
    for n in range(rng.randint(2, 9)):
        teams.append(sketch.subject(f"g{n:03}", "team", "", rng.choice(categories)))
        ids.append(teams[-1])
        roles = ["principal"] * rng.choice((0, 1, 1, 1, 2)) + ["deputy"] * rng.choice((0, 1, 3, 5, 8)) + ["clerk"]
        for at, role in enumerate(roles):
            group = rng.choice(categories)
            ids.append(sketch.subject(f"g{n:03}-{at}", "person", teams[-1], group, role))
    if chance(rng, 0.4):
        sketch.subject("alone", "person", rng.choice(("", ids[-1])), categories[0], "principal")
    for id in ids:
        value = values.one()
        for quarter in (1, 2, 3, 4):
            sketch.fact(id, "routine", values.near(value), f"{year}Q{quarter}")
        sketch.fact(id, "annual", values.near(value))
        answers(sketch, id)
        earlier_grades(sketch, id, year)
        if chance(rng, 0.3):
            special_facts(sketch, id, str(year))
    finish(sketch, ids, 0)
    sketch.drop(ids, 0.06, lambda table, row: table == "facts")
    departments(sketch, teams)


def departments(sketch, teams):
    """Clause 6: items with a full mark, rated at the spread's edge, all full, or by one department alone."""
    rng = sketch.rng
    for n in range(rng.randint(0, 6)):
        full = rng.choice(("5", "10", "100", "150", "0.5"))
        sketch.add("items", f"x{n:02}", full, f"dept{n}")
        shares = rng.choice(((1,), (1, 1, 1, 0.999), (0.7, 1), (0.7, 0.999, 1), (0, 1), (0.5, 0.6), (0.4, 0.700001)))
        for team in teams if chance(rng, 0.8) else teams[:rng.randint(0, 2)]:
            for rater in range(rng.choice((0, 1, 1, 2, 2))):
                value = f"{float(full) * rng.choice(shares):.6f}"
                sketch.rate(team, f"x{n:02}", f"dept{n}{rater}", "department", value)
    for team in teams[:1]:
        sketch.rate(team, "undeclared", "dept0", "department", "3")


def sichuan(sketch):
    rng = sketch.rng
    values = Values(rng, (75, 60))
    groups = rng.sample(("攀西", "川南", "川东北", ""), rng.randint(1, 3))
    ids = []
    for n in range(rng.randint(5, 60)):
        id = sketch.subject(f"{rng.choice('qQ')}{n:03}", rng.choice(("person", "person", "team")), "",
                            rng.choice(groups), "", **{"class": rng.choice(("city", "county", "department"))})
        ids.append(id)
        value = values.one()
        near = (lambda v: v) if chance(rng, 0.5) else values.near
        for fact in ("political", "duty", "key", "democratic"):
            sketch.fact(id, fact, near(value))
        for at in range(rng.choice((0, 0, 0, 0, 1, 2, 3))):
            word = rng.choice(("pending", "cleared", "cleared", "cap", "cap", "no_grade"))
            sketch.fact(id, f"negative:{at}", word, rng.choice((sketch.period,) * 5 + ("2003",)))
        if chance(rng, 0.3):
            special_facts(sketch, id, sketch.period)
    finish(sketch, ids)
