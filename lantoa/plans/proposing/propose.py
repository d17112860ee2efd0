"""The duties a document asks for, as a proposal for an officer to confirm.

A plan of the family that 449/KH-UBND belongs to gives the duties of the catalogue, each tied to the sentences in which it was
recognised. What the catalogue does not cover, and any other plan, gives one duty for each task the document assigns.
"""

import re
from collections.abc import Sequence
from datetime import date

from lantoa.core.text import fold
from lantoa.documents.official import Assignment, Clause, OfficialDocument, Task
from lantoa.plans.enums import Frequency, TargetKind
from lantoa.plans.proposing import owners, proof, timing
from lantoa.plans.proposing.catalogue import KnownDuty, catalogue
from lantoa.plans.proposing.model import KnownUnit, ProposedDuty, ProposedRecurrence, ProposedTarget

_GROUND = re.compile(
    r"^(?:căn cứ|trên cơ sở|theo chức năng|tùy theo|theo thẩm quyền)[^.;]{0,160}?,\s+"
    r"(?=(?:chủ|tham|xây|tổ|phối|triển|chỉ|báo|rà|kiểm|tăng|thực)\b)",
    re.IGNORECASE,
)
_CUT = re.compile(r"[,;:.(](?:\s|$)|\s\(")
# So many recognised unit duties make a plan one of the family: fewer may be chance wording.
_FAMILY = 5
_SEEDED = ["recurrences", "evidence_kinds", "done_params", "minutes"]
_RANGE_END = re.compile(r"\d{1,2}/\d{1,2}/\d{4}\s*[-–]\s*(\d{1,2})/(\d{1,2})/(\d{4})")


def propose(document: OfficialDocument, known: Sequence[KnownUnit] = ()) -> list[ProposedDuty]:
    """Proposals in the order of the catalogue, then of the document. `known`: units of the place on the day of issue."""
    folded = {clause.id: fold(clause.text) for clause in document.clauses}
    found = _from_catalogue(document, folded)
    covered = {ref for duty in found for ref in duty.clause_refs}
    numbers = iter(range(1, 1000))
    for assignment in document.assignments:
        targets = [t for name in assignment.unit_parts or [assignment.unit] for t in owners.resolve(name, known)]
        for task in assignment.tasks:
            refs = _clauses_of(task, assignment, document.clauses, folded)
            if refs and covered.issuperset(refs):
                continue
            found.append(_from_task(f"N{next(numbers):02}", task, assignment, refs, targets, document.date))
    return found


def _from_catalogue(document: OfficialDocument, folded: dict[str, str]) -> list[ProposedDuty]:
    by_owner = _clause_owners(document, folded)
    duties = []
    for known in catalogue():
        clauses = [c for c in document.clauses if by_owner.get(c.id, known.owner) == known.owner and known.recognises(folded[c.id])]
        if clauses:
            duties.append(_from_known(known, clauses, document))
    if sum(duty.targets[0].kind == TargetKind.MEMBERS for duty in duties) < _FAMILY:
        return []
    return duties


def _clause_owners(document: OfficialDocument, folded: dict[str, str]) -> dict[str, str]:
    """Which clauses belong to one side only: those the document assigns to somebody."""
    owner = {}
    for assignment in document.assignments:
        agency = owners.resolve(assignment.unit, ())[0].kind == TargetKind.STANDING_AGENCY
        for task in assignment.tasks:
            for ref in _clauses_of(task, assignment, document.clauses, folded):
                owner[ref] = TargetKind.STANDING_AGENCY if agency else TargetKind.MEMBERS
    return owner


def _from_known(known: KnownDuty, clauses: list[Clause], document: OfficialDocument) -> ProposedDuty:
    texts = [clause.text for clause in clauses]
    title, text, params = known.filled(texts)
    printed = next((a.unit for a in document.assignments if owners.resolve(a.unit, ())[0].kind == known.owner), "")
    seeded = [*_SEEDED, *(["points"] if known.points is not None else [])]
    recurrences = list(known.when)
    if day := _end_of_range(texts):
        recurrences = [ProposedRecurrence(Frequency.ONCE, due_on=day)]
        seeded.remove("recurrences")
    return ProposedDuty(
        code=known.code, title=title, text=text, clause_refs=[c.id for c in clauses], targets=[ProposedTarget(known.owner, printed)],
        recurrences=recurrences, verb=known.verb, minutes=known.minutes, evidence_kinds=list(known.proof), done_rule=known.done_rule,
        done_params=params, points=known.points, seeded=seeded,
    )  # fmt: skip


def _from_task(
    code: str, task: Task, assignment: Assignment, refs: list[str], targets: list[ProposedTarget], issued_on: date | None
) -> ProposedDuty:
    # A day before the document's own is no deadline but the day of something it speaks of.
    deadline = task.deadline if task.deadline and (issued_on is None or task.deadline >= issued_on) else None
    recurrences, fixed = timing.recurrences(task.deadline_text or task.text, deadline=deadline)
    if not fixed and task.deadline_text:
        again, fixed = timing.recurrences(task.text)
        recurrences = again if fixed else recurrences
    guess = proof.guess(task.text)
    return ProposedDuty(
        code=code, title=_short(task.text), text=task.text, clause_refs=refs, targets=targets, recurrences=recurrences,
        verb=guess.verb, evidence_kinds=list(guess.kinds),
        seeded=[field for field in _SEEDED if not (fixed and field == "recurrences")],
    )  # fmt: skip


def _clauses_of(task: Task, assignment: Assignment, clauses: list[Clause], folded: dict[str, str]) -> list[str]:
    """The clause that is the task; failing that, one that contains it, is contained in it, or begins alike."""
    wanted = fold(task.text)
    if exact := [c.id for c in clauses if folded[c.id] == wanted]:
        # The same sentence may stand under two bodies: the one under this assignment's number is meant.
        return [ref for ref in exact if ref.startswith(assignment.num)][:1] or exact[:1]
    near = [c.id for c in clauses if wanted and (wanted in folded[c.id] or (len(folded[c.id]) > 20 and folded[c.id] in wanted))]
    # The reader may have cut the two at different places: the same first words are the same sentence.
    near = near or [c.id for c in clauses if len(wanted) > 40 and folded[c.id].startswith(wanted[:40])]
    return near[:1]


def _end_of_range(texts: list[str]) -> date | None:
    """The day an anniversary falls on: the end of "(11/6/1948 - 11/6/2022)"."""
    for text in texts:
        if found := _RANGE_END.search(text):
            try:
                return date(int(found[3]), int(found[2]), int(found[1]))
            except ValueError:
                continue
    return None


def _short(text: str, limit: int = 60) -> str:
    """The first words, cut at a comma or a word: enough to tell duties apart in a table's head.

    Words that only say on what ground ("Căn cứ chức năng, nhiệm vụ, …") are passed over; a first part of a word or two
    ("Theo dõi, …") takes in what follows.
    """
    text = _GROUND.sub("", text, count=1)
    head = next((text[: cut.start()].strip() for cut in _CUT.finditer(text) if cut.start() >= 20), text.strip(" .;"))
    if len(head) > limit:
        head = head[:limit].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
    return head[:1].upper() + head[1:]
