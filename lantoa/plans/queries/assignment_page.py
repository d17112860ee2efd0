"""The facts of one duty's page, and of one page of the list. Never writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.plans import done_rules, evidence_kinds, standing
from lantoa.plans.evidence_kinds import EvidenceKind
from lantoa.plans.models import Assignment, Clause, Evidence
from lantoa.plans.queries.assigned import what_is_missing
from lantoa.plans.queries.oversight import names_of

Tag = tuple[str, str]  # kind of the design system, words


@dataclass(frozen=True)
class Proof:
    evidence: Evidence
    kind: EvidenceKind
    address: str  # of the record or the page; empty for a file or a note

    @property
    def is_image(self) -> bool:
        return self.evidence.file is not None and self.evidence.file.mime.startswith("image/")


@dataclass(frozen=True)
class Facts:
    unit: str
    period: str
    clauses: list[Clause]  # the sentences of the plan that ask for it, verbatim
    rule: str  # when it is done, as a condition
    missing: str  # a sentence; empty when nothing is
    kinds: list[str]
    proofs: list[Proof]
    withdrawn: list[Proof]
    state_tag: Tag
    due_tag: Tag | None
    moved_from: str  # the unit it was given to first, before a merger


def read_page(assignment: Assignment, day: date) -> Facts:
    """Three queries: the clauses, the proof, the names."""
    duty = assignment.duty
    found = assignment.evidence.select_related("file", "added_by", "withdrawn_by").order_by("created_at", "pk")
    proofs = [Proof(e, kind := evidence_kinds.of(e.kind), _address(e, kind)) for e in found]
    names = names_of([pk for pk in (assignment.unit_id, assignment.moved_from_id) if pk], day)
    return Facts(
        unit=names[assignment.unit_id], period=standing.period_label(assignment), clauses=list(duty.clauses.order_by("order")),
        rule=done_rules.of(duty.done_rule).words(duty.done_params), missing=what_is_missing(assignment),
        kinds=evidence_kinds.labels(duty.evidence_kinds),
        proofs=[p for p in proofs if p.evidence.withdrawn_at is None], withdrawn=[p for p in proofs if p.evidence.withdrawn_at],
        state_tag=standing.state_tag(assignment), due_tag=standing.due_tag(assignment, day),
        moved_from=names[assignment.moved_from_id] if assignment.moved_from_id else "",
    )  # fmt: skip


def _address(evidence: Evidence, kind: EvidenceKind) -> str:
    if evidence.record_id and kind.url:
        return kind.url(evidence.record_id)
    return evidence.url


@dataclass(frozen=True)
class Listed:
    assignment: Assignment
    title: str
    unit: str
    state_tag: Tag
    due_tag: Tag | None


def listed(assignments: Sequence[Assignment], day: date) -> list[Listed]:
    """The rows of one page; one query for the names of the units."""
    names = names_of({a.unit_id for a in assignments}, day)
    return [
        Listed(a, standing.title_of(a), names[a.unit_id], standing.state_tag(a), standing.due_tag(a, day)) for a in assignments
    ]  # fmt: skip
