"""Giấy khen: certificates of merit, A4 lying, by the hundred in one PDF.

Layout: law-given parts of Nghị định 98/2023/NĐ-CP Điều 104 (its successor, Nghị định 152/2025/NĐ-CP, leaves the models to
the Prime Minister): the nation's name and motto, the decider's post in red capitals, TẶNG, GIẤY KHEN in red, whom, where,
what for; number, date and golden book bottom left, place, date, post and name bottom right.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from lantoa.documents.typesetting import typeset
from lantoa.documents.writing.draft import IssueDay
from lantoa.documents.writing.printed import GAP, MOTTO, clean, day_line
from lantoa.documents.writing.styles import bold_width

Mode = Literal["full", "overprint"]
# Parts that can be moved one by one on pre-printed stock; 'page' moves all of them (not the border).
FIELDS = ("page", "decider", "recipient", "details", "achievement", "decision", "place_day", "post", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One certificate. All texts are printed as given; the decider's post and the signer's post in capitals.

    decider      'CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG LONG KHÁNH'
    recipient    with form of address: 'Ông Nguyễn Văn A', 'Tập thể khu phố 3', 'Hộ ông …'
    details      position, unit or address
    achievement  'Đã có thành tích xuất sắc trong …'
    decision     '125/QĐ-UBND', with `decision_day`; empty leaves room for the clerk
    golden_book  number in the golden book, empty leaves room
    post         'CHỦ TỊCH'; `authority` lines above it ('KT. CHỦ TỊCH')
    """

    decider: str
    recipient: str
    achievement: str
    place: str
    details: str = ""
    decision: str = ""
    decision_day: IssueDay = field(default_factory=IssueDay)
    golden_book: str = ""
    day: IssueDay = field(default_factory=IssueDay)
    post: str = ""
    authority: tuple[str, ...] = ()
    name: str = ""


def render(
    certificates: Sequence[Certificate],
    *,
    mode: Mode = "full",
    offsets: Mapping[str, tuple[float, float]] | None = None,
    omit: Collection[str] = (),
    emblem_mark: bool = True,
) -> bytes:
    """One PDF/A-2b, a page a certificate, in the order given.

    `full` prints everything on white paper; `overprint` only the texts, on stock that carries border, emblem and fixed words.
    `offsets` moves parts named in FIELDS by (right, down) millimetres; `omit` leaves parts out that the stock already carries.
    The national emblem is not ours to draw: in `full` its place (24 mm across, under the motto) is a thin broken circle, so that
    nobody takes the sheet for finished; `emblem_mark=False` leaves the place white for stock that carries the emblem.
    Raises ValueError for an empty sequence, an unknown mode or part.
    """
    if not certificates:
        raise ValueError("Chưa có giấy khen nào để in.")
    if mode not in ("full", "overprint"):
        raise ValueError(f"Không có kiểu in “{mode}”.")
    unknown = {*(offsets or {}), *omit} - set(FIELDS)
    if unknown:
        raise ValueError(f"Không có phần “{min(unknown)}” trên giấy khen.")
    data = {
        "mode": mode, "omit": list(omit), "emblem": emblem_mark, "name": "Giấy khen", "author": clean(certificates[0].decider),
        "offsets": {name: [float(right), float(down)] for name, (right, down) in (offsets or {}).items()},
        "motto_width": bold_width(MOTTO, 15), "certificates": [_printed(certificate) for certificate in certificates],
    }  # fmt: skip
    return typeset("certificate.typ", data, standard="a-2b")


def _printed(certificate: Certificate) -> dict[str, Any]:
    number = clean(certificate.decision) or f"{GAP}/QĐ-UBND"
    return {
        "decider": clean(certificate.decider).upper(),
        "recipient": clean(certificate.recipient),
        "details": clean(certificate.details),
        "achievement": clean(certificate.achievement),
        "decision": [
            f"Quyết định số: {number}",
            day_line(certificate.decision_day),
            f"Số sổ vàng: {clean(certificate.golden_book) or GAP}",
        ],
        "place_day": f"{clean(certificate.place)}, {day_line(certificate.day)}",
        "posts": [clean(post).upper() for post in (*certificate.authority, certificate.post) if clean(post)],
        "signer": clean(certificate.name),
    }
