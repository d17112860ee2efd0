"""Whatever is sent, the answer is a document or one plain sentence, soon and with little memory."""

import io
import zipfile

import pypdfium2
import pytest
from PIL import Image

from lantoa.documents.reading import ReadingError, guard, read
from lantoa.documents.reading.formats import blocks_of
from tests.documents import papers

DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def archive(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", text)
    return out.getvalue()


def picture():
    out = io.BytesIO()
    Image.new("L", (8, 8)).save(out, "PNG")
    return out.getvalue()


def pages(count):
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(count):
        document.new_page(595, 842)
    document.save(out)
    return out.getvalue()


def locked_pdf():
    """A PDF whose security handler is not known to anyone."""
    return papers.as_pdf().replace(b"/Root", b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >> /Root")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.docx", b"", "Tệp này trống"),
        ("a.txt", b" \n\t\n ", "Tệp này trống"),
        ("a.docx", b"khong phai word", "Tệp này bị hỏng hoặc không đúng định dạng"),
        ("a.docx", papers.as_docx()[:9000], "Tệp này bị hỏng hoặc tải lên chưa hết"),
        ("a.docx", archive(xl__workbook="<a/>"), "Đây là bảng tính"),
        ("a.docx", archive(ppt__presentation="<a/>"), "Đây là bản trình chiếu"),
        ("a.zip", archive(readme="chào"), "Tệp nén này không phải văn bản Word"),
        ("a.docx", archive(word__document="<w:document"), "Tệp Word này bị hỏng"),
        ("a.docx", archive(word__document=DOCUMENT.replace("<w:body>{}</w:body>", "")), "Tệp Word này bị hỏng"),
        ("a.docx", archive(word__document="<!DOCTYPE a [<!ENTITY b 'c'>]>" + DOCUMENT.format("&d;")), "Tệp Word này bị hỏng"),
        ("a.docx", archive(word__document=DOCUMENT.format(" " * (65 * 1024 * 1024))), "Tệp Word này quá lớn"),
        ("a.png", picture(), "Đây là tệp ảnh"),
        ("a.rtf", b"{\\rtf1 chao}", "Tệp này ở dạng .rtf"),
        ("a.html", b"<!DOCTYPE html><p>chao", "Đây là trang web"),
        ("a.pdf", b"%PDF-1.7\n" + b"x" * 500, "Tệp PDF này bị hỏng"),
        ("a.pdf", locked_pdf(), "Tệp PDF này"),
        ("a.pdf", pages(151), "Tệp PDF này có 151 trang, nhiều hơn mức 150 trang"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Tệp Word (.doc) này bị hỏng"),
        ("a.doc", papers.as_doc(["KẾ HOẠCH"])[:2000], "Tệp Word (.doc) này bị hỏng"),
        ("a.bin", bytes(range(256)) * 20, "Tệp này không phải văn bản chữ"),
    ],
)  # fmt: skip
def test_each_bad_file_has_its_sentence(name, data, sentence):
    with pytest.raises(ReadingError) as refusal:
        blocks_of(data, name)
    message = str(refusal.value)
    assert message.startswith(sentence)
    assert message.endswith(".")
    assert "\n" not in message


def test_a_text_that_is_no_official_document_is_refused():
    with pytest.raises(ReadingError, match="không giống một văn bản hành chính"):
        read("Trời hôm nay đẹp.\nMai ta đi chơi.".encode(), name="a.txt")


def test_a_bomb_of_paragraphs_ends_the_process_not_the_caller():
    bomb = archive(word__document=DOCUMENT.format("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1_000_000))
    with pytest.raises(ReadingError, match=r"bị hỏng|quá lớn"):
        read(bomb, name="a.docx")


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(guard, "SECONDS", 0.01)
    with pytest.raises(ReadingError, match="đọc quá lâu"):
        read(papers.as_docx(), name="a.docx")


def test_a_file_above_the_limit_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(guard, "FILE_LIMIT", 1000)
    with pytest.raises(ReadingError, match="lớn hơn"):
        read(b"x" * 1001, name="a.txt")


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(ReadingError, match=r"Không mở được tệp “mất\.docx”"):
        read(tmp_path / "mất.docx")
