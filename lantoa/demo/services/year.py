"""The half-year from 21/3 to 10/6/2022, played by calling services on the right simulated day.

What each unit does is drawn by a seeded generator from four tempers, so that every state stands somewhere on the stage: the keen one
hands in early, the steady one in time, the slow one late or not at all, and a few are returned or waived.
"""

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.demo.services import calendar, rounds
from lantoa.demo.services.movements import answer_movements, found_movements, review_movements
from lantoa.demo.services.reports import Reports
from lantoa.demo.services.season import Season
from lantoa.demo.services.stage import PASSWORD, Stage
from lantoa.documents import reading
from lantoa.files.services import store_file
from lantoa.plans import daily, evidence_kinds
from lantoa.plans.enums import AssignmentState
from lantoa.plans.models import Assignment, Delivery, Plan
from lantoa.plans.services import assignments, duties, inspections, lifecycle

ISSUED, ACTIVE, TODAY = date(2022, 3, 21), date(2022, 3, 23), date(2022, 6, 10)
TEMPERS = {"keen": 0.2, "steady": 0.3, "slow": 0.32, "silent": 0.18}
_PROOFS = {
    "U02": ("Bài “Học Bác từ việc nhỏ” trên trang thông tin điện tử", "link"),
    "U03": ("Treo pa nô chào mừng ngày 11/6 tại trụ sở", "note"),
    "U04": ("Tin về phong trào xây dựng đời sống văn hóa", "link"),
    "U05": ("Tin, bài trong tháng trên trang của đơn vị và nhóm Zalo khu phố", "link"),
    "U06": ("Giới thiệu một gương người tốt, việc tốt của đơn vị", "note"),
    "U07": ("Chuyên mục “Người tốt, việc tốt” đã đăng bài mới", "column_url"),
    "U08": ("Họp chọn gương của tháng, có biên bản", "note"),
    "U09": ("Giao lưu với đơn vị bạn về tuyến đường không rác", "note"),
    "U11": ("Gửi tin cho Trung tâm Văn hóa, Thông tin và Thể thao", "note"),
    "U13": ("Báo cáo kết quả quý của đơn vị", "note"),
}


@dataclass
class _Play:
    stage: Stage
    plan: Plan
    system: User
    dice: random.Random
    tempers: dict[int, str]
    season: Season
    reports: Reports
    only_people: bool = False


def play_year(stage: Stage, *, only_people: bool = False, by: User) -> Plan:
    """From the signed document to 10/6/2022; returns the plan. `only_people`: without what units hand in by hand, which is most of it."""
    dice = random.Random(449)  # noqa: S311  (a play, not a secret)
    plan = _bring_in(stage)
    units = sorted(stage.officers)
    tempers = dict(zip(units, dice.choices(list(TEMPERS), weights=list(TEMPERS.values()), k=len(units)), strict=True))
    tempers[stage.units["bao-vinh"].pk] = "steady"
    with clock.at(ACTIVE):
        found_movements(plan, by=stage.cast["noivu"])
        season = Season(stage, encoded=make_password(PASSWORD), by=by)
        rounds.prepare(season)
        reports = Reports(season, tempers)
        if not only_people:
            reports.begin()
    play = _Play(stage, plan, by, dice, tempers, season, reports, only_people)
    for day in _days():
        with clock.at(day):
            _play_day(play, day)
    return plan


def _days() -> list[date]:
    """The days on which something is played: the Tuesdays and Fridays, and a few that the plan or the calendar makes special."""
    special = {ACTIVE, ACTIVE + timedelta(days=1), date(2022, 5, 12), date(2022, 6, 4), date(2022, 6, 9)}
    days = (ACTIVE + timedelta(days=n) for n in range((TODAY - ACTIVE).days + 1))
    return [day for day in days if day.weekday() in (1, 4) or day in special]


def _bring_in(stage: Stage) -> Plan:
    agency, mayor = stage.cast["noivu"], stage.cast["ubnd"]
    content = files("lantoa.documents").joinpath("data/449-KH-UBND.md").read_bytes()
    document = reading.read(content, name="449-KH-UBND.md")
    with clock.at(date(2022, 3, 22)), transaction.atomic():
        file = store_file(SimpleUploadedFile("449-KH-UBND.md", content), by=agency)
        plan = lifecycle.create_plan(
            document, issuer=stage.units["long-khanh"], standing_agency=stage.units["phong-noi-vu"], file=file, by=agency
        )
        duties.confirm_all_duties(plan, by=agency)
        lifecycle.submit_plan(plan, by=agency)
        lifecycle.sign_plan(
            plan, number="449/KH-UBND", issued_on=ISSUED, signer_authority="KT. CHỦ TỊCH", signer_position="PHÓ CHỦ TỊCH",
            signer_name="Bùi Quốc Thế", by=mayor,
        )  # fmt: skip
    with clock.at(ACTIVE), transaction.atomic():
        return lifecycle.activate_plan(plan, by=agency)


def _play_day(play: _Play, day: date) -> None:
    if play.only_people:
        assignments.open_periods(play.plan, day=day, by=play.system)
    else:
        _play_units(play, day)
    calendar.play(play.season, day)
    if not play.only_people:
        play.reports.play(day)


def _play_units(play: _Play, day: date) -> None:
    if day.weekday() == 4 and day != TODAY:
        assignments.open_periods(play.plan, day=day, by=play.system)  # the morning's reminders on other days only: they take their time
    else:
        daily.run(day)
    if day <= ACTIVE + timedelta(days=9):
        _acknowledge(play, day)
    if date(2022, 4, 1) <= day <= date(2022, 5, 6):
        _unit_plans(play, day)
    _hand_in(play, day)
    _decide(play)
    if day == date(2022, 5, 12):
        _inspect(play, day)
        answer_movements(play.stage, day, share=0.35)
    if day == date(2022, 6, 7):
        review_movements(play.stage, day, count=6)


def _acknowledge(play: _Play, day: date) -> None:
    for delivery in Delivery.objects.filter(plan=play.plan, acknowledged_at__isnull=True).order_by("pk"):
        leader = play.stage.leaders.get(delivery.unit_id)
        if leader and play.tempers.get(delivery.unit_id) != "silent" and play.dice.random() < 0.6:
            lifecycle.acknowledge_plan(delivery, by=leader)


def _unit_plans(play: _Play, day: date) -> None:
    chance = {"keen": 0.6, "steady": 0.3, "slow": 0.08, "silent": 0}
    done = set(Plan.objects.filter(answers=play.plan).values_list("issuer_id", flat=True))
    for unit_id, temper in play.tempers.items():
        unit = next(u for u in play.stage.units.values() if u.pk == unit_id)
        if unit_id in done or unit_id == play.plan.standing_agency_id or play.dice.random() >= chance[temper]:
            continue
        officer, leader = play.stage.officers[unit_id], play.stage.leaders[unit_id]
        mine = lifecycle.draft_unit_plan(play.plan, unit, by=officer)
        lifecycle.submit_plan(mine, by=officer)
        lifecycle.sign_plan(
            mine, number=f"{play.dice.randint(10, 95)}/KH-{'UBND' if unit.slug.startswith(('phuong', 'xa')) else 'ĐV'}", issued_on=day,
            signer_authority="", signer_position="THỦ TRƯỞNG ĐƠN VỊ", signer_name=leader.full_name, by=leader,
        )  # fmt: skip


def _hand_in(play: _Play, day: date) -> None:
    """Each unit gets to some of what it owes; how near the due day depends on its temper."""
    lead = {"keen": 12, "steady": 5, "slow": 0}
    owed = Assignment.objects.filter(
        plan=play.plan, state__in=[AssignmentState.ASSIGNED, AssignmentState.IN_PROGRESS, AssignmentState.RETURNED]
    )
    due = owed.filter(period_start__lte=day, due_on__lte=day + timedelta(days=12)).select_related("duty", "unit").order_by("pk")
    for assignment in due:
        temper = play.tempers.get(assignment.unit_id, "steady")
        late = (day - assignment.due_on).days
        if temper == "silent" or assignment.due_on > day + timedelta(days=lead.get(temper, 0)):
            continue
        chance = {"keen": 0.8, "steady": 0.7, "slow": 0.25 if late < 12 else 0.02}[temper]
        if play.dice.random() < chance:
            _give(play, assignment)


def _give(play: _Play, assignment: Assignment) -> None:
    code = assignment.duty.code
    agency = assignment.unit_id == play.plan.standing_agency_id
    officer = play.stage.cast["noivu"] if agency else play.stage.officers[assignment.unit_id]
    title, kind = _PROOFS.get(code, ("Đã thực hiện, có văn bản lưu", "note"))
    given = {k.key for k in evidence_kinds.given_for(assignment.duty.evidence_kinds)}
    kind = kind if kind in given else "note"
    if kind not in given and not assignment.done_count:
        return  # a unit's own plan proves U01; what needs a document waits for one
    if kind in given and (not assignment.done_count or assignment.state == AssignmentState.RETURNED):
        url = f"https://{assignment.unit.slug}.example.vn/tin/{assignment.pk}" if kind in ("link", "column_url") else ""
        note = "" if url else f"{title}, {assignment.period_start:%d/%m} đến {assignment.period_end:%d/%m/%Y}."
        assignments.add_proof(assignment, kind=kind, title=title, url=url, note=note, by=officer)
    if agency and play.dice.random() < 0.3:
        return
    assignment.refresh_from_db()
    short = assignment.done_count < assignment.needed_count
    assignments.submit_assignment(assignment, shortfall_reason="Đang bổ sung tiếp trong kỳ." if short else "", by=officer)


def _decide(play: _Play) -> None:
    """Leaders approve within a few days; the agency accepts in one go, returns some, waives a few."""
    waiting = Assignment.objects.filter(plan=play.plan, state=AssignmentState.SUBMITTED).select_related("duty", "unit").order_by("pk")
    for assignment in waiting:
        leader = play.stage.leaders.get(assignment.unit_id)
        if leader is None or play.dice.random() > 0.8:
            continue
        if play.dice.random() < 0.03:
            assignments.return_assignment(assignment, reason="Ghi rõ thêm ngày và nơi thực hiện.", by=leader)
        else:
            assignments.approve_assignment(assignment, by=leader)
    agency = play.stage.cast["noivu"]
    by_unit = defaultdict(list)
    for assignment in (
        Assignment.objects.filter(plan=play.plan, state=AssignmentState.APPROVED).select_related("duty", "unit").order_by("pk")
    ):
        if assignment.unit_id != play.plan.standing_agency_id and play.dice.random() < 0.5:
            by_unit[assignment.unit_id].append(assignment)
    assignments.accept_assignments([a for rows in by_unit.values() for a in rows], by=agency)


def _inspect(play: _Play, day: date) -> None:
    """Two visits planned, one of them made and signed, its finding a duty."""
    agency = play.stage.cast["noivu"]
    slow = [pk for pk, temper in play.tempers.items() if temper == "slow"][:2]
    units = [u for u in play.stage.units.values() if u.pk in slow]
    for n, unit in enumerate(units):
        visit = inspections.plan_inspection(
            play.plan,
            unit,
            planned_on=day + timedelta(days=0 if n == 0 else 34),
            inspectors="Phòng Nội vụ; Ủy ban MTTQ Việt Nam thành phố",
            by=agency,
        )
        if n:
            continue
        for i, item in enumerate(visit.items.all()):
            inspections.answer_item(
                item, result="partly" if i == 0 else "good", note="Đã xem hồ sơ tại chỗ.",
                remedy="Bổ sung minh chứng còn thiếu" if i == 0 else "", remedy_due_on=date(2022, 6, 15) if i == 0 else None, by=agency,
            )  # fmt: skip
        try:
            inspections.finish_inspection(visit, conclusion="Đơn vị thực hiện đúng kế hoạch, còn một việc cần bổ sung.",
                                          unit_representative=play.stage.leaders[unit.pk].full_name, by=agency)  # fmt: skip
            visit.refresh_from_db()
            inspections.sign_minutes(visit, minutes=visit.minutes, unit_representative=visit.unit_representative, by=agency)
        except ValidationError:
            continue
