"""The process that `signatures.read` starts: lengths of the roots on the first line, the roots, then the PDF; JSON comes out.

Exit status 0: examined; anything else: it could not be.
"""

from __future__ import annotations

import io
import json
import logging
import resource
import sys
import time
from datetime import UTC, datetime

from lantoa.documents.signatures import MEMORY, PdfSignature


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    logging.disable(logging.CRITICAL)
    lengths = json.loads(sys.stdin.buffer.readline())
    roots = [sys.stdin.buffer.read(length) for length in lengths]
    json.dump([row.to_json() for row in examine(sys.stdin.buffer.read(), roots)], sys.stdout, ensure_ascii=False)
    return 0


def examine(data: bytes, roots: list[bytes]) -> list[PdfSignature]:
    from pyhanko.keys import load_certs_from_pemder_data
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko_certvalidator import ValidationContext

    # Not strict: offices' signing programs write files that break small rules of the format.
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    trusted = [certificate for root in roots for certificate in load_certs_from_pemder_data(root)]
    return [
        _one(signature, ValidationContext(trust_roots=trusted, allow_fetching=False, revocation_mode="soft-fail"))
        for signature in reader.embedded_regular_signatures
    ]


def _one(signature, context) -> PdfSignature:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    status = validate_pdf_signature(signature, context, ts_validation_context=context)
    certificate = status.signing_cert
    names = certificate.subject.native
    stamp = status.timestamp_validity
    whole = status.coverage in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
    harmless = status.modification_level in (None, ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
    return PdfSignature(
        signer=_text(names.get("common_name")), organisation=_text(names.get("organization_name")),
        issuer=_text(certificate.issuer.native.get("common_name")), serial=f"{certificate.serial_number:x}",
        intact=status.intact, valid=status.valid, covers=whole and harmless, trust=_trust(status),
        signed_at=stamp.timestamp if stamp else status.signer_reported_dt, stamped=stamp is not None,
    )  # fmt: skip


def _trust(status) -> str:
    if status.revoked:
        return "revoked"
    validity = status.signing_cert["tbs_certificate"]["validity"]
    stamp = status.timestamp_validity
    # The machine's own clock, as pyHanko's: a day fixed for a demo must not make a certificate good or bad.
    moment = stamp.timestamp if stamp and stamp.trusted else datetime.fromtimestamp(time.time(), UTC)
    if not validity["not_before"].native <= moment <= validity["not_after"].native:
        return "expired"
    return "trusted" if status.trusted else "unknown"


def _text(value) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")


if __name__ == "__main__":
    raise SystemExit(main())
