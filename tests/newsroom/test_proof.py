"""What a story, its publications and movements prove by themselves, and the figures reports take."""

from datetime import timedelta

import pytest

from lantoa.core import clock
from lantoa.movements.services.proof import RULE
from lantoa.newsroom.services import desks
from lantoa.plans import figures
from lantoa.plans.models import Evidence
from tests.factories import AssignmentFactory, DutyFactory, MovementFactory, PlanFactory
from tests.newsroom.test_columns import out
from tests.newsroom.test_desks import live

pytestmark = pytest.mark.django_db
SPAN = {"period_start": clock.today().replace(month=1, day=1), "period_end": clock.today() + timedelta(days=40)}


def owed(town, kinds, **rule):
    duty = DutyFactory(plan=rule.pop("plan", None) or PlanFactory(issuer=town.city), evidence_kinds=kinds, **rule)
    return AssignmentFactory(duty=duty, unit=town.ward, **SPAN)


def test_a_published_story_proves_and_a_story_taken_down_no_longer_does(town):
    told, spread = owed(town, ["story"]), owed(town, ["publication"])
    story = live(town)
    for assignment in (told, spread):
        assignment.refresh_from_db()
        assert assignment.done_count == 1
    desks.take_down_story(story, reason="Sai.", by=town.leader)
    assert not Evidence.objects.filter(withdrawn_at__isnull=True).exists()


def test_each_movement_has_a_piece(town):
    plan = PlanFactory(issuer=town.city)
    movements = [MovementFactory(authority=town.city, state="launched", launched_at=clock.now()) for _ in range(2)]
    assignment = owed(town, ["story"], plan=plan, done_rule=RULE)
    for movement in movements:
        clause = plan.clauses.create(ref=f"II.1-{movement.pk}", order=movement.pk, kind="content", text=movement.name)
        movement.clause = clause
        movement.save()
        assignment.duty.clauses.add(clause)
    story = out(town, movement=movements[0])
    assignment.refresh_from_db()
    assert (assignment.done_count, assignment.needed_count) == (1, 2)
    desks.take_down_story(story, reason="Sai.", by=town.leader)
    assignment.refresh_from_db()
    assert assignment.done_count == 0


def test_figures_count_what_stands(town):
    story = live(town)
    day = clock.today()
    assert figures.count(figures.of("newsroom.stories"), [town.ward.pk], day, day)[town.ward.pk].parts["kind"] == {"news": 1}
    found = figures.count(figures.of("newsroom.publications"), [town.ward.pk], day, day)[town.ward.pk]
    assert (found.value, found.parts["channel"]) == (1, {"portal": 1})
    desks.take_down_story(story, reason="Sai.", by=town.leader)
    assert figures.count(figures.of("newsroom.stories"), [town.ward.pk], day, day) == {}


@pytest.mark.parametrize(
    "key", ["stories", "publications", "live_columns", "requests_asked", "requests_answered", "hours_to_answer", "royalties"]
)
def test_every_figure_counts_nothing_where_there_is_nothing(town, key):
    assert figures.count(figures.of(f"newsroom.{key}"), [town.ward.pk], clock.today(), clock.today()) == {}
