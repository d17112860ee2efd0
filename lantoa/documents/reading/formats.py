"""Which kind of file this is: told by its bytes, not by its name, and refused in plain words when it is none of ours."""

from __future__ import annotations

import io
import re
import struct
import zipfile

import olefile

from lantoa.documents.reading.errors import ReadingError
from lantoa.documents.reading.layout import Block

_SEND = "hãy gửi bản Word (.docx, .doc), PDF hoặc tệp chữ (.txt, .md)."
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_MARKDOWN = re.compile(r"^\s*(#{1,6}\s|\|)|\*\*", re.M)


def blocks_of(data: bytes, name: str = "", *, recognise: bool = False) -> list[Block]:
    """The file's blocks. Raises ReadingError for a file that cannot be read, ScanError for a scan unless `recognise`.

    A reader is imported only when it is needed: each drags in a library.
    """
    if not data.strip(b"\x00\r\n\t "):
        raise ReadingError("Tệp này trống; hãy kiểm tra lại rồi gửi lại tệp có nội dung.")
    if data.startswith(b"PK\x03\x04"):
        _check_zip(data)
        from lantoa.documents.reading import docx

        return docx.read(data)
    if b"%PDF-" in data[:1024]:
        from lantoa.documents.reading import pdf

        return pdf.read(data, recognise=recognise)
    if data.startswith(olefile.MAGIC):
        _check_ole(data)
        from lantoa.documents.reading import doc97

        return doc97.read(data)
    _refuse_other(data, name.lower())
    from lantoa.documents.reading import markdown, plaintext

    text = plaintext.decode(data)
    if name.lower().endswith((".md", ".markdown")) or (not name.lower().endswith(".txt") and len(_MARKDOWN.findall(text)) > 4):
        return markdown.read(text)
    return plaintext.blocks_of_text(text)


def _check_zip(data: bytes) -> None:
    """Office files are archives; their parts tell which program made them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadingError("Tệp này bị hỏng hoặc tải lên chưa hết; hãy lưu lại thành .docx rồi gửi lại.") from error
    if any(name.startswith("xl/") for name in names):
        raise ReadingError(f"Đây là bảng tính, không phải văn bản hành chính; {_SEND}")
    if any(name.startswith("ppt/") for name in names):
        raise ReadingError(f"Đây là bản trình chiếu, không phải văn bản hành chính; {_SEND}")
    if "word/document.xml" not in names:
        raise ReadingError(f"Tệp nén này không phải văn bản Word; {_SEND}")


def _check_ole(data: bytes) -> None:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("EncryptedPackage"):
                raise ReadingError("Tệp Word này có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
            if ole.exists("Workbook") or ole.exists("Book"):
                raise ReadingError(f"Đây là bảng tính, không phải văn bản hành chính; {_SEND}")
            if ole.exists("PowerPoint Document"):
                raise ReadingError(f"Đây là bản trình chiếu, không phải văn bản hành chính; {_SEND}")
    except (OSError, ValueError, IndexError, TypeError, struct.error) as error:
        raise ReadingError("Tệp Word (.doc) này bị hỏng nên không mở được; hãy lưu lại thành .docx rồi gửi lại.") from error


def _refuse_other(data: bytes, name: str) -> None:
    if data.startswith(_PICTURES) or data[4:8] == b"ftyp":
        raise ReadingError("Đây là tệp ảnh, âm thanh hoặc phim, không phải văn bản; hãy gửi bản Word, hoặc quét ảnh thành PDF rồi gửi.")
    if data.startswith(b"{\\rtf"):
        raise ReadingError("Tệp này ở dạng .rtf; hãy mở bằng Word, lưu lại thành .docx rồi gửi lại.")
    if re.match(rb"\s*(<!doctype html|<html)", data[:300], re.I):
        raise ReadingError("Đây là trang web, không phải tệp văn bản; hãy gửi bản Word hoặc PDF.")
    if name.endswith((".docx", ".doc", ".pdf")):
        raise ReadingError("Tệp này bị hỏng hoặc không đúng định dạng như tên tệp; hãy lưu lại rồi gửi lại.")
