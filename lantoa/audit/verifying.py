"""Going through the whole chain, line by line, in constant memory."""

from collections.abc import Iterator
from dataclasses import dataclass

from lantoa.audit.models import GENESIS, ChainHead, Entry

CHUNK = 2000


@dataclass(frozen=True)
class Anchor:
    """A line written down outside the system (printed by an earlier check): what it was then it must be still.

    Who holds the database's own password can make the whole chain anew; against that only a note kept elsewhere helps.
    """

    position: int
    hash: str

    @classmethod
    def parse(cls, text: str) -> "Anchor":
        """From "1234:ab12…", as `verify_audit` prints it. Raises ValueError."""
        position, _, digest = text.partition(":")
        return cls(int(position), digest.strip().lower())


def faults(anchor: Anchor | None = None) -> Iterator[str]:
    """Each break of the chain, in words; nothing when all is as it was written.

    After a break the walk goes on from the line as found, so that one changed line is not reported again by all that follow.
    """
    expected, previous, anchored = 1, GENESIS, anchor is None or anchor.position == 0
    for entry in _entries():
        if entry.position != expected:
            yield f"Thiếu dòng {expected}" + (f" đến {entry.position - 1}." if entry.position - 1 > expected else ".")
        elif entry.previous_hash != previous:
            yield f"Dòng {entry.position} không nối với dòng trước nó."
        if entry.hash != entry.sealed():
            yield f"Dòng {entry.position} đã bị sửa."
        if anchor and entry.position == anchor.position:
            anchored = True
            if entry.hash != anchor.hash:
                yield f"Dòng {entry.position} khác với dấu niêm đã ghi lại trước đây."
        expected, previous = entry.position + 1, entry.hash
    if not anchored:
        yield f"Không còn dòng {anchor.position} của dấu niêm đã ghi lại trước đây."
    head = ChainHead.objects.filter(pk=1).first()
    if head is None:
        yield "Mất đầu mối của nhật ký."
    elif (head.length, head.last_hash) != (expected - 1, previous):
        yield f"Đuôi nhật ký không khớp đầu mối: đầu mối ghi {head.length} dòng, thấy đến dòng {expected - 1}."


def _entries() -> Iterator[Entry]:
    """All lines in order. By key and not by one long query, which the server's time limit would end."""
    after = 0
    while chunk := list(Entry.objects.filter(position__gt=after).order_by("position")[:CHUNK]):
        yield from chunk
        after = chunk[-1].position
