"""What is hidden of a person, from whom. Numbers of identity papers are hidden from everybody and never kept (law: sensitive data).

Two ways: `keepable` is what a service may store; the others are how a stored value reads to who may not see it whole.
"""

import re
from datetime import date

from lantoa.core import clock
from lantoa.exemplars.models import Nomination

# A citizen's number has 12 digits and begins with the province, 001 to 096; written in one, or in groups of three.
_CITIZEN = re.compile(r"(?<![\d.,])0\d{2}([ .\-]?)\d{3}\1\d{3}\1(\d{3})(?![\d]|[.,]\d)")
# The older number has nine digits, as many other things have: it is known by the word before it.
_OLDER = re.compile(
    r"((?:CMND|CMTND|CCCD|chứng minh(?: nhân dân| thư)?|căn cước(?: công dân)?|hộ chiếu)\D{0,20})(?<!\d)([A-Z]?\d{5,9})(\d{3})(?!\d)", re.I
)
_PHONE = re.compile(r"(?<![\d.,])(?:\+?84|0)([ .\-]?)([35789])(?:[ .\-]?\d){5}([ .\-]?\d[ .\-]?\d[ .\-]?\d)(?![\d]|[.,]\d)")

CHILD_UNTIL = 18  # years; under it school class and address stay hidden (Luật 91/2025/QH15, Điều 24)


def keepable(text: str) -> str:
    """The text with numbers of identity papers crossed out but for their last three digits."""
    text = _CITIZEN.sub(lambda found: f"xxxxxxxxx{found[2]}", text)
    return _OLDER.sub(lambda found: f"{found[1]}{'x' * len(found[2])}{found[3]}", text)


def phone(number: str) -> str:
    """0912 345 678 → 09xx xxx 678; what is too short to hide in is hidden whole."""
    digits = re.sub(r"\D", "", number)
    if not digits:
        return ""
    return f"{digits[:2]}xx xxx {digits[-3:]}" if len(digits) >= 9 else "đã che"


def text(words: str) -> str:
    """Free text for who does not see the whole: identity numbers and phone numbers crossed out."""
    return _PHONE.sub(lambda found: f"0{found[2]}xx xxx {re.sub(r'[^0-9]', '', found[3])}", keepable(words))


def may_be_child(nomination: Nomination, day: date | None = None) -> bool:
    """Whether the one held up is, or by the year alone may be, under eighteen. Not known: no (consent asks for it before anything)."""
    day = day or clock.today()
    age = youngest_age(nomination, day)
    return age is not None and age < CHILD_UNTIL


def youngest_age(nomination: Nomination, day: date) -> int | None:
    """Full years on the day; by the birth year alone, the fewest it can be. None: no date, no year."""
    if born := nomination.birth_date:
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return day.year - nomination.birth_year - 1 if nomination.birth_year else None


def oldest_age(nomination: Nomination, day: date) -> int | None:
    """As `youngest_age`, the most it can be."""
    return youngest_age(nomination, day) if nomination.birth_date or not nomination.birth_year else day.year - nomination.birth_year
