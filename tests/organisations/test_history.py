"""After any run of events the ancestry is what a naive reading of the versions says, on any day; and two at once make no circle."""

import threading
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.organisations.enums import UnitKind
from lantoa.organisations.models import Unit, UnitAncestry, UnitVersion
from lantoa.organisations.services import units
from lantoa.organisations.services.reorganisation import NewUnit
from tests.factories import UnitFactory, UserFactory

START = date(2020, 1, 1)
EVENT = st.tuples(
    st.sampled_from(["move", "merge", "merge_new", "split", "abolish", "rename", "found"]), st.integers(0, 99), st.integers(0, 99)
)


def naive_links(day):
    """Walk upward from each unit by its version of the day, nothing else."""
    parents = dict(UnitVersion.objects.at(day).values_list("unit", "parent"))
    for unit in parents:
        at, depth = unit, 0
        while at is not None:
            yield at, unit, depth
            at, depth = parents.get(at), depth + 1


def happen(event, day, by):
    kind, first, second = event
    alive = list(Unit.objects.filter(closed_on__gt=day, opened_on__lte=day).order_by("pk"))
    a, b = alive[first % len(alive)], alive[second % len(alive)]
    act = {"on": day, "legal_document": "NQ", "by": by}
    match kind:
        case "move":
            units.move_unit(a, parent=b, **act)
        case "merge":
            units.merge_units([a], into=b, **act)
        case "merge_new":
            units.merge_units([a, b], into=NewUnit("Mới", UnitKind.DEPARTMENT), **act)
        case "split":
            units.split_unit(a, into=[NewUnit("Một", UnitKind.DEPARTMENT), NewUnit("Hai", UnitKind.DEPARTMENT)], heir=second % 2, **act)
        case "abolish":
            units.abolish_unit(a, heir=b, **act)
        case "rename":
            units.rename_unit(a, name=f"Tên {day}", **act)
        case "found":
            units.found_unit(NewUnit("Thêm", UnitKind.DEPARTMENT, parent=a), on=day, by=by)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(EVENT, max_size=12), days=st.lists(st.integers(-5, 400), min_size=3, max_size=6))
def test_ancestry_is_what_the_versions_say(events, days):
    """Offices may stand under offices to any depth, so moves are free to try circles; what is refused must leave nothing behind."""
    with transaction.atomic():
        by = UserFactory(system=True)
        top = UnitFactory(kind=UnitKind.DEPARTMENT, opened_on=START)
        for _ in range(3):
            UnitFactory(kind=UnitKind.DEPARTMENT, parent=top, opened_on=START)
        for number, event in enumerate(events, start=1):
            with suppress(ValidationError):
                happen(event, START + timedelta(days=30 * number), by)
        for day in (START + timedelta(days=d) for d in days):
            kept = UnitAncestry.objects.at(day).values_list("ancestor", "descendant", "depth")
            assert sorted(kept) == sorted(naive_links(day))
            assert UnitVersion.objects.at(day).count() == Unit.objects.open_on(day).count()
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_make_no_circle():
    """B stands under C. One moves C under A while another moves A under B: either may win, not both."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time by itself (settings: IMMEDIATE); in memory threads share one connection")
    by = UserFactory(system=True)
    c = UnitFactory(kind=UnitKind.DEPARTMENT)
    b = UnitFactory(kind=UnitKind.DEPARTMENT, parent=c)
    a = UnitFactory(kind=UnitKind.DEPARTMENT)
    barrier, refused = threading.Barrier(2), []

    def move(unit, parent):
        barrier.wait()
        try:
            units.move_unit(unit, parent=parent, on=date(2022, 1, 1), legal_document="NQ", by=by)
        except ValidationError as error:
            refused.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=move, args=pair) for pair in ((c, a), (a, b))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["cycle"]
    day = date(2022, 1, 1)
    assert sorted(UnitAncestry.objects.at(day).values_list("ancestor", "descendant", "depth")) == sorted(naive_links(day))
