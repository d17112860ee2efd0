"""Put forward twice: found when it comes in, then decided by people (product.md, screen 6).

Files of one unit its officers join by themselves. Of two units one asks and the other agrees; where they disagree the standing agency
above both decides. Nothing is lost: every sender keeps the credit and the code.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.core.workflow import move
from lantoa.exemplars import telling
from lantoa.exemplars.enums import CLOSED_STATES, WAITING_SUSPICIONS, NominationState, SuspicionState
from lantoa.exemplars.matching.scoring import Likely
from lantoa.exemplars.models import MatchFacts, Nomination, Subject, Suspicion
from lantoa.exemplars.queries import duplicates as queries
from lantoa.exemplars.queries import seen
from lantoa.exemplars.services.editing import correct_facts
from lantoa.exemplars.services.match_keys import keep_match_facts
from lantoa.exemplars.services.merging import merge

S = SuspicionState
_LOOK_AGAIN = timedelta(days=2)


# --- Looking ----------------------------------------------------------------------------------------------------------------


@transaction.atomic
def check_duplicates(nomination: Nomination, *, by: User) -> list[Suspicion]:
    """Look for nominations that tell of the same; to be called when one was received or its facts changed. Returns what is waiting.

    Effects, in order: its facts and keys for matching; a suspicion for each of the nearest three that may be the same deed or person,
    with the score and its reasons (decided ones keep their decision); suspicions nothing speaks for any longer lapse; a trail line when
    something was found; a notice to the unit's officers, once for each.
    """
    require(by, "exemplars.check_duplicates", nomination)
    keep_match_facts([nomination], by=by)
    MatchFacts.objects.filter(pk=nomination.pk).update(checked_at=clock.now())
    if nomination.state in CLOSED_STATES:
        return []
    near = [n for n in queries.nearest(nomination) if n.score.likely != Likely.DIFFERENT]
    rows = [_suspect(nomination, n) for n in near]
    still = {row.pk for row in rows}
    for row in queries.suspicions_about(nomination).filter(state=S.OPEN).exclude(pk__in=still):
        move(row, S.LAPSED, by=by)
    waiting = [row for row in rows if row.state in WAITING_SUSPICIONS]
    if rows:
        found = [f"{row.other.code if row.nomination_id == nomination.pk else row.nomination.code}: {row.score}" for row in rows]
        trail.record("check_duplicates", nomination, by=by, after={"found": ", ".join(found)})
    for row in waiting:
        url = reverse("exemplars:suspicion", args=[row.pk])
        to = [user for user in telling.handlers(nomination.unit) if queries.acts_for(user, nomination)]
        telling.tell("duplicate_found", nomination, to=to, url=url, once=f"exemplars.duplicate:{row.pk}", by=by)
    return waiting


def _suspect(nomination: Nomination, near: queries.Near) -> Suspicion:
    """The row of the two, with the score of now; one that had lapsed is open again."""
    later, earlier = max(nomination.pk, near.nomination_id), min(nomination.pk, near.nomination_id)
    said = near.score
    values = {
        "score": said.total, "subject_score": said.subject, "deed_score": said.deed, "likely": said.likely.value,
        "alike": list(said.alike), "unlike": list(said.unlike),
    }  # fmt: skip
    row, made = Suspicion.objects.select_for_update(of=["self"]).get_or_create(nomination_id=later, other_id=earlier, defaults=values)
    if not made:
        for name, value in values.items():
            setattr(row, name, value)
        fields = [*values]
        if row.state == S.LAPSED:
            row.state = S.OPEN
            fields.append("state")
        row.save(update_fields=fields)
    return row


def check_new_ones(*, by: User) -> int:
    """Each night: look at what no check has seen, and once more at what came in the last two days, because two that came in the same
    moment did not see each other. Returns how many were looked at."""
    require(by, "exemplars.check_all_duplicates")
    since = clock.now() - _LOOK_AGAIN
    rows = Nomination.objects.exclude(state__in=CLOSED_STATES)
    unseen = rows.filter(match_facts__isnull=True) | rows.filter(match_facts__checked_at__isnull=True)
    found = list((unseen | rows.filter(received_at__gte=since)).select_related("unit").order_by("pk")[:2000])
    for nomination in found:
        check_duplicates(nomination, by=by)
    return len(found)


@transaction.atomic
def suspect(nomination: Nomination, other: Nomination, *, by: User) -> Suspicion:
    """A person says that two are alike which no check has found. Effects: the suspicion, open; a trail line."""
    require(by, "exemplars.suspect", nomination)
    if nomination.pk == other.pk:
        raise ValidationError("Hãy ghi mã của hồ sơ khác, không phải chính hồ sơ này.")
    if NominationState.MERGED in (nomination.state, other.state):
        raise ValidationError("Một trong hai hồ sơ đã được gộp. Hãy ghi mã hồ sơ đang giữ.")
    for row in (nomination, other):
        if not MatchFacts.objects.filter(pk=row.pk).exists():
            keep_match_facts([row], by=by)
    row = _suspect(nomination, queries.compare(nomination, other))
    if row.state in (S.DIFFERENT, S.PERSON):
        move(row, S.OPEN, by=by)
    trail.record("suspect", row, by=by, after={"one": nomination.code, "other": other.code})
    return row


# --- Deciding ---------------------------------------------------------------------------------------------------------------


@transaction.atomic
def merge_nominations(kept: Nomination, duplicate: Nomination, *, by: User) -> Nomination:
    """Join two files of one deed. Both must be the person's to decide for, or the standing agency above both decides.

    Effects, in order: the suspicion of the two is decided; everything of services.merging.merge; notices to both units' people and the
    senders with an account.
    """
    row = _suspicion_of(kept, duplicate)
    require(by, "exemplars.merge", row)
    return _join(row, kept, by)


@transaction.atomic
def ask_other_unit(suspicion: Suspicion, *, kept: Nomination, question: str = "", by: User) -> Suspicion:
    """Propose to the other unit that both tell of one deed and that `kept` stays. Effects: the state; a trail line; a notice to them."""
    require(by, "exemplars.decide_duplicate", suspicion)
    row = _locked(suspicion)
    mine = queries.acts_for_which(by, row)
    asked = row.other if row.nomination_id in mine else row.nomination
    if len(mine) == 2:
        raise ValidationError("Cả hai hồ sơ đều do đơn vị mình xử lý: hãy chọn gộp lại hoặc khác nhau, không cần hỏi.")
    _check_can_be_kept(row, kept)
    row.kept, row.proposed_by, row.asked_unit, row.question, row.answer = kept, by, asked.unit, question.strip(), ""
    move(row, S.ASKED, by=by, reason=question.strip(), also=("kept", "proposed_by", "asked_unit", "question", "answer"))
    _tell(row, "duplicate_asked", telling.handlers(asked.unit), by, side=asked)
    return row


@transaction.atomic
def answer_other_unit(suspicion: Suspicion, *, agrees: bool, answer: str = "", by: User) -> Suspicion:
    """The asked unit's answer. Yes: the two are joined at once. No, with the reason: the standing agency decides.

    Effects, in order: the answer; the merger, or the state and a notice to the standing agency; a notice to who asked.
    """
    row = _locked(suspicion)  # who was asked stands on the row as it is now
    require(by, "exemplars.answer_duplicate", row)
    if row.state != S.ASKED:
        raise ValidationError("Câu hỏi này đã có người trả lời. Tải lại trang để xem kết quả.")
    row.answer = answer.strip()
    if not agrees and not row.answer:
        raise ValidationError({"answer": "Ghi vì sao không phải một việc, để Cơ quan Thường trực quyết định."})
    row.save(update_fields=["answer"])
    if agrees:
        _join(row, row.kept, by)
        return row
    move(row, S.DISPUTED, by=by, reason=row.answer)
    _tell(row, "duplicate_disputed", [row.proposed_by, *telling.handlers(row.asked_unit)], by, side=row.nomination)
    return row


@transaction.atomic
def declare_different(a: Nomination, b: Nomination, *, reason: str, by: User) -> Suspicion:
    """Two deeds of two subjects: neither file waits any longer. Effects: the state with its reason; a trail line; a notice to who asked."""
    row = _suspicion_of(a, b)
    require(by, "exemplars.decide_duplicate", row)
    if not reason.strip():
        raise ValidationError({"reason": "Ghi vì sao khác nhau: khác người, khác việc, khác ngày …"})
    _check_may_close(row, by)
    return _decide(row, S.DIFFERENT, reason.strip(), by)


@transaction.atomic
def declare_same_person(a: Nomination, b: Nomination, *, reason: str = "", by: User) -> Suspicion:
    """One subject, two deeds: both files go on, the later one asks what is new since an earlier honour.

    Effects, in order: the two nominations have one subject (the earlier stays, the later is joined to it); the state; a trail line.
    """
    row = _suspicion_of(a, b)
    require(by, "exemplars.decide_duplicate", row)
    _check_may_close(row, by)
    join_subjects(row.other.subject, row.nomination.subject, by=by)
    return _decide(row, S.PERSON, reason.strip(), by)


def join_subjects(one: Subject, other: Subject, *, by: User) -> Subject:
    """Make two subjects one: the earlier stays, the nominations of the later become its. The caller asked for the right.

    Effects, in order: nominations, joined subjects and the later subject point at the one that stays; its birth year, when only the other
    had it; a trail line on it. A subject that others were joined to hands them on, so that a joined one always points at the one that stays.
    """
    rows = Subject.objects.select_for_update(of=["self"]).filter(pk__in=[one.pk, other.pk]).order_by("pk")
    roots = sorted({subject.merged_into_id or subject.pk for subject in rows})
    kept, joined = roots[0], roots[1:]
    for pk in joined:
        Nomination.objects.filter(subject=pk).update(subject=kept)
        Subject.objects.filter(merged_into=pk).update(merged_into=kept)
        Subject.objects.filter(pk=pk).update(merged_into=kept)
    stays = Subject.objects.get(pk=kept)
    if not stays.birth_year and (year := one.birth_year or other.birth_year):
        stays.birth_year = year
        stays.save(update_fields=["birth_year"])
    if joined:
        trail.record("join_subjects", stays, by=by, after={"joined": ", ".join(map(str, joined))})
    return stays


def write_new_deed(nomination: Nomination, text: str, *, by: User) -> Nomination:
    """Say what is new since the subject was honoured before. Effects and refusals are those of correcting any fact (services.editing)."""
    return correct_facts(nomination, {"new_since": text.strip()}, by=by)


# --- Helpers ----------------------------------------------------------------------------------------------------------------


def _join(row: Suspicion, kept: Nomination, by: User) -> Nomination:
    row = _locked(row)
    _check_can_be_kept(row, kept)
    if row.state == S.SAME:
        raise ValidationError("Hai hồ sơ này đã được gộp.")
    gone = row.other if kept.pk == row.nomination_id else row.nomination
    row.kept = kept
    _decide(row, S.SAME, "", by, also=("kept",))
    handlers = [*telling.handlers(row.nomination.unit), *telling.handlers(row.other.unit)]
    merged = merge(kept, gone, by=by)
    join_subjects(kept.subject, gone.subject, by=by)
    merged.refresh_from_db(fields=["subject"])
    for left in queries.suspicions_about(gone).filter(state__in=WAITING_SUSPICIONS):
        move(left, S.LAPSED, by=by)
    keep_match_facts([merged], by=by)
    _tell(row, "duplicate_merged", handlers, by, side=merged)
    told = {user.pk for user in handlers}
    senders = [sender.user for sender in merged.senders.select_related("user") if sender.user and sender.user_id not in told]
    telling.tell("duplicate_merged", merged, to=[user for user in senders if seen.sees(user, merged)], by=by, other=gone.code)
    return merged


def _decide(row: Suspicion, state: SuspicionState, reason: str, by: User, also: tuple[str, ...] = ()) -> Suspicion:
    was_asked = row.state in (S.ASKED, S.DISPUTED)
    row.decided_by, row.decided_at, row.reason = by, clock.now(), reason
    move(row, state, by=by, reason=reason, also=("decided_by", "decided_at", "reason", *also))
    if was_asked and state != S.SAME:
        _tell(row, "duplicate_decided", [row.proposed_by, *telling.handlers(row.asked_unit)], by, side=row.nomination)
    return row


def _check_may_close(row: Suspicion, by: User) -> None:
    """What was asked is answered by who was asked; a dispute is ended by the standing agency alone."""
    if row.state == S.SAME:
        raise ValidationError("Hai hồ sơ này đã được gộp nên không chọn lại được.")
    if queries.is_agency_for(by, row):
        return
    if row.state == S.DISPUTED:
        raise ValidationError("Hai đơn vị chưa thống nhất: chờ Cơ quan Thường trực quyết định.")
    if row.state == S.ASKED and queries.was_asked(by, row):
        raise ValidationError("Đơn vị bạn đang hỏi có phải cùng một việc không: hãy trả lời câu hỏi đó.")


def _check_can_be_kept(row: Suspicion, kept: Nomination) -> None:
    if kept.pk not in (row.nomination_id, row.other_id):
        raise ValidationError("Chọn một trong hai hồ sơ này để giữ lại.")
    if kept.state in CLOSED_STATES:
        raise ValidationError(f"Hồ sơ {kept.code} đã dừng nên không giữ làm chính được. Chọn giữ hồ sơ kia.")


def _suspicion_of(a: Nomination, b: Nomination) -> Suspicion:
    """The locked row of the two; Refused would tell that it exists, so a pair nobody suspected is a plain mistake of the caller."""
    later, earlier = max(a.pk, b.pk), min(a.pk, b.pk)
    row = Suspicion.objects.filter(nomination=later, other=earlier).first()
    if row is None:
        raise ValidationError("Hai hồ sơ này chưa được đặt cạnh nhau. Hãy mở trang so sánh trước.")
    return _locked(row)


def _locked(row: Suspicion) -> Suspicion:
    rows = Suspicion.objects.select_for_update(of=["self"])
    return rows.select_related(
        "nomination__unit", "nomination__subject", "other__unit", "other__subject", "kept", "asked_unit", "proposed_by"
    ).get(pk=row.pk)


def _tell(row: Suspicion, kind: str, people: list, by: User, *, side: Nomination) -> None:
    """Only who may open the page is told."""
    to = [user for user in people if user is not None and queries.suspicions_visible_to(user).filter(pk=row.pk).exists()]
    other = row.other if side.pk == row.nomination_id else row.nomination
    telling.tell(kind, side, to=to, url=reverse("exemplars:suspicion", args=[row.pk]), by=by, other=other.code)
