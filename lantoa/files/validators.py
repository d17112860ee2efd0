"""What may be stored, judged by content and not by name (ASVS V5). Each refusal says what is wrong and what to do."""

import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

import puremagic
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

from lantoa.core.text import nfc

MAX_BYTES = 25 * 2**20
MAX_PIXELS = 40_000_000  # drawn in memory at once: 160 MB at the most
LONGEST_SIDE = 3000  # pixels kept of a photo: sharp on any screen and on A4
MAX_UNPACKED = 200 * 2**20
MAX_RATIO = 200  # an honest DOCX packs text about ten to one

IMAGES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
DOCUMENTS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "doc": "application/msword",
    "txt": "text/plain",
    "md": "text/plain",
}
SOUNDS = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "wav": "audio/wav", "mp4": "video/mp4", "webm": "audio/webm", "ogg": "audio/ogg",
}  # fmt: skip
ALL = IMAGES | DOCUMENTS | SOUNDS
_ALIASES = {"jpeg": "jpg", "jfif": "jpg"}
_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_UNSAFE_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_ENCRYPTED = 0x1  # flag bit of a zip entry
_EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


@dataclass(frozen=True)
class Checked:
    """What will be stored: a clean name, the bytes (a photo's are rewritten), and their true type."""

    name: str
    content: bytes
    mime: str


def check(uploaded: UploadedFile, allow: dict[str, str] = ALL) -> Checked:
    """The file as it may be stored. Raises ValidationError in words."""
    name = clean_name(uploaded.name or "")
    if uploaded.size == 0:
        raise ValidationError(f"Tệp “{name}” trống. Hãy chọn lại tệp có nội dung.", code="empty")
    if uploaded.size > MAX_BYTES:
        raise ValidationError(
            f"Tệp “{name}” lớn hơn {MAX_BYTES // 2**20} MB. Hãy nén nhỏ lại, hoặc đưa lên mạng rồi gửi đường dẫn.", code="size"
        )
    content = uploaded.read()
    extension = _ALIASES.get(ext := PurePosixPath(name).suffix.lower().lstrip("."), ext)
    if extension not in allow:
        raise ValidationError(f"Chưa nhận loại tệp “.{extension or '?'}”. Hãy gửi: {', '.join(allow)}.", code="kind")
    if _EICAR in content[:4096]:
        raise ValidationError(f"Tệp “{name}” mang dấu hiệu mã độc nên không được nhận. Hãy quét vi-rút máy của mình.", code="virus")
    if extension in IMAGES:
        return Checked(name, _rewritten_image(name, content, extension), IMAGES[extension])
    _check_content(name, content, extension)
    return Checked(name, content, allow[extension])


def clean_name(name: str) -> str:
    """The last part of the name, composed, without marks that hide its end (right-to-left overrides) or mean a folder; at most 150 letters."""
    name = "".join(c for c in nfc(name.replace("\\", "/").rsplit("/", 1)[-1]) if unicodedata.category(c) not in {"Cf", "Cc", "Cs", "Co"})
    name = _UNSAFE_IN_NAMES.sub("", name).strip(". ")
    stem, dot, extension = name.rpartition(".")
    return f"{(stem or name)[:140]}{dot}{extension[:9]}" if dot else (name[:150] or "tep")


def _rewritten_image(name: str, content: bytes, extension: str) -> bytes:
    """The picture drawn anew: upright, at most LONGEST_SIDE, without EXIF, place of taking, or anything hidden behind the picture."""
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as image:
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is read at half or quarter size from the start
            if image.width * image.height > MAX_PIXELS:
                raise ValidationError(
                    f"Ảnh “{name}” quá lớn ({image.width} × {image.height} điểm). Hãy thu nhỏ rồi gửi lại.", code="pixels"
                )
            image = ImageOps.exif_transpose(image)
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            out = io.BytesIO()
            if extension == "jpg":
                image.convert("RGB").save(out, "JPEG", quality=85, optimize=True)
            else:
                image.convert("RGBA" if "A" in image.getbands() else "RGB").save(out, extension.upper())
            return out.getvalue()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise ValidationError(f"“{name}” không phải ảnh đọc được. Hãy mở thử trên máy rồi gửi lại ảnh khác.", code="content") from error


def _check_content(name: str, content: bytes, extension: str) -> None:
    if extension in _PARTS:
        _check_package(name, content, extension)
    elif extension in {"txt", "md"}:
        if b"\x00" in content[:8192]:
            raise ValidationError(f"“{name}” không phải tệp chữ. Hãy lưu lại dưới dạng văn bản rồi gửi.", code="content")
    else:
        try:
            true = {match.extension.lstrip(".") for match in puremagic.magic_string(content)}
        except (puremagic.PureError, ValueError):
            true = set()
        looks = {
            "pdf": content[:1024].lstrip().startswith(b"%PDF-"), "doc": content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            # What browsers record: a Matroska head that says webm, or a page of Ogg.
            "webm": content[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in content[:64], "ogg": content[:4] == b"OggS",
            "m4a": content[4:8] == b"ftyp", "mp4": content[4:8] == b"ftyp",
        }  # fmt: skip
        if not looks.get(extension, extension in true):
            raise ValidationError(f"Nội dung của “{name}” không đúng là tệp .{extension}. Hãy kiểm tra lại tệp.", code="content")


def _check_package(name: str, content: bytes, extension: str) -> None:
    """DOCX, XLSX, PPTX: a real package, no macro, no bomb, no part that would land outside a folder."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            unpacked = sum(part.file_size for part in parts)
            locked = any(part.flag_bits & _ENCRYPTED for part in parts)
            entities = not locked and any(_declares_entities(package, part) for part in parts)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, zlib.error) as error:
        raise ValidationError(f"Tệp “{name}” bị hỏng, không mở được. Hãy lưu lại rồi gửi.", code="content") from error
    if locked:
        raise ValidationError(f"Tệp “{name}” đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi.", code="locked")
    if _PARTS[extension] not in names:
        raise ValidationError(f"Nội dung của “{name}” không đúng là tệp .{extension}. Hãy kiểm tra lại tệp.", code="content")
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise ValidationError(f"Tệp “{name}” có macro. Hãy lưu lại bản không có macro rồi gửi.", code="macro")
    if (
        unpacked > MAX_UNPACKED
        or unpacked > MAX_RATIO * max(len(content), 1)
        or entities
        or any(".." in n.split("/") or n.startswith("/") for n in names)
    ):
        raise ValidationError(
            f"Tệp “{name}” có cấu trúc bất thường nên không được nhận. Hãy lưu lại bằng Word hoặc Excel rồi gửi.", code="bomb"
        )


def _declares_entities(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """An XML part with a document type: Office never writes one, attacks by entities need one. Only its first bytes are unpacked."""
    if not part.filename.lower().endswith((".xml", ".rels")):
        return False
    with package.open(part) as content:
        start = content.read(4096)
    # UTF-16 puts a zero between the letters; without zeros both read the same.
    return b"<!doctype" in start.replace(b"\x00", b"").lower()
