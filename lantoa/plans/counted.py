"""What reports count of duties: how many fell due, how many came in time, what some of them prove."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from lantoa.plans.enums import HANDED_IN_STATES, AssignmentState, PlanState
from lantoa.plans.figures import Figure, register, within
from lantoa.plans.models import Assignment, Evidence
from lantoa.plans.queries.matrix import late_on
from lantoa.plans.standing import title_of


def _due(start: date, end: date) -> QuerySet[Assignment]:
    return Assignment.objects.filter(due_on__range=(start, end)).exclude(state=AssignmentState.WAIVED)


def _on_time(start: date, end: date) -> QuerySet[Assignment]:
    return _due(start, end).filter(state__in=HANDED_IN_STATES, submitted_at__date__lte=F("due_on"))


def _late(start: date, end: date) -> QuerySet[Assignment]:
    return _due(start, end).filter(went_late_on__isnull=False)


def _overdue(start: date, end: date) -> QuerySet[Assignment]:
    """Past its day by `end`, of running plans, and still not handed in: how it stands now, whatever the first day asked for."""
    return Assignment.objects.filter(late_on(end), plan__state=PlanState.ACTIVE)


def _proof_of(code: str):
    def rows(start: date, end: date) -> QuerySet[Evidence]:
        happened = Q(happened_on__range=(start, end)) | (Q(happened_on__isnull=True) & within("created_at", start, end))
        return Evidence.objects.filter(happened, assignment__duty__code=code, withdrawn_at__isnull=True).exclude(kind="nil")

    return rows


def _page(assignment: Assignment) -> str:
    return reverse("plans:assignment", args=[assignment.pk])


def _page_of_proof(proof: Evidence) -> str:
    return reverse("plans:assignment", args=[proof.assignment_id])


def register_all() -> None:
    for key, label, rows in (
        ("plans.duties_due", "việc đến hạn", _due),
        ("plans.duties_on_time", "việc làm đúng hạn", _on_time),
        ("plans.duties_late", "việc làm chậm", _late),
        ("plans.duties_overdue", "việc quá hạn chưa nộp", _overdue),
    ):
        register(Figure(key, label, rows, title=title_of, url=_page, related=("duty",)))
    for key, label, code in (
        ("plans.exchanges", "cuộc tọa đàm, giao lưu (minh chứng việc U09)", "U09"),
        ("plans.performances", "hoạt động văn hóa, văn nghệ (minh chứng việc U10)", "U10"),
        ("plans.anniversary", "hoạt động kỷ niệm 11/6 (minh chứng việc U03)", "U03"),
    ):
        register(Figure(key, label, _proof_of(code), unit="assignment__unit_id", url=_page_of_proof, related=("assignment",)))
