"""When duty U07 is done: a live column, and a month's airing where the unit has a station (plan 449, II.2-1: "đài phát thanh của đơn vị")."""

from collections.abc import Sequence

from lantoa.core.dated import overlaps
from lantoa.plans.done_rules import DoneRule, Params
from lantoa.plans.models import Assignment, Evidence
from lantoa.radio.models import Station


def _compute(assignment: Assignment, evidence: Sequence[Evidence], params: Params) -> tuple[int, int]:
    kinds = {proof.kind for proof in evidence}
    if assignment.unit_id is None:  # asked of a duty before it is given out: what is needed of most; counted anew with each proof
        return 0, 1
    there = Station.objects.filter(overlaps(assignment.period_start, assignment.period_end), unit=assignment.unit_id).exists()
    needed = 2 if there else 1
    if "nil" in kinds:
        return needed, needed
    if not there:
        return min(1, len(kinds)), needed
    return int(bool(kinds - {"airing"})) + int("airing" in kinds), needed


COLUMN_AND_AIRING = DoneRule(
    "column_and_airing", "Chuyên mục đang chạy; có đài thì thêm lượt phát",
    lambda params: "có chuyên trang, chuyên mục đang chạy; đơn vị có đài truyền thanh thì có thêm ít nhất một lượt phát", _compute,
)  # fmt: skip
