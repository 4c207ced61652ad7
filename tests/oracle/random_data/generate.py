"""Makes one random case of a scheme from a seed: the tables, the period and the settings."""

import random

from zhishi_oracle.scheme import Number, Rated
from zhishi_oracle.schemes import SCHEMES
from zhishi_oracle.tables import number

from . import lesson, persons, teams, units
from .sketch import Sketch

MAKERS = {
    "diary": persons.diary, "chaohu": persons.chaohu, "chaohu-year": persons.chaohu_year, "routine": persons.routine,
    "annual": persons.annual, "taobei": units.taobei, "hotline": units.hotline, "jiangsu": units.jiangsu,
    "fujian": units.fujian, "water": units.water, "water-term": units.water_term, "gansu": teams.gansu,
    "sichuan": teams.sichuan, "tutorial": lesson.tutorial,
}


def random_period(rng, scheme):
    year = rng.randint(*scheme.years)
    kind = rng.choice(scheme.period_kinds)
    if scheme.id == "taobei" and rng.random() < 0.3:
        return f"{year}H1"
    return {"year": str(year), "quarter": f"{year}Q{rng.randint(1, 4)}", "month": f"{year}-{rng.randint(1, 12):02}",
            "special": rng.choice(("visit-2020", "x", "A1-b"))}[kind]


def random_settings(rng, scheme):
    """Settings within C11, often on its edges; thresholds move together so that they stay in order."""
    given, shift = [], rng.choice((0, 0, 5, -5, 0.01))
    if rng.random() < 0.4:
        return []
    names = rng.sample(sorted(scheme.parameters), min(len(scheme.parameters), rng.randint(1, 4)))
    for name in names:
        default = scheme.parameters[name]
        if name.startswith("min.") and name != "min.good_quarters":
            continue
        if name in ("merit.years", "least", "accountable.count", "min.good_quarters"):
            text = str(rng.randint(1, 5))
        elif name.startswith(("share.", "staff.")) or name in ("bottom", "spread", "favour", "satisfaction.share"):
            text = rng.choice(("0", "1", "0.2", "0.25", "0.333333", "0.5", "0.05", "1.0"))
        elif name.startswith("weight."):
            text = rng.choice(("0", "1", "0.3", "0.15", "0.666667"))
        else:
            text = rng.choice((str(default), f"{float(default) * rng.choice((0.5, 1.25, 2)):.4f}"))
            if name not in ("focus.factor", "party.base", "service.base") and rng.random() < 0.15:
                text = "0"
        given.append((name, text))
    if shift:
        for name, default in scheme.parameters.items():
            if name.startswith("min.") and name != "min.good_quarters":
                given.append((name, f"{float(default) + shift:g}"))
    if "focus.item" in scheme.word_parameters and rng.random() < 0.5:
        given.append(("focus.item", rng.choice(("epidemic", "invest", "a/b", "nothing"))))
        given.append(("focus.factor", rng.choice(("2", "1.5", "0.25"))))
    if "secret.below_k" in scheme.word_parameters and rng.random() < 0.6:
        given.append(("secret.below_k", rng.choice(("reweight", "reweight", "incomplete"))))
    if given and rng.random() < 0.1:
        given.insert(0, (given[-1][0], given[-1][1]) if number(given[-1][1]) is None else (given[-1][0], "1"))
    return given


def misuse(rng, scheme):
    """Settings and a period of which something is wrong use (exit 2); returns (period or None, settings)."""
    year_like = random_period(rng, scheme)
    wrong_periods = [p for p in ("2025", "2025H2", "2025Q3", "2025-03", "2025-13", "Q3-2025", "20255", "9x")
                     if not scheme.fits(p)]
    bad = []
    for name in scheme.parameters:
        if name.startswith(("share.", "weight.", "staff.")) or name in ("bottom", "spread", "favour"):
            bad += [(name, "1.000001"), (name, "-0.1")]
        if name in ("merit.years", "least", "accountable.count"):
            bad += [(name, "0"), (name, "1.5"), (name, "-2")]
        if name == "min.good_quarters":
            bad += [(name, "0.5"), (name, "-1")]
        if name in ("focus.factor", "party.base", "service.base"):
            bad += [(name, "0")]
        bad += [(name, text) for text in ("abc", "", "-1", "1e1", "1,5")]
    bad += [("no.such.parameter", "1"), ("secret.below_k", "sometimes")]
    if rng.random() < 0.25 and wrong_periods:
        return rng.choice(wrong_periods), []
    return year_like, random_settings(rng, scheme) + [rng.choice(bad)]


def add_bystanders(sketch):
    """Subjects of the other kinds, with somebody's inputs: no scheme of persons scores a team."""
    rng, rows = sketch.rng, sketch.tables["subjects"]
    if not rows or rng.random() < 0.5:
        return
    taken = {"diary": ("team", "unit"), "annual": ("team", "unit")}
    for n, row in enumerate(rng.sample(rows, min(3, len(rows)))):
        kind = rng.choice(taken.get(sketch.scheme_id, ("team", "unit", "person")))
        more = {name: row.get(name, "") for name in sketch.attributes}
        if "class" in more:
            more["class"] = rng.choice(("city", "county", "department") if sketch.scheme_id == "sichuan" else
                                       ("city", "small", "department"))
        id = sketch.subject(f"by{n}", kind, rng.choice(("", row["id"])), row["group"], row["role"], **more)
        sketch.twin(row["id"], id)


def rename_subjects(sketch):
    """Ids as awkward as they may be: quoted, of several lines, of 64 bytes, in the order of their bytes."""
    rng, names = sketch.rng, {"": ""}
    for row in sketch.tables["subjects"]:
        id = row["id"]
        names[id] = rng.choice((id, id.upper() + "~", f"李{id}", f"𠮷{id}", f"{id},x", f'"{id}"', f"{id}\ny", f" {id} ",
                                id.ljust(64, "="), f"é{id}", f"\ufeff{id}", f"-{id}", f"{id};x"))
    for table, columns in (("subjects", ("id", "parent")), ("ratings", ("subject",)), ("facts", ("subject",)),
                           ("events", ("subject",))):
        for row in sketch.tables[table]:
            for column in columns:
                row[column] = names[row[column]]


EXTREMES = ("999999999.999999", "-999999999.999999", "0", "-0", "-0.000001", "0.000001", "000000007.500000", "-80.005",
            "0.333333", "123456789.987654", "66.666667")


def stretch(sketch, scheme):
    """Numbers as large, small, negative and uneven as the tables allow: nothing may overflow or be rounded (C1)."""
    rng, share = sketch.rng, sketch.rng.choice((0.05, 0.3, 0.9))
    for row in sketch.tables["facts"]:
        kind = scheme.fact_type(row["key"])
        if isinstance(kind, Number) and not kind.whole and row["key"] not in ("merit.year", "absence.months"):
            fitting = [text for text in EXTREMES if not kind.fault(text)]
            if rng.random() < share:
                row["value"] = rng.choice(fitting)
    for row in sketch.tables["ratings"]:
        kind = scheme.rating_type(row["item"], sketch) or Rated()
        if not kind.whole and kind.high == 100 and rng.random() < share:
            row["value"] = rng.choice(("99.999999", "0.000001", "33.333333", "000000099.5", "-0", "100.000000"))
    for row in sketch.tables["events"]:
        if rng.random() < share:
            row["points"] = rng.choice([text for text in EXTREMES
                                        if not list(scheme.event_faults({**row, "points": text}))])


def make_case(scheme_id, seed):
    """(sketch, settings): the same for the same seed."""
    scheme, rng = SCHEMES[scheme_id], random.Random(f"{scheme_id} {seed}")
    sketch = Sketch(rng, random_period(rng, scheme), scheme_id)
    settings = random_settings(rng, scheme)
    MAKERS[scheme_id](sketch)
    add_bystanders(sketch)
    if rng.random() < 0.15:
        stretch(sketch, scheme)
    if rng.random() < 0.15 and "organ" in sketch.attributes:
        sketch.attributes.remove("organ")
    if rng.random() < 0.2:
        rename_subjects(sketch)
    sketch.settle()
    return sketch, settings
