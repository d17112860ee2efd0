"""How likely two nominations are one: the same subject, the same deed. One pure function, `score`, and the reasons in words.

Two questions are weighed apart, each as a sum of evidence (log-odds; above 0 means rather yes): is it the same subject, is it the
same deed. Both yes: a duplicate. Only the first: the same person, another deed. The weights were reasoned out from how people write
(docstrings below) and set on the training half of the labelled pairs; docs/duplicates.md has the figures of the other half.
"""

import math
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz.distance import OSA

from lantoa.exemplars.matching.deeds import Deed
from lantoa.exemplars.matching.facts import COLLECTIVE, Facts, Place
from lantoa.exemplars.matching.normalise import OLD, SURNAMES, YOUNG, Name, given_names
from lantoa.exemplars.matching.prepared import Prepared, prepare
from lantoa.exemplars.matching.syllables import Syllable, likeness, sound

# Below this, two names are two people whatever they did.
_OTHER_NAME = -3.0
# Both questions must be answered with a little more than "rather yes" before two are called one deed.
_SURE = 0.5
_COMMON_MIDDLE = frozenset({"van", "thi"})
_COMMON_SURNAMES = frozenset({"nguyen", "tran", "le", "pham"})


class Likely(StrEnum):
    SAME = "same"  # one deed of one subject
    PERSON = "person"  # one subject, another deed
    DIFFERENT = "different"


@dataclass(slots=True)
class Weighed:
    """A sum of evidence with what spoke for and against, in words for the page."""

    total: float = 0.0
    alike: list[str] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)

    def add(self, weight: float, words: str = "") -> None:
        self.total += weight
        if words:
            (self.alike if weight > 0 else self.unlike).append(words)


@dataclass(frozen=True, slots=True)
class Score:
    """`total` 0–100 for ordering and showing; `subject`, `deed` 0–100 for each question; reasons are sentences' beginnings."""

    total: int
    subject: int
    deed: int
    likely: Likely
    alike: tuple[str, ...]
    unlike: tuple[str, ...]


def score(a: Facts | Prepared, b: Facts | Prepared) -> Score:
    """How likely `a` and `b` tell of the same. Symmetric."""
    a = prepare(a) if isinstance(a, Facts) else a
    b = prepare(b) if isinstance(b, Facts) else b
    subject, name = weigh_subject(a, b)
    if name <= _OTHER_NAME and subject.total < -6:
        return Score(0, 0, 0, Likely.DIFFERENT, tuple(subject.alike), tuple(subject.unlike))
    deed = weigh_deed(a, b)
    # A name that is only half told is made whole by the deed; two whole names are not made one by it.
    if name > _OTHER_NAME:
        helped = 0.65 if name < 2.5 else 0.4
        if deed.total > 0 and _are_apart(a.place, b.place):
            helped = 0.15  # namesakes of two wards do the same kind of thing every day
        subject.total += helped * max(-2.0, min(deed.total, 5.0))
    whose, what = _share(subject.total), _share(deed.total)
    likely = Likely.DIFFERENT if subject.total <= 0 else Likely.SAME if min(subject.total, deed.total) > _SURE else Likely.PERSON
    total = round(100 * whose * (0.4 + 0.6 * what))
    return Score(total, round(100 * whose), round(100 * what), likely, (*subject.alike, *deed.alike), (*subject.unlike, *deed.unlike))


def _share(evidence: float) -> float:
    return 1 / (1 + math.exp(-max(-20.0, min(20.0, evidence))))


# --- Who ----------------------------------------------------------------------------------------------------------------


def weigh_subject(a: Prepared, b: Prepared) -> tuple[Weighed, float]:
    """Evidence that both speak of one subject, and how much of it is the name."""
    sum_ = Weighed(-1.0)
    if (a.type == COLLECTIVE) != (b.type == COLLECTIVE):
        sum_.add(-6, "một bên là tập thể, một bên là người")
        return sum_, -6
    name = _collectives(a, b, sum_) if a.type == COLLECTIVE else _people(a, b, sum_)
    if a.type != b.type:
        sum_.add(-0.2, "một bên ghi hộ gia đình, một bên ghi cá nhân")
    if a.birth_year and b.birth_year:
        sum_.add(*_births(a.birth_year, b.birth_year))
    if a.sex and b.sex and a.sex != b.sex:
        sum_.add(-4.5, "một bên là nam, một bên là nữ")
    if {a.age, b.age} >= {OLD, YOUNG}:
        sum_.add(-4, "tuổi cách xa nhau")
    elif YOUNG in (a.age, b.age) and a.age != b.age:
        other = b if a.age == YOUNG else a
        if other.age and not (other.birth_year and other.birth_year >= 1990):
            sum_.add(-2.5, "một bên gọi là em, cháu")
    if a.walks and b.walks and not a.walks & b.walks:
        sum_.add(-2.5, "nghề khác nhau")
    _places(a.place, b.place, sum_)
    if a.type == COLLECTIVE and _are_apart(a.place, b.place):
        sum_.add(-2.5)  # every ward has its "Chi hội Phụ nữ khu phố 3"
    _hamlets(a, b, sum_)
    return sum_, name


def _people(a: Prepared, b: Prepared, sum_: Weighed) -> float:
    """The best of all pairs of names: main names, nicknames, husband and wife."""
    best, words = -6.0, "họ tên khác nhau"
    for one in a.names:
        for other in b.names:
            weight, said = compare_names(one, other)
            if weight > best:
                best, words = weight, said
    if best < _OTHER_NAME and (len(a.names) > 1 or len(b.names) > 1):
        best = max(best, -5.0)
    sum_.add(best, words)
    return best


def compare_names(a: Name, b: Name) -> tuple[float, str]:
    """Evidence of two names, with words. Whole names weigh most; a given name alone hardly anything."""
    bare = a.is_bare or b.is_bare
    if a.is_whole and b.is_whole:
        alike = whole_likeness(a, b, bare)
        common = 0.8 if _is_common(a) and _is_common(b) else 0.0
        if alike >= 0.995:
            return 4.2 - common, "trùng họ tên"
        if alike >= 0.95:
            return 3.6 - common, "trùng họ tên, chỉ khác dấu hoặc cách viết"
        if alike >= 0.9:
            return 2.6 - common, "họ tên gần như trùng"
        if alike >= 0.86:
            return 1.2 - common, "họ tên gần giống"
        if alike >= 0.8:
            return -0.8 - common, "họ tên hơi giống"
        return (-3.2 if alike >= 0.7 else -6.0), "họ tên khác nhau"
    given_a, given_b = given_names(a), given_names(b)
    if not a.is_whole and not b.is_whole:
        alike = _aligned(list(a.syllables), list(b.syllables), bare)
        if alike >= 0.9:
            return (1.8 if len(a.syllables) > 1 else 0.2), "trùng tên gọi"
        shared = max(likeness(x, y, bare) for x in given_a for y in given_b)
        return (-1.0, "tên gọi hơi giống") if shared >= 0.95 else (-5.0, "tên gọi khác nhau")
    part, whole = (given_a, b) if b.is_whole else (given_b, a)
    tail = whole.syllables[-len(part) :]
    if len(part) >= 2 and len(whole.syllables) > len(part) and _aligned(list(part), list(tail), bare) >= 0.9:
        return 1.7, "trùng tên và chữ đệm, một bên thiếu họ"
    # "anh Vinh mộc", "Tám Lượm": one of the words is the given name.
    shared = max(likeness(word, whole.syllables[-1], bare) for word in part)
    if shared >= 0.95:
        return (0.2 if len(part) == 1 else 0.0), "trùng tên, một bên không ghi đủ họ tên"
    return -5.0, "tên khác nhau"


def _is_common(name: Name) -> bool:
    plain = [s.plain for s in name.syllables]
    return plain[0] in _COMMON_SURNAMES and len(plain) == 3 and plain[1] in _COMMON_MIDDLE


def whole_likeness(a: Name, b: Name, bare: bool) -> float:
    """0 to 1: the surname weighs 1, the given name 1.5, middle words 0.8 (0.5 for Văn, Thị); a middle word may be left out."""
    x, y = list(a.syllables), list(b.syllables)
    ordered = _in_order(x, y, bare)
    one, other = [s.plain for s in x], [s.plain for s in y]
    if ordered < 0.9 and one != other and sorted(one) == sorted(other):
        return 0.91  # written as abroad, or columns swapped
    if len(x) == len(y) and all(sound(p) == sound(q) for p, q in zip(one, other, strict=True)):
        return max(ordered, 0.87)  # "Hoàng Thị Chính", "Huỳnh Thị Chánh": north and south
    return ordered


def _in_order(x: list, y: list, bare: bool) -> float:
    given, surname = likeness(x[-1], y[-1], bare), _surnames(x[0], y[0], bare)
    middle_x, middle_y = x[1:-1], y[1:-1]
    got, most = 1.5 * given + surname, 2.5
    if len(middle_x) == len(middle_y):
        for one, other in zip(middle_x, middle_y, strict=True):
            weight = 0.5 if one.plain in _COMMON_MIDDLE and other.plain in _COMMON_MIDDLE else 0.8
            got += weight * likeness(one, other, bare)
            most += weight
    else:
        longer, shorter = (middle_x, middle_y) if len(middle_x) > len(middle_y) else (middle_y, middle_x)
        for one in shorter:
            got += 0.8 * max((likeness(one, other, bare) for other in longer), default=0)
            most += 0.8
        left_out = len(longer) - len(shorter)
        cost = 0.3 if any(s.plain in _COMMON_MIDDLE for s in longer) and left_out == 1 else 0.45
        most += cost * left_out
    # One syllable that is not the same word: more likely another name than a slip, the more so the given name.
    return got / most


def _surnames(x: Syllable, y: Syllable, bare: bool) -> float:
    """Surnames are few: one that is none, a letter from one that is, was mistyped."""
    alike = likeness(x, y, bare)
    if alike < 0.85 and (x.plain in SURNAMES) != (y.plain in SURNAMES) and OSA.distance(x.plain, y.plain) == 1:
        return 0.85
    return alike


def _aligned(x: list, y: list, bare: bool) -> float:
    if len(x) != len(y):
        return 0.0
    return sum(likeness(one, other, bare) for one, other in zip(x, y, strict=True)) / len(x)


def _births(a: int, b: int) -> tuple[float, str]:
    if a == b:
        return 1.6, "cùng năm sinh"
    if abs(a - b) == 1:
        return -0.2, "năm sinh lệch một năm"
    one, other = str(a), str(b)
    if sorted(one) == sorted(other) or abs(a - b) == 10:
        return -1.8, "năm sinh khác, có thể gõ nhầm"
    return (-3.0 if abs(a - b) <= 3 else -4.5 if abs(a - b) < 12 else -6.0), "năm sinh khác nhau"


_KIND_WORDS = ("tieu", "mam", "trung", "cong", "quan")


def _collectives(a: Prepared, b: Prepared, sum_: Weighed) -> float:
    """Telling words shared; numbers of groups must not differ ("tổ 3" is not "tổ 8")."""
    labels_a, labels_b = ({n.rstrip("0123456789abc"): n for n in x.numbered} for x in (a, b))
    clash = [n for label, n in labels_a.items() if label in labels_b and labels_b[label] != n]
    if clash:
        sum_.add(-6, "khác số tổ, khu phố")
        return -6
    words_a, words_b = set(a.which), set(b.which)
    shared = words_a & words_b
    only_a, only_b = words_a - shared, words_b - shared
    for word in list(only_a):
        near = next((w for w in only_b if len(w) > 3 and likeness_plain(word, w) >= 0.6), None)
        if near:
            only_a.discard(word)
            only_b.discard(near)
            shared.add(word)
    missing = min(len(only_a), len(only_b))
    alone = abs(len(only_a) - len(only_b))
    ratio = len(shared) / (len(shared) + 1.6 * missing + 0.25 * alone) if shared else 0.0
    numbers = bool(a.numbered & b.numbered)
    if ratio >= 0.85:
        weight, words = 3.0, "trùng tên tập thể"
    elif ratio >= 0.66:
        weight, words = 1.6, "tên tập thể gần giống"
    elif ratio >= 0.5:
        weight, words = -0.4, "tên tập thể hơi giống"
    else:
        weight, words = -5.0, "tên tập thể khác nhau"
    sum_.add(weight + (0.8 if numbers and weight > 0 else 0), words)
    return weight


def likeness_plain(a: str, b: str) -> float:
    return likeness(Syllable(a, a), Syllable(b, b))


def _places(a: Place, b: Place, sum_: Weighed) -> None:
    """One unit, or one that became the other: near. Two wards of one day: apart, even when they are one today."""
    if a.unit is None or b.unit is None:
        return
    if a.unit == b.unit:
        sum_.add(1.0 if a.is_locality else 1.3, f"cùng {_of(a)}" if a.is_locality else "cùng đơn vị")
    elif a.unit in b.lineage or b.unit in a.lineage:
        before, now = (a, b) if a.unit in b.lineage else (b, a)
        sum_.add(0.8, f"cùng nơi ({before.name} nay là {now.name})" if before.name else "cùng nơi, đơn vị đã đổi tên")
    elif not (a.is_locality and b.is_locality):
        pass
    elif a.heir is not None and a.heir == b.heir:
        sum_.add(-2.0, f"hai nơi nay nhập làm một ({a.heir_name})" if a.heir_name else "hai nơi nay nhập làm một")
    else:
        sum_.add(-3.0, "khác phường, xã")


def _are_apart(a: Place, b: Place) -> bool:
    """Two localities of which neither became the other."""
    return a.is_locality and b.is_locality and not (a.unit in b.lineage or b.unit in a.lineage or a.unit == b.unit)


def _of(place: Place) -> str:
    return place.name or "phường, xã"


def _hamlets(a: Prepared, b: Prepared, sum_: Weighed) -> None:
    if a.hamlet_numbers and b.hamlet_numbers:
        if a.hamlet_numbers & b.hamlet_numbers:
            sum_.add(0.6, "cùng khu phố, ấp")
        elif {n.rstrip("0123456789") for n in a.hamlet_numbers} & {n.rstrip("0123456789") for n in b.hamlet_numbers}:
            sum_.add(-1.4, "khác khu phố, ấp")
    elif a.hamlet and b.hamlet:
        if a.hamlet & b.hamlet:
            sum_.add(0.6, "cùng khu phố, ấp")
        else:
            sum_.add(-0.8, "khác khu phố, ấp")


# --- What ---------------------------------------------------------------------------------------------------------------


def weigh_deed(a: Prepared, b: Prepared) -> Weighed:
    """Evidence that both tell of one deed: words, topics, numbers, time."""
    sum_ = Weighed(-1.6)
    alike = telling_likeness(a.deed, b.deed)
    sum_.total += 6.0 * alike
    if alike >= 0.3:
        sum_.alike.append(f"việc giống {round(100 * alike)} %")
    elif a.deed.words and b.deed.words:
        sum_.unlike.append("lời kể khác nhau")
    shared = a.deed.topics & b.deed.topics
    if shared:
        sum_.add(0.9 + 0.5 * (len(shared) > 1))
    elif a.deed.topics and b.deed.topics:
        sum_.add(-1.5, "khác loại việc")
    _numbers(a.deed, b.deed, sum_)
    if a.deed.sites and b.deed.sites:
        shared_sites = a.deed.sites & b.deed.sites
        sum_.add(0.8 if shared_sites else -1.6, "cùng địa điểm" if shared_sites else "khác địa điểm")
    _times(a, b, sum_)
    return sum_


def telling_likeness(a: Deed, b: Deed) -> float:
    """0 to 1: how much of the shorter telling is found in the longer, and how much the two share in all."""
    if not a.words or not b.words:
        return 0.0
    shared = len(a.words & b.words) + 0.7 * len(a.pairs & b.pairs)
    size_a, size_b = (len(d.words) + 0.7 * len(d.pairs) for d in (a, b))
    covered = shared / max(min(size_a, size_b), 3.0)
    overlap = 2 * shared / (size_a + size_b)
    return min(1.0, 0.65 * covered + 0.35 * overlap)


def _numbers(a: Deed, b: Deed, sum_: Weighed) -> None:
    values_a, values_b = {v for v, _ in a.numbers}, {v for v, _ in b.numbers}
    if shared := values_a & values_b:
        big = sum(1.1 if v >= 10 else 0.6 for v in shared)
        sum_.add(min(2.0, big), "trùng con số")
        return
    kinds_a, kinds_b = ({kind: v for v, kind in d.numbers if kind} for d in (a, b))
    if any(kind in kinds_b and kinds_b[kind] != v for kind, v in kinds_a.items()):
        sum_.add(-2.2, "con số khác nhau")
    elif values_a and values_b:
        sum_.add(-1.4, "con số khác nhau")


def _times(a: Prepared, b: Prepared, sum_: Weighed) -> None:
    if other_year := a.deed.years and b.deed.years and not a.deed.years & b.deed.years:
        sum_.add(-1.5, "khác năm")
    if a.day_from and b.day_from:
        days = _gap(a, b)
        exact = all((x.day_to - x.day_from).days <= 1 for x in (a, b))
        if days and any((x.day_to - x.day_from).days > 25 for x in (a, b)):
            days += 30  # a month or year is named, and it is another one
        if days == 0:
            sum_.add(1.2 if exact else 0.5, "cùng ngày" if exact else "cùng thời gian")
        elif days <= 3:
            sum_.add(0.6, "ngày gần nhau")
        elif days <= 31:
            sum_.add(-1.3, "khác ngày")
        elif days <= 200:
            sum_.add(-2.2, "cách nhau nhiều tháng")
        else:
            sum_.add(-5.0, "cách nhau hơn nửa năm")
        return
    # One of them, or neither, says when: a telling cannot be older than the deed, and is seldom told again years later.
    for one, other in ((a, b), (b, a)):
        if one.day_from and one.day_to and other.received_on and not other.day_from:
            if other.received_on < one.day_from:
                sum_.add(-3.5, "kể trước ngày việc xảy ra")
            elif one.day_from.year in other.deed.years or one.day_to.year in other.deed.years:
                sum_.add(0.4, "cùng năm")
            elif (other.received_on - one.day_to).days > 300:
                sum_.add(-2.5, "kể cách nhau gần một năm")
            return
    if not other_year and a.received_on and b.received_on and abs((a.received_on - b.received_on).days) > 300:
        sum_.add(-2.5, "kể cách nhau gần một năm")


def _gap(a: Prepared, b: Prepared) -> int:
    """Days between the two spans, 0 when they overlap."""
    return max(0, (max(a.day_from, b.day_from) - min(a.day_to, b.day_to)).days)
