"""What every rule set of the oracle offers: parameters (C11), what it reads (C8, C12, C13), its faults, its scores."""

import re
from dataclasses import dataclass
from fractions import Fraction

from .rules import DISCIPLINE, GRADES
from .tables import number, period_kind


@dataclass(frozen=True)
class Number:
    """A fact that must be a number, perhaps within bounds, perhaps whole."""

    low: int = None
    high: int = None
    whole: bool = False
    above: int = None

    def fault(self, text):
        value = number(text)
        if value is None:
            return "a word where a number is read"
        if self.low is not None and value < self.low or self.high is not None and value > self.high:
            return "outside what the scheme declares"
        if self.above is not None and value <= self.above:
            return "outside what the scheme declares"
        return "must be whole" if self.whole and value.denominator != 1 else None


@dataclass(frozen=True)
class Words:
    """A fact that must be one of some words."""

    known: frozenset

    def fault(self, text):
        return None if text in self.known else "none of the words that the scheme knows"


class Flag:
    """0 or 1 (C8), however it is written."""

    @staticmethod
    def fault(text):
        return None if number(text) in (0, 1) else "must be 0 or 1"


@dataclass(frozen=True)
class Rated:
    """An item that the scheme reads: its roles (None: any, C6) and the bounds of its values."""

    roles: frozenset = None
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(100)
    whole: bool = False

    def fault(self, role, value):
        if self.roles is not None and role not in self.roles:
            return "a role that the scheme does not know here"  # C13
        if value < self.low or (self.high is not None and value > self.high):
            return "outside its range"
        return "must be whole" if self.whole and value.denominator != 1 else None


class Scheme:
    """One rule set. A subclass names what it reads and says how it scores."""

    id = ""
    period_kinds = ("year",)
    years = (2005, 2030)  # in which its parameters hold, as far as they are tried
    parameters = {}  # name -> its default, as written
    word_parameters = {}  # the same, for those that are no number
    has_special_states = False  # reads the facts of C8
    fact_types = {}  # key, or the beginning of a key with its last ":" -> Number, Words or Flag

    # --- settings -------------------------------------------------------------------------------------------------

    def settings(self, given):
        """The parameters with those of [(name, text)] set over them; ValueError is wrong use (exit 2)."""
        values = {name: Fraction(default) for name, default in self.parameters.items()} | self.word_parameters
        for name, text in given:
            if name not in values:
                raise ValueError(f"unknown parameter {name}")
            values[name] = self.read_setting(name, text)
        return values

    def read_setting(self, name, text):
        """C11."""
        if name == "secret.below_k":
            if text not in ("incomplete", "reweight"):
                raise ValueError(text)
            return text
        if name in self.word_parameters:
            return text
        value = number(text)
        if value is None:
            raise ValueError(f"{name}={text} is no number")
        is_share = name in ("bottom", "satisfaction.share", "favour", "spread") or \
            re.match(r"(share|staff|weight)\.", name)
        is_count = name in ("merit.years", "least", "accountable.count", "min.good_quarters")
        if value < 0 or (is_share and value > 1) or (is_count and value.denominator != 1):
            raise ValueError(f"{name}={text} is outside its range")
        if value == 0 and (name in ("focus.factor", "party.base", "service.base") or (is_count and name != "min.good_quarters")):
            raise ValueError(f"{name}={text} must be above 0")
        return value

    def fits(self, period):
        """Whether the scheme can be used for a period (else exit 2)."""
        return period_kind(period) in self.period_kinds

    # --- what the scheme reads ------------------------------------------------------------------------------------

    def fact_type(self, key):
        if key in self.fact_types:
            return self.fact_types[key]
        if self.has_special_states:
            if key == "probation":
                return Flag
            if key == "absence.months":
                return Number(low=0)
            if key.startswith("discipline:"):
                return Words(frozenset(DISCIPLINE))
        return next((kind for start, kind in self.fact_types.items()
                     if start.endswith(":") and key.startswith(start)), None)

    def fact_faults(self, row):
        kind = self.fact_type(row["key"])
        if kind is None and row["key"] == "grade":
            kind = Words(frozenset(GRADES))  # C12
        if kind and row["value"]:
            what = kind.fault(row["value"])
            if what:
                yield what
        is_state = row["key"] in ("probation", "absence.months") or row["key"].startswith("discipline:")
        if self.has_special_states and is_state and period_kind(row["period"]) not in (None, "year"):
            yield "stands in a period that is no year"  # C8

    def rating_type(self, item, data):
        """The Rated of an item, or None if the scheme does not read it."""
        return None

    def rating_periods(self, period):
        """The periods whose ratings are read for an appraisal of `period`."""
        return {period}

    def rating_faults(self, row, data):
        value = number(row["value"])
        if value is not None:
            kind = self.rating_type(row["item"], data) or Rated()
            what = kind.fault(row["role"], value)
            if what:
                yield what

    def subject_faults(self, row):
        return ()

    def event_faults(self, row):
        return ()

    def faults_across(self, data, period, settings):
        return []

    # --- what the scheme computes ---------------------------------------------------------------------------------

    def score(self, data, period, settings):
        """The Outcome of data without faults."""
        raise NotImplementedError

    @staticmethod
    def of_kind(data, kind):
        return [id for id, row in data.subjects.items() if row["kind"] == kind]
