"""Looks at a signed PDF that came back, before anything is written: what it says of itself and what its signatures prove.

Both run in processes of their own and take seconds: call `examine` outside any transaction, then hand what it found to the service.
"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

from lantoa.core.text import fold
from lantoa.documents import reading, signatures
from lantoa.documents.signatures import PdfSignature
from lantoa.outgoing.models import Paper
from lantoa.ui.words import day as day_words


@dataclass(frozen=True)
class Examined:
    """`sha256` is of the bytes that were looked at. `unread`: why the words could not be read (a scan, mostly)."""

    sha256: str
    number: str = ""
    issued_on: date | None = None
    signer: str = ""
    unread: str = ""
    signatures: list[PdfSignature] = field(default_factory=list)


def examine(data: bytes, name: str) -> Examined:
    """Raises ValidationError, in words, for what is no PDF that can be looked at."""
    try:
        found = signatures.read(data, roots=trusted_roots())
    except signatures.SignatureError as error:
        raise ValidationError(str(error), code="damaged") from error
    digest = hashlib.sha256(data).hexdigest()
    try:
        said = reading.read(data, name=name)
    except reading.ReadingError as error:
        return Examined(digest, unread=str(error), signatures=found)
    return Examined(digest, said.number or "", said.date, said.signer.name or "", signatures=found)


def trusted_roots() -> list[bytes]:
    """Certificates of the folder that the operator fills (`LANTOA_SIGNATURE_ROOTS`); none when there is no folder."""
    folder = settings.SIGNATURE_ROOTS
    if not folder or not Path(folder).is_dir():
        return []
    return [path.read_bytes() for path in sorted(Path(folder).iterdir()) if path.suffix.lower() in {".cer", ".crt", ".pem", ".der"}]


def check_signatures(examined: Examined) -> None:
    """Raises ValidationError where the file was changed after it was signed."""
    for signature in examined.signatures:
        if not signature.is_sound:
            raise ValidationError(
                f"Chữ ký số của {signature.signer or 'người ký'}: {signature.words.lower()}. Không nhận tệp này; lấy lại bản gốc từ văn thư.",
                code="forged",
            )


def check_signed(number: str, issued_on: date, examined: Examined) -> None:
    """Raises ValidationError where the file was changed after signing, or is another paper than this one."""
    check_signatures(examined)
    if examined.number and _plain(examined.number) != _plain(number):
        raise ValidationError(f"Tệp này là văn bản số {examined.number}, không phải số {number}. Chọn lại tệp.", code="number")
    if examined.issued_on and examined.issued_on != issued_on:
        raise ValidationError(
            f"Tệp này ghi ngày {day_words(examined.issued_on)}, trong sổ là ngày {day_words(issued_on)}. Kiểm tra lại tệp hoặc sổ.",
            code="day",
        )


def findings_of(paper: Paper, examined: Examined) -> list[str]:
    """What a person should look at, though the file was taken."""
    found = []
    if examined.unread:
        found.append(f"Chưa đọc được chữ trong tệp nên chưa đối chiếu số, ngày, người ký. {examined.unread}")
    elif examined.signer and fold(examined.signer) != fold(paper.signer_name):
        found.append(f"Người ký trên tệp là {examined.signer}, trong sổ là {paper.signer_name}.")
    if not examined.signatures:
        found.append("Tệp không có chữ ký số (bản quét của bản giấy).")
    return found


def _plain(number: str) -> str:
    """'05/QĐ-UBND' and '5/QĐ-UBND' are one number."""
    return re.sub(r"\s+", "", number).lstrip("0").casefold()
