"""Taking and taking back consent; the person's own link (Luật 91/2025/QH15, Điều 9, 16, 24)."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.exemplars import masking, telling
from lantoa.exemplars.enums import CLOSED_STATES, HONOURED_STATES, ConsentChannel, HoldCause, Purpose, Relation
from lantoa.exemplars.models import Consent, Hold, Nomination, OwnLink, Takedown
from lantoa.exemplars.queries.consents import text_for, valid_purposes, ways_to_agree
from lantoa.exemplars.queries.locking import locked
from lantoa.exemplars.services.holds import hold, release
from lantoa.exemplars.signals import consent_withdrawn
from lantoa.exemplars.takedowns import PLACES
from lantoa.files.services import store_file
from lantoa.files.validators import IMAGES, SOUNDS

_PROOFS = IMAGES | {"pdf": "application/pdf"} | SOUNDS
_ASK_FOR_PROOF = {
    ConsentChannel.PAPER: "Chụp hoặc quét tờ giấy đã ký rồi gửi kèm.",
    ConsentChannel.PHONE_SCREEN: "Mời người đồng ý ký vào khung, hoặc gửi ảnh chữ ký, tệp ghi âm lời đồng ý.",
    ConsentChannel.CALL: "Gửi kèm tệp ghi âm cuộc gọi.",
}


@transaction.atomic
def take_consent(
    nomination: Nomination, *, relation: Relation, person: str, purposes: Collection[Purpose], channel: ConsentChannel, text_id: int,
    read_back: bool, proof: UploadedFile | None = None, note: str = "", by: User,
) -> list[Consent]:  # fmt: skip
    """Keep one person's yes to each of the ticked purposes, in the words of the text shown, with its proof. Returns the new ones.

    A purpose this person agreed to before is left as it is. Effects, in order: the proof; a row each; a trail line; a hold because of
    consent ends when what is there is now enough.
    """
    require(by, "exemplars.take_consent", nomination)
    nomination = locked(nomination)
    if nomination.state in CLOSED_STATES:
        raise ValidationError(f"Hồ sơ {nomination.code} đã dừng, không xin đồng ý nữa.", code="closed")
    text = _check_asked(nomination, relation, person, purposes, text_id)
    if not read_back:
        raise ValidationError({"read_back": "Đọc cho người ấy nghe lời xin phép và phần viết về họ, rồi đánh dấu vào đây."})
    if channel not in _ASK_FOR_PROOF:
        raise ValidationError({"channel": "Chọn cách đã lấy ý kiến."})
    if proof is None:
        raise ValidationError({"proof": _ASK_FOR_PROOF[ConsentChannel(channel)]})
    had = set(nomination.consents.filter(relation=relation, withdrawn_at__isnull=True).values_list("purpose", flat=True))
    fresh = [purpose for purpose in Purpose if purpose in purposes and purpose not in had]
    if not fresh:
        raise ValidationError("Người này đã đồng ý những điều ấy trước đó, đã có trong hồ sơ. Tải lại trang để xem.", code="had")
    stored, moment = store_file(proof, allow=_PROOFS, by=by), clock.now()
    given = [
        Consent.objects.create(
            nomination=nomination, purpose=purpose, relation=relation, person=person.strip(), text=text, channel=channel, given_at=moment,
            proof=stored, note=masking.keepable(note).strip(), taken_by=by,
        )
        for purpose in fresh
    ]  # fmt: skip
    trail.record("take_consent", nomination, by=by, after=_words(given, text.version))
    _end_consent_hold(nomination, by)
    return given


@transaction.atomic
def withdraw_consent(
    nomination: Nomination, *, purposes: Collection[Purpose], link: OwnLink | None = None, note: str = "", by: User
) -> set[Purpose]:  # fmt: skip
    """Take back what was agreed to, by the person's own link or at the person's word to an officer. Returns the purposes taken back.

    Whoever of the signatories takes it back, the purpose is over for all of them. Sent twice, the second does nothing.
    Effects, in order: the rows end; a trail line; a hold when nothing may be shown any longer; for what was honoured or published a task
    for each place it has to disappear from; the unit, its leaders and the agency are told at once; after the commit
    `signals.consent_withdrawn`.
    """
    if link is not None and link.nomination_id == nomination.pk and link.closed_at is None:
        require(by, "exemplars.own_link", nomination)
    else:
        require(by, "exemplars.take_consent", nomination)
    nomination, moment = locked(nomination), clock.now()
    live = list(nomination.consents.filter(withdrawn_at__isnull=True, purpose__in=list(purposes)).order_by("pk"))
    if not live:
        return set()
    note, who = masking.keepable(note).strip()[:2000], link.get_relation_display() if link else "cán bộ ghi theo lời người được nêu"
    for consent in live:
        consent.withdrawn_at, consent.withdrawal_note = moment, note
        consent.save(update_fields=["withdrawn_at", "withdrawal_note"])
    gone = {Purpose(consent.purpose) for consent in live}
    trail.record("withdraw_consent", nomination, by=by, reason=note, before=_words(live), after={"ai rút": who})
    if nomination.state not in CLOSED_STATES and not (valid_purposes(nomination) - {Purpose.IMAGE}):
        _hold_for_consent(nomination)
    if nomination.published_at or nomination.state in HONOURED_STATES:
        _open_takedowns(nomination, gone, moment)
    telling.tell(
        "consent_withdrawn", nomination, to=telling.handlers(nomination.unit), by=by,
        purposes="; ".join(purpose.label for purpose in Purpose if purpose in gone),
    )  # fmt: skip
    transaction.on_commit(lambda: consent_withdrawn.send(Nomination, nomination=nomination, purposes=gone), robust=True)
    return gone


@transaction.atomic
def make_own_link(nomination: Nomination, relation: Relation, *, by: User) -> OwnLink:
    """The person's own address; one that is open already is given again. Effects: the link; a trail line."""
    require(by, "exemplars.take_consent", nomination)
    nomination = locked(nomination)
    if relation not in {r for way in ways_to_agree(nomination) for r in way}:
        raise ValidationError("Chọn đúng người: " + _whom(nomination), code="relation")
    if link := nomination.own_links.filter(relation=relation, closed_at__isnull=True).first():
        return link
    link = OwnLink.objects.create(nomination=nomination, relation=relation, made_by=by)
    trail.record("make_own_link", nomination, by=by, after={"của": link.get_relation_display()})
    return link


@transaction.atomic
def close_own_link(link: OwnLink, *, by: User) -> OwnLink:
    """The address opens nothing any longer: it came into wrong hands. Effects: the link; a trail line."""
    require(by, "exemplars.take_consent", link.nomination)
    locked(link.nomination)
    link.refresh_from_db()
    if link.closed_at is None:
        link.closed_at = clock.now()
        link.save(update_fields=["closed_at"])
        trail.record("close_own_link", link.nomination, by=by, before={"của": link.get_relation_display()})
    return link


def _check_asked(nomination: Nomination, relation: str, person: str, purposes: Collection[str], text_id: int):
    ways = ways_to_agree(nomination)
    if not ways:
        raise ValidationError("Ghi ngày sinh hoặc năm sinh vào hồ sơ trước, để biết phải hỏi ý kiến ai.", code="age")
    if relation not in ways[0]:
        raise ValidationError({"relation": _whom(nomination)})
    if not person.strip():
        raise ValidationError({"person": "Ghi họ và tên người đồng ý."})
    if not purposes or not set(purposes) <= set(Purpose.values):
        raise ValidationError({"purposes": "Đánh dấu ít nhất một điều người ấy đồng ý. Không đồng ý điều nào thì không cần lưu."})
    text = text_for(Relation(relation))
    if text is None or text.pk != text_id:
        raise ValidationError("Lời xin phép vừa được thay bản mới. Tải lại trang, đọc bản mới cho người ấy nghe.", code="text")
    return text


def _whom(nomination: Nomination) -> str:
    ways = ways_to_agree(nomination)
    if not ways:
        return "Ghi ngày sinh hoặc năm sinh trước."
    return "Với hồ sơ này phải hỏi: " + " và ".join(relation.label for relation in Relation if relation in ways[0]) + "."


def _words(consents: list[Consent], version: str = "") -> dict[str, str]:
    """For the log: what and who in words; the person's name stays on the consent."""
    found = {
        "cho phép": "; ".join(dict.fromkeys(consent.get_purpose_display() for consent in consents)),
        "người đồng ý là": "; ".join(dict.fromkeys(consent.get_relation_display() for consent in consents)),
    }
    return found | ({"cách lấy ý kiến": consents[0].get_channel_display(), "lời xin phép": f"bản {version}"} if version else {})


def _hold_for_consent(nomination: Nomination) -> None:
    if not nomination.holds.filter(cause=HoldCause.CONSENT, released_at__isnull=True).exists():
        hold(nomination, cause=HoldCause.CONSENT, reason="Không còn điều nào được người được nêu đồng ý.", by=User.objects.system())
        nomination.refresh_from_db(fields=["held_since"])


def _end_consent_hold(nomination: Nomination, by: User) -> None:
    found = Hold.objects.filter(nomination=nomination, cause=HoldCause.CONSENT, released_at__isnull=True).first()
    if found and valid_purposes(nomination) - {Purpose.IMAGE}:
        release(found, reason="Người được nêu đã đồng ý lại.", by=User.objects.system())


def _open_takedowns(nomination: Nomination, purposes: set[Purpose], moment) -> None:
    for purpose in Purpose:
        for place in PLACES[purpose] if purpose in purposes else ():
            if not nomination.takedowns.filter(purpose=purpose, where=place.where, done_at__isnull=True).exists():
                Takedown.objects.create(nomination=nomination, purpose=purpose, where=place.where, due_at=place.due_at(moment))
