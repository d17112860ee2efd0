"""The audit log tells when public pages have to be made anew."""

import pytest
from django.db import OperationalError, transaction

from lantoa.core import trail
from lantoa.front import freshness
from lantoa.front.freshness import Freshness, concerns_public
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _look_each_time(monkeypatch):
    monkeypatch.setattr(freshness, "CHECK_EVERY", 0.0)


def act(action="rename", obj=None):
    with transaction.atomic():
        trail.record(action, obj or UnitFactory(), by=None)


def test_an_act_changes_the_stamp():
    known = Freshness()
    first = known.stamp()
    assert known.stamp() == first
    act()
    second = known.stamp()
    assert second != first
    assert known.stamp() == second


def test_two_processes_see_it_both():
    one, two = Freshness(), Freshness()
    before = one.stamp(), two.stamp()
    act()
    assert one.stamp() != before[0]
    assert two.stamp() != before[1]


def test_quiet_acts_change_nothing():
    known = Freshness()
    before = known.stamp()
    with transaction.atomic():
        trail.record("sign_in_failed", None, by=None, reason="x")
    assert known.stamp() == before


def test_what_was_rolled_back_did_not_happen():
    known = Freshness()
    before = known.stamp()
    try:
        with transaction.atomic():
            trail.record("rename", UnitFactory(), by=None)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert known.stamp() == before


def test_a_shorter_log_is_another_database(monkeypatch):
    known = Freshness()
    act()
    act()
    before = known.stamp()
    monkeypatch.setattr(freshness.log, "length", lambda: 1)
    assert known.stamp() != before


def test_without_a_database_pages_go_on_for_a_while_and_no_longer(monkeypatch):
    known = Freshness()
    before = known.stamp()

    def down():
        raise OperationalError("gone")

    monkeypatch.setattr(freshness.log, "length", down)
    assert known.stamp() == before
    monkeypatch.setattr(freshness, "WITHOUT_DATABASE", 0.0)
    assert known.stamp() is None


def test_one_that_never_saw_the_database_shows_nothing(monkeypatch):
    def down():
        raise OperationalError("gone")

    monkeypatch.setattr(freshness.log, "length", down)
    assert Freshness().stamp() is None


@pytest.mark.parametrize(
    ("model", "action", "expected"),
    [
        ("newsroom.story", "move", True), ("exemplars.nomination", "withdraw_consent", True), ("exemplars.nomination", "hold", True),
        ("organisations.unit", "reorganise", True), ("movements.movement", "edit", True), ("selection.decision", "move", True),
        ("something.new", "whatever", True),
        ("accounts.user", "sign_in", False), ("", "ask", False), ("plans.assignment", "give_proof", False), ("selection.round", "vote", False),
        ("newsroom.story", "comment", False), ("exemplars.nomination", "receive", False),
    ],
)  # fmt: skip
def test_every_act_concerns_the_public_unless_said_otherwise(model, action, expected):
    assert concerns_public(model, action) is expected
