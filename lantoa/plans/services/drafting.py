"""Making a plan of a document that was read, and completing it by hand."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.documents.official import OfficialDocument
from lantoa.files.models import StoredFile
from lantoa.organisations import queries as organisations
from lantoa.organisations.enums import UnitKind
from lantoa.organisations.models import Unit
from lantoa.plans.enums import TargetKind
from lantoa.plans.models import Clause, Duty, DutyTarget, LegalBasis, Plan, Recipient, Recurrence
from lantoa.plans.proposing import ProposedDuty, owners, propose
from lantoa.plans.queries import plans as queries
from lantoa.plans.queries.plans import locked
from lantoa.plans.validators import check_draft

_HEAD = (
    "number", "kind", "title", "place", "issued_on", "year", "valid_from", "valid_to",
    "signer_authority", "signer_position", "signer_name", "answers", "supersedes",
)  # fmt: skip


@transaction.atomic
def create_plan(
    document: OfficialDocument, *, issuer: Unit, standing_agency: Unit, file: StoredFile | None = None, text: str = "", by: User
) -> Plan:
    """A draft plan of what the reader read, with its duties proposed.

    Effects, in order: the plan; its clauses, bases and recipients verbatim; recipients and bases linked to units and plans known
    here; the proposed duties; the trail. Raises ValidationError when the document has nothing to go by, or the number is taken.
    """
    plan = _plan_of(document, issuer, standing_agency, file, text, by)
    require(by, "plans.create_plan", plan)
    if not document.clauses:
        raise ValidationError("Không tìm thấy mục, điểm nào trong văn bản này. Hãy kiểm tra có đúng tệp kế hoạch không.", code="no_clauses")
    plan.full_clean(exclude=["document"])
    plan.save()
    clauses = Clause.objects.bulk_create(
        Clause(plan=plan, ref=c.id, path=c.path, kind=c.kind, text=c.text, order=i) for i, c in enumerate(document.clauses)
    )
    known = queries.known_units(issuer, plan.issued_on or clock.today())
    _add_bases(plan, document)
    _add_recipients(plan, document, known)
    _add_proposals(plan, propose(document, known), {c.ref: c for c in clauses})
    trail.record("create", plan, by=by, after={"number": plan.number, "clauses": len(clauses), "file": file.sha256 if file else ""})
    return plan


def _plan_of(document: OfficialDocument, issuer: Unit, agency: Unit, file: StoredFile | None, text: str, by: User) -> Plan:
    issued_on = document.date
    year = issued_on.year if issued_on else clock.today().year
    return Plan(
        issuer=issuer, standing_agency=agency, number=document.number or "", kind=document.kind or "Kế hoạch",
        title=document.title or "Chưa đọc được trích yếu", place=document.place or "", issued_on=issued_on, year=year,
        valid_from=issued_on, valid_to=date(year, 12, 31), signer_authority=document.signer.authority or "",
        signer_position=document.signer.position or "", signer_name=document.signer.name or "", file=file, text=text,
        document=document.to_json(), created_by=by,
    )  # fmt: skip


def _add_bases(plan: Plan, document: OfficialDocument) -> None:
    upper = {p.number: p for p in Plan.objects.filter(number__in=[b.number for b in document.legal_bases if b.number]).exclude(pk=plan.pk)}
    bases = [
        LegalBasis(plan=plan, text=b.text, number=b.number or "", issued_on=b.date, upper_plan=upper.get(b.number), order=i)
        for i, b in enumerate(document.legal_bases)
    ]
    LegalBasis.objects.bulk_create(bases)
    if plan.answers_id is None and (found := next((b.upper_plan for b in bases if b.upper_plan), None)):
        plan.answers = found
        plan.save(update_fields=["answers"])


def _add_recipients(plan: Plan, document: OfficialDocument, known: list) -> None:
    day = plan.issued_on or clock.today()
    for order, line in enumerate(document.recipients):
        recipient = Recipient.objects.create(plan=plan, line=line[:300], order=order)
        recipient.units.set(_units_named(plan.issuer, line, known, day))


def _units_named(authority: Unit, line: str, known: list, day: date) -> list[int]:
    """Units a line of "Nơi nhận" stands for here; none for what is outside, above, or only an archive mark."""
    if line.startswith("Lưu"):
        return []
    found: set[int] = set()
    for part in [line, *line.split(",")] if "," in line else [line]:
        for target in owners.resolve(part.strip(), known):
            match target.kind:
                case TargetKind.UNIT:
                    found |= {target.unit_id} - {None}
                case TargetKind.LOCALITIES:
                    found |= set(organisations.localities_of(authority, day).values_list("pk", flat=True))
                case TargetKind.MEMBERS if "doan the" not in owners.opened(part):
                    found |= set(organisations.members_of(authority, day).values_list("pk", flat=True))
                case TargetKind.KIND | TargetKind.MEMBERS:
                    kind = target.unit_kind or UnitKind.MASS_ORGANISATION
                    found |= set(organisations.units_of_kind(authority, kind, day=day).values_list("pk", flat=True))
    return sorted(found - {authority.pk})


def _add_proposals(plan: Plan, proposals: list[ProposedDuty], clauses: dict[str, Clause]) -> list[Duty]:
    duties = Duty.objects.bulk_create(
        Duty(
            plan=plan, code=p.code, title=p.title[:80], text=p.text, verb=p.verb, minutes=p.minutes, evidence_kinds=p.evidence_kinds,
            done_rule=p.done_rule, done_params=p.done_params, points=p.points, seeded=p.seeded, order=i,
            printed_owner="; ".join(dict.fromkeys(t.printed for t in p.targets if t.printed)),
        )
        for i, p in enumerate(proposals)
    )  # fmt: skip
    through = Duty.clauses.through
    through.objects.bulk_create(
        through(duty_id=d.pk, clause_id=clauses[ref].pk) for d, p in zip(duties, proposals, strict=True) for ref in p.clause_refs
    )
    DutyTarget.objects.bulk_create(
        DutyTarget(duty=d, kind=t.kind, unit_id=t.unit_id, unit_kind=t.unit_kind, printed=t.printed[:300])
        for d, p in zip(duties, proposals, strict=True)
        for t in p.targets
        if owners.is_resolved(t)
    )
    Recurrence.objects.bulk_create(
        Recurrence(duty=d, frequency=r.frequency, due_days=r.due_days, due_on=r.due_on)
        for d, p in zip(duties, proposals, strict=True)
        for r in p.recurrences
    )
    return duties


@transaction.atomic
def edit_head(plan: Plan, *, by: User, **head: Any) -> Plan:
    """Correct what was read of the head, as long as the plan is a draft. Effects: the fields; the trail, before and after.

    Which plan it answers or replaces is for the office that runs it: a unit's own plan keeps the one it was drafted from.
    """
    require(by, "plans.edit_plan", plan)
    plan = locked(plan)
    if {"answers", "supersedes"} & set(head):
        require(by, "plans.manage_plan", plan)
    check_draft(plan)
    before = {name: str(getattr(plan, name) or "") for name in head if name in _HEAD}
    for name in before:
        setattr(plan, name, head[name])
    plan.full_clean(exclude=["document"])
    plan.save(update_fields=list(before))
    changed = {name for name in before if before[name] != str(getattr(plan, name) or "")}
    if changed:
        trail.record("edit", plan, by=by, before={n: before[n] for n in changed}, after={n: str(getattr(plan, n) or "") for n in changed})
    return plan


@transaction.atomic
def excuse_clause(clause: Clause, *, reason: str, by: User) -> Clause:
    """Say why a clause makes no duty ("không giao việc"); an empty reason takes it back. Effects: the reason; the trail."""
    require(by, "plans.edit_plan", clause.plan)
    check_draft(locked(clause.plan))
    before, clause.no_duty_reason = clause.no_duty_reason, reason
    clause.save(update_fields=["no_duty_reason"])
    trail.record(
        "excuse_clause", clause, by=by, unit=clause.plan.issuer, reason=reason, before={"reason": before}, after={"reason": reason}
    )
    return clause
