"""What a proposal is made of; plain values, ready to become rows."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class KnownUnit:
    """A unit of the place, as the proposals need to know it."""

    pk: int
    name: str
    short_name: str
    kind: str


@dataclass(frozen=True)
class ProposedTarget:
    """`kind` is a plans.enums.TargetKind value; `printed` the body as the document names it."""

    kind: str
    printed: str = ""
    unit_id: int | None = None
    unit_kind: str = ""


@dataclass(frozen=True)
class ProposedRecurrence:
    frequency: str
    due_days: int = 0
    due_on: date | None = None


@dataclass
class ProposedDuty:
    """`clause_refs` are ids of the document's clauses. `seeded` names the fields whose value the document does not fix."""

    code: str
    title: str
    text: str
    clause_refs: list[str]
    targets: list[ProposedTarget]
    recurrences: list[ProposedRecurrence]
    verb: str = "Nộp minh chứng"
    minutes: int = 5
    evidence_kinds: list[str] = field(default_factory=lambda: ["document", "link", "photo", "note"])
    done_rule: str = "any_proof"
    done_params: dict = field(default_factory=lambda: {"min": 1})
    points: Decimal | None = None
    seeded: list[str] = field(default_factory=list)
