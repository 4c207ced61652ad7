"""Puts one fault into a settled sketch, and says which rows may be named for it (Batch files, "Faults in the data").

A fault is a function of (sketch, scheme) that returns a Planted, or None where the tables have no place for it.
"""

from dataclasses import dataclass

from zhishi_oracle.rules import GRADES
from zhishi_oracle.scheme import Words
from zhishi_oracle.schemes import SCHEMES
from zhishi_oracle.tables import COLUMNS, number

from . import scheme_faults
from .sketch import Row


@dataclass
class Planted:
    """What was done, and the rows of which the first in the file must be named; no row: the header."""

    what: str
    table: str
    rows: tuple = ()

    def place(self):
        return f"{self.table}.csv:{min((row.line for row in self.rows), default=1)}"


def some_row(sketch, tables=("subjects", "ratings", "facts", "events", "items")):
    """(table, row) of a table that has rows, or None."""
    full = [table for table in tables if sketch.tables[table]]
    if not full:
        return None
    table = sketch.rng.choice(full)
    return table, sketch.rng.choice(sketch.tables[table])


def spoil_form(sketch, scheme):
    """Bytes, quotes, numbers of fields, a blank line."""
    table, row = some_row(sketch)
    what, spoil = sketch.rng.choice((
        ("bytes that are not UTF-8", lambda text: text.replace(b",", b",\xff", 1)),
        ("half a character", lambda text: text + b"\xe5\xbc"),
        ("an overlong form", lambda text: text.replace(b",", b"\xc0\xaf,", 1)),
        ("a surrogate", lambda text: text + b"\xed\xa0\x80"),
        ("a quote that is never closed", lambda text: b'"' + text.replace(b'"', b"")),
        ("a quote inside an unquoted field", lambda text: b'x"y' + text),
        ("text after a quote", lambda text: b'"a"b,' + text.split(b",", 1)[1]),
        ("one field more", lambda text: text + b","),
        ("one field less", lambda text: b"a,b"),
        ("a blank line", lambda text: b""),
    ))
    if what == "a quote that is never closed":
        # Everything below belongs to that field: only a table without later quotes leaves it open.
        rows = sketch.tables[table]
        row = rows[-1]
        if any('"' in cell or "\n" in cell or "," in cell for cell in row.values()):
            return None
    row.spoil = spoil
    return Planted(what, table, (row,))


def spoil_header(sketch, scheme):
    table = sketch.rng.choice([table for table, rows in sketch.tables.items() if rows or table == "subjects"])
    column = sketch.rng.choice(COLUMNS[table])
    if sketch.rng.random() < 0.5:
        sketch.header_spoil[table] = lambda columns: [name for name in columns if name != column]
        return Planted(f"column {column} is missing", table)
    sketch.header_spoil[table] = lambda columns: [*columns, column]
    return Planted(f"column {column} is named twice", table)


def spoil_name(sketch, scheme):
    """An id, item, key, rater or role that is empty or too long."""
    table, row = some_row(sketch)
    columns = {"subjects": ("id",), "ratings": ("item", "rater", "role"), "facts": ("key",), "events": ("item",),
               "items": ("item",)}[table]
    column = sketch.rng.choice(columns)
    row[column] = sketch.rng.choice(("", "x" * 65, "长" * 22))
    return Planted(f"{column} is {row[column]!r}", table, (row,))


def spoil_kind(sketch, scheme):
    table, row = some_row(sketch, ("subjects",))
    row["kind"] = sketch.rng.choice(("", "Person", "org", "persons"))
    return Planted("unknown kind", table, (row,))


def spoil_period(sketch, scheme):
    found = some_row(sketch, ("ratings", "facts", "events"))
    if not found:
        return None
    table, row = found
    row["period"] = sketch.rng.choice(("", "25", "2025Q5", "2025Q0", "2025H3", "2025-13", "2025-1", "2025q1", " 2025",
                                       "2025-00", "9abc", "x_y", "二〇二五", "20255", "-x", "2025-01-01"))
    return Planted(f"unreadable period {row['period']!r}", table, (row,))


def spoil_number(sketch, scheme):
    """A number that is none, in a column or a fact that must have one."""
    found = some_row(sketch, ("ratings", "events", "items", "facts"))
    if not found:
        return None
    table, row = found
    if table == "facts":
        kind = scheme.fact_type(row["key"])
        if kind is None or not kind.fault("abc"):
            return None
    column = {"ratings": "value", "events": "points", "items": "full", "facts": "value"}[table]
    row[column] = sketch.rng.choice(("", "abc", "1e2", "+5", ".5", "5.", "1.1234567", "1234567890", " 5", "5 ", "--1",
                                     "0x1", "１", "1,5", "-", "1.5.2", "NaN", "inf"))
    return Planted(f"{row[column]!r} for a number", table, (row,))


def spoil_word(sketch, scheme):
    """A value that the scheme does not know for this key, or that is empty or out of its bounds."""
    rows = [row for row in sketch.tables["facts"] if scheme.fact_type(row["key"]) or row["key"] == "grade"]
    if not rows:
        return None
    row = sketch.rng.choice(rows)
    kind = scheme.fact_type(row["key"]) or Words(GRADES)
    wrong = [text for text in ("", "良", "2", "-1", "0.5", "100.000001", "-0.000001", "excellent", "好 ", "1e0")
             if text == "" or kind.fault(text)]
    row["value"] = sketch.rng.choice(wrong)
    return Planted(f"{row['key']} is {row['value']!r}", "facts", (row,))


def spoil_rating(sketch, scheme):
    """A rating out of its range, by role or by value (C13)."""
    if not sketch.tables["ratings"]:
        return None
    row = sketch.rng.choice(sketch.tables["ratings"])
    kind = scheme.rating_type(row["item"], sketch)
    if kind and kind.roles and sketch.rng.random() < 0.4:
        row["role"] = sketch.rng.choice(("nobody", "Superior", "上级"))
        return Planted(f"role {row['role']} on {row['item']}", "ratings", (row,))
    high = 100 if kind is None else kind.high
    wrong = ["-0.000001", "-1"] + (["999999999", f"{float(high) + 0.000001:.6f}"] if high is not None else [])
    if kind and kind.whole:
        wrong.append("0.5")
    row["value"] = sketch.rng.choice(wrong)
    return Planted(f"{row['item']} is {row['value']}", "ratings", (row,))


def give_twice(sketch, scheme):
    """A row that says again what another says; the later one is at fault."""
    found = some_row(sketch, ("subjects", "ratings", "facts"))
    table, row = found
    rows = sketch.tables[table]
    again = Row(row)
    if table == "ratings":
        again["value"] = row["value"] if sketch.rng.random() < 0.5 else sketch.rng.choice(("0", "1"))
    rows.insert(sketch.rng.randint(rows.index(row) + 1, len(rows)), again)
    # Equal rows look alike to list.index: the first of the two is never the one at fault.
    return Planted("given twice", table, (again,))


def lose_subject(sketch, scheme):
    """A parent or a subject that is not in subjects.csv."""
    table, row = some_row(sketch, ("subjects", "ratings", "facts", "events"))
    column = "parent" if table == "subjects" else "subject"
    row[column] = sketch.rng.choice(("nobody-known", "0", " "))
    return Planted(f"unknown {column}", table, (row,))


def close_circle(sketch, scheme):
    """The root of a chain gets a parent below it."""
    by_id = {row["id"]: row for row in sketch.tables["subjects"]}
    row = sketch.rng.choice(sketch.tables["subjects"])
    chain = [row]
    while chain[-1]["parent"]:
        chain.append(by_id[chain[-1]["parent"]])
    chain[-1]["parent"] = row["id"]
    return Planted("a circle of parents", "subjects", tuple(chain))


def full_is_nothing(sketch, scheme):
    if not sketch.tables["items"]:
        return None
    row = sketch.rng.choice(sketch.tables["items"])
    row["full"] = sketch.rng.choice(("0", "-5", "0.000000"))
    return Planted("a full mark of nothing", "items", (row,))


def state_out_of_its_year(sketch, scheme):
    """C8: the facts of special states stand in a year."""
    rows = [row for row in sketch.tables["facts"] if row["key"] in ("probation", "absence.months")
            or row["key"].startswith("discipline:")]
    if not scheme.has_special_states or not rows:
        return None
    row = sketch.rng.choice(rows)
    row["period"] = sketch.rng.choice(("2025Q1", "2025H1", "2025-01", "special"))
    return Planted(f"{row['key']} in {row['period']}", "facts", (row,))


def released_beside_others(sketch, scheme):
    """C10: a released mean beside another row of the same role and item."""
    periods = scheme.rating_periods(sketch.period)
    rows = [row for row in sketch.tables["ratings"] if row["rater"] != "-" and row["period"] in periods
            and scheme.rating_type(row["item"], sketch) and row["item"][:1] != "p"]
    if not rows:
        return None
    row = sketch.rng.choice(rows)
    together = [other for other in sketch.tables["ratings"] if all(
        other[column] == row[column] for column in ("period", "subject", "item", "role"))]
    if any(other["rater"] == "-" for other in together):
        return None
    mean = Row(row, rater="-")
    sketch.tables["ratings"].insert(sketch.rng.randint(0, len(sketch.tables["ratings"])), mean)
    return Planted("a released mean beside other rows", "ratings", (mean,))


FAULTS = (spoil_form, spoil_form, spoil_header, spoil_name, spoil_kind, spoil_period, spoil_number, spoil_word,
          spoil_rating, give_twice, lose_subject, close_circle, full_is_nothing, state_out_of_its_year,
          released_beside_others)


# Faults of one cell: two of them are both named, wherever they stand.
SEPARATE = (spoil_period, spoil_number, spoil_word, spoil_rating)


def plant_two(sketch, scheme_id):
    """Puts two faults in, where the tables have places for them; returns what was planted."""
    found = [kind(sketch, SCHEMES[scheme_id]) for kind in sketch.rng.sample(SEPARATE, 2)]
    found = [planted for planted in found if planted]
    # Whether a rating is above an item's full mark cannot be told of a full mark that is unreadable.
    return [planted for planted in found if planted.table == "items"] or found or [plant(sketch, scheme_id)]


def plant(sketch, scheme_id):
    """Puts one fault in; every kind of fault is tried until one has a place."""
    scheme, kinds = SCHEMES[scheme_id], list(FAULTS) + list(scheme_faults.BY_SCHEME.get(scheme_id, ())) * 3
    if not sketch.tables["subjects"]:
        return spoil_header(sketch, scheme)
    while True:
        planted = sketch.rng.choice(kinds)(sketch, scheme)
        if planted and not isinstance(planted, Planted):
            planted = Planted(*planted)
        if planted:
            return planted
