"""Seeing that what was taken back disappears, and answering what a person asks about their data (NĐ 356/2025, Điều 5)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.core.workdays import add_working_days
from lantoa.exemplars import masking, telling
from lantoa.exemplars.enums import RequestKind
from lantoa.exemplars.models import DataRequest, Nomination, OwnLink, Takedown
from lantoa.exemplars.queries.locking import locked
from lantoa.files.services import store_file
from lantoa.files.validators import IMAGES

ACKNOWLEDGE_WITHIN = 2  # working days
ANSWER_WITHIN = timedelta(days=15)
MOST_OPEN = 10  # requests of one nomination; more would be somebody playing with the link
LONGEST = 2000  # characters


@transaction.atomic
def finish_takedown(takedown: Takedown, *, proof: str, upload: UploadedFile | None = None, by: User) -> Takedown:
    """Say how it was taken down. Effects: the picture of it; the task ends; a trail line."""
    require(by, "exemplars.take_down", takedown.nomination)
    locked(takedown.nomination)
    takedown = Takedown.objects.select_for_update(of=["self"]).select_related("nomination__unit").get(pk=takedown.pk)
    if takedown.done_at:
        raise ValidationError(f"{takedown.done_by} đã ghi là gỡ xong trước đó. Tải lại trang để xem.", code="done")
    if not proof.strip():
        raise ValidationError({"proof": "Ghi đã gỡ thế nào: địa chỉ trang, ai làm, hoặc vì sao không có gì phải gỡ."})
    if upload:
        takedown.proof_file = store_file(upload, allow=IMAGES, by=by)
    takedown.done_at, takedown.done_by, takedown.proof = clock.now(), by, masking.keepable(proof).strip()
    takedown.save(update_fields=["done_at", "done_by", "proof", "proof_file"])
    trail.record("take_down", takedown.nomination, by=by, reason=takedown.proof, after={"gỡ ở đâu": takedown.where})
    return takedown


@transaction.atomic
def ask_about_data(nomination: Nomination, *, kind: RequestKind, text: str, link: OwnLink | None = None, by: User) -> DataRequest:
    """Keep what the person asks, by the own link or by word of mouth. The same words sent twice are one request.

    Effects, in order: the request with its two days; a trail line; whoever works on the file is told.
    """
    if link is not None and link.nomination_id == nomination.pk and link.closed_at is None:
        require(by, "exemplars.own_link", nomination)
    else:
        require(by, "exemplars.answer_request", nomination)
    nomination, text = locked(nomination), masking.keepable(text).strip()[:LONGEST]
    if kind not in RequestKind.values:
        raise ValidationError({"kind": "Chọn điều muốn hỏi."})
    if not text:
        raise ValidationError({"text": "Viết điều muốn hỏi, muốn sửa."})
    waiting = nomination.data_requests.filter(answered_at__isnull=True)
    if same := waiting.filter(kind=kind, text=text).first():
        return same
    if waiting.count() >= MOST_OPEN:
        raise ValidationError(
            "Đang có nhiều yêu cầu chờ trả lời. Xin chờ cơ quan trả lời, hoặc gọi số điện thoại ở cuối trang.", code="many"
        )
    today = clock.today()
    request = DataRequest.objects.create(
        nomination=nomination, link=link, kind=kind, text=text, acknowledge_by=add_working_days(today, ACKNOWLEDGE_WITHIN),
        answer_by=today + ANSWER_WITHIN,
    )  # fmt: skip
    trail.record("ask_about_data", nomination, by=by, after={"muốn": request.get_kind_display()})
    _tell_request("data_request", request, by)
    return request


@transaction.atomic
def acknowledge_request(request: DataRequest, *, by: User) -> DataRequest:
    """Say that it was received; the person sees it on the own page. Effects: the moment; a trail line."""
    require(by, "exemplars.answer_request", request.nomination)
    request = _locked(request)
    if request.acknowledged_at is None:
        request.acknowledged_at = clock.now()
        request.save(update_fields=["acknowledged_at"])
        trail.record("acknowledge_request", request.nomination, by=by, after={"muốn": request.get_kind_display()})
    return request


@transaction.atomic
def answer_request(request: DataRequest, *, answer: str, by: User) -> DataRequest:
    """Answer it; the person reads it on the own page. Effects: the answer, acknowledged with it if it was not; a trail line."""
    require(by, "exemplars.answer_request", request.nomination)
    request = _locked(request)
    if request.answered_at:
        raise ValidationError(f"{request.answered_by} đã trả lời yêu cầu này trước đó. Tải lại trang để xem.", code="answered")
    if not answer.strip():
        raise ValidationError({"answer": "Hãy viết câu trả lời: đã làm gì, hoặc vì sao không làm được."})
    now = clock.now()
    request.acknowledged_at = request.acknowledged_at or now
    request.answered_at, request.answered_by, request.answer = now, by, masking.keepable(answer).strip()
    request.save(update_fields=["acknowledged_at", "answered_at", "answered_by", "answer"])
    trail.record("answer_request", request.nomination, by=by, after={"muốn": request.get_kind_display()})
    return request


def remind_overdue(*, by: User) -> int:
    """Tell, once each, of what should be down by now and is not. Runs each minute: one small indexed query when there is nothing."""
    require(by, "exemplars.remind")
    now, count = clock.now(), 0
    overdue = Takedown.objects.filter(done_at__isnull=True, reminded_at__isnull=True, due_at__lte=now).order_by("due_at", "pk")
    for takedown in overdue.select_related("nomination__unit")[:100]:
        with transaction.atomic():
            takedown = Takedown.objects.select_for_update(of=["self"]).select_related("nomination__unit").get(pk=takedown.pk)
            if takedown.done_at or takedown.reminded_at:
                continue
            takedown.reminded_at = now
            takedown.save(update_fields=["reminded_at"])
            nomination = takedown.nomination
            trail.record("remind", nomination, by=by, after={"gỡ ở đâu": takedown.where})
            telling.tell(
                "takedown_overdue", nomination, to=telling.handlers(nomination.unit), where=takedown.where,
                url=reverse("exemplars:takedowns"), once=f"takedown-{takedown.pk}", by=by,
            )  # fmt: skip
            count += 1
    return count


def remind_requests(*, by: User) -> int:
    """Each morning, tell of requests to be acknowledged or answered by today or earlier; each person once a day."""
    require(by, "exemplars.remind")
    today, count = clock.today(), 0
    waiting = DataRequest.objects.filter(answered_at__isnull=True).select_related("nomination__unit").order_by("pk")
    for request in waiting.filter(acknowledged_at__isnull=True, acknowledge_by__lte=today) | waiting.filter(answer_by__lte=today):
        with transaction.atomic():
            count += _tell_request("data_request_due", request, by, once=f"request-{request.pk}-{timezone.localtime(clock.now()):%Y%m%d}")
    return count


def _tell_request(kind: str, request: DataRequest, by: User, once: str = "") -> int:
    nomination: Nomination = request.nomination
    return telling.tell(
        kind, nomination, to=telling.handlers(nomination.unit), url=reverse("exemplars:data_requests"), once=once, by=by,
        asks=request.get_kind_display(), acknowledge_by=request.acknowledge_by, answer_by=request.answer_by,
    )  # fmt: skip


def _locked(request: DataRequest) -> DataRequest:
    locked(request.nomination)
    return DataRequest.objects.select_for_update(of=["self"]).select_related("nomination__unit", "answered_by").get(pk=request.pk)
