"""What this room registers with the rooms below; called once, by apps.ready()."""

from datetime import time

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.audit import access as history
from lantoa.core import schedule
from lantoa.core.rights import allowed
from lantoa.exemplars import honouring
from lantoa.exemplars.enums import CLOSED_STATES
from lantoa.exemplars.signals import moved
from lantoa.files import access
from lantoa.files.models import StoredFile
from lantoa.organisations import moving
from lantoa.outgoing import sources
from lantoa.plans import evidence_kinds, tasks
from lantoa.plans.evidence_kinds import EvidenceKind, Shape, Source
from lantoa.selection import daily, todo
from lantoa.selection.models import CertificateTemplate, Seat
from lantoa.selection.notifications import register_kinds
from lantoa.selection.queries import honours, seen
from lantoa.selection.queries.rounds import count_going_on, recused_candidates, standing_in
from lantoa.selection.services.counting import drop_out, end_rounds_of
from lantoa.selection.services.handover import hand_over_unsigned
from lantoa.ui import navigation


def register_all() -> None:
    register_kinds()
    moving.register("Đợt bình chọn chưa công bố (sẽ hủy, gương trở lại đã xác minh)", count_going_on, end_rounds_of)
    moved.connect(drop_who_ended, dispatch_uid="selection.drop_out")
    schedule.register("selection.morning", "Mở đợt bình chọn của tháng, quý", daily.each_morning, at=time(5))
    schedule.register_tick("selection.close", daily.each_minute)
    for source, waiting in todo.SOURCES.items():
        tasks.register(source, waiting)
    evidence_kinds.register(
        EvidenceKind("round", "đợt bình chọn", "star", Source.GIVEN, Shape.FILE, "Gửi biên bản bình chọn", url=_round_page,
                     help="Đợt bình chọn trên hệ thống tự ghi nhận khi công bố. Bình chọn trên giấy: gửi biên bản.")
    )  # fmt: skip
    evidence_kinds.register(EvidenceKind("decision", "quyết định biểu dương", "star", Source.RECORD, url=_decision_page))
    history.register("selection.round", seen.may_read_history)
    history.register("selection.council", lambda user, pk: seen.councils_of(user).filter(pk=pk).exists())
    history.register("selection.decision", lambda user, pk: honours.visible_to(user).filter(pk=pk).exists())
    honouring.register(honours.honours_of_subjects)
    history.register("selection.certificatetemplate", lambda user, pk: templates_kept_by(user).filter(pk=pk).exists())
    access.register("selection.decision", lambda user, file: honours.visible_to(user).filter(signed_file=file).exists())
    access.register("selection.print", lambda user, file: honours.visible_to(user).filter(prints__file=file).exists())
    sources.register("selection.decision", lambda pk: reverse("selection:decision", args=[pk]))
    moving.register("Quyết định biểu dương chưa ký", honours.count_unsigned, hand_over_unsigned)
    access.register("selection.candidate", sees_photo_of_candidate)
    access.register("selection.written", sees_written_ballot)
    navigation.register(navigation.Entry("Bình chọn", "selection:rounds", "gavel", 26, navigation.Group.EXEMPLARS, allowed=_may_list))


def drop_who_ended(sender, nomination, came_from, **kwargs) -> None:
    """A nomination withdrawn stands in no round any longer."""
    if nomination.state in CLOSED_STATES:
        reason = f"Hồ sơ {nomination.get_state_display()}"
        for candidate in standing_in(nomination):
            drop_out(candidate, reason=reason, by=User.objects.system())


def sees_photo_of_candidate(user, file: StoredFile) -> bool:
    """Whoever votes in a round sees the photos of those who stand in it, but for the ones recused from."""
    for seat in Seat.objects.filter(user=user, round__candidates__nomination__attachments__file=file).select_related("round").distinct():
        shown = seat.round.candidates.filter(nomination__attachments__file=file, nomination__attachments__removed_at__isnull=True)
        if shown.exclude(pk__in=recused_candidates(seat)).exists():
            return True
    return False


def sees_written_ballot(user, file: StoredFile) -> bool:
    """The sheet of an absent member: who runs the round, and the member."""
    seats = Seat.objects.filter(written_proof=file).select_related("round", "round__unit")
    return any(seat.user_id == user.pk or seen.runs(user, seat.round) for seat in seats)


def templates_kept_by(user) -> QuerySet[CertificateTemplate]:
    return CertificateTemplate.objects.filter(unit__in=honours.deciding_units(user).values("pk"))


def _round_page(pk: int) -> str:
    return reverse("selection:round", args=[pk])


def _decision_page(pk: int) -> str:
    return reverse("selection:decision", args=[pk])


def _may_list(request: HttpRequest) -> bool:
    return request.user.is_authenticated and allowed(request.user, "selection.list_rounds")
