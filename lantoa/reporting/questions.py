"""What the system asks about a report before it is handed in: rules that do not hold, outliers, gaps. Questions, never walls.

A question may be answered in a sentence, which travels with the report; whoever reviews it sees both.
"""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lantoa.reporting import sums
from lantoa.reporting.enums import Operator
from lantoa.reporting.models import Box, Check
from lantoa.ui.words import number

# An outlier is more than so many median deviations from the middle (modified z-score; Iglewicz and Hoaglin give 3.5), with at least
# so many values to compare with. Đề xuất, chờ Hội đồng duyệt.
FAR = 3.5
_SCALE = 0.6745
_FEWEST = 4


@dataclass(frozen=True)
class Question:
    """`box_id`: beside which box it stands; None: under the form. `answer`: what the unit said."""

    key: str
    text: str
    box_id: int | None = None
    answer: str = ""


def ask(
    boxes: Sequence[Box], checks: Iterable[Check], *, past: Mapping[int, Sequence[int]], peers: Mapping[int, Sequence[int]],
    answers: Mapping[str, str],
) -> list[Question]:  # fmt: skip
    """All questions about these boxes. `past` and `peers`: by indicator, what the unit reported before, what its like report now."""
    figures = [box for box in boxes if box.item.is_figure]
    values = {box.item.indicator.key: box.value for box in figures}
    places = {box.item.indicator.key: box.pk for box in figures}
    found = [*_broken(checks, values, places), *(q for box in figures for q in _about(box, past, peers))]
    return [Question(q.key, q.text, q.box_id, answers.get(q.key, "")) for q in found]


def _broken(checks: Iterable[Check], values: Mapping[str, int | None], places: Mapping[str, int]) -> Iterable[Question]:
    for check in checks:
        left, right = sums.value_of(check.left, values), sums.value_of(check.right, values)
        if left is None or right is None or holds(left, Operator(check.operator), right):
            continue
        first = next((places[key] for key in places if key in sums.keys_of(check.left)), None)
        yield Question(f"check-{check.pk}", f"{check.question} ({number(left)} và {number(right)})", first)


def holds(left: int, operator: Operator, right: int) -> bool:
    match operator:
        case Operator.AT_MOST:
            return left <= right
        case Operator.AT_LEAST:
            return left >= right
        case Operator.EQUALS:
            return left == right
        case Operator.TOGETHER:
            return bool(left) == bool(right)


def _about(box: Box, past: Mapping[int, Sequence[int]], peers: Mapping[int, Sequence[int]]) -> Iterable[Question]:
    if box.value is None:
        return
    before, others = past.get(box.item.indicator_id, ()), peers.get(box.item.indicator_id, ())
    name = box.item.indicator.name.removeprefix("Trong đó: ")
    if box.value == 0 and before and all(before):
        yield Question(f"gap-{box.item_id}", f"{name}: kỳ này là 0, trong khi {len(before)} kỳ trước đều có. Có đúng không?", box.pk)
    elif is_far(box.value, before):
        usual = statistics.median(before)
        yield Question(
            f"past-{box.item_id}",
            f"{name}: {number(box.value)}, khác xa mức thường thấy của đơn vị ({_middle(usual)}). Có đúng không?",
            box.pk,
        )
    elif is_far(box.value, others):
        usual = statistics.median(others)
        yield Question(
            f"peers-{box.item_id}",
            f"{name}: {number(box.value)}, khác xa các đơn vị cùng cụm, khối ({_middle(usual)}). Có đúng không?",
            box.pk,
        )


def _middle(value: float) -> str:
    return f"khoảng {number(Decimal(str(round(value, 1))).normalize() if value % 1 else int(value))}"


def is_far(value: int, others: Sequence[int]) -> bool:
    """Whether the value lies far from the middle of the others, measured by how far they lie from it themselves."""
    if len(others) < _FEWEST:
        return False
    middle = statistics.median(others)
    spread = statistics.median(abs(other - middle) for other in others)
    spread = max(spread, abs(middle) * 0.1, 1)  # where all report nearly the same, one more is no outlier
    return _SCALE * abs(value - middle) / spread > FAR
