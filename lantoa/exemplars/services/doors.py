"""The doors by which one thing comes in: a citizen without an account, a unit's officer, a paper keyed in. The workbook is importing's."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core.rights import require
from lantoa.exemplars import masking, telling
from lantoa.exemplars.enums import AttachmentKind, Door
from lantoa.exemplars.models import Attachment, Draft, Nomination
from lantoa.exemplars.queries.choosing import locality
from lantoa.exemplars.services.receiving import Credit, receive_nomination
from lantoa.exemplars.tasks import hear_recording
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import people_in

ONLY_SPOKEN = "(Kể bằng lời, nghe bản ghi âm kèm theo.)"
_TEXTS = {"name", "occupation", "head_name", "hamlet", "address", "title", "deed", "result", "new_since"}


@transaction.atomic
def send_telling(draft: Draft, *, by: User) -> Nomination:
    """Send what a citizen told. Sent twice, or by two presses at once, it is one: the later gets what the first made.

    Effects, in order: the nomination with code, credit and word-for-word statement; its files; the draft is emptied and leads to it;
    officers and leaders of the place are told; the worker looks for duplicates and listens to the recording. Raises ValidationError
    on the first question that lacks its answer.
    """
    require(by, "exemplars.keep_draft", draft)
    draft = Draft.objects.select_for_update(of=["self"]).get(pk=draft.pk)
    if draft.sent_as_id is not None:
        return draft.sent_as
    answers, has_voice = draft.answers, draft.files.filter(kind=AttachmentKind.VOICE).exists()
    place = locality(answers["unit"]) if isinstance(answers.get("unit"), int) else None
    missing = {
        "ai": "" if answers.get("name") else "Cho biết tên người, gia đình hoặc tập thể làm việc tốt.",
        "o-dau": "" if place else "Chọn phường, xã nơi việc tốt diễn ra.",
        "viec": "" if answers.get("deed") or has_voice else "Kể người ấy đã làm gì, hoặc nói để ghi âm.",
    }
    if any(missing.values()):
        raise ValidationError({step: words for step, words in missing.items() if words})
    unit = Unit.objects.get(pk=place.unit)
    facts = {name: answers[name] for name in ("name", "type", "hamlet", "deed") if answers.get(name)}
    credit = Credit(
        name=answers.get("teller", ""),
        phone=answers.get("phone", ""),
        may_be_called=bool(answers.get("may_be_called")),
        statement=dict(answers),
    )
    return _send(draft, {"deed": ONLY_SPOKEN, **facts}, unit=unit, credit=credit, by=by)


@transaction.atomic
def put_forward(
    draft: Draft, facts: dict[str, Any], *, unit: Unit, told_by: str = "", told_phone: str = "", kept_at: str = "", by: User
) -> Nomination:
    """Put forward what the officer's form holds; through the paper door `kept_at` says where the original is and `told_by` who told.

    Effects: as `send_telling`; the credit is the officer's and that of the unit worked for, or the one's who told. Raises
    ValidationError by field.
    """
    require(by, "exemplars.keep_draft", draft)
    draft = Draft.objects.select_for_update(of=["self"]).get(pk=draft.pk)
    if draft.sent_as_id is not None:
        return draft.sent_as
    require(by, "exemplars.nominate", unit)
    is_paper = draft.door == Door.PAPER
    if is_paper and not kept_at.strip():
        raise ValidationError({"kept_at": "Ghi bản giấy hoặc sổ ghi lời kể đang để ở đâu, để khi cần còn đối chiếu."})
    facts = {name: masking.keepable(value) if name in _TEXTS else value for name, value in facts.items()}
    credit = Credit(
        name=told_by if is_paper else by.full_name, phone=told_phone if is_paper else "", may_be_called=bool(is_paper and told_phone),
        unit=draft.unit, user=by, keyed_in_from=masking.keepable(kept_at) if is_paper else "",
        statement={name: str(value) for name, value in facts.items() if value not in (None, "")},
    )  # fmt: skip
    return _send(draft, facts, unit=unit, credit=credit, by=by)


def _send(draft: Draft, facts: dict[str, Any], *, unit: Unit, credit: Credit, by: User) -> Nomination:
    nomination = receive_nomination(facts, unit=unit, door=Door(draft.door), credit=credit, by=by)
    for held in draft.files.select_related("file"):
        attachment = Attachment.objects.create(nomination=nomination, kind=held.kind, file=held.file, added_by=by)
        if held.kind == AttachmentKind.VOICE:
            transaction.on_commit(lambda pk=attachment.pk: hear_recording.enqueue(pk))
    draft.files.all().delete()
    draft.sent_as, draft.answers = nomination, {}
    draft.save(update_fields=["sent_as", "answers"])
    tell_arrival(nomination, by=by)
    return nomination


def tell_arrival(nomination: Nomination, *, by: User) -> int:
    """Tell officers and leaders of the unit that something came in; where it has none, the standing agencies above. Returns how many."""
    people = list(people_in([nomination.unit], [Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER]))
    return telling.tell("nomination_received", nomination, to=people or telling.handlers(nomination.unit), by=by)
