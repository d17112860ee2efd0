"""The facts of a nomination made ready to be compared, and kept as plain values so that nothing is read twice."""

from dataclasses import dataclass
from datetime import date

from lantoa.exemplars.matching.deeds import Deed, read_deed
from lantoa.exemplars.matching.facts import COLLECTIVE, NOWHERE, Facts, Place
from lantoa.exemplars.matching.normalise import Name, read_collective, read_hamlet, read_person, walks_in
from lantoa.exemplars.matching.syllables import Syllable


@dataclass(frozen=True, slots=True)
class Prepared:
    type: str
    names: tuple[Name, ...]  # of a person or household; empty for a collective
    which: tuple[str, ...]  # telling words of a collective
    numbered: frozenset[str]  # "tổ 3", "khu phố 2" in its name
    sex: str
    age: str
    walks: frozenset[str]
    birth_year: int | None
    place: Place
    hamlet: frozenset[str]
    hamlet_numbers: frozenset[str]
    day_from: date | None
    day_to: date | None
    received_on: date | None
    deed: Deed


def prepare(facts: Facts) -> Prepared:
    called = read_person(facts.name, facts.honorific, facts.gender) if facts.type != COLLECTIVE else None
    which, numbers = read_collective(facts.name) if called is None else ((), ())
    words, hamlet_numbers = read_hamlet(facts.hamlet)
    deed = f"{called.extra}. {facts.deed}" if called and called.extra else facts.deed
    return Prepared(
        type=facts.type,
        names=called.names if called else (),
        which=which,
        numbered=frozenset(numbers),
        sex=called.sex if called else "",
        age=called.age if called else "",
        walks=called.walks or walks_in(f"{called.extra} {facts.deed}") if called else frozenset(),
        birth_year=facts.birth_year,
        place=facts.place,
        hamlet=words,
        hamlet_numbers=hamlet_numbers,
        day_from=facts.day_from,
        day_to=facts.day_to,
        received_on=facts.received_on,
        deed=read_deed(deed[:4000]),
    )


def pack(ready: Prepared) -> list:
    """All but the place as JSON values, in the order `unpack` reads them."""
    return [
        ready.type,
        [[int(name.is_whole), *(part for s in name.syllables for part in s)] for name in ready.names],
        list(ready.which), sorted(ready.numbered), ready.sex, ready.age, sorted(ready.walks), ready.birth_year,
        sorted(ready.hamlet), sorted(ready.hamlet_numbers),
        *(day and day.toordinal() for day in (ready.day_from, ready.day_to, ready.received_on)),
        sorted(ready.deed.words), sorted(ready.deed.pairs), sorted(ready.deed.topics), sorted(ready.deed.numbers),
        sorted(ready.deed.days), sorted(ready.deed.years), sorted(ready.deed.sites),
    ]  # fmt: skip


def unpack(row: list, place: Place = NOWHERE) -> Prepared:
    kind, names, which, numbers, sex, age, walks, birth, hamlet, hamlet_numbers, start, end, received, *deed = row
    words, pairs, topics, counted, days, years, sites = deed
    return Prepared(
        kind,
        tuple(Name(tuple(Syllable(n[i], n[i + 1]) for i in range(1, len(n), 2)), bool(n[0])) for n in names),
        tuple(which), frozenset(numbers), sex, age, frozenset(walks), birth, place, frozenset(hamlet), frozenset(hamlet_numbers),
        *(date.fromordinal(day) if day else None for day in (start, end, received)),
        Deed(frozenset(words), frozenset(pairs), frozenset(topics), frozenset(map(tuple, counted)), frozenset(map(tuple, days)),
             frozenset(years), frozenset(sites)),
    )  # fmt: skip
