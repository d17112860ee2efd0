"""What came in and nobody has taken up: a line for the leaders of the unit. Never writes."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Min, QuerySet
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.exemplars.enums import NominationState
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.seen import own_units
from lantoa.organisations.enums import Role
from lantoa.plans.tasks import TaskRow
from lantoa.ui.words import day as day_words
from lantoa.ui.words import number


def waiting_to_be_taken_up(user: User, day: date) -> QuerySet[Nomination] | None:
    if not (units := own_units(user, Role.UNIT_LEADER, day=day)):
        return None
    return Nomination.objects.filter(unit__in=units, state=NominationState.RECEIVED, held_since=None)


def to_hand_on(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """For leaders: how much waits to be taken up, as one row; its officers have a row for each (queries.waiting). One query."""
    if (rows := waiting_to_be_taken_up(user, day)) is None:
        return
    found = rows.aggregate(count=Count("pk"), oldest=Min("received_at"))
    if not found["count"]:
        return
    yield TaskRow(
        title=f"{number(found['count'])} lời giới thiệu chưa ai nhận xác minh",
        sentence=f"Lời giới thiệu lâu nhất nhận ngày {day_words(found['oldest'])}. Nhắc cán bộ nhận xác minh.",
        verb="Xem danh sách", url=reverse("exemplars:list") + "?tinh-trang=received", icon="star", minutes=2,
    )  # fmt: skip
