"""Two files laid side by side: the same facts marked, the differences shown. Never writes.

Of a file of another unit only what telling them apart needs is shown: name, place, day and a short account with numbers crossed out.
Nobody sees phone, address or sender here.
"""

import re
from dataclasses import dataclass, replace

from django.db.models import Count

from lantoa.core.text import fold
from lantoa.exemplars import masking
from lantoa.exemplars.matching.deeds import STOP
from lantoa.exemplars.matching.facts import Place
from lantoa.exemplars.matching.normalise import read_hamlet
from lantoa.exemplars.matching.syllables import read, sound
from lantoa.exemplars.models import Nomination, Suspicion
from lantoa.exemplars.queries.places import places_of
from lantoa.plans.queries.oversight import names_of
from lantoa.ui.words import day as day_words

SHORT = 300  # characters of another unit's account
HIDDEN = "đơn vị bạn giữ, không hiện"
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_IN_WORDS = {"same": "Giống nhau", "near": "Gần giống", "other": "Khác nhau", "": "Một bên chưa ghi"}
_TAGS = {"same": "gold", "near": "soon", "other": "none", "": "none"}


@dataclass(frozen=True)
class Side:
    """One of the two files as this person may read it."""

    nomination: Nomination
    is_own: bool
    unit_name: str
    senders: int
    deed: tuple[tuple[str, bool], ...]  # pieces of the account; True: told in the other one too


@dataclass(frozen=True)
class Line:
    """One fact of both. `likeness`: same, near, other, or empty when one of them does not say."""

    label: str
    left: str
    right: str
    likeness: str

    @property
    def in_words(self) -> str:
        return _IN_WORDS[self.likeness]

    @property
    def tag(self) -> str:
        return _TAGS[self.likeness]


def beside(suspicion: Suspicion) -> tuple[Side, Side, list[Line]]:
    """The earlier file left, the later right, and their facts in pairs; the row comes from duplicates.suspicions_with_sides.

    A few queries, whatever the files hold.
    """
    left, right = suspicion.other, suspicion.nomination
    mine = {row.pk for row, acts in ((left, suspicion.acts_earlier), (right, suspicion.acts_later)) if acts}
    if left.unit_id == right.unit_id:
        places = {left.unit_id: Place(left.unit_id, name=names_of([left.unit_id]).get(left.unit_id, ""))}
    else:
        places = places_of({left.unit_id, right.unit_id})
    counted = Nomination.objects.filter(pk__in=[left.pk, right.pk]).annotate(n=Count("senders")).values_list("pk", "n")
    senders = dict(counted)
    accounts = [_account(row, row.pk in mine) for row in (left, right)]
    sides = [
        Side(row, row.pk in mine, places[row.unit_id].name, senders[row.pk], _marked(account, other))
        for row, account, other in zip((left, right), accounts, reversed(accounts), strict=True)
    ]
    return sides[0], sides[1], _lines(sides[0], sides[1], places, suspicion)


def _account(row: Nomination, is_own: bool) -> str:
    if is_own:
        return "\n".join(part for part in (row.title, row.deed, row.result) if part)
    text = masking.text(row.title or row.deed)
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + " …"


def _marked(account: str, other: str) -> tuple[tuple[str, bool], ...]:
    """The account in pieces: telling words and numbers that stand in the other one too are marked, neighbours in one mark."""
    shared = _telling(account) & _telling(other)
    pieces: list[tuple[str, bool]] = []
    end = 0
    for found in _WORDS.finditer(account):
        if _told(found[0]) not in shared:
            continue
        between = account[end : found.start()]
        if pieces and not between.strip():
            pieces[-1] = (pieces[-1][0] + between + found[0], True)
        else:
            pieces += [(between, False), (found[0], True)] if between else [(found[0], True)]
        end = found.end()
    return (*pieces, (account[end:], False))


def _told(word: str) -> str:
    return word.lstrip("0") if word.isdigit() else sound(read(word).plain)


def _telling(account: str) -> set[str]:
    """Numbers, and words that say something about which deed it was."""
    return {_told(word) for word in _WORDS.findall(account) if word.isdigit() or read(word).plain not in STOP}


def _lines(left: Side, right: Side, places: dict[int, Place], suspicion: Suspicion) -> list[Line]:
    a, b = left.nomination, right.nomination
    found = [
        _line("Tên", a.name, b.name, near=suspicion.subject_score >= 60),
        _line("Là", a.get_type_display(), b.get_type_display()),
        _line("Xưng hô", a.honorific, b.honorific) if a.honorific or b.honorific else None,
        _years(left, right),
        Line("Nơi xử lý", left.unit_name, right.unit_name, _places(places[a.unit_id], places[b.unit_id])),
        _hamlets(a.hamlet, b.hamlet),
        _line("Ngày diễn ra", _days(a), _days(b)),
        _line("Nhận ngày", day_words(a.received_at), day_words(b.received_at)),
    ]
    return [line for line in found if line is not None]


def _line(label: str, left: str, right: str, *, near: bool = False) -> Line:
    likeness = "" if not left or not right else "same" if fold(left) == fold(right) else "near" if near else "other"
    return Line(label, left or "chưa ghi", right or "chưa ghi", likeness)


def _hamlets(left: str, right: str) -> Line:
    """ "KP. 3" and "khu phố 3" are one."""
    line = _line("Khu phố, ấp", left, right)
    return replace(line, likeness="same") if line.likeness == "other" and read_hamlet(left) == read_hamlet(right) else line


def _years(left: Side, right: Side) -> Line:
    years = [side.nomination.birth_year for side in (left, right)]
    shown = ["chưa ghi" if not year else str(year) if side.is_own else HIDDEN for year, side in zip(years, (left, right), strict=True)]
    likeness = "" if not all(years) else "same" if years[0] == years[1] else "near" if abs(years[0] - years[1]) == 1 else "other"
    return Line("Năm sinh", *shown, likeness)


def _places(a: Place, b: Place) -> str:
    if a.unit == b.unit or a.unit in b.lineage or b.unit in a.lineage:
        return "same"
    return "near" if a.heir is not None and a.heir == b.heir else "other"


def _days(row: Nomination) -> str:
    if not row.happened_on:
        return ""
    if row.happened_until and row.happened_until != row.happened_on:
        return f"{day_words(row.happened_on)} đến {day_words(row.happened_until)}"
    return day_words(row.happened_on)
