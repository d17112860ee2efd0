"""Decisions: drafted from what was chosen, submitted, recorded as signed. What they confer is kept line by line."""

import re
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.core.rights import require
from lantoa.documents.writing.checks import check_kind, check_signature
from lantoa.exemplars.enums import HONOURED_STATES, NominationState, SubjectType
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.locking import check_not_held
from lantoa.exemplars.services.progress import move_along
from lantoa.files.models import StoredFile
from lantoa.organisations.models import Unit
from lantoa.outgoing import services as papers
from lantoa.outgoing.examining import Examined
from lantoa.outgoing.queries import paper_of
from lantoa.plans.services import evidence
from lantoa.selection.enums import DecisionState
from lantoa.selection.honour_notices import tell_honoured, tell_returned_decision, tell_submitted
from lantoa.selection.models import AwardForm, Decision, Honour, Round
from lantoa.selection.models.honours import FUND, MERIT
from lantoa.selection.queries import honours as queries
from lantoa.selection.queries.awards import form_on, may_decide, rewards_of

# '12/QĐ-UBND': at least two digits, no spaces (Nghị định 30/2020/NĐ-CP, phụ lục I).
_NUMBER = re.compile(r"\d{2,}/[A-ZĐ]+(-[A-ZĐ]+)*", re.U)
_MOST_LINES = 2000  # of one decision: a longer list is split, as on paper


@transaction.atomic
def draft_decision(
    unit: Unit, nominations: Iterable[Nomination], *, form: str, decider: str, round: Round | None = None, subject: str = "",
    merit: str = MERIT, fund: str = FUND, by: User,
) -> Decision:  # fmt: skip
    """A draft with a line for each nomination. Money is reckoned as of today, and again on the day of signing.

    Effects, in order: the decision; its lines; a trail line. Raises ValidationError, in words.
    """
    require(by, "selection.draft_decision", unit)
    rule = _form_for(unit, form, clock.today())
    if not decider.strip():
        raise ValidationError({"decider": "Ghi thẩm quyền ban hành, ví dụ: Chủ tịch Ủy ban nhân dân phường Bảo Vinh."})
    words = subject or f"Về việc tặng {rule.name} cho gương người tốt, việc tốt" + (f" {round.period_label}" if round else "")
    decision = Decision(
        unit=unit, round=round, form=form, subject=words[:300], decider=decider, merit=merit or MERIT, fund=fund or FUND, drafted_by=by
    )
    decision.full_clean(exclude=["issued_year"])
    decision.save()
    _add(decision, rule, list(nominations))
    trail.record("draft", decision, by=by, after={"subject": decision.subject, "lines": decision.honour_count})
    return decision


@transaction.atomic
def edit_decision(decision: Decision, *, form: str, decider: str, subject: str, merit: str, fund: str, by: User) -> Decision:
    """Effects, in order: the words and the form; each line's form and money; a trail line. Only while it is a draft."""
    require(by, "selection.draft_decision", decision.unit)
    decision = queries.locked_decision(decision)
    _check_draft(decision)
    rule = _form_for(decision.unit, form, clock.today())
    before = {"subject": decision.subject, "form": decision.form}
    decision.form, decision.decider, decision.subject, decision.merit, decision.fund = form, decider, subject, merit or MERIT, fund or FUND
    decision.full_clean(exclude=["issued_year"])
    decision.save(update_fields=["form", "decider", "subject", "merit", "fund"])
    if before["form"] != form:
        for line in queries.lines_of(decision):
            _check_may_be_honoured(line.nomination, rule, but=line)
        decision.honours.update(form=form)
    _reckon(decision, clock.today())
    trail.record("edit", decision, by=by, before=before, after={"subject": subject, "form": form})
    return decision


@transaction.atomic
def add_lines(decision: Decision, nominations: Iterable[Nomination], *, by: User) -> Decision:
    """Effects: the lines behind those there; the sums; a trail line. Only while it is a draft."""
    require(by, "selection.draft_decision", decision.unit)
    decision = queries.locked_decision(decision)
    _check_draft(decision)
    rows = list(nominations)
    _add(decision, _form_for(decision.unit, decision.form, clock.today()), rows)
    trail.record("add", decision, by=by, after={"names": ", ".join(row.name for row in rows)[:500]})
    return decision


@transaction.atomic
def edit_line(honour: Honour, *, recipient: str, details: str, achievement: str, by: User) -> Honour:
    """Effects: the words of one line; a trail line. Only while the decision is a draft."""
    require(by, "selection.draft_decision", honour.decision.unit)
    decision = queries.locked_decision(honour.decision)
    _check_draft(decision)
    honour.recipient, honour.details, honour.achievement = recipient, details, achievement
    honour.full_clean(exclude=["decision", "nomination", "subject"], validate_constraints=False)
    honour.save(update_fields=["recipient", "details", "achievement"])
    trail.record("edit", decision, by=by, after={"line": honour.number, "name": recipient})
    return honour


@transaction.atomic
def remove_line(honour: Honour, *, by: User) -> Decision:
    """Effects: the line is gone, those behind it close up; the sums; a trail line. Only while the decision is a draft."""
    require(by, "selection.draft_decision", honour.decision.unit)
    decision = queries.locked_decision(honour.decision)
    _check_draft(decision)
    if decision.honour_count == 1:
        raise ValidationError("Quyết định còn một gương. Bỏ cả bản dự thảo nếu không trình nữa.", code="last")
    decision.honours.filter(pk=honour.pk).delete()
    for place, line in enumerate(decision.honours.order_by("number"), 1):
        if line.number != place:
            line.number = place
            line.save(update_fields=["number"])
    _reckon(decision, clock.today())
    trail.record("remove", decision, by=by, before={"line": honour.number, "name": honour.recipient})
    return decision


@transaction.atomic
def submit_decision(decision: Decision, *, by: User) -> Decision:
    """Put it to whoever signs (tờ trình). Effects, in order: the money as of today; the state; those who sign are told."""
    require(by, "selection.draft_decision", decision.unit)
    decision = queries.locked_decision(decision)
    for line in queries.lines_of(decision):
        check_not_held(line.nomination)
    _reckon(decision, clock.today())
    decision.submitted_at, decision.submitted_by, decision.return_reason = clock.now(), by, ""
    workflow.move(decision, DecisionState.SUBMITTED, by=by, also=("submitted_at", "submitted_by", "return_reason"))
    tell_submitted(decision, by=by)
    return decision


@transaction.atomic
def return_decision(decision: Decision, *, reason: str, by: User) -> Decision:
    """Back to the drafter. Effects, in order: the reason; the state; the one who submitted is told."""
    require(by, "selection.sign_decision", decision)
    decision = queries.locked_decision(decision)
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do trả lại, để người soạn biết cần sửa gì."})
    decision.return_reason = reason
    workflow.move(decision, DecisionState.DRAFT, by=by, reason=reason, also=("return_reason",))
    tell_returned_decision(decision, by=by)
    return decision


@transaction.atomic
def sign_decision(
    decision: Decision, *, number: str, issued_on: date, signer_name: str, signer_post: str, signer_authority: str = "",
    signed_file: StoredFile | None = None, examined: Examined | None = None, public_from: date | None = None, by: User,
) -> Decision:  # fmt: skip
    """Record that it was signed on paper, with the clerk's number and day. `public_from`: when the list is public, the day signed if none.
    `examined`: what was found in the signed file (`outgoing.examining`), when there is one.

    Effects, in order: number, day, signer, the signed file; the entry in the register of outgoing papers; each line's money by the base
    salary of that day, its number in the golden book; the state; each nomination is honoured; the unit's duties that accept a decision
    have proof; people are told.
    """
    require(by, "selection.sign_decision", decision)
    decision = queries.locked_decision(decision)
    issuer = queries.locked_issuer(decision.unit)
    number, posts = number.strip(), [line.strip() for line in (signer_authority, signer_post.upper()) if line.strip()]
    _check_number(number)
    if wrong := check_signature(posts):
        raise ValidationError({"signer_post": wrong})
    if issued_on > clock.today():
        raise ValidationError({"issued_on": "Ngày ký chưa đến."})
    if decision.round and issued_on < _first_day_for(decision.round):
        raise ValidationError({"issued_on": "Ngày ký trước khi chốt danh sách bình chọn. Kiểm tra lại."})
    if public_from and public_from < issued_on:
        raise ValidationError({"public_from": "Ngày công bố danh sách không thể trước ngày ký."})
    if not form_on(decision.form, issued_on, decision.unit):
        raise ValidationError({"issued_on": "Vào ngày này hình thức khen ấy chưa dùng hoặc không còn dùng."})
    decision.number, decision.issued_on, decision.issued_year = number, issued_on, issued_on.year
    decision.signer_name, decision.signer_post, decision.signer_authority = (
        signer_name.strip(),
        signer_post.strip(),
        signer_authority.strip(),
    )
    decision.signed_file = signed_file
    decision.full_clean()
    workflow.move(
        decision, DecisionState.SIGNED, by=by,
        also=("number", "issued_on", "issued_year", "signer_name", "signer_post", "signer_authority", "signed_file"),
    )  # fmt: skip
    paper = papers.enter_paper(
        decision.unit, kind="QĐ", number=number, issued_on=issued_on, subject=decision.subject, signer_name=decision.signer_name,
        signer_post=", ".join(posts), about=decision, by=by,
    )  # fmt: skip
    if signed_file and examined:
        papers.keep_signed(paper, signed_file, examined, by=by)
    _reckon(decision, issued_on)
    golden = queries.next_golden_book(issuer, issued_on.year)
    for place, line in enumerate(queries.lines_of(decision)):
        check_not_held(line.nomination)
        line.issuer, line.golden_year, line.golden_book = issuer, issued_on.year, golden + place
        line.public_from = public_from or issued_on
        line.save(update_fields=["issuer", "golden_year", "golden_book", "public_from"])
        if line.nomination.state == NominationState.SELECTED:
            move_along(line.nomination, NominationState.HONOURED, reason=str(decision), by=by)
    evidence.add_record_proof("decision", decision.pk, decision.unit, title=f"{decision}: {decision.subject}", happened_on=issued_on, by=by)
    tell_honoured(decision, by=by)
    return decision


@transaction.atomic
def keep_signed_file(decision: Decision, file: StoredFile, examined: Examined, *, by: User) -> Decision:
    """The signed PDF that came back after the signing was recorded: kept as it is, once.

    Effects: the file, here and in the register of outgoing papers; a trail line with its hash. Raises ValidationError as
    `outgoing.services.keep_signed` does: changed after signing, another number or day.
    """
    require(by, "selection.sign_decision", decision)
    decision = queries.locked_decision(decision)
    if decision.state != DecisionState.SIGNED or decision.signed_file_id:
        raise ValidationError(
            "Chỉ nhận bản đã ký một lần, cho quyết định đã ký. Nội dung sai thì ban hành quyết định thay thế.", code="state"
        )
    if paper := paper_of("selection.decision", decision.pk):
        papers.keep_signed(paper, file, examined, by=by)
    decision.signed_file = file
    decision.save(update_fields=["signed_file"])
    trail.record("keep_signed_file", decision, by=by, after={"name": file.name, "sha256": file.sha256})
    return decision


@transaction.atomic
def drop_decision(decision: Decision, *, by: User) -> Decision:
    """A draft nobody will sign. Effects: its lines are gone, so that the nominations may stand in another; the state."""
    require(by, "selection.draft_decision", decision.unit)
    decision = queries.locked_decision(decision)
    _check_draft(decision)
    decision.honours.all().delete()
    decision.save(update_fields=decision.sum_up())
    workflow.move(decision, DecisionState.DROPPED, by=by)
    return decision


def _recipient_of(nomination: Nomination) -> str:
    """As the paper names the one honoured: 'Ông Nguyễn Văn A'."""
    if nomination.type == SubjectType.INDIVIDUAL:
        return f"{(nomination.honorific or 'Ông (bà)').capitalize()} {nomination.name}"
    return nomination.name


def _details_of(nomination: Nomination) -> str:
    return ", ".join(filter(None, (nomination.occupation, nomination.hamlet, str(nomination.unit))))


def _add(decision: Decision, rule: AwardForm, nominations: list[Nomination]) -> None:
    if not nominations:
        raise ValidationError("Chọn ít nhất một gương để đưa vào quyết định.", code="empty")
    first = decision.honours.count() + 1
    if first + len(nominations) > _MOST_LINES + 1:
        raise ValidationError(f"Một quyết định nhiều nhất {_MOST_LINES} gương. Chia thành nhiều quyết định.", code="many")
    rows = Nomination.objects.select_for_update(of=["self"]).select_related("subject", "unit")
    for number, nomination in enumerate(rows.filter(pk__in=[row.pk for row in nominations]).order_by("pk"), first):
        if not queries.may_be_in(decision.unit, nomination):
            raise ValidationError(
                f"{nomination} không phải gương của đơn vị, cũng không do đơn vị bình chọn. Bỏ khỏi danh sách.", code="other"
            )
        _check_may_be_honoured(nomination, rule)
        Honour.objects.create(
            decision=decision, nomination=nomination, subject=nomination.subject, form=decision.form, number=number,
            recipient=_recipient_of(nomination), details=_details_of(nomination), achievement=nomination.title or nomination.deed,
        )  # fmt: skip
    _reckon(decision, clock.today())


def _form_for(unit: Unit, key: str, day: date) -> AwardForm:
    """Raises ValidationError where the unit's head may not confer it."""
    rule = form_on(key, day, unit)
    if rule is None:
        raise ValidationError({"form": "Hình thức này không dùng vào hôm nay."})
    version = unit.version_on(day)
    if not may_decide(rule, version.kind if version else ""):
        raise ValidationError({"form": f"{rule.name} do {rule.get_decider_display()} quyết định. Đơn vị lập hồ sơ đề nghị lên cấp đó."})
    return rule


def _first_day_for(chosen_in: Round) -> date:
    """A round may be through before its planned day, and one voted on paper may be keyed in after the decision's day."""
    if chosen_in.announced_at is None:
        return date.min
    return min(chosen_in.list_closes_on, timezone.localtime(chosen_in.announced_at).date())


def _check_number(number: str) -> None:
    if not _NUMBER.fullmatch(number):
        raise ValidationError({"number": "Ghi số theo dạng 12/QĐ-UBND: ít nhất hai chữ số, không có dấu cách."})
    if wrong := check_kind("QUYẾT ĐỊNH", number.partition("/")[2]):
        raise ValidationError({"number": wrong})


def _check_draft(decision: Decision) -> None:
    if decision.state != DecisionState.DRAFT:
        raise ValidationError(f"Quyết định {decision.get_state_display()}, không sửa được nữa.", code="state")


def _check_may_be_honoured(nomination: Nomination, rule: AwardForm, but: Honour | None = None) -> None:
    check_not_held(nomination)
    if nomination.state not in (NominationState.SELECTED, *HONOURED_STATES):
        raise ValidationError(f"{nomination} chưa được chọn nên chưa đưa vào quyết định được.", code="not_selected")
    if not rule.is_for(nomination.type):
        raise ValidationError(f"{rule.name} không dành cho {nomination.get_type_display().lower()}: {nomination}.", code="type")
    same = nomination.honours.filter(form=rule.key, revoked_at__isnull=True)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise ValidationError(f"{nomination}: thành tích này đã có quyết định ở cùng hình thức.", code="twice")


def _reckon(decision: Decision, day: date) -> None:
    lines = list(queries.lines_of(decision))
    for line, (amount, note) in zip(lines, rewards_of(decision, lines, day), strict=True):
        if (line.amount, line.money_note) != (amount, note):
            line.amount, line.money_note = amount, note
            line.save(update_fields=["amount", "money_note"])
    decision.save(update_fields=decision.sum_up())
