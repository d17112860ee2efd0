"""Pairs of tellings whose verdict is known: the hard ones written by hand (data/duplicates.toml) and those made by a seeded generator.

Every person is invented. Which half a pair belongs to is fixed by the hash of its text, so nothing moves from one half to the other
when pairs are added: weights are set on `training()`, figures are told of `held_out()`.
"""

import calendar
import hashlib
import random
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from lantoa.core.text import strip_marks
from lantoa.exemplars.matching.facts import COLLECTIVE, HOUSEHOLD, INDIVIDUAL, Facts, Place
from lantoa.exemplars.matching.scoring import Likely

# The wards of Long Khánh and what became of them (lantoa/organisations/data/long_khanh.toml): successor: predecessors.
_MERGED = {
    "xuan-an": ("xuan-trung", "xuan-thanh"),
    "long-khanh-moi": ("xuan-an", "xuan-binh", "xuan-hoa", "phu-binh", "bau-tram"),
    "binh-loc-moi": ("binh-loc", "suoi-tre", "xuan-thien"),
    "bao-vinh-moi": ("bao-vinh", "bao-quang"),
    "xuan-lap-moi": ("xuan-lap", "bau-sen"),
    "hang-gon-moi": ("hang-gon", "xuan-tan"),
}
_NAMES = {
    "xuan-an": "Xuân An", "xuan-trung": "Xuân Trung", "xuan-thanh": "Xuân Thanh", "long-khanh-moi": "Long Khánh", "xuan-binh": "Xuân Bình",
    "xuan-hoa": "Xuân Hòa", "phu-binh": "Phú Bình", "bau-tram": "Bàu Trâm", "binh-loc-moi": "Bình Lộc", "binh-loc": "Bình Lộc",
    "suoi-tre": "Suối Tre", "xuan-thien": "Xuân Thiện", "bao-vinh-moi": "Bảo Vinh", "bao-vinh": "Bảo Vinh", "bao-quang": "Bảo Quang",
    "xuan-lap-moi": "Xuân Lập", "xuan-lap": "Xuân Lập", "bau-sen": "Bàu Sen", "hang-gon-moi": "Hàng Gòn", "hang-gon": "Hàng Gòn",
    "xuan-tan": "Xuân Tân",
}  # fmt: skip
OFFICES = ("phong-giao-duc", "hoi-phu-nu", "thanh-doan")
OLD_WARDS = tuple(sorted(old for olds in _MERGED.values() for old in olds))
NEW_WARDS = tuple(sorted(new for new in _MERGED if new.endswith("-moi")))
GENERATED = 520


@dataclass(frozen=True)
class Pair:
    verdict: Likely
    kind: str
    a: Facts
    b: Facts
    by_hand: bool

    @property
    def is_held_out(self) -> bool:
        text = f"{self.a.name}|{self.a.deed}|{self.b.name}|{self.b.deed}|{self.a.received_on}|{self.b.received_on}"
        return hashlib.sha256(text.encode()).digest()[0] % 2 == 0


@cache
def by_hand() -> tuple[Pair, ...]:
    rows = tomllib.loads(files("lantoa.exemplars").joinpath("data/duplicates.toml").read_text(encoding="utf-8"))["pair"]
    return tuple(Pair(Likely(row["verdict"]), row["kind"], _facts(row["a"]), _facts(row["b"]), True) for row in rows)


@cache
def generated() -> tuple[Pair, ...]:
    return tuple(_Maker(random.Random(449)).pairs(GENERATED))  # noqa: S311  (invented people, not secrets)


def training() -> list[Pair]:
    return [pair for pair in (*by_hand(), *generated()) if not pair.is_held_out]


def held_out() -> list[Pair]:
    return [pair for pair in (*by_hand(), *generated()) if pair.is_held_out]


@cache
def place_of(unit: str) -> Place:
    lineage, grown = {unit}, {unit}
    while grown:
        grown = {old for one in grown for old in _MERGED.get(one, ())} - lineage
        lineage |= grown
    heir = unit
    while successor := next((new for new, olds in _MERGED.items() if heir in olds), None):
        heir = successor
    return Place(unit, frozenset(lineage), heir, unit not in OFFICES, _NAMES.get(unit, unit), _NAMES.get(heir, heir))


def _facts(row: list) -> Facts:
    kind, name, birth, unit, hamlet, happened, received, deed = row
    start, end = _span(happened)
    return Facts(
        kind, name, place_of(unit), birth_year=birth or None, hamlet=hamlet, day_from=start, day_to=end,
        received_on=date.fromisoformat(received), deed=deed,
    )  # fmt: skip


def _span(text: str) -> tuple[date | None, date | None]:
    """ "2022-04-12", "2022-04" or "2022"."""
    parts = [int(p) for p in text.split("-") if p]
    match parts:
        case [year]:
            return date(year, 1, 1), date(year, 12, 31)
        case [year, month]:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        case [year, month, day]:
            return date(year, month, day), date(year, month, day)
    return None, None


def background(chance: random.Random) -> Facts:
    """One telling of one deed of one person of Long Khánh, between 2019 and 2026: nobody of the pairs."""
    return _Maker(chance).one_telling()


# --- The generator -------------------------------------------------------------------------------------------------------

_PARTS = tomllib.loads(files("lantoa.exemplars").joinpath("data/duplicates_parts.toml").read_text(encoding="utf-8"))
_SURNAMES, _HAMLETS, _PLACES = _PARTS["surnames"], _PARTS["hamlets"], _PARTS["places"]
_MEN, _MEN_MIDDLE, _WOMEN, _WOMEN_MIDDLE = _PARTS["men"], _PARTS["men_middle"], _PARTS["women"], _PARTS["women_middle"]
_COLLECTIVES, _BADGES = _PARTS["collectives"], _PARTS["badges"]
_DEEDS = [deed["told"] for deed in _PARTS["deeds"]]  # tellings of one deed: an officer's, a neighbour's, one without marks
_TELEX = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_NEAR = {
    "a": "s",
    "s": "a",
    "n": "m",
    "m": "n",
    "t": "r",
    "r": "t",
    "i": "o",
    "o": "i",
    "u": "y",
    "h": "g",
    "g": "h",
    "c": "v",
    "v": "c",
    "l": "k",
    "p": "o",
    "e": "w",
}


class _Maker:
    """Draws pairs; the class of error is drawn first, so that each is there in numbers."""

    def __init__(self, chance: random.Random):
        self.chance = chance

    def pairs(self, count: int):
        sames = [self._typing, self._bare, self._telex, self._titled, self._swapped, self._short, self._renamed, self._birth, self._office,
                 self._marks, self._collective, self._household]  # fmt: skip
        persons = [self._other_deed, self._next_year, self._other_deed_renamed]
        others = [self._namesake, self._namesake_young, self._kin, self._group, self._two_groups, self._other_ward]
        for number in range(count):
            share = number % 20
            if share < 10:
                yield sames[(number // 20 * 10 + share) % len(sames)]()
            elif share < 13:
                yield persons[(number // 20 * 3 + share) % len(persons)]()
            else:
                yield others[(number // 20 * 7 + share) % len(others)]()

    def one_telling(self) -> Facts:
        year = self.chance.randint(2019, 2026)
        units = NEW_WARDS if year == 2026 else OLD_WARDS
        day, deed = self._day(year), self._deed()
        told = self.chance.choice(deed)
        if self.chance.random() < 0.06:
            pattern = self.chance.choice(_COLLECTIVES)
            name = pattern.format(w=self.chance.choice(_BADGES), h=self.chance.choice(_HAMLETS), s=self.chance.randint(1, 9))
            return self._record(name, told, unit=self.chance.choice(units), day=day, kind=COLLECTIVE)
        known = self.chance.random() < 0.6
        return self._record(
            self._person()[0], told, unit=self.chance.choice(units), day=day if self.chance.random() < 0.6 else None,
            birth=self.chance.randint(1940, 2008) if known else None, hamlet=self.chance.choice(_HAMLETS) if known else "",
            received=day + timedelta(days=self.chance.randint(1, 40)),
        )  # fmt: skip

    # What is drawn

    def _person(self) -> tuple[str, bool]:
        woman = self.chance.random() < 0.5
        middle, given = (_WOMEN_MIDDLE, _WOMEN) if woman else (_MEN_MIDDLE, _MEN)
        return f"{self.chance.choice(_SURNAMES)} {self.chance.choice(middle)} {self.chance.choice(given)}", woman

    def _deed(self) -> tuple[str, ...]:
        slots = {"n": self.chance.choice([12, 15, 18, 20, 25, 30, 37, 40, 45, 60, 75, 120, 150, 240]), "m": self.chance.randint(2, 90),
                 "s": self.chance.randint(2, 9), "w": self.chance.choice(_PLACES)}  # fmt: skip
        return tuple(text.format(**slots) for text in self.chance.choice(_DEEDS))

    def _two_deeds(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Two deeds of different kinds."""
        first, second = self.chance.sample(_DEEDS, 2)
        return self._filled(first), self._filled(second)

    def _filled(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        slots = {
            "n": self.chance.randint(11, 99),
            "m": self.chance.randint(2, 90),
            "s": self.chance.randint(2, 9),
            "w": self.chance.choice(_PLACES),
        }
        return tuple(text.format(**slots) for text in texts)

    def _day(self, year: int | None = None) -> date:
        return date(year or self.chance.choice([2022, 2023, 2024]), 1, 5) + timedelta(days=self.chance.randrange(320))

    def _record(self, name: str, deed: str, *, unit: str, day: date | None = None, birth: int | None = None, hamlet: str = "", later: int = 0,
                received: date | None = None, kind: str = INDIVIDUAL) -> Facts:  # fmt: skip
        told = received or ((day or self._day()) + timedelta(days=later or self.chance.randint(1, 12)))
        return Facts(kind, name, place_of(unit), birth_year=birth, hamlet=hamlet, day_from=day, day_to=day, received_on=told, deed=deed)

    def _one(self, change, kind: str, *, other_unit=None, second_telling: int = 1, drop_birth: float = 0.5) -> Pair:
        name, _ = self._person()
        deed = self._deed()
        unit, day, birth = self.chance.choice(OLD_WARDS), self._day(), self.chance.randint(1945, 2004)
        hamlet = self.chance.choice(_HAMLETS)
        a = self._record(name, deed[0], unit=unit, day=day, birth=birth, hamlet=hamlet)
        b = self._record(
            change(name), deed[second_telling], unit=other_unit(unit) if other_unit else unit, day=day if self.chance.random() < 0.4 else None,
            birth=None if self.chance.random() < drop_birth else birth, hamlet=hamlet.replace("khu phố ", "KP.") if self.chance.random() < 0.5 else "",
            received=day + timedelta(days=self.chance.randint(3, 50)),
        )  # fmt: skip
        return Pair(Likely.SAME, kind, a, b, False)

    # The same deed, told again

    def _typing(self) -> Pair:
        return self._one(self._slip, "typing")

    def _bare(self) -> Pair:
        return self._one(lambda name: strip_marks(name).lower(), "no marks", second_telling=2)

    def _telex(self) -> Pair:
        return self._one(telex, "telex", second_telling=self.chance.choice([1, 2]))

    def _titled(self) -> Pair:
        name_first = self.chance.choice(["đ/c {}", "đồng chí {}", "bác sĩ {}", "{}"])

        def change(name: str) -> str:
            woman = any(word in name.split() for word in ("Thị", "Ngọc", "Kim", "Bích", "Diễm", "Tuyết"))
            own = self.chance.choice(["bà {}", "chị {}", "cô {}"] if woman else ["ông {}", "anh {}", "chú {}"])
            short = name.replace("Nguyễn ", "Ng. ") if self.chance.random() < 0.4 else name
            return self.chance.choice([own, name_first]).format(short)

        return self._one(change, "title")

    def _swapped(self) -> Pair:
        return self._one(lambda name: f"{name.split()[-1]} {' '.join(name.split()[:-1])}", "order of names")

    def _short(self) -> Pair:
        def change(name: str) -> str:
            parts = name.split()
            return f"{parts[0]} {' '.join(parts[2:])}" if len(parts) == 4 else f"{parts[0]} {parts[-1]}"

        return self._one(change, "missing middle name", drop_birth=0.3)

    def _renamed(self) -> Pair:
        return self._one(
            self.chance.choice([lambda n: n, self._slip, lambda n: strip_marks(n)]), "renamed ward", other_unit=lambda u: place_of(u).heir
        )

    def _birth(self) -> Pair:
        pair = self._one(lambda name: name, "birth year mistyped", drop_birth=0)
        wrong = pair.a.birth_year + self.chance.choice([-1, 1, 10, -10])
        return Pair(pair.verdict, pair.kind, pair.a, replace(pair.b, birth_year=wrong), False)

    def _office(self) -> Pair:
        return self._one(
            self.chance.choice([lambda n: n, self._slip]), "other unit sends", other_unit=lambda _: self.chance.choice(OFFICES)
        )

    def _marks(self) -> Pair:
        swap = str.maketrans("ảãẻẽỏõủũỉĩổỗểễẩẫởỡửữ", "ãảẽẻõỏũủĩỉỗổễểẫẩỡởữử")
        return self._one(lambda name: name.translate(swap).replace("Lý", "Lí").replace("Mỹ", "Mĩ"), "tone marks")

    def _collective(self) -> Pair:
        pattern = self.chance.choice(_COLLECTIVES)
        slots = {"w": self.chance.choice(_BADGES), "h": self.chance.choice(_HAMLETS), "s": self.chance.randint(1, 9)}
        name = pattern.format(**slots)
        short = (name.replace("Câu lạc bộ", "CLB").replace("khu phố ", "KP").replace("Hợp tác xã", "HTX").replace("Trường Tiểu học", "trường TH")
                 .replace("Phụ nữ", "PN").replace("Cựu chiến binh", "CCB").replace("Nhóm thiện nguyện", "nhóm"))  # fmt: skip
        pair = self._one(lambda _: short, "collective abbreviated", drop_birth=1)
        return Pair(pair.verdict, pair.kind, replace(pair.a, name=name, type=COLLECTIVE, birth_year=None, hamlet=""),
                    replace(pair.b, type=COLLECTIVE, hamlet=""), False)  # fmt: skip

    def _household(self) -> Pair:
        pair = self._one(lambda name: name, "household")
        head = self.chance.choice(["hộ {}", "gia đình {}", "hộ gia đình {}"])
        return Pair(pair.verdict, pair.kind, replace(pair.a, name=head.format(pair.a.name), type=HOUSEHOLD),
                    replace(pair.b, name=self.chance.choice(["gia đình {}", "hộ {}"]).format(pair.b.name), type=HOUSEHOLD), False)  # fmt: skip

    # The same person, another deed

    def _other_deed(self) -> Pair:
        return self._again("other deed", 0)

    def _next_year(self) -> Pair:
        return self._again("a year later", 1)

    def _other_deed_renamed(self) -> Pair:
        return self._again("renamed ward", 3, heir=True)

    def _again(self, kind: str, years: int, *, heir: bool = False) -> Pair:
        name, _ = self._person()
        first, second = self._two_deeds()
        unit, day, birth = self.chance.choice(OLD_WARDS), self._day(2022), self.chance.randint(1945, 2004)
        later = day + timedelta(days=365 * years + self.chance.randint(20, 200))
        a = self._record(name, first[0], unit=unit, day=day, birth=birth)
        b = self._record(
            self.chance.choice([name, self._slip(name)]), second[0], unit=place_of(unit).heir if heir else unit, day=later, birth=birth
        )
        return Pair(Likely.PERSON, kind, a, b, False)

    # Two people

    def _namesake(self) -> Pair:
        name, _ = self._person()
        first, second = self._two_deeds()
        unit, birth = self.chance.choice(OLD_WARDS), self.chance.randint(1945, 1975)
        day = self._day()
        a = self._record(name, first[0], unit=unit, day=day, birth=birth, hamlet="khu phố 1")
        b = self._record(
            name,
            second[0],
            unit=unit,
            day=day + timedelta(days=self.chance.randint(5, 60)),
            birth=birth + self.chance.randint(4, 28),
            hamlet="khu phố 4",
        )
        return Pair(Likely.DIFFERENT, "same name same ward", a, b, False)

    def _namesake_young(self) -> Pair:
        """Namesakes who did the same kind of thing."""
        name, _ = self._person()
        texts = self.chance.choice(_DEEDS)
        unit, birth, day = self.chance.choice(OLD_WARDS), self.chance.randint(1945, 1970), self._day()
        a = self._record(name, self._filled(texts)[0], unit=unit, day=day, birth=birth, hamlet="khu phố 2")
        b = self._record(
            name,
            self._filled(texts)[0],
            unit=unit,
            day=day + timedelta(days=self.chance.randint(20, 200)),
            birth=birth + self.chance.randint(12, 35),
            hamlet="khu phố 5",
        )
        return Pair(Likely.DIFFERENT, "same name same deed kind", a, b, False)

    def _kin(self) -> Pair:
        """One family: surname and middle word shared, another given name, another deed."""
        name, woman = self._person()
        other = f"{' '.join(name.split()[:-1])} {self.chance.choice([g for g in (_WOMEN if woman else _MEN) if g != name.split()[-1]])}"
        first, second = self._two_deeds()
        unit, day = self.chance.choice(OLD_WARDS), self._day()
        return Pair(Likely.DIFFERENT, "kin", self._record(name, first[0], unit=unit, day=day, birth=1955, hamlet="khu phố 3"),
                    self._record(other, second[1], unit=unit, day=day + timedelta(days=9), birth=self.chance.choice([None, 1984]),
                                 hamlet="khu phố 3"), False)  # fmt: skip

    def _group(self) -> Pair:
        """Several people of one deed, told in the same words."""
        name, woman = self._person()
        given = self.chance.choice([g for g in (_WOMEN if woman else _MEN) if g != name.split()[-1]])
        other = self.chance.choice([f"{' '.join(name.split()[:-1])} {given}", self._person()[0]])
        deed, unit, day = self._deed(), self.chance.choice(OLD_WARDS), self._day()
        return Pair(Likely.DIFFERENT, "group of one deed", self._record(name, deed[0], unit=unit, day=day, birth=self.chance.choice([None, 1980])),
                    self._record(other, deed[0], unit=unit, day=day, birth=self.chance.choice([None, 1993])), False)  # fmt: skip

    def _two_groups(self) -> Pair:
        deed, unit, day = self._deed(), self.chance.choice(OLD_WARDS), self._day()
        pattern = self.chance.choice(["Tổ tự quản số {} khu phố 2", "Chi hội Phụ nữ khu phố {}", "Chi đoàn khu phố {}"])
        one, other = self.chance.sample(range(1, 9), 2)
        return Pair(Likely.DIFFERENT, "numbered groups", self._record(pattern.format(one), deed[0], unit=unit, day=day, kind=COLLECTIVE),
                    self._record(pattern.format(other), deed[1], unit=unit, day=day, kind=COLLECTIVE), False)  # fmt: skip

    def _other_ward(self) -> Pair:
        name, _ = self._person()
        first, second = self._two_deeds()
        one, other = self.chance.sample(OLD_WARDS, 2)
        day = self._day()
        return Pair(Likely.DIFFERENT, "same name other ward", self._record(name, first[0], unit=one, day=day),
                    self._record(name, second[1], unit=other, day=day + timedelta(days=40)), False)  # fmt: skip

    # Slips

    def _slip(self, name: str) -> str:
        """One slip of the finger in one syllable: a letter lost, doubled, swapped or its neighbour's."""
        words = name.split()
        place = self.chance.randrange(len(words))
        word = words[place]
        spot = self.chance.randrange(1, len(word)) if len(word) > 1 else 0
        letter = word[spot]
        match self.chance.randrange(4):
            case 0 if len(word) > 2:
                word = word[:spot] + word[spot + 1 :]
            case 1 if len(word) > 2 and spot + 1 < len(word):
                word = word[:spot] + word[spot + 1] + letter + word[spot + 2 :]
            case 2:
                word = word[:spot] + letter + word[spot:]
            case _:
                word = word[:spot] + _NEAR.get(strip_marks(letter).lower(), "n") + word[spot + 1 :]
        words[place] = word
        return " ".join(words)


def telex(text: str) -> str:
    """As it comes out when the keyboard was not switched to Vietnamese: "Hùng" → "Hufng"."""
    words = []
    for word in text.split():
        out, tone = [], ""
        for char in unicodedata.normalize("NFD", word):
            if char in _TELEX:
                tone = _TELEX[char]
            elif char == "\u0302":
                out.append(out[-1].lower())
            elif char in ("\u0306", "\u031b"):
                out.append("w")
            elif char in "đĐ":
                out.append("dd" if char == "đ" else "Dd")
            else:
                out.append(char)
        words.append("".join(out) + tone)
    return " ".join(words)
