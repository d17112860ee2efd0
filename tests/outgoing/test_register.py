"""The register: who keeps it, what it refuses, what comes back signed."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from lantoa.audit.models import Entry
from lantoa.core.rights import Refused
from lantoa.core.text import fold
from lantoa.outgoing import queries, services
from lantoa.outgoing.enums import PaperState
from lantoa.outgoing.models import Paper
from tests.documents.signing import certificate, sign
from tests.factories import PaperFactory, UnitFactory
from tests.outgoing.conftest import DAY, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


def entered(town, **values):
    facts = {
        "kind": "TB", "number": "12/TB-UBND", "issued_on": date(2022, 6, 8), "subject": "Kết quả bình chọn tháng 5",
        "signer_name": "Trần Thị Ký", "signer_post": "CHỦ TỊCH",
    }  # fmt: skip
    return services.enter_paper(town.ward, **(facts | values), by=town.officer)


def back(town, paper, data, name="12-TB.pdf"):
    stored, examined = services.take_in_signed(SimpleUploadedFile(name, data, "application/pdf"), by=town.officer)
    return services.keep_signed(paper, stored, examined, by=town.officer)


# --- Entering -----------------------------------------------------------------------------------------------------------------


def test_a_paper_is_entered_with_a_line_in_the_log(town):
    paper = entered(town)
    assert (paper.order, paper.issued_year, paper.state) == (12, 2022, PaperState.ISSUED)
    assert str(paper) == "Thông báo số 12/TB-UBND"
    assert Entry.objects.get(action="enter_paper").object_id == str(paper.pk)
    assert queries.last_order(town.ward, 2022) == 12


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"number": "mười hai"}, "number"),
        ({"number": "12 / TB"}, "number"),
        ({"number": "/TB-UBND"}, "number"),
        ({"number": "1" * 400}, "number"),
        ({"issued_on": DAY + timedelta(days=1)}, "issued_on"),
        ({"subject": " "}, "subject"),
        ({"signer_name": ""}, "signer_name"),
        ({"kind": "XX"}, "kind"),
    ],
)
def test_what_is_no_entry_is_refused_beside_its_field(town, values, field):
    with pytest.raises(ValidationError) as refused:
        entered(town, **values)
    assert set(refused.value.message_dict) == {field}
    assert not Paper.objects.exists()


def test_a_number_stands_once_a_year_in_one_book(town):
    first = entered(town)
    with pytest.raises(ValidationError, match="đã có trong sổ"):
        entered(town, subject="Việc khác")
    services.enter_paper(
        town.city, kind="TB", number="12/TB-UBND", issued_on=DAY, subject="Của thành phố", signer_name="Lê Văn Thành", by=town.agency
    )
    entered(town, issued_on=date(2021, 6, 8))
    services.withdraw_paper(first, reason="Ghi nhầm.", by=town.officer)
    with pytest.raises(ValidationError):  # a number once given is not given again
        entered(town)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperFactory(unit=town.ward, kind="TB", number="12/TB-UBND", order=12)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"number": "05/TB-UBND"}, {"number": "5/TB-UBND"}),
        ({"number": "5/TB-UBND"}, {"number": "005/tb-ubnd"}),
        ({"kind": "CV", "number": "45/UBND-VX"}, {"kind": "CV", "number": "45/UBND-NC"}),
    ],
)
def test_one_number_written_in_two_ways_is_refused(town, first, second):
    entered(town, **first)
    with pytest.raises(ValidationError, match="đã có trong sổ"):
        entered(town, **second)


def test_each_kind_and_each_issuing_body_counts_its_own_numbers(town):
    entered(town, number="5/TB-UBND")
    entered(town, kind="KH", number="5/KH-UBND")
    entered(town, kind="CV", number="5/UBND-VX")
    entered(town, number="5/TB-HĐTĐKT")  # a council under the office's seal
    assert Paper.objects.filter(order=5).count() == 4


@pytest.mark.parametrize("who", ["neighbour", "outsider", "council", "agency"])
def test_others_do_not_enter_for_the_ward(town, who):
    with pytest.raises(Refused):
        services.enter_paper(
            town.ward, kind="TB", number="1/TB-UBND", issued_on=DAY, subject="x", signer_name="y", by=getattr(town, who)
        )  # fmt: skip


def test_list_and_right_agree(town):
    papers = [PaperFactory(unit=unit) for unit in (town.ward, town.city, town.office, town.other, UnitFactory())]
    for name in ("officer", "leader", "mayor", "agency", "neighbour", "council", "outsider"):
        user = getattr(town, name)
        listed = set(queries.visible_to(user))
        assert listed == {paper for paper in papers if user.has_perm("outgoing.view_paper", paper)}, name
    assert set(queries.visible_to(town.agency)) == {papers[1], papers[2]}
    assert set(queries.visible_to(town.officer)) == {papers[0]}
    assert not queries.visible_to(town.council).exists()


def test_a_slip_is_corrected_until_the_signed_paper_is_there(town):
    paper = services.edit_paper(entered(town), number="13/TB-UBND", subject="Kết quả bình chọn tháng 5/2022", by=town.officer)
    assert (paper.order, fold("tháng 5/2022") in paper.folded) == (13, True)
    assert json.loads(Entry.objects.get(action="edit").before) == {"number": "12/TB-UBND", "subject": "Kết quả bình chọn tháng 5"}
    back(town, paper, pdf("13"))
    with pytest.raises(ValidationError, match="thu hồi"):
        services.edit_paper(paper, subject="Khác", by=town.officer)


def test_withdrawing_needs_a_reason_and_happens_once(town):
    paper = entered(town)
    with pytest.raises(ValidationError):
        services.withdraw_paper(paper, reason=" ", by=town.officer)
    services.withdraw_paper(paper, reason="Sai thẩm quyền.", by=town.officer)
    with pytest.raises(ValidationError):
        services.withdraw_paper(paper, reason="Lần nữa.", by=town.officer)


# --- Coming back signed -------------------------------------------------------------------------------------------------------


def test_a_signed_file_is_checked_and_kept_as_it_is(town, settings, tmp_path):
    key, cert = certificate()
    (tmp_path / "goc.pem").write_bytes(cert)
    (tmp_path / "doc-toi.txt").write_text("không phải chứng thư")
    settings.SIGNATURE_ROOTS = str(tmp_path)
    data = sign(pdf(), key, cert)
    paper = back(town, entered(town), data)
    with paper.signed_file.content.open() as kept:
        assert kept.read() == data
    [signature] = paper.read_signatures
    assert (signature.signer, signature.is_sound, signature.trust, paper.findings) == ("Trần Thị Ký", True, "trusted", [])
    with pytest.raises(ValidationError, match="không thay được"):
        back(town, paper, data)


def test_a_plain_scan_is_taken_and_said_to_be_one(town):
    paper = back(town, entered(town), pdf())
    assert paper.findings == ["Tệp không có chữ ký số (bản quét của bản giấy)."]


@pytest.mark.parametrize(
    ("values", "words"), [({"number": "13"}, "văn bản số 13/TB-UBND, không phải số 12/TB-UBND"), ({"day": date(2022, 6, 7)}, "ghi ngày")]
)
def test_another_paper_is_refused(town, values, words):
    paper = entered(town)
    with pytest.raises(ValidationError, match=words):
        back(town, paper, pdf(**values))
    paper.refresh_from_db()
    assert paper.signed_file is None


def test_another_signer_is_a_question(town):
    paper = back(town, entered(town), pdf(signer="Lê Văn Khác"))
    assert "Người ký trên tệp là Lê Văn Khác, trong sổ là Trần Thị Ký." in paper.findings


def test_a_file_changed_after_signing_is_refused_and_not_kept(town):
    from lantoa.files.models import StoredFile

    key, cert = certificate()
    forged = bytearray(sign(pdf(), key, cert))
    at = forged.index(b"/MediaBox")
    at = next(i for i in range(at, at + 60) if chr(forged[i]).isdigit() and forged[i] != ord("0"))
    forged[at] = ord("1") if forged[at] != ord("1") else ord("2")
    paper = entered(town)
    with pytest.raises(ValidationError, match="đã bị sửa sau khi ký"):
        back(town, paper, bytes(forged))
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("data", [b"%PDF-1.7\nhong", b"<html>", b""])
def test_what_is_no_pdf_is_refused_in_words(town, data):
    with pytest.raises(ValidationError):
        back(town, entered(town), data)


def test_bytes_that_were_not_examined_are_not_kept(town):
    paper = entered(town)
    stored, _ = services.take_in_signed(SimpleUploadedFile("a.pdf", pdf(), "application/pdf"), by=town.officer)
    _, examined = services.take_in_signed(SimpleUploadedFile("b.pdf", pdf(words="Khác."), "application/pdf"), by=town.officer)
    with pytest.raises(ValueError, match="examined"):
        services.keep_signed(paper, stored, examined, by=town.officer)
