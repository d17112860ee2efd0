"""The sample year without what units hand in by hand: its people, rounds and stories, loaded once for all of these."""

import re
from collections import Counter
from datetime import date

import pytest
from django.db import transaction
from django.test import override_settings

from lantoa.accounts.models import User
from lantoa.audit.verifying import faults
from lantoa.core import clock
from lantoa.demo import names
from lantoa.demo.services.loading import load_sample_year
from lantoa.demo.services.season import read
from lantoa.exemplars.enums import Door, Field, NominationState, SuspicionState
from lantoa.exemplars.models import Nomination, Sender, Suspicion
from lantoa.newsroom.enums import StoryState
from lantoa.newsroom.models import Story
from lantoa.newsroom.queries.published import published_stories
from lantoa.plans.models import Evidence
from lantoa.selection.enums import Level, RoundState
from lantoa.selection.models import Decision, Round
from lantoa.selection.queries.rounds import rounds_to_vote

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 10)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loaded once for the whole file: the tests only ask. The rows are taken away again."""
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")), transaction.atomic():
        stage, _ = load_sample_year(only_people=True, by=User.objects.system())
        yield stage
        transaction.set_rollback(True)


@pytest.fixture
def year(loaded):
    with clock.at(TODAY):
        yield loaded


def test_every_state_stands_somewhere(year):
    assert set(Nomination.objects.values_list("state", flat=True)) == set(NominationState.values)
    assert set(Round.objects.values_list("state", flat=True)) == set(RoundState.values)
    assert set(Story.objects.values_list("state", flat=True)) == set(StoryState.values) - {StoryState.UNPUBLISHED, StoryState.DROPPED}
    assert set(Nomination.objects.values_list("door", flat=True)) == set(Door.values)
    assert set(Nomination.objects.exclude(field="").values_list("field", flat=True)) == set(Field.values)


def test_nobody_was_approved_by_who_put_them_forward_or_checked_them(year):
    rows = Nomination.objects.filter(verified_at__isnull=False)
    assert rows.count() > 30
    assert [n.code for n in rows if n.approved_by_id in (n.checked_by_id, n.proposed_by_id) or n.checked_by_id == n.proposed_by_id] == []


def test_one_suspicion_waits_and_one_was_joined(year):
    waiting = Suspicion.objects.filter(state=SuspicionState.OPEN).select_related("nomination", "other")
    assert [(row.nomination.name, row.other.name) for row in waiting] == [("Nguyễn Văn Bảy", "Nguyễn Văn Bảy")]
    assert Suspicion.objects.filter(state=SuspicionState.SAME).count() == 1


@pytest.mark.parametrize(
    ("username", "levels"), [("baovinh", [Level.UNIT]), ("baovinh.ld", [Level.UNIT, Level.CITY]), ("hoidong", [Level.CITY]), ("mattran", [])]
)  # fmt: skip
def test_ballots_wait_for_the_people_of_the_play(year, username, levels):
    assert [found.level for found in rounds_to_vote(year.cast[username])] == levels


def test_rounds_and_nominations_prove_duties_of_their_units(year):
    proofs = Evidence.objects.filter(withdrawn_at__isnull=True, assignment__done_count__gt=0)
    proven = Counter(proofs.filter(kind__in=["nomination", "round"]).values_list("kind", "assignment__duty__code").order_by())
    assert {code for _, code in proven} >= {"U06", "U08"}
    ward = year.units["bao-vinh"]
    assert proofs.filter(kind="round", assignment__unit=ward, assignment__duty__code="U08", assignment__period="2022-M04").count() == 1


def test_what_is_public_was_agreed_to_and_honoured(year):
    stories = list(published_stories())
    about = [story.nomination for story in stories if story.nomination]
    assert len(stories) == 14
    assert len(about) == 12
    assert {n.state for n in about} == {NominationState.PUBLISHED, NominationState.REPLICATING}
    assert Decision.objects.filter(state="draft").count() == 1
    assert Nomination.objects.filter(held_since__isnull=False).count() == 2  # a complaint, and a consent taken back


def test_people_are_invented_and_nothing_private_is_written(year):
    given = {f"{surname} {rest}" for surname in names._SURNAMES for rest in (*names._WOMEN, *names._MEN)}
    people = set(User.objects.people().values_list("full_name", flat=True))
    told_by = set(Sender.objects.filter(user=None).values_list("name", flat=True))
    assert people | told_by <= given
    assert set(Nomination.objects.values_list("name", flat=True)) == {deed["name"] for deed in read("deeds.toml")["deed"]}
    texts = [
        *Nomination.objects.values_list("deed", flat=True),
        *Story.objects.filter(live__isnull=False).values_list("live__body", flat=True),
    ]
    assert [text for text in texts if re.search(r"\d{9}", text.replace(".", ""))] == []
    assert not Nomination.objects.exclude(phone="").exists()


def test_the_log_is_whole(year):
    assert list(faults()) == []
