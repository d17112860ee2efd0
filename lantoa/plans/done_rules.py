"""When a duty is done: a registry of rules that count proof. Done is computed, never ticked by hand.

    done_rules.register(DoneRule("each_movement", words, compute))

A duty names its rule in `done_rule` and the rule's numbers in `done_params`. services.evidence runs the rule in the transaction
that changes the proof and keeps the two numbers on the assignment.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lantoa.plans import evidence_kinds
from lantoa.plans.models import Assignment, Evidence

Params = dict[str, Any]
# compute(assignment, evidence, params) -> (done, needed). `evidence` is what was not withdrawn, oldest first. A rule of a higher
# room may look at its own records besides; it must then call services.evidence.recount when they change.
Compute = Callable[[Assignment, Sequence[Evidence], Params], tuple[int, int]]


@dataclass(frozen=True)
class DoneRule:
    key: str
    label: str  # for the list in which an officer chooses
    words: Callable[[Params], str]  # the rule as a condition: "có ít nhất 2 minh chứng"
    compute: Compute


_rules: dict[str, DoneRule] = {}


def register(rule: DoneRule) -> None:
    """Add the rule; the same key again takes the place of the first."""
    _rules[rule.key] = rule


def of(key: str) -> DoneRule:
    """LookupError when nobody registered it."""
    if rule := _rules.get(key):
        return rule
    raise LookupError(f"no such rule: {key}")


def choices() -> list[tuple[str, str]]:
    return [(rule.key, rule.label) for rule in _rules.values()]


def count(assignment: Assignment, evidence: Sequence[Evidence]) -> tuple[int, int]:
    """(done, needed) of the assignment by its duty's rule, `evidence` being what was not withdrawn."""
    duty = assignment.duty
    return of(duty.done_rule).compute(assignment, evidence, duty.done_params)


def _minimum(params: Params) -> int:
    return max(1, int(params.get("min", 1)))


def _groups(params: Params) -> list[list[str]]:
    return [list(group) for group in params.get("groups", [])] or [list(evidence_kinds.BASIC)]


def _says_nil(evidence: Sequence[Evidence]) -> bool:
    """A nil return answers the whole duty; whether its reason is good is for the leader to judge."""
    return any(proof.kind == "nil" for proof in evidence)


def _any_proof(assignment: Assignment, evidence: Sequence[Evidence], params: Params) -> tuple[int, int]:
    needed = _minimum(params)
    return (max(needed, len(evidence)) if _says_nil(evidence) else len(evidence)), needed


def _distinct_forms(assignment: Assignment, evidence: Sequence[Evidence], params: Params) -> tuple[int, int]:
    needed = _minimum(params)
    return (needed if _says_nil(evidence) else len({proof.kind for proof in evidence})), needed


def _each_of(assignment: Assignment, evidence: Sequence[Evidence], params: Params) -> tuple[int, int]:
    groups = _groups(params)
    given = {proof.kind for proof in evidence}
    return (len(groups) if _says_nil(evidence) else sum(bool(given & set(group)) for group in groups)), len(groups)


def _signed_unit_plan(assignment: Assignment, evidence: Sequence[Evidence], params: Params) -> tuple[int, int]:
    return min(1, sum(proof.kind == "signed_plan" for proof in evidence)), 1


def _each_of_words(params: Params) -> str:
    named = [" hoặc ".join(evidence_kinds.of(key).label for key in group) for group in _groups(params)]
    return f"có đủ: {'; '.join(named)}"


register(DoneRule("any_proof", "Đủ số minh chứng", lambda p: f"có ít nhất {_minimum(p)} minh chứng", _any_proof))
register(DoneRule("distinct_forms", "Đủ số hình thức", lambda p: f"có ít nhất {_minimum(p)} hình thức khác nhau", _distinct_forms))
register(DoneRule("each_of", "Có đủ từng loại minh chứng", _each_of_words, _each_of))
register(DoneRule("signed_unit_plan", "Kế hoạch của đơn vị đã ký", lambda p: "kế hoạch của đơn vị đã được lãnh đạo ký", _signed_unit_plan))
