"""Figures for `lantoa bench certificates` and `bench documents`; nothing here needs a database."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import Any

from lantoa.documents.certificates import Certificate, render
from lantoa.documents.writing import Article, Column, Draft, IssueDay, Issuer, Signature, Table, to_docx, to_pdf
from lantoa.documents.writing.draft import Annex

_DAY = IssueDay.of(date(2026, 6, 11))
_ONE = Certificate(
    decider="Chủ tịch Ủy ban nhân dân phường An Bình", recipient="", details="Tổ trưởng tổ dân phố 5, khu phố Hòa Bình",
    achievement="Đã có thành tích xuất sắc trong phong trào thi đua “Người tốt, việc tốt” quý II năm 2026", place="An Bình", day=_DAY,
    decision="125/QĐ-UBND", decision_day=_DAY, post="CHỦ TỊCH", name="Nguyễn Thị Hồng Vân",
)  # fmt: skip


def measure_certificates(count: int = 500) -> dict[str, Any]:
    """So many certificates as one PDF, whole and over pre-printed stock."""
    certificates = [replace(_ONE, recipient=f"Ông Nguyễn Văn {n}", golden_book=str(n)) for n in range(count)]
    render(certificates[:2])  # the typeface is read once
    figures: dict[str, Any] = {"certificates": count}
    for mode in ("full", "overprint"):
        started = time.perf_counter()
        data = render(certificates, mode=mode)
        seconds = time.perf_counter() - started
        figures[mode] = {"seconds": round(seconds, 2), "per_second": round(count / seconds), "megabytes": round(len(data) / 1e6, 2)}
    return figures


def measure_documents(names: int = 500) -> dict[str, Any]:
    """A decision of one page, and one with a list of so many names, as Word file and as PDF."""
    decision = Draft(
        kind="QĐ", issuer=Issuer(("ỦY BAN NHÂN DÂN", "PHƯỜNG AN BÌNH"), "An Bình"), symbol="QĐ-UBND", subject="Về việc tặng Giấy khen",
        competence="CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH", bases=["Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"],
        body=[Article(f"Tặng Giấy khen cho {names} cá nhân (có danh sách kèm theo).")] * 3, signatures=[Signature("CHỦ TỊCH", "Nguyễn Thị Hồng Vân")],
    )  # fmt: skip
    columns = (Column("STT", 1, "center"), Column("Họ và tên", 4), Column("Đơn vị", 5), Column("Thành tích", 6))
    rows = [(str(n), f"Nguyễn Văn {n}", "Khu phố Hòa Bình", _ONE.achievement) for n in range(1, names + 1)]
    with_list = replace(decision, annexes=[Annex("Danh sách cá nhân được tặng Giấy khen", [Table(columns, rows)], landscape=True)])
    figures: dict[str, Any] = {"names": names}
    for name, draft in (("one_page", decision), ("with_list", with_list)):
        for writer in (to_docx, to_pdf):
            writer(decision)
            started = time.perf_counter()
            writer(draft)
            figures[f"{name}_{writer.__name__}_ms"] = round((time.perf_counter() - started) * 1000)
    return figures
