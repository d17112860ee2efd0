"""The minutes of a round as an official document (law-and-formats §1.8, biên bản; §2.5)."""

import math

from django.utils import timezone

from lantoa.documents.writing import Column, Dash, Draft, Heading, IssueDay, Issuer, Paragraph, Row, Signature, Table
from lantoa.organisations.enums import TERRITORIES
from lantoa.organisations.models import Unit
from lantoa.selection.enums import Attendance, CandidateState, Denominator, Mode, Post
from lantoa.selection.marks import THOUSANDTHS
from lantoa.selection.models import Round
from lantoa.selection.queries.rounds import names_of_units


def draft(found: Round) -> Draft:
    """The minutes, without number and day (the clerk's), as of the day of the count."""
    day = timezone.localtime(found.counted_at or found.began_at).date()
    unit = names_of_units([found.unit_id], day)[found.unit_id]
    roll = list(found.roll.select_related("user"))
    by_post = {post: next((seat.user.full_name for seat in roll if seat.post == post), "") for post in (Post.CHAIR, Post.SECRETARY)}
    there = [seat for seat in roll if seat.attendance == Attendance.PRESENT]
    written = [seat for seat in roll if seat.attendance == Attendance.WRITTEN]
    away = [seat for seat in roll if seat.attendance not in (Attendance.PRESENT, Attendance.WRITTEN)]
    body = [
        Paragraph(f"Thời gian bắt đầu: {_hour(found.began_at)}."), Paragraph(f"Địa điểm: {found.place or 'bỏ phiếu trên hệ thống điện tử'}."),
        Heading("Thành phần tham dự"), Paragraph(f"Hội đồng có {len(roll)} thành viên."),
        Dash(f"Có mặt, bỏ phiếu: {len(there)}{_names(there)}."),
        Dash(f"Vắng, lấy ý kiến bằng văn bản: {len(written)}{_names(written)}."),
        Dash(f"Vắng: {len(away)}{_names(away, reasons=True)}."),
        Paragraph(f"Chủ tọa: {by_post[Post.CHAIR] or '………'}. Thư ký: {by_post[Post.SECRETARY] or '………'}."),
        Heading("Nội dung"), Paragraph(f"Xét chọn gương người tốt, việc tốt, điển hình tiên tiến {found.period_label} của {unit}."),
        Paragraph(found.discussion or "Hội đồng nghe trình bày tóm tắt hồ sơ từng gương, trao đổi và thống nhất đưa vào bỏ phiếu."),
        Heading("Kết quả bỏ phiếu"), Paragraph(_how(found)), _table(found),
        *_recusals(found), *_withdrawn(found), *_ranked(found),
        Paragraph(f"Ý kiến khác, bảo lưu: {found.dissent or 'không có'}."),
        Paragraph(f"Kết quả: {_result(found)}."),
        Paragraph(f"Dấu kiểm của toàn bộ phiếu đã đếm (SHA-256): {found.result_digest}."),
        Paragraph(f"Cuộc họp kết thúc lúc {_hour(found.ended_at or found.counted_at)}. Biên bản đã được đọc lại và thống nhất."),
    ]  # fmt: skip
    return Draft(
        kind="BB", issuer=issuer_of(found.unit, day), symbol="BB-HĐTĐKT", subject=f"Họp xét chọn gương người tốt, việc tốt {found.period_label}",
        day=IssueDay(day.year, day.month), body=body,
        signatures=[Signature("THƯ KÝ", by_post[Post.SECRETARY]), Signature("CHỦ TỌA", by_post[Post.CHAIR])],
        recipients=["Thành viên Hội đồng"], filing="VT, HĐTĐKT",
    )  # fmt: skip


def issuer_of(unit: Unit, day) -> Issuer:
    """The unit's council as the head prints it: an advisory council numbers in a series of its own (Nghị định 30/2020, phụ lục I).

    A ward or commune answers as its Ủy ban nhân dân; an office under its own name. The place is the territory's.
    """
    version = unit.version_on(day)
    name = version.name if version else str(unit)
    if version and version.kind in TERRITORIES:
        return Issuer(lines=("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"), parent=("ỦY BAN NHÂN DÂN", name.upper()), place=_place(name))
    above = version.parent.version_on(day) if version and version.parent else None
    return Issuer(lines=("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"), parent=(name.upper(),), place=_place(above.name if above else name))


_PREFIXES = (
    "Ủy ban nhân dân ",
    "UBND ",
    "Phường ",
    "phường ",
    "Xã ",
    "xã ",
    "Thành phố ",
    "thành phố ",
    "Tỉnh ",
    "tỉnh ",
    "Thị xã ",
    "Huyện ",
)


def place_of(unit: Unit, day) -> str:
    """The official place name of the date line: of the unit when it is a territory, else of the one above it."""
    version = unit.version_on(day)
    if version is None:
        return str(unit)
    if version.kind in TERRITORIES or version.parent is None:
        return _place(version.name)
    above = version.parent.version_on(day)
    return _place(above.name if above else version.name)


def _place(name: str) -> str:
    """The official place name of the date line: 'Phường Bảo Vinh' → 'Bảo Vinh'."""
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return name


def _hour(moment) -> str:
    return f"{timezone.localtime(moment):%H giờ %M phút, ngày %d tháng %m năm %Y}" if moment else "……"


def _names(seats: list, *, reasons: bool = False) -> str:
    said = [seat.user.full_name + (f" ({seat.absence_reason})" if reasons and seat.absence_reason else "") for seat in seats]
    return f" ({'; '.join(said)})" if said else ""


def _how(found: Round) -> str:
    kind = "bỏ phiếu kín" if found.is_secret else "bỏ phiếu công khai"
    of = {Denominator.ALL: "tổng số thành viên Hội đồng", Denominator.TAKING_PART: "số thành viên tham gia bỏ phiếu"}[
        Denominator(found.denominator)
    ]
    again = ", lần thứ hai" if found.ballot_number > 1 else ""
    enough = math.ceil(found.quorum * found.seat_count)
    return (
        f"Hội đồng {kind}{again}: {found.get_mode_display()}; cần {found.threshold}, tính trên {of} (không kể thành viên không bỏ phiếu vì có liên "
        f"quan). Số phiếu phát ra {found.seat_count}, thu vào {found.voted_count}; "
        f"tối thiểu {found.quorum_over}/{found.quorum_under} thành viên, tức {enough} người."
    )


def _table(found: Round) -> Table:
    rows = [
        candidate
        for candidate in found.candidates.select_related("nomination").order_by("number")
        if candidate.state != CandidateState.WITHDRAWN
    ]
    verdict = dict(CandidateState.choices)
    if found.mode == Mode.SCORE:
        columns = (Column("STT", 1, "center"), Column("Họ tên, tập thể", 5), Column("Số phiếu chấm", 2, "center"), Column("Điểm", 2, "center"),
                   Column("Kết quả", 2, "center"))  # fmt: skip
        lines = [
            (str(c.number), c.nomination.name, str(c.mark_count), f"{c.mark_mean / THOUSANDTHS:.2f}".replace(".", ","), verdict[c.state])
            for c in rows
        ]
    elif found.mode == Mode.RANK:
        columns = (
            Column("STT", 1, "center"),
            Column("Họ tên, tập thể", 6),
            Column("Thứ hạng", 2, "center"),
            Column("Kết quả", 2, "center"),
        )
        lines = [(str(c.number), c.nomination.name, str(c.rank or ""), verdict[c.state]) for c in rows]
    else:
        columns = (Column("STT", 1, "center"), Column("Họ tên, tập thể", 5), Column("Đồng ý", 1.6, "center"), Column("Không đồng ý", 1.8, "center"),
                   Column("Không có ý kiến", 1.8, "center"), Column("Kết quả", 1.8, "center"))  # fmt: skip
        lines = [
            (str(c.number), c.nomination.name, f"{c.votes_for}/{c.people}", str(c.votes_against), str(c.abstained), verdict[c.state])
            for c in rows
        ]
    return Table(columns, [Row(line) for line in lines])


def _recusals(found: Round) -> list[Dash]:
    rows = found.candidates.filter(recusals__isnull=False).distinct().order_by("number")
    return [
        Dash(
            f"Không bỏ phiếu cho gương số {c.number} vì có liên quan: {', '.join(r.seat.user.full_name for r in c.recusals.select_related('seat__user'))}."
        )
        for c in rows
    ]


def _withdrawn(found: Round) -> list[Dash]:
    rows = found.candidates.filter(state=CandidateState.WITHDRAWN).select_related("nomination").order_by("number")
    return [Dash(f"Gương số {c.number} ({c.nomination.name}) rút khỏi danh sách: {c.withdrawal_reason}.") for c in rows]


def _ranked(found: Round) -> list[Paragraph]:
    if found.mode != Mode.RANK or not found.count_notes:
        return []
    notes, numbers = found.count_notes, dict(found.candidates.values_list("pk", "number"))
    drawn = ", ".join(str(numbers[pk]) for pk in notes["lots"])
    by_lot = sum(stage["by_lot"] for stage in notes["stages"])
    lines = [
        Paragraph(f"Đếm phiếu chuyển nhượng: chỉ tiêu {notes['quota']} phiếu, {len(notes['stages'])} vòng đếm."),
        Paragraph(
            f"Thứ tự bốc thăm trước khi đếm, chỉ dùng khi bằng phiếu ở mọi vòng (gương số): {drawn}; "
            f"{f'đã dùng {by_lot} lần' if by_lot else 'không phải dùng'}."
        ),
    ]
    return lines + [Dash(_stage(number, stage, numbers)) for number, stage in enumerate(notes["stages"], 1)]


def _stage(number: int, stage: dict, numbers: dict[int, int]) -> str:
    """One stage of a ranked count, so that anybody may follow it with pencil and paper; fractions stay fractions."""
    votes = "; ".join(
        f"gương số {numbers[int(pk)]}: {total}" for pk, total in sorted(stage["totals"].items(), key=lambda item: numbers[int(item[0])])
    )
    done = [f"gương số {numbers[pk]} đạt" for pk in stage["elected"]]
    if stage["excluded"] is not None:
        done.append(f"gương số {numbers[stage['excluded']]} ít phiếu nhất, phiếu chuyển tiếp")
    return ". ".join([f"Vòng {number}: {votes}", *(["; ".join(done).capitalize()] if done else [])]) + "."


def _result(found: Round) -> str:
    chosen = found.candidates.filter(state=CandidateState.CHOSEN).select_related("nomination").order_by("rank", "number")
    said = [c.nomination.name + (f" ({c.decided_by_tie_rule})" if c.decided_by_tie_rule else "") for c in chosen]
    return f"Hội đồng chọn {len(said)} gương: {'; '.join(said)}" if said else "Không có gương nào đạt"
