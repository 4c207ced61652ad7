"""The invented county of the lesson: units with heads and staff."""

from zhishi_oracle.schemes.tutorial import CRITICISM, STATES, VETO, months, quarter_before

from .persons import finish, staff_of
from .sketch import Values, chance


def unit_inputs(sketch, id):
    rng = sketch.rng
    assigned = rng.choice((1, 3, 7, 8, 12, rng.randint(1, 400)))
    sketch.fact(id, "assigned", assigned)
    sketch.fact(id, "done", rng.choice((assigned, assigned, assigned // 2, rng.randint(0, assigned))))
    value = rng.choice(("72", "71.996", "48", "80", "100", "0", f"{rng.uniform(30, 100):.3f}"))
    for n in range(rng.choice((1, 1, 2, 3))):
        sketch.rate(id, "service", f"r{n}", "resident", value)
    words = sorted(VETO | CRITICISM) + ["criticised"] * 3
    for n in range(rng.choice((0, 0, 0, 1, 1, 2))):
        sketch.fact(id, f"veto:{n}", rng.choice(words), rng.choice((sketch.period,) * 4 + ("2019Q1",)))


def person_inputs(sketch, id, values):
    rng = sketch.rng
    value = values.one()
    near = (lambda v: v) if chance(rng, 0.6) else values.near
    for month in rng.sample(months(sketch.period), rng.choice((1, 1, 2, 3, 3))):
        for n in range(rng.choice((1, 1, 1, 2))):
            sketch.rate(id, "summary", f"r{n}", "superior", near(value), month)
    if chance(rng, 0.1):
        sketch.rate(id, "summary", "r", "superior", "3", months(quarter_before(sketch.period))[-1])
    for period in (quarter_before(sketch.period), sketch.period):
        if chance(rng, 0.5):
            sketch.fact(id, "grade", rng.choice(("较差", "较差", "一般", "好")), period)
    if chance(rng, 0.15):
        for state in rng.sample(STATES, rng.randint(1, 2)):
            sketch.fact(id, state, rng.choice(("1", "1", "0")), rng.choice((sketch.period,) * 4 + ("2019Q1",)))


def tutorial(sketch):
    values = Values(sketch.rng, (85, 75, 60))
    ids = staff_of(sketch, ("head", "staff", "staff", ""))
    units = [row["id"] for row in sketch.tables["subjects"] if row["kind"] == "unit"]
    for id in units:
        unit_inputs(sketch, id)
    for id in ids:
        person_inputs(sketch, id, values)
    finish(sketch, ids)
    sketch.drop(units, 0.1, lambda table, row: not row.get("key", "") == "assigned")
