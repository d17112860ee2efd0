"""The register's pages."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.outgoing.models import Paper
from tests.factories import PaperFactory
from tests.outgoing.conftest import pdf

pytestmark = pytest.mark.django_db
LIST = "/lam-viec/van-ban-di/"
FACTS = {
    "kind": "CV", "number": "45/UBND-VX", "issued_on": "9/6/2022", "subject": "Đôn đốc", "signer_name": "Trần Thị Ký", "signer_post": "",
    "recipients": "Như trên",
}  # fmt: skip


def test_entered_found_signed_and_withdrawn_by_its_pages(client, town):
    client.force_login(town.officer)
    assert "Sổ còn trống" in client.get(LIST).content.decode()
    answer = client.post(f"{LIST}ghi/", {**FACTS, "unit": town.ward.pk})
    paper = Paper.objects.get()
    assert answer.headers["Location"] == f"{LIST}{paper.pk}/"
    assert "Số lớn nhất trong sổ năm nay: 45" in client.get(f"{LIST}ghi/").content.decode()
    assert client.post(f"{LIST}{paper.pk}/sua/", {**FACTS, "subject": "Đôn đốc quý II"}).status_code == 302
    for query, found in (("q=don doc quy ii", True), ("q=khac", False), ("loai=CV&nam=2022&ban_ky=chua", True), ("loai=QĐ", False)):
        assert ("45/UBND-VX" in client.get(f"{LIST}?{query}").content.decode()) is found, query
    upload = io.BytesIO(pdf())
    upload.name = "sai.pdf"
    refused = client.post(f"{LIST}{paper.pk}/ban-ky/", {"signed_file": upload})
    assert "không phải số 45/UBND-VX" in refused.content.decode()
    assert client.post(f"{LIST}{paper.pk}/thu-hoi/", {"reason": ""}).status_code == 200
    assert client.post(f"{LIST}{paper.pk}/thu-hoi/", {"reason": "Ghi nhầm."}).status_code == 302
    page = client.get(f"{LIST}{paper.pk}/").content.decode()
    assert "Đã thu hồi" in page
    assert "Gửi bản đã ký" not in page


def test_wrong_words_come_back_with_what_was_typed(client, town):
    client.force_login(town.officer)
    page = client.post(f"{LIST}ghi/", {**FACTS, "unit": town.ward.pk, "number": "không số", "issued_on": "31/2/2022"}).content.decode()
    assert "không số" in page
    assert not Paper.objects.exists()
    assert client.post(f"{LIST}ghi/", {**FACTS, "unit": town.other.pk}).status_code == 200
    assert not Paper.objects.exists()


@pytest.mark.parametrize("who", ["council", "outsider"])
def test_who_keeps_no_book_finds_nothing(client, town, who):
    client.force_login(getattr(town, who))
    assert {client.get(reverse(f"outgoing:{name}")).status_code for name in ("papers", "papers_xlsx", "enter_paper")} == {404}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same(client, town, count):
    PaperFactory.create_batch(count, unit=town.ward)
    client.force_login(town.officer)
    client.get(LIST)
    with CaptureQueriesContext(connection) as caught:
        client.get(LIST)
    assert len(caught) == 12


def test_the_workbook_holds_what_the_list_shows(client, town):
    PaperFactory(unit=town.ward, subject="=1+1", signer_name="Lê Thị Ễnh")
    PaperFactory(unit=town.other)
    client.force_login(town.officer)
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{LIST}so.xlsx").content)).active
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert len(rows) == 1
    assert rows[0][2:4] == ("Công văn: =1+1", "Lê Thị Ễnh")
    assert rows[0][5:7] == ("Phường Bảo Vinh", "chưa gửi về")
