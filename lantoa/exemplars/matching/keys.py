"""By what a nomination is found again among many: numbers kept in one indexed column.

Two nominations are compared only when they share a key. The keys are chosen so that these still share one: one slip of the finger in
any one syllable of the name, words in another order, marks left out or left as Telex, a middle word or the surname left out, a
nickname, and, in one place, one kind of deed in one year under any name. Keys with a place hold the unit's own id, which never
changes; who asks adds the units that are one today.
"""

import hashlib
from collections.abc import Hashable, Iterable
from itertools import pairwise

from lantoa.exemplars.matching.facts import COLLECTIVE
from lantoa.exemplars.matching.normalise import Name, given_names
from lantoa.exemplars.matching.prepared import Prepared
from lantoa.exemplars.matching.syllables import sound

_MOST_NAMES = 3


def keys_of(ready: Prepared) -> set[int]:
    """Keys to keep for a nomination: about fifteen for a person."""
    return _keys(ready, [ready.place.unit], [_year(ready)])


def keys_to_ask(ready: Prepared, units: Iterable[Hashable]) -> set[int]:
    """Keys to look for: in all the units that are one with its own today, and in the years beside the deed's.

    Under a whole name the kind of deed is not asked for: whoever told of the same person less fully gave a given name at least.
    """
    year = _year(ready)
    by_deed = not ready.names or not any(name.is_whole for name in ready.names)
    years = [year - 1, year, year + 1] if year else [year]
    return _keys(ready, list(units) or [ready.place.unit], years if by_deed else [])


def _keys(ready: Prepared, units: list[Hashable], years: list[int]) -> set[int]:
    texts: set[str] = set()
    if ready.type == COLLECTIVE:
        texts.add("c|" + " ".join(sorted(ready.which)))
        for one, other in pairwise(ready.which):
            texts.update(f"b|{unit}|{one} {other}" for unit in units)
        if len(ready.which) == 1:
            texts.update(f"b|{unit}|{ready.which[0]}" for unit in units)
        texts.update(f"b|{unit}|{number}" for unit in units for number in ready.numbered)
    else:
        for name in ready.names[:_MOST_NAMES]:
            texts |= _of_name(name, units)
    for topic in sorted(ready.deed.topics)[:3]:
        texts.update(f"t|{unit}|{topic}|{year}" for unit in units for year in years)
    return {_number(text) for text in texts}


def _of_name(name: Name, units: list[Hashable]) -> set[str]:
    words = [sound(s.plain) for s in name.syllables]
    # "Tám Lượm": each word may be what the person is called by.
    texts = {f"g|{unit}|{sound(s.plain)}" for unit in units for s in given_names(name)}
    if len(words) == 1:
        return texts
    texts.add("n|" + " ".join(sorted(words)))
    if not name.is_whole:
        texts.add("r|" + " ".join(words))
        return texts
    texts.add(f"s|{words[0]}|{words[-1]}")
    if len(words) > 2:
        texts.add("r|" + " ".join(words[1:]))
    # One letter taken away in each place: two spellings one slip apart meet in one of these. Spelled, not sounded: a slip may fall
    # within "ngh".
    surname, *others = (s.plain.replace("y", "i") for s in name.syllables)
    rest = "".join(others)
    texts.update(f"d|{surname}|{rest[:i]}{rest[i + 1 :]}" for i in range(len(rest)))
    texts.add(f"d|{surname}|{rest}")
    return texts


def _year(ready: Prepared) -> int:
    if ready.day_from:
        return ready.day_from.year
    if len(ready.deed.years) == 1:
        return next(iter(ready.deed.years))
    return ready.received_on.year if ready.received_on else 0


def _number(text: str) -> int:
    """64 bits with a sign, as both databases keep whole numbers."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), signed=True)
