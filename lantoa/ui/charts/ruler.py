"""The duties of a plan, one cell each. Drawn as HTML (ui/ruler.html), because the cells are links."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

KINDS = {"done": "Đạt", "doing": "Đang làm", "soon": "Sắp đến hạn", "late": "Chậm", "none": "Chưa bắt đầu", "exempt": "Không phải làm"}


@dataclass(frozen=True)
class Cell:
    """One duty. `kind` is a key of KINDS; `text` stands in the cell ("4/5", "86%"), an icon where it is empty."""

    label: str
    kind: str
    text: str = ""
    url: str = ""

    @property
    def in_words(self) -> str:
        return f"{KINDS[self.kind]} {self.text}".strip()


def legend(cells: Sequence[Cell]) -> list[tuple[str, str, int]]:
    """(kind, words, how many) for the kinds that occur, in the order of KINDS."""
    counts = Counter(cell.kind for cell in cells)
    return [(kind, words, counts[kind]) for kind, words in KINDS.items() if counts[kind]]
