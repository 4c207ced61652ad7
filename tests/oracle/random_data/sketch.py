"""The tables of one random case before they are written, and how they are written: in any form that is allowed."""

import functools
import pathlib

from zhishi_oracle.tables import COLUMNS

NAMES = ("张伟", "王芳", "李娜", "刘洋", "Smith, J.", 'O"Neil', "陈\n静", "杨  敏", "赵强", "周涛", "", "吴磊")


id_of = id  # elsewhere `id` is a subject's


class Row(dict):
    """One row; `spoil` turns its bytes into what shall stand in the file instead."""

    spoil = None
    line = 0


class Sketch:
    """Rows by table, added one at a time. `rng` decides everything that is random."""

    def __init__(self, rng, period, scheme_id):
        self.rng, self.period, self.scheme_id = rng, period, scheme_id
        self.tables = {table: [] for table in COLUMNS}
        self.is_measured = False  # groups of sizes that must stay
        self.attributes = []  # further columns of subjects.csv
        self.header_spoil = {}  # table -> function of the list of columns

    @property
    def items(self):
        """The declared items, as a scheme asks for them."""
        return self.tables["items"]

    # --- rows -----------------------------------------------------------------------------------------------------

    def add(self, table, *cells, **more):
        row = Row(zip(COLUMNS[table], (str(cell) for cell in cells)), **more)
        self.tables[table].append(row)
        return row

    def subject(self, id, kind, parent="", group="", role="", **attributes):
        self.attributes += [name for name in attributes if name not in self.attributes]
        self.add("subjects", id, self.rng.choice(NAMES), kind, parent, group, role, **attributes)
        return id

    def rate(self, subject, item, rater, role, value, period=None):
        self.add("ratings", period or self.period, subject, item, rater, role, value)

    def fact(self, subject, key, value, period=None):
        self.add("facts", period or self.period, subject, key, value)

    def event(self, subject, item, points, period=None):
        self.add("events", period or self.period, subject, item, points, self.rng.choice(("", "加分", 'a,"b"')))

    def twin(self, one, other):
        """Gives one subject exactly the inputs of another: a tie."""
        for table in ("ratings", "facts", "events"):
            kept = [row for row in self.tables[table] if row["subject"] != other]
            self.tables[table] = kept + [Row(row, subject=other) for row in kept if row["subject"] == one]

    def drop(self, subjects, share, may_go=lambda table, row: True):
        """Takes an input, or a few, away from some of the subjects (C2)."""
        for id in subjects:
            if self.rng.random() < share:
                inputs = [row for table in ("ratings", "facts") for row in self.tables[table]
                          if row["subject"] == id and may_go(table, row)]
                gone = {id_of(row) for row in self.rng.sample(inputs, min(len(inputs), self.rng.randint(1, 3)))}
                for table in ("ratings", "facts"):
                    self.tables[table] = [row for row in self.tables[table] if id_of(row) not in gone]

    def stray(self, subjects):
        """Rows that no scheme reads: other items, keys, years, an odd word."""
        rng = self.rng
        for id in rng.sample(subjects, min(len(subjects), 3)):
            other = rng.choice(("1999", "2031-07", "1998H2", "2040Q4", "special-7"))
            self.fact(id, "note.of.nobody", rng.choice(("一个词", "-12.5", "好")))
            self.fact(id, "another.key", "3", other)
            self.rate(id, "item.of.nobody", "x", "anybody", rng.choice(("0", "100", "50.123456")))
            self.event(id, "of.nobody", rng.choice(("3", "-999999999.999999")), other)

    # --- the files ------------------------------------------------------------------------------------------------

    def settle(self):
        """Brings the rows into the order in which they will stand. Faults are put in after this."""
        for table, rows in self.tables.items():
            if table != "subjects" or self.rng.random() < 0.5:
                self.rng.shuffle(rows)

    def write(self, folder):
        """Writes the files, and into each row its physical line."""
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True)
        for table, rows in self.tables.items():
            if rows or table == "subjects" or self.rng.random() < 0.3:
                (folder / f"{table}.csv").write_bytes(self.content(table, rows))
        if self.rng.random() < 0.2:
            (folder / "notes.txt").write_bytes(b"\xff not a table")

    def content(self, table, rows):
        rng, end = self.rng, self.rng.choice((b"\n", b"\n", b"\r\n"))
        columns = list(COLUMNS[table]) + (self.attributes if table == "subjects" else [])
        if rng.random() < 0.3:
            columns.append("remark")
        if rng.random() < 0.3:
            rng.shuffle(columns)
        header = self.header_spoil.get(table, list)(columns)
        lines = [b"\xef\xbb\xbf" if rng.random() < 0.2 else b"", ",".join(header).encode() + end]
        line, quotes_all = 2, rng.random() < 0.1
        for row in rows:
            row.line = line
            text = b",".join(self.cell(row.get(column, ""), quotes_all) for column in header)
            text = row.spoil(text) if row.spoil else text
            lines.append(text + end)
            line += 1 + text.count(b"\n")
        if rows and rng.random() < 0.1 and not rows[-1].spoil:
            lines[-1] = lines[-1][:-len(end)]
        return b"".join(lines)

    @staticmethod
    def cell(text, is_quoted):
        if is_quoted or any(mark in text for mark in ',"\n'):
            return b'"' + text.replace('"', '""').encode() + b'"'
        return text.encode()


class Values:
    """Numbers as people write them: on a threshold, beside it, from a small pool so that they meet, or anything."""

    def __init__(self, rng, edges):
        self.rng, self.edges = rng, edges
        self.pool = [self.anything(low=rng.choice((60, 88))) for _ in range(rng.choice((2, 4, 8)))]

    def edge(self):
        off = self.rng.choice(("0", "0", "0.01", "0.005", "0.004", "0.0049", "0.000001"))
        sign = self.rng.choice((1, -1))
        return plain(max(0, self.rng.choice(self.edges) + sign * float(off)))

    def anything(self, low=40, high=100):
        return plain(self.rng.uniform(low, high), self.rng.choice((0, 0, 1, 2, 3, 6)))

    def one(self):
        """The value of one whole subject, often shared with another's."""
        shared = functools.partial(self.rng.choice, self.pool)
        return self.rng.choice((self.edge, self.anything, shared, shared))()

    def near(self, value):
        """A value near another, within 0..100; often the same."""
        if self.rng.random() < 0.5:
            return value
        return plain(min(100, max(0, float(value) + self.rng.uniform(-8, 8))), self.rng.choice((0, 1, 2, 3)))


def plain(value, decimals=6):
    """A decimal number of the tables, without needless zeros."""
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def chance(rng, share):
    return rng.random() < share
