"""The arithmetic of the chain, and the check that finds what was changed behind our back.

A line's hash is the SHA-256 of its fields as canonical JSON (keys sorted, no spaces, UTF-8), the hash of the line before it
among them. The check finds a changed, missing, added or reordered line and a cut tail. Someone who may rewrite the whole table and
its head can rebuild the chain: against that, note the head's hash somewhere else (`lantoa verify_audit` prints it).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from lantoa.audit.models import ChainHead, Entry

HASHED = (
    "number", "at", "actor_id", "actor_name", "unit_id", "unit_name", "ip", "action", "object_label", "object_pk", "object_name",
    "from_state", "to_state", "reason", "before", "after", "previous_hash",
)  # fmt: skip
GENESIS = "0" * 64
CHUNK = 2000


def digest(values: dict) -> str:
    """Hash of a line given its fields (HASHED) by name."""
    moment = values["at"].astimezone(UTC).isoformat(timespec="microseconds")
    plain = json.dumps(values | {"at": moment}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


@dataclass(frozen=True)
class Verdict:
    """What the check found. `broken_at` is the number of the first line that does not fit; 0 when all is whole."""

    lines: int
    head: str
    broken_at: int = 0
    problem: str = ""

    @property
    def whole(self) -> bool:
        return not self.problem


def verify() -> Verdict:
    """Walk the whole chain, a few thousand lines in memory at a time. Safe beside writers."""
    begun_at = _head()
    lines, last, seen_head = 0, GENESIS, begun_at.number == 0
    for values in _lines():
        number, kept = values["number"], values.pop("hash")
        if number != lines + 1:
            return Verdict(lines, last, lines + 1, "thiếu dòng này, hoặc thứ tự đã bị đổi")
        if values["previous_hash"] != last:
            return Verdict(lines, last, number, "không nối tiếp dòng trước")
        if digest(values) != kept:
            return Verdict(lines, last, number, "nội dung đã bị sửa")
        lines, last = number, kept
        if number == begun_at.number:
            if kept != begun_at.hash:
                return Verdict(lines, last, number, "không khớp với dấu chốt của chuỗi")
            seen_head = True
    if not seen_head:
        return Verdict(lines, last, lines + 1, f"mất các dòng cuối: dấu chốt ghi {begun_at.number} dòng")
    if lines > _head().number:
        return Verdict(lines, last, lines, "có dòng ghi thêm ngoài hệ thống")
    return Verdict(lines, last)


def _head() -> ChainHead:
    return ChainHead.objects.first() or ChainHead(hash=GENESIS)


def _lines() -> Iterator[dict]:
    """All lines by number. By key and not by one long query, which a server's time limit would end."""
    after = 0
    while True:
        chunk = list(Entry.objects.filter(number__gt=after).order_by("number").values(*HASHED, "hash")[:CHUNK])
        yield from chunk
        if len(chunk) < CHUNK:
            return
        after = chunk[-1]["number"]
