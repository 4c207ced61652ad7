"""Faults that only one scheme knows; each returns (what, table, rows) or None."""


def pick(sketch, table, wanted):
    rows = [row for row in sketch.tables[table] if wanted(row)]
    return sketch.rng.choice(rows) if rows else None


def raise_above(sketch, part, whole, kind="unit"):
    """A part above its whole, in the appraised period, on a subject of the right kind."""
    kinds = {row["id"]: row["kind"] for row in sketch.tables["subjects"]}
    facts = {(row["subject"], row["key"]): row for row in sketch.tables["facts"] if row["period"] == sketch.period}
    pairs = [(row, facts[id, whole]) for (id, key), row in facts.items()
             if key == part and (id, whole) in facts and kinds[id] == kind]
    if not pairs:
        return None
    low, high = sketch.rng.choice(pairs)
    low["value"] = str(int(high["value"]) + sketch.rng.choice((1, 500)))
    return f"{part} above {whole}", "facts", (low,)


def diary_role(sketch, scheme):
    row = pick(sketch, "subjects", lambda row: row["kind"] == "person")
    if not row:
        return None
    row["role"] = sketch.rng.choice(("", "Head", "clerk"))
    return "a role that is none of the three", "subjects", (row,)


def unknown_class(sketch, scheme):
    kinds = ("unit",) if scheme.id == "fujian" else ("team", "person")
    row = pick(sketch, "subjects", lambda row: row["kind"] in kinds)
    if not row:
        return None
    row["class"] = sketch.rng.choice(("town", "City", "市"))
    return "an unknown class", "subjects", (row,)


def negative_innovation(sketch, scheme):
    row = pick(sketch, "events", lambda row: row["item"] == "innovation")
    if not row:
        return None
    row["points"] = sketch.rng.choice(("-1", "-0.000001"))
    return "a negative innovation", "events", (row,)


def part_above_cases(sketch, scheme):
    return raise_above(sketch, sketch.rng.choice(("answered", "solved", "satisfied")), "cases")


def met_above_listed(sketch, scheme):
    k = sketch.rng.choice((1, 2, 3, 4))
    return raise_above(sketch, f"must:{k}:met", f"must:{k}:listed")


def fixed_above_found(sketch, scheme):
    return raise_above(sketch, "problems.fixed", "problems.found")


def done_above_assigned(sketch, scheme):
    return raise_above(sketch, "done", "assigned")


def veto_of_a_year(sketch, scheme):
    row = pick(sketch, "facts", lambda row: row["key"].startswith("veto:"))
    if not row:
        return None
    row["period"] = sketch.rng.choice((row["period"][:4], f"{row['period'][:4]}-03", f"{row['period'][:4]}H1"))
    return "a veto in a period that is no quarter", "facts", (row,)


def limit_of_nothing(sketch, scheme):
    row = pick(sketch, "facts", lambda row: row["key"].endswith((".limit", ".target")))
    if not row:
        return None
    row["value"] = sketch.rng.choice(("0", "-5", "0.000000"))
    return "a limit of nothing", "facts", (row,)


def question_left_out(sketch, scheme):
    """Some answers of one rater on one subject are gone: named at the first that is left."""
    row = pick(sketch, "ratings", lambda row: row["role"] == "political" and row["period"] == sketch.period)
    if not row:
        return None
    answers = [other for other in sketch.tables["ratings"] if all(
        other[column] == row[column] for column in ("period", "subject", "rater", "role"))]
    gone = sketch.rng.sample(answers, sketch.rng.choice((1, 1, 24)))
    sketch.tables["ratings"] = [other for other in sketch.tables["ratings"]
                                if not any(other is one for one in gone)]
    return "a question left out", "ratings", tuple(one for one in answers if not any(one is g for g in gone))


BY_SCHEME = {
    "diary": (diary_role,), "sichuan": (unknown_class,), "fujian": (unknown_class, met_above_listed),
    "taobei": (negative_innovation,), "hotline": (part_above_cases,), "water": (fixed_above_found, limit_of_nothing),
    "gansu": (question_left_out,), "tutorial": (done_above_assigned, veto_of_a_year),
}
