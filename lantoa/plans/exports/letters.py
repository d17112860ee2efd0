"""An urging letter: its words, and as Word or PDF (công văn đôn đốc): no title, "V/v" under the number, Kính gửi, what, from which plan, how many
days late, the new deadline, whom to ask (law-and-formats.md §1.8). Number and day are the clerk's: left blank (§1.9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.documents.writing import LETTER, Dash, Draft, IssueDay, Issuer, Item, Paragraph, Signature
from lantoa.ui.words import day


@dataclass(frozen=True)
class LateDuty:
    title: str
    clauses: str  # "II.2 ý 3, III.1 ý 1"; empty for a duty that no clause asks for
    period: str  # "tháng 5/2022"; empty for a duty done once
    due_on: date
    days_late: int


def urging_subject(citation: str) -> str:
    return f"V/v đôn đốc thực hiện {citation}"


def urging_body(*, unit: str, agency: str, issuer: str, citation: str, duties: list[LateDuty], on: date, new_due_on: date) -> str:
    """From "Kính gửi" to the end mark "./."."""
    listed = "\n".join(f"{i}. {_line(duty)};" for i, duty in enumerate(duties, start=1)).removesuffix(";") + "."
    return (
        f"Kính gửi: {unit}.\n\n"
        f"Thực hiện {citation} của {issuer}, {agency} đã theo dõi kết quả của các cơ quan, đơn vị, địa phương. "
        f"Tính đến ngày {day(on)}, {unit} còn {len(duties)} nhiệm vụ quá hạn chưa có kết quả gửi về:\n\n"
        f"{listed}\n\n"
        f"Để kịp tiến độ chung, đề nghị {unit}:\n"
        f"- Hoàn thành các nhiệm vụ nêu trên và gửi minh chứng trước ngày {day(new_due_on)};\n"
        f"- Nếu có khó khăn, vướng mắc, báo về {agency} trước ngày đó, nêu rõ nguyên nhân và việc cần hỗ trợ.\n\n"
        f"Đầu mối liên hệ: {agency}, điện thoại …………………\n\n"
        f"Đề nghị {unit} quan tâm thực hiện./."
    )


def urging_text(*, agency: str, issuer: str, place: str, citation: str, body: str, on: date) -> str:
    """The whole letter as plain text, to paste where the office writes its letters. Unsigned, unnumbered."""
    return (
        f"{issuer.upper()}\n{agency.upper()}\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        f"Số:      /\n{urging_subject(citation)}\n\n"
        f"{place or '…………'}, ngày      tháng {_month(on)} năm {on.year}\n\n"
        f"{body}\n\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    )


def urging_draft(*, agency: str, authority: Sequence[str], place: str, unit: str, citation: str, body: str, on: date) -> Draft:
    """The letter for the writers of Word and PDF. `body` as it stands on the page of the letter; the closing "./."
    is the writers', so it is taken off here. Number, day and signer stay empty for the clerk."""
    lines = [line.strip() for line in body.splitlines() if line.strip() and not line.startswith("Kính gửi:")]
    return Draft(
        kind=LETTER, issuer=Issuer(lines=(agency.upper(),), place=place, parent=tuple(authority)), symbol=symbol_of_office(agency),
        day=IssueDay(on.year, on.month),
        subject=urging_subject(citation).removeprefix("V/v "), addressees=[unit], body=[_block(line) for line in lines],
        signatures=[Signature("TRƯỞNG PHÒNG" if agency.lower().startswith("phòng") else "THỦ TRƯỞNG")], recipients=["Như trên"],
    )  # fmt: skip


def symbol_of_office(agency: str) -> str:
    """'Phòng Nội vụ' → 'PNV-TĐKT': the office and the field it writes about (Nghị định 30/2020/NĐ-CP, phụ lục I, mục II.3); the clerk changes
    it where the office shortens itself another way."""
    return "".join(word[0].upper() for word in agency.split() if word[0].isalpha()) + "-TĐKT"


def _block(line: str) -> Dash | Item | Paragraph:
    text = line.removesuffix("./.")
    if text.startswith("- "):
        return Dash(text[2:])
    number, dot, rest = text.partition(". ")
    if dot and number.isdecimal():
        return Item(rest, number=number)
    return Paragraph(text)


def _line(duty: LateDuty) -> str:
    of = f" ({', '.join(part for part in (duty.period, duty.clauses) if part)})" if duty.period or duty.clauses else ""
    return f"{duty.title}{of}: hạn ngày {day(duty.due_on)}, quá hạn {duty.days_late} ngày"


def _month(value: date) -> str:
    # NĐ 30/2020: a zero only before January and February.
    return f"{value.month:02}" if value.month < 3 else str(value.month)
