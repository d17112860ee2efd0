"""Units and media asking each other for help: asked, answered, handed over, done."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.core.rights import require
from lantoa.core.workdays import add_working_days
from lantoa.exemplars.models import Nomination
from lantoa.newsroom.enums import OPEN_REQUESTS, RequestState
from lantoa.newsroom.models import MediaRequest, RequestNote, Story
from lantoa.newsroom.queries import requests as queries
from lantoa.newsroom.requesting import WORKING_DAYS_TO_ANSWER
from lantoa.newsroom.services import proof
from lantoa.notifications.services import notify
from lantoa.organisations.models import Unit

S = RequestState


@transaction.atomic
def ask_media(
    unit: Unit, asked_unit: Unit, *, kind: str, subject: str, text: str = "", wanted_on: date | None = None,
    nomination: Nomination | None = None, story: Story | None = None, by: User,
) -> MediaRequest:  # fmt: skip
    """Ask for help with something to be told; one of the two works for a newspaper or station.

    Effects, in order: the request with its day to answer by; a trail line; the people of the asked unit are told.
    """
    require(by, "newsroom.ask_media", unit)
    if not queries.may_ask_each_other(unit, asked_unit):
        raise ValidationError({"asked_unit": "Một trong hai bên phải là cơ quan báo, đài. Chọn lại nơi gửi đến."})
    if wanted_on and wanted_on < clock.today():
        raise ValidationError({"wanted_on": "Ngày này đã qua. Chọn ngày sau hôm nay, hoặc để trống."})
    request = MediaRequest(
        unit=unit, asked_unit=asked_unit, kind=kind, subject=subject, text=text, wanted_on=wanted_on, nomination=nomination, story=story,
        asked_by=by, asked_at=clock.now(), answer_by=add_working_days(clock.today(), WORKING_DAYS_TO_ANSWER),
    )  # fmt: skip
    request.full_clean()
    request.save()
    trail.record("ask_media", request, by=by, after={"subject": subject, "asked_unit": str(asked_unit)})
    _tell("newsroom.request_asked", request, to=asked_unit, by=by)
    return request


@transaction.atomic
def answer_request(request: MediaRequest, *, accepts: bool, answer: str = "", by: User) -> MediaRequest:
    """Yes, or no with the reason.

    Effects, in order: the answer, the hours it took; the state; who asked is told; the proof of working together (duty U11).
    """
    require(by, "newsroom.answer_request", request)
    request = queries.locked(request)
    if not accepts and not answer.strip():
        raise ValidationError({"answer": "Hãy ghi vì sao chưa giúp được, để đơn vị bạn tính cách khác."})
    first = request.answered_at is None
    if first:
        request.answered_at, request.answered_by = clock.now(), by
        request.hours_to_answer = max(0, int((request.answered_at - request.asked_at).total_seconds() // 3600))
    request.answer = answer
    _move(
        request,
        S.ACCEPTED if accepts else S.DECLINED,
        by=by,
        reason=answer,
        also=("answered_at", "answered_by", "hours_to_answer", "answer"),
    )
    _tell("newsroom.request_answered", request, to=request.unit, by=by)
    if first:
        proof.prove_request(request, by=by)
    return request


@transaction.atomic
def hand_over(request: MediaRequest, *, words: str, url: str = "", by: User) -> MediaRequest:
    """What was promised is there. Effects, in order: what and where; the state; who asked is told."""
    require(by, "newsroom.answer_request", request)
    request = queries.locked(request)
    if not words.strip():
        raise ValidationError({"words": "Ghi đã bàn giao gì: bài, ảnh, tệp, giờ phát."})
    request.handed_over, request.handed_over_url = words, url
    request.full_clean(exclude=["unit", "asked_unit"])
    _move(request, S.HANDED, by=by, also=("handed_over", "handed_over_url"))
    _tell("newsroom.request_handed", request, to=request.unit, by=by)
    return request


@transaction.atomic
def finish_request(request: MediaRequest, *, by: User) -> MediaRequest:
    """Who asked has what was asked for. Effects: the hour; the state."""
    require(by, "newsroom.close_request", request)
    request = queries.locked(request)
    request.done_at = clock.now()
    return _move(request, S.DONE, by=by, also=("done_at",))


@transaction.atomic
def hand_back(request: MediaRequest, *, reason: str, by: User) -> MediaRequest:
    """What was handed over will not do yet. Effects, in order: the state; the asked unit is told."""
    require(by, "newsroom.close_request", request)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi cần sửa, cần thêm gì."})
    request = _move(queries.locked(request), S.ACCEPTED, by=by, reason=reason)
    RequestNote.objects.create(request=request, text=reason, by=by)
    _tell("newsroom.request_back", request, to=request.asked_unit, by=by, reason=reason)
    return request


@transaction.atomic
def withdraw_request(request: MediaRequest, *, reason: str = "", by: User) -> MediaRequest:
    """No longer needed. Effects: the state."""
    require(by, "newsroom.close_request", request)
    return _move(queries.locked(request), S.WITHDRAWN, by=by, reason=reason)


@transaction.atomic
def note_request(request: MediaRequest, text: str, *, by: User) -> RequestNote:
    """A line of talk while it is open. Effects: the row; a trail line."""
    require(by, "newsroom.view_request", request)
    if not text.strip():
        raise ValidationError({"text": "Hãy viết lời nhắn."})
    if request.state not in OPEN_REQUESTS:
        raise ValidationError("Đề nghị này đã khép lại, không nhắn thêm.", code="state")
    note = RequestNote.objects.create(request=request, text=text, by=by)
    trail.record("note_request", request, by=by, after={"text": note.text[:200]})
    return note


def _move(request: MediaRequest, to: RequestState, *, by: User, reason: str = "", also: tuple[str, ...] = ()) -> MediaRequest:
    workflow.move(request, to, by=by, reason=reason, also=also)
    return request


def _tell(kind: str, request: MediaRequest, *, to: Unit, by: User, **more: Any) -> None:
    context = {"subject": request.subject, "unit": str(request.unit), "asked_unit": str(request.asked_unit), "kind": request.get_kind_display(),
               "answer_by": request.answer_by, "answer": request.answer, "accepted": request.state != S.DECLINED, **more}  # fmt: skip
    notify(kind, to=queries.people_of(to), url=reverse("newsroom:request", args=[request.pk]), context=context, about=request, by=by)
