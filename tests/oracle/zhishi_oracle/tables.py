"""The input tables, and every fault in them that can be told without knowing the scheme (exchange: Input tables)."""

import pathlib
import re
from dataclasses import dataclass, field
from fractions import Fraction

COLUMNS = {
    "subjects": ("id", "name", "kind", "parent", "group", "role"),
    "ratings": ("period", "subject", "item", "rater", "role", "value"),
    "facts": ("period", "subject", "key", "value"),
    "events": ("period", "subject", "item", "points", "note"),
    "items": ("item", "full", "rater"),
}
# What may not be empty, nor longer than NAME_BYTES.
NAMES = {
    "subjects": ("id",),
    "ratings": ("item", "rater", "role"),
    "facts": ("key",),
    "events": ("item",),
    "items": ("item",),
}
NAME_BYTES = 64
KINDS = ("person", "team", "unit")
NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")
PERIODS = {
    "year": re.compile(r"[0-9]{4}"),
    "half": re.compile(r"[0-9]{4}H[12]"),
    "quarter": re.compile(r"[0-9]{4}Q[1-4]"),
    "month": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"),
    "special": re.compile(r"[A-Za-z][A-Za-z0-9-]*"),
}


def period_kind(text):
    """The kind of a period, or None if the text is no period."""
    return next((kind for kind, shape in PERIODS.items() if shape.fullmatch(text)), None)


def number(text):
    """An exact number, or None if the text is no decimal number of the tables."""
    return Fraction(text) if NUMBER.fullmatch(text) else None


@dataclass(frozen=True, order=True)
class Fault:
    """One fault in the data, as `file:line`, with the reason."""

    file: str
    line: int
    what: str

    def place(self):
        return f"{self.file}:{self.line}"


@dataclass
class Row:
    """One row under its header: the physical line on which it begins and its fields by column."""

    line: int
    fields: dict

    def __getitem__(self, column):
        return self.fields[column]


@dataclass
class Data:
    """All tables of one folder. A table that is not there is empty."""

    subjects: dict = field(default_factory=dict)  # id -> Row
    ratings: list = field(default_factory=list)
    facts: list = field(default_factory=list)
    events: list = field(default_factory=list)
    items: list = field(default_factory=list)
    fact_rows: dict = field(default_factory=dict)  # (period, subject, key) -> Row
    _rated: dict = None
    _keys: dict = None

    def fact(self, period, subject, key):
        """The text of a fact, or None."""
        row = self.fact_rows.get((period, subject, key))
        return row["value"] if row else None

    def number(self, period, subject, key):
        """The value of a numeric fact, or None."""
        text = self.fact(period, subject, key)
        return None if text is None else Fraction(text)

    def keys(self, period, subject, prefix):
        """The keys of a subject's facts that begin with a prefix."""
        if self._keys is None:
            self._keys = {}
            for row in self.facts:
                self._keys.setdefault((row["period"], row["subject"]), []).append(row["key"])
        return [key for key in self._keys.get((period, subject), ()) if key.startswith(prefix)]

    def rated(self, period, subject, item, role=None):
        """The values that one subject has on one item, of one role or of all."""
        if self._rated is None:
            self._rated = {}
            for row in self.ratings:
                at = (row["period"], row["subject"], row["item"])
                self._rated.setdefault(at, []).append((row["role"], Fraction(row["value"])))
        return [value for by, value in self._rated.get((period, subject, item), ()) if role in (None, by)]

    def points(self, period, subject, item):
        """The points of one subject's events of one item."""
        return [Fraction(r["points"]) for r in self.events
                if (r["period"], r["subject"], r["item"]) == (period, subject, item)]


def split_rows(content, file, faults):
    """Cuts bytes into (line, fields) as RFC 4180 has it; names bad bytes and bad quotes at the row's first line."""
    rows, at, line = [], 3 if content.startswith(b"\xef\xbb\xbf") else 0, 1
    while at < len(content):
        begin, fields, bad = line, [], None
        while True:  # one field a turn
            if content[at:at + 1] == b'"':
                text, at, what = quoted_field(content, at)
                bad = bad or what
                line += text.count(b"\n")
                fields.append(text)
                if what:
                    break
            else:
                end = at
                while end < len(content) and content[end:end + 1] not in (b",", b"\n"):
                    end += 1
                text = content[at:end]
                if content[end:end + 1] == b"\n" and text.endswith(b"\r"):
                    text = text[:-1]
                if b'"' in text:
                    bad = "a quote inside an unquoted field"
                fields.append(text)
                at = end
            if content[at:at + 1] == b",":
                at += 1
                continue
            break
        if bad:
            faults.append(Fault(file, begin, bad))
            end = content.find(b"\n", at)
            at = len(content) if end < 0 else end
        if content[at:at + 2] == b"\r\n":
            at += 1
        at, line = at + 1, line + 1
        try:
            decoded = [text.decode("utf-8") for text in fields]
        except UnicodeDecodeError:
            faults.append(Fault(file, begin, "bytes that are not UTF-8"))
            continue
        if not bad:
            rows.append((begin, decoded))
    return rows


def quoted_field(content, at):
    """The text of a quoted field that begins at `at`, where it ends, and what is wrong with it (or None)."""
    text, at = b"", at + 1
    while True:
        end = content.find(b'"', at)
        if end < 0:
            return text + content[at:], len(content), "a quote that is never closed"
        text += content[at:end]
        if content[end + 1:end + 2] == b'"':
            text, at = text + b'"', end + 2
            continue
        after = content[end + 1:end + 3]
        if after[:1] in (b"", b",", b"\n") or after == b"\r\n":
            return text, end + 1, None
        return text, end + 1, "text after a closing quote"


def read_table(folder, table, faults):
    """The rows of one table, as far as its form is right."""
    path, file = pathlib.Path(folder) / f"{table}.csv", f"{table}.csv"
    if not path.exists():
        if table == "subjects":
            faults.append(Fault(file, 1, "the file is missing"))
        return []
    rows = split_rows(path.read_bytes(), file, faults)
    header = rows[0][1] if rows and rows[0][0] == 1 else []
    wrong = [column for column in COLUMNS[table] if header.count(column) != 1]
    for column in wrong:
        faults.append(Fault(file, 1, f"column {column} is missing or named twice"))
    if wrong:
        return []
    table_rows = []
    for line, fields in rows[1:]:
        if len(fields) != len(header):
            faults.append(Fault(file, line, f"{len(fields)} fields, {len(header)} columns"))
            continue
        row = Row(line, dict(zip(header, fields)))
        for column in NAMES[table]:
            if not 1 <= len(row[column].encode()) <= NAME_BYTES:
                faults.append(Fault(file, line, f"{column} is empty or too long"))
        table_rows.append(row)
    return table_rows


def check_subjects(rows, data, faults):
    """Kinds, doubles, parents that are not there, circles of parents (named at the circle's first row)."""
    for row in rows:
        if row["kind"] not in KINDS:
            faults.append(Fault("subjects.csv", row.line, "unknown kind"))
        if row["id"] in data.subjects:
            faults.append(Fault("subjects.csv", row.line, "an id given twice"))
        else:
            data.subjects[row["id"]] = row
    for row in rows:
        if row["parent"] and row["parent"] not in data.subjects:
            faults.append(Fault("subjects.csv", row.line, "unknown parent"))
    done = set()
    for start in data.subjects:
        path, here = [], start
        while here in data.subjects and here not in done:
            done.add(here)
            path.append(here)
            here = data.subjects[here]["parent"]
        if here in path:
            circle = path[path.index(here):]
            faults.append(Fault("subjects.csv", min(data.subjects[id].line for id in circle), "a circle of parents"))


def check_rows(table, rows, data, faults):
    """Periods, subjects and numbers of the rows below subjects.csv, and rows given twice."""
    file, seen = f"{table}.csv", set()
    numbers = {"ratings": "value", "events": "points", "items": "full"}
    same = {"ratings": ("period", "subject", "item", "rater", "role"), "facts": ("period", "subject", "key"),
            "items": ("item",)}
    for row in rows:
        if "period" in row.fields and table != "items" and period_kind(row["period"]) is None:
            faults.append(Fault(file, row.line, "unreadable period"))
        if table != "items" and row["subject"] not in data.subjects:
            faults.append(Fault(file, row.line, "unknown subject"))
        if table in numbers and number(row[numbers[table]]) is None:
            faults.append(Fault(file, row.line, "unreadable number"))
        full = number(row["full"]) if table == "items" else None
        if full is not None and full <= 0:
            faults.append(Fault(file, row.line, "a full mark must be above 0"))
        if table == "facts" and row["value"] == "":
            faults.append(Fault(file, row.line, "empty value"))
        if table in same:
            key = tuple(row[column] for column in same[table])
            if key in seen:
                faults.append(Fault(file, row.line, "given twice"))
            seen.add(key)


def check_released_means(rows, is_read, faults):
    """C10: the released mean `-` of a secret evaluation stands alone on its item and role, where it is read.

    A fault of a group of rows stands at the group's first row; the mean itself may be named as well.
    """
    raters = {}
    for row in rows:
        if is_read(row):
            raters.setdefault((row["period"], row["subject"], row["item"], row["role"]), []).append(row)
    for together in raters.values():
        released = [row for row in together if row["rater"] == "-"]
        if released and len(together) > len(released):
            for row in (together[0], released[0]):
                faults.append(Fault("ratings.csv", row.line, "a released mean beside other rows"))


def read_folder(folder, scheme, period, settings):
    """Reads all tables for one scheme. Returns (Data, [Fault]); the data may be scored only if there is no fault."""
    faults, data = [], Data()
    check_subjects(read_table(folder, "subjects", faults), data, faults)
    for table in ("ratings", "facts", "events", "items"):
        rows = read_table(folder, table, faults)
        check_rows(table, rows, data, faults)
        setattr(data, table, rows)
    for row in data.facts:
        data.fact_rows.setdefault((row["period"], row["subject"], row["key"]), row)
    for row in data.subjects.values():
        faults += [Fault("subjects.csv", row.line, what) for what in scheme.subject_faults(row)]
    for row in data.facts:
        faults += [Fault("facts.csv", row.line, what) for what in scheme.fact_faults(row)]
    for row in data.ratings:
        faults += [Fault("ratings.csv", row.line, what) for what in scheme.rating_faults(row, data)]
    for row in data.events:
        faults += [Fault("events.csv", row.line, what) for what in scheme.event_faults(row)]
    periods = scheme.rating_periods(period)
    check_released_means(data.ratings, lambda row: row["period"] in periods
                         and scheme.rating_type(row["item"], data) is not None, faults)
    if not faults:
        faults += scheme.faults_across(data, period, settings)
    return data, sorted(set(faults))
