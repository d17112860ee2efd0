"""The pages of a round: voting on a phone to the end, what each may see, files, and a constant number of queries."""

import html
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from lantoa.core import clock
from lantoa.selection.enums import RoundState
from lantoa.selection.models import Round
from lantoa.selection.queries.seen import seat_of
from lantoa.selection.services import counting, opening, voting
from tests.selection.conftest import MAY, opened

pytestmark = pytest.mark.django_db
BASE = "/lam-viec/binh-chon"


def said(response):
    return html.unescape(response.content.decode())


def start(town, **rules):
    return voting.start_voting(opened(town, **rules), by=town.officer)


def vote_by_pages(client, found, member, choice="for"):
    client.force_login(member)
    for candidate in found.candidates.order_by("number"):
        client.post(f"{BASE}/{found.pk}/phieu/{candidate.number}/", {"choice": choice})
    return client.post(f"{BASE}/{found.pk}/phieu/gui/")


def test_a_council_votes_counts_and_announces_by_its_pages(client, town):
    found = start(town)
    receipts = []
    for member in town.members:
        page = said(vote_by_pages(client, found, member))
        receipts.append(re.search(r"([A-Z2-7]{4}-){3}[A-Z2-7]{4}", page)[0])
    client.force_login(town.leader)
    client.post(f"{BASE}/{found.pk}/kiem-phieu/")
    client.post(f"{BASE}/{found.pk}/cong-bo/")
    found.refresh_from_db()
    assert (found.state, found.chosen_count, len(set(receipts))) == (RoundState.ANNOUNCED, 3, 5)
    assert "đã được đếm và không bị sửa" in said(client.post(f"{BASE}/{found.pk}/kiem-phieu-cua-toi/", {"receipt": receipts[0]}))
    assert "Không thấy phiếu nào" in said(client.post(f"{BASE}/{found.pk}/kiem-phieu-cua-toi/", {"receipt": "AAAA-BBBB"}))


def test_a_ballot_half_done_waits_in_the_own_session_unreadable(client, town):
    found = start(town)
    client.force_login(town.members[0])
    client.post(f"{BASE}/{found.pk}/phieu/1/", {"choice": "against"})
    kept = dict(client.session.items())
    assert "against" not in str(kept)
    page = said(client.get(f"{BASE}/{found.pk}/phieu/"))
    assert "Không đồng ý" in page
    assert "còn 2 gương" in page
    client.force_login(town.members[1])
    assert "Không đồng ý" not in said(client.get(f"{BASE}/{found.pk}/phieu/"))


def test_a_form_sent_again_votes_once(client, town):
    found = start(town)
    vote_by_pages(client, found, town.members[0])
    response = client.post(f"{BASE}/{found.pk}/phieu/gui/", follow=True)
    assert "Đồng chí đã bỏ phiếu" in said(response)
    assert Round.objects.get(pk=found.pk).voted_count == 1


def test_declaring_a_tie_takes_the_candidate_off_the_ballot(client, town):
    found = start(town)
    client.force_login(town.members[0])
    client.post(f"{BASE}/{found.pk}/phieu/2/khong-bo/", {"tie": "kin", "note": "Anh ruột"})
    assert client.get(f"{BASE}/{found.pk}/phieu/2/").status_code == 404
    name = found.candidates.get(number=2).nomination.name
    assert name not in said(client.get(f"{BASE}/{found.pk}/"))


@pytest.mark.parametrize("who", ["stranger", "outsider", "keeper"])
@pytest.mark.parametrize(
    "path", ["", "phieu/", "phieu/1/", "phieu/1/khong-bo/", "bien-ban/", "bien-ban.docx", "kiem-phieu/", "huy/", "kiem-phieu-cua-toi/"]
)
def test_who_has_nothing_to_do_with_it_finds_nothing(client, town, who, path):
    found = start(town)
    client.force_login(getattr(town, who))
    assert client.get(f"{BASE}/{found.pk}/{path}").status_code == 404


def test_a_voter_does_not_run_the_round(client, town):
    found = start(town)
    voter = town.members[4]
    voter.appointments.update(role="GR")
    client.force_login(voter)
    assert client.get(f"{BASE}/{found.pk}/phieu/").status_code == 200
    for path in ("kiem-phieu/", "gia-han/", "huy/", "phan-dinh/", f"y-kien-van-ban/{seat_of(voter, found).pk}/"):
        assert client.get(f"{BASE}/{found.pk}/{path}").status_code == 404


def test_the_minutes_open_and_say_what_was_counted(client, town):
    found = start(town)
    for member in town.members:
        vote_by_pages(client, found, member)
    found.refresh_from_db()
    counting.close_and_count(found, by=town.officer)
    client.force_login(town.officer)
    client.post(f"{BASE}/{found.pk}/bien-ban/", {"place": "Phòng họp UBND phường", "discussion": "", "dissent": "Một ý kiến bảo lưu."})
    document = Document(io.BytesIO(client.get(f"{BASE}/{found.pk}/bien-ban.docx").content))
    words = "\n".join(
        [p.text for p in document.paragraphs] + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    for expected in ("BIÊN BẢN", "Phòng họp UBND phường", "Một ý kiến bảo lưu.", "5/5", town.leader.full_name, "THƯ KÝ", "CHỦ TỌA"):
        assert expected in words
    pdf = client.get(f"{BASE}/{found.pk}/bien-ban.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert client.get(f"{BASE}/{found.pk}/bien-ban.exe").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(client, town, count):
    for month in range(count):
        opening.open_round(town.ward, MAY if not month else MAY.parse(f"2022-M0{month}"), scheme=town.schemes["unit", "M"], by=town.officer)
    client.force_login(town.officer)
    client.get(f"{BASE}/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{BASE}/")
    assert len(queries) == 11


def test_a_council_is_founded_and_filled_by_its_pages(client, town):
    client.force_login(town.leader)
    client.post(
        f"{BASE}/hoi-dong/moi/", {"unit": town.ward.pk, "name": "Hội đồng xét chọn", "level": "unit", "founded_by": "QĐ 12/QĐ-UBND"}
    )
    council = town.ward.councils.get(name="Hội đồng xét chọn")
    client.post(f"{BASE}/hoi-dong/{council.pk}/them/", {"user": town.officer.pk, "post": "chair"})
    client.post(f"{BASE}/hoi-dong/{council.pk}/them/", {"user": town.keeper.pk, "post": "member"})
    assert [str(m.user) for m in council.members.all()] == [str(town.officer)]
    client.force_login(town.stranger)
    assert client.get(f"{BASE}/hoi-dong/{council.pk}/").status_code == 404


def test_rules_are_set_from_a_day_on_by_the_agency_alone(client, town):
    form = {
        "level": "unit", "period_kind": "M", "mode": "score", "is_secret": "on", "threshold_over": "1", "threshold_under": "2", "denominator": "all",
        "quorum_over": "2", "quorum_under": "3", "tie_rule": "chair", "highest_mark": "10", "averaging": "median",
        "least_candidates": "2", "nominate_days": "2", "vote_days": "6",
        "announce_days": "10", "decided_by": "QĐ 5/QĐ-HĐTĐKT", "source": "", "valid_from": "01/07/2022", "seats": "",
    }  # fmt: skip
    client.force_login(town.leader)
    assert client.post(f"{BASE}/quy-che/moi/", form).status_code == 404
    client.force_login(town.agency)
    assert "Ghi ngày" in said(client.post(f"{BASE}/quy-che/moi/", {**form, "valid_from": "31/02/2022"}))
    client.post(f"{BASE}/quy-che/moi/", form)
    schemes = town.city.schemes.filter(level="unit", period_kind="M").order_by("valid_from")
    assert [(s.mode, str(s.valid_from), str(s.valid_to)) for s in schemes] == [
        ("approve", "2022-01-01", "2022-07-01"), ("score", "2022-07-01", "9999-12-31")
    ]  # fmt: skip


def test_a_round_announced_is_seen_by_the_citys_people(client, town):
    found = start(town)
    client.force_login(town.mayor)
    assert client.get(f"{BASE}/{found.pk}/").status_code == 404
    for member in town.members:
        vote_by_pages(client, found, member)
    found.refresh_from_db()
    counting.announce_round(counting.close_and_count(found, by=town.officer), by=town.leader)
    client.force_login(town.mayor)
    assert client.get(f"{BASE}/{found.pk}/").status_code == 200
    assert clock.today() == MAY.next.start
