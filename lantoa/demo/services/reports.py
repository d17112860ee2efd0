"""Units report in the sample year: the first quarter, and the wards each month. Most in time, some late, some sent back, some silent."""

import random
from collections.abc import Iterable
from datetime import date

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.periods import Period
from lantoa.demo.services.season import Season, hour
from lantoa.organisations.enums import Role
from lantoa.organisations.services.appointments import appoint
from lantoa.reporting.enums import WRITABLE_STATES, ReportState
from lantoa.reporting.models import Cycle, UnitReport
from lantoa.reporting.services import filling, lifecycle, opening, seeding, writing
from lantoa.reporting.services.city import deciding, drafting, editing
from lantoa.reporting.services.writing import Entry

_CITY, _OFFICE = "long-khanh", "phong-noi-vu"
# Days on which something is handed in: (period, share of the units of each temper that hand in on that day or before).
_HANDED_IN: dict[date, list[tuple[str, dict[str, float]]]] = {
    date(2022, 4, 1): [("2022-Q1", {"keen": 0.9, "steady": 0.4}), ("2022-M03", {"keen": 1.0, "steady": 0.5})],
    date(2022, 4, 5): [("2022-Q1", {"keen": 1.0, "steady": 1.0, "slow": 0.3}), ("2022-M03", {"steady": 1.0, "slow": 0.5})],
    date(2022, 4, 12): [("2022-Q1", {"slow": 0.85, "silent": 0.2}), ("2022-M03", {"slow": 1.0})],
    date(2022, 5, 3): [("2022-M04", {"keen": 1.0, "steady": 0.9, "slow": 0.2})],
    date(2022, 5, 10): [("2022-M04", {"steady": 1.0, "slow": 0.8})],
    date(2022, 6, 3): [("2022-M05", {"keen": 1.0, "steady": 0.8})],
    date(2022, 6, 7): [("2022-M05", {"steady": 0.9, "slow": 0.3})],
}
_DECIDED = (date(2022, 4, 12), date(2022, 4, 15), date(2022, 5, 10), date(2022, 6, 7))
_OPENED = (date(2022, 3, 25), date(2022, 4, 22), date(2022, 5, 24))
_CITY_DAYS = {date(2022, 4, 19): "issue_city_report", date(2022, 6, 10): "begin_city_report"}
_ADDED = "- Tập trung tuyên truyền dịp kỷ niệm ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc 11/6."
_WHY_SENT_BACK = "Số lượt người dự giao lưu cao hơn hẳn các đơn vị cùng cụm. Kiểm tra lại danh sách dự rồi gửi lại."


class Reports:
    """`tempers`: how each unit works, by unit id. Has its own dice, so that the rest of the play falls as before."""

    def __init__(self, season: Season, tempers: dict[int, str]):
        self.season, self.tempers, self.dice = season, tempers, random.Random(1948)  # noqa: S311  (a play, not a secret)
        self.agents: list[User] = []

    def begin(self) -> None:
        """The city takes over the proposed forms; a second person of the standing agency accepts what the first reviewed."""
        stage, agency = self.season.stage, self.season.stage.cast["noivu"]
        person = self.season.people.next()
        second = User.objects.create(
            username="noivu.pho", full_name=person.full_name, honorific=person.honorific, password=agency.password,
            last_login=hour(date(2022, 6, 9), 16),
        )  # fmt: skip
        appoint(second, role=Role.STANDING_AGENCY, unit=stage.units[_OFFICE], title="Phó Trưởng phòng Nội vụ", valid_from=date(2022, 3, 1),
                by=self.season.system)  # fmt: skip
        self.agents = [agency, second]
        seeding.adopt_forms(stage.units[_CITY], agency=stage.units[_OFFICE], by=agency)

    def play(self, day: date) -> None:
        if day in _OPENED or day in _HANDED_IN:
            opening.open_cycles(day=day, by=self.season.system)
            filling.refresh_cycles(by=self.season.system)
        for period, shares in _HANDED_IN.get(day, ()):
            self._hand_in(Cycle.objects.select_related("form").get(period=period), shares)
        if day in _DECIDED:
            self._decide()
        if day in _CITY_DAYS:
            getattr(self, _CITY_DAYS[day])()

    def _hand_in(self, cycle: Cycle, shares: dict[str, float]) -> None:
        waiting = cycle.reports.filter(state__in=WRITABLE_STATES).select_related("unit", "holder", "cycle__form__authority").order_by("pk")
        for report in waiting:
            share = shares.get(self.tempers.get(report.unit_id, "steady"), 0)
            if self.dice.random() < share:
                self._write_and_sign(report)

    def _write_and_sign(self, report: UnitReport) -> None:
        stage = self.season.stage
        officer, leader = stage.officers[report.unit_id], stage.leaders[report.unit_id]
        entries, met = {}, False
        for box in report.boxes.select_related("item__indicator").filter(item__indicator__isnull=False).order_by("item__order"):
            met = met or (box.item.indicator.key == "exchanges" and bool(box.value))
            if box.value is None:
                people = self.dice.choice((25, 40, 60)) if met else 0
                entries[box.pk] = Entry(value=people if box.item.indicator.key == "participants" else self.dice.choice((0, 0, 0, 1)))
            elif box.value == 0 and box.item.asks_nil_reason:
                entries[box.pk] = Entry(nil_reason="Đơn vị đang vận động các tổ, khu phố giới thiệu.")
        writing.write_boxes(report, entries, by=officer)
        lifecycle.hand_in(report, by=officer)
        if self.dice.random() < 0.97:
            lifecycle.sign(report, by=leader)

    def _decide(self) -> None:
        """The first looks through what came, sends a few back, the second accepts most of the rest."""
        first, second = self.agents
        for report in _waiting(ReportState.SUBMITTED):
            chance = self.dice.random()
            if chance < 0.03:
                lifecycle.send_back(report, reason=_WHY_SENT_BACK, by=first)
            elif chance < 0.95:
                lifecycle.review(report, by=first)
        lifecycle.accept_all([r for r in _waiting(ReportState.REVIEWED) if self.dice.random() < 0.95], by=second)

    def _draft_city(self, period: str):
        units = self.season.stage.units
        made = drafting.begin_report(units[_CITY], agency=units[_OFFICE], period=Period.parse(period), by=self.agents[0])
        return drafting.make_draft(made, by=self.season.system)

    def issue_city_report(self) -> None:
        """The first quarter: drafted, one section finished by hand, approved, out on the day."""
        made, mayor = self._draft_city("2022-Q1"), self.season.stage.cast["ubnd"]
        last = made.sections.get(part="tasks")
        editing.write_section(last, text=f"{last.text}\n{_ADDED}", let_go=True, by=self.agents[0])
        deciding.approve(deciding.submit(made, by=self.agents[0]), by=mayor)
        made = deciding.issue(
            made, number="98/BC-UBND", issued_on=clock.today(), signer_name=mayor.full_name, signer_post="PHÓ CHỦ TỊCH",
            signer_authority="KT. CHỦ TỊCH", by=self.agents[0],
        )  # fmt: skip
        deciding.lock(made, by=self.agents[0])

    def begin_city_report(self) -> None:
        """The half-year, still being written."""
        made = self._draft_city("2022-H1")
        part = made.sections.get(part="difficulties")
        editing.write_section(part, text=f"{part.text}\n{_ADDED}", let_go=True, by=self.agents[1])


def _waiting(state: ReportState) -> Iterable[UnitReport]:
    return list(UnitReport.objects.filter(state=state).select_related("cycle__form", "unit").order_by("pk"))
