"""Some hundreds of entries through the index itself: the list expected here is worked out without a database, so it is the same on each.

Also: the rights. What is found is exactly what may be seen, by keys in the index as by sifting, however small the caps.
"""

import random
from datetime import date, timedelta

import pytest
from django.db import connection

from lantoa.accounts.models import User
from lantoa.core.text import fold
from lantoa.search import indexing, matching, queries, registry
from lantoa.search.matching import Terms, newest
from lantoa.search.models import SearchEntry
from lantoa.search.queries import Narrowed
from lantoa.search.ranking import question_of, ranked
from lantoa.search.registry import EntryText, SearchSource

pytestmark = pytest.mark.django_db
NAMES = "Hòa Hoà Hoa Họa Hoá Nguyễn Nguyên Đức Dục Lan Lân Tốt Tót Bảo Bão".split()
SAID = "người tốt việc tốt ngươi tót viếc hiến đất mở đường điển hình tiên tiến bảo vệ bao vê giữ gìn hòa bình hoá học".split()
UNITS = ["Phường Bảo Vinh", "Xã Hàng Gòn", "Phường Xuân An"]
ASKED = [
    "hoa",
    "hòa",
    "hoà",
    "người tốt",
    "nguoi tot",
    "tốt người",
    "điển hình tiên tiến",
    "bảo v",
    "Nguyễn Đức",
    "xuan an",
    "x",
    "khong co",
]


@pytest.fixture
def texts():
    chance = random.Random(18)
    made = {}
    for pk in range(100_001, 100_401):
        unit = chance.choice(UNITS)
        made[pk] = EntryText(
            " ".join(chance.sample(NAMES, 3)), f"/{pk}", unit, " ".join(chance.sample(SAID, 6)),
            date(2020, 1, 1) + timedelta(days=chance.randrange(900)) if pk % 5 else None, unit, frozenset({f"u{UNITS.index(unit)}"}),
        )  # fmt: skip
    return made


@pytest.fixture(params=["scoped", "sifted"])
def source(request, texts):
    """A source whose rows are people, for any model will do. Who holds a key is told by the user's name; the system sees all."""
    User.objects.bulk_create(User(pk=pk, username=f"trial{pk}") for pk in texts)

    def held(user):
        return None if user.is_system else frozenset({user.username})

    def rows(user):
        keys = held(user)
        return User.objects.filter(pk__in=[pk for pk, text in texts.items() if keys is None or text.scopes & keys])

    made = SearchSource("trial", "Thử", User, rows, lambda row: None, frozenset(), scopes=held if request.param == "scoped" else None)
    registry._sources["trial"] = made
    SearchEntry.objects.bulk_create([indexing.entry_of(made, pk, text) for pk, text in texts.items()])
    yield made
    del registry._sources["trial"]


def expected(texts, asked, keys=None, unit="", year=0):
    """What must be found, by reading every text: ids in no order."""
    words = [part for word in queries.asked_words(asked) for part in fold(word).split()]

    def holding(pk, prefix):
        text = texts[pk]
        if (keys and not text.scopes & keys) or (unit and text.unit != unit) or (year and (not text.day or text.day.year != year)):
            return False
        said = fold(f"{text.title} {text.subtitle} {text.text}").split()
        return all(word in said for word in words[:-1]) and any(s.startswith(words[-1]) if prefix else s == words[-1] for s in said)

    whole = [pk for pk in texts if holding(pk, False)]
    return {pk for pk in texts if holding(pk, True)} if len(whole) < queries.FEW and len(words[-1]) > 1 else set(whole)


def rows_found(asked, user, narrowed=Narrowed()):  # noqa: B008
    found = queries.find(queries.asked_words(asked), user=user, narrowed=narrowed)
    return [entry.object_id for entry in found.entries(found.keys)]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("who", ["u0", "u2", "u9", "system"])
def test_found_is_exactly_what_may_be_seen(source, texts, who, asked):
    user = User.objects.system() if who == "system" else User.objects.create(username=who)
    keys = None if who == "system" else {who}
    rows = rows_found(asked, user)
    assert set(rows) == expected(texts, asked, keys)
    assert len(rows) == len(set(rows))
    found = queries.find(queries.asked_words(asked), user=user)
    assert sum(facet.count for facet in queries.facets(found)) == len(rows)
    assert sum(facet.count for facet in queries.units(found)) == len(rows)
    for facet in queries.years(found):
        assert set(rows_found(asked, user, Narrowed(year=int(facet.key)))) <= expected(texts, asked, keys, year=int(facet.key))
        assert facet.count == sum(texts[pk].day is not None and texts[pk].day.year == int(facet.key) for pk in rows)


@pytest.mark.parametrize("unit", UNITS)
def test_narrowed_to_a_unit(source, texts, unit):
    system = User.objects.system()
    assert set(rows_found("người tốt", system, Narrowed("trial", unit))) == expected(texts, "người tốt", unit=unit)
    assert rows_found("người tốt", system, Narrowed("units", unit)) == []


@pytest.mark.parametrize("asked", ASKED)
def test_the_order_is_the_same_on_every_database(source, texts, asked):
    """Ranked here from what the texts say, with no database between; few enough hits that all are ranked."""
    wanted = expected(texts, asked)
    entries = [indexing.entry_of(source, pk, texts[pk]) for pk in wanted]
    order = ranked([(entry.pk, entry.folded, entry.tokens) for entry in entries], question_of(queries.asked_words(asked)))
    if len(wanted) <= queries.RANKED:
        assert rows_found(asked, User.objects.system()) == [key & 0xFFFFFFFFF for key in order]


def test_the_marks_typed_come_first(source, texts):
    def exact(asked):
        first = rows_found(asked, User.objects.system())[:5]
        return [any(word in queries.asked_words(texts[pk].title) for word in written[asked]) for pk in first]

    written = {"hòa": {"hòa", "hoà"}, "hoá": {"hoá", "hóa"}, "họa": {"họa"}, "nguyên": {"nguyên"}, "tót": {"tót"}}
    assert {asked: exact(asked) for asked in written} == {asked: [True] * 5 for asked in written}


@pytest.mark.parametrize("asked", ASKED)
def test_without_marks_at_least_as_much_is_found(source, asked):
    system = User.objects.system()
    assert set(rows_found(asked, system)) <= set(rows_found(fold(asked), system))
    assert fold(fold(asked)) == fold(asked)


def test_beyond_the_caps_the_newest_are_kept_and_the_best_still_first(source, texts, monkeypatch):
    everything = queries.find(["hoa"], user=User.objects.system())
    monkeypatch.setattr(queries, "MOST", 40)
    monkeypatch.setattr(queries, "RANKED", 10)
    monkeypatch.setattr(queries, "AT_ONCE", 25)
    capped = queries.find(["hoa"], user=User.objects.system())
    assert capped.more
    assert not everything.more
    assert len(capped.keys) == 40
    newest_keys = sorted(everything.keys, reverse=True)[:40]
    assert len(set(capped.keys) - set(newest_keys)) <= queries.TIER  # old ones, only for their titles
    titles = [texts[key & 0xFFFFFFFFF].title for key in capped.keys[:10]]
    assert all("hoa" in fold(title).split() for title in titles)
    local = User.objects.create(username="u1")
    monkeypatch.setattr(queries, "MOST", 15)
    kept = queries.find(["hoa"], user=local).keys
    assert all("u1" in texts[key & 0xFFFFFFFFF].scopes for key in kept)
    assert len(kept) == 15


@pytest.mark.parametrize("rare", [-1, 0, 10**9])
@pytest.mark.parametrize("window", [5, 10**6])
def test_every_way_of_asking_finds_the_same(source, monkeypatch, rare, window):
    wanted = sorted(SearchEntry.objects.filter(tokens__regex=r"(^| )tot( |$)").values_list("pk", flat=True), reverse=True)
    monkeypatch.setattr(matching, "RARE", rare)
    monkeypatch.setattr(matching, "WINDOW", window)
    monkeypatch.setattr(matching, "SELDOM", rare)
    monkeypatch.setattr(matching, "PROBE", min(window, 20))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_searchentry")
    assert newest(Terms(("tot",)), 1000) == wanted
    assert newest(Terms(("tot",)), 7) == wanted[:7]
    assert newest(Terms(("tot",), keys=(wanted[9], wanted[2])), 1000) == wanted[3:10]
    assert newest(Terms(("tot",), one_of=(("_s_nothing_",),)), 10) == []
    assert newest(Terms(("tot",), one_of=((),)), 10) == []
