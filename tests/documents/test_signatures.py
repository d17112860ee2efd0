"""What the digital signatures of a PDF prove, and what they do not."""

import pytest

from lantoa.documents import signatures
from lantoa.documents.writing import Draft, IssueDay, Issuer, Paragraph, Signature, to_pdf
from tests.documents.signing import certificate, sign

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def paper() -> bytes:
    return to_pdf(
        Draft(
            kind="TB", issuer=Issuer(lines=("ỦY BAN NHÂN DÂN", "PHƯỜNG THỬ"), place="Long Khánh"), symbol="TB-UBND", number="12",
            day=IssueDay(2022, 6, 10), subject="Kết quả bình chọn", body=[Paragraph("Nội dung.")],
            signatures=[Signature("CHỦ TỊCH", "Trần Thị Ký")], recipients=["Như trên"],
        )
    )  # fmt: skip


def test_an_unsigned_file_has_none(paper):
    assert signatures.read(paper) == []


def test_a_sound_signature_by_a_root_we_trust(paper):
    key, cert = certificate()
    [found] = signatures.read(sign(paper, key, cert), roots=[cert])
    assert (found.signer, found.organisation, found.trust) == ("Trần Thị Ký", "Ủy ban nhân dân phường Thử", "trusted")
    assert found.is_sound
    assert found.signed_at is not None
    assert not found.stamped
    assert found.words == "Nguyên vẹn, chứng thư tin cậy"


def test_the_same_by_nobody_we_know(paper):
    key, cert = certificate()
    [found] = signatures.read(sign(paper, key, cert))
    assert (found.is_sound, found.trust) == (True, "unknown")
    assert "chưa xác minh" in found.words


def test_a_certificate_past_its_days(paper):
    key, cert = certificate(days=(-30, -2))
    [found] = signatures.read(sign(paper, key, cert), roots=[cert])
    assert (found.is_sound, found.trust) == (True, "expired")


def test_a_byte_changed_after_signing(paper):
    key, cert = certificate()
    signed = bytearray(sign(paper, key, cert))
    at = signed.index(b"/MediaBox")  # stands in the signed part; a number in it becomes another
    at = next(i for i in range(at, at + 60) if chr(signed[i]).isdigit() and signed[i] != ord("0"))
    signed[at] = ord("1") if signed[at] != ord("1") else ord("2")
    [found] = signatures.read(bytes(signed), roots=[cert])
    assert not found.intact
    assert found.words == "Nội dung đã bị sửa sau khi ký"


def test_a_page_put_over_it_after_signing(paper):
    """Bytes added behind the signature leave its hash whole: only comparing the versions of the file finds it."""
    from io import BytesIO

    from pyhanko.pdf_utils.generic import NameObject, NumberObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    key, cert = certificate()
    writer = IncrementalPdfFileWriter(BytesIO(sign(paper, key, cert)))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Rotate")] = NumberObject(90)
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    [found] = signatures.read(out.getvalue(), roots=[cert])
    assert found.intact
    assert not found.is_sound
    assert found.words == "Tệp bị thêm, bớt nội dung sau khi ký"


def test_two_people_sign_one_after_the_other(paper):
    first, second = certificate(), certificate("Lê Văn Thư")
    twice = sign(sign(paper, *first), *second, field="Signature2")
    assert [(row.signer, row.is_sound) for row in signatures.read(twice, roots=[first[1], second[1]])] == [
        ("Trần Thị Ký", True), ("Lê Văn Thư", True),
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"khong phai pdf" * 100, b"%PDF-1.7\n" + b"1 0 obj<<" * 50_000])
def test_a_damaged_file_is_refused_in_words(data):
    with pytest.raises(signatures.SignatureError, match=r"bị hỏng|quá lâu"):
        signatures.read(data)
