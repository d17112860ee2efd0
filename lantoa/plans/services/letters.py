"""Urging letters: drafted for the standing agency, which signs and numbers them outside; never signed or numbered here."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.periods import Period
from lantoa.core.rights import require
from lantoa.core.workflow import move
from lantoa.documents.writing import LETTER
from lantoa.notifications.services import notify
from lantoa.organisations.enums import Role
from lantoa.outgoing import services as papers
from lantoa.plans.enums import LetterState
from lantoa.plans.exports.letters import LateDuty, urging_body, urging_subject
from lantoa.plans.models import Assignment, Duty, Plan, UrgingLetter, UrgingLetterLine
from lantoa.plans.queries.matrix import late_on
from lantoa.plans.queries.oversight import names_of, people_by_unit

GRACE_DAYS = 7  # the new deadline put forward; the agency may change it (đề xuất, chờ Hội đồng duyệt)


@transaction.atomic
def write_letters(plan: Plan, unit_ids: Iterable[int], *, day: date | None = None, by: User) -> list[UrgingLetter]:
    """Draft a letter to each of the units that is late under the plan; returns the new ones.

    A unit with a draft still open, with a letter of this day, or with nothing late gets none, so a second press adds nothing.
    Effects, in order: letters with their lines; a trail line each; one notice to the people of the standing agency.
    """
    require(by, "plans.write_letters", plan)
    plan = Plan.objects.select_for_update(of=["self"]).select_related("issuer", "standing_agency").get(pk=plan.pk)
    day = day or clock.today()
    has_one = set(UrgingLetter.objects.filter(plan=plan, state=LetterState.DRAFT).values_list("unit_id", flat=True))
    has_one |= set(UrgingLetter.objects.filter(plan=plan, written_on=day).values_list("unit_id", flat=True))
    wanted = [pk for pk in unit_ids if pk not in has_one]
    late = _late_by_unit(plan, wanted, day)
    names = names_of([*late, plan.issuer_id, plan.standing_agency_id], day)
    new_due_on = day + timedelta(days=GRACE_DAYS)
    letters = UrgingLetter.objects.bulk_create(
        UrgingLetter(
            plan=plan, unit_id=unit_id, written_on=day, new_due_on=new_due_on, body=_body(plan, unit_id, rows, names, day, new_due_on)
        )
        for unit_id, rows in late.items()
    )
    UrgingLetterLine.objects.bulk_create(_line(letter, row, day) for letter in letters for row in late[letter.unit_id])
    for letter in letters:
        trail.record("draft", letter, by=by, after={"duties": len(late[letter.unit_id])})
    if letters:
        agency = people_by_unit([plan.standing_agency_id], {Role.STANDING_AGENCY}, day)
        notify(
            "plans.letters_ready", to=agency.get(plan.standing_agency_id, []), url=reverse("plans:letters", args=[plan.pk]),
            context={"plan": plan.citation, "count": len(letters), "units": [names[letter.unit_id] for letter in letters]},
            about=plan, by=by,
        )  # fmt: skip
    return letters


@transaction.atomic
def edit_letter(letter: UrgingLetter, *, new_due_on: date, body: str, by: User) -> UrgingLetter:
    """Change the words and the new deadline of a draft. Effects: the letter; a trail line."""
    require(by, "plans.handle_letter", letter)
    letter = _locked_draft(letter)
    if new_due_on <= letter.written_on:
        raise ValidationError({"new_due_on": "Hạn mới phải sau ngày soạn công văn."})
    before = {"new_due_on": letter.new_due_on.isoformat(), "body": letter.body}
    letter.new_due_on, letter.body = new_due_on, body
    letter.save(update_fields=["new_due_on", "body"])
    trail.record("edit", letter, by=by, before=before, after={"new_due_on": new_due_on.isoformat(), "body": body})
    return letter


@transaction.atomic
def redraft_letter(letter: UrgingLetter, *, by: User) -> UrgingLetter:
    """Write a draft anew from what is late today: what was handed in since leaves it, what became late since enters.

    Hand-made changes of the words are lost (the trail keeps them). Effects: lines, words; a trail line. Raises ValidationError
    when nothing is late any more: such a draft is to be dropped.
    """
    require(by, "plans.handle_letter", letter)
    letter, day = _locked_draft(letter), clock.today()
    rows = _late_by_unit(letter.plan, [letter.unit_id], day).get(letter.unit_id, [])
    if not rows:
        raise ValidationError("Đơn vị không còn việc nào trễ. Công văn này không cần gửi nữa.")
    names = names_of([letter.unit_id, letter.plan.issuer_id, letter.plan.standing_agency_id], day)
    before = letter.body
    letter.new_due_on = max(letter.new_due_on, day + timedelta(days=1))
    letter.body = _body(letter.plan, letter.unit_id, rows, names, day, letter.new_due_on)
    letter.save(update_fields=["new_due_on", "body"])
    letter.lines.all().delete()
    UrgingLetterLine.objects.bulk_create(_line(letter, row, day) for row in rows)
    trail.record("edit", letter, by=by, before={"body": before}, after={"body": letter.body})
    return letter


@transaction.atomic
def mark_letter_sent(
    letter: UrgingLetter, *, number: str = "", issued_on: date | None = None, signer_name: str = "", by: User
) -> UrgingLetter:
    """The agency has signed and sent it outside. With the clerk's number, it stands in the register of outgoing papers.

    Effects, in order: the state, with its trail line; the entry in the register.
    """
    require(by, "plans.handle_letter", letter)
    letter = _locked(letter)
    move(letter, LetterState.SENT, by=by)
    if number.strip():
        papers.enter_paper(
            letter.plan.standing_agency, kind=LETTER, number=number, issued_on=issued_on or clock.today(),
            subject=urging_subject(letter.plan.citation).removeprefix("V/v "), signer_name=signer_name,
            recipients=names_of([letter.unit_id], letter.written_on)[letter.unit_id], about=letter, by=by,
        )  # fmt: skip
    return letter


@transaction.atomic
def drop_letter(letter: UrgingLetter, *, by: User) -> UrgingLetter:
    """The letter will not be sent. Effects: the state, with its trail line."""
    require(by, "plans.handle_letter", letter)
    letter = _locked(letter)
    move(letter, LetterState.DROPPED, by=by)
    return letter


def _locked(letter: UrgingLetter) -> UrgingLetter:
    return (
        UrgingLetter.objects.select_for_update(of=["self"])
        .select_related("plan__issuer", "plan__standing_agency", "unit")
        .get(pk=letter.pk)
    )


def _locked_draft(letter: UrgingLetter) -> UrgingLetter:
    letter = _locked(letter)
    if letter.state != LetterState.DRAFT:
        raise ValidationError("Công văn này đã gửi hoặc đã bỏ nên không sửa được nữa.")
    return letter


def _late_by_unit(plan: Plan, unit_ids: list[int], day: date) -> dict[int, list[Assignment]]:
    rows = (
        Assignment.objects.filter(late_on(day), plan=plan, unit__in=unit_ids).select_related("duty").order_by("due_on", "duty__order", "pk")
    )
    found: dict[int, list[Assignment]] = defaultdict(list)
    for row in rows:
        found[row.unit_id].append(row)
    _add_clauses(plan, rows)
    return found


def _add_clauses(plan: Plan, rows: Iterable[Assignment]) -> None:
    """Set `clause_words` on each row's duty: "II.2 ý 3, III.1 ý 1"."""
    of_duty: dict[int, list[str]] = defaultdict(list)
    links = Duty.clauses.through.objects.filter(duty__plan=plan).select_related("clause").order_by("clause__order")
    for link in links:
        of_duty[link.duty_id].append(link.clause.label)
    for row in rows:
        row.duty.clause_words = ", ".join(of_duty[row.duty_id])


def _body(plan: Plan, unit_id: int, rows: list[Assignment], names: dict[int, str], day: date, new_due_on: date) -> str:
    duties = [
        LateDuty(
            row.duty.title, row.duty.clause_words, Period.parse(row.period).label if row.period else "", row.due_on, (day - row.due_on).days
        )
        for row in rows
    ]
    return urging_body(
        unit=names[unit_id], agency=names[plan.standing_agency_id], issuer=names[plan.issuer_id],
        citation=plan.citation, duties=duties, on=day, new_due_on=new_due_on,
    )  # fmt: skip


def _line(letter: UrgingLetter, row: Assignment, day: date) -> UrgingLetterLine:
    return UrgingLetterLine(letter=letter, assignment=row, days_late=(day - row.due_on).days)
