"""A letter comes in, is answered or closed, moves with its unit."""

import secrets
import uuid
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.core.workdays import add_working_days
from lantoa.core.workflow import move
from lantoa.feedback.enums import LetterState
from lantoa.feedback.models import Letter
from lantoa.feedback.queries import seen
from lantoa.notifications.services.telling import notify
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import people_in

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike on paper or sound alike on the phone


def send_letter(unit: Unit, *, form_key: uuid.UUID, kind: str, text: str, about: str = "", about_url: str = "", name: str = "", phone: str = "",
                may_publish: bool = False, by: User) -> Letter:  # fmt: skip
    """Take in a letter. The same form sent twice, or by two presses at once, is one letter: the later gets what the first made.

    Effects, in order, in one transaction: the letter with its code and the day the answer is due; a trail line without the words; officers
    and leaders of the unit are told. Raises ValidationError by field.
    """
    require(by, "feedback.send_letter")
    letter = Letter(
        unit=unit, form_key=form_key, follow_key="".join(secrets.choice(_LETTERS) for _ in range(4)), kind=kind, about=about[:250],
        about_url=about_url, text=text, name=name, phone=phone, may_publish=may_publish,
        due_on=add_working_days(clock.today(), settings.FEEDBACK_ANSWER_DAYS),
    )  # fmt: skip
    letter.full_clean(validate_unique=False)
    try:
        with transaction.atomic():
            letter.save()
            trail.record("create", letter, by=by, after={"kind": letter.get_kind_display()})
            people = people_in([unit], seen.OWN)
            notify("feedback.letter_received", to=people, url=reverse("feedback:letter", args=[letter.pk]),
                   context={"letter": letter, "unit": unit}, about=letter, by=by)  # fmt: skip
    except IntegrityError:
        if (first := seen.sent_on(form_key)) is None:
            raise
        return first
    return letter


@transaction.atomic
def answer_letter(letter: Letter, *, answer: str, publish: bool = False, by: User) -> Letter:
    """Answer it; the writer reads the answer by the code, everybody when it is put up, for which the writer must have agreed.

    Effects, in order: answer, who and whether it is public; the state with its trail line. Raises ValidationError when it is answered already.
    """
    require(by, "feedback.answer_letter", letter)
    letter = seen.locked(letter)
    if publish and not letter.may_publish:
        raise ValidationError({"publish": "Người gửi chưa đồng ý cho đăng. Bỏ dấu chọn rồi gửi lại."})
    letter.answer, letter.answered_by, letter.is_published = answer, by, publish
    if not letter.answer.strip():
        raise ValidationError({"answer": "Hãy viết câu trả lời."})
    move(letter, LetterState.ANSWERED, by=by, also=("answer", "answered_by", "is_published"))
    return letter


@transaction.atomic
def close_letter(letter: Letter, *, reason: str, by: User) -> Letter:
    """Put it aside without an answer (advertising, abuse, sent twice); it stays on record with the reason. Effects: the reason; the state."""
    require(by, "feedback.answer_letter", letter)
    letter = seen.locked(letter)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do không trả lời."})
    letter.close_reason = reason
    move(letter, LetterState.CLOSED, by=by, also=("close_reason",))
    return letter


@transaction.atomic
def move_letters(from_unit: Unit, to_unit: Unit | None, day: date, *, by: User) -> None:
    """Letters that wait for an answer go to the heir; without one they stay. Effects, for each: the unit; a trail line."""
    if to_unit is None:
        return
    for letter in Letter.objects.select_for_update().filter(unit=from_unit, state=LetterState.RECEIVED).order_by("pk"):
        letter.unit = to_unit
        letter.save(update_fields=["unit"])
        trail.record("hand_over", letter, by=by, before={"unit": from_unit.pk}, after={"unit": to_unit.pk})
