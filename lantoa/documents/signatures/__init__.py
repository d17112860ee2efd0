"""Reads the digital signatures of a PDF that came back signed; never makes one (Nghị định 30/2020/NĐ-CP, Điều 13; Luật Giao dịch điện tử
2023, Điều 22–25).

    found = signatures.read(data, roots=[certificate_bytes])

What a signature proves is said in five facts, each by itself: whether the signed bytes are unchanged (`intact`), whether the
signature fits its certificate (`valid`), whether anything was added to the file after it (`covers`, `changes`), whether the certificate
leads to a root the operator trusts (`trust`), and when (`signed_at`, as the signer's own clock says, or a time-stamp authority's).
Certificates are not asked for on the network: revocation is only known where the file itself brings it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lantoa.documents import child

SECONDS = 20
MEMORY = 1024 * 1024 * 1024  # bytes of address space
LIMIT = 25 * 1024 * 1024  # bytes of a file


class SignatureError(ValueError):
    """The file cannot be examined; the message says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """One signature field that is signed.

    `trust`: 'trusted', 'unknown' (leads to no root we know), 'expired', 'revoked'. `covers`: the whole file stood when it was signed, or
    what was added since only is what signing adds. `stamped`: `signed_at` comes from a time-stamp, not from the signer's clock.
    """

    signer: str
    organisation: str
    issuer: str
    serial: str
    intact: bool
    valid: bool
    covers: bool
    trust: str
    signed_at: datetime | None
    stamped: bool

    @property
    def is_sound(self) -> bool:
        """Nothing about the file was changed since. Says nothing about whom the certificate belongs to: see `trust`."""
        return self.intact and self.valid and self.covers

    @property
    def words(self) -> str:
        """What is to be read beside the name."""
        if not self.intact:
            return "Nội dung đã bị sửa sau khi ký"
        if not self.valid:
            return "Chữ ký không khớp chứng thư"
        if not self.covers:
            return "Tệp bị thêm, bớt nội dung sau khi ký"
        return {
            "trusted": "Nguyên vẹn, chứng thư tin cậy",
            "unknown": "Nguyên vẹn, chưa xác minh được nơi cấp chứng thư",
            "expired": "Nguyên vẹn, chứng thư đã hết hạn hoặc chưa có hiệu lực lúc kiểm tra",
            "revoked": "Nguyên vẹn, nhưng chứng thư đã bị thu hồi",
        }[self.trust]

    def to_json(self) -> dict:
        return {name: getattr(self, name) for name in self.__slots__ if name != "signed_at"} | {
            "signed_at": self.signed_at.isoformat() if self.signed_at else None
        }

    @classmethod
    def from_json(cls, data: dict) -> PdfSignature:
        return cls(**{**data, "signed_at": datetime.fromisoformat(data["signed_at"]) if data["signed_at"] else None})


def read(data: bytes, *, roots: Sequence[bytes] = ()) -> list[PdfSignature]:
    """The signatures in these bytes, in the order they were made; none of an unsigned file. `roots`: trusted certificates, DER or PEM.

    Runs in a process of its own. Raises SignatureError.
    """
    if len(data) > LIMIT:
        raise SignatureError(f"Tệp lớn hơn {LIMIT // 1024 // 1024} MB nên không kiểm được chữ ký số.")
    framed = json.dumps([len(root) for root in roots]).encode() + b"\n" + b"".join(roots) + data
    try:
        status, out = child.run("lantoa.documents.signatures.worker", [], framed, seconds=SECONDS)
    except TimeoutError as error:
        raise SignatureError("Kiểm chữ ký số quá lâu. Tệp có thể bị hỏng; lấy lại bản gốc từ văn thư rồi gửi lại.") from error
    if status != 0:
        raise SignatureError("Tệp PDF bị hỏng hoặc có mật khẩu nên không kiểm được chữ ký số. Lấy lại bản gốc từ văn thư rồi gửi lại.")
    return [PdfSignature.from_json(row) for row in json.loads(out)]
