"""The list of duties, one duty's page with every form, and what waits for each role."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.core import clock
from lantoa.organisations.enums import Role
from lantoa.plans import tasks
from lantoa.plans.enums import AssignmentState
from lantoa.plans.models import Assignment
from lantoa.plans.queries.assigned import version_of
from lantoa.plans.queries.assignments import badge_count, my_tasks, ruler
from tests.factories import AssignmentFactory, DeliveryFactory, DutyFactory, EvidenceFactory, PlanFactory, UnitFactory, person_with
from tests.plans.doing import make_ground

DAY = date(2022, 6, 10)


@pytest.fixture
def ground(db):
    with clock.at(DAY):
        yield make_ground()


@pytest.fixture
def sign_in(client):
    def signed_in(person):
        client.force_login(person)
        return client

    return signed_in


def page_of(assignment: Assignment) -> str:
    return reverse("plans:assignment", args=[assignment.pk])


def act(assignment: Assignment, key: str) -> str:
    return reverse("plans:assignment_act", args=[assignment.pk, key])


def give(assignment: Assignment) -> str:
    return reverse("plans:give_proof", args=[assignment.pk])


def again(assignment: Assignment) -> Assignment:
    return Assignment.objects.get(pk=assignment.pk)


class TestPage:
    def test_says_why_in_the_plans_own_words(self, ground, sign_in):
        page = sign_in(ground.officer).get(page_of(ground.may)).content.decode()
        assert [words in page for words in ("“Thường xuyên tuyên truyền bằng nhiều hình thức.”", "II.1 ý 4", "có ít nhất 1 minh chứng")] == [
            True, True, True,
        ]  # fmt: skip

    def test_is_not_there_for_the_sibling(self, ground, sign_in):
        assert sign_in(person_with(Role.UNIT_OFFICER, ground.an)).get(page_of(ground.may)).status_code == 404

    @pytest.mark.parametrize(
        ("who", "trait", "buttons"),
        [
            ("officer", "started", {"nop"}), ("officer", "submitted", {"lay-lai"}), ("officer", "accepted", set()),
            ("leader", "started", set()), ("leader", "submitted", {"duyet", "tra-lai"}), ("leader", "approved", {"tra-lai"}),
            ("leader", "accepted", set()), ("agency", "started", {"mien"}), ("agency", "submitted", {"mien"}),
            ("agency", "approved", {"cong-nhan", "tra-lai"}), ("agency", "accepted", {"tra-lai"}), ("agency", "waived", {"giao-lai"}),
        ],
    )  # fmt: skip
    def test_offers_each_what_is_theirs_to_do(self, ground, sign_in, who, trait, buttons):
        assignment = AssignmentFactory(duty=ground.duty, unit=ground.vinh, period="2022-M04", **{trait: True})
        response = sign_in(getattr(ground, who)).get(page_of(assignment))
        assert {offered.act.key for offered in response.context["acts"]} == buttons

    def test_explains_why_one_may_not_approve_the_own_work(self, ground, sign_in):
        assignment = AssignmentFactory(duty=ground.duty, unit=ground.vinh, period="2022-M04", submitted=True, submitted_by=ground.leader)
        page = sign_in(ground.leader).get(page_of(assignment)).content.decode()
        assert "không tự duyệt việc của mình" in page

    def test_same_number_of_queries_for_more_proof(self, ground, sign_in):
        client, counts = sign_in(ground.officer), []
        client.get(page_of(ground.may))  # the first page of a session asks a little more
        for more in (1, 3):
            EvidenceFactory.create_batch(more, assignment=ground.may)
            with CaptureQueriesContext(connection) as queries:
                client.get(page_of(ground.may))
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 20


class TestGiving:
    def test_a_link(self, ground, sign_in):
        response = sign_in(ground.officer).post(give(ground.may), {"kind": "link", "url": "https://long-khanh.example.vn/1"})
        assert (response.status_code, response["Location"], again(ground.may).done_count) == (302, page_of(ground.may), 1)

    def test_files_from_the_camera_and_the_shelf(self, ground, sign_in):
        files = [SimpleUploadedFile(name, "Danh sách".encode(), "text/plain") for name in ("a.txt", "b.txt")]
        sign_in(ground.officer).post(give(ground.may), {"kind": "file", "files": files, "happened_on": "20/5/2022"})
        assert list(ground.may.evidence.order_by("pk").values_list("title", "happened_on")) == [
            ("a.txt", date(2022, 5, 20)), ("b.txt", date(2022, 5, 20)),
        ]  # fmt: skip

    def test_what_was_typed_comes_back_with_what_to_do(self, ground, sign_in):
        response = sign_in(ground.officer).post(give(ground.may), {"kind": "link", "url": "trang phường", "title": "Bài ngày hội"})
        page = response.content.decode()
        assert (response.status_code, 'value="Bài ngày hội"' in page, "Đường dẫn chưa đúng" in page) == (422, True, True)

    def test_the_second_officer_is_told_and_both_are_kept(self, ground, sign_in):
        seen = version_of(ground.may)
        EvidenceFactory(assignment=ground.may, title="Bài của chị Hạnh", added_by=ground.second_officer)
        response = sign_in(ground.officer).post(give(ground.may), {"kind": "note", "note": "Đã họp.", "seen": seen}, follow=True)
        assert ("Bài của chị Hạnh”. Cả hai đều được giữ" in response.content.decode(), ground.may.evidence.count()) == (True, 2)

    def test_given_and_handed_in_with_one_press(self, ground, sign_in):
        client, url = sign_in(ground.officer), reverse("plans:give_proof", args=[ground.may.pk])
        page = client.post(url, {"kind": "link", "url": "https://baovinh.example/tin-1", "nop": "1"}, follow=True).content.decode()
        ground.may.refresh_from_db()
        assert (ground.may.state, ground.may.evidence.count()) == (AssignmentState.SUBMITTED, 1)
        assert "Đã nộp. Lãnh đạo đơn vị được báo để duyệt." in page

    def test_given_but_too_little_to_hand_in(self, ground, sign_in):
        ground.duty.done_params = {**ground.duty.done_params, "min": 2}
        ground.duty.save()
        client, url = sign_in(ground.officer), reverse("plans:give_proof", args=[ground.may.pk])
        page = client.post(url, {"kind": "link", "url": "https://baovinh.example/tin-1", "nop": "1"}, follow=True).content.decode()
        ground.may.refresh_from_db()
        assert (ground.may.state, ground.may.evidence.count()) == (AssignmentState.IN_PROGRESS, 1)
        assert "Chưa nộp được. Mới có 1/2" in page

    def test_nothing_to_hand_in_offers_no_button_that_must_fail(self, ground, sign_in):
        page = sign_in(ground.officer).get(reverse("plans:assignment", args=[ground.may.pk])).content.decode()
        assert "Gửi ít nhất một minh chứng trước" in page
        assert reverse("plans:assignment_act", args=[ground.may.pk, "nop"]) not in page

    def test_withdrawn_with_a_reason(self, ground, sign_in):
        proof = EvidenceFactory(assignment=ground.may)
        address = reverse("plans:withdraw_proof", args=[ground.may.pk, proof.pk])
        assert sign_in(ground.officer).post(address, {"reason": ""}).status_code == 422
        page = sign_in(ground.officer).post(address, {"reason": "Nhầm bài."}, follow=True).content.decode()
        assert "<del>Bài trên trang thông tin điện tử</del>" in page

    def test_a_leader_finds_no_way_to_give(self, ground, sign_in):
        assert sign_in(ground.leader).post(give(ground.may), {"kind": "note", "note": "x"}).status_code == 404


class TestActs:
    def test_from_proof_to_acceptance(self, ground, sign_in):
        sign_in(ground.officer).post(give(ground.may), {"kind": "note", "note": "Đã họp khu phố."})
        response = sign_in(ground.officer).post(act(ground.may, "nop"), follow=True)
        assert f'action="{act(ground.may, "lay-lai")}"' in response.content.decode()  # the way back
        sign_in(ground.leader).post(act(ground.may, "duyet"), {"seen": version_of(again(ground.may))})
        sign_in(ground.agency).post(act(ground.may, "cong-nhan"), {"seen": version_of(again(ground.may))})
        assert again(ground.may).state == AssignmentState.ACCEPTED

    def test_the_same_key_twice_has_one_effect(self, ground, sign_in):
        EvidenceFactory(assignment=ground.may)
        form = {"submit_key": "6f2c3f0a-9d7e-4d8e-9a59-0d2a5f3b8c11", "shortfall_reason": "Đủ rồi."}
        first = sign_in(ground.officer).post(act(ground.may, "nop"), form)
        second = sign_in(ground.officer).post(act(ground.may, "nop"), form)
        assert (first.status_code, second.status_code, second["Location"]) == (302, 302, page_of(ground.may))

    def test_too_little_asks_why(self, ground, sign_in):
        assignment = AssignmentFactory(duty=ground.duty, unit=ground.vinh, period="2022-M04", started=True, done_count=1, needed_count=2)
        EvidenceFactory(assignment=assignment)
        response = sign_in(ground.officer).post(act(assignment, "nop"))
        assert (response.status_code, "ghi lý do nộp thiếu" in response.content.decode()) == (422, True)

    def test_what_changed_meanwhile_is_looked_at_again(self, ground, sign_in):
        assignment = AssignmentFactory(duty=ground.duty, unit=ground.vinh, period="2022-M04", submitted=True)
        seen = version_of(assignment)
        EvidenceFactory(assignment=assignment)
        response = sign_in(ground.leader).post(act(assignment, "duyet"), {"seen": seen})
        assert (response.status_code, again(assignment).state) == (422, AssignmentState.SUBMITTED)

    def test_a_return_without_a_reason_comes_back(self, ground, sign_in):
        assignment = AssignmentFactory(duty=ground.duty, unit=ground.vinh, period="2022-M04", submitted=True)
        assert sign_in(ground.leader).post(act(assignment, "tra-lai"), {"reason": ""}).status_code == 422

    @pytest.mark.parametrize("key", ["nop", "duyet", "cong-nhan", "tra-lai", "mien", "giao-lai", "xoa"])
    def test_a_stranger_finds_nothing(self, ground, sign_in, key):
        assert sign_in(person_with(Role.UNIT_LEADER, ground.an)).post(act(ground.may, key), {"reason": "x"}).status_code == 404


class TestList:
    def titles(self, response) -> list[tuple[str, str]]:
        return [(row.assignment.duty.code, row.unit) for row in response.context["rows"]]

    def test_filters(self, ground, sign_in):
        other = DutyFactory(plan=ground.plan, code="U10", title="Văn nghệ")
        AssignmentFactory(duty=other, unit=ground.an, accepted=True)
        client, address = sign_in(ground.agency), reverse("plans:assignments")
        vinh, an = ("U05", "Phường Bảo Vinh"), ("U10", "Phường Xuân An")
        asked = {
            "": [vinh, an], f"don-vi={ground.an.pk}": [an], f"nhiem-vu={ground.duty.pk}": [vinh],
            f"nhiem-vu={ground.duty.pk}&nhiem-vu={other.pk}": [vinh, an], f"diem={ground.clause.pk}": [vinh], "tinh-trang=tre": [vinh],
            "tinh-trang=xong": [an], "ky=2022-M05": [vinh, an], "ky=2022-M06": [], "q=bao vinh": [vinh], "q=van nghe": [an],
            f"ke-hoach={ground.plan.pk}": [vinh, an], "don-vi=abc&nhiem-vu=x&ky=nonsense": [vinh, an],
        }  # fmt: skip
        assert {query: sorted(self.titles(client.get(f"{address}?{query}"))) for query in asked} == asked

    def test_a_cell_holds_only_what_one_may_see(self, ground, sign_in):
        AssignmentFactory(duty=ground.duty, unit=ground.an)
        response = sign_in(ground.officer).get(reverse("plans:assignments"), {"don-vi": ground.an.pk})
        assert self.titles(response) == []

    def test_not_for_who_has_nothing_to_do_with_proof(self, ground, sign_in):
        assert sign_in(person_with(Role.COUNCIL_MEMBER, ground.city)).get(reverse("plans:assignments")).status_code == 404

    def test_accepting_the_ticked_ones(self, ground, sign_in):
        ready = [AssignmentFactory(duty=ground.duty, unit=ground.an, period=f"2022-M0{n}", approved=True) for n in (3, 4, 5)]
        client, address = sign_in(ground.agency), reverse("plans:assignments")
        assert client.get(f"{address}?tinh-trang=cho-cong-nhan").context["can_accept"]
        response = client.post(
            reverse("plans:accept_many"), {"viec": [ready[0].pk, ready[2].pk], "next": f"{address}?tinh-trang=cho-cong-nhan"}
        )
        assert response["Location"] == f"{address}?tinh-trang=cho-cong-nhan"
        assert [again(a).state for a in ready] == [AssignmentState.ACCEPTED, AssignmentState.APPROVED, AssignmentState.ACCEPTED]

    def test_is_not_led_elsewhere(self, ground, sign_in):
        response = sign_in(ground.agency).post(reverse("plans:accept_many"), {"next": "https://evil.example/"})
        assert response["Location"] == reverse("plans:assignments")

    def test_same_number_of_queries_for_more_rows(self, ground, sign_in):
        client, counts = sign_in(ground.agency), []
        client.get(reverse("plans:assignments"))  # the first page of a session asks a little more
        for months in (("2022-M06",), ("2022-M07", "2022-M08")):
            for month in months:
                AssignmentFactory(duty=ground.duty, unit=UnitFactory(parent=ground.city), period=month)
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("plans:assignments"))
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 15


class TestMyTasks:
    def rows(self, person) -> list[tuple[str, str, str]]:
        return [(group.when.name, row.title, row.verb) for group in my_tasks(person, DAY) for row in group.rows]

    def test_an_officers_day(self, ground):
        duty = {"duty": ground.duty, "unit": ground.vinh}
        AssignmentFactory(**duty, period="2022-M06", due_on=DAY)
        AssignmentFactory(**duty, period="2022-M07", due_on=date(2022, 6, 12), returned=True)
        AssignmentFactory(**duty, period="2022-M08", due_on=date(2022, 8, 31))
        AssignmentFactory(**duty, period="2022-M04", submitted=True)
        AssignmentFactory(duty=ground.duty, unit=ground.an)
        assert self.rows(ground.officer) == [
            ("LATE", "Nhiều hình thức, tháng 5/2022", "Gửi minh chứng"),
            ("TODAY", "Nhiều hình thức, tháng 6/2022", "Nộp minh chứng"),
            ("WEEK", "Nhiều hình thức, tháng 7/2022", "Nộp minh chứng"),
            ("LATER", "Nhiều hình thức, tháng 8/2022", "Nộp minh chứng"),
        ]
        assert badge_count(ground.officer, DAY) == 4

    def test_a_row_says_why_and_how_long(self, ground):
        [group] = my_tasks(ground.officer, DAY)
        [row] = group.rows
        assert (row.clauses, row.minutes, row.tag, row.sentence) == (
            ("II.1 ý 4",), 5, ("late", "Quá hạn 10 ngày"), "Mỗi tháng có ít nhất một tin, bài.",
        )  # fmt: skip

    def test_a_leaders_day(self, ground):
        AssignmentFactory(duty=ground.duty, unit=ground.vinh, period="2022-M04", submitted=True, submitted_by=ground.officer)
        AssignmentFactory(duty=ground.duty, unit=ground.vinh, period="2022-M03", submitted=True, submitted_by=ground.leader)
        DeliveryFactory(plan=ground.plan, unit=ground.vinh)
        assert self.rows(ground.leader) == [
            ("TODAY", "Nhiều hình thức, tháng 4/2022", "Xem, duyệt"),
            ("TODAY", f"Xác nhận đã nhận {ground.plan.citation}", "Đọc, xác nhận"),
        ]

    def test_a_cluster_heads_day(self, ground):
        assert self.rows(person_with(Role.CLUSTER_HEAD, ground.cluster)) == [("TODAY", "1 đơn vị trong cụm, khối đang trễ", "Xem, đôn đốc")]

    def test_the_agencys_day(self, ground):
        AssignmentFactory(duty=ground.duty, unit=ground.an, approved=True)
        signed = PlanFactory(issuer=ground.city, standing_agency=ground.office, signed=True)
        assert self.rows(ground.agency) == [
            ("TODAY", "1 việc chờ công nhận", "Xem, công nhận"), ("TODAY", signed.citation, "Triển khai"),
        ]  # fmt: skip

    def test_a_city_leaders_day(self, ground):
        review = PlanFactory(issuer=ground.city, standing_agency=ground.office, state="in_review")
        assert self.rows(person_with(Role.CITY_LEADER, ground.city)) == [("TODAY", review.citation, "Xem, ký")]

    def test_eight_queries_at_most_whatever_one_holds(self, ground):
        person = person_with(Role.STANDING_AGENCY, ground.office)
        for role, place in (
            (Role.UNIT_OFFICER, ground.vinh), (Role.UNIT_LEADER, ground.an), (Role.CLUSTER_HEAD, ground.cluster),
            (Role.CITY_LEADER, ground.city),
        ):  # fmt: skip
            where = {"cluster": place} if role == Role.CLUSTER_HEAD else {"unit": place}
            person.appointments.create(role=role, valid_from=date(2022, 1, 1), **where)
        with CaptureQueriesContext(connection) as queries:
            my_tasks(person, DAY)
        assert len(queries) <= 9

    def test_a_higher_room_adds_rows(self, ground):
        def ballots(user, day, limit):
            yield tasks.TaskRow(title="Bỏ phiếu tháng 5", sentence="5 đề cử.", verb="Bỏ phiếu", url="/x/")

        tasks.register(ballots)
        try:
            assert ("TODAY", "Bỏ phiếu tháng 5", "Bỏ phiếu") in self.rows(ground.officer)
        finally:
            tasks.unregister(ballots)


def test_ruler(ground):
    for number, (code, title) in enumerate([("U01", "Kế hoạch"), ("U03", "74 năm"), ("U04", "5 phong trào")], start=1):
        duty = DutyFactory(plan=ground.plan, code=code, title=title, order=number)
        traits = [{"accepted": True}, {"due_on": date(2022, 6, 12)}, {"waived": True}][number - 1]
        AssignmentFactory(duty=duty, unit=ground.vinh, **traits)
    ground.duty.order = 9
    ground.duty.save()
    AssignmentFactory(duty=ground.duty, unit=ground.vinh, period="2022-M04", approved=True)
    assert [(cell.label, cell.kind, cell.text) for cell in ruler(ground.vinh, ground.plan, DAY)] == [
        ("Kế hoạch", "done", ""), ("74 năm", "soon", ""), ("5 phong trào", "exempt", ""), ("Nhiều hình thức", "late", "1/2"),
    ]  # fmt: skip
