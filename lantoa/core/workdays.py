"""Working days of offices in Việt Nam: Monday to Friday without public holidays (BLLĐ 2019, Điều 111, 112).

A holiday this module does not know is counted as worked, so that a deadline may come too early but never too late.
"""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "working_days.toml"
_ONE = timedelta(days=1)


def is_working_day(day: date) -> bool:
    off, worked = _table(day.year)
    return day in worked or (day.weekday() < 5 and day not in off)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`; `day` itself does not count. ValueError for a negative count."""
    if count < 0:
        raise ValueError("working days are counted forward")
    while count:
        day += _ONE
        count -= is_working_day(day)
    return day


@cache
def _table(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """(days off, weekend days worked) of the year."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    # 2/9 has one day beside it; the day before is the usual choice.
    spans = [[date(year, 1, 1)], [date(year, 4, 30), date(year, 5, 1)], [date(year, 9, 1), date(year, 9, 2)]]
    if found := data["lunar"].get(str(year)):
        tet, ancestors = map(date.fromisoformat, found)
        spans += [[tet + _ONE * step for step in range(-1, 4)], [ancestors]]  # five days of Tết: the eve and four after it
    off = {day for span in spans for day in span}
    for span in spans:
        made_up = span[-1]
        for _ in [day for day in span if day.weekday() >= 5]:
            made_up += _ONE
            while made_up.weekday() >= 5 or made_up in off:
                made_up += _ONE
            off.add(made_up)
    worked = {swap["worked"] for swap in data["swap"] if swap["worked"].year == year}
    off |= {swap["off"] for swap in data["swap"] if swap["off"].year == year}
    return frozenset(off), frozenset(worked)
