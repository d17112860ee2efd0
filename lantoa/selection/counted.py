"""What reports count of choosing and honouring."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.exemplars.enums import SubjectType
from lantoa.plans.figures import Figure, register, within
from lantoa.selection.models import Honour, Round


def _rounds(start: date, end: date) -> QuerySet[Round]:
    return Round.objects.filter(within("announced_at", start, end), void_reason="")


def _honours(start: date, end: date) -> QuerySet[Honour]:
    return Honour.objects.filter(decision__issued_on__range=(start, end), revoked_at__isnull=True).exclude(decision__number="")


def register_all() -> None:
    def decision(honour: Honour) -> str:
        return reverse("selection:decision", args=[honour.decision_id])

    register(Figure("selection.rounds", "đợt bình chọn đã công bố", _rounds, url=lambda r: reverse("selection:round", args=[r.pk])))
    parts = {"parts": {"type": "nomination__type"}, "labels": {"type": dict(SubjectType.choices)}}
    register(Figure("selection.honours", "lượt khen theo quyết định", _honours, unit="decision__unit_id", title=lambda h: h.recipient,
                    url=decision, **parts))  # fmt: skip
    register(Figure("selection.money", "tiền thưởng theo quyết định (đồng)", _honours, unit="decision__unit_id", amount="amount",
                    title=lambda h: h.recipient, url=decision, **parts))  # fmt: skip
