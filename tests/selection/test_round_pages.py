"""What the pages of a round must not tell, and what they let one do."""

import html
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from lantoa.audit.models import Entry
from lantoa.core import clock
from lantoa.core.periods import Period, PeriodKind
from lantoa.exemplars.enums import NominationState
from lantoa.exemplars.services.progress import move_along
from lantoa.organisations.enums import Role
from lantoa.selection.enums import Attendance, Level, Mode, RoundState, Tie, TieRule
from lantoa.selection.models import Candidate, Round
from lantoa.selection.queries.seen import seat_of
from lantoa.selection.services import councils, counting, opening, voting
from tests.factories import UserFactory, person_with
from tests.selection.conftest import MAY, council_of, opened
from tests.selection.test_guards import NO, YES, all_vote, started
from tests.selection.test_pages import BASE, said, vote_by_pages

pytestmark = pytest.mark.django_db


def order_on(page, names):
    return sorted(names, key=page.index)


def test_the_order_of_an_open_vote_tells_nothing_before_one_has_voted(client, town):
    found, _ = started(town, mode=Mode.SCORE, is_secret=False)
    names = [candidate.nomination.name for candidate in found.candidates.order_by("number")]
    keys = list(found.criteria.values_list("key", flat=True))
    marks = dict(zip(found.candidates.order_by("number").values_list("pk", flat=True), (1, 5, 9), strict=True))
    voting.cast_ballot(found, {pk: dict.fromkeys(keys, mark) for pk, mark in marks.items()}, by=town.members[0])
    client.force_login(town.members[1])
    page = said(client.get(f"{BASE}/{found.pk}/"))
    assert order_on(page, names) == names
    assert 'data-label="Điểm"' not in page
    client.force_login(town.members[0])
    page = said(client.get(f"{BASE}/{found.pk}/"))
    assert order_on(page, names) == names[::-1]
    assert page.count('data-label="Điểm"') == 3


def test_who_is_recused_reads_neither_order_nor_minutes_nor_log(client, town):
    found, ids = started(town, mode=Mode.SCORE, is_secret=False)
    town.members[1].full_name = "Thư ký"
    voting.declare_recusal(found, Candidate.objects.get(pk=ids[2]), tie=Tie.KIN, by=town.officer)
    keys = list(found.criteria.values_list("key", flat=True))
    for member in town.members:
        mine = [pk for pk in ids if member != town.officer or pk != ids[2]]
        voting.cast_ballot(found, {pk: dict.fromkeys(keys, 1 + ids.index(pk)) for pk in mine}, by=member)
    found.refresh_from_db()
    counting.announce_round(counting.close_and_count(found, by=town.agency), by=town.leader)
    client.force_login(town.officer)
    page = said(client.get(f"{BASE}/{found.pk}/"))
    names = [nomination.name for nomination in town.nominations]
    assert names[2] not in page
    assert order_on(page, names[:2]) == names[:2]
    assert page.count('data-label="Điểm"></td>') == 1
    assert ('id="nhat-ky"' in page, 'id="nhat-ky"' in said(client.get(f"{BASE}/{found.pk}/bien-ban/"))) == (False, False)
    assert "nên không xem biên bản" in said(client.get(f"{BASE}/{found.pk}/bien-ban/"))
    for form in ("docx", "pdf"):
        assert client.get(f"{BASE}/{found.pk}/bien-ban.{form}").status_code == 404
    client.force_login(town.leader)
    assert client.get(f"{BASE}/{found.pk}/bien-ban.docx").status_code == 200


def test_a_result_not_announced_is_no_news_for_the_rest_of_the_unit(client, town):
    found, _ = started(town)
    found = counting.close_and_count(all_vote(town, found), by=town.officer)
    onlooker = person_with(Role.GRASSROOTS, town.ward)
    client.force_login(onlooker)
    page, rows = said(client.get(f"{BASE}/{found.pk}/")), said(client.get(f"{BASE}/"))
    assert ("chọn 3" in page, ">Đạt<" in page, 'data-label="Đồng ý"' in page) == (False, False, False)
    assert '<td class="num" data-label="Chọn"><span class="quiet">chưa có</span></td>' in rows
    assert client.get(f"{BASE}/{found.pk}/bien-ban.docx").status_code == 404
    counting.announce_round(found, by=town.leader)
    assert "chọn 3" in said(client.get(f"{BASE}/{found.pk}/"))


def test_a_council_founded_after_the_round_opened_is_chosen_when_voting_opens(client, town):
    town.council.closed_on = MAY.start
    town.council.save()
    found = opening.open_round(town.ward, MAY, scheme=town.schemes["unit", "M"], by=town.officer)
    for nomination in town.nominations:
        opening.add_candidate(found, nomination, by=town.officer)
    client.force_login(town.officer)
    assert (found.council, "Lập hội đồng" in said(client.get(f"{BASE}/{found.pk}/mo-bo-phieu/"))) == (None, True)
    council = council_of(town.ward, Level.UNIT, town.members)
    form = {"council": council.pk, "day": "05/06/2022", "hour": "17:00"}
    assert "chọn một lựa chọn hợp lệ" in said(client.post(f"{BASE}/{found.pk}/mo-bo-phieu/", {**form, "council": town.city_council.pk}))
    client.post(f"{BASE}/{found.pk}/mo-bo-phieu/", form)
    found.refresh_from_db()
    assert (found.state, found.council, found.seat_count) == (RoundState.VOTING, council, 5)


@pytest.mark.parametrize(
    "form",
    [
        {"day": "31/02/2022", "hour": "17:00"}, {"day": "05/06/2022", "hour": "25:61"}, {"day": "05/06/2021", "hour": "17:00"},
        {"day": "05/06/2022", "hour": "17:00", "council": "x" * 500}, {"day": "", "hour": ""}, {"day": "99999/1/1", "hour": "17:00"},
    ],
)  # fmt: skip
def test_nonsense_opens_no_vote(client, town, form):
    found = opened(town)
    client.force_login(town.officer)
    response = client.post(f"{BASE}/{found.pk}/mo-bo-phieu/", {"council": town.council.pk, **form})
    assert (response.status_code, Round.objects.get(pk=found.pk).state) == (200, RoundState.OPEN)


def test_after_a_second_ballot_that_is_level_again_the_chair_decides(client, town):
    found, ids = started(town, seats=1, tie_rule=TieRule.SECOND_BALLOT)
    found = counting.close_and_count(all_vote(town, found), by=town.officer)
    client.force_login(town.officer)
    assert "Phân định bằng phiếu" not in said(client.get(f"{BASE}/{found.pk}/"))
    client.post(f"{BASE}/{found.pk}/lan-hai/", {"day": "05/06/2022", "hour": "17:00"})
    found.refresh_from_db()
    found = counting.close_and_count(all_vote(town, found), by=town.officer)
    assert "Phân định bằng phiếu" in said(client.get(f"{BASE}/{found.pk}/"))
    client.post(f"{BASE}/{found.pk}/phan-dinh/", {"chosen": [ids[1]], "reason": "Chủ tịch Hội đồng quyết định sau hai lần bỏ phiếu."})
    assert list(found.candidates.filter(state="chosen").values_list("pk", flat=True)) == [ids[1]]


def test_a_voter_from_elsewhere_reads_the_file_masked(client, town):
    deed = "Gọi số 0912 345 678 để được giúp; ông Bảy nhận nuôi ba cháu nhỏ."
    town.nominations[0].deed = deed
    town.nominations[0].save()
    found, _ = started(town)
    counting.announce_round(counting.close_and_count(all_vote(town, found), by=town.officer), by=town.leader)
    city = opening.open_round(town.city, MAY, scheme=town.schemes["city", "M"], by=town.agency)
    for nomination in town.nominations:
        opening.add_candidate(city, nomination, by=town.agency)
    voting.start_voting(city, by=town.agency)
    client.force_login(town.city_members[2])
    page = said(client.get(f"{BASE}/{city.pk}/phieu/1/"))
    assert ("0912 345 678" in page, "nhận nuôi ba cháu nhỏ" in page) == (False, True)
    client.force_login(town.officer)
    found.refresh_from_db()
    assert client.get(f"{BASE}/{city.pk}/phieu/1/").status_code == 404


def test_what_is_keyed_in_for_an_absent_member_gives_the_member_a_receipt(client, town):
    found, ids = started(town)
    seat = seat_of(town.members[4], found)
    sheet = SimpleUploadedFile("y-kien.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", "application/pdf")
    client.force_login(town.officer)
    page = said(client.post(f"{BASE}/{found.pk}/y-kien-van-ban/{seat.pk}/", {"proof": sheet, **{f"{pk}-choice": NO for pk in ids}}))
    assert f"Gửi mã cho {town.members[4]}" in page
    receipt = page.split('<p class="receipt">')[1].split("<")[0]
    seat.refresh_from_db()
    assert (seat.attendance, seat.voted_on) == (Attendance.WRITTEN, 1)
    all_vote(town, found, members=town.members[:4])
    counting.close_and_count(Round.objects.get(pk=found.pk), by=town.officer)
    client.force_login(town.members[4])
    assert "đã được đếm và không bị sửa" in said(client.post(f"{BASE}/{found.pk}/kiem-phieu-cua-toi/", {"receipt": receipt}))


def test_a_draft_that_holds_somebody_who_dropped_out_can_be_sent(client, town, django_capture_on_commit_callbacks):
    found, _ = started(town)
    client.force_login(town.members[0])
    for number in (1, 2, 3):
        client.post(f"{BASE}/{found.pk}/phieu/{number}/", {"choice": YES})
    with django_capture_on_commit_callbacks(execute=True):
        move_along(town.nominations[1], NominationState.WITHDRAWN, reason="Rút đồng ý", by=UserFactory._meta.model.objects.system())
    assert "Đã nhận phiếu của đồng chí" in said(client.post(f"{BASE}/{found.pk}/phieu/gui/"))
    found.refresh_from_db()
    assert (found.voted_count, found.slips.count()) == (1, 2)


def test_an_empty_ballot_is_offered_to_who_is_recused_from_all(client, town):
    found, ids = started(town)
    for pk in ids:
        voting.declare_recusal(found, Candidate.objects.get(pk=pk), tie=Tie.KIN, by=town.members[2])
    client.force_login(town.members[2])
    assert "Gửi phiếu trống" in said(client.get(f"{BASE}/{found.pk}/phieu/"))
    client.post(f"{BASE}/{found.pk}/phieu/gui/")
    assert seat_of(town.members[2], found).voted_on == 1


def test_criteria_are_set_on_their_page(client, town):
    found = opened(town, mode=Mode.SCORE)
    client.force_login(town.officer)
    page = said(client.get(f"{BASE}/{found.pk}/tieu-chi/"))
    assert page.count("<fieldset") == 7  # five of the plan, two empty lines
    rows = {"tieu-chi-TOTAL_FORMS": "3", "tieu-chi-INITIAL_FORMS": "2", "tieu-chi-0-name": "Lan tỏa", "tieu-chi-0-weight": "2",
            "tieu-chi-0-source": "", "tieu-chi-1-name": "", "tieu-chi-1-weight": "1", "tieu-chi-1-source": "", "tieu-chi-2-name": "Tương trợ",
            "tieu-chi-2-weight": "1", "tieu-chi-2-source": "II.1 ý 5"}  # fmt: skip
    assert "Hệ số" in said(client.post(f"{BASE}/{found.pk}/tieu-chi/", {**rows, "tieu-chi-0-weight": "99"}))
    assert found.criteria.count() == 5
    client.post(f"{BASE}/{found.pk}/tieu-chi/", rows)
    assert list(found.criteria.values_list("name", "weight")) == [("Lan tỏa", 2), ("Tương trợ", 1)]
    for bad in ({}, {"tieu-chi-TOTAL_FORMS": "9" * 40, "tieu-chi-INITIAL_FORMS": "x"}):
        assert client.post(f"{BASE}/{found.pk}/tieu-chi/", bad).status_code == 200
    client.force_login(town.stranger)
    assert client.get(f"{BASE}/{found.pk}/tieu-chi/").status_code == 404


def test_a_panel_is_founded_on_the_page(client, town):
    client.force_login(town.leader)
    form = {"unit": town.ward.pk, "name": "Tiểu ban kinh tế", "level": "unit", "founded_by": "", "parent": town.council.pk}
    client.post(f"{BASE}/hoi-dong/moi/", form)
    assert town.council.panels.get().name == "Tiểu ban kinh tế"
    assert "chọn một lựa chọn hợp lệ" in said(client.post(f"{BASE}/hoi-dong/moi/", {**form, "parent": town.city_council.pk}))


def test_more_time_is_told_to_who_has_not_voted(client, town):
    found, _ = started(town)
    vote_by_pages(client, found, town.members[0])
    client.force_login(town.officer)
    for form in ({"day": "05/06/2022", "hour": "17:00", "reason": ""}, {"day": "02/05/2022", "hour": "17:00", "reason": "Chờ đủ người"}):
        assert client.post(f"{BASE}/{found.pk}/gia-han/", form).status_code == 200
    client.post(f"{BASE}/{found.pk}/gia-han/", {"day": "09/06/2022", "hour": "17:00", "reason": "Chờ đủ người"})
    found.refresh_from_db()
    told = [member.notices.filter(kind="selection.extended").count() for member in town.members]
    assert (found.extended_because, told) == ("Chờ đủ người", [0, 1, 1, 1, 1])


@pytest.mark.parametrize("path", ["phan-dinh/", "kiem-phieu/", "cong-bo/", "huy/", "khong-phat-sinh/", "lan-hai/"])
def test_a_step_out_of_turn_is_refused_in_words(client, town, path):
    found = opened(town)
    client.force_login(town.leader)
    response = client.post(f"{BASE}/{found.pk}/{path}", {"reason": "x" * 500, "day": "05/06/2022", "hour": "17:00"})
    state = RoundState.VOID if path == "huy/" else RoundState.OPEN
    assert (response.status_code in (200, 302), Round.objects.get(pk=found.pk).state) == (True, state)


def test_a_quarter_of_the_unit_lists_those_its_months_chose(client, town):
    found, _ = started(town)
    counting.announce_round(counting.close_and_count(all_vote(town, found), by=town.officer), by=town.leader)
    quarter = opening.open_round(
        town.ward, Period.containing(MAY.end, PeriodKind.QUARTER), scheme=town.schemes["unit", "Q"], by=town.officer
    )
    client.force_login(town.officer)
    page = html.unescape(said(client.get(f"{BASE}/{quarter.pk}/")))
    assert [nomination.name in page for nomination in town.nominations] == [True, True, True]
    client.post(f"{BASE}/{quarter.pk}/danh-sach/them/", {"guong": [nomination.pk for nomination in town.nominations]})
    quarter.refresh_from_db()
    assert quarter.candidate_count == 3


def test_the_minutes_of_a_ranked_vote_can_be_counted_again_by_hand(client, town):
    found, (a, b, c) = started(town, mode=Mode.RANK, seats=2)
    for member, order in zip(town.members, [(a, b), (a, b), (a, b), (c,), (b, c)], strict=True):
        voting.cast_ballot(found, {pk: place for place, pk in enumerate(order, 1)}, by=member)
    found.refresh_from_db()
    counting.close_and_count(found, by=town.officer)
    client.force_login(town.officer)
    document = Document(io.BytesIO(client.get(f"{BASE}/{found.pk}/bien-ban.docx").content))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "chỉ tiêu 2 phiếu" in words
    assert "Thứ tự bốc thăm trước khi đếm" in words
    assert "Vòng 1: gương số 1: 3; gương số 2: 1; gương số 3: 1. Gương số 1 đạt." in words
    assert "Vòng 2: gương số 2: 2; gương số 3: 1. Gương số 2 đạt." in words
    assert "tối thiểu 2/3 thành viên, tức 4 người" in words


def test_the_log_of_rules_says_what_changed(town):
    councils.set_scheme(town.city, level="unit", period_kind="M", valid_from=date(2022, 7, 1), mode="score", least_candidates=1, tie_rule="both",
                        by=town.agency)  # fmt: skip
    entry = Entry.objects.filter(action="set_scheme").latest("pk")
    assert (entry.before_values, entry.after_values) == ({"mode": "approve"}, {"mode": "score"})


def test_each_vote_refused_is_in_the_log_without_what_it_said(client, town):
    found, _ = started(town)
    vote_by_pages(client, found, town.members[0])
    client.post(f"{BASE}/{found.pk}/phieu/gui/")
    for person, status in ((town.stranger, 404), (town.agency, 404), (town.keeper, 404)):
        client.force_login(person)
        assert client.post(f"{BASE}/{found.pk}/phieu/gui/").status_code == status
    with clock.at(found.voting_closes_at):
        vote_by_pages(client, found, town.members[1], choice="against")
    kept = Entry.objects.filter(action="vote_refused").order_by("pk")
    assert [(entry.actor_name, entry.reason.split(";")[0][:40]) for entry in kept] == [
        (town.members[0].full_name, "Phiếu của thành viên này đã được bỏ trướ"),
        *((person.full_name, "không có tên trong danh sách bỏ phiếu củ") for person in (town.stranger, town.agency, town.keeper)),
        (town.members[1].full_name, "Đợt này không còn nhận phiếu."),
    ]
    assert not any("against" in entry.reason + entry.after + entry.before for entry in kept)
    found.refresh_from_db()
    assert (found.voted_count, found.slips.count()) == (1, 3)
