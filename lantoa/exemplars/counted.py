"""What reports count of exemplars: how many came in, were verified, chosen, honoured, and who they are."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.exemplars.enums import HONOURED_STATES, Door, Field, Gender, NominationKind, NominationState, SubjectType
from lantoa.exemplars.models import Nomination
from lantoa.plans.figures import Figure, register, within

_PARTS = {"kind": "kind", "type": "type", "field": "field", "gender": "gender", "door": "door"}
_LABELS = {
    name: {**dict(words.choices), "": "chưa ghi"}
    for name, words in (("kind", NominationKind), ("type", SubjectType), ("field", Field), ("gender", Gender), ("door", Door))
}
_GONE = (NominationState.MERGED, NominationState.WITHDRAWN)


def _came_in(start: date, end: date) -> QuerySet[Nomination]:
    return Nomination.objects.filter(within("received_at", start, end)).exclude(state__in=_GONE)


def _step(moment: str, **conditions):
    def rows(start: date, end: date) -> QuerySet[Nomination]:
        return Nomination.objects.filter(within(moment, start, end), **conditions).exclude(state__in=_GONE)

    return rows


def _page(nomination: Nomination) -> str:
    return reverse("exemplars:nomination", args=[nomination.pk])


def register_all() -> None:
    honoured = {"state__in": HONOURED_STATES}
    for key, label, rows in (
        ("exemplars.proposed", "gương, mô hình được giới thiệu", _came_in),
        ("exemplars.verified", "gương, mô hình đã xác minh", _step("verified_at")),
        ("exemplars.selected", "gương được chọn qua bình chọn", _step("selected_at")),
        ("exemplars.honoured", "gương được biểu dương", _step("honoured_at", **honoured)),
        ("exemplars.honoured_women", "gương được biểu dương là nữ", _step("honoured_at", gender=Gender.FEMALE, **honoured)),
        ("exemplars.honoured_people", "cá nhân được biểu dương", _step("honoured_at", type=SubjectType.INDIVIDUAL, **honoured)),
        ("exemplars.honoured_workers", "gương được biểu dương là người trực tiếp lao động",
         _step("honoured_at", is_direct_worker=True, **honoured)),
        ("exemplars.honoured_minority", "gương được biểu dương là người dân tộc thiểu số", _step("honoured_at", is_minority=True, **honoured)),
        ("exemplars.models", "mô hình mới được giới thiệu",
         lambda start, end: _came_in(start, end).filter(kind__in=(NominationKind.NEW_MODEL, NominationKind.NEW_FACTOR))),
        ("exemplars.published", "gương đã đăng, phát", _step("published_at")),
    ):  # fmt: skip
        register(Figure(key, label, rows, parts=_PARTS, labels=_LABELS, url=_page))
