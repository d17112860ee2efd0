"""A good deed, start to end, as people do it: told on a phone, found to be known already, verified, agreed to, chosen in secret, honoured
by a decision that opens in Word, told on the portal; and gone when the person takes the consent back."""

import io
import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse
from docx import Document

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.periods import Period
from lantoa.documents import reading
from lantoa.documents.writing.checks import check_docx
from lantoa.exemplars.enums import Door, Purpose, Relation, SubjectType
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.services import consents
from lantoa.exemplars.services.receiving import Credit, receive_nomination
from lantoa.organisations.enums import Role
from lantoa.plans.models import Assignment
from lantoa.selection.models import Decision, Round
from lantoa.selection.services import councils, opening
from tests.e2e import steps
from tests.e2e.axe import assert_accessible
from tests.exemplars.checking import agreed, check_all
from tests.factories import AssignmentFactory, ClusterFactory, DutyFactory, PlanFactory, UnitFactory, person_with

DAY = date(2022, 6, 10)
JUNE = Period.parse("2022-M06")
DEED = "Ông Bảy hiến 200 mét vuông đất vườn để khu phố mở rộng con đường Suối Chồn, xe cứu thương vào được tận nơi."


@pytest.fixture
def town(transactional_db, settings):
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        city = UnitFactory(city=True, name="Thành phố Long Khánh")
        office = UnitFactory(department=True, name="Phòng Nội vụ", parent=city)
        ward, other = UnitFactory(name="Phường Bảo Vinh", parent=city), UnitFactory(name="Phường Xuân An", parent=city)
        ClusterFactory(authority=city, units=[ward, other])
        plan = PlanFactory(issuer=city, standing_agency=office)
        duty = DutyFactory(plan=plan, evidence_kinds=["round", "minutes"], done_rule="any_proof", done_params={"min": 1})
        people = SimpleNamespace(
            officer=person_with(Role.UNIT_OFFICER, ward), second=person_with(Role.UNIT_OFFICER, ward), leader=person_with(Role.UNIT_LEADER, ward),
            agency=person_with(Role.STANDING_AGENCY, office), members=[person_with(Role.GRASSROOTS, ward) for _ in range(2)],
        )  # fmt: skip
        schemes = councils.propose_schemes(city, since=date(2022, 1, 1), by=people.agency)
        council = councils.found_council(ward, name="Hội đồng Thi đua, Khen thưởng phường Bảo Vinh", by=people.leader)
        for person, post in zip([people.leader, people.officer, *people.members], ["chair", "secretary", "member", "member"], strict=True):
            councils.seat_member(council, person, post=post, since=date(2022, 1, 1), by=people.leader)
        opening.open_round(ward, JUNE, scheme=next(s for s in schemes if (s.level, s.period_kind) == ("unit", "M")), by=people.officer)
        receive_nomination(
            {"name": "Nguyễn Văn Bảy", "type": SubjectType.INDIVIDUAL, "deed": "Hiến 200 m2 đất vườn cho khu phố mở rộng đường Suối Chồn.",
             "birth_year": 1956, "honorific": "ông", "hamlet": "Khu phố Suối Chồn"},
            unit=ward, door=Door.OFFICER, credit=Credit(unit=ward, user=people.second, name="Công chức phường"), by=people.second,
        )  # fmt: skip
        assignment = AssignmentFactory(
            duty=duty, unit=ward, period="2022-M06", period_start=JUNE.start, period_end=JUNE.end, due_on=date(2022, 7, 10)
        )  # fmt: skip
    return SimpleNamespace(city=city, ward=ward, plan=plan, assignment=assignment, **vars(people))


def test_from_a_phone_to_the_portal_and_back(page_at, live_server, sign_in, town, client):
    def workplace(person, path, width=1280):
        page = page_at(width)
        sign_in(page, person)
        page.goto(live_server.url + path)
        return page

    # A citizen tells of it on a phone: no account, no cookie.
    phone = page_at(390)
    phone.goto(f"{live_server.url}/ke-viec-tot/")
    phone.get_by_role("button", name="Bắt đầu kể").click()
    phone.get_by_label("Ai làm việc tốt?").fill("ong nguyen van bay")
    phone.get_by_role("button", name="Tiếp tục").click()
    phone.get_by_text("Phường Bảo Vinh").click()
    phone.get_by_label("Khu phố, ấp, tên đường").fill("Suối Chồn")
    phone.get_by_role("button", name="Tiếp tục").click()
    phone.get_by_label("Người ấy đã làm gì?").fill(DEED)
    phone.get_by_role("button", name="Tiếp tục").click()
    phone.get_by_role("link", name="Bỏ qua").click()
    phone.get_by_role("link", name="Bỏ qua").click()
    phone.wait_for_timeout(4500)  # a machine would be quicker; people are not
    phone.get_by_role("button", name="Gửi lời kể").click()
    phone.wait_for_url("**/xong/")
    code = re.search(r"LT-\d{4,}-[A-Z0-9]{4}", phone.inner_text("main"))[0]
    assert phone.context.cookies() == []

    # The ward sees that it has this story already, and joins the two: both tellers keep the credit.
    known, told = Nomination.objects.order_by("pk")
    office = workplace(town.officer, "/lam-viec/guong/nghi-trung/")
    office.locator("main a[href*='/nghi-trung/']").last.click()
    office.get_by_role("button", name="Gộp lại").click()
    office.wait_for_load_state()
    kept = Nomination.objects.exclude(state="merged").get()
    assert (kept.senders.count(), {known.pk, told.pk} - {kept.pk}) == (
        2,
        set(Nomination.objects.filter(state="merged").values_list("pk", flat=True)),
    )

    # It is verified by one, approved by another; the person agrees.
    page_url = reverse("exemplars:nomination", args=[kept.pk])
    Nomination.objects.filter(pk=kept.pk).update(birth_year=1956, honorific="ông")
    office.goto(live_server.url + page_url)
    office.get_by_role("button", name="Nhận xác minh").click()
    office.wait_for_load_state()
    with clock.at(DAY):
        kept.refresh_from_db()
        check_all(kept, town.officer)
        agreed(kept, Purpose.PORTAL)
    office.goto(live_server.url + page_url)
    office.get_by_role("button", name="Gửi lãnh đạo duyệt").click()
    office.wait_for_load_state()
    leader = workplace(town.leader, page_url)
    leader.get_by_role("button", name="Duyệt, xác nhận đã xác minh").click()
    leader.wait_for_load_state()
    kept.refresh_from_db()
    assert kept.state == "verified"

    # The month's round: listed, voted in secret on phones, counted, announced.
    found = Round.objects.get(unit=town.ward)
    round_url = reverse("selection:round", args=[found.pk])
    office.goto(live_server.url + round_url)
    office.get_by_role("button", name="Đưa vào danh sách").click()
    office.get_by_role("link", name="Mở bỏ phiếu").click()
    office.get_by_role("button", name="Mở bỏ phiếu").click()
    office.wait_for_url(f"**{round_url}")
    receipts = []
    for member in (town.leader, town.officer, *town.members):
        ballot = workplace(member, reverse("selection:ballot", args=[found.pk]), width=390)
        ballot.get_by_role("link", name="Xem gương đầu tiên").click()
        ballot.get_by_label("Đồng ý", exact=True).check()
        ballot.get_by_role("button", name="Lưu và xem tiếp").click()
        ballot.get_by_role("button", name="Gửi phiếu").click()
        receipts.append(ballot.locator(".receipt").inner_text())
    office.goto(live_server.url + round_url)
    office.get_by_role("link", name="Kiểm phiếu", exact=True).click()
    office.get_by_role("button", name="Kiểm phiếu").click()
    matrix = workplace(town.agency, reverse("plans:matrix", args=[town.plan.pk]))
    before = matrix.locator("main .cell-done, main .cell-doing").count()
    leader.goto(live_server.url + round_url)
    leader.get_by_role("link", name="Công bố kết quả").click()
    leader.get_by_role("button", name="Công bố kết quả").click()
    leader.get_by_role("link", name="Soạn quyết định").wait_for()
    ballot.goto(live_server.url + reverse("selection:check_ballot", args=[found.pk]))
    ballot.get_by_label("Mã phiếu của tôi").fill(receipts[-1].lower())
    ballot.get_by_role("button", name="Kiểm mã").click()
    ballot.get_by_text("Phiếu của đồng chí đã được đếm và không bị sửa").wait_for()

    # The matrix turned by itself.
    assert Assignment.objects.get(pk=town.assignment.pk).done_count == 1
    matrix.reload()
    assert matrix.locator("main .cell-done, main .cell-doing").count() == before + 1

    # Minutes and decision open and keep the decree's layout.
    client.force_login(town.leader)
    minutes = client.get(reverse("selection:minutes_file", args=[found.pk, "docx"])).content
    assert "BIÊN BẢN" in "\n".join(paragraph.text for paragraph in Document(io.BytesIO(minutes)).paragraphs)
    leader.get_by_role("link", name="Soạn quyết định").click()
    leader.get_by_role("button", name="Soạn quyết định").click()
    leader.get_by_role("link", name="Ghi đã ký").click()
    leader.get_by_label("Số, ký hiệu").fill("12/QĐ-UBND")
    leader.get_by_label("Họ và tên người ký").fill("Trần Thị Ký")
    leader.get_by_role("button", name="Ghi đã ký").click()
    leader.get_by_role("link", name="In giấy khen").wait_for()
    decision = Decision.objects.get()
    papers = {
        name: client.get(reverse("selection:decision_paper", args=[decision.pk, name])).content
        for name in ("quyet-dinh.docx", "quyet-dinh.pdf")
    }
    assert reading.read(papers["quyet-dinh.docx"], name="quyet-dinh.docx").number == "12/QĐ-UBND"
    assert reading.read(papers["quyet-dinh.pdf"], name="quyet-dinh.pdf").number == "12/QĐ-UBND"
    assert check_docx(papers["quyet-dinh.docx"], place="Bảo Vinh") == []
    assert check_docx(minutes, place="Bảo Vinh") == []

    # The story is written from the file, read back, approved by another, and out.
    body = "<p>Ông Nguyễn Văn Bảy hiến đất vườn cho khu phố mở rộng đường Suối Chồn.</p>"
    with clock.at(DAY):
        steps.publish_story(office, leader, about="Nguyễn Văn Bảy", body=body, writer=town.officer, root=live_server.url)
    reader = page_at(390)
    reader.goto(f"{live_server.url}/chuyen/")
    reader.locator(".tale a").click()
    story_url = reader.url
    assert "Nguyễn Văn Bảy" in reader.inner_text("main")
    assert_accessible(reader, story_url)

    # The citizen follows it by the code, which tells no name.
    phone.goto(f"{live_server.url}/ke-viec-tot/theo-doi/?ma={code}")
    assert "Bảy" not in phone.inner_text("main")

    # The person takes the consent back: gone at once, everywhere.
    with clock.at(DAY):
        link = consents.make_own_link(kept, Relation.SELF, by=town.officer)
    phone.goto(f"{live_server.url}/cua-toi/{link.token}/")
    phone.get_by_role("link", name="Rút điều này").click()
    phone.get_by_role("button", name="Rút những điều đã đánh dấu").click()
    phone.get_by_text("Đã rút.").wait_for()
    assert reader.goto(story_url).status == 410
    reader.goto(f"{live_server.url}/chuyen/")
    assert "Nguyễn Văn Bảy" not in reader.inner_text("main")
    assert User.objects.filter(username="nguoi-dan").exists()
